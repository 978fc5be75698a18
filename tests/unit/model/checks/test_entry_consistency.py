from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from app.model.checks.entry_consistency import check_body, check_consistency
from app.model.entry import Entry, State, Step, StepKind
from tests.helpers.data.store_builders import NOW, as_saved, entry, in_state

COMPANY, KARI, FAIR = 0, 1, 3
Change = Callable[[Entry], Entry]


def check(one: Entry, **more: Any) -> None:
    check_consistency(one, one.steps_done, len(one.steps), **more)


def with_step(place: int, **values: Any) -> Change:
    def change(one: Entry) -> Entry:
        steps = [replace(step, **values) if step.number == place else step for step in one.steps]
        return replace(one, steps=tuple(steps))

    return change


def with_body(**values: Any) -> Change:
    return lambda one: replace(one, body={**one.body, **values})


def whole(state: State = State.QUEUED) -> Entry:
    """A company with two people and a selection; of one that is saved a person is not yet."""
    call = Step(FAIR, StepKind.SELECTION, "Fair", content={"Kind": "Selection", "Name": "Fair"})
    made = entry()
    made = replace(made, steps=(*made.steps, call))
    if state is not State.SAVED:
        return in_state(made, state)
    return replace(with_step(2, state=State.QUEUED, remote_id=0)(as_saved(made, 17)), state=State.QUEUED)


def addition(**values: Any) -> Entry:
    """What is added to a company that is there: it has its number from the beginning."""
    made = replace(entry(body={"ContactId": 17}), contact_id=17)
    return with_step(COMPANY, remote_id=17, **values)(made)


SOUND = {
    "new": whole(),
    "being sent": whole(State.SENDING),
    "lost": whole(State.UNKNOWN),
    "refused": whole(State.REJECTED),
    "set aside": replace(whole(), state=State.REJECTED),
    "partly saved": whole(State.SAVED),
    "a person is being sent": replace(
        with_step(2, state=State.SENDING)(whole(State.SAVED)), state=State.SENDING
    ),
    "a person is lost": replace(
        with_step(2, state=State.UNKNOWN, candidates=(4, 5), first_not_found_at=NOW)(whole(State.SAVED)),
        state=State.UNKNOWN,
    ),
    "interrupted after the company": replace(whole(State.SAVED), state=State.UNKNOWN),
    "all saved": as_saved(whole(), 17),
    "an addition": addition(),
    "people are added alone": addition(state=State.SAVED),
    "an addition is lost": replace(addition(state=State.UNKNOWN), state=State.UNKNOWN),
}


@pytest.mark.parametrize("name", SOUND)
def test_what_the_program_writes_is_sound(name: str) -> None:
    check(SOUND[name])


BROKEN: dict[str, tuple[str, Change]] = {
    "a company with a number is queued": ("new", with_step(COMPANY, remote_id=17)),
    "an entry with a number is queued": ("new", lambda one: replace(one, contact_id=17)),
    "both have it": ("new", lambda one: replace(with_step(COMPANY, remote_id=17)(one), contact_id=17)),
    "a person with a record is queued": ("partly saved", with_step(2, remote_id=5)),
    "a person with a record is lost": ("a person is lost", with_step(2, remote_id=5)),
    "a person without a record is saved": ("partly saved", with_step(KARI, remote_id=0)),
    "a selection with a record is queued": ("partly saved", with_step(FAIR, state=State.QUEUED, remote_id=5)),
    "two people are one": ("all saved", with_step(2, remote_id=18)),
    "the company has another number": ("partly saved", lambda one: replace(one, contact_id=18)),
    "the saved company has no number": (
        "partly saved",
        lambda one: replace(with_step(COMPANY, remote_id=0)(one), contact_id=0),
    ),
    "a person is saved before the company": ("new", with_step(KARI, state=State.SAVED, remote_id=5)),
    "a person is refused before the company": ("lost", with_step(KARI, state=State.REJECTED)),
    "a person is being sent before the company": ("new", with_step(KARI, state=State.SENDING)),
    "a selection is done before the company": ("new", with_step(FAIR, state=State.SAVED, remote_id=5)),
    "lost, and its company is queued": ("new", lambda one: replace(one, state=State.UNKNOWN)),
    "being sent, and its company is queued": ("new", lambda one: replace(one, state=State.SENDING)),
    "queued, and its company is lost": ("lost", lambda one: replace(one, state=State.QUEUED)),
    "queued, and its company is refused": ("refused", lambda one: replace(one, state=State.QUEUED)),
    "saved, and a step is not": ("partly saved", lambda one: replace(one, state=State.SAVED)),
    "candidates of what is queued": ("new", with_step(KARI, candidates=(4,))),
    "candidates of what is saved": ("all saved", with_step(KARI, candidates=(4,))),
    "what is saved is left to the user": ("all saved", with_step(KARI, is_left_to_user=True)),
    "what is saved was not found": ("all saved", with_step(KARI, first_not_found_at=NOW)),
    "saved once it is surely not there": ("lost", with_step(COMPANY, state_if_not_found=State.SAVED)),
    "sent for ever": ("lost", with_step(COMPANY, state_if_not_found=State.SENDING)),
    "another person's name": ("new", with_step(KARI, name="Other Guy")),
    "another company's name": ("new", with_step(COMPANY, name="Other AS")),
    "another name in the body": ("new", with_body(Name="Other AS")),
    "another key in the body": ("new", with_body(DbiKey="other")),
    "two steps of one key": ("new", with_step(KARI, token="token-1")),  # no secret
    "fewer people in the body": ("new", lambda one: with_body(Persons=one.body["Persons"][:1])(one)),
    "more people in the body": ("new", lambda one: with_body(Persons=[*one.body["Persons"], {}])(one)),
    "no people in the body": ("new", with_body(Persons=None)),
    "people in another order": ("new", lambda one: with_body(Persons=one.body["Persons"][::-1])(one)),
    "people that are none": ("new", with_body(Persons="ab")),
    "people that are no objects": ("new", with_body(Persons=[1, 2])),
    "people whose names are none": ("new", with_body(Persons=[{"Firstname": 7}, {"Firstname": 8}])),
    "a name that is none": ("new", with_body(Name=7)),
    "an addition to another company": ("an addition", with_body(ContactId=18)),
    "an addition to no company's number": ("an addition", with_body(ContactId=True)),
    "an addition to a number in a text": ("an addition", with_body(ContactId="17")),
    "an addition without its number": ("an addition", lambda one: replace(one, contact_id=0)),
    "a number in the body alone": ("new", with_body(ContactId=17)),
    "a company among the people": ("new", with_step(KARI, kind=StepKind.COMPANY)),
    "a number is missing": ("new", with_step(KARI, number=9)),
    "content of another kind": ("new", with_step(FAIR, content={"Kind": "Project"})),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_contradicts_itself_is_damage(name: str) -> None:
    base, change = BROKEN[name]
    check(SOUND[base])
    with pytest.raises((ValueError, TypeError, AttributeError)):
        check(change(SOUND[base]))


@pytest.mark.parametrize(("done", "total"), [(2, 4), (4, 3), (3, 3), (0, 4)])
def test_what_is_saved_is_saved_by_its_steps(done: int, total: int) -> None:
    with pytest.raises(ValueError, match=r"not saved|not a company"):
        check_consistency(SOUND["all saved"], done, total)


def test_what_the_first_version_has_saved_says_nothing_of_its_steps() -> None:
    old = replace(whole(), state=State.SAVED, contact_id=17)
    check(old, is_old=True)
    with pytest.raises(ValueError, match="not saved"):
        check(old)
    with pytest.raises(ValueError, match="not the person"):
        check(with_step(KARI, name="Other Guy")(old), is_old=True)
    with pytest.raises(ValueError, match="not saved"):
        check(replace(old, contact_id=0), is_old=True)


def test_who_is_saved_has_the_name_that_the_server_gave() -> None:
    check_body(with_step(KARI, name="KARI MOE (2)")(SOUND["all saved"]))
    check_body(with_step(COMPANY, name="Bakery 1 Ltd.")(SOUND["all saved"]))
