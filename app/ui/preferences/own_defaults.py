"""What new companies begin with, chosen from the lists of the connection in use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QSizePolicy, QVBoxLayout, QWidget

from app.model.form.fields import CONTACT_FIELDS, Field, Kind, Tab
from app.translation import _
from app.ui.common.plain_text import PlainLabel, plain_line
from app.ui.inputs.choice import ChoiceInput
from app.ui.parts.part_context import PartContext

_NO_LISTS = _("Once you are connected, you can choose here what new companies begin with.")
_OFFERED: tuple[Field, ...] = tuple(
    field for field in CONTACT_FIELDS if field.kind is Kind.CHOICE and field.tab is Tab.CONTACT
)


class OwnDefaults(QWidget):
    """A list for each field of the first page that has one."""

    def __init__(self, chosen: Mapping[str, Any], context: PartContext, *, is_connected: bool) -> None:
        """Shows what is `chosen`, by field; `context` has the lists. Without a connection all is locked."""
        super().__init__()
        self._lines = {field.path: _make_line(field, chosen.get(field.path), context) for field in _OFFERED}
        rows = form_rows()
        for field in _OFFERED:
            rows.addRow(f"{field.name}:", self._lines[field.path])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(PlainLabel(_("New companies begin with"), role="heading"))
        if not (is_connected and any(context.choices.get(field.list_name) for field in _OFFERED)):
            self._lock(column)
        column.addLayout(rows)

    def value(self) -> dict[str, dict[str, int]]:
        """Returns the entries that are chosen, by field."""
        return {path: entry for path, line in self._lines.items() if (entry := _entry_of(line))}

    def commit_pending_text(self) -> None:
        for line in self._lines.values():
            line.commit_pending_text()

    def problem(self) -> tuple[ChoiceInput | None, str]:
        """Returns the first input whose text is no entry, with a sentence; None where all are."""
        found = ((line, sentence) for line in self._lines.values() if (sentence := line.input_problem()))
        return next(found, (None, ""))

    def _lock(self, column: QVBoxLayout) -> None:
        for line in self._lines.values():
            line.setEnabled(False)
        hint = PlainLabel(_NO_LISTS, role="hint")
        hint.setWordWrap(True)
        column.addWidget(hint)


def form_rows() -> QFormLayout:
    """Returns an empty layout for labels and inputs."""
    rows = QFormLayout()
    rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
    rows.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
    rows.setHorizontalSpacing(12)
    rows.setVerticalSpacing(8)
    return rows


def _make_line(field: Field, chosen: Any, context: PartContext) -> ChoiceInput:
    line = ChoiceInput(field)
    line.setObjectName(f"preferences.default.{field.path}")
    line.setAccessibleName(plain_line(_("New companies begin with: {field}").format(field=field.name)))
    line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    line.set_choices(context.choices.get(field.list_name, ()))
    line.set_value(chosen)
    return line


def _entry_of(line: ChoiceInput) -> dict[str, int]:
    value = line.value()
    return {key: one for key, one in value.items() if isinstance(one, int)} if isinstance(value, dict) else {}
