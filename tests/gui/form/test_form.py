"""The whole form as one value, with its problems in their order."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.model.carriers.lists import UserDefinedFieldInfo
from app.model.checks.problem import Problem
from app.model.checks.rules import FieldRule, Rules
from app.model.form.choices import UNRESOLVED
from app.storage.sqlite.drafts import Drafts
from app.ui.form.form import ContactForm
from tests.helpers.ui.window import CONTROL, SHIFT, Typist, wait_until


def form(qtbot: QtBot) -> ContactForm:
    made = ContactForm(QWidget())
    qtbot.addWidget(made)
    return made


def test_what_has_no_editor_comes_back(qtbot: QtBot) -> None:
    made = form(qtbot)
    entry = {"Name": "Fjell AS", "FromANewerServer": [1]}
    made.set_value(entry)
    assert made.value() == entry
    made.set_value({})
    assert made.value() == {}


def test_problems_lead_to_their_parts_in_the_order_of_the_form(qtbot: QtBot) -> None:
    made = form(qtbot)
    phone, name = Problem("Phones[0].Value", "Too short."), Problem("Name", "Missing.")
    assert made.in_order([phone, Problem("", "General."), name]) == [name, phone]
    made.set_value({"Phones": [{"Value": "1"}]})
    made.show_problems([phone, name])
    assert made.shown_problems() == []
    made.reveal_problems()
    assert made.shown_problems() == [name, phone]
    made.set_value({})
    assert made.shown_problems() == []


def test_a_path_is_called_by_page_and_field(qtbot: QtBot) -> None:
    made = form(qtbot)
    assert made.name_of("") == ""
    assert made.name_of("Category") == "Company, Category"
    assert made.name_of("Address.Postal.City") == "Company, Postal address, City"
    assert made.name_of("Name") == "Company name"


def test_defaults_fill_only_what_is_empty(qtbot: QtBot) -> None:
    made = form(qtbot)
    made.set_value({"Department": "Bergen"})
    made.set_defaults({"Department": "Oslo", "Name": "Fjell AS"}, fill=True)
    assert made.value() == {"Department": "Bergen", "Name": "Fjell AS"}


@pytest.mark.long
@pytest.mark.shared_window
def test_what_names_no_entry_of_a_list_stays_in_the_draft_and_through_undo(typist: Typist) -> None:
    form, store = typist.window.form, typist.program.store
    assert store is not None
    form.focus_path("Category")
    chosen = form.value()["Category"]
    typist.press(Qt.Key.Key_A, CONTROL)
    typist.type("zzz")
    form.focus_path("Name")
    typist.type("Fjell")
    assert form.unresolved() == {"Category": "zzz"}
    typist.press(Qt.Key.Key_Z, CONTROL)
    assert "Name" not in form.value()
    assert form.unresolved() == {"Category": "zzz"}
    typist.press(Qt.Key.Key_Z, CONTROL)
    assert (form.value()["Category"], form.unresolved()) == (chosen, {}), "undone in its own step"
    typist.press(Qt.Key.Key_Z, CONTROL | SHIFT)
    assert form.unresolved() == {"Category": "zzz"}
    typist.press(Qt.Key.Key_N, CONTROL)
    assert form.unresolved() == {}
    wait_until(lambda: bool(Drafts(store).all()))
    (draft,) = Drafts(store).all()
    assert draft.form[UNRESOLVED] == {"Category": "zzz"}
    typist.program.entry.open_draft(draft)
    assert form.unresolved() == {"Category": "zzz"}
    assert UNRESOLVED not in form.value()
    typist.program.entry.open_draft(draft)
    form.set_value({UNRESOLVED: ["not", "ours"]})
    assert form.unresolved() == {}


@pytest.mark.shared_window
@pytest.mark.parametrize(
    ("number", "first"),
    [
        (1, "Phones[0].Value"),
        (2, "Persons[0].Firstname"),
        (3, "Phones[1].Value"),
        (4, "CustomFields.SuperOffice:1"),
        (5, "Interests.search"),
        (6, "SupportAssociate"),
    ],
)
@pytest.mark.parametrize("start", ["Name", "Department"])
def test_the_key_of_a_page_puts_the_cursor_into_its_first_field(
    typist: Typist, number: int, first: str, start: str
) -> None:
    typist.window.form.focus_path(start)
    typist.go_to_tab(number)
    assert typist.place == first
    for _ in range(4):  # at most the title of a person, a search or a description is between
        if typist.place != "Department":
            typist.press(Qt.Key.Key_Backtab, SHIFT)
    assert typist.place == "Department"


@pytest.mark.long
@pytest.mark.shared_window
def test_the_cursor_comes_back_to_where_it_was_on_a_page(typist: Typist) -> None:
    typist.go_to_tab(2)
    typist.fill("Persons[0].Email", "kari@fjell.no")
    typist.go_to_tab(3)
    typist.press(Qt.Key.Key_Tab)
    typist.go_to_tab(2)
    assert typist.place == "Persons[0].Email"
    typist.go_to_tab(2)
    assert typist.place == "Persons[0].Email", "the same key again leaves it there"
    typist.go_to_tab(3)
    assert typist.place == "Phones[1].Description"
    typist.press(Qt.Key.Key_N, CONTROL)
    typist.go_to_tab(3)
    assert typist.place == "Phones[1].Value", "another company begins anew"


def custom_field(key: str) -> UserDefinedFieldInfo:
    return UserDefinedFieldInfo(prog_id=key, field_label="Contract", field_type="ShortText")


@pytest.mark.long
@pytest.mark.shared_window(connected=False)
def test_what_is_typed_on_a_page_without_fields_lands_in_no_other_one(typist: Typist) -> None:
    form, before = typist.window.form, typist.window.form.context
    typist.type("Mix")
    typist.go_to_tab(4)
    typist.type("K-1")
    assert form.value() == {"Name": "Mix"}
    form.set_context(replace(before, custom_fields=(custom_field("Ours:1"),)))
    wait_until(lambda: typist.place == "CustomFields.Ours:1")
    typist.type("K-1")
    assert form.value()["CustomFields"] == {"Ours:1": "K-1"}
    form.set_context(before)


@pytest.mark.shared_window(connected=False)
def test_what_is_typed_on_a_page_that_may_only_be_read_lands_in_no_other_one(typist: Typist) -> None:
    form, before = typist.window.form, typist.window.form.context
    rules = Rules(fields={"interests": FieldRule(read_only=True)})
    form.set_context(replace(before, rules=rules))
    typist.type("Mix")
    typist.go_to_tab(5)
    typist.type("K-1")
    assert form.value() == {"Name": "Mix"}
    typist.go_to_tab(1)
    typist.go_to_tab(5)
    form.set_context(before)
    typist.go_to_tab(5)
    assert typist.place == "Interests.search"
