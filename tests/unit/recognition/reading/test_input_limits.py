import pytest

from app.recognition.reading.input_limits import what_it_is, what_text_is, why_refused


def test_sizes_are_refused_by_what_they_are() -> None:
    assert why_refused(1_000_000, is_card=False) == why_refused(10_000_000, is_card=True) == ""
    assert "1 MB is the most" in why_refused(1_000_001, is_card=False)
    assert "10 MB is the most" in why_refused(10_000_001, is_card=True)


def test_the_size_is_told_in_megabytes() -> None:
    assert why_refused(1_500_000, is_card=False).startswith("This text is too large to be read: 1.5 MB, ")
    assert why_refused(12_000_000, is_card=True).startswith("These cards are too large to be read: 12 MB, ")
    assert why_refused(50_000_000, is_card=None) == (
        "This file is too large to be read: 50 MB, and 10 MB is the most."
    )


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "a picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(40), "a picture"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(40), "a picture"),
        (b"<?xml version='1.0'?>\n<svg xmlns='x'>", "a picture"),
        (b"%PDF-1.7\n%abc", "a PDF"),
        (b"PK\x03\x04\x14\x00\x06\x00" + bytes(40), "a document of an office program, or an archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(40), "a mail or document as Outlook or Word stores it"),
        (b"{\\rtf1\\ansi Kari}", "a formatted document (RTF)"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt " + bytes(20), "a sound"),
        (b"\x00\x00\x00\x18ftypmp42" + bytes(40), "a film"),
        (b"BEGIN:VCALENDAR\r\nVERSION:2.0", "a calendar"),
        (bytes(range(32)) * 9, "no text"),
        (b"Kari\x00\x01\x02\x03\x04", "no text"),
    ],
)
def test_what_holds_no_text_is_named(data: bytes, kind: str) -> None:
    assert what_it_is(data) == kind


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"BM Entreprenad AB\nStorgatan 1",
        b"MZ Consult\n",
        b"ID3 Media AS",
        "BEGIN:VCARD\nN:Åse;Bjørg\n".encode("utf-16-le"),
        "BEGIN:VCARD\nN:Åse;Bjørg\n".encode("utf-16"),
        "Bjørg Åse\n".encode("cp1252"),
        b"Kari\x07\nFjell AS, Storgata 12, 0155 Oslo",
        b'["vcard", []]',
    ],
)
def test_what_may_be_text_is_read(data: bytes) -> None:
    assert what_it_is(data) == ""


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("First Name,Last Name,Company\nKari,Lie,Fjell AS", "a table of contacts (CSV)"),
        ('"Vorname";"Nachname";"Firma"\n', "a table of contacts (CSV)"),
        ("# addresses\nversion: 1\n\ndn: cn=Kari Lie\ncn: Kari Lie", "a list of contacts in LDIF"),
        ("Firma, Fjell AS\nKari Lie", ""),
        ("Kari Lie, Fjell AS, kari@fjell.no", ""),
    ],
)
def test_lists_that_are_no_cards_are_named(text: str, kind: str) -> None:
    assert what_text_is(text) == kind


def test_a_file_with_a_table_may_be_read() -> None:
    assert what_it_is(b"First Name,Last Name,Company\nKari,Lie,Fjell AS") == ""
