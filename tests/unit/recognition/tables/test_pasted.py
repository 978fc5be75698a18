"""Rows of a spreadsheet in the clipboard, or in a file of text."""

import pytest

from app.recognition import RecognitionResult, recognise
from app.recognition.tables.pasted import MOST_ROWS, read_pasted_table, read_single_row


def paths(found: RecognitionResult) -> dict[str, str]:
    return {one.path: one.value for one in found.company} | {
        one.path: one.value for person in found.persons for one in person
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "Firma\tOrg.nr\tAdresse\tPostnr\tSted\tTelefon\tE-post\tKontaktperson\tMobil\n"
                "Fjell AS\t923 609 016\tStorgata 112\t0150\tOslo\t22 86 54 00\tpost@fjell.no\t"
                "Kari Lie\t911 00 234\n"
            ),
            {
                "Name": "Fjell AS",
                "OrgNr": "923 609 016",
                "Address.Street.Address1": "Storgata 112",
                "Address.Street.Zipcode": "0150",
                "Address.Street.City": "Oslo",
                "Phones[0].Value": "22 86 54 00",
                "Emails[0].Value": "post@fjell.no",
                "Persons[0].Firstname": "Kari",
                "Persons[0].Lastname": "Lie",
                "Persons[0].MobilePhone": "911 00 234",
            },
        ),
        (
            "\ufeffFöretag;Namn;Titel\r\nNorrplåt AB;Eva Strand;Säljare\r\nNorrplåt AB;Bo Ek;VD\r\n",
            {
                "Name": "Norrplåt AB",
                "Country": "SE",
                "Persons[0].Firstname": "Eva",
                "Persons[0].Lastname": "Strand",
                "Persons[0].Title": "Säljare",
                "Persons[1].Firstname": "Bo",
                "Persons[1].Lastname": "Ek",
                "Persons[1].Title": "VD",
            },
        ),
        (
            'Vorname,Nachname,Firma,E-Mail\n"Anja","Kuhn","Kuhn, Roth & Co. KG","anja@kuhn.de"\n',
            {
                "Name": "Kuhn, Roth & Co. KG",
                "Country": "DE",
                "Persons[0].Firstname": "Anja",
                "Persons[0].Lastname": "Kuhn",
                "Persons[0].Email": "anja@kuhn.de",
            },
        ),
        (
            "Bedrijf|Straat|Postcode|Plaats\nDe Linde B.V.|Dorpsstraat 12|5711 GC|Someren",
            {
                "Name": "De Linde B.V.",
                "Country": "NL",
                "Address.Street.Address1": "Dorpsstraat 12",
                "Address.Street.Zipcode": "5711 GC",
                "Address.Street.City": "Someren",
            },
        ),
        (
            "Kundnr\tFöretag\tKreditgräns\tOrt\tWebb\n10482\tGlas AB\t150000\tMalmö\tglas.se\n",
            {"Name": "Glas AB", "Country": "SE", "Address.Street.City": "Malmö", "Urls[0].Value": "glas.se"},
        ),
    ],
)
def test_rows_below_headings_are_a_company(text: str, expected: dict[str, str]) -> None:
    found = recognise(text, "NO")
    assert paths(found) == expected
    assert (found.message, found.others) == ("", ())


def test_several_companies_follow_one_after_the_other() -> None:
    found = recognise("Firma;Sted;Navn\nFjell AS;Oslo;Kari Lie\nVidde AS;Hamar;Ola Moe\n", "NO")
    assert paths(found)["Name"] == "Fjell AS"
    assert [paths(one)["Name"] for one in found.others] == ["Vidde AS"]
    assert found.message.startswith("This table names several companies (Fjell AS, Vidde AS).")


@pytest.mark.parametrize(
    "text",
    [
        "Kari Lie, Fjell AS, Oslo\nkari@fjell.no",
        "Firma, navn og telefon:\nFjell AS, Kari Lie, 22 86 54 00",
        "Firma;Navn;Telefon\n",  # nothing but headings
        "Navn\tStilling\tTelefon\nKari Lie\tSelger\t911 00 234",  # of which company?
        "Firma\tSted\tNavn\nFjell AS\nStorgata 1\n0150 Oslo",  # the rows are none
        "Firma: Fjell AS; Navn: Kari Lie; Sted: Oslo",
        "",
    ],
)
def test_other_texts_are_no_tables(text: str) -> None:
    assert read_pasted_table(text, "NO") is None


def test_a_long_table_is_for_the_import() -> None:
    rows = "".join(f"Firma {number} AS;Oslo;22 86 54 00\n" for number in range(MOST_ROWS + 1))
    found = recognise(f"Firma;Sted;Telefon\n{rows}", "NO")
    assert not found
    assert "contact-entry import" in found.message


def test_reading_can_be_ended() -> None:
    def stop(count: int) -> None:
        assert count == 1
        raise InterruptedError

    with pytest.raises(InterruptedError):
        recognise("Firma;Sted;Navn\nFjell AS;Oslo;Kari Lie\n", "NO", (), stop)


def test_a_table_of_one_row_is_told_from_one_of_several() -> None:
    head = "Firma;Fornavn;Etternavn;E-post\n"
    row = "Fjell AS;Kari;Nordmann;kari@fjell.no\n"
    found = read_single_row(head + row)
    assert found is not None
    assert found.company[0].value == "Fjell AS"
    for text in (head, head + row + row, "Mvh\nKari Nordmann", head + row + "x" * 1_000_000):
        assert read_single_row(text) is None


RULED = """\
| Kunde | Navn / Name | Stilling | Mobil | E-post |
|:------|-------------|:--------:|-------|--------|
| Holmen Brygge AS | Tuva Krogh | Daglig leder | 911 00 441 | tuva@holmenbrygge.no |
"""
DRAWN = """\
+------------------+------------+----------+
| Firma            | Name       | Telefon  |
+------------------+------------+----------+
| Kornhaus Riedl KG | Ida Riedl | 089 41 22 70 18 |
+------------------+------------+----------+
"""
OF_SUPPLIERS = """\
Leverandør;CVR-nr;By;Kontaktperson;Telefon
Skagen Net ApS;32283438;Skagen;"Holm, Bo";98 44 12 30
"""
TWO_LANGUAGES = """\
Klant / Client\tContact / Personne de contact\tE-mail\tGSM
Drukkerij Maes NV\tTine Maes\ttine@drukkerijmaes.be\t0476 31 00 22
"""
FROM_ABROAD = """\
Supplier,Contact person,E-mail,Phone
Lakes & Sons Ltd,Amy Holt,amy.holt@lakesandsons.co.uk,020 7946 0811
"""


@pytest.mark.parametrize(
    ("text", "name", "person"),
    [
        (RULED, "Holmen Brygge AS", "Krogh"),
        (DRAWN, "Kornhaus Riedl KG", "Riedl"),
        (OF_SUPPLIERS, "Skagen Net ApS", "Holm"),
        (TWO_LANGUAGES, "Drukkerij Maes NV", "Maes"),
        (FROM_ABROAD, "Lakes & Sons Ltd", "Holt"),
    ],
)
def test_tables_are_drawn_and_headed_in_many_ways(text: str, name: str, person: str) -> None:
    found = read_pasted_table(text)
    assert found is not None
    assert not found.others
    values = {one.path: one.value for one in (*found.company, *(one for p in found.persons for one in p))}
    assert (values["Name"], values["Persons[0].Lastname"]) == (name, person)


def test_numbers_of_a_row_are_those_of_its_domains_country() -> None:
    found = read_pasted_table(FROM_ABROAD, "NO")
    assert found is not None
    assert ("Country", "GB") in [(one.path, one.value) for one in found.company]
    own = read_pasted_table(FROM_ABROAD.replace(".co.uk", ".com").replace(" Ltd", ""), "NO")
    assert own is not None
    assert "Country" not in [one.path for one in own.company]


@pytest.mark.parametrize("text", ["- - -\n", "Navn / Name\n---\n", "A | B | C\n---|---|---\n1 | 2 | 3\n"])
def test_a_rule_alone_makes_no_table(text: str) -> None:
    assert read_pasted_table(text) is None
