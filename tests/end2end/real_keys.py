"""The program on a real X screen, worked with real key events; ``test_real_keys.py`` starts this.

Usage: ``python -m tests.end2end.real_keys HOME PICTURES SCENARIO …``. xdotool sends keys to the X server, so
they pass everything that a simulated key skips: focus, grabs, popups, shortcuts. All of them happen in one
window, each in a new form, until one fails; the name of each that does not is printed. `PICTURES` is a folder
for a picture of the screen after each, or empty.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import keyring
from PySide6.QtCore import QProcess
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication

from app.ui.company_search.company_table import CompanyTable
from app.ui.inputs.choice import ChoiceInput
from tests.helpers.secrets.memory_keyring import MemoryKeyring
from tests.helpers.ui.window import Typist, running, wait_until

CATEGORY, BUSINESS = "Category", "Business"
_WRITTEN_WITH_ALT_GR = {
    "no": "@£${[]}€µ",
    "de": "@{[]}\\|€µ²³",
    "fr": "#{[|\\]}@€",
    "pl": "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ€",
}
"""By layouts."""


class Hands:
    """Fingers on the keys of the X screen, and eyes on the window."""

    def __init__(self, typist: Typist) -> None:
        self.typist = typist
        self.form = typist.window.form
        # Without a window manager nobody else gives the window the keys.
        self.xdotool("windowfocus", "--sync", str(int(typist.window.winId())))
        wait_until(typist.window.isActiveWindow)
        self.saved_before: set[str] = set()

    def begin_anew(self) -> None:
        """Empties the form, and what is said of the last company."""
        self.typist.begin_anew()
        outcome = self.typist.window.outcome
        outcome.show_message("")
        outcome.dismiss()
        self.saved_before = {entry.id for entry in self.typist.saved_entries()}

    def saved_names(self) -> list[str]:
        """The companies that this scenario has saved."""
        return [one.name for one in self.typist.saved_entries() if one.id not in self.saved_before]

    def xdotool(self, *arguments: str) -> None:
        self.run("xdotool", *arguments)

    def run(self, program: str, *arguments: str) -> None:
        process = QProcess()
        process.start(program, list(arguments))
        wait_until(lambda: process.state() is QProcess.ProcessState.NotRunning)
        said = bytes(process.readAllStandardError().data()).decode()
        assert process.exitCode() == 0, f"{program} {arguments}: {said}"

    def key(self, *names: str) -> None:
        self.xdotool("key", "--clearmodifiers", *names)

    def type(self, text: str) -> None:
        self.xdotool("type", "--delay", "8", text)

    def combo(self, path: str) -> ChoiceInput:
        found = self.typist.window.findChild(ChoiceInput, path)
        assert found is not None
        return found

    def focused(self) -> str:
        """Returns the objectName of what has the focus."""
        widget = QApplication.focusWidget()
        return widget.objectName() if widget is not None else ""

    def has_hit(self) -> bool:
        """Returns True once the search for companies has one chosen."""
        hits = self.typist.window.findChild(CompanyTable, "companySearch.hits")
        return hits is not None and hits.currentRow() == 0

    def go_to(self, path: str) -> None:
        self.form.focus_path(path)
        self.expect_at(path)

    def expect_at(self, path: str) -> None:
        wait_until(lambda: QApplication.focusWidget() is not None and self.typist.place == path)

    def expect(self, path: str, value: object) -> None:
        wait_until(lambda: self.form.value().get(path) == value)


def tab(hands: Hands) -> None:
    """Typing opens the list; one Tab takes the match and moves on."""
    hands.go_to(CATEGORY)
    hands.key("ctrl+a")
    hands.type("partner")
    wait_until(lambda: hands.combo(CATEGORY).is_open)
    assert hands.typist.place == CATEGORY, "the list took the focus"
    hands.key("Tab")
    wait_until(lambda: hands.typist.place != CATEGORY)
    hands.expect(CATEGORY, {"Id": 4})
    assert not hands.combo(CATEGORY).is_open


def leave(hands: Hands) -> None:
    """A click elsewhere leaves the field as well: the list is open, and the field is told all the same."""
    hands.go_to(CATEGORY)
    hands.key("ctrl+a")
    hands.type("press")
    wait_until(lambda: hands.combo(CATEGORY).is_open)
    target = hands.form.parts_by_path["Name"].mapToGlobal(hands.form.parts_by_path["Name"].rect().center())
    hands.xdotool("mousemove", "--sync", str(target.x()), str(target.y()), "click", "1")
    hands.expect_at("Name")
    hands.expect(CATEGORY, {"Id": 7})


def escape(hands: Hands) -> None:
    hands.go_to(CATEGORY)
    before = hands.form.value()[CATEGORY]
    hands.key("ctrl+a")
    hands.type("part")
    wait_until(lambda: hands.combo(CATEGORY).is_open)
    hands.key("Escape")
    wait_until(lambda: not hands.combo(CATEGORY).is_open)
    assert hands.form.value()[CATEGORY] == before
    assert hands.combo(CATEGORY).currentText() == "Potential customer"


def whole_list(hands: Hands) -> None:
    """Alt+Down opens the whole list, arrows go over it, Enter takes the entry and stays."""
    hands.go_to(BUSINESS)
    hands.key("alt+Down")
    wait_until(lambda: hands.combo(BUSINESS).is_open)
    hands.key("Down", "Down", "Return")
    wait_until(lambda: not hands.combo(BUSINESS).is_open)
    assert hands.typist.place == BUSINESS
    assert hands.form.value()[BUSINESS] != {"Id": 2}
    hands.key("F4")
    wait_until(lambda: hands.combo(BUSINESS).is_open)
    hands.key("F4")
    wait_until(lambda: not hands.combo(BUSINESS).is_open)


def save(hands: Hands) -> None:
    """Ctrl+Enter in the middle of typing takes what is meant, and saves."""
    hands.go_to("CustomFields.SuperOffice:1")
    hands.type("K-1")
    hands.go_to("Name")
    hands.type("Blåbær & Ørret AS")
    hands.go_to(CATEGORY)
    hands.key("ctrl+a")
    hands.type("supplier")
    wait_until(lambda: hands.combo(CATEGORY).is_open)
    hands.key("ctrl+Return")
    hands.typist.wait_for_outcome("Saved as number")
    assert hands.saved_names() == ["Blåbær & Ørret AS"]


def held_save(hands: Hands) -> None:
    """A held Ctrl+Enter saves once, and asks nothing of the next company."""
    hands.go_to("CustomFields.SuperOffice:1")
    hands.type("K-1")
    hands.go_to("Name")
    hands.type("Fjell AS")
    refused: list[object] = []
    hands.typist.program.entry.refused.connect(refused.append)
    hands.xdotool("keydown", "ctrl", "keydown", "Return")
    hands.xdotool("sleep", "4")
    hands.xdotool("keyup", "Return", "keyup", "ctrl")
    hands.typist.wait_for_outcome("Saved as number")
    assert refused == []
    assert hands.saved_names() == ["Fjell AS"]


def type_on(hands: Hands) -> None:
    """Whoever types on after a Save that is refused at once types the next company."""
    hands.go_to("Name")
    hands.type("Mix AS")
    hands.xdotool("key", "ctrl+Return", "type", "--delay", "20", "Second AS")
    hands.expect("Name", "Second AS")
    assert hands.form.value().get("CustomFields", {}).get("SuperOffice:1") is None
    assert "“Mix AS” is not saved" in hands.typist.window.notice.text


def branch(hands: Hands) -> None:
    """Ctrl+D begins a branch of a company found, and deletes no letter of the line that is written in."""
    for where in ("End", "Home"):
        hands.go_to("Name")
        hands.key("ctrl+shift+f")
        wait_until(lambda: hands.focused() == "companySearch.text")
        hands.type("Havbris")
        wait_until(hands.has_hit)
        hands.key(where, "ctrl+d")
        hands.expect("Name", "Havbris Sjømat AS")
        hands.typist.window.activateWindow()  # which a window manager does, once a dialog is closed
        hands.expect_at("Department")
        hands.typist.begin_anew()


def copy_of_entry(hands: Hands) -> None:
    """Ctrl+D in the search of the outbox takes the chosen company's values, as it does in the list."""
    table = hands.typist.window.outbox.table
    hands.go_to("Name")
    hands.type("Copied AS")
    hands.go_to("CustomFields.SuperOffice:1")
    hands.type("K-1")
    hands.key("ctrl+Return")
    hands.typist.wait_for_outcome("Saved as number")
    hands.key("ctrl+o")
    wait_until(table.hasFocus)
    hands.key("ctrl+f")
    wait_until(lambda: hands.focused() == "outbox.search")
    hands.type("Copied")
    wait_until(lambda: table.model().rowCount() == 1)
    hands.key("Home", "ctrl+d")
    hands.expect("Name", "Copied AS")


def dead_keys(hands: Hands) -> None:
    """An accent waits for its letter and is in no value before; a blank after it writes it alone."""
    hands.go_to("Name")
    hands.key("dead_acute")
    hands.key("e")
    hands.key("dead_diaeresis", "u", "dead_circumflex", "A", "dead_grave", "space")
    hands.expect("Name", "éüÂ`")
    hands.key("dead_acute", "Tab")
    hands.expect_at("Department")
    hands.expect("Name", "éüÂ`")


def caps_lock(hands: Hands) -> None:
    """With Caps Lock letters are capitals, and commands what they are."""
    hands.go_to("Name")
    hands.type("fjell ")
    hands.xdotool("key", "Caps_Lock")
    try:
        hands.xdotool("key", "a", "s")
        hands.expect("Name", "fjell AS")
        hands.xdotool("key", "ctrl+shift+p")
        hands.expect_at("Persons[0].Firstname")
        hands.xdotool("key", "k")
        wait_until(lambda: hands.form.value().get("Persons") == [{"Firstname": "K"}])
        hands.xdotool("key", "ctrl+z")
        hands.expect("Persons", None)
        hands.expect("Name", "fjell AS")
    finally:
        hands.xdotool("key", "Caps_Lock")


def keypad(hands: Hands) -> None:
    """The keypad's digits are digits, and its Enter stays in the field."""
    hands.go_to("CustomFields.SuperOffice:2")
    hands.key("KP_1", "KP_2")
    wait_until(lambda: "[I:12]" in str(hands.form.value().get("CustomFields")))
    hands.key("KP_Enter")
    hands.expect_at("CustomFields.SuperOffice:2")


def alt_gr(hands: Hands) -> None:
    """What AltGr writes, which is Ctrl and Alt, reaches the field and is no command, on each layout."""
    fired: list[str] = []
    for action in hands.typist.window.findChildren(QAction):
        action.triggered.connect(partial(fired.append, action.text()))
    try:
        for layout, text in _WRITTEN_WITH_ALT_GR.items():
            hands.run("setxkbmap", "-layout", layout)
            hands.go_to("Name")
            hands.key("ctrl+a", "Delete")
            hands.type(text)
            hands.expect("Name", text)
            hands.expect_at("Name")
            assert fired == [], layout
    finally:
        hands.run("setxkbmap", "-layout", "no")


SCENARIOS: dict[str, Callable[[Hands], None]] = {
    scenario.__name__: scenario
    for scenario in (
        *(tab, leave, escape, whole_list, save, held_save, type_on),
        *(branch, copy_of_entry),
        *(dead_keys, caps_lock, keypad, alt_gr),
    )
}


def work(scenarios: dict[str, Callable[[Hands], None]], home: str, pictures: str, *names: str) -> int:
    """Goes through the scenarios of those names in one window, until one fails; prints those that did not."""
    keyring.set_keyring(MemoryKeyring())
    app = QApplication(sys.argv[:1])
    assert app.platformName() == "xcb", f"this is for a real screen, not for {app.platformName()}"
    with running(Path(home), sandbox=True) as typist:
        typist.wait_until_signed_in()
        hands = Hands(typist)
        for name in names:
            hands.begin_anew()
            try:
                scenarios[name](hands)
            finally:
                if pictures:
                    typist.window.screen().grabWindow(0).save(str(Path(pictures) / f"{name}.png"))
            print(name, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(work(SCENARIOS, *sys.argv[1:]))
