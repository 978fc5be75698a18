"""Each sentence that an entry may have about what follows its company, or about a refused addition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from app.model.entry import MOST_SENT_AGAIN, State, Step, StepKind
from app.service.delivery import next_step_sentences, sentences
from app.service.delivery.steps import addition_sentences
from app.service.delivery.transitions import without_gone
from app.translation.message import Message

_NAMED = (StepKind.SELECTION, StepKind.PROJECT)


def of_next_steps() -> Iterator[str]:
    """Yields what is told of a company that is saved, with what follows it in one state after the other."""
    kinds = (StepKind.APPOINTMENT, *_NAMED, StepKind.CONSENT)
    steps = [Step(number, kind, "Oslo 2026", State.SAVED) for number, kind in enumerate(kinds, 1)]
    first = steps[0]
    refusals = (
        *(next_step_sentences.no_such(kind, "Oslo 2026") for kind in _NAMED),
        *(next_step_sentences.several(kind, "Oslo 2026") for kind in _NAMED),
        next_step_sentences.no_such_choice("Oslo"),
        next_step_sentences.person_is_missing("Kari Nordmann"),
        next_step_sentences.has_another_person(),
        next_step_sentences.changes_each_time(),
        next_step_sentences.moved_meanwhile("Kari Nordmann"),
        next_step_sentences.no_moves(),
        next_step_sentences.is_withdrawn(),
    )
    waiting = [replace(one, state=State.QUEUED) for one in steps]
    groups = (
        *([replace(first, state=State.REJECTED, message=one)] for one in refusals),
        [replace(first, kind=StepKind.SUPPORT_PERSON, state=State.REJECTED, message=refusals[0])],
        [replace(first, state=State.UNKNOWN)],
        [replace(first, state=State.UNKNOWN, is_left_to_user=True)],
        [
            replace(
                first,
                state=State.UNKNOWN,
                is_left_to_user=True,
                first_not_found_at=datetime.now(UTC),
                sent_again=MOST_SENT_AGAIN,
            )
        ],
        [replace(first, state=State.UNKNOWN, candidates=(4,))],
        [replace(first, state=State.UNKNOWN, first_not_found_at=datetime.now(UTC))],
        waiting[:1],
        waiting,
        steps,
    )
    for group in groups:
        yield Message.joined((sentences.saved("10003"), *next_step_sentences.following(group)))


def of_additions(name: str) -> Iterator[str]:
    """Yields what is told of an addition to that company which was refused."""
    yield addition_sentences.company_gone(name, addition_sentences.person_there())
    yield addition_sentences.company_deleted(name)
    yield Message.joined(
        (addition_sentences.has_other_values(name), addition_sentences.has_another_value("7"))
    )
    yield addition_sentences.somebody_there(name)
    yield addition_sentences.changes_each_time(name)
    yield addition_sentences.people_unknown(name, addition_sentences.person_there())
    yield Message.joined((addition_sentences.not_kept(name), addition_sentences.not_kept_here()))
    for reason in (addition_sentences.deleted(name), addition_sentences.merged(name)):
        yield addition_sentences.nothing_more(name, reason)
        yield addition_sentences.perhaps_there("Kari Ås", reason)
        yield addition_sentences.perhaps_added(name, reason)
    yield addition_sentences.perhaps_added(name, addition_sentences.has_others(name))
    yield addition_sentences.perhaps_added(name, addition_sentences.is_changing(name))
    yield addition_sentences.is_another(name, "Havn AS", 7)
    yield addition_sentences.perhaps_added(name, addition_sentences.is_called(name, "Havn AS"))
    yield Message.joined(
        (addition_sentences.is_there_as("7", "8"), addition_sentences.is_there_otherwise(name))
    )


def of_decisions(name: str) -> Iterator[str]:
    """Yields what is told of a decision that cannot be so."""
    step = Step(0, StepKind.COMPANY, name, State.UNKNOWN, candidates=(2,))
    yield without_gone(step, 2).message
    yield sentences.company_is_twice(("10004",))
    yield sentences.person_is_twice()
