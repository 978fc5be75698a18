import pytest

from app.recognition.reading.line_parts import (
    LinePart,
    add_phone_numbers,
    split_into_parts,
    split_line,
)
from app.recognition.values.phones import WrittenNumber


def parts_of(*lines: str, region: str = "NO") -> list[LinePart]:
    parts = split_into_parts(lines)
    add_phone_numbers(parts, region)
    return parts


def test_a_line_is_split_at_its_separators() -> None:
    assert split_line("| T: 1 | M: 2 • Fjell AS // Oslo; Norge") == [
        "T: 1",
        "M: 2",
        "Fjell AS",
        "Oslo",
        "Norge",
    ]
    assert split_line("https://fjell.no/om") == ["https://fjell.no/om"]


def test_numbers_have_the_kind_of_their_label() -> None:
    phone, mobile = parts_of("T: +47 22 86 54 00 | M: 911 00 234")
    assert phone.numbers == [WrittenNumber("+47 22 86 54 00", "phone", is_mobile=False, has_extension=False)]
    assert mobile.numbers == [WrittenNumber("911 00 234", "mobile", is_mobile=True, has_extension=False)]
    assert phone.words == mobile.words == ""


def test_a_label_may_stand_in_a_part_of_its_own_or_after_the_number() -> None:
    label, number = parts_of("Sentralbord: | 22 86 54 00")
    assert (label.words, number.numbers[0].kind) == ("", "switchboard")
    (part,) = parts_of("911 00 234 (mobil)")
    assert part.numbers[0].kind == "mobile"


def test_an_extension_belongs_to_the_number() -> None:
    (part,) = parts_of("Tel. 22 86 54 00 ext. 5")
    assert part.numbers == [WrittenNumber("22 86 54 00 ext. 5", "phone", is_mobile=False, has_extension=True)]


@pytest.mark.parametrize(
    "mail", ["ola.hansen@fjell.no", "ola.hansen(at)fjell.no", "ola.hansen [at] fjell.no"]
)
def test_mails_and_web_addresses_are_taken_out(mail: str) -> None:
    (part,) = parts_of(f"E-post: {mail}, Web: www.fjell.no.")
    assert (part.mails, part.urls) == (["ola.hansen@fjell.no"], ["www.fjell.no"])
    assert "fjell" not in part.words


@pytest.mark.parametrize(
    ("line", "number", "is_vat"),
    [
        ("Org.nr 939 099 603 MVA", "939 099 603 MVA", False),
        ("VAT No. GB 123 4567 89", "GB 123 4567 89", True),
        ("USt-IdNr.: DE811907980", "DE811907980", True),
        ("Fjell AS, NO 939 099 603 MVA", "NO 939 099 603 MVA", True),
        ("Company no. 01234567", "01234567", False),
    ],
)
def test_register_numbers_are_no_phones(line: str, number: str, is_vat: bool) -> None:
    (part,) = parts_of(line)
    assert part.org_numbers == [(number, is_vat)]
    assert part.numbers == []


def test_national_numbers_need_the_country() -> None:
    (norwegian,), (unknown,) = parts_of("Ring 22 86 54 00"), parts_of("22 86 54 00", region="")
    assert [number.text for number in norwegian.numbers] == ["22 86 54 00"]
    # Without one they are in doubt, but not lost.
    assert [(number.text, number.is_doubtful) for number in unknown.numbers] == [("22 86 54 00", True)]


def test_accounts_are_neither_numbers_nor_words() -> None:
    (part,) = parts_of("Konto 1503 22 98765")
    assert (part.numbers, part.words) == ([], "")


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("Fjell AS – Storgata 1 – 0150 Oslo", ["Fjell AS", "Storgata 1", "0150 Oslo"]),
        ("Storgata 1 — 0150 Oslo", ["Storgata 1", "0150 Oslo"]),
        ("Verband Nord - Bund für Freiheit e.V.", ["Verband Nord - Bund für Freiheit e.V."]),
        ("Man-fre 09:00 - 15:00", ["Man-fre 09:00 - 15:00"]),
        ("Fjell AS, Kari Lie, kari@fjell.no", ["Fjell AS", "Kari Lie", "kari@fjell.no"]),
        (
            "Kari Lie <kari@fjell.no>, Ola <ola@fjell.no>, Per",
            ["Kari Lie <kari@fjell.no>, Ola <ola@fjell.no>, Per"],
        ),
        (" * Kari Lie - selger", ["Kari Lie - selger"]),
        ("Sitz: Köln / Registergericht: Köln", ["Sitz: Köln", "Registergericht: Köln"]),
    ],
)
def test_dashes_commas_and_bullets_part_what_does_not_belong_together(line: str, parts: list[str]) -> None:
    assert split_line(line) == parts


def test_a_label_says_what_the_words_are() -> None:
    parts = parts_of("Navn: Kari Lie", "Firma: Fjell AS", "Stilling: Selger", "Tema: Vår")
    assert [(part.promised, part.words) for part in parts] == [
        ("person", "Kari Lie"),
        ("company", "Fjell AS"),
        ("title", "Selger"),
        ("", "Tema: Vår"),
    ]


def test_what_is_ticked_in_a_box_is_nothing_about_the_writer() -> None:
    assert parts_of("[x] quote me freely  [ ] keep private") == []


def test_a_department_above_a_number_is_its_label_but_no_label_above_anything_else() -> None:
    label, number = parts_of("Kundesenter", "22 86 54 00")
    assert (label.words, number.numbers[0].kind) == ("", "switchboard")
    title, _ = parts_of("Kundeservice", "Fjell AS")
    assert title.words == "Kundeservice"


def test_opening_hours_are_dropped() -> None:
    (part,) = parts_of("Man-fre: 08:00-16:00, lør stengt")
    assert (part.numbers, part.words) == ([], "")


def test_a_label_that_several_countries_know_takes_its_number_once() -> None:
    (part,) = parts_of("Org.nr 556012-5790 Tel 031-55 12 34", region="SE")
    assert part.org_numbers == [("556012-5790", False)]
    assert [number.text for number in part.numbers] == ["031-55 12 34"]


def test_words_above_a_number_name_a_desk_unless_they_are_a_title_or_a_person() -> None:
    assert parts_of("Ekspedisjon", "61 11 22 00")[1].numbers[0].kind == "other"
    assert parts_of("Daglig leder", "61 11 22 00")[1].numbers[0].kind == ""
    assert parts_of("Kari Lie", "61 11 22 00")[1].numbers[0].kind == ""


def test_three_slashes_part_a_line_but_one_does_not() -> None:
    assert split_line("Kari Lie / Selger / Fjell AS") == ["Kari Lie", "Selger", "Fjell AS"]
    assert split_line("Advokat / Partner") == ["Advokat / Partner"]


def test_a_dash_within_a_number_does_not_part_it() -> None:
    line = "Telefoon: 14 0591 (algemeen) / 0591 - 53 92 18 (direct)"
    assert split_line(line) == [line]


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (("Postnr: 8300", "Sted: Svolvær"), ["8300 Svolvær", ""]),
        (("Postnummer: 694 30", "Ort: Hallsberg"), ["694 30 Hallsberg", ""]),
        (("PLZ: 50679", "Ort: Köln"), ["50679 Köln", ""]),
        (("Plaats: Utrecht", "Postcode: 3511 NP"), ["", "3511 NP Utrecht"]),
        (("Town: Stamford", "Postcode: PE9 2AL"), ["", "Stamford PE9 2AL"]),
        (("Postnr/sted: 8300 Svolvær",), ["8300 Svolvær"]),
        (("Postnr: 8300",), ["8300"]),
        (("Postnr: 8300", "Sum: 12", "Merk: nei", "Sted: Bodø"), ["8300", "Sum: 12", "Merk: nei", "Bodø"]),
    ],
)
def test_a_postcode_and_a_city_with_labels_are_one_line(lines: tuple[str, ...], words: list[str]) -> None:
    assert [part.words for part in split_into_parts(lines)] == words


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("D - 29394 Lüder", ["D-29394 Lüder"]),
        ("Dorfweg 3, A - 6020 Innsbruck", ["Dorfweg 3, A-6020 Innsbruck"]),
        ("S - 114 55 Stockholm", ["S-114 55 Stockholm"]),
        ("Plan B - 12 rom", ["Plan B - 12 rom"]),
        ("B - Berge Bygg", ["B - Berge Bygg"]),
    ],
)
def test_the_letters_of_a_country_belong_to_the_postcode(line: str, parts: list[str]) -> None:
    assert split_line(line) == parts
