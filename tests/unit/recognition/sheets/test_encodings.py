"""In which encoding a file was written."""

import pytest

from app.recognition.sheets import encodings
from app.recognition.sheets.encodings import decoded

LINE = "Bølgen & Sønn;Åse Ærlig;0155 Oslo"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "iso-8859-1"]
)
def test_encodings(encoding: str) -> None:
    text = f"Firma;Navn;Sted\n{LINE}\n" * 3
    assert decoded(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "mac_roman"])
def test_a_few_letters_tell_windows_dos_and_mac(encoding: str) -> None:
    text = "Firma;Sted\nBjørnøya Østers;Ås\nJörg Bäck;Köln\n"
    assert decoded(text.encode(encoding)) == text


def test_one_letter_is_that_of_windows_or_of_dos() -> None:
    text = "Firma;Sted\nFjell Å AS;Oslo\n"
    assert {decoded(text.encode(one)) for one in ("cp1252", "cp850")} == {text}


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("cp1252", "Ó Briain Foods Ltd;Seán"),
        ("cp1252", "Café Royal Ltd;Zoë Jones;£ 12"),
        ("cp1252", "Škoda Auto;Dušan"),
        ("cp1252", "João Conceição"),
        ("cp1252", "L’Oréal – Oslo–Bergen"),
        ("cp1252", "Müßig GmbH"),
        ("cp850", "Straße 1"),
        ("cp850", "ØRSTED"),
        ("cp850", "Bäck"),
        ("mac_roman", "Köln"),
        ("mac_roman", "Ægir"),
        ("cp1250", "Łódź Kraków"),
        ("cp1250", "Dvořák"),
    ],
)
def test_one_name_beyond_ascii_tells_the_encoding(encoding: str, name: str) -> None:
    text = f"Company;Contact\nPlain Ltd;Tim\n{name}\n"
    assert decoded(text.encode(encoding)) == text


def test_lines_of_windows_in_a_file_of_utf_8() -> None:
    data = ("Bjørn Åsheim;Sørøya;Ålesund\n" * 3).encode() + "Åse Bø;Oslo\n".encode("cp1252")
    assert decoded(data).splitlines()[-1] == "Åse Bø;Oslo"


def test_a_damaged_letter_leaves_the_others() -> None:
    data = ("Firma;Sted\n" + "Bjørnøya Østers;Ås\n" * 3).encode()
    assert decoded(data[:-1].removesuffix(b"s")[:-1]).startswith("Firma;Sted\nBjørnøya Østers;Ås\n")


def test_a_code_page_of_another_script_is_told_by_its_letters() -> None:
    text = "Компания;Имя;Город\nСевер;Анна Иванова;Мурманск\nВосток;Пётр Сидоров;Владивосток\n" * 5
    assert decoded(text.encode("koi8-r")) == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["ab", "ab\u6463\u6665", "Firma;Blåbær\nÅs;1\n" * 200])
def test_every_other_byte_is_empty_without_a_mark(encoding: str, text: str) -> None:
    assert decoded(text.encode(encoding)) == text


@pytest.mark.parametrize("data", [b"", b"a", b"a\x00b", b"ab", b"abc\x00defghij", b"\x00"])
def test_few_empty_bytes_are_no_wide_letters(data: bytes) -> None:
    assert decoded(data) == data.decode()


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe\x00\x00", "utf-32-le"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
    ],
)
def test_a_mark_says_it_and_is_no_text(mark: bytes, encoding: str) -> None:
    assert decoded(mark + LINE.encode(encoding)) == LINE
    assert decoded(mark) == ""


def test_no_word_has_a_capital_behind_a_small_letter() -> None:
    text = "Firma;Sted\nFörderkreis Würth;Köln\n"
    assert [decoded(text.encode(one)) for one in ("cp1252", "cp850", "mac_roman")] == [text] * 3


@pytest.mark.parametrize(
    ("before", "sign", "behind", "fit"),
    [
        ("5 ", "£", "12", 1),
        ("kr", "€", "5,", 1),
        (" 5", "€", " ", 1),
        ("kr", "€", " ", -1),
        ("", "£", "ab", -1),
        ("Vi", "£", "ab", -2),
        ("AS", "•", " ", 0.5),
        ("; ", "“", "Bø", 0.5),
        ("; ", "®", "Bø", -1),
        ("AS", "®", " ", 0.5),
        ("AS", "”", ";", 0.5),
        ("AS", "½", " ", -1),
        (" 2", "½", " ", 0.5),
        (" 5", "°", " ", 0.5),
        (" ", "”", " ", 0.5),
        (" ", "¿", " ", 0),
        ("O", "’", "Br", 1),
        (" L", "’", "Or", 1),
        ("ee", "’", "s ", 1),
        ("on", "’", "t ", 1),
        ("ab", "’", "xy", -1),
        ("lo", "–", "Be", 0.5),
        ("lo", "–", "be", -2),
        ("lo", "\xa0", "Be", 0.5),
        ("ab", "¤", "cd", -2),
        ("ab", "\ufffd", "cd", -3),
        ("ab", "\x81", "cd", -3),
    ],
)
def test_how_well_a_sign_stands_where_it_does(before: str, sign: str, behind: str, fit: float) -> None:
    assert encodings._fit(before, sign, behind) == fit


@pytest.mark.parametrize(
    ("before", "letter", "behind", "fit"),
    [
        (" B", "ä", "ck", 2),
        (";", "ä", "ck", 1.5),
        (" ", "Å", "s ", 2),
        (" ", "å", " ", 1),
        (" ", "ä", " ", -1),
        ("5", "Å", " ", -1),
        ("5", "å", "s ", -2),
        ("Bj", "Ø", "rn", -2),
        ("BJ", "Ø", "RN", 2),
        ("Mc", "É", "wa", 1.5),
        ("AB", "ø", "r ", -2),
        ("rl", "ß", "e ", -2),
        ("ro", "ß", "e ", 2),
        ("ea", "ä", "e ", 0),
        ("Za", "á", "n ", -0.5),
        ("ct", "ł", "k ", -0.5),
        ("ab", "ƀ", "a ", -2),
    ],
)
def test_how_well_a_letter_stands_where_it_does(before: str, letter: str, behind: str, fit: float) -> None:
    assert encodings._fit(before, letter, behind) == fit


def test_what_is_no_letter_in_windows_either_is_lost() -> None:
    known = "Bjørn Åsheim;Sørøya;Ålesund\n" * 3
    assert decoded(known.encode() + b"A\x99B;Oslo\n") == known + "A\ufffdB;Oslo\n"
    assert decoded(known.encode() + b"Oslo \xc5") == known + "Oslo \ufffd", "the half of a letter at the end"
    assert decoded(known.encode() + b"\xc5s\n") == known + "Ås\n"


POLISH = (
    "Firma;Ulica;Miasto\nFabryka Śruba Sp. z o.o.;ul. Święta 1;Łódź\n",
    "Ľubovňa a.s.;Štúrova 1;Stará Ľubovňa\n",
    "Łąka SA;ul. Żółta 3;Gdańsk\n",
    "Šťastný Dvůr;Třída Míru 4;Ústí nad Labem\n",
)


@pytest.mark.parametrize("encoding", ["cp1250", "iso8859_2"])
@pytest.mark.parametrize("text", POLISH)
def test_both_pages_of_the_middle_of_europe_are_told_apart(text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding)) == text
