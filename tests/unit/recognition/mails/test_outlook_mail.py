"""Mails as Outlook saves them, in Unicode and older, and files that are none."""

import struct
from pathlib import Path

import pytest

from app.recognition.mails.mail import UnreadableMail
from app.recognition.mails.outlook_mail import is_compound_file, read_outlook_mail
from app.recognition.mails.reader import recognise_mail
from tests.helpers.data.outlook_files import compound_file, outlook_mail

TABLE = Path(__file__).parents[3] / "data" / "tables" / "fair.xls"
BODY = "Hei\r\n\r\nMit freundlichen Grüßen\r\nJürgen Groß\r\nGroß GmbH\r\n"
CARD = b"BEGIN:VCARD\r\nFN:Ola Moe\r\nEND:VCARD\r\n"


@pytest.mark.parametrize("code_page", [0, 1252])
@pytest.mark.parametrize("further", ["", "Noch ein Satz.\r\n" * 500], ids=["short", "long"])
def test_a_mail_is_read(code_page: int, further: str) -> None:
    found = read_outlook_mail(
        outlook_mail(
            sender=("Jürgen Groß", "j.gross@gross.de"),
            body=further + BODY,
            to=[("Meg", "meg@oss.no")],
            copied=[("Åse Vik", "ase@gross.de"), ("Exchange", "/o=First/ou=Exchange/cn=x")],
            attached={"kort.vcf": CARD, "bilde.png": b"\x89PNG"},
            code_page=code_page,
        )
    )
    assert found.text == further + BODY
    assert found.sender is not None
    assert (found.sender.name, found.sender.mail) == ("Jürgen Groß", "j.gross@gross.de")
    assert [(one.name, one.mail) for one in found.copied] == [("Åse Vik", "ase@gross.de")]
    assert [one.mail for one in found.to] == ["meg@oss.no"]
    assert found.cards == (CARD.decode(),)
    assert not found.is_encrypted


def test_a_mail_of_html_alone_is_read_as_its_reader_sees_it() -> None:
    found = read_outlook_mail(outlook_mail(html="<p>Mvh<br>Bjørg</p>".encode()))
    assert found.text == "Mvh\nBjørg"


def test_a_mail_whose_text_is_rtf_alone_is_told_with_its_sender() -> None:
    file = outlook_mail(rtf=b"LZFu")
    assert read_outlook_mail(file).is_rtf
    assert not read_outlook_mail(outlook_mail(rtf=b"LZFu", body="Mvh")).is_rtf
    found = recognise_mail(file)
    assert found.message.startswith("The text of this mail is formatted in Outlook's own way (RTF) alone")
    assert [one.value for one in found.persons[0] if one.path.endswith("Lastname")] == ["Nordmann"]


def test_an_encrypted_mail_is_known_as_one() -> None:
    assert read_outlook_mail(outlook_mail(kind="IPM.Note.SMIME")).is_encrypted


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (TABLE.read_bytes(), "no mail"),
        (compound_file({"WordDocument": bytes(100)}), "no mail"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "damaged"),
        (outlook_mail(body=BODY)[:1500], "damaged"),
    ],
)
def test_what_is_no_mail_is_told(data: bytes, sentence: str) -> None:
    assert is_compound_file(data)
    with pytest.raises(UnreadableMail, match=sentence):
        read_outlook_mail(data)


def test_a_mail_that_is_wrong_in_any_place_raises_nothing_else() -> None:
    sound = outlook_mail(body=BODY, copied=[("Åse Vik", "ase@gross.de")], attached={"kort.vcf": CARD})
    for at in range(8, len(sound), 37):
        damaged = sound[:at] + bytes([sound[at] ^ 0x5A, 0xFF, 0xFE]) + sound[at + 3 :]
        try:
            read_outlook_mail(damaged)
        except UnreadableMail as error:
            assert str(error)


def test_a_chain_in_a_circle_is_told_at_once() -> None:
    sound = outlook_mail(body="Noch ein Satz.\r\n" * 5_000)
    place = (struct.unpack_from("<I", sound, 76)[0] + 1) * 512
    successors = list(struct.unpack_from("<128I", sound, place))
    successors[5] = 2  # the body runs back into itself
    circle = sound[:place] + struct.pack("<128I", *successors) + sound[place + 512 :]
    with pytest.raises(UnreadableMail, match="damaged"):
        read_outlook_mail(circle)
