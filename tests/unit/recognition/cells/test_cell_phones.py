"""Phones with words beside them."""

import pytest

from app.recognition.cells.cell_phones import CellContent, is_extension, told_apart, with_extension


@pytest.mark.parametrize(
    ("text", "left_out", "is_doubtful"),
    [
        ("mob: 900 00 000 (helst SMS)", "helst SMS", False),
        ("900 00 000 (etter kl. 16)", "etter kl. 16", False),
        ("900 00 000 spør etter Kari", "spør etter Kari", True),
        ("900 00 000 (Kari)", "Kari", True),
        ("900 00 000", "", False),
    ],
)
def test_words_beside_a_number_go_nowhere_and_are_told(text: str, left_out: str, is_doubtful: bool) -> None:
    content = told_apart(text, "Person.MobilePhone")
    assert content == CellContent([("Person.MobilePhone", "900 00 000")], left_out, is_doubtful)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("tlf 35 08 00 00, mob 901 08 000", ["Person.Phone 35 08 00 00", "Person.MobilePhone 901 08 000"]),
        ("+47 35 07 11 22 ext. 3", ["Person.Phone +47 35 07 11 22 ext. 3"]),
        ("+48 61 555 01 01 wew. 12", ["Person.Phone +48 61 555 01 01 ext. 12"]),
        ("089 5551 Durchwahl 12", ["Person.Phone 089 5551 ext. 12"]),
        (
            "010-555 01 23 toestel 4, www.x.example",
            ["Urls www.x.example", "Person.Phone 010-555 01 23 ext. 4"],
        ),
        ("415-555-0132 x204", ["Person.Phone 415-555-0132 ext. 204"]),
        ("91 12 23 33 el. 91 12 23 34", ["Person.Phone 91 12 23 33", "Person.Phone 91 12 23 34"]),
        ("ring sentralbordet", ["Person.Phone ring sentralbordet"]),
    ],
)
def test_numbers_of_several_kinds(text: str, values: list[str]) -> None:
    assert [" ".join(one) for one in told_apart(text, "Person.Phone").values] == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("23 00 00 00 / 900 00 111 (mob)", ["Phone 23 00 00 00", "MobilePhone 900 00 111"]),
        ("900 00 111 (mob) / 23 00 00 00", ["MobilePhone 900 00 111", "Phone 23 00 00 00"]),
        ("22 33 44 55 og 900 00 111 (mobil)", ["Phone 22 33 44 55", "MobilePhone 900 00 111"]),
        ("900 00 111 mob, 23 00 00 00 kontor", ["MobilePhone 900 00 111", "Phone 23 00 00 00"]),
        ("23 00 00 00 kontor 900 00 111 mob", ["Phone 23 00 00 00", "MobilePhone 900 00 111"]),
        ("Mob: 900 00 111 / 900 00 222", ["MobilePhone 900 00 111", "MobilePhone 900 00 222"]),
        ("Tlf./mob.: 23 00 00 00 / 900 00 111", ["Phone 23 00 00 00", "MobilePhone 900 00 111"]),
        ("Tlf/faks: 23 00 00 00", ["Phone 23 00 00 00"]),
        ("06321/1234 (priv. 06321/9876)", ["Phone 06321/1234", "PrivatePhones 06321/9876"]),
        ("22 33 44 55 (hjemme)", ["PrivatePhones 22 33 44 55"]),
        ("08-123 45 67 hemma, 070-123 45 67 jobb", ["PrivatePhones 08-123 45 67", "Phone 070-123 45 67"]),
        ("020-1234567 (werk) 06-12345678 (mobiel)", ["Phone 020-1234567", "MobilePhone 06-12345678"]),
        ("22334455/66 (mob)", ["MobilePhone 22334455/66"]),
        (
            "33 11 22 33 lokal 12 / 40 11 22 33 mobil",
            ["Phone 33 11 22 33 ext. 12", "MobilePhone 40 11 22 33"],
        ),
    ],
)
def test_each_number_has_the_kind_that_stands_beside_it(text: str, values: list[str]) -> None:
    content = told_apart(text, "Person.Phone")
    assert [" ".join(one).removeprefix("Person.") for one in content.values] == values
    assert not content.left_out


def test_a_number_at_an_office_is_no_mobile_one_in_a_column_of_these() -> None:
    for text in ("900 00 111 (mob), 23 00 00 00 (kontor)", "900 00 111 / 23 00 00 00 (kontor)"):
        content = told_apart(text, "Person.MobilePhone")
        assert content.values == [("Person.MobilePhone", "900 00 111"), ("Person.Phone", "23 00 00 00")]
    assert told_apart("tlf 23 00 00 00", "Person.MobilePhone").values == [
        ("Person.MobilePhone", "23 00 00 00")
    ]


def test_a_company_has_no_private_number() -> None:
    content = told_apart("06321/1234 (priv. 06321/9876)", "Phones")
    assert content == CellContent([("Phones", "06321/1234")], "06321/9876", is_doubtful=True)


@pytest.mark.parametrize(
    ("number", "text", "whole"),
    [
        ("089 55511-0", "-24", "089 55511-24"),
        ("+49 89 55511 - 00", "DW 241", "+49 89 55511-241"),
        ("22 33 44 55", "ext 12", "22 33 44 55 ext. 12"),
        ("", "-24", ""),
    ],
)
def test_an_extension_alone_is_behind_the_number_of_the_company(number: str, text: str, whole: str) -> None:
    assert is_extension(text, "Person.Phone")
    assert with_extension(number, text) == (whole, bool(whole))


def test_what_is_no_extension() -> None:
    assert not is_extension("22 33 44 55", "Person.DirectPhone")
    assert not is_extension("02222", "Person.DirectPhone")
    assert not is_extension("1881", "Person.Phone")
    assert is_extension("1881", "Person.DirectPhone")
    assert with_extension("089 555110", "-24") == ("089 555110 ext. 24", False)


def test_a_mail_address_in_a_column_of_web_addresses() -> None:
    assert told_apart("post@x.example", "Urls").values == [("Emails", "post@x.example")]
    assert told_apart("https://x.example/@kari", "Urls").values == [("Urls", "https://x.example/@kari")]
