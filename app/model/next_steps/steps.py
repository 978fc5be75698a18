"""The steps that next steps become in an entry, and the form that they are again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.model.entry import Entry, Step, StepKind
from app.model.next_steps.consents import with_people_found
from app.model.next_steps.declared import KINDS, NEEDED, NEXT_STEPS
from app.model.next_steps.reading import read_next_step


def next_steps_of(given: object, people: Sequence[Step], first: int) -> tuple[Step, ...]:
    """Returns the steps of what a form or a file has; `first` is the number of the first one.

    Raises ValueError for what `next_step_problems` has told.
    """
    if not isinstance(given, list | tuple):
        return ()
    steps = []
    found = with_people_found(given, [person.name for person in people])
    for number, one in enumerate(found if isinstance(found, list) else (), start=first):
        content = read_next_step(one, len(people))
        kind = KINDS[content["Kind"]]
        steps.append(Step(number, kind, _name(content, kind, people), content=content))
    return tuple(steps)


def form_of(entry: Entry) -> dict[str, Any]:
    """Returns what was typed of an entry: without the token in its DbiKey, with what follows its people."""
    ours = ("DbiKey", entry.company.token or None)
    typed = {name: value for name, value in entry.body.items() if (name, value) != ours}
    following = [dict(step.content) for step in entry.next_steps]
    return {**typed, NEXT_STEPS: following} if following else typed


def check_next_steps(entry: Entry) -> None:
    """Raises ValueError unless each step of an entry has the content of its kind."""
    people = len(entry.people)
    for step in entry.steps:
        if step.is_next_step:
            if KINDS.get(step.content.get("Kind", "")) is not step.kind:
                raise ValueError("not what its kind says")
            read_next_step(step.content, people)
        elif step.content and step.number:  # that of the company says where the entry came from
            raise ValueError("content where there is none")


def _name(content: Mapping[str, Any], kind: StepKind, people: Sequence[Step]) -> str:
    """Returns what the step is called in the outbox."""
    if kind is StepKind.SUPPORT_PERSON:
        return people[int(content["Person"]) - 1].name
    named = str(content[NEEDED[kind][0]])
    return f"{named}, {content['Name']}" if kind is StepKind.CONSENT and content.get("Name") else named
