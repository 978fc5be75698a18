from __future__ import annotations

import unicodedata
from time import thread_time

import pytest

from app.model.checks.renamed import may_have_become

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
