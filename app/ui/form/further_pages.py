"""Pages of declared fields that are built once the window has been painted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.model.form.fields import CONTACT_FIELDS, Rows, Tab
from app.translation import _
from app.ui.common.plain_text import PlainLabel
from app.ui.form.pages import column as fields_column
from app.ui.parts.field_box import make_box
from app.ui.parts.part import Page, Part
from app.ui.parts.rows import RowsEditor


class CommunicationPage(Page):
    """One list of rows each for phones, e-mails, faxes and web addresses."""

    tab = Tab.COMMUNICATION

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        fields = [field for field in CONTACT_FIELDS if isinstance(field, Rows)]
        self.editors = {field.path: RowsEditor(field, self) for field in fields}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(28)
        for side in (0, 1):
            column = QVBoxLayout()
            for editor in self.editors.values():
                if editor.field.side == side:
                    column.addWidget(editor)
            column.addStretch(1)
            layout.addLayout(column, 1)

    @property
    def parts(self) -> Sequence[Part]:
        return tuple(self.editors.values())


class MorePage(Page):
    """Rarely used fields: service settings, and properties that integrations write."""

    tab = Tab.MORE

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boxes = [make_box(field, self) for field in CONTACT_FIELDS if field.tab is Tab.MORE]
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(28)
        for side, title in enumerate((_("Service and names"), _("Integration"))):
            heading = PlainLabel(title)
            heading.setProperty("role", "heading")
            column = QVBoxLayout()
            column.addWidget(heading)
            column.addLayout(fields_column(self._boxes, side), 1)
            layout.addLayout(column, 1)

    @property
    def parts(self) -> Sequence[Part]:
        return self._boxes
