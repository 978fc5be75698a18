"""Sentences that several checks have in common."""

from __future__ import annotations

import re

from app.model.text_normalization import shortened
from app.translation import _

# What people type into a field that asks for something they do not have.
_NOTHING = re.compile(
    r"[\W_]*|n/?a\.?|nil|none?|no|nei|nein|ingen|inga|intet|ikke|mangler|saknas|ukjent|ukendt|okänd|unknown|unbekannt"
    r"|keine?|null|x+|tbd|tba|test",
    re.IGNORECASE,
)


def why_nothing(text: str) -> str:
    """Returns a sentence about a text such as “n/a”, which says that there is no value."""
    if text.strip() and len(text) < 20 and _NOTHING.fullmatch(text.strip()):  # they are short
        return _("“{text}” says that there is none. Leave the field empty instead.").format(text=text)
    return ""


def unlike(text: str, what: str) -> str:
    """Says that a text does not look like `what`."""
    return _("“{text}” does not look like {what}.").format(text=shortened(text), what=what)
