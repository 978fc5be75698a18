"""Whoever proposes values knows what the connection in use offers."""

from app.controller.form.form_context import form_context
from app.model.carriers.lists import Choice
from app.model.form.choices import Choices
from tests.helpers.fakes.controllers import Office


def test_lists_are_known_by_their_names(office: Office) -> None:
    lists = Choices([Choice(1, "Customer")])
    office.lookups._offer("category", lists)
    office.lookups._tell_rules()
    context = form_context(office.lookups, "Name")
    assert context.choices == {"category": lists}
    assert context.asked == "Name"
    assert context.rules is office.lookups.rules
