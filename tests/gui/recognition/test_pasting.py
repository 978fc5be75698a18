"""Pasting and dropping signatures and vCards onto the window."""

import json
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton, QTreeWidget, QTreeWidgetItem, QWidget

from app.recognition import RecognitionResult, recognise
from app.sandbox import SandboxServer
from app.ui.inputs.plain import TextInput
from app.ui.recognition.review_dialog import RecognitionDialog
from tests.helpers.ui.company import type_custom_fields
from tests.helpers.ui.window import CONTROL, SHIFT, Typist, connect_to, running, wait_until

unconnected = pytest.mark.shared_window(connected=False)

SIGNATURE = """\
Mvh
Kari Nordmann
Daglig leder
Fjell & Vidde AS
Storgata 12, 0155 Oslo
Mobil: +47 911 00 234
kari.nordmann@fjellvidde.no
"""
KARI = {
    "Firstname": "Kari",
    "Lastname": "Nordmann",
    "Title": "Daglig leder",
    "Email": "kari.nordmann@fjellvidde.no",
    "MobilePhone": "+47 911 00 234",
}
TEN_CARDS = "".join(
    f"BEGIN:VCARD\r\nVERSION:3.0\r\nN:Nordmann;Kari{number};;;\r\nFN:Kari{number} Nordmann\r\n"
    f"EMAIL:kari{number}@fjell.no\r\nEND:VCARD\r\n"
    for number in range(10)
)


def clear_away() -> None:
    """Takes the closed window away: dressing the next one would dress it again, which takes long."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def paste(typist: Typist, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    typist.press(Qt.Key.Key_V, CONTROL | SHIFT)


def _posted(server: SandboxServer, record: str) -> list[dict[str, Any]]:
    return [json.loads(one.body) for one in server.requests if one.path == f"/api/v1/{record}" and one.body]


def shown_dialog() -> RecognitionDialog:
    wait_until(lambda: isinstance(QApplication.activeModalWidget(), RecognitionDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, RecognitionDialog)
    wait_until(dialog.isActiveWindow)
    return dialog


def answer(typist: Typist, key: Qt.Key) -> None:
    """Presses a key in the dialog and waits until the window is back."""
    shown_dialog()
    typist.press(key)
    wait_until(lambda: QApplication.activeModalWidget() is None and typist.window.isActiveWindow())


def drop(target: QWidget, data: QMimeData) -> bool:
    """Drags onto a widget and lets go, as the windowing system tells it; whether anybody took it."""
    buttons, modifiers = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, buttons, modifiers)
    QApplication.sendEvent(target, enter)
    let_go = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, modifiers)
    QApplication.sendEvent(target, let_go)
    return enter.isAccepted()


def input_of(typist: Typist, name: str) -> TextInput:
    found = typist.window.findChild(TextInput, name)
    assert isinstance(found, TextInput)
    return found


def groups(dialog: RecognitionDialog) -> list[QTreeWidgetItem]:
    tree = dialog.findChild(QTreeWidget, "recognition.rows")
    assert isinstance(tree, QTreeWidget)
    return [item for place in range(tree.topLevelItemCount()) if (item := tree.topLevelItem(place))]


def lines(group: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    return [item for place in range(group.childCount()) if (item := group.child(place))]


@unconnected
def test_a_pasted_signature_goes_in_as_one_step_and_over_nothing_typed(typist: Typist) -> None:
    typist.type("Vidde AS")
    before = typist.window.form.value()
    paste(typist, SIGNATURE)
    kept = lines(groups(shown_dialog())[0])[0]
    assert [kept.text(column) for column in range(3)] == ["1  Company name", "Fjell & Vidde AS", "Vidde AS"]
    assert kept.checkState(0) is Qt.CheckState.Unchecked
    answer(typist, Qt.Key.Key_Return)

    form = typist.window.form.value()
    assert form["Name"] == "Vidde AS"
    assert form["Persons"] == [KARI]
    assert typist.window.notice.text == "5 values were put in. Ctrl+Z takes all of it back."
    assert typist.place == "Name"

    typist.press(Qt.Key.Key_Z, CONTROL)
    assert typist.window.form.value() == before
    assert typist.window.notice.text == ""


@pytest.mark.long
def test_a_pasted_signature_is_saved_as_if_it_was_typed(
    qapp: QApplication, program_home: Path, tmp_path: Path
) -> None:
    assert qapp is not None
    german = SIGNATURE.replace("0155 Oslo", "D-10999 Berlin")
    with SandboxServer(tmp_path / "sandbox.sqlite3") as server:
        connect_to(server.url, program_home)
        with running() as typist:
            typist.wait_until_signed_in()
            paste(typist, german)
            remarks = {
                line.text(0).partition("  ")[2]: line.text(3) for line in lines(groups(shown_dialog())[0])
            }
            assert remarks["Country"] == "Instead of Norway, which nobody chose."
            answer(typist, Qt.Key.Key_Return)
            typist.go_to_tab(4)
            typist.fill("CustomFields.SuperOffice:1", "K-2026-17")
            typist.save()
            typist.wait_for_outcome("Saved as number")
        clear_away()
        (body,) = _posted(server, "Contact")
        (kari,) = _posted(server, "Person")  # of its own, unless the connection says otherwise
    assert body["Name"] == "Fjell & Vidde AS"
    assert body["Country"]["CountryId"] == 276
    assert body["Address"]["Street"]["City"] == "Berlin"
    assert [mail["Value"] for mail in kari["Emails"]] == ["kari.nordmann@fjellvidde.no"]


@unconnected
def test_what_is_put_in_is_kept_as_a_draft_as_typing_is(typist: Typist) -> None:
    paste(typist, SIGNATURE)
    answer(typist, Qt.Key.Key_Return)
    typist.program.entry.flush()
    drafts: list[object] = []
    typist.program.entry.drafts_changed.connect(drafts.append)
    wait_until(lambda: bool(drafts))
    assert "Fjell & Vidde AS" in str(drafts[-1])


@unconnected
def test_escape_leaves_everything_as_it_was(typist: Typist) -> None:
    before = typist.window.form.value()
    paste(typist, SIGNATURE)
    answer(typist, Qt.Key.Key_Escape)
    assert typist.window.form.value() == before
    assert not typist.window.history.stack.canUndo()


@unconnected
def test_an_unticked_line_stays_out(typist: Typist) -> None:
    paste(typist, SIGNATURE)
    shown_dialog()
    typist.press(Qt.Key.Key_Down)  # from the group to its first line, the name
    typist.press(Qt.Key.Key_Space)
    answer(typist, Qt.Key.Key_Return)
    form = typist.window.form.value()
    assert "Name" not in form
    assert form["Persons"] == [KARI]


@unconnected
def test_ten_cards_dropped_as_a_file_add_ten_people(typist: Typist, tmp_path: Path) -> None:
    file = tmp_path / "Ansatte æøå.vcf"
    file.write_bytes(TEN_CARDS.encode())
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    assert drop(input_of(typist, "Name"), data)
    answer(typist, Qt.Key.Key_Return)
    people = typist.window.form.value()["Persons"]
    assert [person["Email"] for person in people] == [f"kari{number}@fjell.no" for number in range(10)]


@unconnected
def test_a_card_on_the_clipboard_is_read_as_a_card(typist: Typist) -> None:
    data = QMimeData()
    data.setData("text/vcard", "BEGIN:VCARD\nVERSION:3.0\nN:Ås;Jørgen;;;\nFN:J\nEND:VCARD\n".encode())
    data.setText("something else")
    QGuiApplication.clipboard().setMimeData(data)
    typist.press(Qt.Key.Key_V, CONTROL | SHIFT)
    answer(typist, Qt.Key.Key_Return)
    assert typist.window.form.value()["Persons"] == [{"Firstname": "Jørgen", "Lastname": "Ås"}]


@unconnected
def test_lines_dropped_on_a_field_are_for_the_window_and_a_word_is_for_the_field(typist: Typist) -> None:
    name = input_of(typist, "Name")
    word, text = QMimeData(), QMimeData()
    word.setText("Fjell")
    text.setText(SIGNATURE)
    drop(name, word)
    assert name.text() == "Fjell"
    drop(name, text)
    answer(typist, Qt.Key.Key_Escape)
    assert name.text() == "Fjell"


@unconnected
@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Takk for sist!", "Nothing was recognised in this text, so nothing was changed."),
        ("", "There is no text to paste."),
        ("x" * 2_000_000, "This text is too large to be read: 2 MB, and 1 MB is the most."),
        ("x" * 11_000_000, "This text is too large to be read: 11 MB, and 1 MB is the most."),
        (f"BEGIN:VCARD\n{'x' * 11_000_000}", "These cards are too large to be read: 11 MB, and 10 MB is"),
    ],
    ids=["nothing in it", "empty", "too large", "far too large", "too large a card"],
)
def test_what_cannot_be_used_gets_a_sentence_and_changes_nothing(
    typist: Typist, text: str, sentence: str
) -> None:
    typist.type("Fjell AS")
    before = typist.window.form.value()
    paste(typist, text)
    wait_until(lambda: sentence in typist.window.notice.text)
    assert typist.window.form.value() == before
    typist.type("A")
    assert typist.window.notice.text == ""


@unconnected
def test_a_page_of_html_alone_is_bounded_and_not_cut(typist: Typist) -> None:
    data = QMimeData()
    data.setHtml("<p>Fjell AS</p>" * 100_000)
    typist.window.pasting.take(data)
    assert typist.window.notice.text.startswith("This page is too large to be read.")


@unconnected
def test_a_file_that_cannot_be_read_is_named(typist: Typist, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "borte.vcf"))])
    typist.window.pasting.take(data)
    wait_until(lambda: "“borte.vcf” could not be read" in typist.window.notice.text)


@unconnected
def test_a_file_as_large_as_a_film_is_refused_unread(typist: Typist, tmp_path: Path) -> None:
    file = tmp_path / "film.vcf"
    with file.open("wb") as film:
        film.truncate(11_000_000)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    typist.window.pasting.take(data)
    wait_until(lambda: "11 MB, and 10 MB is the most" in typist.window.notice.text)


TWO_COMPANIES = """\
BEGIN:VCARD
VERSION:3.0
FN:Jens Holm
N:Holm;Jens;;;
ORG:Fjordbris Maling AS
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Maria Ek
N:Ek;Maria;;;
ORG:Norrsken Plåt AB
END:VCARD
"""


def click(typist: Typist, label: str) -> None:
    buttons = typist.window.notice.findChildren(QPushButton)
    next(one for one in buttons if one.text() == label and not one.isHidden()).click()


@pytest.mark.long
@pytest.mark.shared_window
def test_several_companies_of_one_file_are_entries_of_their_own_one_after_the_other(typist: Typist) -> None:
    paste(typist, TWO_COMPANIES)
    answer(typist, Qt.Key.Key_Return)
    assert typist.window.notice.text.endswith("After Save, “Norrsken Plåt AB” follows.")
    assert [person["Firstname"] for person in typist.window.form.value()["Persons"]] == ["Jens"]
    type_custom_fields(typist)
    typist.save()
    typist.wait_for_outcome("Saved as number")
    assert typist.window.notice.text == "Next is “Norrsken Plåt AB”."

    click(typist, "Show it")
    answer(typist, Qt.Key.Key_Return)
    form = typist.window.form.value()
    assert form["Name"] == "Norrsken Plåt AB"
    assert [person["Firstname"] for person in form["Persons"]] == ["Maria"]
    assert "follows" not in typist.window.notice.text


@unconnected
def test_a_further_company_can_be_left_out(typist: Typist) -> None:
    paste(typist, TWO_COMPANIES)
    answer(typist, Qt.Key.Key_Escape)
    typist.press(Qt.Key.Key_N, CONTROL)
    wait_until(lambda: "Norrsken" in typist.window.notice.text)
    click(typist, "Leave out")
    assert not typist.window.notice.isVisible()


@unconnected
def test_what_takes_long_says_so_and_can_be_cancelled(
    typist: Typist, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_end = Event()

    def slow(_text: str, *_others: object) -> RecognitionResult:
        may_end.wait(20)
        return RecognitionResult(message="Too late.")

    monkeypatch.setattr("app.controller.form.recognition.recognise", slow)
    try:
        paste(typist, SIGNATURE)
        wait_until(lambda: typist.window.notice.text == "Reading …")
        click(typist, "Cancel")
        assert not typist.window.notice.isVisible()
    finally:
        may_end.set()
    monkeypatch.undo()
    paste(typist, "Takk for sist!")
    wait_until(lambda: typist.window.notice.text.startswith("Nothing was recognised"))


@unconnected
def test_what_is_still_being_read_is_not_offered_to_the_next_company(
    typist: Typist, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_end = Event()

    def slow(text: str, *_others: object) -> RecognitionResult:
        may_end.wait(20)
        return recognise(text)

    monkeypatch.setattr("app.controller.form.recognition.recognise", slow)
    paste(typist, SIGNATURE)
    typist.press(Qt.Key.Key_N, CONTROL)
    wait_until(lambda: typist.window.notice.text.startswith("What was pasted had not been put in"))
    may_end.set()
    # One worker reads one text after the other: the first one is done before the second is offered.
    paste(typist, "Mvh\nOla Lie\nSelger\nMyra AS\nola.lie@myra.example")
    dialog = shown_dialog()
    assert [group.text(0) for group in groups(dialog)] == ["Company", "Ola Lie"]
    # Nor can what is offered be put in once another company is in the form.
    typist.window.pasting.begin()
    wait_until(lambda: QApplication.activeModalWidget() is None)
    assert typist.window.notice.text.startswith("What was pasted had not been put in")
    assert not typist.window.form.value().get("Persons")
