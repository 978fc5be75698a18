"""Entries and drafts as the tests of the store need them, and programs that use a store."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from app.model.entry import Draft, Entry, FieldMessage, State, Step, StepKind

ROOT = Path(__file__).parents[3]
NOW = datetime(2026, 3, 1, 12, 0, 0, 123456, tzinfo=UTC)


def entry(number: int = 1, **changes: Any) -> Entry:
    """A company with two people; entries with a higher number are younger."""
    name = changes.pop("name", f"Bakery {number}")
    values: dict[str, Any] = {
        "id": f"entry-{number}",
        "profile": "work",
        "name": name,
        "body": {
            "ContactId": 0,
            "Name": name,
            "DbiKey": f"token-{number}",
            "Persons": [{"Firstname": "Åse"}],
        },
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
    made = Entry(**values)
    return made if "steps" in changes or made.state is not State.SAVED else as_saved(made, made.contact_id)


def as_saved(one: Entry, contact_id: int = 0) -> Entry:
    """Returns it as the program stores what is saved: with a record for each step."""
    number = contact_id or 1000
    steps = (replace(step, state=State.SAVED, remote_id=number + step.number) for step in one.steps)
    return replace(one, state=State.SAVED, contact_id=number, steps=tuple(steps))


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
