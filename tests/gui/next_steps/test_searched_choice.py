"""Selections and projects, looked up by keys on the practice server, which is slow, away, empty or full."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from app.sandbox import SandboxServer
from app.sandbox.data.campaigns import Campaign
from app.sandbox.errors import ServerError
from app.sandbox.http import next_steps as handlers
from app.ui.inputs.choice_list import ChoiceList
from app.ui.next_steps.searched_choice import SearchedChoice
from tests.helpers.ui.company import type_company, type_custom_fields
from tests.helpers.ui.next_steps import Dialog
from tests.helpers.ui.window import PATIENCE_MS, Typist, type_on, wait_until

pytestmark = pytest.mark.shared_window
FAIR = {"Kind": "Selection", "Name": "Fair Oslo 2026", "Id": 1}
Listed = Callable[..., Any]


@pytest.fixture
def dialog(typist: Typist) -> Iterator[Dialog]:
    opened = Dialog(typist)
    opened.find("Selection").setFocus(Qt.FocusReason.TabFocusReason)
    wait_until(lambda: opened.find("Selection").hasFocus())
    yield opened
    if opened.is_open:
        opened.leave()


class Line:
    """The line of the selections' server: it lags, or fails, as a test says."""

    def __init__(self, listed: Listed) -> None:
        self._listed = listed
        self.asked: list[str] = []
        self.is_free = threading.Event()
        self.is_free.set()
        self.fails = False

    def __call__(self, archive: Any, rows: Any, path: str, call: Any) -> Any:
        if path in ("Selection", "Project"):
            self.asked.append(call.query.get("$filter", ""))
            assert self.is_free.wait(PATIENCE_MS / 1000)
            if self.fails:
                raise ServerError(503, {"Message": "Down for maintenance."})
        return self._listed(archive, rows, path, call)


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> Iterator[Line]:
    made = Line(handlers._listed)
    monkeypatch.setattr(handlers, "_listed", made)
    yield made
    made.is_free.set()


def choice(dialog: Dialog, name: str = "Selection") -> SearchedChoice:
    found = dialog.find(name)
    assert isinstance(found, SearchedChoice)
    return found


def shown(dialog: Dialog) -> list[str]:
    """Returns the open list, line by line."""
    found = next((one for one in choice(dialog).findChildren(ChoiceList) if one.isVisible()), None)
    model = found.model() if found is not None else None
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())] if model else []


def message(dialog: Dialog, name: str = "Selection") -> str:
    box = choice(dialog, name).parentWidget()
    assert box is not None
    return " ".join(one.text() for one in box.findChildren(QLabel) if one.isVisible())


def steps(typist: Typist) -> Any:
    return typist.window.form.value().get("NextSteps")


def test_a_part_of_the_name_is_enough(typist: Typist, dialog: Dialog) -> None:
    type_on("oslo fai")
    wait_until(lambda: shown(dialog) == ["Fair Oslo 2026"])
    dialog.press(Qt.Key.Key_Tab)
    assert choice(dialog).currentText() == "Fair Oslo 2026"
    type_on("harb")
    wait_until(lambda: not choice(dialog, "Project").is_waiting)
    dialog.press(Qt.Key.Key_Return)  # takes what is highlighted
    dialog.accept()
    assert steps(typist) == [FAIR, {"Kind": "Project", "Name": "Harbour lights", "Id": 1}]


@pytest.mark.long
def test_what_was_picked_is_shown_again_and_stays(typist: Typist, dialog: Dialog) -> None:
    type_on("Fair Oslo 2026")
    dialog.accept()
    assert steps(typist) == [FAIR]
    again = Dialog(typist)
    assert choice(again).currentText() == "Fair Oslo 2026"
    again.accept()
    assert steps(typist) == [FAIR]


def test_arrows_choose_among_those_of_one_name(typist: Typist, dialog: Dialog) -> None:
    type_on("christmas cards")
    wait_until(lambda: shown(dialog) == ["Christmas cards (No. 4)", "Christmas cards (No. 5)"])
    dialog.press(Qt.Key.Key_Tab)
    assert "fits several entries" in message(dialog)
    dialog.press(Qt.Key.Key_Backtab)
    dialog.press(Qt.Key.Key_Down)
    wait_until(lambda: len(shown(dialog)) == 2)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        dialog.press(key)
    dialog.accept()
    assert steps(typist) == [{"Kind": "Selection", "Name": "Christmas cards", "Id": 5}]


@pytest.mark.long
def test_no_such_name_is_a_problem_at_the_field(typist: Typist, dialog: Dialog) -> None:
    type_on("Nowhere")
    dialog.press(Qt.Key.Key_Return)
    wait_until(lambda: "Nothing on the server is called “Nowhere”" in dialog.result)
    assert message(dialog) == (
        "Nothing on the server is called “Nowhere”. Correct the name, or clear the field."
    )
    assert dialog.is_open
    assert choice(dialog).hasFocus()
    assert steps(typist) is None
    choice(dialog).lineEdit().selectAll()  # type: ignore[union-attr]  # it is editable
    dialog.press(Qt.Key.Key_Backspace)
    dialog.press(Qt.Key.Key_Tab)
    assert message(dialog) == "", "it was about what is no longer there"


def test_a_dynamic_selection_is_not_offered_and_says_why(typist: Typist, dialog: Dialog) -> None:
    type_on("large")
    wait_until(lambda: not choice(dialog).is_waiting)
    assert shown(dialog) == []
    type_on(" customers")
    dialog.press(Qt.Key.Key_Return)
    wait_until(lambda: dialog.result.startswith("“Large customers” takes no members by hand"))
    assert message(dialog) == dialog.result
    dialog.leave()
    assert steps(typist) is None


@pytest.mark.long
def test_one_request_at_a_time_and_what_is_out_of_date_is_dropped(dialog: Dialog, line: Line) -> None:
    line.is_free.clear()
    type_on("Fair")
    wait_until(lambda: len(line.asked) == 1)
    type_on(" Oslo")
    choice(dialog).search_now()
    assert shown(dialog) == []
    line.is_free.set()
    wait_until(lambda: shown(dialog) == ["Fair Oslo 2026"])
    assert line.asked == ["name contains 'Fair'", "name contains 'Fair' and name contains 'Oslo'"]


@pytest.mark.long
def test_ok_waits_for_a_slow_answer_and_the_window_does_not(
    typist: Typist, dialog: Dialog, line: Line
) -> None:
    line.is_free.clear()
    type_on("Fair Oslo 2026")
    dialog.press(Qt.Key.Key_Return)
    assert dialog.result.startswith("The name is looked up on the server.")
    assert dialog.is_open
    wait_until(lambda: bool(line.asked))
    line.is_free.set()
    wait_until(lambda: not dialog.is_open)
    assert steps(typist) == [FAIR]


def test_ok_pressed_twice_keeps_the_name(typist: Typist, dialog: Dialog, line: Line) -> None:
    line.is_free.clear()
    type_on("Fair Oslo 2026")
    for _twice in range(2):
        dialog.press(Qt.Key.Key_Return)
    wait_until(lambda: not dialog.is_open)
    assert steps(typist) == [{"Kind": "Selection", "Name": "Fair Oslo 2026"}]
    line.is_free.set()


def test_an_answer_that_comes_after_the_field_is_left_is_taken(dialog: Dialog, line: Line) -> None:
    line.is_free.clear()
    type_on("fair")
    dialog.press(Qt.Key.Key_Tab)
    assert message(dialog) == "Looking it up …"
    line.is_free.set()
    wait_until(lambda: choice(dialog).currentText() == "Fair Oslo 2026")
    assert choice(dialog).value() == {"Id": 1, "Name": "Fair Oslo 2026"}
    assert message(dialog) == ""


def test_a_server_that_fails_is_told_at_the_field_and_keeps_the_name(
    typist: Typist, dialog: Dialog, line: Line
) -> None:
    line.fails = True
    type_on("Fair Oslo 2026")
    wait_until(lambda: message(dialog) != "")
    dialog.press(Qt.Key.Key_Tab)
    assert message(dialog).endswith("looked up when the company is sent.")
    assert not message(dialog).startswith("The name"), "why comes first"
    dialog.accept()
    assert steps(typist) == [{"Kind": "Selection", "Name": "Fair Oslo 2026"}]


def test_a_server_without_any_says_so(dialog: Dialog, line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handlers, "SELECTIONS", ())
    dialog.press(Qt.Key.Key_F4)
    wait_until(lambda: line.asked == [""])
    type_on("x")
    wait_until(lambda: message(dialog) == "Nothing on the server is called that.")


@pytest.mark.long
def test_of_many_the_first_are_shown_and_no_guess_is_taken(
    dialog: Dialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = tuple(Campaign(number, f"Fair {number:05}") for number in range(1, 20_001))
    monkeypatch.setattr(handlers, "SELECTIONS", many)
    type_on("Fair")
    wait_until(lambda: len(shown(dialog)) == 50)
    assert message(dialog) == "There are more. Type more of the name."
    dialog.press(Qt.Key.Key_Tab)
    assert "fits several entries" in message(dialog)
    dialog.press(Qt.Key.Key_Backtab)
    type_on("Fair 00007")
    wait_until(lambda: shown(dialog) == ["Fair 00007"] and not choice(dialog).is_waiting)
    dialog.press(Qt.Key.Key_Tab)
    assert choice(dialog).value() == {"Id": 7, "Name": "Fair 00007"}


def test_the_arrow_key_shows_what_there_is(dialog: Dialog) -> None:
    dialog.press(Qt.Key.Key_Down)
    wait_until(lambda: "Newsletter spring" in shown(dialog))
    dialog.press(Qt.Key.Key_Escape)
    assert dialog.is_open


def test_it_is_named_for_screen_readers(dialog: Dialog) -> None:
    assert [choice(dialog, name).accessibleName() for name in ("Selection", "Project")] == [
        "Selection",
        "Project",
    ]
    inside = choice(dialog).findChild(QLineEdit)
    assert inside is not None
    assert inside.accessibleName() == "Selection"
    assert QApplication.focusWidget() is choice(dialog)


@pytest.mark.long
def test_the_number_is_what_is_sent(typist: Typist, server: SandboxServer, dialog: Dialog) -> None:
    type_on("christmas cards")
    wait_until(lambda: len(shown(dialog)) == 2)
    dialog.press(Qt.Key.Key_Down)
    dialog.press(Qt.Key.Key_Return)
    dialog.accept()
    type_company(typist)
    type_custom_fields(typist)
    typist.save()
    typist.wait_for_outcome("Done as well")
    posts = [request.path for request in server.requests if request.method == "POST"]
    assert posts.count("/api/v1/Selection/4/Members/AddPerson") == 1
