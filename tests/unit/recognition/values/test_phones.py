import pytest

from app.recognition.values.phones import WrittenNumber, find_numbers


def numbers(text: str, region: str = "NO", label: str = "") -> list[tuple[str, str]]:
    return [(one.text, one.kind) for one in find_numbers(text, region, label).phones]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tlf. 61 13 44 00 / 911 22 333", [("61 13 44 00", "phone"), ("911 22 333", "")]),
        ("Tlf./faks: 61 13 44 00 / 61 13 44 01", [("61 13 44 00", "phone"), ("61 13 44 01", "fax")]),
        ("Tlf. 02345", [("02345", "phone")]),
        ("Tlf 22 86 54 00, mobil: 911 00 234", [("22 86 54 00", "phone"), ("911 00 234", "mobile")]),
        ("Faxnummer 22 86 54 01", [("22 86 54 01", "fax")]),
    ],
)
def test_each_number_has_the_kind_of_its_label(text: str, expected: list[tuple[str, str]]) -> None:
    assert numbers(text) == expected


def test_a_second_plus_is_one_too_many() -> None:
    assert numbers("Tel: ++49 (0)7031-55-4648", "DE") == [("+49 (0)7031-55-4648", "phone")]


def test_the_label_of_the_part_before_is_that_of_the_first_number() -> None:
    assert numbers("22 86 54 00, 22 86 54 01", label="Faks:") == [("22 86 54 00", "fax"), ("22 86 54 01", "")]


@pytest.mark.parametrize("text", ["Uke 12345", "12345", "03.08.2026 - 21.08.2026", "NOK 12 500 000", "x"])
def test_other_numbers_are_no_phones(text: str) -> None:
    assert numbers(text) == []


def test_a_number_behind_a_word_that_is_no_label_is_in_doubt() -> None:
    (number,) = find_numbers("Prosjekt 22865400", "NO").phones
    assert number == WrittenNumber("22865400", "", is_mobile=False, has_extension=False, is_doubtful=True)
    assert not find_numbers("22865400", "NO").phones[0].is_doubtful


def test_a_number_that_may_be_a_registers() -> None:
    found = find_numbers("923 609 016", "NO")
    assert [one.text for one in found.registers] == ["923 609 016"]
    assert found.rest.strip(" ;") == ""


def test_a_label_behind_a_number_is_about_that_one() -> None:
    text = "Tlf. 22 86 54 00 (sentralbord 09-16), 911 00 234"
    assert numbers(text) == [("22 86 54 00", "switchboard"), ("911 00 234", "")]


def test_the_number_of_a_department_has_a_label_of_another_kind() -> None:
    assert numbers("Verksted: 22 86 54 00") == [("22 86 54 00", "other")]


@pytest.mark.parametrize(
    "text", ["R-Code P140922", "Toque T142 558", "Kode M22865400", "Vertrag: V-2026-0099"]
)
def test_a_letter_at_a_number_behind_a_word_is_a_code(text: str) -> None:
    assert find_numbers(text, "NO").phones == ()


@pytest.mark.parametrize("text", ["P22 86 54 00", "T: 22 86 54 00", "Tlf 61 13 44 55 / M911 22 333"])
def test_a_letter_alone_is_a_label(text: str) -> None:
    assert find_numbers(text, "NO").phones != ()


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("8842-1177-9034", "DE"),
        ("Passwort 8842 1177 90", "DE"),
        ("8 555 010 20", "SE"),
        ("20 7946 0018", "GB"),
        ("1 42 18 33 90", "FR"),
    ],
)
def test_a_number_without_the_nought_of_its_country_is_in_doubt(text: str, region: str) -> None:
    assert all(one.is_doubtful for one in find_numbers(text, region).phones)


@pytest.mark.parametrize(
    ("text", "region"),
    [("08 555 010 20", "SE"), ("Tel 20 7946 0018", "GB"), ("+44 20 7946 0018", "GB"), ("22 86 54 00", "NO")],
)
def test_a_label_the_nought_or_the_code_makes_it_sure(text: str, region: str) -> None:
    (phone,) = find_numbers(text, region).phones
    assert not phone.is_doubtful


@pytest.mark.parametrize(
    ("text", "region", "phone"),
    [
        ("tlf 452 19 083", "", "452 19 083"),
        ("Tel. 0431 7719-34", "", "0431 7719-34"),
        ("07974 318 226", "NO", "07974 318 226"),
        ("M 07974 318 226", "NO", "07974 318 226"),
        ("Mobil: 0170 4402816", "NO", "0170 4402816"),
        ("T: 819 564-7710", "NO", "819 564-7710"),
        ("(02734) 31 88 20", "", "(02734) 31 88 20"),
        ("(970) 482-6137", "NO", "(970) 482-6137"),
    ],
)
def test_a_number_of_an_unknown_country_is_in_doubt_and_whole(text: str, region: str, phone: str) -> None:
    assert [(one.text, one.is_doubtful) for one in find_numbers(text, region).phones] == [(phone, True)]


@pytest.mark.parametrize(
    "text",
    [
        "Uke 12 2026",
        "12.03.2026",
        "NOK 12 500 000",
        "Prosjekt 4711 2026 12",
        "2026-02-19",
        "24143 Kiel",
        "8-16",
    ],
)
def test_other_figures_of_an_unknown_country_are_no_phones(text: str) -> None:
    assert find_numbers(text, "").phones == ()


def test_what_is_right_in_the_country_is_not_in_doubt() -> None:
    found = find_numbers("Tel: 0502-123 45, 0705-12 34 56", "SE").phones
    assert [(one.text, one.is_doubtful) for one in found] == [
        ("0502-123 45", False),
        ("0705-12 34 56", False),
    ]
