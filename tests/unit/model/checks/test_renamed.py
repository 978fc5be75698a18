from __future__ import annotations

import unicodedata
from time import thread_time

import pytest

from app.model.checks.renamed import (
    ValueKind,
    bare_code,
    bare_web_address,
    can_have_become,
    is_same_value,
    may_have_become,
)

LONG = "Norsk Institutt for Vannforskning og Miljøteknologi avdeling Vest"


@pytest.mark.parametrize(
    ("sent", "found"),
    [
        ("Fjord  Nord AS", "Fjord Nord AS"),
        ("Fjord\u00a0Nord AS", "Fjord Nord AS"),
        ("Blåbær AS", unicodedata.normalize("NFD", "Blåbær AS")),
        (LONG, LONG[:30]),
        (LONG, LONG[:23]),  # twenty letters
        ("Fjord", "Fjo"),  # three quarters of the letters, and no more
        ("abcde fghij " * 25, "abcde fghix " * 25),
        ("Kari’s „Café“", 'Kari\'s "Café"'),
        ("Bob's & Co <AS>", "Bob&#39;s &amp;amp; Co &lt;AS&gt;"),
        ("Fjord Inc", "Fjord Inc."),
        ("Fjord Inc.", "Fjord Inc"),
        ("Straße GmbH", "STRASSE GMBH"),
        ("İstanbul Işık", "istanbul isik"),
        ("Fjord AS", "FJORD AS"),
        ("Søndre Ål AS", "Sondre Aal AS"),
        ("Фёдор", "Fjodor"),
        ("株式会社フィヨルド", "Fjord KK"),
        ("Łódź", "?ód?"),
        ("Li Ola", "Ola Li"),
        ("Kari Ås", "Ås, Kari"),
        ("Fjord AS", "Fjord A/S"),
        ("!!!", "Fjord AS"),
        ("Fjord AS", ""),
        ("Fjord ٢ AS", "FJORD 2 AS"),
    ],
)
def test_a_server_can_have_made_one_of_the_other(sent: str, found: str) -> None:
    assert may_have_become(sent, found)


def test_megabytes_take_no_time() -> None:
    start = thread_time()
    assert not may_have_become("Fjord AS", "&amp;ﬀ " * 1_000_000)
    assert may_have_become("Straße " * 100_000, "STRASSE " * 100_000)
    assert thread_time() - start < 0.5


@pytest.mark.parametrize(
    ("sent", "found"),
    [
        ("Fjord AS", "Fjell AS"),
        (LONG, LONG[:22]),  # nineteen letters
        ("Fjord AS", "Bakke AS"),
        ("Fjord AS", "Fjord Kraft og Varme Holding AS"),
        ("Fjord AS", "F"),
        ("Fjord 1 AS", "Fjord 2 AS"),
        ("Fjord AS 12", "Fjord AS 1"),
        ("Kari Li", "Nils Berg"),
        ("Kari Ås", "Nina Feil"),
    ],
)
def test_these_are_names_of_two(sent: str, found: str) -> None:
    assert not may_have_become(sent, found)


TEXT, CODE, PHONE = ValueKind.TEXT, ValueKind.CODE, ValueKind.PHONE
WEB, EMAIL = ValueKind.WEB, ValueKind.EMAIL
NOTE = "Kunde siden «1999» – “god” \u260e"


@pytest.mark.parametrize(
    ("kind", "mine", "theirs"),
    [
        (TEXT, " Kaigata  1", "KAIGATA 1"),
        (TEXT, "A\u030as", "Ås"),
        (CODE, "914 778 271", "914778271"),
        (CODE, "NO-914.778.271 MVA", "no914778271mva"),
        (CODE, "N-0155", "n 0155"),
        (CODE, " - ", "-"),
        (PHONE, "22 33 44 55", "+47 22 33 44 55"),
        (PHONE, "+47 22 33 44 55 ext. 12", "+47 22 33 44 55"),
        (PHONE, "22 33 44 55", "0047 22334455;ext=12"),
        (PHONE, "22 33 44 55 x12", "+47 22 33 44 55 ext. 12"),
        (PHONE, "22 33 44 55 ext. 12", "472233445512"),
        (PHONE, "22334455, 12", "22334455"),
        (PHONE, "ring Kari", "Ring Kari"),
        (WEB, "https://www.fjord.example/path/", "fjord.example/path"),
        (WEB, "fjord.example", "HTTP://WWW.fjord.example/"),
        (EMAIL, "Kari@Fjord.example", "kari@fjord.example"),
    ],
)
def test_what_has_one_meaning_is_the_same(kind: ValueKind, mine: str, theirs: str) -> None:
    assert is_same_value(kind, mine, theirs)
    assert is_same_value(kind, theirs, mine)
    assert can_have_become(kind, mine, theirs)


@pytest.mark.parametrize(
    ("kind", "mine", "theirs"),
    [
        (TEXT, NOTE, NOTE.encode("latin-1", "replace").decode("latin-1")),
        (TEXT, NOTE, NOTE.encode("ascii", "replace").decode()),
        (TEXT, NOTE, NOTE[:12]),
        (TEXT, NOTE, 'Kunde siden "1999" - "god"'),
        (TEXT, "A & B", "A &amp; B."),
        (TEXT, "Москва, улица 1", "??????, ????? 1"),
        (CODE, "NO 914 778 271 MVA", "914778271"),
        (EMAIL, "post.long@fjord-og-fjell.example", "Post.Long@fjord-og-"),
        (EMAIL, "kåre@fjord.example", "k?re@fjord.example"),
        (EMAIL, "post.long@fjord-og-fjell.example", "post.l"),
        (WEB, "https://fjord.example/a/long/path", "www.fjord.example/a"),
    ],
)
def test_what_a_server_cuts_or_replaces_can_be_the_same(kind: ValueKind, mine: str, theirs: str) -> None:
    assert can_have_become(kind, mine, theirs)
    assert not is_same_value(kind, mine, theirs)


@pytest.mark.parametrize(
    ("kind", "mine", "theirs"),
    [
        (TEXT, NOTE, ""),
        (TEXT, NOTE, "Kunde"),
        (TEXT, NOTE, "Kunde siden 2005"),
        (TEXT, "Oslo", "Bergen"),
        (TEXT, "Avd. Nord", "Avd. Sør"),
        (TEXT, "Salg 1.5", "Salg 2.5"),
        (TEXT, "?", "!"),
        (CODE, "914 778 271", "914 778 272"),
        (CODE, "914 778 271", ""),
        (CODE, "AB-1", "CD-1"),
        (PHONE, "22 33 44 55", "22 33 44 56"),
        (PHONE, "22 33 44 55 ext. 12", "22 33 44 55 ext. 13"),
        (PHONE, "22 33 44 55, 99 88 77 66", "22 33 44 55"),
        (PHONE, "110 x1", "110"),
        (PHONE, "22 33 44 55", "22 33 4"),
        (WEB, "fjord.example", "fjord.example.org"),
        (WEB, "fjord.example", "fjell.example"),
        (EMAIL, "kari.one@fjord.example", "kari.two@fjord.example"),
        (EMAIL, "kari@fjord.example", "kari"),
    ],
)
def test_what_another_has_is_another(kind: ValueKind, mine: str, theirs: str) -> None:
    assert not can_have_become(kind, mine, theirs)
    assert not is_same_value(kind, mine, theirs)


def test_codes_and_addresses_are_bare() -> None:
    assert bare_code(" 914 778-271_") == "914778271"
    assert bare_code(" -- ") == "--"
    assert bare_web_address("HTTPS://www.Fjord.example//") == "fjord.example"


@pytest.mark.parametrize("kind", ValueKind)
def test_megabytes_of_an_answer_take_no_time(kind: ValueKind) -> None:
    long = "1 a" * 700_000
    assert not can_have_become(kind, "Kaigata 1", long)
    assert not can_have_become(kind, f"{NOTE} {long}", "22 33 44 55 ext.")
