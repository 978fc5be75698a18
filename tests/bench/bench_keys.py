"""How many keys a company takes beyond the text that is typed: real key events in the real window.

A key is counted where it writes nothing of the data: Tab, Enter, a shortcut with all that is held for it.
"""

from __future__ import annotations

import csv
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import keyring
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from stdnum.no import orgnr

from app.model.registers.settings import TITLES
from app.ui.recognition.review_dialog import RecognitionDialog
from tests.bench.table import Cell, Table
from tests.helpers.registers.everywhere import ANSWERS, CARDS, Card, lead_to
from tests.helpers.registers.stand_in import StandIn
from tests.helpers.secrets.memory_keyring import MemoryKeyring
from tests.helpers.ui.window import CONTROL, SHIFT, Typist, running, wait_until

ALT = Qt.KeyboardModifier.AltModifier
_NONE = Qt.KeyboardModifier.NoModifier
_COMPANIES = Path(__file__).parents[1] / "data" / "companies-for-keys.csv"
_CONTRACT = "required.CustomFields.SuperOffice:1"
_SIGNATURE = "{person}\n{title}\n{name}\n{street}\n{code} {city}\nTlf: {phone}\nMob: {mobile}\n{mail}\n"
_READING_MS = 700
"""Somebody who answers a question has read it: sooner, Ctrl+Enter is no answer."""


@dataclass(frozen=True)
class Company:
    """What somebody has before them on paper; empty texts are not there."""

    name: str
    phone: str
    mail: str
    street: str
    code: str
    city: str
    category: str
    business: str
    person: str
    title: str
    person_mail: str
    mobile: str


class Counted:
    """Somebody at the keys, who counts those that write nothing."""

    def __init__(self, typist: Typist) -> None:
        self.typist = typist
        self.keys = 0

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = _NONE) -> None:
        """Presses a key; with what is held for it, it counts as one."""
        self.keys += 1
        self.typist.press(key, modifiers)

    def write(self, text: str) -> None:
        """Types a text; QTest has no keys for other letters than those of ASCII."""
        for letter in text:
            if letter.isascii():
                self.typist.type(letter)
            else:
                self.typist.compose("", commit=letter)

    def to(self, path: str, text: str) -> None:
        """Goes to a field by Tab and types, if there is anything to type."""
        visited: list[str] = []
        while text and self.typist.place != path:
            visited.append(self.typist.place)
            assert len(visited) < 40, f"Tab does not lead to {path}: {visited}"
            self.key(Qt.Key.Key_Tab)
        if text:
            self.write(text)

    def next_like_last(self, one: Company, number: int) -> None:
        """Begins a company with the settings of the last one, and types it as far as its first page goes."""
        self.key(Qt.Key.Key_N, CONTROL | SHIFT)
        wait_until(lambda: self.typist.place == "Name")
        self.write(one.name)
        self.key(Qt.Key.Key_P, ALT)
        self.write(one.phone)
        self.to("Emails[0].Value", one.mail)
        self.to("Address.Street.Address1", f"{one.street}, {one.code} {one.city}")
        # What is still missing is the number that each company has its own of.
        self.key(Qt.Key.Key_F8)
        self.write(f"K-{number}")

    def company(self, one: Company, number: int, *, shortcuts: bool) -> None:
        """Types the company as far as its first page goes."""
        self.write(one.name)
        if shortcuts and one.phone:
            self.key(Qt.Key.Key_P, ALT)
        self.to("Phones[0].Value", one.phone)
        self.to("Emails[0].Value", one.mail)
        if shortcuts:
            self.to("Address.Street.Address1", f"{one.street}, {one.code} {one.city}")
            self.key(Qt.Key.Key_Y, ALT)
        else:
            self.to("Address.Street.Address1", one.street)
            self.to("Address.Street.Zipcode", one.code)
            self.to("Address.Street.City", one.city)
        self.to("Category", one.category)
        self.to("Business", one.business)
        self.to(_CONTRACT, f"K-{number}")

    def person(self, one: Company, index: int, *, shortcuts: bool = False) -> None:
        """Types a person, with the cursor in the first name."""
        self.write(one.person)
        if shortcuts and (one.title or one.person_mail):
            self.key(Qt.Key.Key_L, ALT)
        if shortcuts and not (one.title or one.person_mail) and one.mobile:
            self.key(Qt.Key.Key_B, ALT)
        for path, text in (("Title", one.title), ("Email", one.person_mail), ("MobilePhone", one.mobile)):
            self.to(f"Persons[{index}].{path}", text)

    def save(self) -> int:
        """Saves, again where the window asks; returns the keys of the company and begins to count anew."""
        before = len(self.typist.saved_entries())
        self.key(Qt.Key.Key_Return, CONTROL)
        wait_until(lambda: self._is_saved(before) or "again to save" in self.typist.window.notice.text)
        if not self._is_saved(before):
            QTest.qWait(_READING_MS)
            self.key(Qt.Key.Key_Return, CONTROL)
            wait_until(lambda: self._is_saved(before))
        # For a moment nothing has the focus.
        wait_until(lambda: QApplication.focusWidget() is not None and self.typist.place == "Name")
        keys, self.keys = self.keys, 0
        return keys

    def _is_saved(self, before: int) -> bool:
        return len(self.typist.saved_entries()) > before

    def paste(self, one: Company, number: int) -> int:
        """Pastes a signature and saves; what only this tenant wants is typed before, and not counted."""
        self.to(_CONTRACT, f"K-{number}")
        self.keys = 0
        QGuiApplication.clipboard().setText(_SIGNATURE.format(**vars(one)))
        self.key(Qt.Key.Key_V, CONTROL | SHIFT)
        wait_until(lambda: isinstance(QApplication.activeWindow(), RecognitionDialog))
        return self.save()

    def add_person(self, one: Company) -> int:
        """Types the name of a company that is there, chooses it, types somebody new in it, and saves."""
        self.write(one.name)
        wait_until(lambda: bool(self.typist.program.duplicates.similar))
        self.key(Qt.Key.Key_J, CONTROL)
        self.key(Qt.Key.Key_Return)
        self.write("Eva Holm")
        self.key(Qt.Key.Key_B, ALT)
        self.write("99 88 77 66")
        self.key(Qt.Key.Key_Backtab, SHIFT)
        self.write("eva@holm.no")
        return self.save()

    def look_up(self, number: int) -> int:
        """Types a company's number as its name, takes what its register says, and saves."""
        self.to(_CONTRACT, f"K-{number}")
        while self.typist.place != "Name":
            self.key(Qt.Key.Key_Backtab, SHIFT)
        return self._fill_from_register(_org_number(number))

    def look_up_in(self, card: Card, *, is_name: bool) -> int:
        """Types a number or a name, takes what its register says, and saves.

        Country and the field that only this tenant wants are there before, and not counted.
        """
        self.typist.fill(_CONTRACT, "K-1")
        if card.country:
            self.typist.fill("Country", card.country)
            self.typist.press(Qt.Key.Key_Tab)
            wait_until(lambda: self.typist.program.lookups.rules.region == card.register.upper())
        self.typist.tab_to("Name")
        return self._fill_from_register(card.name if is_name else card.number, is_name=is_name)

    def _fill_from_register(self, typed: str, *, is_name: bool = False) -> int:
        self.keys = 0
        self.write(typed)
        if is_name:
            self.key(Qt.Key.Key_L, CONTROL)
        hits = self.typist.program.field_lookup.hit_list
        wait_until(lambda: bool(hits.texts) and not hits.texts[0].endswith("…"))
        self.key(Qt.Key.Key_Return)
        wait_until(lambda: isinstance(QApplication.activeWindow(), RecognitionDialog))
        self.key(Qt.Key.Key_Return)
        wait_until(lambda: QApplication.focusWidget() is not None and self.typist.place == "Name")
        return self.save()


def run() -> Table:
    keyring.set_keyring(MemoryKeyring())
    _app = QApplication.instance() or QApplication(sys.argv[:1])
    with _COMPANIES.open(encoding="utf-8", newline="") as file:
        companies = [Company(**row) for row in csv.DictReader(file)]
    ways = [
        _played(companies, way)
        for way in (_by_shortcuts, _by_tab, _with_one_more_person, _like_the_last, _pasted)
    ]
    ways.append(_looked_up(companies))
    ways.append(_added(companies))
    return Table(
        title="Keys beyond the data: a company with a category, a business, a mandatory field, and a person",
        columns=[
            "company",
            "shortcuts (12)",
            "Tab only (15)",
            "one more person (4)",
            "like the last (10)",
            "signature (3)",
            "register (4)",
            "added to one that is there (5)",
        ],
        rows=[[one.name, *keys] for one, keys in zip(companies, zip(*ways, strict=True), strict=True)],
        further=Table(
            title="Keys beyond a number or a name: the card is filled by its register, and saved",
            columns=["register", "by number (4)", "by name (4)"],
            rows=_by_register(),
        ),
    )


def _played(companies: Sequence[Company], way: Callable[[Counted, Company, int], int]) -> list[int]:
    """Types all companies in one way, for a server that has none of them."""
    with tempfile.TemporaryDirectory() as folder, running(Path(folder), sandbox=True) as typist:
        typist.wait_until_signed_in()
        hands = Counted(typist)
        return [way(hands, one, number) for number, one in enumerate(companies)]


def _looked_up(companies: Sequence[Company]) -> list[int]:
    """Looks up all companies in a stand-in for Norway's register, by their numbers."""
    answers = {
        f"GET /no/enheter/{_org_number(number)}": {
            "organisasjonsnummer": _org_number(number),
            "navn": one.name.upper(),
            "epostadresse": one.mail,
            # All of Norway: a number of another country would be asked about.
            "forretningsadresse": {"adresse": [one.street], "postnummer": "0155", "poststed": "OSLO"},
        }
        for number, one in enumerate(companies)
    }
    with tempfile.TemporaryDirectory() as folder, StandIn(answers) as server:
        lead_to(server, Path(folder), "no")
        with running(Path(folder), sandbox=True) as typist:
            typist.wait_until_signed_in()
            hands = Counted(typist)
            return [hands.look_up(number) for number in range(len(companies))]


def _by_register() -> list[list[Cell]]:
    """Looks up one company of each register, by number and, where it finds names, by name."""
    by_number, by_name = (_keys_by_register(is_name=is_name) for is_name in (False, True))
    return [
        [TITLES[card.register], by_number[card.register], by_name.get(card.register, "finds no names")]
        for card in CARDS
    ]


def _keys_by_register(*, is_name: bool) -> dict[str, int]:
    """Looks them up at a server that has none of them: Save would ask about what is there."""
    with tempfile.TemporaryDirectory() as folder, StandIn(ANSWERS) as server:
        lead_to(server, Path(folder))
        with running(Path(folder), sandbox=True) as typist:
            typist.wait_until_signed_in()
            hands = Counted(typist)
            asked = [card for card in CARDS if card.name or not is_name]
            return {card.register: hands.look_up_in(card, is_name=is_name) for card in asked}


def _added(companies: Sequence[Company]) -> list[int]:
    """Adds a person with e-mail and mobile to each company, which is there by then."""
    with tempfile.TemporaryDirectory() as folder, running(Path(folder), sandbox=True) as typist:
        typist.wait_until_signed_in()
        hands = Counted(typist)
        for number, one in enumerate(companies):
            hands.write(one.name)
            hands.to(_CONTRACT, f"K-{number}")
            hands.save()
        return [hands.add_person(one) for one in companies]


def _org_number(number: int) -> str:
    """Returns one of Norway's organisation numbers, with the check digit that makes it one."""
    first = 92360901 + 10 * number
    while not (found := next((n for n in range(10) if orgnr.is_valid(f"{first}{n}")), -1)) >= 0:
        first += 1
    return f"{first}{found}"


def _by_shortcuts(hands: Counted, one: Company, number: int) -> int:
    hands.company(one, number, shortcuts=True)
    hands.key(Qt.Key.Key_2, CONTROL)
    hands.person(one, 0, shortcuts=True)
    return hands.save()


def _by_tab(hands: Counted, one: Company, number: int) -> int:
    hands.company(one, number, shortcuts=False)
    hands.key(Qt.Key.Key_2, CONTROL)
    hands.person(one, 0)
    return hands.save()


def _with_one_more_person(hands: Counted, one: Company, number: int) -> int:
    hands.company(one, number, shortcuts=True)
    hands.key(Qt.Key.Key_2, CONTROL)
    hands.person(one, 0)
    before = hands.keys
    hands.key(Qt.Key.Key_Return)
    hands.write("Eva Holm")
    hands.to("Persons[1].Email", "eva@holm.no")
    more = hands.keys - before
    hands.save()
    return more


def _like_the_last(hands: Counted, one: Company, number: int) -> int:
    if not number:
        _by_shortcuts(hands, one, number)  # the settings that are repeated
        number = -1
    hands.next_like_last(replace(one, name=f"{one.name} II"), number)
    hands.key(Qt.Key.Key_2, CONTROL)
    hands.person(one, 0, shortcuts=True)
    return hands.save()


def _pasted(hands: Counted, one: Company, number: int) -> int:
    return hands.paste(one, number)
