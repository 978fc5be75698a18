import pytest

from app.recognition.cards.card_reader import Card, CardReader
from app.recognition.cards.lines import properties_in
from app.recognition.reading.findings import RecognitionResult, ResultBuilder


def read(text: str) -> RecognitionResult:
    builder = ResultBuilder.empty()
    CardReader(Card(list(properties_in(text.split("\n")))), builder, (), "NO").read()
    return builder.result()


def person(text: str) -> dict[str, str]:
    (found,) = read(f"N:Moe;Kari\n{text}").persons
    return {one.path.partition("].")[2]: one.value for one in found if "name" not in one.path}


def company(text: str) -> dict[str, str]:
    return {one.path: one.value for one in read(text).company}


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("TEL;VALUE=uri:tel:+47-38-10-22-33;ext=214", {"DirectPhone": "+47-38-10-22-33 x214"}),
        ("TEL:tel:38102299;phone-context=+47", {"DirectPhone": "+4738102299"}),
        ("TEL;CELL:callto:+4791122333", {"MobilePhone": "+4791122333"}),
        ("TEL:n/a", {}),
        ("TEL:-", {}),
        ("TEL;TYPE=PREF\\;CELL:+47 934 00 516", {"MobilePhone": "+47 934 00 516"}),
        ("EMAIL:Kari Moe <kari@moe.no>", {"Email": "kari@moe.no"}),
        ("EMAIL:mailto:kari@moe.no", {"Email": "kari@moe.no"}),
    ],
)
def test_values_are_read_bare(line: str, found: dict[str, str]) -> None:
    assert person(line) == found


def test_the_switchboard_is_the_companys_whatever_program_wrote_it() -> None:
    lines = [
        "TEL;TYPE=MAIN:1111",
        "X-MS-TEL;VOICE;COMPANY:2222",
        "item1.TEL:3333\nitem1.X-ABLabel:Sentralbord",
    ]
    for line in lines:
        assert list(company(f"N:Moe;Kari\n{line}")) == ["Phones[0].Value"]


@pytest.mark.parametrize(
    "text",
    [
        "ORG:Fjell AS\nFN:Fjell AS",
        "ORG:Fjell AS;\nN:;;;;",
        "KIND:org\nFN:Fjell AS",
        "FN:Fjell avd. Oslo\nORG:Fjell AS\nX-ABShowAs:COMPANY",
        "N:;;;;\nFN:Fjell AS\nORG:Fjell AS;Salg",
    ],
)
def test_the_card_of_a_company_is_no_person(text: str) -> None:
    found = read(f"{text}\nTEL;FAX:22334455\nEMAIL:kari@fjell.no")
    assert not found.persons
    assert [one.path for one in found.company] == ["Name", "Faxes[0].Value", "Emails[0].Value"]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("ORG:Skogland, Falch & Partnere ANS", "Skogland, Falch & Partnere ANS"),
        ("ORG:Nordfjord\\, Foss & Sønner AS;Nordvest;Salg", "Nordfjord, Foss & Sønner AS"),
        ("ORG:;\nORG:Fjell AS", "Fjell AS"),
        ("ORG;CHARSET=utf-8:A/S Fjell", "A/S Fjell"),
        ("ORG:;Salg", ""),
    ],
)
def test_the_company_is_the_first_part_whole(line: str, name: str) -> None:
    assert company(f"N:Moe;Kari\n{line}").get("Name", "") == name


@pytest.mark.parametrize(
    ("text", "is_person"),
    [
        ("FN:Kundtjänst", False),
        ("FN:Sentralbord\nN:Sentralbord;;;;", False),
        ("FN:Empfang", False),
        ("FN:Post\nN:;Post;;;", False),
        ("FN:Support", False),
        ("FN:Kari", True),
        ("FN:Kari Post", True),
        ("FN:Post\nN:Post;Emily;;;", True),
    ],
)
def test_a_desk_is_no_person(text: str, is_person: bool) -> None:
    found = read(f"{text}\nORG:Fjell AS\nTEL;WORK:22865400")
    assert bool(found.persons) is is_person


@pytest.mark.parametrize(
    ("lines", "parts"),
    [
        (
            "EMAIL:w@duinzicht.nl\nLABEL:Strandweg 15\\, 2586 JK Den Haag",
            ("Strandweg 15", "2586 JK", "Den Haag"),
        ),
        (
            "TEL:+31703184627\nADR:;;Strandweg 15\\, 2586 JK Den Haag;;;;",
            ("Strandweg 15", "2586 JK", "Den Haag"),
        ),
        (
            "EMAIL:a@b.co.uk\nADR:;;4 High Street\\, Kendal LA9 4DQ;;;;",
            ("4 High Street", "LA9 4DQ", "Kendal"),
        ),
        ("EMAIL:a@b.de\nLABEL:Hafenstr. 3\\n24103 Kiel", ("Hafenstr. 3", "24103", "Kiel")),
        (
            "EMAIL:a@b.se\nEMAIL:a@b.no\nTEL:+4746500422\nLABEL:Storgata 1\\n0150 Oslo",
            ("Storgata 1", "0150", "Oslo"),
        ),
    ],
)
def test_an_address_in_one_text_is_read_as_where_the_card_is_from(lines: str, parts: tuple[str, ...]) -> None:
    found = company(f"N:Moe;Kari\n{lines}")
    assert tuple(found[f"Address.Street.{part}"] for part in ("Address1", "Zipcode", "City")) == parts


@pytest.mark.parametrize(
    ("organisation", "department"),
    [
        ("Fjell AS;Salg", ["Salg"]),
        ("Fjell AS;Nordvest;Salg", ["Nordvest"]),
        ("Fjell AS;;Salg", ["Salg"]),
        ("Fjell AS;", []),
        ("Fjell AS", []),
        (";Salg", []),
    ],
)
def test_the_department_of_a_card_is_in_doubt(organisation: str, department: list[str]) -> None:
    found = read(f"N:Moe;Kari\nORG:{organisation}")
    assert [one.value for one in found.doubtful if one.path == "Department"] == department
    assert "Department" not in company(f"N:Moe;Kari\nORG:{organisation}")
