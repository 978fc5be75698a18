"""Whatever is pasted is read within bounds: of time, and of what may go into a form."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.recognition import recognise
from tests.helpers.data.recognition_cases import all_cases, everything
from tests.helpers.processes.pace import seconds_of

MEGABYTE = 1_000_000
SECONDS = 2.0
WORST = {
    "one letter": "a",
    "empty lines": "\n",
    "closings": "Mvh\n",
    "delimiters": "--\n",
    "quoted closings": "> Mvh Kari\n",
    "numbers": "22 86 54 00 / 911 22 333 ; 44-55-66\n",
    "mails": "kari.lie@fjell.no, ",
    "addresses in long lines": "Storgata 12, 0150 Oslo, " * 40 + "\n",
    "columns": "a\t" * 490 + "\n",
    "dashes": "a - b - c - d - " * 60 + "\n",
    "days": "man tirs ons tors fre " * 45 + "\n",
    "labels": "Tlf. mob fax org nr kvk btw " * 35 + "\n",
    "hosts": "a.b.c.d.e.f.g.no " * 58 + "\n",
    "legal notices": "registered in england and wales no " * 28 + "\n",
    "stars": "_a* " * 240 + "\n",
    "headers": "Fra: a <b@c.no>\nTil: d\n\nHei\n",
    "pictures": "📱",
    "tabs in lines": "\t" * 100 + "\n",
    "blanks in lines": (" " * 50 + "x") * 2 + "\n",
    "titles and degrees": "Kari Lie MBChB, Dipl.-Ing. " * 4 + "\n",
    "people in lines": "Kari Lie, Ola Lie og Per Lie " * 3 + "\n",
    "owners": "Salong v/ Kari Lie og Ola Lie og Per Lie\n",
    "labels and colons": "a: b: c: " * 11 + "\n",
    "quotes that do not begin": "2026 12:00 skrev @\n",
    "base64": "TWFuIGlzIGRpc3Rpbmd1aXNoZWQsIG5vdCBvbmx5IGJ5IGhpcyByZWFzb24sIGJ1dCBieSB0aGlz\n",
    "one word": "hei ",
    "at signs": "@",
    "marks of quotes": "> > > >> ",
    "postcodes": "0155 Oslo 903 26 Umeå 80331 München\n",
    "names": "Kari Lie\nOla Moe\n",
    "accounts": "Deutsche Bank\nIBAN DE67 6707 0010 0046 8172 00\n",
    "notices": "This website is operated by Fjell Ltd, whose registered office is at ",
    "aliases": "This website is operated by (hereinafter, ",
    "offices": "Geschäftsführer:\nKari Lie\n",
    "timetables": "Oslo S   08:04   10   Vogn 2\n",
    "rows": "Firma;Navn;Telefon\nFjell AS;Kari Lie;22 86 54 00\n",
    "calendars": "BEGIN:VCALENDAR\nBEGIN:VEVENT\nATTENDEE;CN=a:mailto:a@b.no\nDESCRIPTION:a\\n",
    "lists of who is invited": "Organizer: Kari Lie <kari@fjell.no>\nRequired attendees: a <a@b.no>, b, ",
    "glued words": "Kari LieDaglig lederTlf: 22 86 54 00kari@fjell.no ",
    "several offices": "Oslo\nStorgata 1, 0155 Oslo\n\nBergen: Strandgaten 2, 5004 Bergen\n",
    "assistants": "PA: Amy Holt, 22 86 54 00\nmy assistant Amy Holt, ",
    "aligned columns": "Fjell AS   Telefon  22 86 54 00    Bank\n",
    "members of groups": "part of the A Group, a Fjell Group company, et selskap i B ",
    "extensions": "Zentrale 0621 43707-0 DW -10 Durchwahl: 12\n",
    "cells": "Firma;Navn;Telefon;",
    "quoted cells": 'Firma;Navn;Telefon\n"a;',
}
_LINES = [line for case in all_cases() for line in case.text.splitlines() if line.strip()]
_PIECES = st.sampled_from(_LINES)
_SIGNS = ("", ".", ",", ":", ": .", "-", "DB-", "XQ-", "(", ")", "/", ";", "\t", "@", "0", "\u200b", " – ")


@pytest.mark.long
@pytest.mark.parametrize("name", WORST)
def test_a_megabyte_takes_two_seconds_at_most(name: str) -> None:
    recognise("warm up, so that libraries are loaded: 22 86 54 00", "NO")
    text = (WORST[name] * (MEGABYTE // len(WORST[name]) + 1))[:MEGABYTE]
    assert seconds_of(lambda: recognise(text, "NO")) < SECONDS


@pytest.mark.long
def test_a_megabyte_of_different_domains_takes_two_seconds_at_most() -> None:
    recognise("warm up, so that libraries are loaded: 22 86 54 00", "NO")
    text = "\n".join(f"a@firm-{number:05}.no" for number in range(MEGABYTE // 16))
    assert seconds_of(lambda: recognise(text, "NO")) < SECONDS


@st.composite
def _damaged_lines(draw: st.DrawFn) -> str:
    """Draws a line that is cut, with another sign in the gap: what no generator of texts thinks of."""
    line = draw(_PIECES)
    start, end = sorted((draw(st.integers(0, len(line))), draw(st.integers(0, len(line)))))
    return line[:start] + draw(st.sampled_from(_SIGNS)) + line[end:]


@pytest.mark.long
@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.one_of(_damaged_lines(), _PIECES), max_size=8), st.sampled_from(("NO", "DE", "GB", "XQ", ""))
)
def test_damaged_lines_are_read_as_in_any_country(lines: list[str], region: str) -> None:
    found = recognise("\n".join(lines), region)
    assert found or found.message


@pytest.mark.parametrize(
    "text",
    ["DB-80331 München", "XQ-0155 Oslo", "Büro: .", "Geschäftsstelle: ,", "Kontor: – ", "ABC-12345 Xanten"],
)
def test_what_looks_like_an_address_and_is_none_is_read(text: str) -> None:
    found = recognise(f"Fjell AS\n{text}\npost@fjell.no", "")
    assert next(one.value for one in found.company if one.path == "Name") == "Fjell AS"


@pytest.mark.long
@settings(max_examples=100, deadline=None)
@given(st.lists(st.one_of(_PIECES, st.text(max_size=30)), max_size=12))
def test_lines_in_any_order_are_read_and_hold_no_control_character(lines: list[str]) -> None:
    found = recognise("\n".join(lines), "NO")
    assert found or found.message
    for one in (*everything(found), *found.doubtful):
        assert one.value.strip()
        assert not any(unicodedata.category(char) == "Cc" for char in one.value), one
