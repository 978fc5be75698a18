"""In a window of 800 x 480, also with large letters, all that has the focus is in view."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from app.ui.common.theme import Look, change_look
from tests.helpers.ui.company import type_communication, type_custom_fields
from tests.helpers.ui.window import Typist, wait_until

pytestmark = pytest.mark.shared_window

_SEEN = QSize(100, 24)
"""As much of a field as is needed to type into it."""


@pytest.fixture
def small(typist: Typist) -> Iterator[Typist]:
    """Somebody at a small window with letters twice as large as usual."""
    window = typist.window
    size, usual = window.size(), window.statusBar().font().pointSizeF()
    change_look(Look(text_size=200))
    window.resize(800, 480)
    QApplication.processEvents()
    assert window.statusBar().font().pointSizeF() == 2 * usual
    yield typist
    change_look(Look())
    window.resize(size)
    QApplication.processEvents()


def is_in_view(widget: QWidget) -> bool:
    seen = widget.visibleRegion().boundingRect().size()
    wanted = widget.size().boundedTo(_SEEN)
    return seen.width() >= wanted.width() and seen.height() >= wanted.height()


@pytest.mark.long
def test_what_tab_leads_to_is_in_view_on_every_page(small: Typist) -> None:
    hidden, visited = [], 0
    for page in range(1, 7):
        small.go_to_tab(page)
        places: list[QWidget] = []
        while small.focused not in places:
            places.append(small.focused)
            QApplication.processEvents()
            if not is_in_view(small.focused):
                hidden.append(f"{page}: {small.place}")
            small.window.focusNextChild()
        visited += len(places)
    assert visited > 50
    assert hidden == []


def test_what_is_wrong_is_shown_again_after_it_was_scrolled_away_from(typist: Typist) -> None:
    """The cursor is in the field already, so that the focus does not move."""
    typist.type("Alpha AS")
    wait_until(lambda: bool(typist.window._problems.problems))
    typist.go_to_tab(4)
    field = typist.focused
    assert typist.place == "CustomFields.SuperOffice:1"
    (area,) = (one for one in typist.window.form.tabs.findChildren(QScrollArea) if one.isVisible())
    wait_until(lambda: area.verticalScrollBar().maximum() > 0)
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    assert field.visibleRegion().isEmpty()
    typist.press(Qt.Key.Key_F8)
    assert typist.focused is field
    wait_until(lambda: is_in_view(field))


def test_no_page_scrolls_sideways_in_a_small_window(typist: Typist) -> None:
    size = typist.window.size()
    typist.window.resize(800, 480)
    sideways = []
    for page in range(1, 7):
        typist.go_to_tab(page)
        QApplication.processEvents()
        areas = [area for area in typist.window.findChildren(QScrollArea) if area.isVisible()]
        sideways += [page for area in areas if area.horizontalScrollBar().isVisible()]
    typist.window.resize(size)
    assert sideways == []


@pytest.mark.parametrize("size", [QSize(1008, 552), QSize(837, 485)])
def test_of_a_person_only_the_fields_scroll_and_not_the_page_around_them(typist: Typist, size: QSize) -> None:
    before = typist.window.size()
    typist.window.resize(size)
    typist.go_to_tab(2)
    typist.fill("Persons[0].Firstname", "Kari")
    areas = [area for area in typist.window.findChildren(QScrollArea) if area.isVisible()]
    assert len(areas) > 1

    def is_page_scrolling() -> bool:
        inside = [(one, other) for one in areas for other in areas if one is not other]
        around = [one for one, other in inside if one.isAncestorOf(other)]
        assert around
        return any(area.verticalScrollBar().isVisible() for area in around)

    wait_until(lambda: not is_page_scrolling())
    typist.window.resize(before)


@pytest.mark.long
def test_all_pages_with_their_counts_have_room_side_by_side(typist: Typist) -> None:
    before = typist.window.size()
    typist.window.resize(837, 485)
    typist.go_to_tab(2)
    typist.fill("Persons[0].Firstname", "Kari")
    type_communication(typist)
    type_custom_fields(typist)
    bar = typist.window.form.tabs.tabBar()
    texts = range(bar.count())
    wait_until(lambda: len([place for place in texts if " · " in bar.tabText(place)]) == 3)
    wait_until(lambda: bar.rect().contains(bar.tabRect(bar.count() - 1)))
    typist.window.resize(before)
