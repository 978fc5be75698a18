"""A next step keeps what was found out for it, and leaves the rest of the step alone."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

from app.model.entry import Step, StepKind
from app.service.delivery.steps.next_step import NextStep
from app.service.delivery.working_copy import WorkingCopy
from app.service.search.result import NoMatch


class _Named(NextStep):
    def prepare(self) -> None:
        self._put(Id=4)

    def send(self) -> int:
        return self._contact_id

    def find(self) -> int:
        return self._person_id


def test_what_it_takes_is_kept_in_the_step() -> None:
    copy = cast("WorkingCopy", SimpleNamespace(entry=SimpleNamespace(contact_id=5)))
    step = Step(2, StepKind.PROJECT, "Fair", content={"Kind": "Project", "Name": "Fair"})
    one = _Named(copy, step, 9)
    one.prepare()
    assert (one.send(), one.find(), one.find_rewritten()) == (5, 9, NoMatch())
    assert one.step.content == {"Kind": "Project", "Name": "Fair", "Id": 4}
    assert step.content == {"Kind": "Project", "Name": "Fair"}
