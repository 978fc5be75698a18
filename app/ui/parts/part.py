"""Base classes of the form: a part edits one property of the entry, a page lays parts out."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.model.checks.problem import Problem
from app.model.checks.rules import FieldRule, Rules
from app.model.form.fields import Tab
from app.translation import _
from app.ui.inputs.composition import commit_composition, is_composing
from app.ui.parts.part_context import NO_CONTEXT, PartContext


class Part(QWidget):
    """The editor of one property, be it a line of text or all people.

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
        """Returns the property as the WebAPI writes it; None if it is empty."""

    @abstractmethod
    def set_value(self, value: Any) -> None:
        """Shows a value as `value` returns it, without emitting `changed`."""

    @abstractmethod
    def focus_path(self, path: str) -> None:
        """Puts the cursor where `path`, which begins with this property, is edited."""

    def focus_first(self) -> None:
        """Puts the cursor where the part begins."""
        self.focus_path(self.path)

    def set_default(self, proposed: Any, *, fill: bool) -> None:
        """Takes the server's proposal; shows it as the value if `fill` and the part is empty."""
        if fill and proposed and self.value() is None and not self.is_composed_in():
            self.set_value(proposed)

    def path_in_value(self, name: str) -> str:
        """Returns where in the value is what the input of that name edits; that name where it has none."""
        return name

    def is_composed_in(self) -> bool:
        """Returns True if an input method has text open in an input of this part, which is no value yet."""
        return any(is_composing(inside=area) for area in self.input_areas())

    def commit_composition(self) -> None:
        """Commits what an input method has open in an input of this part."""
        for area in self.input_areas():
            commit_composition(inside=area)

    def input_areas(self) -> Sequence[QWidget]:
        """Returns what the inputs of this part are in: some stand elsewhere in the window."""
        return (self,)

    def set_rule(self, rule: FieldRule) -> None:
        """Applies what the tenant requires or forbids."""

    def set_context(self, context: PartContext) -> None:
        """Applies the members of `context` that this part shows and that are other objects than before.

        Subclasses that show more than a rule read `self.context` before they call this method.
        """
        before, self.context = self.context, context
        if context.rules is not before.rules:
            rule = self.rule_in(context.rules)
            self._commit_if_closed_by(rule)
            self.set_rule(rule)

    def _commit_if_closed_by(self, rule: FieldRule) -> None:
        """Commits what an input method has open where nothing can be typed any more by that rule."""
        if rule.read_only or rule.hidden:
            self.commit_composition()

    def rule_in(self, rules: Rules) -> FieldRule:
        """Returns the rule of this part's property."""
        return rules.for_path(self.path)

    def set_problems(self, problems: Sequence[Problem]) -> None:
        """Replaces the problems of this property; they show once they are revealed."""

    def shown_problems(self) -> Sequence[Problem]:
        """Returns the problems that are shown at the moment."""
        return ()

    def reveal_problems(self, is_revealed: bool = True) -> None:
        """Shows problems even if the part has not been left yet; False hides them until it is left."""

    def commit_pending_text(self) -> None:
        """Commits text that is still being typed."""

    def input_problems(self) -> Sequence[Problem]:
        """Returns a problem for each input whose text is no value yet."""
        return ()

    def unresolved(self) -> Mapping[str, str]:
        """Returns what is typed into lists and names no entry, by path; it is no part of the value."""
        return {}

    def keep_unresolved(self, path: str, text: str) -> None:
        """Keeps what was typed into a list and names no entry of it until the list is built."""


TITLES: Mapping[Tab, str] = {
    Tab.CONTACT: _("Company"),
    Tab.PERSONS: _("Contacts"),
    Tab.COMMUNICATION: _("Phones && e-mails"),
    Tab.CUSTOM_FIELDS: _("Custom fields"),
    Tab.INTERESTS: _("Interests"),
    Tab.MORE: _("More"),
}
"""What stands on the tab of each page, in the order of the tabs."""


PREFIX = "required."
"""What the objectName of an input begins with that stands for a field elsewhere, whose path follows."""
_PROPERTY = re.compile(r"[^.\[]*")


def property_of(path: str) -> str:
    """Returns the first property of a path: ``Emails`` of ``Emails[0].Value``."""
    found = _PROPERTY.match(path.removeprefix(PREFIX))
    return found.group() if found else path


def _count(value: Any) -> int:
    """Counts the entries of a list, such as people, and the values of a group of fields."""
    if isinstance(value, Mapping):
        return sum(_count(one) for one in value.values())
    return len(value) if isinstance(value, list) else int(value not in (None, ""))


class Page(QWidget):
    """A page of the form, which lays out parts; `tab` is its name."""

    tab: Tab

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(self.tab)

    @property
    @abstractmethod
    def parts(self) -> Sequence[Part]:
        """Returns the parts in the order of the page."""

    def holds(self, path: str) -> bool:
        """Returns True if the field at `path` is on this page."""
        name = property_of(path)
        return any(part.path == name for part in self.parts)

    def focus_path(self, path: str) -> None:
        """Puts the cursor into the field at `path`, which the page holds."""
        name = property_of(path)
        next(part for part in self.parts if part.path == name).focus_path(path)

    @property
    def is_used(self) -> bool:
        """True if the tab shows a dot, since something is set on the page that is out of view."""
        return False

    def count(self, value_of: Callable[[Part], Any]) -> int:
        """Returns how many values are typed here, for the tab; `value_of` returns the value of a part."""
        return sum(_count(value_of(part)) for part in self.parts)

    @property
    def last_place(self) -> QWidget | None:
        """The field that had the focus last here; None if none has had it."""
        place = self.focusWidget()
        return None if isinstance(place, Page | Part) else place

    def focus_first(self) -> None:
        """Puts the cursor into the first field that there is. Where there is none, no other field has it."""
        for part in self.parts:
            if part.isVisibleTo(self) and part.isEnabled():
                part.focus_first()
                return
        # Somebody who came here by a key types for this page, and would type into the field before it.
        self.setFocus(Qt.FocusReason.OtherFocusReason)


def edited_path(parts: Mapping[str, Part], widget: QWidget) -> str:
    """Returns where in the form's value is what `widget` edits, its objectName where it has no value yet.

    An e-mail in the second row is the first one of the value as long as the first row is empty.
    """
    name = widget.objectName()
    part = parts.get(property_of(name))
    return part.path_in_value(name) if part is not None else name
