"""Keys that are held, and codes that a scanner types: nothing is doubled, lost, or put anywhere else."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app.sandbox import SandboxServer
from app.storage.sqlite.drafts import Drafts
from app.ui.parts.part import property_of
from tests.helpers.ui.hand_fields import text_in
from tests.helpers.ui.window import CONTROL, Typist

pytestmark = pytest.mark.shared_window

NONE = Qt.KeyboardModifier.NoModifier
REPEATS = 30
HELD = {
    "Name": "a",
    "Description": "a",
    "Phones[0].Value": "7",
    "Source": "7",
    "CustomFields.SuperOffice:4": "1",
    "CustomFields.SuperOffice:8": "7",
    "Category": "p",
    "Persons[0].BirthDate": "1",
}
"""Fields of each kind, and what is held in them."""
CODE = "5901234123457"
SCANNED = {
    "Name": CODE,
    "OrgNr": CODE,
    "Phones[0].Value": CODE,
    "Emails[0].Value": "kari@fjell.no",
    "Source": "1234567",
    "CustomFields.SuperOffice:4": "24.11.2026",
    "CustomFields.SuperOffice:8": "12,50",
    "Category": "partner",
    "Persons[0].MobilePhone": CODE,
    "Persons[0].BirthDate": "24.11.1980",
    "Interests.search": CODE,
    "CustomFields.search": CODE,
}


def send(
    kind: QEvent.Type,
    key: int,
    text: str = "",
    modifiers: Qt.KeyboardModifier = NONE,
    *,
    again: bool = False,
    at: int = 0,
) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    event = QKeyEvent(kind, key, modifiers, text, again)
    event.setTimestamp(at)
    QApplication.sendEvent(focused, event)


def hold(key: Qt.Key, text: str = "", modifiers: Qt.KeyboardModifier = NONE) -> list[float]:
    """Holds a key as X11 tells it, a release and a press for each repeat; returns what each took."""
    took = []
    for number in range(REPEATS):
        began = time.thread_time()
        if number:
            send(QEvent.Type.KeyRelease, key, text, modifiers, again=True)
        send(QEvent.Type.ShortcutOverride, key, text, modifiers, again=number > 0)
        send(QEvent.Type.KeyPress, key, text, modifiers, again=number > 0)
        took.append(time.thread_time() - began)
        QApplication.processEvents()
    send(QEvent.Type.KeyRelease, key, text, modifiers)
    return sorted(took)


def scan(code: str, last: Qt.Key) -> None:
    """Types a code as a scanner does, with the key that it is set up to end with."""
    at = int(time.monotonic() * 1000)
    for number, letter in enumerate(code):
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            send(kind, ord(letter.upper()), letter, at=at + 5 * number)
    end = "\r" if last is Qt.Key.Key_Return else "\t"
    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        send(kind, last, end, at=at + 5 * len(code))
    QApplication.processEvents()


def wherever(path: str) -> set[str]:
    """Returns what of the form changes where something is typed there: a search is no part of it."""
    return set() if path.endswith("search") else {property_of(path)}


def go_to(typist: Typist, path: str) -> None:
    typist.window.form.focus_path(path)
    if typist.place != path:  # a search is no part of the form's value
        typist.go_to_tab(4 if path.startswith("Custom") else 5)
        typist.find(QLineEdit, path).setFocus()
    assert typist.place == path
    typist.press(Qt.Key.Key_A, CONTROL)  # as after Tab: what is typed stands for what was there


def changed(typist: Typist, before: dict[str, Any]) -> set[str]:
    form = typist.window.form.value()
    return {path for path in form | before if form.get(path) != before.get(path)}


def drafts(typist: Typist) -> list[dict[str, Any]]:
    typist.program.entry.flush()
    typist.wait_for_disk()
    assert typist.program.store is not None
    return [dict(draft.form) for draft in Drafts(typist.program.store).all()]


@pytest.fixture(autouse=True)
def locale() -> Iterator[None]:
    """A desktop that writes days and fractions as the codes here do."""
    before = QLocale()
    QLocale.setDefault(QLocale("nb_NO"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def told(typist: Typist) -> Iterator[list[object]]:
    """What Save has done or said meanwhile."""
    found: list[object] = []
    entry = typist.program.entry
    signals = (entry.refused, entry.confirmation_asked, entry.problem_reported, entry.committed)
    links = [signal.connect(found.append) for signal in signals]
    yield found
    for signal, link in zip(signals, links, strict=True):
        signal.disconnect(link)


@pytest.mark.parametrize("path", HELD)
def test_a_held_letter_is_as_many_and_goes_as_one_step(typist: Typist, path: str) -> None:
    letter, blank = HELD[path], typist.window.form.value()
    go_to(typist, path)
    took = hold(Qt.Key(ord(letter.upper())), letter)
    assert text_in(typist.focused) == REPEATS * letter
    assert took[REPEATS * 9 // 10] < 0.05
    form = typist.window.form.value()
    assert changed(typist, blank) <= {property_of(path)}
    hold(Qt.Key.Key_Home)
    hold(Qt.Key.Key_PageDown)
    assert (typist.place, typist.window.form.value()) == (path, form)
    typist.press(Qt.Key.Key_End)
    typist.press(Qt.Key.Key_End, CONTROL)
    hold(Qt.Key.Key_Backspace, "\b")
    hold(Qt.Key.Key_Delete, "\x7f")
    assert (typist.place, text_in(typist.focused)) == (path, "")
    assert changed(typist, blank) <= {property_of(path)}, "the field, of what it proposes"


def test_a_held_tab_walks_and_changes_nothing(typist: Typist) -> None:
    typist.type("Fjell")
    form, visited = typist.window.form.value(), set()
    for _time in range(4):
        hold(Qt.Key.Key_Tab, "\t")
        visited.add(typist.place)
        assert typist.window.form.value() == form
    assert len(visited) > 1
    assert drafts(typist) == [form]


def test_a_held_ctrl_n_leaves_one_company(typist: Typist) -> None:
    typist.type("Fjell")
    hold(Qt.Key.Key_N, modifiers=CONTROL)
    typist.type("Vidde")
    assert sorted(str(form["Name"]) for form in drafts(typist)) == ["Fjell", "Vidde"]


def test_a_held_ctrl_enter_sends_one_company_and_what_is_typed_next_is_another(
    typist: Typist, server: SandboxServer, told: list[object]
) -> None:
    typist.type("Fjell")
    go_to(typist, "CustomFields.SuperOffice:1")
    typist.type("K-1")
    hold(Qt.Key.Key_Return, "\r", CONTROL)
    typist.wait_for_outcome("Saved as number")
    typist.type("Vidde")
    assert [form["Name"] for form in drafts(typist)] == ["Vidde"]
    assert len(told) == 1, "the next company, which is empty, is not saved"
    assert [one.path for one in server.requests if one.method == "POST"].count("/api/v1/Contact") == 1


@pytest.mark.parametrize("path", SCANNED)
def test_a_code_with_enter_stays_in_its_field_and_saves_nothing(
    typist: Typist, path: str, told: list[object]
) -> None:
    code, blank = SCANNED[path], typist.window.form.value()
    go_to(typist, path)
    scan(code, Qt.Key.Key_Return)
    assert typist.place == ("Interests" if path == "Interests.search" else path), (
        "Enter goes to what is found"
    )
    wanted = "Business partner" if path == "Category" else code
    assert text_in(typist.find(QWidget, path)) == wanted
    assert changed(typist, blank) == wherever(path)
    assert drafts(typist) == ([] if path.endswith("search") else [typist.window.form.value()])
    assert not told
    # The next one is another, which hands type over it.
    go_to(typist, path)
    scan(code, Qt.Key.Key_Return)
    assert text_in(typist.find(QWidget, path)) == wanted
    assert changed(typist, blank) == wherever(path)
    assert not told


@pytest.mark.parametrize("path", SCANNED)
def test_a_code_with_tab_goes_on_to_the_next_field(typist: Typist, path: str, told: list[object]) -> None:
    blank = typist.window.form.value()
    go_to(typist, path)
    field = typist.focused
    typist.press(Qt.Key.Key_Tab)
    after = typist.place
    go_to(typist, path)
    scan(SCANNED[path], Qt.Key.Key_Tab)
    assert typist.place == after or path.endswith("search"), "what is found is the next place of a search"
    assert changed(typist, blank) == wherever(path)
    assert text_in(field) in ("Business partner", SCANNED[path])
    assert not told
