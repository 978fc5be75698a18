"""The whole form as one value, with its problems in their order."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.model.checks.problems import Problem
from app.ui.form.form import ContactForm


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
    assert made.name_of("Category") == "Contact, Category"
    assert made.name_of("Name") == "Company name"


def test_defaults_fill_only_what_is_empty(qtbot: QtBot) -> None:
    made = form(qtbot)
    made.set_value({"Department": "Bergen"})
    made.set_defaults({"Department": "Oslo", "Name": "Fjell AS"}, fill=True)
    assert made.value() == {"Department": "Bergen", "Name": "Fjell AS"}
