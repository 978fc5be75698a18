"""A vCard that is opened with the program, at its start and while the window is open."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.ui.recognition.review_dialog import RecognitionDialog
from tests.helpers.ui.window import Typist, running, wait_until

CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Kari Nordmann\nN:Nordmann;Kari\nORG:Fjell AS\nEND:VCARD\n"


@pytest.fixture
def card(tmp_path: Path) -> Path:
    file = tmp_path / "Kari Ω.vcf"
    file.write_text(CARD, encoding="utf-8")
    return file


def answer_what_is_shown(typist: Typist, key: Qt.Key) -> None:
    wait_until(lambda: isinstance(QApplication.activeModalWidget(), RecognitionDialog))
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    wait_until(dialog.isActiveWindow)
    typist.press(key)
    wait_until(lambda: QApplication.activeModalWidget() is None)


@pytest.mark.long
def test_a_card_given_at_the_start_is_read_once_the_last_draft_is_back(
    qapp: QApplication, program_home: Path, card: Path
) -> None:
    assert qapp is not None
    with running(program_home) as typist:
        typist.fill("Name", "Vidde AS")
        wait_until(lambda: not typist.program.entry.has_unkept)
    with running(program_home, files=(card,)) as typist:
        answer_what_is_shown(typist, Qt.Key.Key_Return)
        form = typist.window.form.value()
    assert form["Name"] == "Vidde AS", "what was typed is not replaced unless somebody ticks it"
    assert [person["Firstname"] for person in form["Persons"]] == ["Kari"]


@pytest.mark.shared_window(connected=False)
def test_a_card_opened_while_the_window_is_open_is_shown_first(typist: Typist, card: Path) -> None:
    typist.program.handed_over.take_files((card,))
    answer_what_is_shown(typist, Qt.Key.Key_Return)
    form = typist.window.form.value()
    assert (form["Name"], form["Persons"][0]["Lastname"]) == ("Fjell AS", "Nordmann")


@pytest.mark.shared_window(connected=False)
def test_a_second_one_waits_for_nobody_and_says_so(typist: Typist, card: Path) -> None:
    typist.program.handed_over.take_files((card,))
    wait_until(lambda: isinstance(QApplication.activeModalWidget(), RecognitionDialog))
    typist.program.handed_over.take_files((card,))
    assert typist.window.notice.text.startswith("A dialog is open here, so the file was not read.")
    answer_what_is_shown(typist, Qt.Key.Key_Escape)


@pytest.mark.shared_window(connected=False)
def test_what_is_opened_while_another_file_is_read_is_read_with_it(
    typist: Typist, card: Path, tmp_path: Path
) -> None:
    other = tmp_path / "ola.vcf"
    other.write_text(CARD.replace("Kari", "Ola"), encoding="utf-8")
    typist.program.handed_over.take_files((card,))
    typist.program.handed_over.take_files((other, card))
    answer_what_is_shown(typist, Qt.Key.Key_Return)
    persons = typist.window.form.value()["Persons"]
    assert [person["Firstname"] for person in persons] == ["Kari", "Ola"]


@pytest.mark.shared_window(connected=False)
def test_another_kind_of_file_is_not_read(typist: Typist, tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    film.write_bytes(b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00")
    typist.program.handed_over.take_files((film,))
    wait_until(lambda: "“film.mp4” is a film, so nothing was changed." in typist.window.notice.text)
