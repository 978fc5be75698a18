"""A table of forty rows as a fair gives it: messy, in Norwegian, with what makes work of such tables."""

from __future__ import annotations

_HEADINGS = "Firma navn|Kontakt person|Stilling:|Tlf.|Mobil nr|E-post adr|Postnr/sted|Merknad"
HEADINGS = tuple(_HEADINGS.split("|"))
"""Two columns of phones, and postcode with city in one."""
LARGE = "Storfjord Verft AS"
"""Five of its people were there."""
ON_SERVER = ("Fjellheim Bygg AS", "Nordlys Data AS", "Havgløtt Sjømat AS")
"""Companies that the server has before."""
WRONG = ("", "", "", "")
"""Rows without the name of a company."""
_PLACES = ("0155 Oslo", "5003 Bergen", "7010 Trondheim", "4006 Stavanger", "9008 Tromsø")
_FIRST = ("Kari", "Ola", "Ingrid", "Lars", "Silje", "Magnus", "Turid", "Eirik")
_LAST = ("Nordmann", "Haugen", "Lie", "Berg", "Dahl", "Moen", "Strand", "Vik", "Solberg")
COMPANIES = tuple(
    f"{word} {kind} AS"
    for kind in ("Bygg", "Maskin", "Transport", "Invest")
    for word in ("Granli", "Solvang", "Bjerke", "Lundeby", "Myrvang", "Rognan", "Tverrelv")
)


def rows() -> list[tuple[str, ...]]:
    """Returns the headings and forty rows: 28 new companies, one with five people, 3 known, 4 wrong."""
    names = [*COMPANIES[:14], *[LARGE] * 3, *ON_SERVER, *COMPANIES[14:], *[LARGE] * 2, *WRONG]
    assert len(names) == 40
    table = [HEADINGS]
    for number, name in enumerate(names):
        person = f"{_FIRST[number % len(_FIRST)]} {_LAST[number % len(_LAST)]}"
        mail = f"{person.split(maxsplit=1)[0].lower()}{number}@eksempel.example"
        place = _PLACES[0] if name == LARGE else _PLACES[number % len(_PLACES)]
        table.append(
            (
                name,
                person,
                "Daglig leder" if number % 3 else "Innkjøpssjef",
                f"22 42 {number:02d} {number + 40:02d}",
                f"+47 912 {number + 10} {number + 100}",
                mail,
                place,
                "Ønsker tilbud" if number % 4 == 0 else "",
            )
        )
    return table


def as_text() -> str:
    """Returns the table as a spreadsheet copies it."""
    return "".join("\t".join(row) + "\r\n" for row in rows())
