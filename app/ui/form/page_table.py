"""Which page is of which class, and where a page that is built later stands among the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.model.form.fields import Tab
from app.ui.common.focus_chain import chain_after, has_focus_proxy
from app.ui.parts.part import Page

if TYPE_CHECKING:
    from app.ui.form.pages import ContactPage


def page_in_steps(tab: Tab, first: ContactPage | None, place: Callable[[Page], object]) -> Iterator[Page]:
    """Builds a page, a step of a few milliseconds at a time; each step gives what there is of it so far.

    `first` is the first page, which has some of what others edit, too. A large page is given its `place`
    before it has anything in it: what gets another parent is styled anew by Qt, all of it at once.
    """
    page: Page
    if tab is Tab.PERSONS:
        from app.ui.persons.editor import PersonsPage

        page = persons = PersonsPage(in_steps=True)
        steps = persons.editor.building()
    elif tab is Tab.COMMUNICATION and first is not None:
        from app.ui.form.further_pages import CommunicationPage

        page = communication = CommunicationPage(first.editors, in_steps=True)
        steps = communication.building()
    elif tab is Tab.MORE:
        from app.ui.form.further_pages import MorePage

        page = more = MorePage(in_steps=True)
        steps = more.building()
    else:
        yield make_page(tab, first)
        return
    place(page)
    yield page
    for _ in steps:
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
        from app.ui.form.further_pages import CustomFieldsPage

        return CustomFieldsPage()
    if tab is Tab.INTERESTS:
        from app.ui.parts.interests import InterestsPage

        return InterestsPage()
    from app.ui.form.further_pages import CommunicationPage, MorePage

    return CommunicationPage(first.editors) if tab is Tab.COMMUNICATION else MorePage()


def inputs_in_order(page: Page) -> list[QWidget]:
    """Returns what Tab visits on a page, in the order in which it was built."""
    window, inputs = page.window(), list[QWidget]()
    # A list that opens is a window of its own, with a chain of its own.
    left = {one for one in page.findChildren(QWidget) if one.window() is window}
    for widget in chain_after(page) if left else ():
        if widget in left:
            left.discard(widget)
            if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not has_focus_proxy(widget):
                inputs.append(widget)
        if not left:
            break
    return inputs


def put_after(before: QWidget, inputs: Iterable[QWidget]) -> None:
    """Has Tab lead from `before` to the inputs, as if they had been there when the window was built.

    Qt puts what is added to a window behind all that is there.
    """
    for one in inputs:
        QWidget.setTabOrder(before, one)
        before = one
