"""The people of a new sandbox's companies, each with the number of the company.

None of them exists. Their numbers are given, so that the counter starts at 10001.
"""

from typing import Any

_Person = dict[str, Any]


def _person(number: int, first: str, last: str, **rows: str) -> _Person:
    named = {"Firstname": first, "Lastname": last, "PersonNumber": f"DEMO-P{number}"}
    return named | {name: [{"Value": value}] for name, value in rows.items()}


PEOPLE: tuple[tuple[str, _Person], ...] = (
    (
        "DEMO-2",
        _person(
            1, "Kari", "Hansen", Emails="kari.hansen@nordlys-bakeri.example", MobilePhones="+47 900 00 021"
        ),
    ),
    ("DEMO-2", _person(2, "Ole", "Berg", Emails="ole@nordlys-bakeri.example")),
    ("DEMO-3", _person(3, "Astrid", "Lindqvist", MobilePhones="+46 70 000 00 31")),
    ("DEMO-4", _person(4, "Jürgen", "Vogel", OfficePhones="+49 711 000041")),
    ("DEMO-6", _person(5, "Marte", "Strand", Emails="marte@havbris.example", MobilePhones="+47 900 00 061")),
    ("DEMO-7", _person(6, "Jonas", "Strand", Emails="jonas.strand@havbris.example")),
    ("DEMO-8", _person(7, "Mette", "Vestergaard", MobilePhones="+45 20 00 00 80")),
    ("DEMO-9", _person(8, "Sanne", "Molenaar", Emails="sanne@molenaar-bloemen.example")),
)
