"""What the server proposes is put into fields that nobody has touched, whenever it comes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from app.model.carriers.contact import ContactEntity
from app.model.carriers.reading import read_as
from app.model.form.paths import value_at
from app.ui.form.form import ContactForm
from app.ui.form.proposals import Proposals
from app.ui.form.undo_history import FormHistory
from app.ui.inputs.composition import CompositionWatch
from tests.helpers.fakes.controllers import Office

CATEGORY, COUNTRY = {"Id": 2, "Value": "Customer"}, {"CountryId": 578, "Name": "Norway"}
PROPOSED = {"Category": CATEGORY, "Country": COUNTRY, "Number1": "17"}
_CURSOR = Qt.InputMethodQuery.ImCursorRectangle


class Desk:
    """A form in front of the controllers, which the server has told nothing yet."""

    def __init__(self, office: Office, form: ContactForm) -> None:
        self.office, self.form = office, form
        self.history = FormHistory(form)
        self.proposals = Proposals(form, self.history, office.entry, office.lookups)
        self.watch = CompositionWatch(form)
        self.history.edited.connect(office.entry.edited)

    def type(self, path: str, text: str) -> None:
        self.form.focus_path(path)
        QTest.keyClicks(self.focused, text)

    @property
    def focused(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def propose(self, **proposed: Any) -> None:
        default = read_as(ContactEntity, proposed or PROPOSED)
        self.office.lookups.default = default
        self.office.lookups.default_changed.emit(default)

    def show(self, form: dict[str, Any]) -> None:
        self.form.set_value(form)
        self.history.begin()
        self.proposals.begin(form)

    def ids(self) -> tuple[object, object]:
        """The chosen category and country."""
        form = self.form.value()
        return form.get("Category", {}).get("Id"), form.get("Country", {}).get("CountryId")


def _compose(widget: QWidget, text: str, commit: str = "") -> None:
    event = QInputMethodEvent(text, [])
    event.setCommitString(commit)
    QApplication.sendEvent(widget, event)


@pytest.fixture(scope="module")
def form(qapp: QApplication) -> Iterator[ContactForm]:
    """One form for all: it takes half a second to build."""
    assert qapp is not None
    made = ContactForm(QWidget())
    made.show()
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, form: ContactForm) -> Iterator[Desk]:
    form.set_value({})
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    desk = Desk(Office(tmp_path), form)
    yield desk
    for part in (desk.watch, desk.proposals, desk.history):
        Shiboken.delete(part)
    desk.office.close()


def test_a_company_that_was_begun_before_gets_them_and_its_cursor_stays(desk: Desk) -> None:
    desk.type("Name", "Mi")
    desk.propose()
    QTest.keyClicks(desk.focused, "x")
    assert desk.form.value()["Name"] == "Mix"
    assert desk.ids() == (2, 578)
    assert desk.office.entry.is_current(desk.form.value()), "the draft has them, too"


@pytest.mark.parametrize("path", ["Name", "Number1"])
def test_what_is_being_composed_meanwhile_goes_on(desk: Desk, path: str) -> None:
    desk.form.focus_path(path)
    _compose(desk.focused, "ㄱ")
    cursor = desk.focused.inputMethodQuery(_CURSOR)
    desk.propose()
    assert desk.ids() == (2, 578)
    assert desk.focused.inputMethodQuery(_CURSOR) == cursor, "what is open is not seen any more"
    _compose(desk.focused, "가")
    _compose(desk.focused, "", commit="가")
    _compose(desk.focused, "", commit="나")
    assert value_at(desk.form.value(), path) == "가나"


def test_undo_does_not_take_them_back(desk: Desk) -> None:
    desk.type("Name", "Mix")
    desk.propose()
    desk.history.undo()
    assert "Name" not in desk.form.value()
    assert desk.ids() == (2, 578)
    desk.history.redo()
    assert desk.form.value()["Name"] == "Mix"
    assert desk.ids() == (2, 578)


def test_what_somebody_has_touched_stays_as_it_is(desk: Desk) -> None:
    desk.type("Name", "Mix")
    desk.type("Category", "part")
    desk.propose()
    assert desk.ids() == (None, 578)
    desk.form.focus_path("Name")
    assert desk.form.findChild(QWidget, "Category").currentText() == "part"  # type: ignore[union-attr]  # a list


def test_a_field_in_which_somebody_is_gets_them_selected(desk: Desk) -> None:
    desk.type("Name", "Mix")
    desk.form.focus_path("Category")
    desk.propose()
    assert desk.focused.lineEdit().selectedText() == "Customer"  # type: ignore[attr-defined]  # a list


def test_a_draft_is_shown_as_it_was_left(desk: Desk) -> None:
    desk.show({"Name": "Mix"})
    desk.office.entry.edited({"Name": "Mix"})
    desk.propose()
    assert desk.form.value() == {"Name": "Mix"}


def test_what_was_cleared_is_not_filled_again_by_newer_ones(desk: Desk) -> None:
    desk.propose()
    desk.type("Name", "Mix")
    desk.form.parts_by_path["Category"].set_value(None)
    desk.propose(Category={"Id": 3})
    assert desk.ids() == (None, 578)


def test_a_new_company_has_them_from_the_start(desk: Desk) -> None:
    desk.propose()
    desk.show({})
    assert desk.ids() == (2, 578)
