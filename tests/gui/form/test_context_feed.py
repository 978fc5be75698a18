"""What the server answers reaches the form's context, one member at a time."""

import pytest

from app.model.checks.rules import Rules
from app.model.form.address_layout import default_layout
from tests.helpers.ui.window import Typist

pytestmark = pytest.mark.shared_window


def test_each_signal_exchanges_its_member_and_nothing_else(typist: Typist) -> None:
    form, lookups = typist.window.form, typist.program.lookups
    before = form.context
    assert before.rules.fields
    assert before.choices["country"]
    rules = Rules(region="SE")
    lookups.rules_changed.emit(rules)
    assert form.context.rules is rules
    assert form.context.choices is before.choices
    assert form.context.custom_fields is before.custom_fields
    lookups.missing_changed.emit({"category": "Not loaded."})
    assert form.context.missing == {"category": "Not loaded."}
    assert form.context.rules is rules
    lookups.choices_changed.emit("category", ())
    assert form.context.choices["category"] == ()
    assert form.context.choices["country"] is before.choices["country"]
    form.set_context(before)


def test_the_layout_of_addresses_reaches_company_and_people(typist: Typist) -> None:
    layout, before = default_layout("US"), typist.window.form.context.address_layout
    typist.window.context_feed.set_address_layout(layout)
    assert typist.window.form.contact.address.context.address_layout is layout
    assert typist.window.form.persons.editor.context.address_layout is layout
    typist.window.context_feed.set_address_layout(before)
