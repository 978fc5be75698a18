"""A field with its label and message."""

from dataclasses import replace

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.model.carriers.lists import Choice
from app.model.checks.problems import Problem
from app.model.checks.rules import FieldRule, Rules
from app.model.form.fields import CONTACT_FIELDS
from app.ui.parts.field_box import FieldBox, make_box
from app.ui.parts.part_context import NO_CONTEXT


def box(qtbot: QtBot, path: str) -> FieldBox:
    made = make_box(next(field for field in CONTACT_FIELDS if field.path == path))
    qtbot.addWidget(made)
    made.show()
    return made


def message(made: FieldBox) -> str:
    (found,) = [one for one in made.findChildren(QLabel) if one.property("role") == "message"]
    return found.text()


def test_problems_show_once_the_field_has_been_left(qtbot: QtBot) -> None:
    made = box(qtbot, "Department")
    made.set_problems([Problem("Department", "Not this.")])
    assert (message(made), list(made.shown_problems())) == ("", [])
    QTest.keyClicks(made.widget, "x")
    made.input.finished.emit()
    assert message(made) == "Not this."
    assert made.widget.accessibleDescription() == "Not this."
    made.reveal_problems(False)
    assert message(made) == ""


def test_passing_through_a_field_is_not_editing_it(qtbot: QtBot) -> None:
    made = box(qtbot, "Department")
    finished: list[int] = []
    made.editing_finished.connect(lambda: finished.append(1))
    made.input.finished.emit()
    assert finished == []


def test_a_mandatory_field_has_a_star_and_a_hidden_one_no_label(qtbot: QtBot) -> None:
    made = box(qtbot, "Department")
    made.set_rule(FieldRule(mandatory=True, reason="We ask for it"))
    assert made.label.text().endswith(" *")
    assert made.widget.toolTip() == "We ask for it"
    made.set_rule(FieldRule(hidden=True))
    assert made.isHidden()
    assert made.label.isHidden()


def test_only_what_has_changed_in_the_context_is_applied(qtbot: QtBot) -> None:
    made = box(qtbot, "Category")
    context = NO_CONTEXT.with_choices("category", (Choice(1, "Customer"),))
    context = replace(context, rules=Rules(fields={"category": FieldRule(read_only=True)}))
    made.set_context(context)
    made.set_value({"Id": 1})
    assert made.widget.property("currentText") == "Customer"
    assert not made.widget.isEnabled()
    made.widget.setEnabled(True)
    made.set_context(replace(context, missing={"category": "Not loaded."}))
    assert made.widget.isEnabled(), "the same rules are not applied again"
    assert message(made) == "Not loaded."
