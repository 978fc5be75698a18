"""``read`` in this process."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.commands.main import run
from app.recognition import RecognitionResult
from app.recognition.reading.input_limits import MOST_PASTED
from tests.helpers.data.outlook_files import outlook_mail
from tests.helpers.data.pictures import picture_of

Printed = pytest.CaptureFixture[str]

SIGNATURE = (
    "Mvh\nKari Nordmann\nDaglig leder\nFjell & Vidde AS\nMobil: 911 00 234\nkari.nordmann@fjellvidde.no\n"
)
CARDS = "".join(
    f"BEGIN:VCARD\nVERSION:3.0\nN:Moe;{first}\nORG:{company}\nEND:VCARD\n"
    for first, company in (("Kari", "Fjell AS"), ("Per", "Vidde AS"))
)


def written(folder: Path, content: str | bytes) -> str:
    file = folder / "given.txt"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(file)


def read_json(capsys: Printed, *arguments: str) -> tuple[int, dict[str, Any]]:
    code = run(["read", "--json", *arguments])
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return code, found


def test_a_signature_is_printed_for_people(tmp_path: Path, capsys: Printed) -> None:
    assert run(["read", "--country", "no", written(tmp_path, SIGNATURE)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Company name: Fjell & Vidde AS"
    assert "Person 1, First name: Kari" in lines
    assert "Person 1, Mobile: 911 00 234" in lines


def test_a_signature_is_one_object_for_scripts(tmp_path: Path, capsys: Printed) -> None:
    code, found = read_json(capsys, "--country", "NO", written(tmp_path, SIGNATURE))
    assert code == 0
    assert found["company"]["Name"] == "Fjell & Vidde AS"
    assert found["persons"][0]["Persons[0].MobilePhone"] == "911 00 234"
    assert (found["doubtful"], found["message"], found["others"]) == ([], "", [])


def test_further_companies_of_a_file_are_told(tmp_path: Path, capsys: Printed) -> None:
    code, found = read_json(capsys, written(tmp_path, CARDS.encode("utf-16-be")))
    assert code == 0
    assert found["company"] == {"Name": "Fjell AS"}
    assert found["others"] == [
        {
            "company": {"Name": "Vidde AS"},
            "persons": [{"Persons[0].Firstname": "Per", "Persons[0].Lastname": "Moe"}],
            "doubtful": [],
        }
    ]
    assert "several companies" in found["message"]


def test_a_mail_of_outlook_and_a_picture_of_a_code_are_read(tmp_path: Path, capsys: Printed) -> None:
    for content in (outlook_mail(body=SIGNATURE), picture_of(CARDS)):
        code, found = read_json(capsys, "--country", "NO", written(tmp_path, content))
        assert code == 0
        assert found["company"]["Name"] in ("Fjell & Vidde AS", "Fjell AS")
        assert found["persons"][0]["Persons[0].Firstname"] == "Kari"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("lorem ipsum", "Nothing was recognised in this text"),
        ("", "is empty."),
        (b"%PDF-1.7", "is a PDF: there is no text in it that can be read."),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "This picture is damaged and cannot be read."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "This file is damaged, or no mail of Outlook"),
        (b"x" * (MOST_PASTED + 1), "too large to be read"),
    ],
)
def test_where_nothing_is_recognised_a_sentence_says_why(
    tmp_path: Path, capsys: Printed, content: str | bytes, sentence: str
) -> None:
    file = written(tmp_path, content)
    assert run(["read", file]) == 3
    assert sentence in capsys.readouterr().err
    code, found = read_json(capsys, file)
    assert code == 3
    assert (found["company"], found["persons"]) == ({}, [])
    assert sentence in found["message"]


@pytest.mark.parametrize("arguments", [["no/such/file"], ["--country", "NOR", "-"], ["--country", "1", "-"]])
def test_what_cannot_be_asked_is_wrong_usage(capsys: Printed, arguments: list[str]) -> None:
    assert run(["read", *arguments]) == 2
    assert capsys.readouterr().err


@pytest.mark.parametrize(
    ("known", "code"),
    [("nb_NO.UTF-8", "NO"), ("de_AT", "AT"), ("C.UTF-8", ""), ("C", ""), ("no", ""), ("es_419", "")],
)
def test_the_country_is_that_of_the_computer(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Printed, known: str, code: str
) -> None:
    asked: list[str] = []

    def recognise(_text: str, region: str) -> RecognitionResult:
        asked.append(region)
        return RecognitionResult(message="Nothing.")

    monkeypatch.setattr("locale.setlocale", lambda _category: known)
    monkeypatch.setattr("app.commands.finding.read.recognise", recognise)
    assert run(["read", written(tmp_path, SIGNATURE)]) == 3
    assert asked == [code]
    assert not capsys.readouterr().out
