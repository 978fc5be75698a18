"""What the form is made of: a part edits one property of the entry, and a page lays parts out."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.model.checks.rules import FieldRule, Rules
from app.model.checks.validation import Problem
from app.model.form.fields import Tab
from app.ui.parts.part_context import NO_CONTEXT, PartContext


class Part(QWidget):
    """The editor of one property, be it a line of text or all people. Subclasses answer what concerns them.

    `path` is the property in the WebAPI's spelling. A problem is shown once the part has been left for the
    first time, or all are asked for by Save; from then on it follows the typing.

    Signals: changed (a person changed the value), editing_finished (it has been left; its problems are shown
    from now on).
    """

    changed = Signal()
    editing_finished = Signal()

    path: str = ""
    context: PartContext = NO_CONTEXT

    @abstractmethod
    def value(self) -> Any:
        """What goes into the form's value, in the WebAPI's form; None where there is nothing."""

    @abstractmethod
    def set_value(self, value: Any) -> None:
        """Shows such a value, without a `changed` signal."""

    @abstractmethod
    def focus_path(self, path: str) -> None:
        """Puts the cursor where `path`, which begins with this property, is edited."""

    def set_default(self, proposed: Any, *, fill: bool) -> None:
        """What the server proposes, shown as the value if `fill` and nothing is there yet."""
        if fill and proposed and self.value() is None:
            self.set_value(proposed)

    def set_rule(self, rule: FieldRule) -> None:
        """What the tenant allows."""

    def set_context(self, context: PartContext) -> None:
        """Applies the members of `context` that this part shows and that are other objects than before.

        Subclasses that show more than a rule read `self.context` before they call this method.
        """
        before, self.context = self.context, context
        if context.rules is not before.rules:
            self.set_rule(self.rule_in(context.rules))

    def rule_in(self, rules: Rules) -> FieldRule:
        """Returns the rule of this part's property."""
        return rules.for_path(self.path)

    def set_problems(self, problems: Sequence[Problem]) -> None:
        """All that is wrong in this property."""

    def shown_problems(self) -> Sequence[Problem]:
        """Those of them that are shown by now."""
        return ()

    def reveal_problems(self, is_revealed: bool = True) -> None:
        """Shows problems even of what nobody has left yet; False begins anew."""

    def commit_pending_text(self) -> None:
        """Lets an input that is still being typed into make up its mind."""

    def input_problems(self) -> Sequence[Problem]:
        """What the inputs themselves cannot make a value of."""
        return ()


class Page(QWidget):
    """A page of the window: parts and their places.

    `tab` is its name, `title` what stands on its tab.
    """

    tab: Tab
    title: str

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(self.tab)

    @property
    @abstractmethod
    def parts(self) -> Sequence[Part]:
        """In the order of the page."""

    @property
    def is_used(self) -> bool:
        """Whether its tab has a dot, to say that something is set there that one does not see."""
        return False

    def shown_problems(self) -> list[Problem]:
        return [problem for part in self.parts for problem in part.shown_problems()]
