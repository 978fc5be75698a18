"""Which page is of which class, and where a page that is built later stands among the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.model.form.fields import Tab
from app.ui.parts.part import Page

if TYPE_CHECKING:
    from app.ui.form.pages import ContactPage


def page_in_steps(tab: Tab, first: ContactPage | None) -> Iterator[Page]:
    """Builds a page, a step of a few milliseconds at a time; each step gives what there is of it so far.

    `first` is the first page, which has some of what others edit, too.
    """
    if tab is not Tab.PERSONS:
        yield make_page(tab, first)
        return
    from app.ui.persons.editor import PersonsPage

    page = PersonsPage(in_steps=True)
    yield page
    for _ in page.editor.building():
        yield page


def make_page(tab: Tab, first: ContactPage | None) -> Page:
    """Builds a page. What only it needs is imported here: the first picture has one page."""
    if first is None:
        from app.ui.form.pages import ContactPage

        return ContactPage()
    if tab is Tab.PERSONS:
        from app.ui.persons.editor import PersonsPage

        return PersonsPage()
    if tab is Tab.CUSTOM_FIELDS:
        from app.ui.parts.custom_fields import CustomFieldsPage

        return CustomFieldsPage()
    if tab is Tab.INTERESTS:
        from app.ui.parts.interests import InterestsPage

        return InterestsPage()
    from app.ui.form.further_pages import CommunicationPage, MorePage

    return CommunicationPage(first.editors) if tab is Tab.COMMUNICATION else MorePage()


def inputs_in_order(page: Page) -> list[QWidget]:
    """Returns what Tab visits on a page that is not part of a window yet."""
    inputs, widget = list[QWidget](), page.nextInFocusChain()
    while widget is not None and widget is not page:
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.focusProxy() is None:
            inputs.append(widget)
        widget = widget.nextInFocusChain()
    return inputs


def put_after(before: QWidget, inputs: Iterable[QWidget]) -> None:
    """Has Tab lead from `before` to the inputs, as if they had been there when the window was built.

    Qt puts what is added to a window behind all that is there.
    """
    for one in inputs:
        QWidget.setTabOrder(before, one)
        before = one
