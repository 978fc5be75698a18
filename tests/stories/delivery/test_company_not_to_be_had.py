"""Whoever may be in a company that cannot be read, or is another, is neither refused nor forgotten.

Their answer was lost; then something else goes wrong with the company.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.model.carriers.contact import ContactEntity
from app.model.carriers.reading import read_as
from app.model.entry import Entry, State
from app.sandbox import Options, SandboxServer
from app.service.delivery.deliverer import new_addition
from app.service.delivery.steps import addition_sentences
from app.service.delivery.transitions import resting_state
from tests.helpers.fakes.delivery import KARI, NINA, Desk, is_new_person, rows, states
from tests.helpers.faults.faulty_server import FaultyServer, Handler, Request, Response, forward_to

LAG = timedelta(seconds=30)
LOST = Response(wire=b"")


def refusal(status: int) -> Response:
    return Response(status, {"Error": True, "ErrorType": "SoX", "ErrorMessage": "No"})


def changed(**values: object) -> Callable[[Response], Response]:
    return lambda answer: Response(200, {**json.loads(answer.raw), **values})


OTHER = {"Name": "Other AS", "DbiKey": "x", "CreatedDate": "2019-01-01T00:00:00Z"}
STRANGE = {
    "403": lambda _answer: refusal(403),
    "404": lambda _answer: refusal(404),
    "deleted": changed(Deleted=1),
    "merged": changed(ContactId=77, **OTHER),
    "another": changed(**OTHER),
}
# An addition has no answer of a POST to compare with: it takes the company of its number for the one.
KINDS = [
    (adds, strange) for adds in (True, False) for strange in STRANGE if not (adds and strange == "another")
]
# Where only the record is refused, a list of the people of a new company tells who is there.
LASTING = [(adds, strange) for adds, strange in KINDS if adds or strange not in ("403", "404")]


class World:
    """A server that takes the first person and loses the answer; then `strange` answers for the company.

    So often as `times` says, None for ever. It writes names with a dot, and lists are behind.
    """

    def __init__(self, desk: Desk, behind: Handler, strange: str, times: int | None) -> None:
        self.desk, self.behind, self.strange, self.left = desk, behind, strange, times
        self.posts = 0
        self.lost_at: list[object] = []
        self.takes = True
        self.lists_are_refused = False

    def __call__(self, request: Request) -> Response:
        if is_new_person(request):
            return self._person(request)
        is_list = request.path.endswith("/Persons")
        if self.lost_at and is_list and self.lists_are_refused:
            return refusal(404)
        if self.lost_at and is_list and self.desk.clock() < self.lost_at[0] + LAG:  # type: ignore[operator]  # a moment
            return Response(200, {"value": []})
        answer = self.behind(request)
        is_company = request.method == "GET" and re.search(r"/v1/Contact/\d+$", request.path)
        if self.lost_at and is_company and self.left != 0:
            self.left = None if self.left is None else self.left - 1
            return STRANGE[self.strange](answer)
        return answer

    def _person(self, request: Request) -> Response:
        self.posts += 1
        if self.lost_at:
            return self.behind(self._renamed(request))
        self.lost_at.append(self.desk.clock())
        if self.takes:
            self.behind(self._renamed(request))
        return LOST

    def _renamed(self, request: Request) -> Request:
        body = {**request.json, "Lastname": f"{request.json['Lastname']}."}
        content = json.dumps(body).encode()
        headers = {**request.headers, "content-length": str(len(content))}
        return Request(request.method, request.target, headers, content)


@contextmanager
def world(tmp_path: Path, strange: str, times: int | None) -> Iterator[tuple[Desk, World]]:
    with SandboxServer(tmp_path / "sandbox.db", Options(companies=False)) as sandbox:
        handle: list[World] = []

        def answer(request: Request) -> Response:
            return handle[0](request)

        with (
            FaultyServer(handle=answer) as server,
            Desk(tmp_path, server.url, send_persons=False) as desk,
        ):
            handle.append(World(desk, forward_to(sandbox.url), strange, times))
            yield desk, handle[0]


def enter(desk: Desk, *, adds: bool, following: bool = True) -> Entry:
    people = (KARI, NINA) if following else (KARI,)
    if not adds:
        return desk.enter(name="Fjord AS", persons=people)
    company = desk.deliver(desk.enter(name="Fjord AS"))
    desk.clock.forward(minutes=1)
    body = read_as(ContactEntity, {"ContactId": company.contact_id, "Name": "Fjord AS"})
    made = new_addition(body.with_changes(persons=people), desk.profile, "addition", desk.clock())
    return desk.outbox.add(made)


@pytest.mark.parametrize("takes", [True, False])
@pytest.mark.parametrize(("adds", "strange"), KINDS)
def test_one_strange_answer_changes_nothing(tmp_path: Path, adds: bool, strange: str, takes: bool) -> None:
    with world(tmp_path, strange, 1) as (desk, server):
        server.takes = takes
        entry = desk.advance(enter(desk, adds=adds)).entry
        lost = entry.people[0]
        desk.clock.now = entry.next_try or desk.clock.now
        entry = desk.advance(entry).entry
        kept = entry.people[0]
        assert (entry.state, kept.state) == (State.UNKNOWN, State.UNKNOWN)
        assert (kept.token, kept.sent, kept.posted_by) == (lost.token, lost.sent, lost.posted_by)
        is_told = "Kari Ås was not found" if (adds, strange) not in LASTING else "Whether Kari Ås was saved"
        assert is_told in entry.message
        assert entry.next_try is not None
        entry = desk.deliver(entry)
        assert entry.state is State.SAVED
        assert sorted(row.fullname for row in rows(desk, entry)) == ["Kari Ås.", "Nina Feil."]


@pytest.mark.parametrize(("adds", "strange"), LASTING)
def test_where_it_stays_so_the_user_is_asked_and_decides(tmp_path: Path, adds: bool, strange: str) -> None:
    with world(tmp_path, strange, None) as (desk, server):
        entry = desk.deliver(enter(desk, adds=adds))
        assert states(entry) == [State.SAVED, State.UNKNOWN, State.REJECTED]
        assert (entry.undecided, server.posts) == (entry.people[0], 1)
        assert entry.message.count("Kari Ås may have been added before that.") == 1
        assert "Look for Kari Ås in SuperOffice, and say whether to send Kari Ås again." in entry.message
        assert "Nothing more is added to “Fjord AS”." in entry.people[1].message
        assert "Nothing was added" not in entry.message
        assert entry.next_try is not None
        assert entry.next_try - desk.clock() == timedelta(days=1)
        desk.decide(entry, None)
        ended = desk.deliver(entry)
        assert (states(ended), server.posts) == ([State.SAVED, State.REJECTED, State.REJECTED], 1)
        assert "added to “Fjord AS”" in ended.people[0].message


@pytest.mark.parametrize(("adds", "strange"), LASTING)
def test_whoever_looks_again_finds_who_was_lost(tmp_path: Path, adds: bool, strange: str) -> None:
    with world(tmp_path, strange, None) as (desk, server):
        entry = desk.deliver(enter(desk, adds=adds))
        assert entry.undecided
        server.left = 0
        desk.deliverer.retry(entry.id)
        desk.advance(entry)
        desk.deliverer.retry(entry.id)
        entry = desk.deliver(entry)
        assert sorted(row.fullname for row in rows(desk, entry)).count("Kari Ås.") == 1
        assert entry.people[0].state is State.SAVED


@pytest.mark.parametrize("adds", [True, False])
def test_where_it_is_never_told_who_is_there_the_user_is_asked(tmp_path: Path, adds: bool) -> None:
    with world(tmp_path, "404", 0 if adds else None) as (desk, server):
        server.lists_are_refused = True
        entry = desk.deliver(enter(desk, adds=adds, following=False))
        assert (states(entry), server.posts) == ([State.SAVED, State.UNKNOWN], 1)
        assert entry.undecided
        assert "Kari Ås may have been added before that." in entry.message


OLD_SENTENCES = {
    True: lambda entry: addition_sentences.company_gone(entry.name, "It is forbidden."),
    False: lambda entry: addition_sentences.number_is_anothers(entry.name, entry.contact_id),
}


@pytest.mark.parametrize("keeps_user", [True, False])
@pytest.mark.parametrize("adds", [True, False])
def test_who_an_earlier_version_has_refused_is_searched_for_as_lost(
    tmp_path: Path, adds: bool, keeps_user: bool
) -> None:
    """It refused who may be there, and looked once for the name when it was tried again."""
    with world(tmp_path, "404", 0) as (desk, server):
        lost = desk.advance(enter(desk, adds=adds, following=False)).entry
        told = OLD_SENTENCES[adds](lost)
        user = lost.people[0].posted_by if keeps_user else ""
        refused = replace(lost.people[0], state=State.REJECTED, message=told, posted_by=user)
        steps = (lost.company, refused)
        desk.outbox.update(
            replace(lost, state=resting_state(steps), steps=steps, next_try=None), expected=lost.state
        )
        assert desk.deliverer.retry(lost.id).people[0].state is State.UNKNOWN
        entry = desk.deliver(lost)
        if keeps_user:
            assert (entry.state, server.posts) == (State.SAVED, 1)
        assert [row.fullname for row in rows(desk, entry)] == ["Kari Ås."]
