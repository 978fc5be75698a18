"""What was kept under English is read in Norwegian: every sentence that an entry may have, and its codes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import chain
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from app.model.additions.lost_values import Lost
from app.model.carriers.contact import ContactEntity
from app.model.entry import State, Step, StepKind
from app.model.profile import Profile
from app.service.delivery import damage, question_sentences, sentences
from app.service.delivery.deliverer import new_entry
from app.service.delivery.steps import addition_sentences
from app.storage.files.paths import AppPaths
from app.storage.sqlite import progress, repair
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.store import Store
from app.translation.message import Message, codes_of
from app.webapi import errors
from tests.helpers.data import message_codes, step_sentences
from tests.helpers.processes.command import Program

NAME, HOST = "Fjell AS", "crm.example.com"
REFUSAL = errors.RejectedError(HOST, said=": “Nei”").message
_ENGLISH = re.compile(
    r"\b(the|was|were|saved|it|not|and|of|is|you|your|nothing|will|with|added)\b", re.IGNORECASE
)


NOT_OF_AN_ENTRY = {
    *(r"not_tried_\w+", "not_tried_asked", "not_tried_undecided"),  # told by one run of the command
    *("language", "culture", "time_zone"),  # within another message
    r"register_\w+",
    *("unreadable", "unreadable_may_be_saved"),  # of a row that is put together anew wherever it is read
}


def _person(number: int, name: str, state: State, message: str = "") -> Step:
    return Step(number, StepKind.PERSON, name, state, message=message)


KARI = _person(1, "Kari Nordmann", State.REJECTED, REFUSAL)
SIV = _person(2, "Siv Lie", State.SAVED, sentences.position_left_out("Sjef"))
OLA = _person(3, "Ola Hansen", State.QUEUED)
PER = _person(4, "Per Vik", State.UNKNOWN)


def _all_errors(kind: type[errors.WebApiError] = errors.WebApiError) -> Iterator[errors.WebApiError]:
    """Each error of a call, in each of its sentences, with one word for whatever is put into it."""
    for whats, sentence in kind.sentences.items() or [("Nei", kind.sentence)]:
        places = {place for _text, place, _form, _kind in Formatter().parse(sentence) if place}
        values: dict[str, Any] = dict.fromkeys(places - {"host"}, "Nei") | {"what": whats}
        yield kind(HOST, **values)
    # A test that ran before may have made an error of its own.
    for further in (one for one in kind.__subclasses__() if one.__module__.startswith("app.")):
        yield from _all_errors(further)


def _told() -> Iterator[tuple[State, str]]:
    """Each sentence that an entry may have, with its state."""
    yield from _told_of_companies()
    yield from _told_of_additions()
    for code, told in (("interrupted", progress._ENDED), ("repaired", repair._SEARCHED_FOR)):
        yield State.UNKNOWN, Message(code, told)


def _told_of_additions() -> Iterator[tuple[State, str]]:
    entry = new_entry(ContactEntity(name=NAME), Profile(name="Work"), "id", datetime.now(UTC))
    away = errors.UnreachableError(HOST)
    for people in ((), (SIV,), (SIV, KARI), (KARI, OLA, PER)):
        added = replace(entry, steps=(entry.company, *people))
        yield State.SAVED, sentences._added(added, away, lists_may_lag=False)
    yield State.REJECTED, addition_sentences.number_is_anothers(NAME, 10003)
    of_steps = (step_sentences.of_next_steps(), step_sentences.of_additions(NAME))
    for told in (*chain(*of_steps), *step_sentences.of_decisions(NAME)):
        yield State.REJECTED, told


def _told_of_companies() -> Iterator[tuple[State, str]]:
    a_fault = new_entry(ContactEntity(name=NAME), Profile(name="Work"), "id", datetime.now(UTC))
    away = errors.UnreachableError(HOST)
    yield State.QUEUED, sentences.waiting(NAME)
    yield State.SENDING, sentences.sending(NAME)
    for error in _all_errors():
        yield State.QUEUED, sentences.kept(NAME, error)
    yield State.UNKNOWN, sentences.perhaps_saved(NAME, away.message)
    yield State.UNKNOWN, sentences.not_looked_up(NAME, away.message)
    yield State.UNKNOWN, question_sentences.not_seen_by_another(NAME)
    yield State.UNKNOWN, question_sentences.not_seen_by_another(NAME, HOST)
    yield State.UNKNOWN, question_sentences.nothing_shows(NAME)
    untold = replace(a_fault.company, state=State.UNKNOWN, is_left_to_user=True, useless_looks=8)
    yield State.UNKNOWN, question_sentences.left_to_user(untold, NAME)
    for lag in (False, True):
        yield State.UNKNOWN, sentences.not_found_once(NAME, lists_may_lag=lag)
        yield State.UNKNOWN, sentences.refused_not_found_once(NAME, REFUSAL, lists_may_lag=lag)
    for candidates in ((7,), (7, 8)):
        yield State.UNKNOWN, question_sentences.not_decidable(NAME, candidates)
    yield State.REJECTED, sentences.refused(REFUSAL)
    yield State.REJECTED, sentences.searched_and_refused(REFUSAL)
    for sent in (State.QUEUED, State.UNKNOWN):
        entry = replace(a_fault, state=sent, steps=(replace(a_fault.company, state=sent),))
        yield State.REJECTED, sentences.not_handled(entry, "KeyError")
        yield State.REJECTED, damage.damaged(entry)
    yield State.REJECTED, damage.key_of_another(NAME)
    yield State.SAVED, Message.joined((sentences.saved("10003"), sentences.not_kept([Lost("Name", NAME)])))
    for number in ("10003", ""):
        yield State.SAVED, sentences.saved(number, (SIV,))
        for people in ((KARI,), (KARI, KARI), (OLA,), (OLA, OLA), (PER,), (KARI, SIV, OLA, PER)):
            for stopped in (None, away, errors.NotSignedInError(HOST)):
                yield State.REJECTED, sentences.partly_saved(number, people, stopped)
    for lag in (False, True):
        for unknown in (replace(PER, candidates=(7,)), replace(PER, first_not_found_at=datetime.now(UTC))):
            yield State.UNKNOWN, sentences.partly_saved("10003", (unknown,), None, lists_may_lag=lag)


@pytest.mark.long
def test_each_code_is_told() -> None:
    told = {one["code"] for _state, message in _told() for one in codes_of(message)}
    left = {code for code in message_codes.codes() if not any(re.fullmatch(code, one) for one in told)}
    assert left == NOT_OF_AN_ENTRY


@pytest.fixture
def kept(program_home: Path) -> int:
    """How many entries are in the outbox, all of them put there under English."""
    told = list(_told())
    assert {state for state, _message in told} == set(State)
    with Store.open(AppPaths.of(program_home).store) as store:
        for number, (state, message) in enumerate(told):
            assert isinstance(message, Message)
            created = datetime(2026, 11, 24, tzinfo=UTC) + timedelta(minutes=number)
            made = new_entry(ContactEntity(name=NAME), Profile(name="Work"), f"{number:032x}", created)
            there = 10003 if state is State.SAVED else 0
            steps = (replace(made.company, state=state, message=message, remote_id=there),)
            Outbox(store).add(replace(made, state=state, steps=steps, message=message, contact_id=there))
    return len(told)


@pytest.mark.long
def test_every_sentence_is_norwegian_and_its_codes_are_the_same(program: Program, kept: int) -> None:
    norwegian = replace(program, environment={**program.environment, "CONTACT_ENTRY_LANGUAGE": "nb"})
    first, second = (one.run("outbox", "list", "--json") for one in (program, norwegian))
    assert (first.code, second.code, len(first.json), len(second.json)) == (0, 0, kept, kept)
    for english, told in zip(first.json, second.json, strict=True):
        assert _ENGLISH.search(english["message"]), english["message"]
        assert not _ENGLISH.search(told["message"]), told["message"]
        assert english["messages"], english["message"]
        for name in ("id", "state", "name", "ContactId", "messages"):
            assert english[name] == told[name]
