"""What `python -m tests.end2end.languages` looks at besides the scenes of the pictures."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import httpx
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QLineEdit,
    QMenu,
    QTextBrowser,
)

from app.model.profile import Profile, Scheme
from app.translation import _
from app.ui.connection.password_dialog import PasswordDialog
from app.ui.inputs.choice import ChoiceInput
from app.ui.persons.card_tabs import CardTabs
from app.ui.printing.sheet_dialog import SheetDialog
from app.ui.recognition.drop_offer import DropOffer
from app.webapi import browser_sign_in
from app.webapi.sign_in.loopback import RedirectListener
from tests.end2end.scenes import Scene, dialog, press_button, shown_dialog, shown_or_none
from tests.helpers.ui.window import CONTROL, SHIFT, Typist, wait_until


def pages_of_a_person(typist: Typist) -> Iterator[Scene]:
    """Yields each page of a person, with nothing typed into it."""
    typist.go_to_tab(2)
    tabs = next(one for one in typist.window.findChildren(CardTabs) if one.isVisibleTo(typist.window))
    for place in range(tabs.count()):
        tabs.setCurrentIndex(place)
        yield f"person-{place + 1}", typist.window
    tabs.setCurrentIndex(0)
    typist.begin_anew()


def empty_pages(typist: Typist) -> Iterator[Scene]:
    """Yields each page before anything is typed: the hints of empty fields are seen."""
    for number in range(6, 0, -1):
        typist.go_to_tab(number)
        yield f"empty-{number}", typist.window


def menus(typist: Typist) -> Iterator[Scene]:
    """Yields each menu of the window."""
    for place, action in enumerate(typist.window.menuBar().actions(), 1):
        menu = action.menu()
        assert isinstance(menu, QMenu)
        menu.popup(typist.window.mapToGlobal(typist.window.rect().topLeft()))
        yield f"menu-{place}", menu
        menu.close()


def offers(typist: Typist) -> Iterator[Scene]:
    """Yields what is offered from an e-mail address, and one row more of each kind."""
    typist.type("Bakeri Sol AS")
    typist.press(Qt.Key.Key_E, CONTROL | SHIFT)
    typist.type("post@bakerisol.no")
    for key in (Qt.Key.Key_H, Qt.Key.Key_X, Qt.Key.Key_W):
        typist.press(key, CONTROL | SHIFT)
    wait_until(lambda: typist.window.offers.isVisibleTo(typist.window))
    yield "offers", typist.window
    typist.press(Qt.Key.Key_N, CONTROL)
    QApplication.processEvents()
    yield "begun-anew", typist.window
    typist.begin_anew()


def kinds_of_connections(typist: Typist) -> Iterator[Scene]:
    """Yields the settings of each kind of connection, all of them."""
    typist.window.actions_by_name["action.connection"].trigger()
    shown = shown_dialog(typist)
    press_button(shown, _("&More settings"))
    kinds = next(one for one in shown.findChildren(QComboBox) if one.count() == len(Scheme))
    for place in range(kinds.count()):
        kinds.setCurrentIndex(place)
        yield f"connection-kind-{place + 1}", shown
    kinds.setCurrentIndex(0)
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    yield from dialog(typist, "connection-unsaved")


def company_search(typist: Typist) -> Iterator[Scene]:
    """Yields the search for companies: empty, with hits, and with a sentence in place of them."""
    search = typist.program.company_search
    typist.press(Qt.Key.Key_F, CONTROL | SHIFT)
    shown = shown_dialog(typist)
    yield "company-search", shown
    for name, text in (("company-search-found", "as"), ("company-search-nothing", "zzz")):
        typist.press(Qt.Key.Key_A, CONTROL)
        typist.type(text)
        wait_until(lambda: search.is_current and not search.state.is_busy)
        yield name, shown
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    wait_until(lambda: shown_or_none(typist) is None)
    typist.window.activateWindow()
    wait_until(typist.window.isActiveWindow)


def preferences(typist: Typist) -> Iterator[Scene]:
    """Yields the preferences with what is no entry of its list, and what is said of changes on leaving."""
    typist.window.actions_by_name["action.preferences"].trigger()
    shown = shown_dialog(typist)
    line = shown.findChild(ChoiceInput, "preferences.default.Category")
    assert isinstance(line, ChoiceInput)
    QTest.keyClicks(line, "zzz")
    buttons = shown.findChild(QDialogButtonBox)
    assert isinstance(buttons, QDialogButtonBox)
    buttons.button(QDialogButtonBox.StandardButton.Ok).click()
    yield "preferences-no-entry", shown
    line.setCurrentText("")
    shown.findChildren(QCheckBox)[0].click()
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    yield from dialog(typist, "preferences-unsaved")


def guide(typist: Typist) -> Iterator[Scene]:
    """Yields the search of the guide, with pages and without."""
    typist.window.actions_by_name["action.guide"].trigger()
    shown = shown_dialog(typist)
    search = shown.findChild(QLineEdit, "guide.search")
    assert isinstance(search, QLineEdit)
    for name, text in (("guide-found", "outbox"), ("guide-nothing", "zzz")):
        search.setText(text)
        QApplication.processEvents()
        yield name, shown
    yield from dialog(typist, "guide-left")


def secrets(typist: Typist) -> Iterator[Scene]:
    """Yields the dialog that asks for a secret, for each kind."""
    for scheme in (Scheme.BASIC, Scheme.TICKET, Scheme.BEARER):
        profile = Profile(name="Practice", url="https://crm.example.com", scheme=scheme, user="kari")
        asked = PasswordDialog(profile, _("{host} could not be asked.").format(host="crm"), typist.window)
        asked.show()
        yield from dialog(typist, f"secret-{scheme}")


def warnings(typist: Typist) -> Iterator[Scene]:
    """Yields what Save says of a company that may be wrong, and of one that lacks what is mandatory."""
    typist.press(Qt.Key.Key_Return, CONTROL)
    wait_until(lambda: bool(typist.window.form.shown_problems()))
    yield "empty-refused", typist.window
    typist.type("Bakeri Sol AS")
    typist.press(Qt.Key.Key_E, CONTROL | SHIFT)
    typist.type("post@bakerisol")
    typist.press(Qt.Key.Key_Return, CONTROL)
    yield "warned", typist.window
    typist.begin_anew()


def dropped(typist: Typist) -> Iterator[Scene]:
    """Yields what is offered where a file, and where several are dropped on the note."""
    for count in (1, 3):
        offer = DropOffer([Path(f"kari-{number}.vcf") for number in range(count)], typist.window)
        offer.popup(typist.window.mapToGlobal(typist.window.rect().center()))
        yield f"dropped-{count}", offer
        offer.close()


def pages_of_the_browser(typist: Typist) -> Iterator[Scene]:
    """Yields what the browser shows after a sign-in, where it went wrong, and where somebody strays there."""
    shown = {
        "browser-strayed": ("/elsewhere", "", ""),
        "browser-signed-in": ("/?state=s", _("You are signed in"), browser_sign_in._GO_BACK),
        "browser-failed": ("/?state=s", _("You are not signed in"), browser_sign_in._GO_BACK),
    }
    for name, (path, title, text) in shown.items():
        with RedirectListener("s") as listener:
            listener.tell(title, text)
            page = httpx.get(f"{listener.address}{path}", trust_env=False).text
        view = QTextBrowser(typist.window)
        view.setHtml(page)
        view.resize(600, 240)
        view.show()
        yield name, view
        view.close()


def on_paper(typist: Typist) -> Iterator[Scene]:
    """Yields a company and the outbox as they will be on paper, and what is said without a printer."""
    typist.type("Bakeri Sol AS")
    for name, action in (("company-on-paper", "action.print"), ("outbox-on-paper", "action.printOutbox")):
        typist.window.actions_by_name[action].trigger()
        shown = shown_dialog(typist)
        assert isinstance(shown, SheetDialog)
        wait_until(partial(_has_pages, shown))
        press_button(shown, _("&Print …"))
        wait_until(partial(_has_said, shown))
        yield from dialog(typist, name)
    typist.begin_anew()


def _has_pages(sheet: SheetDialog) -> bool:
    return sheet.pages > 0


def _has_said(sheet: SheetDialog) -> bool:
    return bool(sheet.notice.text)


def dates(typist: Typist) -> Iterator[Scene]:
    """Yields the calendar of a field for dates."""
    typist.go_to_tab(4)
    typist.tab_to("CustomFields.SuperOffice:4")
    typist.press(Qt.Key.Key_F4)
    yield from dialog(typist, "calendar")
    typist.begin_anew()
