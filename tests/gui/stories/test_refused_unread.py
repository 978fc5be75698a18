"""Whoever types on after a Save that is refused at once, without looking, types the next company."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from app.model.entry import State
from app.storage.sqlite.drafts import Drafts
from app.storage.sqlite.outbox import Outbox
from tests.helpers.data.store_builders import entry
from tests.helpers.ui.window import CONTROL, PATIENCE_MS, SHIFT, Typist, wait_until

pytestmark = pytest.mark.shared_window

CONTRACT = "CustomFields.SuperOffice:1"


@pytest.fixture(autouse=True)
def reading(typist: Typist) -> Iterator[QTimer]:
    """The time to read a refusal, as long as a busy machine may need for a test."""
    timer = typist.window.unread_refusal._reading
    usual = timer.interval()
    timer.setInterval(PATIENCE_MS)
    yield timer
    timer.setInterval(usual)


def buttons_of(typist: Typist) -> dict[str, QPushButton]:
    return {one.text(): one for one in typist.window.notice.findChildren(QPushButton)}


def typed(typist: Typist) -> dict[str, Any]:
    """What was typed into the form: the rest is proposed by the server."""
    form = typist.window.form.value()
    return {path: form[path] for path in ("Name", "Department", "CustomFields", "Emails") if path in form}


def is_left(typist: Typist, name: str) -> bool:
    return f"“{name}” is not saved" in typist.window.notice.text


def ask(typist: Typist) -> None:
    """A company whose Save asks first, since its e-mail address looks odd."""
    typist.type("Mix")
    typist.go_to_tab(4)
    typist.fill(CONTRACT, "K-1")
    typist.press(Qt.Key.Key_E, CONTROL | SHIFT)
    typist.type("unde")
    typist.save()
    assert "Press Ctrl+Enter again" in typist.window.notice.text
    assert typist.place == "Emails[0].Value"


def test_the_next_company_is_not_typed_into_a_mandatory_field(typist: Typist) -> None:
    typist.type("Mix")
    typist.save()
    assert typist.place == f"required.{CONTRACT}"
    typist.type("Second")
    typist.press(Qt.Key.Key_Tab)
    typist.type("Sales")
    assert typed(typist) == {"Name": "Second", "Department": "Sales"}
    assert is_left(typist, "Mix")
    wait_until(lambda: len(typist.window.drafts._drafts) == 2)
    buttons_of(typist)["Go back to it"].click()
    assert typed(typist) == {"Name": "Mix"}


def test_the_next_company_is_not_typed_into_what_is_asked_about(typist: Typist) -> None:
    ask(typist)
    typist.type("Second")
    assert typed(typist) == {"Name": "Second"}
    assert is_left(typist, "Mix")
    assert "does not look like an e-mail address" in typist.window.notice.text


def test_after_the_time_to_read_it_is_an_answer(typist: Typist, reading: QTimer) -> None:
    reading.setInterval(1)
    typist.type("Mix")
    typist.save()
    typist.read_refusal()
    typist.type("K-1")
    assert typed(typist) == {"Name": "Mix", "CustomFields": {"SuperOffice:1": "K-1"}}


@pytest.mark.parametrize("key", [Qt.Key.Key_Backspace, Qt.Key.Key_Home, Qt.Key.Key_Escape])
def test_what_aims_at_the_screen_is_an_answer_at_once(typist: Typist, key: Qt.Key) -> None:
    typist.type("Mix")
    typist.save()
    typist.press(key)
    typist.type("K-1")
    assert typist.window.form.value()["CustomFields"] == {"SuperOffice:1": "K-1"}


def test_a_click_is_an_answer_at_once(typist: Typist) -> None:
    typist.type("Mix")
    typist.save()
    QTest.mouseClick(typist.focused, Qt.MouseButton.LeftButton)
    typist.type("K-1")
    assert typist.window.form.value()["CustomFields"] == {"SuperOffice:1": "K-1"}


@pytest.mark.long
def test_save_pressed_twice_confirms_nothing(typist: Typist, reading: QTimer) -> None:
    ask(typist)
    typist.save()
    QTest.mouseDClick(typist.window._corner.button, Qt.MouseButton.LeftButton)
    QTest.mouseClick(typist.window._corner.button, Qt.MouseButton.LeftButton)
    assert not typist.program.entry.is_saving
    assert typist.program.entry.has_unread_refusal
    reading.start(1)
    typist.read_refusal()
    typist.save()
    typist.wait_for_outcome("Saved as number")


@pytest.mark.long
def test_save_anyway_is_an_answer_at_once(typist: Typist) -> None:
    ask(typist)
    QTest.mouseClick(buttons_of(typist)["Save anyway"], Qt.MouseButton.LeftButton)
    typist.wait_for_outcome("Saved as number")


def test_new_says_what_is_not_saved(typist: Typist) -> None:
    typist.type("Mix")
    typist.save()
    typist.press(Qt.Key.Key_N, CONTROL)
    assert is_left(typist, "Mix")
    typist.type("Second")
    assert typed(typist) == {"Name": "Second"}


def test_what_is_pasted_at_once_is_the_next_company(typist: Typist) -> None:
    QApplication.clipboard().setText("Second AS")
    typist.type("Mix")
    typist.save()
    typist.press(Qt.Key.Key_V, CONTROL)
    assert typed(typist) == {"Name": "Second AS"}
    assert is_left(typist, "Mix")


def test_what_is_composed_at_once_is_the_next_company(typist: Typist) -> None:
    typist.type("Mix")
    typist.save()
    typist.compose("ㅎ")
    typist.compose("하")
    typist.compose("", commit="하")
    typist.type("x")
    assert typed(typist) == {"Name": "하x"}
    assert is_left(typist, "Mix")


@pytest.mark.long
def test_the_next_company_can_be_refused_too(typist: Typist) -> None:
    for name in ("Mix", "Second", "Third"):
        typist.type(name)
        typist.save()
    assert typed(typist) == {"Name": "Third"}
    assert is_left(typist, "Second")
    wait_until(lambda: [one.title for one in typist.window.drafts._drafts] == ["Third", "Second", "Mix"])


def test_an_empty_form_is_no_company_that_was_left(typist: Typist) -> None:
    typist.save()
    typist.type("Mix")
    assert typed(typist) == {"Name": "Mix"}
    assert not typist.window.notice.isVisible()


def test_a_refused_company_that_comes_back_by_itself_takes_no_letters_of_the_next(typist: Typist) -> None:
    store = typist.program.store
    assert store is not None
    refused = entry(1, name="Mix", body={"Name": "Mix"}, state=State.REJECTED, message="No.")
    Outbox(store).add(refused)
    typist.program.reopening.reopen_if_blank(refused)
    wait_until(lambda: typed(typist) == {"Name": "Mix"})
    typist.type("Second")
    assert typed(typist) == {"Name": "Second"}
    assert is_left(typist, "Mix")
    typist.wait_for_disk()
    assert [one.form["Name"] for one in Drafts(store).all() if one.id == refused.id] == ["Mix"]
