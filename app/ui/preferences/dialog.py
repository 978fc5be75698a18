"""The dialog of the preferences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QFormLayout,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.model.preferences import START_PAGES, Preferences
from app.model.registers.settings import RegisterSettings
from app.translation import _, ngettext
from app.translation.languages import LANGUAGES
from app.ui.common.announcing import announce
from app.ui.common.fitting import Columns, FittingDialog, fitting_size
from app.ui.common.plain_choice import PlainChoice
from app.ui.common.plain_text import PlainLabel, plain_line, set_tip
from app.ui.common.theme import restyle
from app.ui.parts.part import TITLES
from app.ui.parts.part_context import PartContext
from app.ui.preferences.own_defaults import OwnDefaults, form_rows
from app.ui.preferences.registers_box import RegistersBox

_NOT_SAVED = _("What you changed is not saved. Press OK to save it, or Esc once more to leave without it.")
_NEXT_START = _("Another language takes effect with the next start.")
_TEXT_SIZES = (75, 90, 100, 110, 125, 150, 175, 200)
_SIZE = QSize(1000, 480)
W = TypeVar("W", bound=QWidget)
_DAYS = (7, 30, 90, 180, 365)
_PATH = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Around:
    """What the dialog is about: the form's fields and lists, the connection, and what a policy decides."""

    connection: str
    context: PartContext
    optional_fields: Sequence[tuple[str, str]]
    reasons: Mapping[str, str]
    registers: RegisterSettings = field(default_factory=RegisterSettings)


class PreferencesDialog(FittingDialog):
    """Shows preferences and returns those that are wanted by `wanted`; nothing changes before OK.

    Esc, Cancel and the window's cross leave at once where nothing was changed, else the second time.
    """

    def __init__(self, preferences: Preferences, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("preferences")
        self.setWindowTitle(_("Preferences"))
        self._before = preferences
        self._around = around
        self._is_warned = False
        self._language = self._list("language", {"": _("The system’s"), **LANGUAGES}, preferences.language)
        themes = {"": _("As the desktop"), "light": _("Light"), "dark": _("Dark")}
        self._theme = self._list("theme", themes, preferences.theme)
        sizes = sorted({*_TEXT_SIZES, preferences.text_size})
        self._text_size = self._list("textSize", {one: f"{one} %" for one in sizes}, preferences.text_size)
        densities = {"": _("Usual"), "compact": _("Closer together")}
        self._density = self._list("density", densities, preferences.density)
        pages = dict(zip(START_PAGES, (title.replace("&&", "&") for title in TITLES.values()), strict=True))
        self._start_page = self._list("startPage", pages, preferences.start_page)
        days = sorted({*_DAYS, preferences.history_days})
        texts = {one: ngettext("{count} day", "{count} days", one).format(count=one) for one in days}
        self._history_days = self._list("historyDays", texts, preferences.history_days)
        self._asks = _named(QCheckBox(_("Ask &before what is typed is discarded")), "asksBeforeDiscard")
        self._asks.setChecked(preferences.asks_before_discard)
        self._passed_by = self._make_fields()
        own = preferences.defaults_for(around.connection)
        self._defaults = OwnDefaults(own, around.context, is_connected=bool(around.connection))
        self.registers = RegistersBox(around.registers, around.reasons.get("registers", ""))
        self._result = PlainLabel(name="preferences.result", role="message")
        self._result.setWordWrap(True)
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._buttons.accepted.connect(self._on_accepted)
        self._buttons.rejected.connect(self.reject)
        self._lay_out()
        self.resize(fitting_size(self, _SIZE))
        self._shown = self.wanted()

    def wanted(self) -> Preferences:
        """Returns the preferences as the dialog shows them now."""
        own = self._defaults.value()
        others = {
            name: one for name, one in self._before.own_defaults.items() if name != self._around.connection
        }
        return replace(
            self._before,
            language=self._language.currentData(),
            theme=self._theme.currentData(),
            text_size=self._text_size.currentData(),
            density=self._density.currentData(),
            start_page=self._start_page.currentData(),
            history_days=self._history_days.currentData(),
            asks_before_discard=self._asks.isChecked(),
            passed_by=tuple(item.data(_PATH) for item in self._items() if _is_ticked(item)),
            own_defaults={**others, self._around.connection: own} if own else others,
        )

    def reject(self) -> None:
        """Leaves; where something was changed, only the second time."""
        is_as_before = self.wanted() == self._shown and not self.registers.is_changed
        if self._is_warned or (is_as_before and not self._defaults.problem()[1]):
            super().reject()
        else:
            self._is_warned = True
            self._say(_NOT_SAVED)

    def _on_accepted(self) -> None:
        self._defaults.commit_pending_text()
        wrong, sentence = self._defaults.problem()
        if wrong is not None:
            self._say(sentence)
            wrong.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.accept()

    def _say(self, sentence: str) -> None:
        self._result.setText(sentence)
        restyle(self._result, severity="error")
        announce(self, sentence, is_urgent=True)
        self.fit()

    def _list(self, name: str, texts: Mapping[Any, str], chosen: Any) -> QComboBox:
        box = _named(PlainChoice(), name)
        for value, text in texts.items():
            box.addItem(plain_line(text), value)
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)  # all end in one line
        box.setCurrentIndex(max(0, box.findData(chosen)))
        return box

    def _make_fields(self) -> QListWidget:
        fields = _named(QListWidget(), "passedBy")
        for path, name in self._around.optional_fields:
            item = QListWidgetItem(plain_line(name), fields)
            item.setData(_PATH, path)
            is_ticked = path in self._before.passed_by
            item.setCheckState(Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked)
        fields.setCurrentRow(0)
        fields.setFixedHeight(6 * max(fields.sizeHintForRow(0), fields.fontMetrics().height() + 8))
        return fields

    def _items(self) -> list[QListWidgetItem]:
        return [self._passed_by.item(row) for row in range(self._passed_by.count())]

    def _lay_out(self) -> None:
        columns = Columns()
        columns.setSpacing(28)
        columns.addLayout(self._left(), 1)
        columns.addLayout(self._right(), 1)
        content = QVBoxLayout()
        content.setSpacing(12)
        content.addLayout(columns)
        content.addWidget(self._result)
        self.lay_out_scrolling(content, self._buttons)

    def _left(self) -> QVBoxLayout:
        rows = form_rows()
        rows.addRow(_("&Language:"), self._language)
        rows.addRow("", _hint(self._lock(self._language, "language") or _NEXT_START))
        rows.addRow(_("&Colours:"), self._theme)
        rows.addRow(_("&Text size:"), self._text_size)
        rows.addRow(_("&Spacing:"), self._density)
        rows.addRow(_("&First page:"), self._start_page)
        rows.addRow(_("Saved ones stay &in the outbox:"), self._history_days)
        if reason := self._lock(self._history_days, "history_days"):
            rows.addRow("", _hint(reason))
        rows.addRow(self._asks)
        return _column(rows, self.registers)

    def _right(self) -> QVBoxLayout:
        above = PlainLabel(_("Tab &passes by what is ticked:"), role="heading")
        above.setBuddy(self._passed_by)
        self._passed_by.setAccessibleName(_("Tab passes by what is ticked"))
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(above)
        column.addWidget(self._passed_by)
        column.addWidget(self._defaults)
        column.addStretch(1)
        return column

    def _lock(self, widget: QWidget, name: str) -> str:
        """Locks what a policy decides; returns the reason, empty where the user decides."""
        reason = self._around.reasons.get(name, "")
        widget.setEnabled(not reason)
        set_tip(widget, reason)
        widget.setAccessibleDescription(plain_line(reason))
        return reason


def _named(widget: W, name: str) -> W:
    widget.setObjectName(f"preferences.{name}")
    return widget


def _is_ticked(item: QListWidgetItem) -> bool:
    return item.checkState() is Qt.CheckState.Checked


def _column(rows: QFormLayout, below: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(8)
    column.addLayout(rows)
    column.addWidget(below)
    column.addStretch(1)
    return column


def _hint(text: str) -> PlainLabel:
    hint = PlainLabel(text, role="hint")
    hint.setWordWrap(True)
    return hint
