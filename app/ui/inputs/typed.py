"""Inputs for numbers, dates and times, which are typed as text.

Text that cannot be read stays as typed and goes into the form's value unchanged, so that it is in the draft;
`input_problem` says what would do instead. What came with `set_value` and was not touched goes back as it
came, seconds and all.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QCalendarWidget, QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from app.model.carriers.wire import DateTimeText
from app.model.form.custom_field_values import FieldType, Value, decode, encode
from app.model.form.fields import Field
from app.translation import _
from app.ui.common.key_translation import key_sequence
from app.ui.inputs.incoming import MOST_IN_VALUE
from app.ui.inputs.plain import TextInput
from app.ui.reading.dates import (
    date_hint,
    date_text,
    date_time_text,
    read_date,
    read_date_time,
    read_time,
    time_text,
)
from app.ui.reading.numbers import number_text, read_decimal, read_whole
from app.ui.reading.reading import Reading, quoted

_OUT_OF_RANGE = _("{text} cannot be written in Greenwich time. Choose a day that is less far away.")
_SKIPPED = _("{text} is skipped on that day, when the clocks go forward. Write a time before or after it.")


class ReadInput(TextInput):
    """Text that is read as a value; subclasses say how."""

    is_counted = False

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._came: tuple[str, Any] = ("", None)
        self.editingFinished.connect(self._on_editing_finished)

    @property
    def most(self) -> int:
        return MOST_IN_VALUE

    def read(self, text: str) -> Reading[Any]:
        """Reads any text, within a millisecond and without raising anything."""
        raise NotImplementedError

    def encoded(self, value: Any) -> Any:
        """Returns what was read as the WebAPI writes it."""
        return value

    def decoded(self, value: Any) -> Any:
        """Returns what is to be shown of a value of the WebAPI. Raises ValueError if it is none."""
        return value

    def shown(self, value: Any) -> str:
        """Returns what was read or decoded in the desktop's notation, so that it is read back as it is."""
        return text_of(value)

    def value(self) -> Any:
        typed = self.text().strip()
        if not typed:
            return None
        if typed == self._came[0]:
            return self._came[1]
        found = self.read(typed)
        return self._kept_text(typed) if found.value is None else self.encoded(found.value)

    def set_value(self, value: Any) -> None:
        if value == self.value():
            return
        self._came = ("", None)
        try:
            shown = None if value is None else self.decoded(value)
        except (ValueError, TypeError):
            text = str(value or "")
            self.setText(text[1:-1] if _is_in_quotes(text) else text)
            return
        self.setText("" if shown is None else self.shown(shown))
        self._came = (self.text().strip(), value)

    def input_problem(self) -> str:
        typed = self.text().strip()
        # What cannot be typed into is not the user's to mend.
        return "" if typed == self._came[0] or self.isReadOnly() else self.read(typed).problem

    def _kept_text(self, typed: str) -> str:
        """Returns text that cannot be read; in quotes if others would read it nevertheless.

        So is text that has quotes itself, which `set_value` would take away.
        """
        if _is_in_quotes(typed):
            return f"“{typed}”"
        with suppress(ValueError, TypeError):
            if not isinstance(self.decoded(typed), str):
                return f"“{typed}”"
        return typed

    def _on_editing_finished(self) -> None:
        """Shows the value that was read in the format of the desktop's locale."""
        typed = self.text().strip()
        if typed and typed != self._came[0]:
            value = self.read(typed).value
            if value is not None and self.text() != self.shown(value):
                self.setText(self.shown(value))


class ValueInput(ReadInput):
    """Text that is read as a value of `kind`; its value is encoded as in custom fields."""

    def __init__(self, field: Field, kind: FieldType, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._kind = kind
        if kind in (FieldType.DATE, FieldType.UNLIMITED_DATE):
            self._offer_calendar()
        elif kind in _PLACEHOLDERS:
            self.setPlaceholderText(field.hint or _PLACEHOLDERS[kind]())

    def read(self, text: str) -> Reading[Any]:
        return _READ.get(self._kind, _read_text)(text)

    def encoded(self, value: Any) -> str:
        return encode(self._kind, value)

    def decoded(self, value: Any) -> Value:
        return decode(self._kind, value)

    def _offer_calendar(self) -> None:
        picker = QAction(QIcon.fromTheme("x-office-calendar"), _("Choose a date (F4)"), self)
        picker.setShortcut(key_sequence("F4"))
        # That of the field with the focus alone: two fields for dates would each have a claim to the key.
        picker.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        picker.setAutoRepeat(False)
        picker.triggered.connect(self._on_calendar_asked)
        self.addAction(picker)
        if not picker.icon().isNull():
            self.addAction(picker, TextInput.ActionPosition.TrailingPosition)
        self.setPlaceholderText(date_hint())

    def _on_calendar_asked(self) -> None:
        if self.isReadOnly():
            return
        dialog = QDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(_("Choose a date"))
        calendar = QCalendarWidget(dialog)
        # Under a style sheet its rows are a little higher than it asks for.
        calendar.setMinimumHeight(calendar.sizeHint().height() + calendar.fontMetrics().height())
        if shown := read_date(self.text()).value:
            calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(dialog.accept)
        buttons.rejected.connect(dialog.reject)
        calendar.activated.connect(dialog.accept)
        layout = QVBoxLayout(dialog)
        layout.addWidget(calendar)
        layout.addWidget(buttons)
        dialog.accepted.connect(lambda: self._on_date_chosen(calendar.selectedDate()))
        dialog.open()

    def _on_date_chosen(self, chosen: QDate) -> None:
        self.setText(date_text(date(chosen.year(), chosen.month(), chosen.day())))
        self.changed.emit()


class NumberInput(ReadInput):
    """A whole number."""

    def read(self, text: str) -> Reading[Any]:
        return read_whole(text)

    def decoded(self, value: Any) -> int:
        if type(value) is not int:
            raise TypeError("not a whole number")
        return value


class WordsInput(TextInput):
    """A list of words, separated by commas, semicolons or blanks."""

    is_counted = False

    def value(self) -> Any:
        return [word for word in self.text().replace(",", " ").replace(";", " ").split() if word] or None

    def set_value(self, value: Any) -> None:
        if value != self.value():
            words = value if isinstance(value, list | tuple) else filter(None, [value])
            self.setText(", ".join(map(str, words)))


class DateInput(ValueInput):
    """A calendar day; its value is an ISO date-time at midnight without a zone."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, FieldType.DATE, parent)

    def encoded(self, value: Any) -> str:
        return f"{value.isoformat()}T00:00:00"

    def decoded(self, value: Any) -> date | None:
        moment = DateTimeText(value).moment
        return moment.date() if moment else None


class MomentInput(ReadInput):
    """A date and time in this computer's time zone; its value is in UTC."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.setPlaceholderText(_PLACEHOLDERS[FieldType.DATE_TIME]())

    def moment_in(self, text: str) -> Reading[Any]:
        """Reads any text as a day and time of this computer's."""
        return read_date_time(text)

    def read(self, text: str) -> Reading[Any]:
        found = self.moment_in(text)
        if found.value is None:
            return found
        try:
            back = found.value.astimezone(UTC).astimezone().replace(tzinfo=None)
        except (OverflowError, ValueError, OSError):
            return Reading(problem=_OUT_OF_RANGE.format(text=quoted(text)))
        return found if back == found.value else Reading(problem=_SKIPPED.format(text=quoted(text)))

    def encoded(self, value: Any) -> str:
        return str(DateTimeText.from_datetime(value.astimezone()))

    def decoded(self, value: Any) -> datetime | None:
        moment = DateTimeText(value).moment
        try:
            return moment.astimezone().replace(tzinfo=None) if moment else None
        except (OverflowError, OSError):
            raise ValueError("beyond the years that this computer's zone can write") from None


def text_of(value: Value) -> str:
    """Writes a value in the desktop's notation."""
    if isinstance(value, datetime):
        return date_time_text(value)
    if isinstance(value, date):
        return date_text(value)
    if isinstance(value, time):
        return time_text(value)
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return number_text(value)
    return "" if value is None else str(value)


def _is_in_quotes(text: str) -> bool:
    return len(text) > 1 and text.startswith("“") and text.endswith("”")


def _read_text(text: str) -> Reading[Any]:
    return Reading(text.strip() or None)


_HALF_PAST_TWO = time(14, 30)
_PLACEHOLDERS: dict[FieldType, Callable[[], str]] = {
    FieldType.DATE_TIME: lambda: date_hint(_HALF_PAST_TWO),
    FieldType.TIME: lambda: _("e.g. {example}").format(example=time_text(_HALF_PAST_TWO)),
}
_READ: dict[FieldType, Callable[[str], Reading[Any]]] = {
    FieldType.NUMBER: read_whole,
    FieldType.INTEGER: read_whole,
    FieldType.TIME_SPAN: read_whole,
    FieldType.RELATION_TO: read_whole,
    FieldType.ATTACHMENT: read_whole,
    FieldType.DECIMAL: read_decimal,
    FieldType.DATE: read_date,
    FieldType.UNLIMITED_DATE: read_date,
    FieldType.DATE_TIME: read_date_time,
    FieldType.TIME: read_time,
}
