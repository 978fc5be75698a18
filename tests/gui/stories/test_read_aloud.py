"""What a screen reader is told of each input: one name, and no description that says it again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from tests.helpers.ui.window import Typist

pytestmark = pytest.mark.shared_window


def told(widget: QWidget) -> tuple[str, str]:
    """Returns name and description, as Qt hands them to screen readers."""
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None
    return interface.text(QAccessible.Text.Name), interface.text(QAccessible.Text.Description)


def inputs_in_view(typist: Typist) -> Iterator[QWidget]:
    for page in range(1, 7):
        typist.go_to_tab(page)
        for kind in (QLineEdit, QPlainTextEdit, QComboBox, QAbstractButton):
            yield from (one for one in typist.window.form.findChildren(kind) if one.isVisible())


def test_no_input_is_without_a_name(typist: Typist) -> None:
    unnamed = [
        f"{type(one).__name__} {one.objectName()}"
        for one in inputs_in_view(typist)
        if not told(one)[0] and not isinstance(one, QComboBox)
    ]
    assert unnamed == []


def test_no_button_is_read_twice(typist: Typist) -> None:
    buttons = [one for one in inputs_in_view(typist) if isinstance(one, QAbstractButton)]
    said = {told(one) for one in buttons}
    assert ("Save", "Ctrl+Enter") in said
    assert [(name, more) for name, more in said if name and more.startswith(name)] == []


def test_the_editor_of_a_list_has_the_name_of_the_list(typist: Typist) -> None:
    for one in inputs_in_view(typist):
        line = one.lineEdit() if isinstance(one, QComboBox) else None
        if line is not None:
            assert told(line)[0] == one.accessibleName() != ""
