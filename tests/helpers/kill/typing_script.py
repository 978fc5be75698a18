"""Somebody at the keyboard of the real window, who tells what is typed and pressed before it is done.

Runs in the process of the window; `Life` is what it is told to do there.
"""

from __future__ import annotations

import json
import os
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

import keyring
from PySide6.QtCore import QDeadlineTimer, QEventLoop, QObject, Qt, QTimer

from app.bootstrap import program, start
from app.bootstrap.options import WindowOptions
from app.controller.connection.status import ConnectionState
from app.model.entry import Draft, Entry, State
from app.model.form.paths import value_at
from app.sandbox import PASSWORD
from app.storage.files.paths import AppPaths
from app.storage.sqlite.database import CommitPoint
from app.storage.sqlite.drafts import Drafts
from app.storage.sqlite.outbox import Outbox
from app.webapi.errors import WebApiError
from tests.helpers.kill.choosing import choose_by_name
from tests.helpers.processes.crash_switch import Crash, Moment
from tests.helpers.ui.window import CONTROL, SHIFT, Typist

CONNECTION = "Practice"
_PATIENCE_MS = 200_000
"""Longer than a call may take, such as the one that signs in."""
_PATIENCE_TO_THE_END_MS = 400_000
"""Longer than the longest wait after failures in a row, which the last window may have taken over."""
_OPEN_STATES = (State.QUEUED, State.SENDING, State.UNKNOWN, State.REJECTED)
_CUSTOM = "CustomFields.SuperOffice:1"


@dataclass(frozen=True)
class Life:
    """One run of the program. `numbers` are those of the companies that were typed before, by entry id.

    With `finish` it is the last one: the companies of these ids are brought to an end, and all is waited for.
    `busy` also takes things back and changes its mind, so that every kind of commit happens.
    """

    home: str
    seed: int
    first: int
    numbers: dict[str, int] = field(default_factory=dict)
    finish: tuple[str, ...] | None = None
    key_ms: int = 10
    second_search_delay: float = 1.0
    busy: bool = False
    crash_point: str = ""
    crash_moment: Moment = "before"

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def of_json(cls, text: str) -> Life:
        values = json.loads(text)
        finish = values.pop("finish")
        return cls(**values, finish=None if finish is None else tuple(finish))


@dataclass(frozen=True)
class Company:
    """What is typed of a company, and who is in it."""

    number: int

    @property
    def name(self) -> str:
        return f"Firma {self.number:04} AS"

    @property
    def people(self) -> tuple[tuple[str, str], ...]:
        """First and last names; in every fifth company two are called the same."""
        if self.number % 5 == 0:
            return (("Kari", "Li"), ("Kari", "Li"))
        return tuple((first, f"Li {self.number}") for first in ("Kari", "Ola", "Åse")[: self.number % 4])

    @property
    def texts(self) -> dict[str, str]:
        """By the path in the form, in the order of typing."""
        texts = {"Name": self.name}
        for place, (first, last) in enumerate(self.people):
            texts |= {f"Persons[{place}].Firstname": first, f"Persons[{place}].Lastname": last}
            if (self.number + place) % 3 == 0:
                # More than the light Person can tell, so that it goes out by itself.
                texts[f"Persons[{place}].MobilePhone"] = "99 88 77 66"
        return texts | {_CUSTOM: f"K-{self.number}"}


def tell(event: str, **facts: Any) -> None:
    """One line, written at once and whole, since the process may end with the next instruction."""
    line = json.dumps({"event": event, "at": time.monotonic(), **facts}) + "\n"
    try:
        os.write(1, line.encode())
    except BrokenPipeError:
        # The test is gone: without it this process would live for ever.
        os._exit(1)


def live(life: Life) -> int:
    """Opens the window and works in it. Returns the exit code, if the process lives that long."""
    if life.crash_point:
        point = CommitPoint(life.crash_point)
        Crash(point, life.crash_moment).arm(lambda: tell("crash", point=point))
    keyring.set_password("contact-entry", f"{CONNECTION}/password", PASSWORD)
    options = WindowOptions(
        AppPaths.of(Path(life.home)), second_search_delay=timedelta(seconds=life.second_search_delay)
    )

    class Worked(program.Program):
        """The program, and somebody who works in it as soon as it is behind its window."""

        def begin(self) -> None:
            self._script = Script(self, life)
            super().begin()

    with patch.object(program, "Program", Worked):
        return start.run_window(options)


class Script(QObject):
    def __init__(self, worked: program.Program, life: Life) -> None:
        super().__init__(worked)
        self._program = worked
        self._life = life
        self._chance = Random(life.seed)  # noqa: S311  # chance that can be repeated is what is wanted
        self._typist = Typist(worked)
        self._numbers = dict(life.numbers)
        self._next = life.first
        self._drafts: tuple[Draft, ...] | None = None
        self._is_answered = False
        self._question = ""
        # What came of each wish to discard: the id, or why not.
        self._answers: list[str] = []
        # When each refused entry was, as it was sent again.
        self._sent_again: dict[str, datetime] = {}
        worked.entry.drafts_changed.connect(self._take_drafts)
        worked.entry.confirmation_asked.connect(self._ask)
        worked.entry.refused.connect(self._refuse)
        worked.entry.committed.connect(self._tell_committed)
        worked.entry.problem_reported.connect(self._tell_trouble)
        worked.outbox.discarded.connect(self._note_discarded)
        worked.outbox.problem_reported.connect(self._answers.append)
        worked.sending.entry_changed.connect(self._tell_state)
        QTimer.singleShot(0, self._run)

    def _run(self) -> None:
        try:
            self._work()
        except AssertionError as error:
            tell("stuck", words=str(error), at_line="".join(traceback.format_tb(error.__traceback__)[-4:]))

    def _work(self) -> None:
        tell("shown")
        self._wait_until("the window is active", self._program.window.isActiveWindow)
        if self._life.finish is not None:
            self._see_what_is_there()
            self._finish(set(self._life.finish))
            return
        if self._chance.random() < 0.8:
            self._see_what_is_there()
        while True:
            self._one()

    def _see_what_is_there(self) -> None:
        """Waits for the draft of last time, and for what the form is offered, as far as it comes."""
        self._wait_until("the drafts are read", lambda: self._drafts is not None)
        self._pause(0)
        window = self._program.window
        tell("opened", id=self._program.entry.draft_id, form=self._form_texts(), notice=window.notice.text)
        connections = self._program.connections
        self._wait_until(
            "the sign-in is over", lambda: connections.status.state is not ConnectionState.CONNECTING
        )

    def _one(self) -> None:
        """One company: what is in the form, or the next one."""
        entry = self._program.entry
        self._wait_until("what came by itself is read", lambda: not entry.has_unread_refusal)
        if self._life.busy:
            self._scribble()
        elif entry.draft_id in self._numbers and self._chance.random() < 0.25:
            tell("left", id=entry.draft_id)
            self._typist.press(Qt.Key.Key_N, CONTROL)
        self._enter()
        self._save()
        if self._life.busy:
            self._wait_until("the server has said something", lambda: self._is_answered)
            self._change_mind()
        if self._chance.random() < 0.3:
            self._program.sending.retry_now()
        self._pause(self._chance.randrange(300))

    def _enter(self) -> None:
        entry = self._program.entry
        if entry.draft_id not in self._numbers:
            self._numbers[entry.draft_id] = self._next
            self._next += 1
        draft_id = entry.draft_id
        company = Company(self._numbers[draft_id])
        tell("entering", id=draft_id, number=company.number)
        for path, text in company.texts.items():
            self._fill(path, text)
            assert entry.draft_id == draft_id, "another company came into the form while this one was typed"

    def _fill(self, path: str, text: str) -> None:
        form = self._program.window.form
        before = value_at(form.value(), path)
        if before == text:
            return
        if path == _CUSTOM and not self._program.lookups.rules.layout:
            return
        place = int(path[8 : path.index("]")]) if path.startswith("Persons[") else 0
        if path.startswith("Persons[") and place >= len(form.value().get("Persons") or ()):
            self._typist.press(Qt.Key.Key_P, CONTROL | SHIFT)
        form.focus_path(path)
        if before:
            self._typist.press(Qt.Key.Key_A, CONTROL)
        draft_id = self._program.entry.draft_id
        for length, letter in enumerate(text, start=1):
            tell("typed", id=draft_id, path=path, text=text[:length])
            self._typist.type(letter)
            self._pause(self._chance.randrange(2 * self._life.key_ms))
        typed = value_at(form.value(), path)
        assert typed == text, f"{path} is {typed!r} where {text!r} was typed"

    def _save(self) -> None:
        entry = self._program.entry
        draft_id = entry.draft_id
        for _press in range(self._chance.choice((1, 1, 3))):
            if entry.draft_id == draft_id:
                tell("pressing", id=draft_id)
                self._typist.save()
        self._wait_until("Save is over", lambda: self._answer() or entry.draft_id != draft_id)

    def _answer(self) -> bool:
        """Does what a person does about a question or a refusal; False, since Save is not over by that."""
        if self._program.entry.has_unread_refusal:
            return False
        question, self._question = self._question, ""
        if question == "sure?":
            self._typist.save()
        elif question:
            # The server has called a value wrong: that one is left among the drafts.
            self._typist.press(Qt.Key.Key_N, CONTROL)
        return False

    def _ask(self, _warnings: object) -> None:
        self._question = "sure?"

    def _refuse(self, _problem: object) -> None:
        self._question = "no"

    def _scribble(self) -> None:
        """Types something that is thrown away again, once it is among the drafts."""
        entry = self._program.entry
        if entry.draft_id not in self._numbers and not entry.is_blank:
            # What was scribbled when the last life ended.
            self._typist.press(Qt.Key.Key_D, CONTROL | SHIFT)
        if entry.is_blank:
            draft_id = entry.draft_id
            tell("scribbling", id=draft_id)
            self._typist.type("x")
            self._wait_until("it is kept", lambda: draft_id in {one.id for one in self._drafts or ()})
            self._typist.press(Qt.Key.Key_D, CONTROL | SHIFT)
            self._wait_until("it is gone", lambda: draft_id not in {one.id for one in self._drafts or ()})

    def _change_mind(self) -> None:
        """Throws away what waits, and takes that back; corrects what was refused; wipes the history."""
        outbox, stored = self._program.outbox, self._stored()
        for waiting in stored.list((State.QUEUED,)):
            tell("discarding", id=waiting.id)
            answers = len(self._answers)
            outbox.discard(waiting.id)
            self._wait_until("it is gone or kept", partial(self._has_answers, answers + 1))
            if self._answers[-1] == waiting.id:
                outbox.undo()
                self._wait_until("it is back", partial(_is_there, stored, waiting.id))
            tell("restored", id=waiting.id)
        for refused in stored.list((State.REJECTED,))[:1]:
            outbox.edit_again(refused.id)
            self._wait_until("it is in the form", partial(self._is_typed, refused.id))
        tell("wiping")
        outbox.delete_saved()

    def _stored(self) -> Outbox:
        store = self._program.store
        assert store is not None
        return Outbox(store)

    def _finish(self, ids: set[str]) -> None:
        self._wait_until("all is settled", partial(self._is_settled, ids), _PATIENCE_TO_THE_END_MS)
        tell("settled")
        self._program.window.close()

    def _is_settled(self, ids: set[str]) -> bool:
        """Does what a person would until all is: what is refused may come back into the form at any time."""
        store = self._program.store
        assert store is not None
        for draft in [one for one in Drafts(store).all() if one.id in ids]:
            if self._program.entry.draft_id != draft.id:
                self._program.entry.open_draft(draft)
            self._enter()
            self._save()
        outbox = Outbox(store)
        for refused in outbox.list((State.REJECTED,)):
            if self._sent_again.get(refused.id) != refused.updated:
                self._sent_again[refused.id] = refused.updated
                self._program.outbox.send(refused.id)
        for unknown in outbox.list((State.UNKNOWN,)):
            if unknown.undecided and self._sent_again.get(unknown.id) != unknown.updated:
                with suppress(WebApiError, LookupError):  # he looks again later, once there is a connection
                    api = self._program._clients.api(unknown.profile)
                    self._program.outbox.decide(unknown, choose_by_name(api, unknown))
                    self._sent_again[unknown.id] = unknown.updated
        # A draft and its entry change places in one transaction: what was no draft before is counted now.
        is_open = any(outbox.counts()[state] for state in _OPEN_STATES)
        return not is_open and not ids & {one.id for one in Drafts(store).all()}

    def _take_drafts(self, drafts: tuple[Draft, ...]) -> None:
        self._drafts = drafts

    def _tell_committed(self, entry: Entry) -> None:
        tell("committed", id=entry.id)

    def _tell_state(self, entry: Entry) -> None:
        self._is_answered = True
        tell("state", id=entry.id, state=entry.state, message=entry.message)

    def _is_typed(self, entry_id: str) -> bool:
        return self._program.entry.draft_id == entry_id

    def _has_answers(self, wanted: int) -> bool:
        return len(self._answers) >= wanted

    def _note_discarded(self, entry: Entry) -> None:
        self._answers.append(entry.id)

    def _tell_trouble(self, sentence: str) -> None:
        self._sent_again.clear()  # it may have been in the form just then, and is sent once it is back
        tell("trouble", sentence=sentence)

    def _form_texts(self) -> Any:
        return self._program.window.form.value()

    def _wait_until(self, what: str, condition: Callable[[], bool], patience_ms: int = _PATIENCE_MS) -> None:
        deadline = QDeadlineTimer(patience_ms)
        while not condition():
            assert not deadline.hasExpired(), f"not in time: {what}"
            self._pause(5)

    def _pause(self, milliseconds: int) -> None:
        """The program goes on meanwhile."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()


def _is_there(outbox: Outbox, entry_id: str) -> bool:
    return outbox.get(entry_id) is not None
