"""The samples that the self test reads, and what comes of it where something is missing."""

from __future__ import annotations

import pytest

import resources
from app.pictures.reader import read_picture
from app.self_test import reading
from tests.helpers.data.outlook_files import outlook_mail
from tests.helpers.data.pictures import picture_of
from tests.helpers.data.workbooks import as_xlsx


def test_all_is_read() -> None:
    assert (reading.reads_mails(), reading.reads_outlook_mails(), reading.reads_codes()) == (True,) * 3
    assert reading.reads_spreadsheets()


def test_the_samples_tell_what_they_should() -> None:
    made = outlook_mail(sender=(reading.NAME, reading.ADDRESS), body="Hei")
    assert resources.data("samples/mail.msg") == made
    assert read_picture(resources.data("samples/code.jpg")).codes == (reading.CODE,)
    assert resources.data("samples/code.jpg").startswith(b"\xff\xd8\xff"), "a plugin of Qt reads it"


def test_what_reads_something_else_has_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    others = {
        "samples/mail.msg": outlook_mail(sender=("Ola", "ola@vidde.example")),
        "samples/code.jpg": picture_of("MECARD:N:Vidde,Ola;;"),
        "samples/table.xlsx": as_xlsx([("Ola Vidde",)]),
    }
    monkeypatch.setattr(resources, "data", others.__getitem__)
    monkeypatch.setattr(reading, "_TEXT", "another")
    assert (reading.reads_mails(), reading.reads_outlook_mails(), reading.reads_codes()) == (False,) * 3
    assert not reading.reads_spreadsheets()


def test_samples_that_are_not_there_have_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> bytes:
        raise FileNotFoundError(name)

    monkeypatch.setattr(resources, "data", missing)
    assert (reading.reads_outlook_mails(), reading.reads_codes()) == (False, False)
    assert not reading.reads_spreadsheets()
