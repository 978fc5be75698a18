"""What every part does unless it says otherwise."""

from dataclasses import replace
from typing import Any

from pytestqt.qtbot import QtBot

from app.model.checks.rules import FieldRule, Rules
from app.ui.parts.part import Part
from app.ui.parts.part_context import NO_CONTEXT


class Plain(Part):
    path = "Name"

    def __init__(self) -> None:
        super().__init__()
        self.held: Any = None
        self.rules: list[FieldRule] = []

    def value(self) -> Any:
        return self.held

    def set_value(self, value: Any) -> None:
        self.held = value

    def focus_path(self, path: str) -> None:
        """It has no input."""

    def set_rule(self, rule: FieldRule) -> None:
        self.rules.append(rule)


def test_a_default_fills_only_what_is_empty(qtbot: QtBot) -> None:
    part = Plain()
    qtbot.addWidget(part)
    part.set_default("Fjell", fill=False)
    assert part.value() is None
    part.set_default("Fjell", fill=True)
    part.set_default("Vann", fill=True)
    assert part.value() == "Fjell"


def test_the_rule_of_the_property_is_applied_once(qtbot: QtBot) -> None:
    part = Plain()
    qtbot.addWidget(part)
    rule = FieldRule(mandatory=True)
    context = replace(NO_CONTEXT, rules=Rules(fields={"name": rule}))
    part.set_context(context)
    part.set_context(context.with_choices("category", ()))
    assert part.rules == [rule]
