"""Dialog with what the server answered about a saved company."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QWidget

from app.model.form.saved_facts import Fact
from app.ui.common.fitting import FittingDialog
from app.ui.common.moments import moment_text
from app.ui.common.plain_text import PlainLabel, plain_line


class SavedFactsDialog(FittingDialog):
    """Shows label and text of each fact; the texts can be copied."""

    def __init__(self, title: str, facts: Sequence[Fact], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(plain_line(title))
        self.setMinimumWidth(480)
        rows = QFormLayout()
        rows.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        rows.setHorizontalSpacing(20)
        for label, fact in facts:
            text = moment_text(fact, datetime.now(UTC)) if isinstance(fact, datetime) else fact
            caption = PlainLabel(f"{label}:")
            caption.setProperty("role", "label")
            value = PlainLabel(text)
            value.setWordWrap(True)
            value.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            value.setAccessibleName(plain_line(label))
            rows.addRow(caption, value)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self.lay_out_scrolling(rows, buttons)
