"""Companies with somebody, or an address, in the same cell."""

import pytest

from app.recognition.cells.cell_companies import (
    company_of_cell,
    goes_on,
    may_be_two_companies,
    name_in_cell,
    names_somebody,
    without_remark,
)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Fjell AS v/ Ola Noss", ["Name Fjell AS", "Person.Name Ola Noss"]),
        ("Berg GmbH z.Hd. Frau Dr. Eva Müller", ["Name Berg GmbH", "Person.Name Frau Dr. Eva Müller"]),
        ("Fjell AS, att: Innkjøp", ["Name Fjell AS", "Department Innkjøp"]),
        ("Fjell AS c/o Regnskap AS", ["Name Fjell AS", "Address.Street.Address2 c/o Regnskap AS"]),
        ("Fjell AS c/o Ola Noss", ["Name Fjell AS", "Person.Name Ola Noss"]),
        ("Fjell AS v/ Ola og Kari Noss", ["Name Fjell AS", "Person.Name Ola og Kari Noss"]),
        ("Fjell AS v/styret", ["Name Fjell AS", "Department styret"]),
        ("Fjell AS v/ Obos AS", ["Name Fjell AS", "Address.Street.Address2 v/ Obos AS"]),
        ("Huber Elektro, z. Hd. Herrn Huber", ["Name Huber Elektro", "Person.Name Herrn Huber"]),
        ("Lind Bau (Inh. Max Lind)", ["Name Lind Bau", "Person.Name Max Lind"]),
        ("Fjell AS", ["Name Fjell AS"]),
        ("Takmesteren AS v/Jon Tak", ["Name Takmesteren AS", "Person.Name Jon Tak"]),
        ("Nord (kontakt: Liv Nord, 070-111 22 33)", ["Name Nord", "Person.Name Liv Nord, 070-111 22 33"]),
        (
            "Fjell AS\nv/ Ola Noss\nStorgata 1\n0155 Oslo",
            ["Name Fjell AS", "Address.Street Storgata 1\n0155 Oslo", "Person.Name Ola Noss"],
        ),
    ],
)
def test_what_stands_in_the_cell_of_a_company(text: str, values: list[str]) -> None:
    assert [" ".join(one) for one in company_of_cell(text)] == values
    assert f"Name {name_in_cell(text)}" == values[0]


@pytest.mark.parametrize(
    ("text", "is_somebody"),
    [
        ("Ola Noss, daglig leder", True),
        ("Ola Noss <ola@x.no>", True),
        ("Innkjøp", False),
        ("Regnskap AS", False),
    ],
)
def test_somebody(text: str, is_somebody: bool) -> None:
    assert names_somebody(text) == is_somebody


@pytest.mark.parametrize(
    "text",
    [
        *("Fjord Nord AS / Fjord Sør AS", "Fjord AS/Vik AS", "Vik A/S / Nord A/S", "A/S Vik + Nord ApS"),
        *("Alfa AS og Beta AS", "Alfa AB och Beta AB", "Alfa GmbH & Beta GmbH", "Alfa B.V. en Beta B.V."),
        *("Gamma AS\nDelta AS", "Eps AS, Zeta AS", "Alfa Ltd; Beta Ltd.", "AB Nord | AB Syd"),
        *(
            "Vik Holding AS - Vik Drift AS",
            "Müller GmbH & Co. KG / Schulz GmbH",
            "Vik Sp. z o.o. / Nord S.A.",
        ),
    ],
)
def test_two_names_with_a_legal_form_each_may_be_two_companies(text: str) -> None:
    assert may_be_two_companies(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Müller GmbH & Co. KG",
            "Müller GmbH und Co. KG",
            "Smith, Jones & Co. Ltd",
            "Toyota Motor Co., Ltd.",
        ),
        *("Vik A/S", "Ridgeline Engineering, PLLC", "Eagle Peak, Inc.", "Berg & Dahl AS", "Kleppe Oy Ab"),
        *(
            "Mat og Is, Kaffe og Te AS",
            "Vik AS / Vik A/S",
            "Fjell AS / NUF",
            "Nordea Bank Abp, filial i Norge",
        ),
        *("Fjell, Nord og Sør AS", "Rema 1000 - Oslo AS", "AS Vik", "Alfa AS (tidl. Beta)", "Oy Kleppe Ab"),
        *(
            "Alfa AS, avd. Oslo",
            "S.à r.l. Dupont",
            "C/A Bygg AS",
            "Fjell AS\nStorgata 1\n0155 Oslo",
            "AS / AS",
            "",
        ),
    ],
)
def test_one_name_is_one_company(text: str) -> None:
    assert not may_be_two_companies(text)


@pytest.mark.parametrize(
    ("text", "name", "said", "is_doubt"),
    [
        ("*NEW* Robotix Sp. z o.o.", "Robotix Sp. z o.o.", "NEW", False),
        ("[NEU] Robotix GmbH", "Robotix GmbH", "NEU", False),
        ("Robotix GmbH *Neu*", "Robotix GmbH", "Neu", False),
        ("Robotix GmbH NEW!", "Robotix GmbH", "NEW", False),
        ("Siemens AG (main sponsor)", "Siemens AG", "main sponsor", False),
        ("Huber GmbH Premium", "Huber GmbH", "Premium", False),
        ("Vik AS (medutstiller)", "Vik AS", "medutstiller", False),
        ("**Rana AS", "Rana AS", "", False),
        ("Rjukan Rør AS (SE OGSÅ 1)", "Rjukan Rør AS", "SE OGSÅ 1", True),
        ("Regn AS - OBS betaler ikke", "Regn AS", "OBS betaler ikke", True),
        ("Alt GmbH – zahlt nicht", "Alt GmbH", "zahlt nicht", True),
        ("Beta AS (konkurs)", "Beta AS", "konkurs", True),
        ("Vik AB (dublett)", "Vik AB", "dublett", True),
        ("Bedrift: Halden Hus AS", "Halden Hus AS", "", False),
        ("Firma: Huber GmbH, Weg 3", "Huber GmbH", "Weg 3", True),
        ("Tørr AS (tidl. Våt AS)", "Tørr AS", "tidl. Våt AS", True),
        ("Stadtwerke Lindau (Hr. Mair)", "Stadtwerke Lindau", "Hr. Mair", True),
        ("Salong Lise (Lise Moe)", "Salong Lise", "Lise Moe", True),
        ("Son Spa - Lene Son", "Son Spa", "Lene Son", True),
        ("Lom Brød AS\nLom sentrum", "Lom Brød AS", "Lom sentrum", True),
        ("Vask AS (org.nr 923 609 016)", "Vask AS", "org.nr 923 609 016", True),
        ("Vind AS, 974760673", "Vind AS", "974760673", True),
        ("Bil AS, Strandveien 3", "Bil AS", "Strandveien 3", True),
        ("Låda AB / Box 4", "Låda AB", "Box 4", True),
        ("Auto AB Tel 0583-100 10", "Auto AB", "Tel 0583-100 10", True),
        ("Moss Taxi 69 25 40 40", "Moss Taxi", "69 25 40 40", True),
        ("Fjell AS post@fjell.example", "Fjell AS", "post@fjell.example", True),
    ],
)
def test_remarks_beside_a_name(text: str, name: str, said: str, *, is_doubt: bool) -> None:
    assert without_remark(text) == (name, said, is_doubt)
    assert name_in_cell(text) == name


@pytest.mark.parametrize(
    "name",
    [
        *(
            "Alfa (Norge) AS",
            "Thon Hotel (New York)",
            "Re: Design AS",
            "Lind Bau (Inh. Max Lind)",
            "Bakeri Moe (etabl. 1923)",
            "Region Skåne, Lunds sjukhus",
            "Sameiet Storgata 1-3",
            "DNB (Nord Norge)",
            "Rema 1000 Lom",
            "Vik AS avd 3",
            "Kvadrat 4, Bygg 3 AS",
            "Bank 24-7",
            "Norsk\nIndustri AS",
            "Stjärnan AB (publ)",
            "Müller UG (haftungsbeschränkt)",
        ),
        *(
            "Berg - Hansen AS",
            "Vik AS - Bergen",
            "Sol Partner",
            "Sol - Partner",
            "Ny AS",
            "Yahoo!",
            "C*Star AS",
        ),
        *("Premium Foods AS", "Test AS", "Gold Partner GmbH", "New York (NY) Ltd", "Sponsor Service AS"),
    ],
)
def test_names_without_remarks(name: str) -> None:
    assert without_remark(name) == (name, "", False)


@pytest.mark.parametrize(
    ("name", "second", "is_part"),
    [
        ("Ostermann Bau", "GmbH & Co. KG", True),
        ("Verein der Freunde", "des Theaters e.V.", True),
        ("Hjelmeland Hermetikk", "AS", True),
        ("Fjell AS", "Avd. Tau", False),
        ("Kreissparkasse", "Filiale Aalen", False),
        ("", "GmbH", False),
    ],
)
def test_a_second_part_without_which_a_name_has_no_end(name: str, second: str, *, is_part: bool) -> None:
    assert goes_on(name, second) is is_part
