"""Pages that are built later than the form."""

import pytest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.model.form.fields import Tab
from app.ui.form.page_table import inputs_in_order, make_page, put_after
from app.ui.form.pages import ContactPage
from app.ui.parts.part import TITLES


@pytest.mark.long
def test_every_tab_has_its_page(qtbot: QtBot) -> None:
    first = make_page(Tab.CONTACT, None)
    assert isinstance(first, ContactPage)
    qtbot.addWidget(first)
    for tab in TITLES:
        page = first if tab is Tab.CONTACT else make_page(tab, first)
        qtbot.addWidget(page)
        assert page.tab is tab


def test_tab_leads_into_a_page_where_it_was_put(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    first, last = QLineEdit(), QLineEdit()
    layout = QVBoxLayout(window)
    layout.addWidget(first)
    layout.addWidget(last)
    page = make_page(Tab.CONTACT, None)
    inputs = inputs_in_order(page)
    layout.addWidget(page)
    put_after(first, inputs)
    found, widget = list[QWidget](), first.nextInFocusChain()
    while widget is not None and widget is not first and widget is not last:
        if widget in inputs:
            found.append(widget)
        widget = widget.nextInFocusChain()
    assert found == inputs
    assert len(inputs) > 5
