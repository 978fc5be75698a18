"""What has to hold among the values of a stored entry: nothing else is ever written, so the rest is damage.

An entry that contradicts itself would be sent twice, or to a wrong company, or wait for ever.

=================  =========================================================================================
SAVED              every step is saved
QUEUED             the company is queued or saved; a row that says so of one being sent is searched for
SENDING, UNKNOWN   the company may be there, or is: never one that is only queued, which would be sent
                   without a search
REJECTED           steps in any state: whatever cannot be handled is set aside as it is
company            saved with its number, which is the entry's; until then there is none. One that is added
                   to has its number from the beginning, in its body, too
people             those of the body, in its order and until they are saved by its names; saved or being sent
                   only where the company is, each with a record of its own
what follows       saved or refused only where the company is saved; its content is that of its kind
candidates         of an unknown step alone; of what is saved or being sent nobody is asked
key                the company's token is the one in its body; no two steps have the same
after two looks    a step is sent again or refused, nothing else
=================  =========================================================================================

The first version has saved entries without a word of their steps.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from app.model.entry import Entry, State, Step, StepKind
from app.model.next_steps.steps import check_next_steps

_COMPANY_STATES: Final = {
    State.QUEUED: {State.QUEUED, State.SENDING, State.SAVED},
    State.SENDING: {State.SENDING, State.UNKNOWN, State.SAVED},
    State.UNKNOWN: {State.SENDING, State.UNKNOWN, State.SAVED},
    State.REJECTED: set(State),
    State.SAVED: {State.SAVED},
}
# Of what follows a company: the states in which the company is by then.
_COMPANY_OF: Final = {
    State.SENDING: {State.SENDING, State.SAVED},
    State.SAVED: {State.SAVED},
    State.REJECTED: {State.SAVED, State.REJECTED},
}
_AFTER_LOOKS: Final = {State.QUEUED, State.REJECTED}


def check_consistency(entry: Entry, done: int, total: int, *, is_old: bool = False) -> None:
    """Raises ValueError for an entry that contradicts itself.

    `done` and `total` are how many steps its row says are saved and there. `is_old` tells that the first
    version wrote it.
    """
    saved = [step.state for step in entry.steps].count(State.SAVED)
    is_saved_by_first = is_old and entry.state is State.SAVED and entry.contact_id
    if entry.state is State.SAVED and not saved == done == total and not is_saved_by_first:
        raise ValueError("not saved by its steps")
    _check_order(entry, total)
    check_next_steps(entry)
    if not is_saved_by_first:
        _check_states(entry)
        _check_records(entry)
        _check_questions(entry)
    check_body(entry)


def check_body(entry: Entry) -> None:
    """Raises ValueError unless the steps are those of the body: of this company, and of its people."""
    names = list(_names_in(entry.body.get("Persons")))
    if len(names) != len(entry.people):
        raise ValueError("not as many people as in the body")
    for step, name in zip(entry.people, names, strict=True):
        if step.state is not State.SAVED and step.name != name:
            raise ValueError("not the person of the body")
    company = entry.company
    if company.token and company.token != entry.body.get("DbiKey"):
        raise ValueError("not the key of the body")
    if company.state is not State.SAVED and company.name != (entry.body.get("Name") or "").strip():
        raise ValueError("not the company of the body")


def _names_in(people: Any) -> Iterator[str]:
    """Yields what each person of a body is called. Raises TypeError, AttributeError for what is none."""
    from app.model.form.people import joined_name  # here: the window paints before it loads

    if not isinstance(people, list | None):
        raise TypeError("not a list of people")
    for one in people or ():
        yield joined_name(one.get("Firstname"), one.get("Lastname"))


def _check_order(entry: Entry, total: int) -> None:
    kinds = [step.kind for step in (entry.company, *entry.people)]
    if kinds != [StepKind.COMPANY, *[StepKind.PERSON] * (len(kinds) - 1)] or len(entry.steps) != total:
        raise ValueError("not a company, its people and what follows them")
    if [step.number for step in entry.steps] != list(range(total)):
        raise ValueError("steps out of order")


def _check_states(entry: Entry) -> None:
    company = entry.company.state
    if company not in _COMPANY_STATES[entry.state]:
        raise ValueError("not the state of its company")
    for step in entry.steps[1:]:
        if company not in _COMPANY_OF.get(step.state, State):
            raise ValueError("done before its company")


def _check_records(entry: Entry) -> None:
    """Raises ValueError where a company, or somebody, would be there twice, or be somebody else's."""
    company, given = entry.company, entry.body.get("ContactId")
    is_there = entry.is_addition or company.state is State.SAVED
    if entry.contact_id != company.remote_id or is_there != bool(company.remote_id):
        raise ValueError("not the company that was saved")
    if entry.is_addition and (type(given) is not int or given != entry.contact_id):
        raise ValueError("not the company of the body")
    for step in entry.steps[1:]:
        is_known = step.kind is StepKind.PERSON or bool(step.remote_id)
        if is_known and bool(step.remote_id) is not (step.state is State.SAVED):
            raise ValueError("a record of what is not saved, or none of who is")
    people = [step.remote_id for step in entry.people if step.remote_id]
    tokens = [step.token for step in entry.steps if step.token]
    if len(set(people)) != len(people) or len(set(tokens)) != len(tokens):
        raise ValueError("two with one record, or one key")


def _check_questions(entry: Entry) -> None:
    for step in entry.steps:
        if step.candidates and step.state is not State.UNKNOWN:
            raise ValueError("candidates of what is not searched for")
        if _is_settled(step) and (step.is_left_to_user or step.first_not_found_at):
            raise ValueError("asked about although it is there")
        if step.state_if_not_found not in _AFTER_LOOKS:
            raise ValueError("neither sent again nor refused")


def _is_settled(step: Step) -> bool:
    return step.state in (State.SAVED, State.SENDING)
