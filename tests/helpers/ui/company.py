"""A company with two people, typed with keys into the real window, as somebody does in its language."""

from PySide6.QtCore import QLocale, Qt

from app.translation.catalogue import used_language
from tests.helpers.ui.window import CONTROL, SHIFT, Typist

_LARGE = {"nb": "stor", "sv": "stor", "de": "groß"}
"""What the practice server calls it in the languages that its lists come in."""


def type_company(typist: Typist) -> None:
    typist.type("Fjell & Vidde AS")
    typist.fill("Department", "Salg")
    typist.fill("Address.Street.Address1", "Storgata 1")
    typist.fill("Address.Street.Zipcode", "0155")
    typist.fill("Address.Street.City", "Oslo")
    typist.fill("Category", "partner")
    typist.fill("OrgNr", "974760673")
    typist.fill("Description", "Met at the Oslo fair; wants an offer in spring.")
    typist.go_to_tab(2)
    typist.fill("Persons[0].Firstname", "Kari")
    typist.fill("Persons[0].Lastname", "Nordmann")
    typist.fill("Persons[0].Email", "kari@fjellvidde.no")
    typist.press(Qt.Key.Key_Return)
    typist.type("Ola")
    typist.fill("Persons[1].Lastname", "Hansen")
    typist.fill("Persons[1].MobilePhone", "99 88 77 66")


def type_communication(typist: Typist) -> None:
    typist.press(Qt.Key.Key_H, CONTROL | SHIFT)
    typist.type("22 86 54 00")
    typist.press(Qt.Key.Key_E, CONTROL | SHIFT)
    typist.type("post@fjellvidde.no")
    typist.press(Qt.Key.Key_H, CONTROL | SHIFT)
    typist.type("+47 22 86 54 01")
    typist.fill("Phones[0].Description", "Switchboard")


def type_custom_fields(typist: Typist) -> None:
    typist.go_to_tab(4)
    typist.fill("CustomFields.SuperOffice:1", "K-2026-17")
    typist.fill("CustomFields.SuperOffice:2", "42")
    typist.fill("CustomFields.SuperOffice:4", "24.11.2026")
    typist.tab_to("CustomFields.SuperOffice:6")
    typist.press(Qt.Key.Key_Space)
    typist.fill("CustomFields.SuperOffice:7", _LARGE.get(used_language(), "large"))
    typist.fill("CustomFields.SuperOffice:8", f"12{QLocale().decimalPoint()}5")
