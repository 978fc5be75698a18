"""A plain field on a page: label, input, and the message beneath it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, cast
from weakref import proxy

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.model.checks.problem import Problem, Severity
from app.model.checks.rules import NO_RULE, FieldRule
from app.model.form.fields import Field
from app.translation import _
from app.ui.common import plain_text
from app.ui.common.announcing import announce
from app.ui.common.plain_text import FieldLabel, PlainLabel, set_description, set_field_tip, with_mnemonic
from app.ui.common.theme import NAME_LINE, restyle
from app.ui.inputs.choice import ChoiceInput
from app.ui.inputs.kinds import bare_text, make_input, show_beneath
from app.ui.inputs.plain import CheckInput, Input, NoteInput, TextInput
from app.ui.inputs.room import room_note
from app.ui.parts.part import Part
from app.ui.parts.part_context import PartContext
from app.ui.parts.safe_value import SafeValue

_GRAVEST_FIRST = (Severity.ERROR, Severity.MANDATORY, Severity.WARNING)


class FieldBox(Part):
    """The input of one field and its message; the page lays out `label`. A check box has its own label."""

    tells_required = True
    """False for one whose accessible name says so already."""

    def __init__(self, field: Field, widget: QWidget, path: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.widget = widget
        self.input = cast("Input", widget)
        self._value = SafeValue(self.input, partial(bare_text, widget))
        self.rule = NO_RULE
        self._is_ruled = self._is_revealed = self._is_edited = False
        self._problems: Sequence[Problem] = ()
        self._note = self._left_out = self._room = self._said = ""
        self._told = ("", "")  # what stands beneath the input, and how grave it is
        self._is_too_long = False
        self._is_counted: bool = getattr(widget, "is_counted", False)
        self._label_text = field.label
        self._letter: QShortcut | None = None
        self.safe = SafeValue(proxy(self))
        """What stands in for the box where others ask for its value."""
        self._has_label = not isinstance(widget, CheckInput)
        self._is_found = True
        self._is_passed_by = False
        self._bare_hint: str | None = None
        self._label: FieldLabel | None = None
        self._message: PlainLabel | None = None  # made with the first text, which most fields never have
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(widget)
        self.set_path(path or field.path)
        self._mark_label()
        self.input.changed.connect(self.safe.note_change)
        self.input.changed.connect(self._on_input_changed)
        self.input.changed.connect(self.changed)
        self.input.finished.connect(self._on_input_finished)
        if isinstance(widget, TextInput | NoteInput | ChoiceInput):
            widget.left_out.connect(self._on_left_out)

    @property
    def label(self) -> FieldLabel:
        """The label, which the page lays out. Made when it is asked for: boxes in a row have none."""
        if self._label is None:
            # With a parent from the start: a label without one would become a window when it is shown.
            self._label = FieldLabel(parent=self)
            if self.path == "Name":  # which the style sheet gives larger letters
                self._label.stand_beside(NAME_LINE)
            self._label.setBuddy(self.widget)
            if not (self._has_label and self.is_shown):
                self._label.hide()
            self._mark_label()
        return self._label

    def set_path(self, path: str, accessible_name: str = "") -> None:
        """Names the input by its path in the WebAPI's spelling, for scripts, tests and assistive tools."""
        name = accessible_name or self.field.name
        if (path, name) == (self.path, self.widget.accessibleName()):
            return  # rows are named with each value that is shown, and screen readers are told each time
        self.path = path
        self.widget.setObjectName(path)
        self.widget.setAccessibleName(plain_text.plain_line(name))
        self._describe()

    def value(self) -> Any:
        fault = self._value.fault
        value = self._value.value()
        if self._value.fault != fault:
            self._show()
        return value

    def set_value(self, value: Any) -> None:
        if self.is_composed_in():
            if value == self._value.value():
                return  # another value than this is on its way
            self.commit_composition()
        fault, self._left_out = self._value.fault, ""
        self._value.set_value(value)
        if self._value.fault != fault:
            self._show()
        if value or self._room:  # nothing comes near its limit
            self._refresh_room()

    def set_rule(self, rule: FieldRule) -> None:
        if self._is_ruled and rule == self.rule:
            return  # a new company has the same rules as the one before, and Qt takes time for each tooltip
        self._is_ruled = True
        self._commit_if_closed_by(rule)
        self.rule = rule
        self.input.set_rule(rule)
        self._take_focus()
        set_field_tip(self.widget, rule.reason)
        self._refresh_room()
        self._show_or_hide()
        self._mark_label()

    def pass_by(self, is_passed_by: bool) -> None:
        """Has Tab pass by the field; a letter, a click and Ctrl+G lead there all the same."""
        if is_passed_by is not self._is_passed_by:
            self._is_passed_by = is_passed_by
            self._take_focus()

    def _take_focus(self) -> None:
        usual = self.widget.focusPolicy()
        if self._is_passed_by:
            self.widget.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        elif usual is Qt.FocusPolicy.ClickFocus and not self.rule.read_only:
            self.widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_found(self, found: bool) -> None:
        """Shows the field only if the search on its page has found it."""
        self._is_found = found
        self._show_or_hide()

    @property
    def is_shown(self) -> bool:
        """True if the field is part of its page, whether or not that page is open."""
        return self._is_found and not self.rule.hidden

    def _show_or_hide(self) -> None:
        self.setVisible(self.is_shown)
        if self._label is not None:
            self._label.setVisible(self._has_label and self.is_shown)

    def hide_label(self, hint: str | None = None) -> None:
        """Hides the label; the placeholder says the field's name instead, or `hint`."""
        self._has_label = False
        self._bare_hint = hint
        if self._label is not None:
            self._label.hide()
        self._mark_label()

    def show_label_above(self) -> None:
        """Has the label stand above the input, where several inputs stand in one line."""
        self.label.stand_above()
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(0, self.label)

    def set_hint(self, text: str) -> None:
        """Changes the placeholder; an empty text brings the declared hint back."""
        if isinstance(self.widget, TextInput):
            self.widget.setPlaceholderText(text or self.field.hint)
            self._describe()

    def set_label(self, text: str) -> None:
        """Changes the label; an empty text brings the declared one back. Its letter stays as it was."""
        letter = QKeySequence.mnemonic(self.field.label)
        has_own = not text or not QKeySequence.mnemonic(text).isEmpty()
        self._label_text = text or self.field.label
        if not has_own and not letter.isEmpty():
            self._label_text = with_mnemonic(text, letter.toString()[-1])
        self.widget.setAccessibleName(plain_text.plain_line(text.replace("&&", "&") or self.field.name))
        self._mark_label()
        has_letter = letter.isEmpty() or not QKeySequence.mnemonic(self._label_text).isEmpty()
        if self._letter is not None:
            self._letter.setEnabled(not has_letter)
        elif not has_letter:
            # Nothing in the new label can be underlined; who knows the key finds the field all the same.
            self._letter = QShortcut(letter, self)
            self._letter.activated.connect(self.focus_path)

    def set_default(self, proposed: Any, *, fill: bool) -> None:
        if self.field.proposal_is_hint:
            self.set_hint(_("probably {proposed}").format(proposed=proposed) if proposed else "")
        elif fill and proposed and not self._has_text() and not self.is_composed_in():
            super().set_default(proposed, fill=True)
            line = self.widget.lineEdit() if isinstance(self.widget, ChoiceInput) else self.widget
            if self.widget.hasFocus() and isinstance(line, QLineEdit):
                line.selectAll()  # as after Tab: what is typed next stands for it, not behind it

    def _has_text(self) -> bool:
        """Returns True for what is typed and may be no value yet."""
        if isinstance(self.widget, ChoiceInput):
            return self.widget.is_typing or bool(self.widget.currentText())
        return isinstance(self.widget, QLineEdit | NoteInput) and bool(bare_text(self.widget))

    def set_context(self, context: PartContext) -> None:
        before, list_name = self.context, self.field.list_name
        super().set_context(context)
        choices = context.new_choices(list_name, before)
        if isinstance(self.widget, ChoiceInput) and choices is not None:
            self.widget.set_choices(choices)
        if context.there is not before.there:
            show_beneath(self.widget, context.there.get(self.path, ""))
        if context.missing is not before.missing:
            self._note = context.missing.get(list_name, "")
            self._show()

    def commit_pending_text(self) -> None:
        if isinstance(self.widget, ChoiceInput | TextInput):
            self.widget.commit_pending_text()
        if isinstance(self.widget, TextInput) and self.widget.hasFocus():
            self.input.finished.emit()  # what is in the form may be exchanged before the cursor leaves it

    def input_problems(self) -> Sequence[Problem]:
        text = self._value.fault or self.safe.fault or self._input_problem()
        return (Problem(self.path, text),) if text else ()

    def unresolved(self) -> Mapping[str, str]:
        if isinstance(self.widget, ChoiceInput) and self._input_problem():
            return {self.path: self.widget.currentText()}
        return {}

    def focus_path(self, _path: str = "") -> None:
        self.widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def reveal_problems(self, is_revealed: bool = True) -> None:
        was_revealed, self._is_revealed = self._is_revealed, is_revealed
        self._is_edited = self._is_edited and is_revealed
        if was_revealed or is_revealed:
            self._show()

    def set_problems(self, problems: Sequence[Problem]) -> None:
        self._problems = problems
        if self._is_revealed:
            self._show()

    def shown_problems(self) -> Sequence[Problem]:
        if self._value.fault or self.safe.fault:
            return self.input_problems()
        # What the input says about its text is more than what a check says about a value.
        return (self.input_problems() or tuple(self._problems)) if self._is_revealed else ()

    def _input_problem(self) -> str:
        try:
            return self.input.input_problem()
        except Exception:  # noqa: BLE001  # then its value cannot be read either, which is said
            self.value()
            return self._value.fault

    def _room_note(self) -> str:
        """Says how many characters are left, where a text nears its limit."""
        text = (bare_text(self.widget) or "") if self._is_counted else ""
        if not text or not (most := self.field.limit):
            return ""
        # Whether it is too long is only looked at where there is a note.
        note, self._is_too_long = room_note(text, min(most, self.rule.limit or most))
        return note

    def _refresh_room(self) -> None:
        if self._room_note() != self._room:
            self._show()

    def _on_left_out(self, sentence: str) -> None:
        self._left_out = sentence
        self._show()

    def _on_input_changed(self) -> None:
        self._is_edited = True
        self._value.note_change()
        if self._left_out:
            self._left_out = ""
            self._show()
        self._refresh_room()

    def _on_input_finished(self) -> None:
        # Passing through a field is no reason to complain about it; what was typed and means nothing is.
        if self._is_edited or self.input_problems():
            self.reveal_problems()
            self.editing_finished.emit()

    def _show(self) -> None:
        shown = self.shown_problems()
        self._room = self._room_note()
        if not (shown or self._left_out or self._room or self._note or any(self._told)):
            return  # as of most fields: all of them are asked with each Save and each new company
        severity = next((kind for kind in _GRAVEST_FIRST if kind in {one.severity for one in shown}), "")
        # A text that is too long is a problem once it has been left, and that sentence has the number.
        room = "" if shown and self._is_too_long else self._room
        notes = [self._left_out, room] if self._left_out or room else [self._note]
        said = "\n".join(problem.message for problem in shown)
        text = "\n".join(filter(None, (said, *notes)))
        if self._told == (text, severity):
            return
        self._told = text, severity
        self._put_message(text)
        self._describe()
        if self._is_edited and said != self._said:
            announce(self.widget, said)  # the field has been left by then; what Save finds is counted
        self._said = said
        for widget in filter(None, (self.widget, self._message)):
            restyle(widget, severity=str(severity))

    def _put_message(self, text: str) -> None:
        if self._message is None and text:
            self._message = PlainLabel(parent=self, role="message")
            self._message.setWordWrap(True)
            cast("QVBoxLayout", self.layout()).addWidget(self._message)
        if self._message is not None:
            self._message.setText(text)
            self._message.setVisible(bool(text))

    def _describe(self) -> None:
        """Says to screen readers what is seen beneath the field, else its star: Qt has no state for that."""
        is_told = self.tells_required and (self.field.required or self.rule.mandatory)
        required = _("Required.") if is_told else ""
        set_description(self.widget, self._told[0] or required)

    def _mark_label(self) -> None:
        if isinstance(self.widget, CheckInput):
            self._describe()
            return
        required = self.field.required or self.rule.mandatory
        mark = " *" if required else ""
        if isinstance(self.widget, TextInput) and not self._has_label:
            bare = self.field.name if self._bare_hint is None else self._bare_hint
            self.widget.setPlaceholderText(f"{bare}{mark}")
        if self._label is not None:
            self._label.setText(f"{self._label_text}:{mark}")
        self._describe()  # in which the placeholder counts


def make_box(field: Field, parent: QObject | None = None) -> FieldBox:
    """Returns the box of a plain field, with the input of its kind."""
    return FieldBox(field, make_input(field), parent=cast("QWidget | None", parent))
