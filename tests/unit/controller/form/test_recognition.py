"""Texts and files are read on a worker; only the latest request is answered."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from app.controller.form import recognition
from app.controller.form.recognition import RecognitionController
from app.model.carriers.contact import ContactEntity
from app.model.carriers.reading import read_as
from app.recognition import FoundValue, RecognitionResult
from app.service import given_files
from app.service.given_files import OnCard
from tests.helpers.fakes.controllers import PATIENCE_MS, Office

CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Kari Nordmann\nORG:Bakeriet AS\nEND:VCARD\n"


@pytest.fixture
def controller(office: Office) -> RecognitionController:
    return RecognitionController(office.lookups, office)


def answer(qtbot: QtBot, controller: RecognitionController, paths: list[Path]) -> RecognitionResult:
    with qtbot.waitSignal(controller.recognised, timeout=PATIENCE_MS) as told:
        controller.read_files(paths)
    assert told.args
    result = told.args[0]
    assert isinstance(result, RecognitionResult)
    return result


def test_files_are_read_as_one_text(qtbot: QtBot, controller: RecognitionController, tmp_path: Path) -> None:
    paths = [tmp_path / "one.vcf", tmp_path / "two.vcf"]
    for path, name in zip(paths, ("Kari", "Ola"), strict=True):
        path.write_text(CARD.replace("Kari", name), encoding="utf-8")
    result = answer(qtbot, controller, paths)
    assert result.message == ""
    assert "Kari" in repr(result)
    assert "Ola" in repr(result)


def test_a_file_that_is_not_there_is_named(
    qtbot: QtBot, controller: RecognitionController, tmp_path: Path
) -> None:
    message = answer(qtbot, controller, [tmp_path / "gone.vcf"]).message
    assert message.startswith("“gone.vcf” could not be read: ")
    assert message.endswith("Nothing was changed.")


def test_a_huge_file_is_refused_unread(
    qtbot: QtBot, controller: RecognitionController, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "film.vcf"
    path.touch()
    monkeypatch.setattr(
        given_files, "why_refused", lambda *_size, is_card, **_most: "Too large." if is_card is None else ""
    )
    monkeypatch.setattr(given_files, "read_regular_file", lambda *_: pytest.fail("it was read"))
    assert answer(qtbot, controller, [path]).message == "Too large."


@pytest.mark.skipif(sys.platform == "win32", reason="Windows names its devices otherwise")
@pytest.mark.parametrize("name", ["/dev/zero", "pipe"])
def test_a_device_or_pipe_is_told_and_not_read(
    qtbot: QtBot, controller: RecognitionController, tmp_path: Path, name: str
) -> None:
    os.mkfifo(tmp_path / "pipe")
    message = answer(qtbot, controller, [tmp_path / name]).message
    assert message == (
        f"“{Path(name).name}” could not be read: it is a device or a pipe, and no file. Nothing was changed."
    )


def test_a_file_that_has_no_size_is_read_to_the_limit_alone(
    qtbot: QtBot, controller: RecognitionController, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def grown(_path: Path, most: int) -> bytes:
        asked.append(most)
        return b"x" * most

    monkeypatch.setattr(given_files, "read_regular_file", grown)
    (tmp_path / "grows.vcf").touch()
    assert "too large" in answer(qtbot, controller, [tmp_path / "grows.vcf"]).message
    assert asked == [10_000_001]


def test_a_file_that_does_not_end_keeps_nothing_from_ending(
    controller: RecognitionController, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hangs, begun = Event(), Event()

    def wait(_path: Path, _most: int) -> bytes:
        begun.set()
        hangs.wait()
        return b""

    monkeypatch.setattr(given_files, "read_regular_file", wait)
    monkeypatch.setattr(recognition, "_CLOSE_WITHIN_MS", 1)
    (tmp_path / "a.vcf").touch()
    controller.read_files([tmp_path / "a.vcf"])
    assert begun.wait(PATIENCE_MS / 1000)
    assert not controller.close()
    hangs.set()
    monkeypatch.undo()
    assert controller.close()


def test_only_the_latest_request_is_answered(qtbot: QtBot, controller: RecognitionController) -> None:
    told: list[RecognitionResult] = []
    controller.recognised.connect(told.append)
    controller.read_text("Bakery AS\npost@bakery.example")
    with qtbot.waitSignal(controller.recognised, timeout=PATIENCE_MS):
        controller.read_text("Mill AS\nKari Nordmann\npost@mill.example")
    assert len(told) == 1
    assert "mill.example" in repr(told[0])
    assert "bakery.example" not in repr(told[0])


def test_a_fault_says_that_nothing_was_changed(
    qtbot: QtBot, controller: RecognitionController, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        raise RuntimeError("Kari Nordmann")

    monkeypatch.setattr(recognition, "recognise", fail)
    with qtbot.waitSignal(controller.recognised, timeout=PATIENCE_MS) as told:
        controller.read_text("Kari Nordmann")
    assert told.args
    assert "nothing was changed" in told.args[0].message


def test_the_context_is_that_of_the_connection(office: Office, controller: RecognitionController) -> None:
    assert controller.form_context.rules is office.lookups.rules
    office.lookups.default = read_as(ContactEntity, {"Number2": "10001"})
    assert "10001" in repr(controller.form_context)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7", "a PDF"),
        (b"PK\x03\x04" + bytes(20), "a document of an office program, or an archive"),
    ],
)
def test_a_file_that_is_no_card_is_named_by_what_it_is(
    qtbot: QtBot, controller: RecognitionController, tmp_path: Path, content: bytes, kind: str
) -> None:
    path = tmp_path / "a.vcf"
    path.write_bytes(content)
    assert answer(qtbot, controller, [path]).message == (
        f"“a.vcf” is {kind}, so nothing was changed. Cards, mails, texts, and pictures of codes can be read."
    )


def test_progress_is_told_and_what_is_cancelled_is_not_answered(
    qtbot: QtBot, controller: RecognitionController, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, ended = Event(), list[str]()

    def recognise_slowly(_text: str, _region: str, _countries: object, on_card: OnCard) -> RecognitionResult:
        on_card(20)
        assert go_on.wait(PATIENCE_MS / 1000)
        try:
            on_card(21)
        finally:
            ended.append("cancelled")
        return RecognitionResult()

    answered: list[RecognitionResult] = []
    controller.recognised.connect(answered.append)
    with monkeypatch.context() as patch:
        patch.setattr(recognition, "recognise", recognise_slowly)
        with qtbot.waitSignal(controller.progressed, timeout=PATIENCE_MS) as sign:
            controller.read_text(CARD)
        assert sign.args == [20]
        controller.cancel()
        go_on.set()
        qtbot.waitUntil(lambda: ended == ["cancelled"], timeout=PATIENCE_MS)
    with qtbot.waitSignal(controller.recognised, timeout=PATIENCE_MS):
        controller.read_text(CARD)
    (found,) = answered
    assert len(found.persons) == 1


def test_what_can_go_in_is_listed_unless_another_text_is_read(
    qtbot: QtBot, controller: RecognitionController
) -> None:
    found = RecognitionResult((FoundValue("Name", "Bakeriet AS", "Bakeriet AS"),))
    controller.review({"Name": "Bakeriet"}, found)
    controller.cancel()
    with qtbot.waitSignal(controller.reviewed, timeout=PATIENCE_MS) as told:
        controller.review({}, found)
    assert told.args is not None
    result, lines = told.args
    assert result is found
    assert [line.reason for line in lines] == [""]
