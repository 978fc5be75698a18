"""One custom field: its input, its encoding, and what layout and rights say together."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.model.carriers.lists import UserDefinedFieldInfo
from app.model.carriers.reading import read_as
from app.model.checks.rules import FieldRule, Rules
from app.model.form.custom_field_values import FieldType
from app.ui.inputs.choice import ChoiceInput
from app.ui.inputs.plain import CheckInput, NoteInput, TextInput
from app.ui.inputs.typed import ValueInput
from app.ui.parts.custom_field_box import CustomFieldBox
from app.ui.parts.part_context import NO_CONTEXT, PartContext


def box(qtbot: QtBot, kind: str, **more: object) -> CustomFieldBox:
    info = read_as(
        UserDefinedFieldInfo, {"ProgId": "Ours:1", "FieldLabel": "Research", "FieldType": kind, **more}
    )
    made = CustomFieldBox(info)
    qtbot.addWidget(made)
    return made


def rights(rule: FieldRule) -> PartContext:
    return replace(NO_CONTEXT, rules=Rules(fields={"customfields.ours:1": rule}))


@pytest.mark.parametrize(
    ("kind", "widget"),
    [
        ("ShortText", TextInput),
        ("LongText", NoteInput),
        ("Checkbox", CheckInput),
        ("List", ChoiceInput),
        ("Number", ValueInput),
    ],
)
def test_the_type_decides_the_input(qtbot: QtBot, kind: str, widget: type[QWidget]) -> None:
    made = box(qtbot, kind)
    assert type(made.widget) is widget
    assert made.widget.objectName() == "CustomFields.Ours:1"
    assert made.widget.accessibleName() == "Research"


def test_rights_never_allow_more_than_the_layout(qtbot: QtBot) -> None:
    made = box(qtbot, "ShortText", IsReadOnly=True)
    made.set_context(rights(FieldRule(mandatory=True)))
    assert made.rule.read_only
    assert not made.rule.mandatory


def test_rights_take_away(qtbot: QtBot) -> None:
    made = box(qtbot, "ShortText", IsMandatory=True)
    assert made.rule.mandatory
    made.set_context(rights(FieldRule(read_only=True)))
    assert (made.rule.read_only, made.rule.mandatory) == (True, False)


def test_an_empty_check_box_is_an_unticked_one(qtbot: QtBot) -> None:
    made = box(qtbot, "Checkbox")
    made.set_value(None)
    assert made.is_default(made.value(), None)
    made.set_value("1")
    assert not made.is_default(made.value(), None)


@pytest.mark.parametrize("kind", FieldType)
@pytest.mark.parametrize("held", ["x", "[I:x]", "²", "9" * 50, "-1", "[D:99/99/9999]", "null"])
def test_what_no_type_can_be_stays_as_the_server_has_it(qtbot: QtBot, kind: FieldType, held: str) -> None:
    made = box(qtbot, kind.value, MDOListName="ours")
    made.set_value(held)
    assert made.is_default(made.value(), held)
