"""What is known of the connection in use by those who propose values for the form."""

from __future__ import annotations

from app.controller.form.lookups import Lookups
from app.recognition import FormContext


def form_context(lookups: Lookups, asked: str = "") -> FormContext:
    """Returns countries, proposed values, rules and lists; `asked` is the field whose text was a question."""
    return FormContext(lookups.countries, lookups.proposed, lookups.rules, asked, lookups.choices)
