"""A record that is never as it was left: somebody else changes it, or the server does not keep what it takes.

Nothing is tried for ever, nothing is written twice, and nothing else waits for it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.model.carriers.contact import ContactEntity
from app.model.carriers.reading import read_as
from app.model.entry import Entry, State
from app.sandbox import SandboxServer
from app.service.delivery.deliverer import new_addition
from tests.helpers.fakes.delivery import KARI, Desk, states
from tests.helpers.faults.faulty_server import FaultyServer, Request, Response, forward_to

TRIES = 8
CHANGED = Response(412, {"Error": True, "ErrorType": "SoX", "ErrorMessage": "Precondition failed"})
BUSY = Response(503, {"Error": True, "ErrorType": "SoX", "ErrorMessage": "Too long"})


class Office:
    """A desk at a server that fails in its way, once it is told to."""

    def __init__(
        self, folder: Path, sandbox: SandboxServer, fail: Callable[[Request], Response | None]
    ) -> None:
        self.behind = forward_to(sandbox.url)
        self.fails = False
        self.puts = 0
        self._fail = fail
        self.server = FaultyServer(handle=self._handle)
        self.desk = Desk(folder, self.server.url, send_persons=False)

    def __enter__(self) -> Office:
        self.server.__enter__()
        self.desk.__enter__()
        return self

    def __exit__(self, *_error: object) -> None:
        self.desk.close()
        self.server.__exit__(None, None, None)

    def _handle(self, request: Request) -> Response:
        self.puts += request.method == "PUT"
        failed = self._fail(request) if self.fails else None
        return failed or self.behind(request)

    def addition(self, **given: Any) -> Entry:
        """What is added to a company that was saved a minute ago."""
        saved = self.desk.deliver(self.desk.enter(name="Fjord AS"))
        self.desk.clock.forward(minutes=1)
        self.fails = True
        body = {"ContactId": saved.contact_id, "Name": "Fjord AS", "OrgNr": "984661185", **given}
        entity = read_as(ContactEntity, body)
        return self.desk.outbox.add(new_addition(entity, self.desk.profile, "addition", self.desk.clock()))

    def turns(self, entry: Entry) -> list[bool]:
        """Delivers until nothing more happens; tells of each turn whether it paused the connection."""
        paused: list[bool] = []
        while self.desk.stored(entry).state not in (State.SAVED, State.REJECTED) and len(paused) < 2 * TRIES:
            now = self.desk.stored(entry)
            self.desk.clock.now = max(self.desk.clock.now, now.next_try or self.desk.clock.now)
            paused.append(self.desk.advance(now).pause_until is not None)
        return paused


def changed_each_time(request: Request) -> Response | None:
    return CHANGED if request.method == "PUT" else None


def not_kept(request: Request) -> Response | None:
    """Takes the record and keeps nothing of it."""
    return Response(200, request.json) if request.method == "PUT" else None


@pytest.mark.long
@pytest.mark.parametrize(
    ("fail", "words", "paths"),
    [
        (changed_each_time, "somebody else was changing it each time", []),
        (not_kept, "The server took what was added to “Fjord AS”, but does not have all of it", ["OrgNr"]),
    ],
)
def test_an_addition_is_given_back_with_the_reason_and_pauses_nothing(
    tmp_path: Path,
    sandbox: SandboxServer,
    fail: Callable[[Request], Response | None],
    words: str,
    paths: list[str],
) -> None:
    with Office(tmp_path, sandbox, fail) as office:
        entry = office.addition(Persons=[KARI.to_json_object()])
        assert office.turns(entry) == [False] * TRIES
        refused = office.desk.stored(entry)
        assert states(refused) == [State.REJECTED, State.REJECTED]
        assert words in refused.message
        assert [problem.path for problem in refused.problems] == paths
        assert office.puts == TRIES
        office.fails = False
        office.desk.deliverer.retry(entry.id)
        assert office.desk.deliver(entry).state is State.SAVED
        assert office.puts == TRIES + 1


def test_a_record_that_changes_every_second_is_never_written(tmp_path: Path, sandbox: SandboxServer) -> None:
    def changed_now(request: Request) -> Response | None:
        if request.method != "GET" or not re.search(r"/contact/\d+$", request.path.lower()):
            return None
        record = json.loads(office.behind(request).raw)
        return Response(200, record | {"UpdatedDate": f"{office.desk.clock():%Y-%m-%dT%H:%M:%SZ}"})

    with Office(tmp_path, sandbox, changed_now) as office:
        entry = office.addition()
        assert office.turns(entry) == [False] * TRIES
        assert office.desk.stored(entry).state is State.REJECTED
        assert office.puts == 0


@pytest.mark.long
@pytest.mark.parametrize("fail", [changed_each_time, not_kept])
def test_a_support_person_is_tried_at_longer_intervals_and_then_given_back(
    tmp_path: Path, sandbox: SandboxServer, fail: Callable[[Request], Response | None]
) -> None:
    with Office(tmp_path, sandbox, fail) as office:
        office.fails = True
        given = [{"Kind": "SupportPerson"}, {"Kind": "Selection", "Name": "Fair Oslo 2026"}]
        entry = office.desk.enter(persons=(KARI,), NextSteps=given)
        begun = office.desk.clock()
        assert office.turns(entry) == [False] * TRIES
        refused = office.desk.stored(entry)
        assert states(refused) == [State.SAVED, State.SAVED, State.REJECTED, State.SAVED]
        assert "The server did not keep it, or others were changing the company each time." in refused.message
        # A company that was changed within this very second is read again, and not written to.
        assert TRIES // 2 < office.puts <= TRIES
        assert (office.desk.clock() - begun).total_seconds() >= 3 * 2 ** (TRIES - 1) - 3
        office.fails = False
        assert office.desk.deliverer.retry(entry.id).state is State.QUEUED
        assert office.desk.deliver(entry).state is State.SAVED


@pytest.mark.long
def test_a_company_that_the_server_never_manages_to_change_stops_no_other(
    tmp_path: Path, sandbox: SandboxServer
) -> None:
    def too_long(request: Request) -> Response | None:
        return BUSY if request.method == "PUT" else None

    with Office(tmp_path, sandbox, too_long) as office:
        entry = office.addition()
        paused = office.turns(entry)
        assert paused == [True] * 5 + [False] * (2 * TRIES - 5)
        assert office.desk.stored(entry).state is State.UNKNOWN
        assert "perhaps because of maintenance" in office.desk.stored(entry).message
        office.fails = False
        assert office.desk.deliver(entry).state is State.SAVED


def test_who_tries_it_again_and_again_within_a_second_has_not_met_others_each_time(
    tmp_path: Path, sandbox: SandboxServer
) -> None:
    def changed_now(request: Request) -> Response | None:
        if request.method != "GET" or not re.search(r"/contact/\d+$", request.path.lower()):
            return None
        record = json.loads(office.behind(request).raw)
        return Response(200, record | {"UpdatedDate": f"{changed:%Y-%m-%dT%H:%M:%SZ}"})

    with Office(tmp_path, sandbox, changed_now) as office:
        changed = office.desk.clock.now
        entry = office.addition()
        for _ in range(2 * TRIES):
            office.desk.clock.now = changed
            office.desk.deliverer.retry(entry.id)
            office.desk.advance(entry)
            assert office.desk.stored(entry).state is State.QUEUED
        assert office.puts == 0
        office.fails = False
        office.turns(entry)
        assert office.desk.stored(entry).state is State.SAVED
        assert office.puts == 1
