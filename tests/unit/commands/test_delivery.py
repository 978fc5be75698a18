"""How long a command waits, and what it says of an entry."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.commands import delivery as cli_delivery
from app.commands.delivery import TimeBudget
from app.commands.exit_codes import ExitCode
from app.model.carriers.contact import ContactEntity
from app.model.entry import Entry, FieldMessage, State
from app.model.profile import Profile
from app.service.delivery.deliverer import new_entry


@pytest.fixture
def entry() -> Entry:
    profile = Profile(name="Work", url="https://crm.example.com/api")
    return new_entry(ContactEntity(name="Fjell AS"), profile, "a" * 32, datetime.now(UTC))


def test_patience_is_for_the_whole_command(monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    monkeypatch.setattr(time, "sleep", waited.append)
    budget = TimeBudget(5)
    soon = datetime.now(UTC) + timedelta(seconds=3)
    assert budget.wait_until(soon)
    assert not budget.wait_until(soon), "three more seconds are too many"
    assert budget.wait_until(None), "what is due at once is tried"
    assert waited[0] == pytest.approx(3, abs=0.5)
    assert len(waited) == 2


def test_what_is_due_at_once_is_not_tried_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "sleep", lambda _seconds: None)
    budget = TimeBudget(5)
    tries = 0
    while budget.wait_until(None):
        tries += 1
    assert 0 < tries <= 50


@pytest.mark.parametrize(
    ("state", "sign_in_needed", "code"),
    [
        (State.SAVED, False, ExitCode.DONE),
        (State.REJECTED, False, ExitCode.REJECTED),
        (State.QUEUED, True, ExitCode.SIGN_IN),
        (State.QUEUED, False, ExitCode.KEPT),
        (State.UNKNOWN, False, ExitCode.KEPT),
        (State.SENDING, False, ExitCode.KEPT),
    ],
)
def test_the_state_decides_the_exit_code(
    entry: Entry, state: State, sign_in_needed: bool, code: ExitCode
) -> None:
    assert cli_delivery.exit_code(replace(entry, state=state), sign_in_needed=sign_in_needed) is code


def test_what_stands_in_the_way_is_told_by_field_and_as_a_whole(entry: Entry) -> None:
    field = FieldMessage("Name", "Too long.")
    refused = replace(entry, state=State.REJECTED, message="It was refused.", problems=(field,))
    assert cli_delivery.remaining_problems(refused) == [field, FieldMessage("", "It was refused.")]
    assert cli_delivery.remaining_problems(replace(refused, state=State.SAVED)) == []


def test_a_link_needs_a_company_and_an_address(entry: Entry) -> None:
    saved = replace(entry, contact_id=7)
    assert cli_delivery.link_of(saved, "https://crm.example.com/api") == (
        "https://crm.example.com/default.aspx?contact.main?contact_id=7"
    )
    assert cli_delivery.link_of(entry, "https://crm.example.com") is None
    assert cli_delivery.link_of(saved, "") is None
