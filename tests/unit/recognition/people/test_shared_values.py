"""Whose one e-mail address or phone is beside several people: by its name, else the first one's, doubted."""

from __future__ import annotations

import pytest

from app.recognition.sheets.delimited import read_text_table
from app.recognition.tables.columns import match_columns
from app.recognition.tables.row_values import RowValues

_PHONES = ("Person.Phone", "Person.MobilePhone", "Person.DirectPhone")


def told(text: str) -> tuple[list[str], list[str]]:
    """Returns each person of the first row with e-mail and phone, and the columns that are doubted."""
    matched = match_columns(read_text_table(text))
    row = RowValues(matched, matched.rows[0], {})
    people = [
        " ".join(
            filter(None, (one.first("Person.Name"), one.first("Person.Email"), *map(one.first, _PHONES)))
        )
        for one in row.people
    ]
    return [one for one in people if one], [note.column for note in row.notes if note.is_doubt]


@pytest.mark.parametrize(
    ("headings", "values", "people"),
    [
        ("CEO;CFO;Email;Phone", "Kari Moe;Per Ås;kari.moe@a.no;22", ["Kari Moe kari.moe@a.no 22", "Per Ås"]),
        ("CEO;CFO;Email;Phone", "Kari Moe;Per Ås;per@a.no;22", ["Kari Moe", "Per Ås per@a.no 22"]),
        (
            "Kontaktperson;Alternativ kontakt;Mobil;E-post",
            "Kari Moe;Per Ås;911;kari@a.no",
            ["Kari Moe kari@a.no 911", "Per Ås"],
        ),
        (
            "Kontakt;Tittel;Daglig leder;E-post;Mobil",
            "Kari Moe;Selger;Per Ås;k.moe@a.no;911",
            ["Kari Moe k.moe@a.no 911", "Per Ås"],
        ),
        (
            "Daglig leder;Salgssjef;Innkjøper;Telefon;E-post",
            "Kari Moe;Per Ås;;22;kari@a.no",
            ["Kari Moe kari@a.no 22", "Per Ås"],
        ),
        ("Geschäftsführer;Einkaufsleiter;E-Mail", "Kari Moe;;k@a.no", ["Kari Moe k@a.no"]),
        # The one contact is meant, where their column stands beside.
        ("Daglig leder;Kontaktperson;Mobil", "Kari Moe;Per Ås;911", ["Kari Moe", "Per Ås 911"]),
        # Numbers and roles tell whose it is.
        ("CEO;CFO;CFO e-mail", "Kari Moe;Per Ås;x1@a.no", ["Kari Moe", "Per Ås x1@a.no"]),
        ("Kontakt 1;Kontakt 2;E-post 2", "Kari Moe;Per Ås;x1@a.no", ["Kari Moe", "Per Ås x1@a.no"]),
    ],
)
def test_an_address_is_whose_name_it_has(headings: str, values: str, people: list[str]) -> None:
    assert told(f"Firma;{headings}\nFjell AS;{values}") == (people, [])


@pytest.mark.parametrize(
    ("headings", "values", "people", "doubted"),
    [
        ("CEO;CFO;Email", "Kari Moe;Per Ås;nina@a.no", ["Kari Moe nina@a.no", "Per Ås"], ["D"]),
        ("CEO;CFO;Mobile", "Kari Moe;Per Ås;911", ["Kari Moe 911", "Per Ås"], ["D"]),
        ("Primary contact;Secondary contact;Phone", "Kari Moe;Per Ås;22", ["Kari Moe 22", "Per Ås"], ["D"]),
        ("Contact;Contact;Email", "Kari Moe;Kari Ås;kari@a.no", ["Kari Moe kari@a.no", "Kari Ås"], ["D"]),
        (
            "Kontakt;Tittel;Daglig leder;E-post;Mobil",
            "Kari Moe;Selger;Per Ås;x1@a.no;911",
            ["Kari Moe x1@a.no 911", "Per Ås"],
            ["E", "F"],
        ),
    ],
)
def test_what_nobodys_name_is_in_is_the_first_ones_and_doubted(
    headings: str, values: str, people: list[str], doubted: list[str]
) -> None:
    assert told(f"Firma;{headings}\nFjell AS;{values}") == (people, doubted)


def test_what_has_the_name_of_who_stands_in_the_row_is_theirs() -> None:
    headings = "Firma;Name;Vorname;Zusatz;Ansprechpartner;Tel1;Tel2;Mobil;EMail\n"
    row = "Fjell GmbH;Lechner;Toni;;;08051 4455;;0170 1234567;toni.lechner@web.de"
    matched = match_columns(read_text_table(headings + row))
    toni, *others = RowValues(matched, matched.rows[0], {}).people
    assert (toni.first("Person.Email"), toni.first("Person.MobilePhone")) == (
        "toni.lechner@web.de",
        "0170 1234567",
    )
    assert not any(one.cells for one in others)
    assert told(headings + row)[1] == []
    beside = "Firma;Kontakt;E-post\nTannlege Test AS v/ Eva Test;;eva@tannlege.no"
    assert told(beside) == (["Eva Test eva@tannlege.no"], [])
    assert told(beside.replace("eva@", "nina@"))[1] == ["C"]
    assert told("Firma;Kontakt;Tlf\nTannlege Test AS v/ Eva Test;;22 33 44 55") == (
        ["Eva Test 22 33 44 55"],
        [],
    )


def test_what_is_of_somebody_without_a_name_is_doubted() -> None:
    headings = "Firma;Kontakt;E-post;Mobil;Kontakt 2;E-post 2;Mobil 2\n"
    assert told(headings + "Fjell AS;Kari Moe;kari@a.no;911;;nina@a.no;922")[1] == ["F", "G"]
    assert told(headings + "Fjell AS;Kari Moe;kari@a.no;911;;post@a.no;")[1] == []
    assert told(headings + "Fjell AS;;post@a.no;911;;;922")[1] == []
    assert told(headings + "Fjell AS;Kari Moe;kari@a.no;911;Per Ås;per@a.no;922")[1] == []


LEXWARE = "Firma;Name;Vorname;Ansprechpartner;Tel1;Tel2;EMail\n"


@pytest.mark.parametrize(
    ("values", "people"),
    [
        ("Bäckerei Huber;;;Herr Huber;08654/1234;;info@huber.de", ["Herr Huber info@huber.de 08654/1234"]),
        ("Metzger Maier;;;Frau Maier;08654/1235;;", ["Frau Maier 08654/1235"]),
        ("Laden Lutz;;;Zentrale;08640 98 71;;", ["08640 98 71"]),
        ("Gasthof zur Post;;;Maria Aigner;08640 98 70;;", ["Maria Aigner 08640 98 70"]),
    ],
)
def test_phones_that_are_counted_are_of_the_one_who_is_named(values: str, people: list[str]) -> None:
    assert told(f"{LEXWARE}{values}\n") == (people, [])


def test_one_who_is_named_twice_is_not_somebody_else() -> None:
    assert told(f"{LEXWARE}Gasthof;Aigner;Maria;Maria Aigner;08640 98 70;08640 98 71;\n")[1] == []


def test_what_is_of_a_numbered_person_without_a_name_stays_doubted() -> None:
    table = "Firma;Kontakt 1;Tlf 1;Kontakt 2;Tlf 2\nA AS;;22334455;Berg;22334456\n"
    assert told(table)[1] == ["C"]
