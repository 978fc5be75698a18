"""A consent, given by keys: of one of the people or of each, with the server's lists or without them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit

from app.model.carriers.lists import Choice
from app.sandbox import SandboxServer
from app.sandbox.data import campaigns
from app.sandbox.http import next_steps as handlers
from app.sandbox.records import next_steps as records
from app.ui.inputs.choice import ChoiceInput
from app.ui.next_steps.fields import CONSENT
from tests.helpers.ui.company import type_company, type_custom_fields
from tests.helpers.ui.next_steps import Dialog
from tests.helpers.ui.window import Typist, type_on, wait_until

pytestmark = pytest.mark.shared_window
PEOPLE = [{"Firstname": "Kari", "Lastname": "Li"}, {"Firstname": "Ola", "Lastname": "Berg"}]
KEYS = {"Purpose": "EMARKETING", "Source": "PHONE", "LegalBase": "61A"}
LISTS = ("consentpurpose", "consentsource", "legalbase")


def form(typist: Typist) -> Any:
    return typist.window.form.value().get("NextSteps")


def begin(typist: Typist, people: Sequence[dict[str, str]] = PEOPLE, steps: Any = None) -> Dialog:
    given = {"Name": "Fjord AS", "Persons": list(people)} | ({"NextSteps": steps} if steps else {})
    typist.program.entry.new(given)
    wait_until(lambda: len(typist.window.form.value().get("Persons") or ()) == len(people))
    dialog = Dialog(typist)
    wait_until(lambda: all(name in typist.window.form.context.choices for name in LISTS))
    return dialog


def go_to(dialog: Dialog, name: str) -> ChoiceInput:
    found = dialog.find(name)
    assert isinstance(found, ChoiceInput)
    found.setFocus(Qt.FocusReason.TabFocusReason)
    wait_until(found.hasFocus)
    return found


def type_consent(dialog: Dialog, whose: str = "", *texts: str) -> None:
    go_to(dialog, "Person")
    if whose:
        type_on(whose)
    for text in texts or ("e-mark", "phone", "consent"):
        dialog.press(Qt.Key.Key_Tab)
        type_on(text)


@pytest.fixture(autouse=True)
def nothing_open(typist: Typist) -> Iterator[None]:
    yield
    dialogs = [one for one in typist.window.findChildren(QLabel, "nextSteps.result") if one.isVisible()]
    for one in dialogs:
        one.window().close()
        one.window().close()  # the first time says that it is not saved
    typist.window.activateWindow()


@pytest.mark.long
def test_it_is_that_of_the_first_one_unless_another_is_named(typist: Typist) -> None:
    dialog = begin(typist)
    assert go_to(dialog, "Person").currentText() == "Kari Li"
    type_consent(dialog)
    dialog.press(Qt.Key.Key_Return)  # takes what is highlighted
    dialog.accept()
    assert form(typist) == [{"Kind": "Consent", **KEYS, "Person": 1, "Name": "Kari Li"}]
    dialog = Dialog(typist)
    assert [go_to(dialog, field.path).currentText() for field in CONSENT] == [
        "Kari Li",
        "E-marketing",
        "By phone",
        "Consent",
    ]
    go_to(dialog, "Person")
    type_on("ola")
    dialog.press(Qt.Key.Key_Return)
    dialog.accept()
    assert form(typist) == [{"Kind": "Consent", **KEYS, "Person": 2, "Name": "Ola Berg"}]


@pytest.mark.long
def test_each_of_them_may_have_consented(typist: Typist, server: SandboxServer) -> None:
    type_company(typist)
    type_custom_fields(typist)
    form_now = typist.window.form.value()
    typist.program.entry.new({**form_now, "Persons": PEOPLE})
    wait_until(lambda: len(typist.window.form.value().get("Persons") or ()) == 2)
    dialog = Dialog(typist)
    wait_until(lambda: all(name in typist.window.form.context.choices for name in LISTS))
    type_consent(dialog, "each")
    dialog.press(Qt.Key.Key_Return)
    dialog.accept()
    assert [(one["Person"], one["Name"]) for one in form(typist)] == [(1, "Kari Li"), (2, "Ola Berg")]
    typist.save()
    said = "The consent of Kari Li is noted (E-marketing). The consent of Ola Berg is noted (E-marketing)."
    typist.wait_for_outcome(said)
    puts = [request.path for request in server.requests if request.method == "PUT"]
    assert len(puts) == len(set(puts)) == 2
    assert all("/Consent/EMARKETING?source=PHONE&legalBase=61A" in path for path in puts)


def test_all_three_are_needed(typist: Typist) -> None:
    dialog = begin(typist)
    go_to(dialog, "Purpose")
    type_on("e-mark")
    dialog.press(Qt.Key.Key_Return)
    dialog.press(Qt.Key.Key_Return)
    assert dialog.result == "A consent needs its purpose, its source and its legal basis."
    assert dialog.find("Source").hasFocus()
    assert dialog.is_open


@pytest.mark.long
def test_a_consent_never_goes_to_another_one(typist: Typist) -> None:
    consent = {"Kind": "Consent", **KEYS, "Person": 2, "Name": "Ola Berg"}
    dialog = begin(typist, [PEOPLE[1], PEOPLE[0]], [consent])
    assert go_to(dialog, "Person").currentText() == "Ola Berg", "who is the first one now"
    dialog.leave()
    dialog = begin(typist, [PEOPLE[0]], [consent])
    assert go_to(dialog, "Person").currentText() == ""
    dialog.press(Qt.Key.Key_Return)
    assert dialog.result.startswith("Ola Berg has consented, and is not among the contacts now.")
    dialog.leave()
    typist.save()
    message = typist.find(QLabel, "nextSteps.message")
    wait_until(lambda: message.text().startswith("Ola Berg has consented"))
    assert message.isVisible()


def test_without_people_nobody_consents(typist: Typist) -> None:
    dialog = Dialog(typist)
    assert not any(dialog.find(field.path).isEnabled() for field in CONSENT)
    dialog.leave()


@pytest.mark.long
def test_a_list_that_does_not_come_is_told_at_its_field(
    typist: Typist, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(typist).leave()
    lookups = typist.program.lookups
    lookups._fresh -= {*LISTS}
    monkeypatch.delattr(records, "list_of")  # the server has a fault
    dialog = Dialog(typist)
    box = dialog.find("LegalBase").parentWidget()
    assert box is not None
    wait_until(lambda: "could not be loaded" in " ".join(one.text() for one in box.findChildren(QLabel)))
    assert lookups._failures.keys() >= {"legalbase"}
    type_consent(dialog)
    dialog.press(Qt.Key.Key_Return)
    dialog.accept()
    assert [one["Purpose"] for one in form(typist)] == ["EMARKETING"], "from the copy"
    monkeypatch.undo()
    lookups.refresh()
    for name in LISTS:
        lookups.want(name)
    wait_until(lambda: not lookups._failures)


@pytest.mark.long
def test_lists_may_be_empty_or_long(typist: Typist, monkeypatch: pytest.MonkeyPatch) -> None:
    lookups = typist.program.lookups
    for names in ({}, {f"K{number}": f"Purpose {number:05}" for number in range(20_000)}):
        monkeypatch.setattr(handlers, "CONSENT_PURPOSES", names)
        lookups._fresh.discard("consentpurpose")
        lookups.want("consentpurpose")
        count = len(names)
        wait_until(lambda count=count: len(lookups.choices.get("consentpurpose") or ()) == count)  # type: ignore[misc]  # bound early
        dialog = begin(typist)
        go_to(dialog, "Purpose")
        type_on("19999")
        dialog.press(Qt.Key.Key_Tab)
        assert go_to(dialog, "Purpose").value() == ({"Key": "K19999"} if names else None)
        dialog.press(Qt.Key.Key_Return)
        assert dialog.is_open
        dialog.leave()
    monkeypatch.setattr(handlers, "CONSENT_PURPOSES", campaigns.CONSENT_PURPOSES)
    lookups._fresh.discard("consentpurpose")
    lookups.want("consentpurpose")
    wait_until(lambda: len(lookups.choices["consentpurpose"]) == 2)


@pytest.mark.long
def test_a_key_is_shown_until_its_list_has_come(typist: Typist) -> None:
    consent = {"Kind": "Consent", "Purpose": "NEWS", "Source": "USER", "LegalBase": "61A"}
    dialog = begin(typist, steps=[consent])
    assert dialog.find("Purpose").currentText() == "NEWS"  # type: ignore[attr-defined]  # a choice
    dialog.widget.show_choices("consentpurpose", (Choice("NEWS", "News"),))
    assert dialog.find("Purpose").currentText() == "News"  # type: ignore[attr-defined]  # a choice
    dialog.accept()
    assert form(typist) == [consent]


def test_it_is_named_for_screen_readers(typist: Typist) -> None:
    dialog = begin(typist)
    named = [dialog.find(field.path) for field in CONSENT]
    assert [one.accessibleName() for one in named] == ["Of whom", "Purpose", "Source", "Legal basis"]
    assert all((line := one.findChild(QLineEdit)) and line.accessibleName() for one in named)
    dialog.leave()


@pytest.mark.long
def test_what_was_said_is_gone_once_something_is_changed(typist: Typist) -> None:
    dialog = begin(typist)
    go_to(dialog, "Purpose")
    type_on("e-mark")
    dialog.press(Qt.Key.Key_Tab)
    for key, said in ((Qt.Key.Key_Return, "needs its purpose"), (Qt.Key.Key_Escape, "")):
        go_to(dialog, "Source")
        dialog.press(key)
        assert said in dialog.result
        assert dialog.is_open
        type_on("by ph")
        dialog.press(Qt.Key.Key_Tab)
        assert dialog.result == ""
        go_to(dialog, "Source")
        dialog.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        dialog.press(Qt.Key.Key_Backspace)
        dialog.press(Qt.Key.Key_Tab)
    dialog.leave()


def test_why_nobody_can_consent_yet_is_said(typist: Typist) -> None:
    dialog = begin(typist, people=())
    assert not dialog.find("Person").isEnabled()
    told = dialog.find("nobody")
    assert isinstance(told, QLabel)
    assert told.text() == "A consent is somebody’s: type a contact first."
    dialog.press(Qt.Key.Key_Escape)
