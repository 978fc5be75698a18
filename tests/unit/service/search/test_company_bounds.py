"""How many companies are read, of which days and whose, with a server that is made of records."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, cast

import pytest

from app.model.carriers.common import Phone
from app.model.carriers.contact import ContactEntity, ContactEntityWithLinks
from app.model.carriers.reading import read_as
from app.model.carriers.wire import declared_properties
from app.model.entry import Entry, State, Step, StepKind
from app.service.search.company import CompanySearch, is_like
from app.service.search.result import Ambiguous, Match, NoMatch
from app.webapi.archive import MOST_RECENT, CompanyRow
from app.webapi.client import WebApi
from app.webapi.errors import NotFoundError

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
TOKEN = "5b0c1d9e-7d2f-4a57-9d55-aaaaaaaaaaaa"
FJORD = ContactEntity(name="Fjord AS", phones=(Phone(value="22 11 00 00"),))
OTHER = FJORD.with_changes(phones=None)
# A server gives every property.
EMPTY = dict.fromkeys(one.wire_name for one in declared_properties(ContactEntityWithLinks).values())


class Server:
    """Companies by their ids, all of them found and listed; notes what is asked."""

    host = "crm.example"

    def __init__(self, *companies: tuple[int, ContactEntity], recent: tuple[CompanyRow, ...] = ()) -> None:
        self.companies, self.recent = dict(companies), recent
        self.read: list[int] = []
        self.asked: list[tuple[date | None, bool]] = []
        self.found: list[date | None] = []

    def contact(self, contact_id: int) -> ContactEntityWithLinks:
        self.read.append(contact_id)
        if contact_id not in self.companies:
            raise NotFoundError(self.host, said="")
        given = self.companies[contact_id].to_create_body()
        return read_as(ContactEntityWithLinks, {**EMPTY, **given, "ContactId": contact_id})

    def find_contacts(self, name: str, day: date | None) -> tuple[int, ...]:
        self.found.append(day)
        return tuple(number for number, one in self.companies.items() if one.name == name)

    def recent_contacts(self, day: date | None, *, by_anybody: bool = False) -> tuple[CompanyRow, ...]:
        self.asked.append((day, by_anybody))
        listed = [CompanyRow(number, one.name or "") for number, one in self.companies.items()]
        return self.recent or tuple(listed)


def entry(token: str = "", *, is_first: bool = True, **step: Any) -> Entry:
    since = None if is_first else NOW
    company = Step(0, StepKind.COMPANY, "Fjord AS", State.UNKNOWN, token=token)
    company = replace(company, sent=NOW, first_not_found_at=since)
    body = {**FJORD.to_create_body(), **({"DbiKey": token} if token else {})}
    return Entry("entry-1", "Work", "Fjord AS", body, NOW, NOW, steps=(replace(company, **step),))


def search(server: Server, one: Entry, **more: Any) -> CompanySearch:
    sent = read_as(ContactEntity, one.body)
    return CompanySearch(cast("WebApi", server), one, sent, lambda _id: False, **more)


def named(name: str, count: int) -> list[tuple[int, ContactEntity]]:
    return [(number, OTHER.with_changes(name=name)) for number in range(1, count + 1)]


def test_a_hundred_of_names_that_may_be_ours_are_read_and_thirty_of_any_the_newest_first() -> None:
    server = Server(*named("FJORD A/S", 120))
    assert search(server, entry()).find() == NoMatch()
    assert server.read == list(range(120, 20, -1))
    server = Server(*named("Customer", 40))
    looking = search(server, entry())
    assert looking.find() == NoMatch()
    assert server.read == []
    assert looking.find_renamed() == NoMatch()
    assert server.read == list(range(40, 10, -1))
    assert looking.newest == frozenset(range(1, 41))


def test_what_was_read_by_its_name_is_not_read_again_under_any() -> None:
    server = Server((1, FJORD.with_changes(name="Fjord, A.S.")), (2, OTHER.with_changes(name="Customer")))
    looking = search(server, entry())
    assert looking.find() == Ambiguous((1,))
    assert looking.find_renamed() == NoMatch()
    assert server.read == [1, 2]


def test_the_first_search_asks_for_its_day_and_a_later_one_for_every_day() -> None:
    server = Server()
    search(server, entry()).find()
    assert (server.found, server.asked) == ([NOW.date()], [(NOW.date(), False)])
    server = Server()
    search(server, entry(is_first=False)).find()
    assert (server.found, server.asked) == ([NOW.date(), None], [(None, False)])
    server = Server()
    search(server, entry(TOKEN, is_first=False)).find()
    assert (server.found, server.asked) == ([None], [(None, False)])


def test_where_another_user_may_have_posted_it_those_of_everybody_are_asked_for() -> None:
    server = Server()
    search(server, entry(), is_by_user=False).find()
    assert server.asked == [(NOW.date(), False), (NOW.date(), True)]


@pytest.mark.parametrize(("count", "is_cut"), [(MOST_RECENT - 1, False), (MOST_RECENT, True)])
def test_where_the_list_of_every_day_is_cut_that_of_the_day_is_asked_for_too(
    count: int, is_cut: bool
) -> None:
    server = Server(recent=tuple(CompanyRow(number, "Other") for number in range(1, count + 1)))
    search(server, entry(is_first=False)).find()
    assert server.asked == [(None, False), *([(NOW.date(), False)] if is_cut else [])]


def test_one_that_the_server_lists_and_does_not_give_may_be_it_unless_it_was_there_before() -> None:
    rows = (CompanyRow(7, "Customer"), CompanyRow(8, "Customer"))
    looking = search(Server(recent=rows), entry(), newest_before=7)
    assert looking.find_renamed() == Ambiguous((8,), has_unread=True)
    looking = search(Server(recent=(CompanyRow(7, "FJORD A/S"),)), entry(), newest_before=7)
    assert looking.find() == Ambiguous((7,), has_unread=True), "of its name it may be all the same"


def test_where_none_is_known_to_have_been_there_before_the_first_may_be_it() -> None:
    looking = search(Server(recent=(CompanyRow(1, "Customer"),)), entry())
    assert looking.find_renamed() == Ambiguous((1,), has_unread=True)


def test_what_a_search_by_name_leaves_open_is_shown_with_what_others_do() -> None:
    server = Server((1, FJORD), (2, FJORD.with_changes(name="FJORD A/S")))
    assert search(server, entry(TOKEN)).find() == Ambiguous((1, 2))
    assert search(server, entry()).find() == Match(1, server.contact(1))
    server = Server((1, FJORD), (3, FJORD), (2, FJORD.with_changes(name="FJORD A/S")))
    assert search(server, entry()).find() == Ambiguous((3, 1)), "without a token the name decides"
    server = Server((1, FJORD), (2, OTHER.with_changes(name="FJORD A/S", dbi_key=TOKEN)))
    assert search(server, entry(TOKEN)).find() == Match(2, server.contact(2))


def test_at_most_ten_are_shown() -> None:
    server = Server(*[(number, FJORD.with_changes(name="FJORD A/S")) for number in range(1, 15)])
    assert search(server, entry()).find() == Ambiguous(tuple(range(14, 4, -1)))


@pytest.mark.parametrize(
    ("state", "if_not_found", "may_be"),
    [
        (State.UNKNOWN, State.QUEUED, True),
        (State.QUEUED, State.REJECTED, True),
        (State.QUEUED, State.QUEUED, False),
        (State.SAVED, State.QUEUED, False),
    ],
)
def test_an_entry_may_have_become_a_record_only_if_it_was_sent(
    state: State, if_not_found: State, may_be: bool
) -> None:
    record = read_as(ContactEntityWithLinks, {**EMPTY, **FJORD.to_create_body()})
    one = entry(TOKEN, state=state, state_if_not_found=if_not_found)
    assert is_like(one, record) is may_be
    if may_be:
        assert not is_like(one, record.with_changes(phones=()))
        assert is_like(replace(one, body={"Name": 7}), record), "nobody knows what it is"
