"""Mandatory custom fields can be typed on the first page, too."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.controller.process import sliced_work
from app.model.carriers.lists import UserDefinedFieldInfo
from app.model.checks.problem import Problem
from app.ui.parts.custom_field_box import CustomFieldBox
from app.ui.parts.custom_fields import CustomFieldsEditor
from app.ui.parts.part_context import NO_CONTEXT
from app.ui.parts.required_fields import RequiredFields
from tests.helpers.ui.window import CONTROL, SHIFT, Typist, type_on, wait_until

MAKES_FAULTS = True
pytestmark = pytest.mark.shared_window

FIELD = "CustomFields.SuperOffice:1"


def mandatory(key: str, order: int) -> UserDefinedFieldInfo:
    return UserDefinedFieldInfo(
        prog_id=key, field_label=key, field_type="ShortText", is_mandatory=True, tab_order=order
    )


MANDATORY = mandatory("Ours:1", 1)
LATER: dict[str, Callable[[CustomFieldsEditor], None]] = {
    "another country's rules": lambda editor: editor.set_context(
        replace(editor.context, rules=replace(editor.context.rules))
    ),
    "another entry": lambda editor: editor.set_value({"Ours:1": "y"}),
    "another default": lambda editor: editor.set_default({"Ours:1": "z"}, fill=True),
    "a block of the new layout": lambda editor: editor.finish(),
}


def the_twin(typist: Typist) -> CustomFieldBox:
    required = typist.window.form.contact.required
    assert required is not None
    (twin,) = required.boxes
    return twin


def test_f8_right_behind_the_last_letter_knows_what_it_says(typist: Typist) -> None:
    typist.type("Fjell AS")
    wait_until(lambda: len(typist.window.problems) == 1)  # what checks an entry is loaded
    typist.fill(f"required.{FIELD}", "K-1")
    typist.press(Qt.Key.Key_E, CONTROL | SHIFT)
    wait_until(lambda: not typist.window.problems)
    typist.type("no address")
    typist.press(Qt.Key.Key_F8)
    assert [one.path for one in typist.window.form.shown_problems()] == ["Emails[0].Value"]


def test_save_and_f8_lead_to_the_twin_unless_its_own_page_is_open(typist: Typist) -> None:
    typist.type("Fjell AS")
    typist.save()
    typist.wait_until_place(f"required.{FIELD}")
    typist.read_refusal()
    typist.press(Qt.Key.Key_E, CONTROL | SHIFT)
    typist.type("no address")
    typist.press(Qt.Key.Key_Tab)
    wait_until(lambda: len(typist.window.problems) == 2)
    visited = []
    for _again in range(3):
        typist.press(Qt.Key.Key_F8)
        visited.append(typist.place)
    assert visited == ["Emails[0].Value", f"required.{FIELD}", "Emails[0].Value"]
    typist.go_to_tab(4)
    typist.tab_to(FIELD)
    typist.save()
    assert typist.place == FIELD


def test_what_is_typed_in_one_place_stands_in_both(typist: Typist) -> None:
    form = typist.window.form
    twin = the_twin(typist)
    typist.fill(f"required.{FIELD}", "K-17")
    assert form.value()["CustomFields"] == {"SuperOffice:1": "K-17"}
    typist.go_to_tab(4)
    typist.tab_to(FIELD)
    typist.press(Qt.Key.Key_End)
    typist.type("a")
    assert twin.value() == "K-17a"
    typist.press(Qt.Key.Key_N, CONTROL)
    assert twin.value() is None
    assert "CustomFields" not in form.value()


def test_a_step_of_undo_is_undone_in_both(typist: Typist) -> None:
    form = typist.window.form
    twin = the_twin(typist)
    typist.fill(f"required.{FIELD}", "K")
    typist.press(Qt.Key.Key_Z, CONTROL)
    assert "CustomFields" not in form.value()
    assert twin.value() is None


@pytest.mark.parametrize("layout", [(), (MANDATORY,)], ids=["empty", "the same again"])
@pytest.mark.parametrize("later", LATER.values(), ids=LATER)
def test_fields_of_a_layout_that_is_gone_are_not_read(
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    layout: tuple[UserDefinedFieldInfo, ...],
    later: Callable[[CustomFieldsEditor], None],
) -> None:
    monkeypatch.setattr(sliced_work, "SLICE_SECONDS", -1)
    editor = CustomFieldsEditor()
    qtbot.addWidget(editor)
    required = RequiredFields(editor, editor)
    editor.set_context(replace(NO_CONTEXT, custom_fields=(MANDATORY,)))
    editor.finish()
    editor.set_value({"Ours:1": "x"})
    (twin,) = required.boxes
    assert twin.value() == "x"
    editor.set_context(replace(NO_CONTEXT, custom_fields=layout))
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    later(editor)
    # The window of another test may be waiting for an answer still.
    assert [one for one in caplog.records if one.name != "app.requests"] == []
    editor.finish()
    assert len(required.boxes) == len(layout)
    assert all(twin.value() == (editor.value() or {}).get("Ours:1") for twin in required.boxes)


def test_what_is_typed_while_the_fields_are_built_again_is_kept(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sliced_work, "SLICE_SECONDS", -1)
    editor = CustomFieldsEditor()
    qtbot.addWidget(editor)
    required = RequiredFields(editor, editor)
    editor.show()
    editor.activateWindow()
    qtbot.waitUntil(editor.isActiveWindow)
    editor.set_context(replace(NO_CONTEXT, custom_fields=(MANDATORY,)))
    editor.finish()
    required.boxes[0].focus_path()
    QTest.keyClicks(required.boxes[0].widget, "K ")
    other = mandatory("Ours:2", 0)
    editor.set_context(replace(NO_CONTEXT, custom_fields=(other, MANDATORY)))
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    type_on("17")
    editor.finish()
    type_on("b")
    assert editor.value() == {"Ours:1": "K 17b"}
    assert [twin.value() for twin in required.boxes] == [None, "K 17b"]


def message_at(twin: CustomFieldBox) -> str:
    shown = [
        one for one in twin.findChildren(QLabel) if one.property("role") == "message" and one.isVisible()
    ]
    return " ".join(one.text() for one in shown)


def test_what_a_refused_save_says_stands_in_both_until_it_is_typed(typist: Typist) -> None:
    twin = the_twin(typist)
    typist.fill("Name", "Fjell AS")
    typist.save()
    typist.wait_until_place(twin.path)
    typist.read_refusal()
    typist.go_to_tab(1)
    sentence = message_at(twin)
    assert sentence
    assert twin.widget.accessibleDescription() == sentence
    assert [one.message for one in typist.window.form.shown_problems()] == [sentence], "told once"
    typist.fill(f"required.{FIELD}", "K-17")
    wait_until(lambda: message_at(twin) == "")
    assert typist.window.form.shown_problems() == []


def test_who_leaves_one_of_them_empty_sees_it_in_both(typist: Typist) -> None:
    twin = the_twin(typist)
    typist.fill(f"required.{FIELD}", "K")
    typist.press(Qt.Key.Key_Backspace)
    assert message_at(twin) == ""
    typist.press(Qt.Key.Key_Tab)
    wait_until(lambda: bool(message_at(twin)))
    assert [one.path for one in typist.window.form.shown_problems()] == [FIELD]


def test_save_tells_a_fault_of_the_input_on_the_first_page(
    typist: Typist, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> str:
        raise ZeroDivisionError("typed by somebody")

    told: list[Problem] = []
    typist.program.entry.refused.connect(told.append)
    twin = the_twin(typist)
    typist.fill("Name", "Fjell AS")
    typist.fill(f"required.{FIELD}", "K-1")
    with monkeypatch.context() as patch:
        patch.setattr(twin.widget, "value", fail)
        typist.type("7")
        typist.save()
        wait_until(lambda: bool(told))
        typist.read_refusal()
        assert told[0].path == f"required.{FIELD}"
        assert typist.place == told[0].path
        assert message_at(twin) == told[0].message
        assert typist.window.form.name_of(told[0].path) == typist.window.form.name_of(FIELD)
    typist.type("8")
    assert message_at(twin) == ""
    assert typist.window.form.value()["CustomFields"] == {"SuperOffice:1": "K-178"}
