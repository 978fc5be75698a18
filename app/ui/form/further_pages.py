"""Pages of declared fields that are built once the window has been painted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.model.form.fields import CONTACT_FIELDS, Tab
from app.translation import _
from app.ui.common.fitting import Columns
from app.ui.common.plain_text import PlainLabel
from app.ui.form.pages import column as fields_column
from app.ui.parts.custom_fields import CustomFieldsEditor
from app.ui.parts.field_box import FieldBox, make_box
from app.ui.parts.part import Page, Part
from app.ui.parts.rows import RowsEditor


class CommunicationPage(Page):
    """One list of rows each for phones, e-mails, faxes and web addresses; the first page has their first."""

    tab = Tab.COMMUNICATION

    def __init__(
        self, editors: Mapping[str, RowsEditor], parent: QWidget | None = None, *, in_steps: bool = False
    ) -> None:
        """Completes the editors, of which the first page has the first value each.

        With `in_steps`, whoever made it goes through `building` before anything else.
        """
        super().__init__(parent)
        self.editors = editors
        if not in_steps:
            list(self.building())

    def building(self) -> Iterator[None]:
        """Takes in and completes one editor a step."""
        layout = Columns(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(28)
        for side in (0, 1):
            column = QVBoxLayout()
            layout.addLayout(column, 1)
            for editor in self.editors.values():
                if editor.field.side == side:
                    column.addWidget(editor)
                    editor.complete()
                    yield
            column.addStretch(1)

    @property
    def parts(self) -> Sequence[Part]:
        return tuple(self.editors.values())

    def holds(self, path: str) -> bool:
        return super().holds(path) and not any(editor.is_first(path) for editor in self.editors.values())

    def focus_first(self) -> None:
        editors = self.editors.values()
        open_ones = (one for one in editors if one.isVisibleTo(self) and one.rows[1].isEnabled())
        if editor := next(open_ones, None):
            editor.focus_rows()
        else:
            super().focus_first()

    def count(self, value_of: Callable[[Part], Any]) -> int:
        """Counts what is beyond the first ones, which stand on the first page."""
        firsts = sum(bool(editor.first_box.value()) for editor in self.editors.values())
        return super().count(value_of) - firsts


class CustomFieldsPage(Page):
    tab = Tab.CUSTOM_FIELDS

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = CustomFieldsEditor(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.editor)

    @property
    def parts(self) -> Sequence[Part]:
        return (self.editor,)


class MorePage(Page):
    """Rarely used fields: service settings, and properties that integrations write."""

    tab = Tab.MORE

    def __init__(self, parent: QWidget | None = None, *, in_steps: bool = False) -> None:
        """Builds the page; with `in_steps`, whoever made it goes through `building` before anything else."""
        super().__init__(parent)
        self._boxes: list[FieldBox] = []
        if not in_steps:
            list(self.building())

    def building(self) -> Iterator[None]:
        """Makes one field a step, then lays them out."""
        for field in CONTACT_FIELDS:
            if field.tab is Tab.MORE:
                self._boxes.append(make_box(field, self))
                yield
        layout = Columns(self)
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
