"""What `make screenshots` takes pictures of: every page and dialog, come to by keys."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

import keyring
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QMenu, QToolButton, QWidget

from app.model.entry import Entry, State
from app.sandbox import USER, SandboxServer
from app.service.delivery import question_sentences, sentences
from app.translation import _
from app.ui.common.banner import Banner
from app.ui.printing.sheet_dialog import SheetDialog
from tests.helpers.data import fair
from tests.helpers.registers.everywhere import ANSWERS, lead_to
from tests.helpers.registers.stand_in import StandIn
from tests.helpers.secrets.memory_keyring import MemoryKeyring
from tests.helpers.ui.company import type_communication, type_company, type_custom_fields
from tests.helpers.ui.outbox_desk import TOMORROW, an_entry, desk_with, put_on, refused, saved
from tests.helpers.ui.register_hits import wait_for_hits
from tests.helpers.ui.shown_texts import bare
from tests.helpers.ui.tables import Importer
from tests.helpers.ui.window import CONTROL, SHIFT, Typist, connect_to, running, wait_until

Scene = tuple[str, QWidget]
"""A name, and the window or dialog that is to be seen."""

SIGNATURE = """\
Best regards
Kari Nordmann
Head of Sales

Fjordsagbruk AS
Storgata 12, 5003 Bergen
Tel +47 55 30 40 50, mobile +47 99 88 77 66
kari.nordmann@fjordsagbruk.example
www.fjordsagbruk.example
"""
NOBODY = "http://127.0.0.1:9"
"""Where nothing listens."""
_MOST_PRESSES = 20
"""A key goes to what has the focus; a dialog may have another use for it, such as to say something first."""
PAGES = ("company", "people", "phones", "custom-fields", "interests", "more")


@contextmanager
def in_use(home: Path, *, dark: bool) -> Iterator[Typist]:
    """Somebody at a window that is signed in and has one entry of each kind in its outbox."""
    keyring.set_keyring(MemoryKeyring())
    with (
        SandboxServer(home / "sandbox.sqlite3") as server,
        desk_with(home, server.url, one_of_each_state(put_on_server(server)), dark=dark) as desk,
    ):
        desk.typist.wait_until_signed_in()
        yield desk.typist


def first_start(home: Path, *, dark: bool) -> Iterator[Scene]:
    """Yields the window without a connection."""
    with running(home, dark=dark) as typist:
        yield "first-start", typist.window


def out_of_reach(home: Path, *, dark: bool) -> Iterator[Scene]:
    """Yields the outbox while nothing can be sent, with an entry in each state."""
    keyring.set_keyring(MemoryKeyring())
    with desk_with(home, NOBODY, one_of_each_state(), dark=dark) as desk:
        desk.open(rows=6)
        yield "outbox", desk.typist.window


def pages(typist: Typist) -> Iterator[Scene]:
    """Yields each page of a company that is typed, similar ones, and the answer of the server."""
    type_company(typist)
    type_communication(typist)
    type_custom_fields(typist)
    wait_until(lambda: not typist.window.form.shown_problems())
    wait_until(partial(_is_told, typist.window, "status.entry"))
    for number, name in enumerate(PAGES, 1):
        typist.go_to_tab(number)
        yield name, typist.window
    typist.go_to_tab(1)
    typist.save()
    typist.wait_for_outcome(_("Saved as number {number}.").partition("{")[0])
    yield "saved", typist.window
    press_button(typist.window, _("Details"))
    yield from dialog(typist, "details")


def problems(typist: Typist) -> Iterator[Scene]:
    """Yields what Save says of a form with mistakes, and the list of them."""
    typist.type("Fjordsagbruk AS")
    typist.fill("Emails[0].Value", "post@fjordsagbruk")
    typist.fill("Address.Street.Zipcode", "50033")
    typist.save()
    wait_until(lambda: bool(typist.window.form.shown_problems()))
    typist.go_to_tab(1)
    yield "checks", typist.window
    typist.press(Qt.Key.Key_J, CONTROL | SHIFT)
    yield "problems", typist.window
    typist.press(Qt.Key.Key_J, CONTROL | SHIFT)
    typist.begin_anew()


def similar(typist: Typist) -> Iterator[Scene]:
    """Yields the companies that are called alike."""
    typist.type("Fjell & Vidde")
    wait_until(lambda: bool(typist.window.duplicates.text))
    typist.press(Qt.Key.Key_J, CONTROL)
    wait_until(lambda: typist.place == "duplicates.list")
    yield "similar", typist.window
    typist.press(Qt.Key.Key_Escape)
    typist.begin_anew()


def next_steps(typist: Typist) -> Iterator[Scene]:
    """Yields the dialog of what follows a company, with a call in it, and the row that says so."""
    typist.type("Fjordsagbruk AS")
    typist.press(Qt.Key.Key_T, CONTROL)
    shown_dialog(typist)
    typist.type("17.12.2030 10:30")
    typist.press(Qt.Key.Key_Tab)
    typist.type("Call about the offer")
    yield from dialog(typist, "next-step", closing=Qt.Key.Key_Return)
    yield "next-step-row", typist.window
    typist.begin_anew()


def adding(typist: Typist) -> Iterator[Scene]:
    """Yields the card of somebody who is added to a company that is there, and the company's first page."""
    typist.type("Fjell & Vidde AS")
    wait_until(lambda: bool(typist.window.duplicates.text))
    typist.press(Qt.Key.Key_J, CONTROL)
    wait_until(lambda: typist.place == "duplicates.list")
    typist.press(Qt.Key.Key_Return)
    typist.wait_until_place("Persons[0].Firstname")
    wait_until(lambda: (state := typist.program.adding.state) is not None and state.there is not None)
    typist.type("Eva Holm")
    typist.fill("Persons[0].Title", "Head of Purchasing")
    yield "adding", typist.window
    typist.go_to_tab(1)
    yield "adding-company", typist.window
    typist.begin_anew()


def pasted(typist: Typist) -> Iterator[Scene]:
    """Yields what is recognised in a signature."""
    QGuiApplication.clipboard().setText(SIGNATURE)
    typist.press(Qt.Key.Key_V, CONTROL | SHIFT)
    yield from dialog(typist, "recognition")


def tables(typist: Typist) -> Iterator[Scene]:
    """Yields the import of a table, and a draft of those that it leaves."""
    importer = Importer(typist)
    importer.paste(fair.as_text())
    importer.wait_until_checked()
    yield "import", shown_dialog(typist)
    importer.send()
    importer.wait_until_closed()
    importer.press(Qt.Key.Key_F9)
    wait_until(lambda: bool(typist.window.form.value().get("Persons")))
    wait_until(
        lambda: any(bare(one.text()) == _("End") for one in typist.window.findChildren(QAbstractButton))
    )
    yield "import-walk", typist.window
    press_button(typist.window, _("End"))
    typist.begin_anew()


def outbox(typist: Typist) -> Iterator[Scene]:
    """Yields the outbox, and the dialog that compares."""
    panel = typist.window.outbox
    typist.press(Qt.Key.Key_O, CONTROL)
    wait_until(lambda: panel.model.rowCount() > 4)
    yield "outbox-connected", typist.window
    button = typist.window.findChild(QToolButton, "outbox.filter")
    assert isinstance(button, QToolButton)
    button.click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    yield "outbox-filter", menu
    menu.close()
    typist.press(Qt.Key.Key_Home, CONTROL)
    while panel.chosen is not None and not panel.chosen.undecided:
        typist.press(Qt.Key.Key_Down)
    typist.press(Qt.Key.Key_Return)
    yield from dialog(typist, "compare")
    typist.window.activateWindow()
    wait_until(typist.window.isActiveWindow)
    typist.press(Qt.Key.Key_O, CONTROL)


def paper(typist: Typist) -> Iterator[Scene]:
    """Yields what is printed of a company, and the question before it is discarded."""
    type_company(typist)
    type_communication(typist)
    typist.press(Qt.Key.Key_P, CONTROL)
    shown = shown_dialog(typist)
    assert isinstance(shown, SheetDialog)
    wait_until(lambda: bool(shown.pages))
    yield from dialog(typist, "print")
    typist.window._draft_notices.ask_before(True)  # as the preferences do
    typist.window.actions_by_name["action.discard"].trigger()
    yield from dialog(typist, "discard")
    typist.window._draft_notices.ask_before(False)  # as before
    typist.begin_anew()


def registers(home: Path, *, dark: bool) -> Iterator[Scene]:
    """Yields the question whether registers may be asked, their list beneath the name, and their sheet."""
    keyring.set_keyring(MemoryKeyring())
    with SandboxServer(home / "sandbox.sqlite3") as server, StandIn(ANSWERS) as stand_in:
        connect_to(server.url, home)
        lead_to(stand_in, home, "")
        with running(home, dark=dark) as typist:
            typist.wait_until_signed_in()
            typist.type("923609016")
            typist.press(Qt.Key.Key_L, CONTROL)
            yield from dialog(typist, "consent", closing=Qt.Key.Key_Return)
            wait_for_hits(typist)
            yield "register-list", typist.window
            if not typist.program.field_lookup.hit_list.is_open:  # what came into the window has closed it
                typist.press(Qt.Key.Key_L, CONTROL)
                wait_for_hits(typist)
            typist.press(Qt.Key.Key_Return)
            yield from dialog(typist, "register-sheet")


def dialogs(typist: Typist) -> Iterator[Scene]:
    """Yields the dialogs of the menus."""
    for name, action in (
        ("connection", "action.connection"),
        ("preferences", "action.preferences"),
        ("sign-in", "action.signIn"),
        ("go-to-field", "action.field"),
        ("keys", "action.keys"),
        ("about", "action.about"),
        ("guide", "action.guide"),
    ):
        typist.window.actions_by_name[action].trigger()
        if name == "connection":
            shown = shown_dialog(typist)
            wait_until(partial(_is_told, shown, "profile.place"))
            yield name, shown
            press_button(shown, _("&More settings"))
            name = "connection-more"  # noqa: PLW2901  # the same dialog, opened further
        yield from dialog(typist, name)


def dialog(typist: Typist, name: str, closing: Qt.Key = Qt.Key.Key_Escape) -> Iterator[Scene]:
    """Yields the dialog that is opening, and closes it by a key."""
    shown = shown_dialog(typist)
    wait_until(shown.isActiveWindow)  # else the key would go to the window
    yield name, shown
    for _press in range(_MOST_PRESSES):
        if shown_or_none(typist) is not shown:
            break
        QTest.keyClick(QApplication.focusWidget() or shown, closing)
        QApplication.processEvents()
    else:
        raise AssertionError(f"{closing.name} does not close {name}")
    typist.window.activateWindow()
    wait_until(typist.window.isActiveWindow)


def shown_dialog(typist: Typist) -> QDialog:
    wait_until(lambda: shown_or_none(typist) is not None)
    shown = shown_or_none(typist)
    assert shown is not None
    return shown


def shown_or_none(typist: Typist) -> QDialog | None:
    return next((one for one in typist.window.findChildren(QDialog) if one.isVisible()), None)


def _is_told(inside: QWidget, name: str) -> bool:
    label = inside.findChild(QLabel, name)
    return isinstance(label, QLabel) and bool(label.text())


def press_button(inside: QWidget, words: str) -> None:
    """Presses what is seen with these words, or stands in the menu of a message that is."""
    buttons = inside.findChildren(QAbstractButton)
    next(one for one in buttons if _can_be_pressed(one) and bare(one.text()) == bare(words)).click()


def _can_be_pressed(one: QAbstractButton) -> bool:
    around = one.parentWidget()
    is_in_menu = isinstance(around, Banner) and around.isVisible() and one in around._buttons
    return one.isVisible() or is_in_menu


def put_on_server(server: SandboxServer) -> tuple[int, ...]:
    """Puts a company on the server that may be one of the entries; returns its id."""
    body = {key: value for key, value in _unsure().body.items() if key != "DbiKey"}
    return (put_on(server, body),)


def _unsure() -> Entry:
    return an_entry("Nordlys Havbruk AS", State.UNKNOWN, 9, next_try=TOMORROW)


def one_of_each_state(candidates: tuple[int, ...] = ()) -> list[Entry]:
    """Returns what an outbox has; `candidates` are on the server what may be one of them."""
    unsure = _unsure()
    checking = an_entry("Vestkant Bygg AS", State.UNKNOWN, 6, next_try=TOMORROW)
    steps = [
        replace(one.company, sent=one.created, posted_by=f"user {USER}", candidates=found)
        for one, found in ((unsure, candidates or (1,)), (checking, ()))
    ]
    waits = an_entry("Bakeri Sol AS", State.QUEUED, 4, next_try=TOMORROW)
    refusal = sentences.refused("Department: 42.")
    return [
        replace(unsure, steps=(steps[0],), message=question_sentences.not_decidable(unsure.name, (1,))),
        replace(refused("Tindeland Turer AS", 12), message=refusal),
        replace(checking, steps=(steps[1],), message=sentences.not_looked_up(checking.name, "")),
        replace(waits, message=sentences.waiting(waits.name)),
        replace(saved("Elvesand Grus AS", 10004, 40), message=sentences.saved("10004")),
        replace(saved("Granlia Gård", 10003, 55), message=sentences.saved("10003")),
    ]
