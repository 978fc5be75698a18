"""A server that writes what is added to a company its own way: a row is put in once, and people are added.

What it has otherwise than was typed is told. That nothing was added is said only where it is known.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from app.model.carriers.contact import ContactEntity
from app.model.carriers.reading import read_as
from app.model.entry import Entry, State
from app.sandbox import SandboxServer
from app.service.delivery.deliverer import new_addition
from tests.helpers.fakes.delivery import KARI, Desk, is_new_person, there
from tests.helpers.faults.faulty_server import FaultyServer, Handler, Request, Response, forward_to

Change = Callable[[dict[str, Any]], None]
LOST: Final = Response(wire=b"")
ROWS: Final[dict[str, Any]] = {
    "Phones": [{"Value": "+47 22 33 44 55 ext. 12", "Description": "Switchboard"}],
    "Emails": [{"Value": "Post.Very.Long.Name@fjord-og-fjell-handel.example"}],
    "Urls": [{"Value": "https://www.fjord.example/path/"}],
    "Domains": ["https://www.Fjord.example", "fjell.example"],
    "OrgNr": "914 778 271",
    "Description": "Kunde siden «1999» \u260e",
}


def each(name: str, rewrite: Callable[[str], str]) -> Change:
    def change(body: dict[str, Any]) -> None:
        value = body.get(name)
        if isinstance(value, list):
            body[name] = [
                {**one, "Value": rewrite(one["Value"])} if isinstance(one, dict) else rewrite(one)
                for one in value
            ]
        elif value:
            body[name] = rewrite(value)

    return change


def all_at_once(body: dict[str, Any]) -> None:
    for change in (SAME | OTHERWISE).values():
        change(body)


SAME: Final[dict[str, Change]] = {
    "e-mail in small letters": each("Emails", str.lower),
    "phone in digits": each("Phones", lambda text: "".join(filter(str.isdigit, text))),
    "phone of the country": each("Phones", lambda text: text.replace("+47 ", "")),
    "without scheme": each("Urls", lambda text: text.partition("//")[2].rstrip("/")),
    "without www": each("Urls", lambda text: text.replace("www.", "")),
    "bare domains": each("Domains", lambda text: text.replace("https://www.", "").lower()),
    "number without blanks": each("OrgNr", lambda text: text.replace(" ", "")),
}
"""What is the same to anybody, so that nothing is told of it."""
OTHERWISE: Final[dict[str, Change]] = {
    "e-mail cut": each("Emails", lambda text: text[:20]),
    "phone without extension": each("Phones", lambda text: text.split(" ext")[0]),
    "note in another alphabet": each("Description", lambda text: text.encode("ascii", "replace").decode()),
    "note cut": each("Description", lambda text: text[:12]),
    "web address cut": each("Urls", lambda text: text[:-3]),
    "quite another row": each("Urls", lambda _text: "see below"),
}
ALL: Final = SAME | OTHERWISE


@pytest.fixture
def desk(tmp_path: Path, sandbox: SandboxServer) -> Iterator[Desk]:
    with Desk(tmp_path, sandbox.url, send_persons=False) as desk:
        yield desk


@pytest.fixture
def company(desk: Desk) -> int:
    """The number of a company that was saved a minute ago."""
    saved = desk.advance(desk.enter(name="Fjord AS")).entry
    desk.clock.forward(minutes=1)
    return saved.contact_id


def addition(desk: Desk, company: int, **given: Any) -> Entry:
    body = read_as(ContactEntity, {"ContactId": company, "Name": "Fjord AS", **given})
    entity = body.with_changes(persons=(KARI,))
    return desk.outbox.add(new_addition(entity, desk.profile, "addition", desk.clock()))


class Rewriting:
    """A server that changes each record that is written; the answer to the first one may be lost."""

    def __init__(self, sandbox: SandboxServer, change: Change, first: Response | None = None) -> None:
        self._behind = forward_to(sandbox.url)
        self._change, self._first = change, first
        self.puts = 0

    def __call__(self, request: Request) -> Response:
        if request.method != "PUT":
            return self._behind(request)
        self.puts += 1
        body = request.json
        self._change(body)
        content = json.dumps(body).encode()
        headers = {**request.headers, "content-length": str(len(content))}
        answer = self._behind(Request(request.method, request.target, headers, content))
        return self._first if self.puts == 1 and self._first else answer


def deliver(desk: Desk, handle: Handler, entry: Entry) -> Entry:
    url = desk.profile.url
    with FaultyServer(handle=handle) as server:
        desk.turn_to(server.url)
        entry = desk.deliver(entry)
        desk.turn_to(url)
    return entry


@pytest.mark.parametrize(
    ("named", "first"),
    # Without the answer nobody can know quite another row.
    [*((named, None) for named in ALL), *((named, LOST) for named in ALL if named != "quite another row")],
)
def test_what_is_added_is_there_once_and_the_people_too(
    desk: Desk, sandbox: SandboxServer, company: int, named: str, first: Response | None
) -> None:
    server = Rewriting(sandbox, ALL[named], first)
    entry = deliver(desk, server, addition(desk, company, **ROWS))
    assert (entry.state, server.puts) == (State.SAVED, 1)
    record = desk.api().contact_record(company)
    assert {name: len(record[name]) for name in ("Phones", "Emails", "Urls", "Domains")} == {
        "Phones": 1,
        "Emails": 1,
        "Urls": 1,
        "Domains": 2,
    }
    assert there(desk, entry) == ["Kari Ås"]
    assert entry.message.startswith("Added to “Fjord AS”: Kari Ås.")
    is_told = "What was typed as" in entry.message or "has changed something" in entry.message
    assert is_told is (named in OTHERWISE), entry.message


def test_however_much_is_written_otherwise_it_is_there_once(
    desk: Desk, sandbox: SandboxServer, company: int
) -> None:
    server = Rewriting(sandbox, all_at_once)
    entry = deliver(desk, server, addition(desk, company, **ROWS))
    assert (entry.state, server.puts) == (State.SAVED, 1)
    assert entry.message.count("What was typed as") <= 3


def test_an_extension_is_added_to_a_number_that_was_there_without_it(
    desk: Desk, sandbox: SandboxServer, company: int
) -> None:
    first = deliver(desk, forward_to(sandbox.url), addition(desk, company, Phones=[{"Value": "22 33 44 55"}]))
    assert first.state is State.SAVED
    desk.outbox.discard(first.id)
    desk.clock.forward(minutes=1)
    body = read_as(ContactEntity, {"ContactId": company, "Name": "Fjord AS", "Phones": ROWS["Phones"]})
    entry = desk.outbox.add(new_addition(body, desk.profile, "again", desk.clock()))
    assert deliver(desk, forward_to(sandbox.url), entry).state is State.SAVED
    assert len(desk.api().contact_record(company)["Phones"]) == 2


GONE: Final = Response(404, {"Error": True, "ErrorType": "SoNotFoundException", "ErrorMessage": "Gone"})
CHANGED: Final = Response(412, {"Error": True, "ErrorType": "SoX", "ErrorMessage": "Changed"})


@pytest.mark.parametrize(
    ("lost", "ends"),
    [
        ("PUT", "gone"),
        ("PUT", "deleted"),
        ("PUT", "another value"),
        ("PUT", "changing"),
        ("POST", "gone"),
        ("POST", "deleted"),
    ],
)
def test_that_nothing_was_added_is_not_said_where_something_may_be(
    desk: Desk, sandbox: SandboxServer, company: int, lost: str, ends: str
) -> None:
    behind, is_lost = forward_to(sandbox.url), False

    def handle(request: Request) -> Response:
        nonlocal is_lost
        is_meant = request.method == lost and (lost == "PUT" or is_new_person(request))
        if is_meant and not is_lost:
            is_lost = True
            if ends != "changing":
                behind(request)
            return LOST
        if is_lost and request.method == "PUT":
            return CHANGED
        if is_lost and request.method == "GET" and request.path.endswith(f"/Contact/{company}"):
            return told(behind(request))
        return behind(request)

    def told(answer: Response) -> Response:
        record = json.loads(answer.raw)
        changes = {"deleted": {"Deleted": 1}, "another value": {"Description": "another"}, "changing": {}}
        return GONE if ends == "gone" else Response(200, record | changes[ends])

    entry = deliver(desk, handle, addition(desk, company, Description="Note"))
    assert entry.state is (State.REJECTED if lost == "PUT" else State.UNKNOWN)
    assert "Nothing was added" not in entry.message
    words = "may be there all the same" if lost == "PUT" else "Kari Ås may have been added before that"
    assert words in entry.message


def test_where_others_have_changed_the_record_each_time_nothing_was_added(
    desk: Desk, sandbox: SandboxServer, company: int
) -> None:
    behind = forward_to(sandbox.url)
    entry = deliver(
        desk,
        lambda request: CHANGED if request.method == "PUT" else behind(request),
        addition(desk, company, Description="Note"),
    )
    assert entry.state is State.REJECTED
    assert "Nothing was added to “Fjord AS”" in entry.message
