"""Twelve locales, typed with keys: the fields show, the draft keeps and the server gets one and the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from app.storage.sqlite.drafts import Drafts
from tests.helpers.data.locale_habits import HABITS, WIRE
from tests.helpers.ui.window import CONTROL, Typist

pytestmark = pytest.mark.shared_window

LOCALES = [one for one in HABITS if one not in ("en_IN", "pl_PL", "hu_HU", "bn_BD")]
COMPANY = {
    "CustomFields.SuperOffice:2": "whole",
    "CustomFields.SuperOffice:4": "day",
    "CustomFields.SuperOffice:5": "day in words",
    "CustomFields.SuperOffice:8": "decimal",
    "CustomFields.x_next_visit": "day and time",
    "CustomFields.x_opens_at": "time",
}
PERSON = {"Persons[0].BirthDate": "birthday", "Persons[0].CustomFields.SuperOffice:2": "day in words"}


@pytest.fixture(params=LOCALES)
def locale(request: pytest.FixtureRequest, typist: Typist) -> Iterator[str]:
    """The desktop's locale, as the program asks for it each time."""
    assert typist.window is not None
    before = QLocale()
    QLocale.setDefault(QLocale(request.param))
    yield request.param
    QLocale.setDefault(before)


def write(text: str) -> None:
    """Presses the keys of a text, of which QTest knows the Latin ones alone."""
    for letter in text:
        focused = QApplication.focusWidget()
        assert focused is not None
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, ord(letter.upper()[0]), Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(focused, event)
    QApplication.processEvents()


def type_into(typist: Typist, path: str, text: str) -> None:
    typist.window.form.focus_path(path)
    assert typist.place == path
    typist.press(Qt.Key.Key_A, CONTROL)
    write(text)
    typist.press(Qt.Key.Key_Tab)


def shown(typist: Typist) -> dict[str, str]:
    return {path: typist.find(QLineEdit, path).text() for path in COMPANY | PERSON}


def kept(typist: Typist) -> dict[str, Any]:
    """Returns the draft as it stands on the disk."""
    typist.program.entry.flush()
    typist.wait_for_disk()
    assert typist.program.store is not None
    (draft,) = Drafts(typist.program.store).all()
    return dict(draft.form)


def test_shown_kept_and_posted_agree_both_ways(typist: Typist, locale: str) -> None:
    typist.type(f"Fjell {locale}")
    type_into(typist, "CustomFields.SuperOffice:1", "K-1")
    type_into(typist, "Persons[0].Firstname", "Kari")
    for path, name in (COMPANY | PERSON).items():
        type_into(typist, path, HABITS[locale][name][0])
    wanted = {path: HABITS[locale][name][1] for path, name in (COMPANY | PERSON).items()}
    assert shown(typist) == wanted

    form = kept(typist)
    custom, person = form["CustomFields"], form["Persons"][0]
    of_company = {path: WIRE[name][1] for path, name in COMPANY.items()}
    assert {path: custom[path.removeprefix("CustomFields.")] for path in COMPANY} == of_company
    assert person["BirthDate"] == WIRE["birthday"][1]
    assert person["CustomFields"]["SuperOffice:2"] == WIRE["day in words"][1]

    # The draft is shown as it was typed, and nothing that is shown is read as something else.
    typist.window.form.set_value({})
    typist.window.form.set_value(form)
    assert shown(typist) == wanted
    for path in COMPANY | PERSON:
        typist.window.form.focus_path(path)
        typist.press(Qt.Key.Key_Tab)
    assert (shown(typist), typist.window.form.value()) == (wanted, form)

    committed: list[Any] = []
    typist.program.entry.committed.connect(committed.append)
    typist.save()
    typist.wait_for_outcome("Saved as number")
    (entry,) = committed
    posted = entry.body["CustomFields"]
    assert {path: posted[path.removeprefix("CustomFields.")] for path in COMPANY} == of_company
    assert entry.body["Persons"][0]["BirthDate"] == WIRE["birthday"][1]
