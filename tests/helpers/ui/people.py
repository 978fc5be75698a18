"""Two people with everything that a person can have, typed with keys into the real window.

Each page of the card is a list of steps: the path of an input and what is typed there; no text presses the
space bar. What the server then has is in `SAVED`, by the names of the PersonEntity.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt

from tests.helpers.ui.window import CONTROL, Typist

TICK = ""
ANOTHER = "+"

Steps = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Typed:
    """What is typed page by page: head and Contact, Details, More, Interests, Note; the foot comes last."""

    contact: Steps
    details: Steps
    more: Steps
    interest: int  # lines beneath the first box
    note: str
    foot: Steps


KARI = Typed(
    contact=(
        ("Mrmrs", "Ms"),
        ("Firstname", "Kari"),
        ("MiddleName", "Ås"),
        ("Lastname", "Nordmann"),
        ("Title", "Daglig leder"),
        ("Email", "kari@fjellvidde.no"),
        (ANOTHER, "kari.nordmann@example.com"),
        ("Emails[1].Description", "At home"),
        ("MobilePhone", "99 88 77 66"),
        ("DirectPhone", "22 86 54 10"),
        (ANOTHER, "22 86 54 11"),
        ("Position", "Managing"),
        ("Salutation", "Dr. med."),
        ("PersonNumber", "K-77"),
        ("Country", "Sweden"),
        ("Address.Street.Address1", "Storgatan 1"),
        ("Address.Street.Zipcode", "111 29"),
        ("Address.Street.City", "Stockholm"),
        ("UsePersonAddress", TICK),
    ),
    details=(
        ("PrivatePhones[0].Value", "08-123 456 78"),
        ("FaxPhone", "22 86 54 99"),
        ("OtherPhones[0].Value", "22 00 11 22"),
        ("Urls[0].Value", "www.kari.no"),
        ("ChatEmails[0].Value", "kari@chat.example"),
        ("InternetPhones[0].Value", "kari.skype"),
        ("BirthDate", "24.12.1980"),
        ("CustomerLanguage", "Norwegian"),
        ("TicketPriority", "High"),
        ("SupportAssociate", "Ingrid"),
        ("Kanafname", "KARI"),
        ("Kanalname", "NORUDOMAN"),
        ("Post1", "Tokyo"),
        ("Post2", "Chiyoda"),
        ("Post3", "1-1"),
    ),
    more=(
        ("CustomFields.SuperOffice:1", "Per"),
        ("CustomFields.SuperOffice:2", "24.11.2026"),
        ("CustomFields.SuperOffice:3", "North"),
        ("CustomFields.x_badge", "42"),
    ),
    interest=0,
    note="Likes skiing",
    foot=(("NoMailing", TICK),),
)
OLA = Typed(
    contact=(
        ("Mrmrs", "Mr"),
        ("Firstname", "Ola"),
        ("Lastname", "Hansen"),
        ("Title", "Innkjøper"),
        ("Email", "ola@fjellvidde.no"),
        ("MobilePhone", "99 11 22 33"),
        ("DirectPhone", "22 86 54 12"),
        ("Position", "Purchaser"),
        ("Salutation", "Prof."),
        ("PersonNumber", "K-78"),
        ("Address.Street.Address1", "Storgata 2"),
        ("Address.Street.Zipcode", "0155"),
        ("Address.Street.City", "Oslo"),
    ),
    details=(("PrivatePhones[0].Value", "22 33 44 55"), ("BirthDate", "1.5.")),
    more=(("CustomFields.SuperOffice:1", "Anne"),),
    interest=3,
    note="Call in the morning",
    foot=(("Retired", TICK),),
)
SAVED: tuple[dict[str, Any], ...] = (
    {
        "Mrmrs": "Ms",
        "Firstname": "Kari",
        "MiddleName": "Ås",
        "Lastname": "Nordmann",
        "Title": "Daglig leder",
        "Emails": [("kari@fjellvidde.no", ""), ("kari.nordmann@example.com", "At home")],
        "MobilePhones": [("99 88 77 66", "")],
        "OfficePhones": [("22 86 54 10", ""), ("22 86 54 11", "")],
        "Position": 1,
        "Salutation": "Dr. med.",
        "PersonNumber": "K-77",
        "Country": 752,
        "Address.Street": ("Storgatan 1", "111 29", "Stockholm"),
        "UsePersonAddress": True,
        "PrivatePhones": [("08-123 456 78", "")],
        "Faxes": [("22 86 54 99", "")],
        "OtherPhones": [("22 00 11 22", "")],
        "Urls": [("www.kari.no", "")],
        "ChatEmails": [("kari@chat.example", "")],
        "InternetPhones": [("kari.skype", "")],
        "BirthDate": "1980-12-24T00:00:00",
        "CustomerLanguage": 2,
        "TicketPriority": 3,
        "SupportAssociate": 5,
        "Kanafname": "KARI",
        "Kanalname": "NORUDOMAN",
        "Post1": "Tokyo",
        "Post2": "Chiyoda",
        "Post3": "1-1",
        "CustomFields.SuperOffice:1": "Per",
        "CustomFields.SuperOffice:2": "[D:11/24/2026]",
        "CustomFields.SuperOffice:3": "[I:1]",
        "CustomFields.x_badge": "[I:42]",
        "Interests": [1],
        "Description": "Likes skiing",
        "NoMailing": True,
        "Retired": False,
    },
    {
        "Mrmrs": "Mr",
        "Firstname": "Ola",
        "MiddleName": "",
        "Lastname": "Hansen",
        "Title": "Innkjøper",
        "Emails": [("ola@fjellvidde.no", "")],
        "MobilePhones": [("99 11 22 33", "")],
        "OfficePhones": [("22 86 54 12", "")],
        "Position": 3,
        "Salutation": "Prof.",
        "PersonNumber": "K-78",
        "Country": 578,
        "Address.Street": ("Storgata 2", "0155", "Oslo"),
        "UsePersonAddress": False,
        "PrivatePhones": [("22 33 44 55", "")],
        "Faxes": [],
        "BirthDate": "0002-05-01T00:00:00",
        "CustomFields.SuperOffice:1": "Anne",
        "Interests": [3],
        "Description": "Call in the morning",
        "NoMailing": False,
        "Retired": True,
    },
)


def type_person(typist: Typist, place: int, typed: Typed) -> None:
    """Types somebody into the person who is chosen, who has nothing yet."""
    prefix = f"Persons[{place}]."
    _type(typist, prefix, typed.contact)
    _go_to_page(typist)
    _type(typist, prefix, typed.details)
    _go_to_page(typist)
    _type(typist, prefix, typed.more)
    _go_to_page(typist)
    typist.tab_to(f"{prefix}Interests")
    for _ in range(typed.interest):
        typist.press(Qt.Key.Key_Down)
    typist.press(Qt.Key.Key_Space)
    _go_to_page(typist)
    typist.type(typed.note)
    _type(typist, prefix, typed.foot)


def _go_to_page(typist: Typist) -> None:
    """The next page of the card."""
    typist.press(Qt.Key.Key_PageDown, CONTROL)


def _type(typist: Typist, prefix: str, steps: Steps) -> None:
    for path, text in steps:
        if path == ANOTHER:
            typist.press(Qt.Key.Key_Plus, CONTROL)
            typist.type(text)
        elif text == TICK:
            typist.tab_to(prefix + path)
            typist.press(Qt.Key.Key_Space)
        else:
            typist.fill(prefix + path, text)


def told(entity: dict[str, Any], name: str) -> Any:
    """What the server tells of a property, in the form of `SAVED`."""
    if name == "Address.Street":
        street = entity["Address"]["Street"]
        return (street["Address1"], street["Zipcode"], street["City"])
    if name.startswith("CustomFields."):
        return entity["CustomFields"][name.partition(".")[2]]
    value = entity[name]
    if name == "Interests":
        return [item["Id"] for heading in value for item in heading["ChildItems"] if item["Selected"]]
    if isinstance(value, list):
        return [(row["Value"], row["Description"]) for row in value]
    if isinstance(value, dict):
        return next(value[key] for key in ("Id", "CountryId", "AssociateId") if key in value)
    return value
