from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.model.carriers.common import Phone
from app.model.carriers.contact import ContactEntity
from app.model.carriers.reading import read_as
from app.model.entry import Entry
from app.service.search.company import CompanySearch
from app.service.search.result import Ambiguous, Match, NoMatch
from app.webapi.errors import WebApiError
from tests.helpers.fakes.delivery import Desk

FJORD = ContactEntity(name="Fjord AS", phones=(Phone(value="22 11 00 00"),))


def company(desk: Desk, **changes: object) -> int:
    """The id of a company that is on the server."""
    made = desk.api().create_contact(FJORD.with_changes(**changes))
    assert made.contact_id
    return made.contact_id


def search(desk: Desk, entry: Entry, *taken: int) -> object:
    sent = read_as(ContactEntity, entry.body)
    result = CompanySearch(desk.api(), entry, sent, lambda each: each in taken).find()
    return result.remote_id if isinstance(result, Match) else result


def without_token(entry: Entry) -> Entry:
    body = {name: value for name, value in entry.body.items() if name != "DbiKey"}
    return replace(entry, body=body, steps=(replace(entry.company, token=""), *entry.people))


def test_the_token_decides_whatever_else_is_alike(desk: Desk) -> None:
    entry = desk.enter(FJORD)
    company(desk)
    mine = company(desk, dbi_key=entry.company.token.upper(), phones=())
    company(desk)
    assert search(desk, entry) == mine


def test_a_company_with_another_key_is_a_question_unless_it_was_there_before(desk: Desk) -> None:
    """A server may have keys of its own."""
    keyed = company(desk, dbi_key="ERP-7")
    entry = desk.enter(FJORD)
    assert search(desk, entry) == Ambiguous((keyed,))
    later = replace(entry.company, sent=desk.clock() + timedelta(days=2), first_not_found_at=desk.clock())
    assert search(desk, replace(entry, steps=(later,))) == NoMatch()


def test_a_company_without_a_key_may_be_the_one_that_lost_its_token(desk: Desk) -> None:
    alike = company(desk)
    company(desk, phones=(Phone(value="99 99 99 99"),))
    assert search(desk, desk.enter(FJORD)) == Ambiguous((alike,))


def test_without_a_token_a_single_equal_company_is_the_one(desk: Desk) -> None:
    entry = without_token(desk.enter(FJORD))
    assert search(desk, entry) == NoMatch()
    first = company(desk)
    assert search(desk, entry) == first
    second = company(desk)
    assert search(desk, entry) == Ambiguous((second, first))
    assert search(desk, entry, first) == second


def test_days_are_left_out_of_the_last_search_and_without_a_token_a_person_tells(desk: Desk) -> None:
    entry = desk.enter(FJORD)
    mine = company(desk, dbi_key=entry.company.token)
    wrong_clock = replace(entry.company, sent=desk.clock() + timedelta(days=40))
    entry = replace(entry, steps=(wrong_clock,))
    assert search(desk, entry) == NoMatch()
    last = replace(wrong_clock, first_not_found_at=desk.clock())
    assert search(desk, replace(entry, steps=(last,))) == mine
    without = replace(without_token(entry), steps=(replace(last, token=""),))
    assert search(desk, without) == Ambiguous((mine,))
    assert search(desk, replace(without, steps=(replace(last, token="", sent=desk.clock()),))) == mine


def test_a_server_that_cannot_be_asked_is_an_error_not_a_missing_company(desk: Desk) -> None:
    entry = desk.enter(FJORD)
    desk.turn_to("http://127.0.0.1:1")
    with pytest.raises(WebApiError):
        search(desk, entry)


def named(desk: Desk, name: str, **changes: object) -> int:
    return company(desk, name=name, **changes)


def last_search(desk: Desk, entry: Entry) -> object:
    sent = read_as(ContactEntity, entry.body)
    result = CompanySearch(desk.api(), entry, sent, lambda _: False).find_renamed()
    return result.remote_id if isinstance(result, Match) else result


def test_the_token_is_recognised_under_a_name_that_a_server_can_have_made(desk: Desk) -> None:
    entry = desk.enter(FJORD)
    mine = named(desk, "FJORD A/S.", dbi_key=entry.company.token, phones=())
    company(desk)
    assert search(desk, entry) == mine


def test_under_a_quite_other_name_it_is_recognised_by_the_last_search(desk: Desk) -> None:
    entry = desk.enter(FJORD)
    mine = named(desk, "Customer", dbi_key=entry.company.token)
    assert search(desk, entry) == NoMatch()
    assert last_search(desk, entry) == mine


def test_without_a_readable_token_another_name_is_shown_to_the_user(desk: Desk) -> None:
    entry = desk.enter(FJORD)
    alike = named(desk, "Fjord, A.S.")
    named(desk, "Fjord A.S.", phones=(Phone(value="99 99 99 99"),))
    assert search(desk, entry) == Ambiguous((alike,))
    assert search(desk, without_token(entry)) == Ambiguous((alike,)), "under another name it is no match"
    other = named(desk, "Customer")
    assert last_search(desk, entry) == Ambiguous((other, alike))
    assert last_search(desk, desk.enter(FJORD.with_changes(phones=None))) == NoMatch()


def test_what_a_person_is_asked_about_stays_a_question(desk: Desk) -> None:
    told = named(desk, "Customer", phones=())
    keyed = named(desk, "Customer", dbi_key="ERP-7")
    entry = desk.enter(FJORD)
    step = replace(entry.company, candidates=(told, keyed, 4711))
    assert search(desk, replace(entry, steps=(step,))) == Ambiguous((told, keyed))
    assert search(desk, replace(entry, steps=(step,)), told, keyed) == NoMatch()


def test_what_a_person_has_said_is_not_it_is_no_candidate_any_more(desk: Desk) -> None:
    alike = company(desk)
    entry = desk.enter(FJORD)
    step = replace(entry.company, not_it=(alike,))
    assert search(desk, replace(entry, steps=(step,))) == NoMatch()
    assert last_search(desk, replace(entry, steps=(step,))) == NoMatch()
