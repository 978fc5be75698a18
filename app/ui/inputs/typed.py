"""Inputs for numbers, dates and times, which are typed as text.

Text that cannot be read stays as typed and goes into the form's value unchanged, so that validation reports
it and nothing is lost.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any

from PySide6.QtCore import QDate, QLocale, QTime
from PySide6.QtGui import QAction, QIcon, QKeySequence
from PySide6.QtWidgets import QCalendarWidget, QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from app.model.carriers.wire import DateTimeText
from app.model.form.custom_field_values import FieldType, Value, decode, encode
from app.model.form.fields import Field
from app.ui.inputs.plain import TextInput

_DATE_FORMATS = ("yyyy-MM-dd", "d.M.yyyy", "d/M/yyyy", "d.M.yy", "ddMMyyyy")
# ``24.11.26`` is in this century, ``1.5.68`` in the last.
_TWO_DIGIT_YEARS_FROM = 1950
_TIME_FORMATS = ("H:mm", "H.mm", "HHmm", "H:mm:ss")


class ValueInput(TextInput):
    """Text that is read as a value of `kind`; its value is encoded as in custom fields."""

    def __init__(self, field: Field, kind: FieldType, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._kind = kind
        if kind in (FieldType.DATE, FieldType.UNLIMITED_DATE):
            self._offer_calendar()
        elif kind in _PLACEHOLDERS:
            self.setPlaceholderText(field.hint or _PLACEHOLDERS[kind]())
        self.editingFinished.connect(self._on_editing_finished)

    def value(self) -> str | None:
        typed = self.text().strip()
        if not typed:
            return None
        value = _READ.get(self._kind, str)(typed)
        return typed if value is None else encode(self._kind, value)

    def set_value(self, value: Any) -> None:
        if value == self.value():
            return
        try:
            self.setText(_shown(decode(self._kind, value)))
        except ValueError:
            self.setText(str(value))

    def _on_editing_finished(self) -> None:
        """Shows the value that was read in the format of the desktop's locale."""
        value = _READ.get(self._kind, str)(self.text().strip())
        if value is not None:
            self.setText(_shown(value))

    def _offer_calendar(self) -> None:
        picker = QAction(QIcon.fromTheme("x-office-calendar"), "Choose a date (F4)", self)
        picker.setShortcut(QKeySequence("F4"))
        picker.triggered.connect(self._on_calendar_asked)
        self.addAction(picker)
        if not picker.icon().isNull():
            self.addAction(picker, TextInput.ActionPosition.TrailingPosition)
        self.setPlaceholderText(QLocale().dateFormat(QLocale.FormatType.ShortFormat).lower())

    def _on_calendar_asked(self) -> None:
        if self.isReadOnly():
            return
        dialog = QDialog(self)
        dialog.setWindowTitle("Choose a date")
        calendar = QCalendarWidget(dialog)
        if shown := read_date(self.text()):
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
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.setText(_shown(_python_date(calendar.selectedDate())))
            self.changed.emit()


class NumberInput(TextInput):
    """A whole number; other text stays as typed, and validation reports it."""

    def value(self) -> Any:
        typed = self.text().strip()
        number = read_number(typed) if typed else None
        return typed or None if number is None else number


class WordsInput(TextInput):
    """A list of words, separated by commas, semicolons or blanks."""

    def value(self) -> Any:
        return [word for word in self.text().replace(",", " ").replace(";", " ").split() if word] or None

    def set_value(self, value: Any) -> None:
        if value != self.value():
            self.setText(", ".join(value or []))


class MomentInput(TextInput):
    """A date and time in this computer's time zone; its value is in UTC."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._came: tuple[str, str] = ("", "")
        self.setPlaceholderText(_PLACEHOLDERS[FieldType.DATE_TIME]())

    def value(self) -> str | None:
        typed = self.text().strip()
        if not typed or typed == self._came[0]:
            # What nobody changed goes back as it came, fractions of a second and all.
            return self._came[1] or None if typed else None
        moment = read_date_time(typed)
        return str(DateTimeText.from_datetime(moment.astimezone())) if moment else typed

    def set_value(self, value: Any) -> None:
        if value == self.value():
            return
        try:
            moment = DateTimeText(value).moment if value else None
        except ValueError:
            self.setText(str(value))
            return
        local = moment.astimezone().replace(tzinfo=None) if moment else None
        self.setText(_shown(local))
        self._came = (self.text(), str(value or ""))


def read_number(text: str) -> int | None:
    number, understood = QLocale().toLongLong(text)
    return int(number) if understood else (int(text) if text.lstrip("-").isdecimal() else None)


def read_decimal(text: str) -> Decimal | None:
    """Reads a decimal number with a comma or a period; returns None for other text."""
    plain = text.replace("\N{NO-BREAK SPACE}", "").replace(" ", "")
    for form in (plain, plain.replace(",", ".") if plain.count(",") == 1 and "." not in plain else ""):
        try:
            number = Decimal(form)
        except InvalidOperation:
            continue
        return number if number.is_finite() else None
    return None


def read_date(text: str) -> date | None:
    """Reads a date in the desktop format, or ``2026-11-24``, ``24.11.2026``, ``24/11/2026``, ``24.11.26``."""
    for form in (_short_date_format(), *_DATE_FORMATS):
        found = QLocale().toDate(text, form, baseYear=_TWO_DIGIT_YEARS_FROM)
        if found.isValid() and found.year() > 1:
            return _python_date(found)
    return None


def read_time(text: str) -> time | None:
    for form in _TIME_FORMATS:
        found = QTime.fromString(text, form)
        if found.isValid():
            return time(found.hour(), found.minute(), found.second())
    return None


def read_date_time(text: str) -> datetime | None:
    """Reads a date and a time, midnight without one; a date may contain blanks (``24. 11. 2026``)."""
    if whole := read_date(text.strip()):
        return datetime.combine(whole, time())
    day, _, clock = text.strip().rpartition(" ")
    on, at = read_date(day.strip()), read_time(clock)
    return datetime.combine(on, at) if on and at is not None else None


def _python_date(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())


def _shown(value: Value) -> str:
    if isinstance(value, datetime):
        return f"{_shown(value.date())} {_shown(value.time())}"
    if isinstance(value, date):
        return _date_text(QDate(value.year, value.month, value.day))
    if isinstance(value, time):
        return QTime(value.hour, value.minute, value.second).toString("HH:mm")
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", QLocale().decimalPoint())
    return "" if value is None else str(value)


def _date_text(day: QDate) -> str:
    """Writes the desktop's short format with the century, so that it can be read back."""
    return QLocale().toString(day, _short_date_format())


def _short_date_format() -> str:
    form = QLocale().dateFormat(QLocale.FormatType.ShortFormat)
    return form if "yyyy" in form else form.replace("yy", "yyyy")


_PLACEHOLDERS: dict[FieldType, Callable[[], str]] = {
    FieldType.DATE_TIME: lambda: f"{_short_date_format().lower()} hh:mm",
    FieldType.TIME: lambda: "hh:mm",
}
_READ: dict[FieldType, Callable[[str], Value]] = {
    FieldType.NUMBER: read_number,
    FieldType.INTEGER: read_number,
    FieldType.TIME_SPAN: read_number,
    FieldType.DECIMAL: read_decimal,
    FieldType.DATE: read_date,
    FieldType.UNLIMITED_DATE: read_date,
    FieldType.DATE_TIME: read_date_time,
    FieldType.TIME: read_time,
}
