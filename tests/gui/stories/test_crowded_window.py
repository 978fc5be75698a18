"""A small window, large letters, 40 mandatory fields of long names, many messages: all is in reach."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import combinations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QTabBar,
    QWidget,
)

from app.model.carriers.lists import UserDefinedFieldInfo
from app.sandbox import SandboxServer
from app.ui.common.theme import Look, change_look
from tests.gui.stories.test_small_window import is_in_view
from tests.helpers.ui.window import Typist, wait_until

_KINDS = ("ShortText", "LongText", "Number", "Decimal", "Date", "Checkbox")
_LONG_NAME = "Reference number that the customer’s purchasing department wants on every invoice"


def mandatory_fields() -> tuple[UserDefinedFieldInfo, ...]:
    """40 fields of all kinds, each with a name of more than 80 characters."""
    return tuple(
        UserDefinedFieldInfo(
            prog_id=f"Ours:{number}",
            field_label=f"{_LONG_NAME} {number}",
            field_type=_KINDS[number % len(_KINDS)],
            is_mandatory=True,
            tab_order=number,
        )
        for number in range(40)
    )


@contextmanager
def crowd(typist: Typist) -> Iterator[None]:
    """Makes a window such a one; letters of another size, and the fields, take it seconds."""
    change_look(Look(text_size=200))
    typist.window.resize(800, 480)
    form = typist.window.form
    form.set_context(replace(form.context, custom_fields=mandatory_fields()))
    wait_until(lambda: "CustomFields.Ours:39" in {each.objectName() for each in form.findChildren(QWidget)})
    yield
    change_look(Look())


pytestmark = pytest.mark.shared_window(prepared=crowd)


@pytest.fixture
def crowded(typist: Typist) -> Typist:
    """Somebody at such a window."""
    for number in range(30):
        typist.window.notice.show_message(
            f"Message {number}: something happened that takes a sentence of words."
        )
        QApplication.processEvents()
    return typist


def stations(typist: Typist, page: int) -> list[QWidget]:
    """Returns what Tab visits, from the first field of the page until it comes round."""
    typist.go_to_tab(page)
    visited: list[QWidget] = []
    while typist.focused not in visited:
        visited.append(typist.focused)
        QApplication.processEvents()
        assert is_in_view(typist.focused), f"page {page}: {typist.place}"
        typist.window.focusNextChild()
    return visited


def named(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, (QLabel, QAbstractButton)) else ""
    return f"{type(widget).__name__} {widget.objectName()} {text[:30]}"


def overlapping(window: QWidget) -> list[str]:
    """Returns pairs of widgets in one parent of which one covers a part of the other."""
    found = []
    inside_inputs = (QLineEdit, QComboBox, QTabBar, QAbstractScrollArea, QAbstractButton)
    parents = [one for one in (window, *window.findChildren(QWidget)) if one.isVisible()]
    for parent in parents:
        if isinstance(parent, inside_inputs):
            continue
        children = [
            one
            for one in parent.children()
            if isinstance(one, QWidget)
            and one.isVisible()
            and not one.isWindow()
            and not one.size().isEmpty()
        ]
        for one, other in combinations(children, 2):
            shared = one.geometry().intersected(other.geometry())
            if shared.width() > 1 and shared.height() > 1:
                found.append(f"{named(one)} / {named(other)} in {named(parent)}: {shared}")
    return found


def cut_off(window: QWidget) -> list[str]:
    """Returns what stands beyond the edge of its parent, where nothing scrolls it into view."""
    found = []
    for one in window.findChildren(QWidget):
        parent = one.parentWidget()
        if not one.isVisible() or one.isWindow() or parent is None or one.size().isEmpty():
            continue
        if isinstance(parent.parentWidget(), QAbstractScrollArea) or isinstance(parent, QTabBar):
            continue
        if isinstance(one, (QLineEdit, QAbstractButton, QComboBox)) and not parent.rect().adjusted(
            -2, -2, 2, 2
        ).contains(one.geometry()):
            found.append(f"{named(one)} {one.geometry()} in {named(parent)} {parent.size()}")
    return found


@pytest.mark.long
def test_everything_is_in_reach_and_nothing_overlaps(crowded: Typist, server: SandboxServer) -> None:
    assert server is not None
    overlaps: dict[int, list[str]] = {}
    beyond: dict[int, list[str]] = {}
    visited: set[str] = set()
    for page in range(1, 7):
        visited |= {one.objectName() for one in stations(crowded, page)}
        overlaps[page] = overlapping(crowded.window)
        beyond[page] = cut_off(crowded.window)
        areas = [area for area in crowded.window.findChildren(QScrollArea) if area.isVisible()]
        assert not any(area.horizontalScrollBar().maximum() for area in areas), page
    keys = {info.prog_id: info.field_type for info in mandatory_fields()}
    assert {f"CustomFields.{key}" for key in keys} <= visited
    # A box always has a value: unticked.
    assert {f"required.CustomFields.{key}" for key, kind in keys.items() if kind != "Checkbox"} <= visited
    assert {page: some for page, some in overlaps.items() if some} == {}
    assert {page: some for page, some in beyond.items() if some} == {}


@pytest.mark.long
def test_a_long_name_is_read_whole_beside_its_field(crowded: Typist) -> None:
    crowded.go_to_tab(4)
    labels = [
        one for one in crowded.window.findChildren(QLabel) if one.isVisible() and _LONG_NAME in one.text()
    ]
    assert len(labels) == len([info for info in mandatory_fields() if info.field_type != "Checkbox"])
    for label in labels:
        needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
        assert label.height() >= needed
        assert label.wordWrap() or label.width() >= label.sizeHint().width()


@pytest.mark.long
def test_thirty_messages_take_no_more_room_than_one(crowded: Typist) -> None:
    field = crowded.focused
    before = field.mapTo(crowded.window, QPoint())
    for number in range(30):
        crowded.window.notice.show_message(f"Further message {number}, " * 12)
        QApplication.processEvents()
        assert field.mapTo(crowded.window, QPoint()) == before
    assert is_in_view(field)
