"""A model of the server, in memory beneath httpx: it lags, forgets, answers partly, lets the program die.

It stands where the sockets would be (`httpx.BaseTransport`), so that everything above them is the program's
own, and a request costs no more than the program makes of it.
"""

from __future__ import annotations

import base64
import json
import re
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from types import SimpleNamespace
from typing import Any, Final
from unittest import mock

import httpx

from app.webapi.http import transport
from tests.helpers.faults.faults import ANSWERS, Fault, Response
from tests.helpers.faults.lagging_server import NAMINGS


class Crash(BaseException):
    """The process is killed."""


@dataclass(frozen=True)
class Trouble:
    """What happens to one request. `saves` tells whether the server has done it, before anything fails.

    `cut` is where the answer breaks off, as a part of it; None if it is whole.
    """

    name: str
    saves: bool = False
    answer: Response | None = None
    cut: float | None = None
    arrives: bool = True
    kills: bool = False

    @property
    def tells_nothing(self) -> bool:
        """True if its sender cannot know what became of what was posted."""
        return self.arrives and (self.cut is not None or self.kills)


_PAGE = ANSWERS[Fault.HTML]
_BY_THE_GATEWAY = ANSWERS[Fault.GATEWAY_TIMEOUT_504]
_NOT_GIVEN = Response(404, {"Error": True, "ErrorType": "SoNotFoundException", "ErrorMessage": "No."})
_OWN_500 = ANSWERS[Fault.ERROR_500]

SAVED_AND_BUSY: Final = "saved, too many requests"
TROUBLES: Final = {
    one.name: one
    for one in (
        Trouble("no connection", arrives=False),
        Trouble("lost on the way", cut=0),
        Trouble("saved, no answer", saves=True, cut=0),
        Trouble("saved, half an answer", saves=True, cut=0.5),
        Trouble("a page instead", answer=_PAGE),
        Trouble("saved, a page instead", saves=True, answer=_PAGE),
        Trouble("not signed in", answer=ANSWERS[Fault.UNAUTHORIZED_401]),
        Trouble("an error of its own", answer=_OWN_500),
        Trouble("saved, an error of its own", saves=True, answer=_OWN_500),
        Trouble("unavailable", answer=ANSWERS[Fault.UNAVAILABLE_503]),
        Trouble("saved, the gateway gave up", saves=True, answer=_BY_THE_GATEWAY),
        Trouble("too many requests", answer=ANSWERS[Fault.BUSY_429_SECONDS]),
        Trouble(SAVED_AND_BUSY, saves=True, answer=ANSWERS[Fault.BUSY_429_SECONDS]),
        Trouble("refused", answer=ANSWERS[Fault.BAD_REQUEST_400]),
        Trouble("forbidden", answer=ANSWERS[Fault.FORBIDDEN_403]),
        Trouble("saved, an answer without id", saves=True, answer=ANSWERS[Fault.NO_ID]),
        Trouble("saved, not JSON", saves=True, answer=ANSWERS[Fault.NOT_JSON]),
        Trouble("not given", answer=_NOT_GIVEN),
        Trouble("redirected", answer=ANSWERS[Fault.REDIRECT_302]),
        Trouble("killed before it arrived", kills=True),
        Trouble("killed after it was saved", saves=True, kills=True),
    )
}
# What is sent of somebody here: a server gives every property of a record, be it as null.
_OF_A_PERSON = ("Firstname", "Lastname", "Title", "Nickname", "Email", "Emails")
COMPANY, PERSON, READ = "POST of a company", "POST of a person", "GET"


@dataclass
class Record:
    """A company or person on the server. `entry` is what it was posted for, which no server knows.

    `body` is how the server has it, `listed_at` when its lists have it, `sent_as` who it was sent as,
    `user` who posted it.
    """

    number: int
    body: dict[str, Any]
    entry: str
    saved_at: datetime
    listed_at: datetime
    company: int = 0
    sent_as: str = ""
    user: str = ""

    @property
    def name(self) -> str:
        return f"{self.body.get('Firstname') or ''} {self.body.get('Lastname') or ''}".strip()


@dataclass
class ModelServer(httpx.BaseTransport):
    """`lag` is how long a record is not in lists; `naming`, `takes_people`: how people inside a company fare.

    With `lags_unevenly` every other person is in the lists at once; one that `forgets_keys`,
    `renames_people` or `renames_companies` does not keep what it was sent, one that `hides` lists companies
    for the user alone who posted them. `replicas` answer in turn, and those that are True are behind; with
    `mixes_companies` lists of people have those of every company, with `proposes_somebody` the proposal for a
    new person is one who is there; with `gives_addresses` the answer to a POST has the record's own.
    `troubles` come one after the other for each kind of request; without any the server is well.
    """

    clock: Callable[[], datetime]
    lag: timedelta = timedelta()
    takes_people: bool = False
    naming: str = "all"
    lags_unevenly: bool = False
    forgets_keys: bool = False
    renames_people: bool = False
    renames_companies: bool = False
    hides: bool = False
    replicas: tuple[bool, ...] = (True,)
    mixes_companies: bool = False
    forgets_keys_of_people: bool = False
    proposes_somebody: bool = False
    gives_addresses: bool = False
    sending: str = ""
    companies: dict[int, Record] = field(default_factory=dict)
    people: dict[int, Record] = field(default_factory=dict)
    happened: Counter[str] = field(default_factory=Counter)
    untold: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Of each entry and kind, the POSTs of which its sender was told nothing."""
    _turn: int = 0
    troubles: dict[str, deque[Trouble]] = field(
        default_factory=lambda: {kind: deque() for kind in (COMPANY, PERSON, READ)}
    )

    def heal(self) -> None:
        """From now on every request is answered properly."""
        for waiting in self.troubles.values():
            waiting.clear()

    def count_anew(self, entry: str) -> None:
        """Has its user say what becomes of an entry: what was sent of it until then was theirs."""
        self.untold = Counter({key: count for key, count in self.untold.items() if key[0] != entry})

    def last_saved(self) -> datetime:
        """Returns when a record was last saved."""
        saved = (one.saved_at for one in (*self.companies.values(), *self.people.values()))
        return max(saved, default=datetime.min.replace(tzinfo=UTC))

    @property
    def keeps_keys_and_names(self) -> bool:
        """True if whoever has a record's key and name finds it, once lists have caught up."""
        forgets = self.forgets_keys or self.forgets_keys_of_people
        return not (forgets or self.renames_people or self.renames_companies or self.hides)

    @property
    def shows_within_a_minute(self) -> bool:
        """True if what was saved is found so soon; after a 429 it is looked for no longer."""
        return self.keeps_keys_and_names and self.lag < timedelta(minutes=1)

    @contextmanager
    def in_place_of_sockets(self) -> Iterator[None]:
        """Within the block every new client of the program talks to this server."""
        with mock.patch.object(transport, "EyeballTransport", lambda *_, **__: self):
            yield

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path.partition("/v1/")[2]
        kind = self._kind_of(request.method, path)
        if kind == READ:
            self._turn += 1
        trouble = self.troubles[kind].popleft() if self.troubles[kind] else None
        if trouble is None:
            return self._sent(request, self._answer(request, path))
        self.happened[f"{kind}: {trouble.name}"] += 1
        self.untold[self.sending, kind] += kind != READ and trouble.tells_nothing
        if not trouble.arrives:
            raise httpx.ConnectError("no connection", request=request)
        answer = self._answer(request, path) if trouble.saves or kind == READ else Response()
        if trouble.kills:
            raise Crash
        return self._sent(request, trouble.answer or answer, trouble.cut)

    def _sent(self, request: httpx.Request, answer: Response, cut: float | None = None) -> httpx.Response:
        """Returns what httpx makes of the answer to a request that has gone out."""
        request.extensions["trace"](
            "http11.send_request_headers.started",
            {"request": SimpleNamespace(method=request.method.encode())},
        )
        if cut == 0:
            raise httpx.ReadError("no answer", request=request)
        date = format_datetime(self.clock(), usegmt=True)
        headers = {"Date": date, "Content-Type": "application/json", **answer.headers}
        if cut is None:
            return httpx.Response(answer.status, headers=headers, content=answer.raw)
        half = answer.raw[: int(len(answer.raw) * cut)]
        return httpx.Response(answer.status, headers=headers, stream=_Cut(half))

    def _kind_of(self, method: str, path: str) -> str:
        return {("POST", "Contact"): COMPANY, ("POST", "Person"): PERSON}.get((method, path), READ)

    def _answer(self, request: httpx.Request, path: str) -> Response:
        found: Any = None
        match (request.method, *path.split("/")):
            case "POST", "Contact":
                added = self._add_company(json.loads(request.content), user_of(request))
                found = self._company(added, self.naming)
                if self.gives_addresses:
                    found["_Links"] = {"Self": f"{str(request.url).partition('?')[0]}/{added.number}/"}
            case "POST", "Person":
                body = json.loads(request.content)
                found = self._person(self._add_person(body, body["Contact"]["ContactId"]))
            case "POST", "Agents", "Person", _ if self.proposes_somebody and self.people:
                found = self._person(next(iter(self.people.values())))
            case ("POST", "Agents", *_) | ("GET", _, "default") | ("GET", "User", "currentPrincipal"):
                found = {}
            case "GET", "Contact":
                found = {"value": self._find(request.url.params.get("$filter", ""), user_of(request))}
            case "GET", "Contact", number, "Persons":
                found = {"value": [_row(one) for one in self._listed_people(int(number))]}
            case "GET", "Contact", number:
                found = self._company(self.companies[int(number)], named="all")
            case "GET", "Person", number:
                found = self._person(self.people[int(number)])
        assert found is not None, f"the model knows no {request.method} {path}"
        return Response(200, found)

    def _add_company(self, body: dict[str, Any], user: str) -> Record:
        number = 100 + len(self.companies)
        kept, now = self._kept(body), self.clock()
        if self.renames_companies:
            kept["Name"] = f"{kept['Name'].upper()}."
        self.companies[number] = Record(number, kept, self.sending, now, now + self.lag, user=user)
        for person in (body.get("Persons") or ()) if self.takes_people else ():
            self._add_person(person, number)
        return self.companies[number]

    def _add_person(self, body: dict[str, Any], company: int) -> Record:
        number = 1000 + len(self.people)
        lag = timedelta() if self.lags_unevenly and number % 2 else self.lag
        kept, now = self._kept(body), self.clock()
        if self.forgets_keys_of_people:
            kept["DbiKey"] = ""
        if self.renames_people:
            kept["Lastname"] = f"{kept['Lastname'].upper()}."
        self.people[number] = Record(
            number,
            kept,
            self.sending,
            now,
            now + lag,
            company,
            described(body["Lastname"], body.get("Title")),
        )
        return self.people[number]

    def _kept(self, body: dict[str, Any]) -> dict[str, Any]:
        return {**body, "DbiKey": "" if self.forgets_keys else body.get("DbiKey")}

    def _company(self, record: Record, named: str) -> dict[str, Any]:
        people = [self._person(one) for one in self._people_of(record.number, lists_lag=named == "all")]
        told = NAMINGS[named](people)
        return {**record.body, "ContactId": record.number, "Persons": told}

    def _person(self, record: Record) -> dict[str, Any]:
        empty = dict.fromkeys(_OF_A_PERSON)
        there = {"PersonId": record.number, "FullName": record.name, "Contact": {"ContactId": record.company}}
        return empty | record.body | there

    def _listed_people(self, company: int) -> list[Record]:
        asked = {one.company for one in self.people.values()} if self.mixes_companies else {company}
        return [person for each in sorted(asked) for person in self._people_of(each)]

    def _people_of(self, company: int, *, lists_lag: bool = True) -> list[Record]:
        there = [one for one in self.people.values() if one.company == company]
        return [one for one in there if self._is_listed(one) or not lists_lag]

    def _is_listed(self, record: Record) -> bool:
        is_behind = self.replicas[self._turn % len(self.replicas)]
        return not is_behind or self.clock() >= record.listed_at

    def _find(self, condition: str, user: str) -> list[dict[str, Any]]:
        asked = re.search(r"name is '(.*?)'", condition)
        is_own = self.hides or "currentAssociate" in condition
        days = dict(re.findall(r"registeredDate (after|before) '(.*?)'", condition))
        return [
            {"contactId": one.number, "name": one.body["Name"]}
            for one in self.companies.values()
            if self._is_listed(one)
            and (not is_own or one.user == user)
            and (not asked or one.body["Name"].casefold() == asked[1].casefold())
            and days.get("after", "") <= one.saved_at.date().isoformat() <= days.get("before", "9")
        ]


def described(lastname: str | None, title: str | None) -> str:
    """Returns what tells the people of the state machine apart."""
    return f"{lastname or ''} {title or ''}".strip()


def user_of(request: httpx.Request) -> str:
    secret = request.headers["Authorization"].removeprefix("Basic ")
    return base64.b64decode(secret).decode().partition(":")[0]


class _Cut(httpx.SyncByteStream):
    """An answer that breaks off."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def __iter__(self) -> Iterator[bytes]:
        if self._content:
            yield self._content
        raise httpx.ReadError("the connection has ended")


def _row(record: Record) -> dict[str, Any]:
    body = record.body
    return {
        "personId": record.number,
        "firstName": body.get("Firstname"),
        "lastName": body.get("Lastname"),
        "fullName": record.name,
        "title": body.get("Title"),
        "email/emailAddress": body.get("Email"),
    }
