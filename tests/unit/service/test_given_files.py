"""Files of every kind that are dropped, opened or named: what they are told by is what is in them."""

from __future__ import annotations

from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

import pytest

from app.recognition import RecognitionResult, most_of
from app.service import given_files
from app.service.given_files import GivenFiles, OnCard, text_of_files
from tests.helpers.data.outlook_files import outlook_mail

CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Kari Nordmann\nORG:Bakeriet AS\nEND:VCARD\n"
BODY = "Hei\n\nMvh\nOla Moe\nFjell AS\nTlf 22 86 54 00\nola.moe@fjell.no\n"
PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True)
class Said:
    codes: tuple[str, ...] = ()
    text: str = ""
    message: str = ""
    picture: bytes = b""


def files(said: Said | None = None) -> GivenFiles:
    def read(_data: bytes, _on_card: OnCard) -> Said:
        assert said is not None
        return said

    return GivenFiles("NO", (), read)


def mail() -> bytes:
    made = EmailMessage()
    made["From"] = "Ola Moe <ola.moe@fjell.no>"
    made.set_content(BODY)
    return made.as_bytes()


def name_of(found: RecognitionResult) -> str:
    return next((one.value for one in found.company if one.path == "Name"), "")


@pytest.mark.parametrize("name", ["a.eml", "a.msg", "a.txt"])
def test_a_mail_is_known_by_what_is_in_it(tmp_path: Path, name: str) -> None:
    for data in (mail(), outlook_mail(sender=("Ola Moe", "ola.moe@fjell.no"), body=BODY)):
        (tmp_path / name).write_bytes(data)
        found = files().recognise_files([tmp_path / name])
        assert name_of(found) == "Fjell AS"
        assert found.persons[0][0].value == "Ola"


def test_several_files_are_one_entry_each_unless_they_are_texts(tmp_path: Path) -> None:
    for name, data in (("a.msg", outlook_mail(body=BODY)), ("b.vcf", CARD.encode()), ("c.png", PNG)):
        (tmp_path / name).write_bytes(data)
    given = [tmp_path / name for name in ("a.msg", "b.vcf", "c.png")]
    found = files(Said(codes=("https://vidde.no",))).recognise_files(given)
    assert [name_of(one) for one in (found, *found.others)] == ["Bakeriet AS", "Fjell AS", ""]
    assert found.others[1].company[0].value == "https://vidde.no"


@pytest.mark.parametrize(
    ("said", "values"),
    [
        (Said((CARD,)), ["Bakeriet AS"]),
        (Said(("MECARD:N:Moe,Ola;ORG:Fjell AS;TEL:22865400;;",)), ["Fjell AS"]),
        (Said(("https://vidde.no/a?b",)), ["https://vidde.no/a?b"]),
        (Said(("mailto:post@vidde.no",)), ["post@vidde.no"]),
        (Said(text=BODY), ["Fjell AS"]),
    ],
)
def test_what_a_picture_says_is_recognised(said: Said, values: list[str]) -> None:
    found = files(said).recognise_data(PNG)
    assert found is not None
    assert [one.value for one in found.company if one.path != "Country"][: len(values)] == values


def test_of_a_number_in_a_code_its_scheme_is_left_out_and_that_of_a_card_is_read() -> None:
    card = CARD.replace("ORG:", "TEL:+47 22 86 54 00\nORG:")
    for code in ("tel:+4722865400", card):
        found = files(Said((code,))).recognise_data(PNG)
        assert found is not None
        values = [
            one.value for one in (*found.company, *(each for person in found.persons for each in person))
        ]
        assert any("22 86 54 00" in value or "22865400" in value for value in values), code
        assert not any("tel" in value.casefold() for value in values)


def test_a_picture_whose_text_was_read_stays_beside_it() -> None:
    found = files(Said(text=BODY, picture=PNG)).recognise_data(PNG)
    assert found is not None
    assert found.picture == PNG


@pytest.mark.parametrize(
    ("said", "sentence"),
    [(Said(("WIFI:S:Hytte;P:hemmelig;;",)), "says nothing about a company"), (Said(message="Why."), "Why.")],
)
def test_a_picture_that_says_nothing_of_use_is_told(said: Said, sentence: str) -> None:
    found = files(said).recognise_data(PNG)
    assert found is not None
    assert sentence in found.message
    assert not found


def test_a_mail_of_fifty_megabytes_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    large = tmp_path / "large.eml"
    with large.open("wb") as file:
        file.truncate(50_000_000)
    monkeypatch.setattr(given_files, "read_regular_file", lambda *_: pytest.fail("it was read"))
    found = files().recognise_files([large])
    assert found.message == "This file is too large to be read: 50 MB, and 30 MB is the most."


def test_a_text_may_not_be_as_large_as_a_mail(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x " * 6_000_000)
    assert "10 MB is the most" in files().recognise_files([tmp_path / "a.txt"]).message
    assert "10 MB is the most" in text_of_files([tmp_path / "a.txt"])[1]


def test_a_text_that_is_named_as_a_mail_may_not_be_as_large_as_one(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(b"x " * 6_000_000)
    assert "10 MB is the most" in files().recognise_files([tmp_path / "a.eml"]).message
    assert "10 MB is the most" in text_of_files([tmp_path / "a.eml"])[1]


def test_what_is_read_can_be_ended(tmp_path: Path) -> None:
    class Ended(Exception):
        pass

    def end(_count: int) -> None:
        raise Ended

    (tmp_path / "a.eml").write_bytes(mail())
    with pytest.raises(Ended):
        GivenFiles("NO", (), lambda *_: Said(), end).recognise_files([tmp_path / "a.eml"])


PDF = b"%PDF-1.7\n"


def test_texts_are_read_as_one_and_what_is_none_is_told(tmp_path: Path) -> None:
    for name, data in (("a.txt", b"one"), ("b.txt", "två".encode()), ("c.pdf", PDF)):
        (tmp_path / name).write_bytes(data)
    a, b, pdf = (tmp_path / name for name in ("a.txt", "b.txt", "c.pdf"))
    assert text_of_files([a, b]) == ("one\ntvå", "")
    text, sentence = text_of_files([a, pdf])
    assert (text, sentence.startswith("“c.pdf” is ")) == ("", True)
    assert files().recognise_files([a, pdf]).message == sentence
    assert files().recognise_data(b"one") is None


def test_a_file_that_cannot_be_read_is_told_with_the_reason(tmp_path: Path) -> None:
    sentence = "“none.txt” could not be read: No such file or directory. Nothing was changed."
    assert text_of_files([tmp_path / "none.txt"]) == ("", sentence)
    assert files().recognise_files([tmp_path / "none.txt"]).message == sentence
    assert files().recognise_row(tmp_path / "none.txt") is None


def test_files_are_refused_by_what_they_have_together(tmp_path: Path) -> None:
    half = tmp_path / "half.txt"
    half.write_text("x" * (most_of("half.txt") // 2 + 1))
    assert text_of_files([half])[1] == ""
    text, sentence = text_of_files([half, half])
    assert text == ""
    assert sentence
    assert files().recognise_files([half, half]).message == sentence


def test_as_much_as_fits_is_read_to_the_last_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file may have grown since its size was asked for, and files of /proc have none."""
    asked: list[int] = []

    def read(_path: Path, most: int) -> bytes:
        asked.append(most)
        return b"x" * 10

    monkeypatch.setattr(given_files, "read_regular_file", read)
    (tmp_path / "a.txt").write_text("")
    assert text_of_files([tmp_path / "a.txt"] * 2)[1] == ""
    most = most_of("a.txt")
    assert asked == [most + 1, most + 1 - 10]
    asked.clear()
    files().recognise_files([tmp_path / "a.txt"] * 2)
    assert asked == [most + 1, most + 1 - 10]
    files().recognise_row(tmp_path / "a.txt")
    assert asked[2:] == [most + 1]


def test_others_of_others_stand_once_in_the_row(tmp_path: Path) -> None:
    """A mail of several cards is one entry with others; what is said of two files is said once."""
    for name in ("a.png", "b.png"):
        (tmp_path / name).write_bytes(PNG)
    given = [tmp_path / name for name in ("a.png", "b.png")]
    found = files(Said(codes=("https://vidde.no", "https://fjell.no"))).recognise_files(given)
    sites = ["https://vidde.no", "https://fjell.no"]
    assert [one.company[0].value for one in (found, *found.others)] == sites * 2
    assert all(not one.others for one in found.others)
    said = files(Said(message="Why.")).recognise_files(given)
    assert (said.message, said.others) == ("Why.", ())


def test_a_table_of_one_row_is_a_company(tmp_path: Path) -> None:
    (tmp_path / "one.csv").write_text("Firma\tBy\tLand\nFjell AS\tOslo\tNorge\n")
    (tmp_path / "two.csv").write_text("Firma\tBy\tLand\nFjell AS\tOslo\tNorge\nVann AS\tOslo\tNorge\n")
    found = files().recognise_row(tmp_path / "one.csv")
    assert found is not None
    assert name_of(found) == "Fjell AS"
    assert files().recognise_row(tmp_path / "two.csv") is None
