"""Entries and drafts as the tests of the store need them, and programs that use a store."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from app.model.entry import Draft, Entry, FieldMessage, State, Step, StepKind

ROOT = Path(__file__).parents[3]
NOW = datetime(2026, 3, 1, 12, 0, 0, 123456, tzinfo=UTC)


def as_saved(one: Entry, contact_id: int = 0) -> Entry:
    """Returns it as the program stores what is saved: with a record for each step."""
    number = contact_id or 1000
    steps = (replace(step, state=State.SAVED, remote_id=number + step.number) for step in one.steps)
    return replace(one, state=State.SAVED, contact_id=number, steps=tuple(steps))


def entry(number: int = 1, **changes: Any) -> Entry:
    """A company with two people; entries with a higher number are younger. Its body is that of its steps."""
    name = changes.pop("name", f"Bakery {number}")
    values: dict[str, Any] = {
        "id": f"entry-{number}",
        "profile": "work",
        "name": name,
        "created": NOW + timedelta(seconds=number),
        "updated": NOW + timedelta(seconds=number),
        "steps": (
            Step(0, StepKind.COMPANY, name, token=f"token-{number}"),
            Step(1, StepKind.PERSON, "Åse Ødegård"),
            Step(2, StepKind.PERSON, "Jens Straße"),
        ),
        "problems": (FieldMessage("Name", "Too long"), FieldMessage("", "Something else")),
        **changes,
    }
    made = Entry(**{**values, "body": changes.get("body", {}) | _body_of(values["steps"], changes)})
    if "steps" in changes:
        return made
    return as_saved(made, made.contact_id) if made.state is State.SAVED else in_state(made, made.state)


def _body_of(steps: Sequence[Step], changes: dict[str, Any]) -> dict[str, Any]:
    """Returns what a body that is given lacks of those steps."""
    names = [step.name.split() for step in steps if step.kind is StepKind.PERSON]
    people = [dict(zip(("Firstname", "Lastname"), parts, strict=False)) for parts in names]
    company = next((step for step in steps if step.kind is StepKind.COMPANY), None)
    named = {"Name": company.name, "DbiKey": company.token} if company else {}
    body = {"ContactId": 0, **named, "Persons": people}
    return {name: value for name, value in body.items() if name not in changes.get("body", {})}


def in_state(one: Entry, state: State, **changes: Any) -> Entry:
    """Returns it with its company in that state; with a number, the company is saved and its people wait."""
    company = State.SAVED if one.contact_id else state
    step = replace(one.company, state=company, remote_id=one.contact_id)
    return replace(one, state=state, steps=(step, *one.steps[1:]), **changes)


def draft(number: int = 1, **changes: Any) -> Draft:
    values: dict[str, Any] = {
        "id": f"draft-{number}",
        "profile": "work",
        "form": {"Name": f"Draft {number}", "Emails": [{"Value": "a@b.example"}]},
        "created": NOW + timedelta(seconds=number),
        "updated": NOW + timedelta(seconds=number),
        **changes,
    }
    return Draft(**values)


@contextmanager
def program(script: str, *arguments: object) -> Iterator[subprocess.Popen[str]]:
    """Runs Python code in a process of its own and ends it after the block, however the block ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def line_of(process: subprocess.Popen[str]) -> str:
    """The next line that the program prints; where it ended instead, what it said."""
    assert process.stdout is not None
    assert process.stderr is not None
    return process.stdout.readline().strip() or process.stderr.read()
