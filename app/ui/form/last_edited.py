"""The field in which was typed last: noted with each change, and gone on with when its draft is shown."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any

from PySide6.QtWidgets import QApplication

from app.model.form.choices import LAST_EDITED
from app.ui.form.form import ContactForm
from app.ui.inputs.cursor import ALL, place_cursor, place_cursor_at_end
from app.ui.parts.part import edited_path, property_of


def with_last_edited(
    value: Mapping[str, Any], form: ContactForm, among: Container[str] | None = None
) -> dict[str, Any]:
    """Returns the `value` of `form` with the path of the field that has the cursor.

    Without it where the cursor is in no field of the form, or in none of those `among` which it has to be.
    """
    focused = QApplication.focusWidget()
    path = ""
    if focused is not None and form.isAncestorOf(focused):
        path = edited_path(form.parts_by_path, focused)
    is_meant = property_of(path) in form.parts_by_path and (among is None or path in among)
    return {**value, LAST_EDITED: path} if is_meant else dict(value)


def go_on_in(form: ContactForm, path: str) -> None:
    """Puts the cursor behind what is in the field at `path`; behind the name, where there is no such field.

    A custom field may come only later, with the server's layout.
    """
    form.show_tab(1 if path else form.tabs.start_page)
    form.focus_first()
    form.focus_path(path)
    place_cursor_at_end(form.focusWidget())


def begin_with_name(form: ContactForm) -> None:
    """Puts the cursor into the name, all of it selected: what is typed next replaces it."""
    form.show_tab(1)
    form.focus_first()
    place_cursor(form.focusWidget(), ALL)
