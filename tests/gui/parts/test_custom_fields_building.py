"""Custom fields while they are being built in slices: as if all had been there all along."""

import gc
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.controller.process import sliced_work
from app.model.carriers.lists import Choice, UserDefinedFieldInfo
from app.model.checks.problem import Problem
from app.model.form.custom_field_values import MOST_FIELDS
from app.ui.inputs.choice import ChoiceInput
from app.ui.parts.custom_field_box import CustomFieldBox
from app.ui.parts.custom_fields import CustomFieldsEditor
from app.ui.parts.part_context import NO_CONTEXT, PartContext
from app.ui.persons.parts import PersonCustomFields
from tests.helpers.ui.window import type_on

FIELDS = tuple(
    UserDefinedFieldInfo(
        prog_id=f"Ours:{number}",
        field_label=f"Field {number}",
        field_type="List" if number == 58 else "ShortText",
        mdo_list_name="ours" if number == 58 else None,
        tab_order=number,
        field_default="D" if number == 57 else None,
    )
    for number in range(60)
)
LAST, LIST = "CustomFields.Ours:59", "CustomFields.Ours:58"
CONTEXT = replace(
    NO_CONTEXT.with_choices("ours", (Choice(1, "One"),)), custom_fields=FIELDS, person_custom_fields=FIELDS
)


@pytest.fixture
def editor(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> CustomFieldsEditor:
    monkeypatch.setattr(sliced_work, "SLICE_SECONDS", -1)
    return built_by(qtbot, CustomFieldsEditor(), CONTEXT)


def built_by(
    qtbot: QtBot, made: CustomFieldsEditor, context: PartContext, *, is_built: bool = False
) -> CustomFieldsEditor:
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    made.set_context(context)
    assert made.is_built == is_built
    return made


def of(made: QWidget, path: str) -> QLineEdit:
    found = made.findChild(QLineEdit, path)
    assert isinstance(found, QLineEdit)
    return found


def test_a_layout_does_not_build_everything_at_once(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sliced_work, "SLICE_SECONDS", 0.002)
    made = built_by(qtbot, CustomFieldsEditor(), CONTEXT)
    assert made.findChild(QLineEdit, LAST) is None
    qtbot.waitUntil(lambda: made.is_built)
    assert of(made, LAST).isVisible()
    chain: list[str] = []
    following: QWidget | None = made
    while following is not None and len(chain) < 58:
        following = following.nextInFocusChain()
        if following is not None and following.objectName().startswith("CustomFields.Ours:"):
            chain.append(following.objectName())
    assert chain == [f"CustomFields.Ours:{number}" for number in range(58)]


def test_a_field_is_made_where_it_stays(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever moves to another parent is styled once more: 48 of them at once were silence of five frames."""
    monkeypatch.setattr(sliced_work, "SLICE_SECONDS", -1)
    made = built_by(qtbot, CustomFieldsEditor(), CONTEXT)
    places: dict[str, QObject | None] = {}
    while not made.is_built:
        made._building.run_until(iter([False, True]).__next__)  # one step
        for box in made.findChildren(CustomFieldBox):
            assert places.setdefault(box.path, box.parent()) is box.parent()
    assert len(places) == len(FIELDS)


def test_a_value_is_kept_and_shown_once_its_field_is_there(editor: CustomFieldsEditor) -> None:
    editor.set_value({"Ours:59": "last", "Ours:57": "D", "Other:1": "kept"})
    assert editor.value() == {"Ours:59": "last", "Other:1": "kept"}, "what is at its default is not sent"
    editor.set_default({"Ours:56": "proposed"}, fill=False)
    assert editor.value() == {"Ours:59": "last", "Other:1": "kept"}
    editor.finish()
    assert editor.value() == {"Ours:59": "last", "Other:1": "kept"}
    assert [of(editor, f"CustomFields.Ours:{one}").text() for one in (56, 57, 59)] == [
        "proposed",
        "D",
        "last",
    ]


def test_a_problem_counts_before_its_field_is_there(editor: CustomFieldsEditor) -> None:
    problem = Problem(LAST, "Too long")
    editor.set_problems([problem])
    assert editor.shown_problems() == []
    editor.reveal_problems()
    assert editor.shown_problems() == [problem]
    assert editor.label_of(LAST) == "Field 59"
    editor.finish()
    assert editor.shown_problems() == [problem]
    assert "Too long" in [label.text() for label in editor.findChildren(QLabel)]


def test_the_cursor_goes_to_a_field_that_is_not_there_yet(editor: CustomFieldsEditor, qtbot: QtBot) -> None:
    editor.focus_path("CustomFields.Ours:40")
    assert not editor.is_built
    qtbot.waitUntil(lambda: of(editor, "CustomFields.Ours:40").hasFocus())


def test_what_was_typed_into_a_list_is_typed_again(editor: CustomFieldsEditor) -> None:
    editor.keep_unresolved(LIST, "Thr")
    editor.keep_unresolved("CustomFields.Nobody:1", "not ours")
    assert editor.unresolved() == {LIST: "Thr"}
    editor.finish()
    found = editor.findChild(ChoiceInput, LIST)
    assert isinstance(found, ChoiceInput)
    assert (found.currentText(), editor.unresolved()) == ("Thr", {LIST: "Thr"})
    found.setEditText("")
    assert editor.unresolved() == {}


def test_another_layout_takes_over_in_the_middle(editor: CustomFieldsEditor) -> None:
    editor.set_value({"Ours:59": "last"})
    editor.set_context(replace(CONTEXT, custom_fields=FIELDS[50:]))
    assert editor.value() == {"Ours:59": "last"}
    editor.finish()
    assert editor.value() == {"Ours:59": "last"}


def test_a_person_is_named_in_what_comes_later(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sliced_work, "SLICE_SECONDS", -1)
    made = PersonCustomFields()
    made.set_owner("Persons[1].", "Person 2")
    built_by(qtbot, made, CONTEXT)
    assert made.label_of(f"Persons[1].{LAST}") == "Field 59"
    added: list[QWidget] = []
    made.inputs_added.connect(added.extend)
    made.finish()
    assert added == list(made.inputs())
    assert of(made, f"Persons[1].{LAST}").accessibleName() == "Person 2, Field 59"


def test_a_layout_that_was_cut_says_so(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sliced_work, "SLICE_SECONDS", -1)
    many = tuple(UserDefinedFieldInfo(prog_id=f"Ours:{one}", tab_order=one) for one in range(MOST_FIELDS))
    made = built_by(qtbot, CustomFieldsEditor(), replace(CONTEXT, custom_fields=many))

    def hints() -> list[str]:
        return [label.text() for label in made.findChildren(QLabel) if label.isVisible()]

    assert any("first 1,000 custom fields" in hint for hint in hints())
    made.set_context(CONTEXT)
    assert not any("first 1,000" in hint for hint in hints())


@pytest.mark.long
def test_the_cursor_stays_in_its_field_when_a_late_answer_builds_it_again(
    qtbot: QtBot, editor: CustomFieldsEditor
) -> None:
    editor.finish()
    editor.activateWindow()
    qtbot.waitUntil(editor.isActiveWindow)
    for path in ("CustomFields.Ours:1", LAST):
        editor.focus_path(path)
        type_on("one ")
        editor.set_context(replace(CONTEXT, custom_fields=list(FIELDS)))
        assert QApplication.focusWidget() is editor
        editor.finish()
        focused = QApplication.focusWidget()
        assert isinstance(focused, QLineEdit)
        assert focused.objectName() == path
        QTest.keyClicks(focused, "two")
        assert (editor.value() or {})[path.removeprefix("CustomFields.")] == "one two"


@pytest.mark.parametrize(("wanted", "found"), [(LAST, LAST), ("CustomFields.gone", "CustomFields.Ours:0")])
def test_a_field_that_is_gone_to_before_the_layout_is_there_gets_the_cursor(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, wanted: str, found: str
) -> None:
    monkeypatch.setattr(sliced_work, "SLICE_SECONDS", 0.002)
    made = built_by(qtbot, CustomFieldsEditor(), NO_CONTEXT, is_built=True)
    made.set_value({"Ours:59": "Oslo"})
    made.focus_path(wanted)
    made.set_context(CONTEXT)
    qtbot.waitUntil(lambda: made.is_built)
    assert of(made, found).hasFocus()
    assert of(made, found).cursorPosition() == len(of(made, found).text())


@pytest.mark.parametrize("kind", [CustomFieldsEditor, PersonCustomFields])
def test_fields_that_are_replaced_leave_no_garbage_to_be_searched_for(
    qtbot: QtBot, kind: type[CustomFieldsEditor]
) -> None:
    made = kind()
    qtbot.addWidget(made)
    made.set_context(CONTEXT)
    made.finish()
    gc.collect()
    made.set_context(NO_CONTEXT)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert gc.collect() < len(FIELDS)


def test_the_same_defaults_once_more_show_nothing_anew(editor: CustomFieldsEditor) -> None:
    editor.finish()
    shown: list[bool] = []
    editor.shown.connect(lambda: shown.append(True))
    editor.set_default({"Ours:57": "D"}, fill=True)
    assert (shown, editor.value()) == ([], None)
    editor.set_default({"Ours:57": "E"}, fill=True)
    assert (shown, editor.value_at("Ours:57")) == ([True], "E")


@pytest.mark.parametrize("is_built", [True, False])
@pytest.mark.parametrize("text", ["x", "[I:x]", "One", "1.5", "[I:99999999999]"])
def test_a_text_where_the_id_of_an_entry_belongs_stops_nothing(
    editor: CustomFieldsEditor, text: str, is_built: bool
) -> None:
    """A server that proposed "x" for a list raised an error in the window."""
    if is_built:
        editor.finish()
    editor.set_default({"Ours:58": text}, fill=True)
    editor.set_value({"Ours:0": "A", "Ours:58": text})
    editor.finish()
    assert editor.value() == {"Ours:0": "A"}, "it is as the server has it: nothing of it is sent"
    editor.set_value({"Ours:58": "[I:1]"})
    assert (editor.value(), editor.value_at("Ours:58")) == ({"Ours:58": "[I:1]"}, "[I:1]")
