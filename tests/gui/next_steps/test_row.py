"""The row beneath the pages and its dialog, worked by keys."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QPushButton

from app.sandbox import SandboxServer
from tests.helpers.ui.company import type_company, type_custom_fields
from tests.helpers.ui.next_steps import Dialog
from tests.helpers.ui.window import Typist, wait_until

CONTROL = Qt.KeyboardModifier.ControlModifier
pytestmark = pytest.mark.shared_window


def told(typist: Typist) -> str:
    label = typist.window.findChild(QLabel, "nextSteps.summary")
    assert label is not None
    return label.text()


def form(typist: Typist) -> Any:
    return typist.window.form.value().get("NextSteps")


@pytest.mark.long
def test_a_day_is_enough_for_an_appointment(typist: Typist) -> None:
    dialog = Dialog(typist)
    dialog.fill("1.12.2036")
    dialog.accept()
    (step,) = form(typist)
    assert (step["Kind"], step["Title"]) == ("Appointment", "Call")
    start = datetime.fromisoformat(step["StartDate"]).astimezone()
    assert (start.day, start.month, start.hour, start.minute) == (1, 12, 9, 0)
    assert told(typist).startswith("Call · ")


@pytest.mark.long
def test_it_is_undone_and_done_again(typist: Typist) -> None:
    typist.fill("Name", "Fjord AS")
    Dialog(typist).accept()
    assert form(typist) is None
    dialog = Dialog(typist)
    dialog.fill("2036-12-01 10:00", "Visit")
    dialog.accept()
    typist.press(Qt.Key.Key_Z, CONTROL)
    assert (form(typist), told(typist)) == (None, "nothing follows")
    typist.press(Qt.Key.Key_Y, CONTROL)
    assert form(typist)[0]["Title"] == "Visit"


def test_a_long_next_step_makes_the_window_no_wider(typist: Typist) -> None:
    before = typist.window.minimumSizeHint().width()
    title = "Call about the offer " * 12
    step = {"Kind": "Appointment", "Title": title.strip(), "StartDate": "2026-12-01T09:00:00+01:00"}
    typist.window.form.set_value({"Name": "Fjord AS", "NextSteps": [step]})
    wait_until(lambda: told(typist).startswith("Call about the offer Call"))
    assert typist.window.minimumSizeHint().width() == before
    assert told(typist).endswith("…")


def test_a_consent_of_nobody_by_name_is_called_as_the_server_calls_its_purpose(
    typist: Typist, monkeypatch: pytest.MonkeyPatch
) -> None:
    lookups = typist.program.lookups
    monkeypatch.delitem(lookups.choices, "consentpurpose", raising=False)
    lookups._fresh.discard("consentpurpose")
    lookups._told.pop("consentpurpose", None)
    consent = {"Kind": "Consent", "Purpose": "EMARKETING", "Source": "USER", "LegalBase": "61A"}
    unknown = {**consent, "Purpose": "GONE"}
    typist.window.form.set_value({"Name": "Fjord AS", "NextSteps": [consent, unknown]})
    assert told(typist) == "EMARKETING · GONE", "the list has not come"
    wait_until(lambda: told(typist) == "E-marketing · GONE")


def test_what_is_typed_without_a_day_stays_open(typist: Typist) -> None:
    dialog = Dialog(typist)
    dialog.fill("", "Visit")
    dialog.press(Qt.Key.Key_Return)
    assert dialog.widget.isVisible()
    result = dialog.widget.findChild(QLabel, "nextSteps.result")
    assert result is not None
    assert result.text().startswith("Say when")
    for _twice in range(2):  # the first one says that it is not saved
        dialog.press(Qt.Key.Key_Escape)
    assert form(typist) is None


def test_what_is_composed_counts_also_where_a_click_takes_no_focus(typist: Typist) -> None:
    dialog = Dialog(typist)
    wait_until(lambda: "task" in typist.window.form.context.choices)
    dialog.fill("1.12.2036", "Visit", "")
    typist.compose("한")
    buttons = dialog.widget.findChild(QDialogButtonBox)
    assert buttons is not None
    buttons.button(QDialogButtonBox.StandardButton.Ok).click()
    assert dialog.widget.isVisible()
    assert typist.find(QLabel, "nextSteps.result").text().startswith("“한” is not in the list.")
    for _twice in range(2):
        dialog.press(Qt.Key.Key_Escape)
    typist.window.activateWindow()
    wait_until(typist.window.isActiveWindow)


@pytest.mark.long
def test_it_is_saved_with_the_company(typist: Typist, server: SandboxServer) -> None:
    type_company(typist)
    type_custom_fields(typist)
    dialog = Dialog(typist)
    wait_until(lambda: "task" in typist.window.form.context.choices)
    dialog.fill("1.12.2036", "Call about the offer", "Meeting", "Ola Lund", "", "Fair Oslo 2026")
    dialog.accept()
    appointment = form(typist)[0]
    assert (appointment["Task"], appointment["Associate"]) == ({"Id": 2}, {"AssociateId": 6})
    typist.save()
    typist.wait_for_outcome("Done as well")
    assert form(typist) is None
    posts = [request.path for request in server.requests if request.method == "POST"]
    assert posts.count("/api/v1/Appointment") == posts.count("/api/v1/Selection/1/Members/AddPerson") == 1


@pytest.mark.long
def test_in_a_low_window_it_is_seen_only_where_something_follows(typist: Typist) -> None:
    before = typist.window.size()
    button = typist.find(QPushButton, "nextSteps.open")
    assert button.isVisible()
    typist.window.resize(837, 485)
    wait_until(lambda: not button.isVisible())
    dialog = Dialog(typist)
    dialog.fill("1.12.2036")
    dialog.accept()
    wait_until(button.isVisible)
    typist.window.resize(before)


def test_a_step_about_nobody_is_refused_at_the_row(typist: Typist) -> None:
    typist.fill("Name", "Fjord AS")
    typist.program.entry.new({"Name": "Fjord AS", "NextSteps": [{"Kind": "SupportPerson"}]})
    wait_until(lambda: form(typist) is not None)
    typist.save()
    message = typist.find(QLabel, "nextSteps.message")
    wait_until(lambda: "needs a person" in message.text())
    assert message.isVisible()
