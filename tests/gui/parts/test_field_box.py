"""A field with its label and message."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from app.model.carriers.lists import Choice
from app.model.checks.problem import Problem
from app.model.checks.rules import FieldRule, Rules
from app.model.form.fields import CONTACT_FIELDS
from app.translation.catalogue import use_language
from app.ui.inputs.line import Line
from app.ui.inputs.plain import NoteInput
from app.ui.parts.field_box import FieldBox, make_box
from app.ui.parts.part_context import NO_CONTEXT


def box(qtbot: QtBot, path: str) -> FieldBox:
    made = make_box(next(field for field in CONTACT_FIELDS if field.path == path))
    qtbot.addWidget(made)
    made.show()
    return made


def labels(made: FieldBox) -> list[QLabel]:
    return [one for one in made.findChildren(QLabel) if one.property("role") == "message"]


def message(made: FieldBox) -> str:
    return "".join(one.text() for one in labels(made))


def test_a_box_has_no_more_than_its_input_until_a_label_is_asked_for(qtbot: QtBot) -> None:
    made = box(qtbot, "Department")
    assert made.findChildren(QLabel) == []
    made.set_rule(FieldRule(mandatory=True))
    assert (made.label.text(), made.label.buddy(), made.label.isVisible()) == (
        "Department: *",
        made.widget,
        False,
    )
    made.label.show()
    made.set_rule(FieldRule(hidden=True))
    assert made.label.isHidden()
    bare = box(qtbot, "Department")
    bare.hide_label()
    assert (bare.widget.property("placeholderText"), bare.label.isHidden()) == ("Department", True)


def test_a_label_is_made_for_the_first_message_and_kept(qtbot: QtBot) -> None:
    made = box(qtbot, "Department")
    made.reveal_problems()
    assert labels(made) == []
    made.set_problems([Problem("Department", "Not this.")])
    (label,) = labels(made)
    assert (label.text(), label.isVisible(), label.geometry().top() > made.widget.geometry().top()) == (
        "Not this.",
        True,
        True,
    )
    made.set_problems(())
    assert (labels(made), label.isVisible(), label.text()) == ([label], False, "")
    made.set_problems([Problem("Department", "Nor that.")])
    assert (labels(made), label.isVisible(), label.text()) == ([label], True, "Nor that.")


@pytest.fixture
def german() -> Iterator[None]:
    use_language("de")
    yield
    use_language("en")


@pytest.mark.usefixtures("german")
def test_a_text_that_is_too_long_is_told_once_in_german_too(qtbot: QtBot) -> None:
    made = box(qtbot, "Department")
    assert isinstance(made.widget, QLineEdit)
    made.widget.insert("x" * 230)
    assert "mehr als die" in message(made)
    made.set_problems([Problem("Department", "Zu lang.")])
    made.input.finished.emit()
    assert message(made) == "Zu lang."


def test_what_is_wrong_is_said_once_the_field_has_been_left(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr("app.ui.parts.field_box.announce", lambda _widget, text: said.append(text))
    made = box(qtbot, "Department")
    made.set_problems([Problem("Department", "Not this.")])
    made.reveal_problems()  # as Save does, which has them counted
    made.reveal_problems(False)
    assert said == []
    QTest.keyClicks(made.widget, "x")
    made.input.finished.emit()
    made.set_problems([Problem("Department", "Not this.")])
    assert said == ["Not this."]
    made.set_problems([])
    made.set_problems([Problem("Department", "Nor this.")])
    assert said == ["Not this.", "", "Nor this."]


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
    assert made.widget.accessibleDescription() == "Required."
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


def test_what_is_left_is_shown_near_the_limit_as_the_server_counts_and_not_before(qtbot: QtBot) -> None:
    made = box(qtbot, "Department")
    limit = made.field.limit
    assert limit == 219
    made.set_value("x" * (limit - 22))
    assert message(made) == ""
    QTest.keyClick(made.widget, Qt.Key.Key_End)
    QTest.keyClicks(made.widget, "x")
    assert message(made) == made.widget.accessibleDescription() == "21 of 219 left"
    assert isinstance(made.widget, QLineEdit)
    made.widget.insert("\U0001f600")
    assert message(made).startswith("19 of 219 left; an emoji"), "which is two"
    made.widget.insert(" " * 5)
    assert message(made).startswith("19 of 219 left;"), "blanks around a text are not sent"
    made.set_rule(FieldRule(limit=200))
    assert message(made).startswith("0 of 200 left;")
    made.widget.insert("ab")
    assert message(made) == "7 more than the 200 that fit"
    made.set_problems([Problem("Department", "Too long: 200 characters fit, this has 7 more.")])
    made.input.finished.emit()
    assert message(made) == "Too long: 200 characters fit, this has 7 more.", "once is enough"
    made.set_problems([])
    made.set_value("short")
    assert (message(made), made.widget.accessibleDescription()) == ("", "")


@pytest.mark.parametrize("path", ["Source", "DbiLastModified", "Domains", "Category"])
def test_what_is_no_text_of_a_column_has_no_count(qtbot: QtBot, path: str) -> None:
    made = box(qtbot, path)
    made.set_value(["a" * 250] if path == "Domains" else None)
    assert message(made) == ""


@pytest.mark.parametrize("path", ["Department", "Description", "Category"])
def test_what_a_paste_left_out_is_said_until_the_next_change(qtbot: QtBot, path: str) -> None:
    made = box(qtbot, path)
    data = QMimeData()
    data.setText("x" * 50_000)
    if isinstance(made.widget, NoteInput):
        made.widget.insertFromMimeData(data)
    else:
        line = made.widget.findChild(Line) or made.widget
        assert isinstance(line, Line)
        line.bring_in(data)
    assert "more were left out." in message(made)
    assert made.widget.accessibleDescription() == message(made)
    QTest.keyClicks(made.widget, "y")
    assert "left out" not in message(made)
    made.set_value(None)
    assert message(made) == ""


def test_what_a_sentence_quotes_is_shown_as_it_was_typed(qtbot: QtBot) -> None:
    made = box(qtbot, "Department")
    made.set_problems([Problem("Department", "“<b>x</b>” is not this.")])
    made.reveal_problems()
    (label,) = labels(made)
    assert (label.text(), label.textFormat()) == ("“<b>x</b>” is not this.", Qt.TextFormat.PlainText)


def test_what_is_left_is_counted_as_it_goes_out(qtbot: QtBot) -> None:
    made = box(qtbot, "Department")
    assert isinstance(made.widget, QLineEdit)
    made.widget.insert("x" * 200 + "e\u0301")
    assert message(made) == "18 of 219 left", "composed, it is one letter"


def test_a_label_of_the_country_keeps_the_letter_of_the_field(qtbot: QtBot) -> None:
    made = box(qtbot, "OrgNr")
    made.set_label("Org.nr. / VAT")
    assert "&V" in made.label.text()
    made.set_label("Org.nr.")
    assert made.widget.accessibleName() == "Org.nr."
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.setFocus()
    QTest.keyClick(made, Qt.Key.Key_V, Qt.KeyboardModifier.AltModifier)
    assert made.widget.hasFocus()
    made.set_label("")
    assert made.widget.accessibleName() == made.field.name


def test_the_same_rule_again_leaves_an_input_alone(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    made = box(qtbot, "Department")
    rule = FieldRule(mandatory=True, reason="The tenant wants it.")
    made.set_rule(rule)
    tips: list[str] = []
    monkeypatch.setattr(made.widget, "setToolTip", tips.append)
    made.set_rule(replace(rule))
    assert tips == []
    made.set_rule(replace(rule, reason="The law wants it."))
    assert tips == ["The law wants it."]


def test_a_name_that_stays_is_not_told_again(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    made = box(qtbot, "Department")
    made.set_path("Rows[0].Value", "Row 1")
    told: list[str] = []
    monkeypatch.setattr(made, "_describe", lambda: told.append(made.path))
    made.set_path("Rows[0].Value", "Row 1")
    assert told == [], "each new company names hundreds of inputs, most as they are called"
    made.set_path("Rows[1].Value", "Row 1")
    made.set_path("Rows[1].Value", "Row 2")
    assert told == ["Rows[1].Value", "Rows[1].Value"]
    assert (made.widget.objectName(), made.widget.accessibleName()) == ("Rows[1].Value", "Row 2")
