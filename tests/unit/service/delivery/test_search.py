from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.model.carriers.common import Phone
from app.model.carriers.contact import ContactEntity
from app.model.carriers.person import Person, PersonEntity, PersonEntityWithLinks
from app.model.carriers.reading import read_as
from app.model.entry import Entry, Step, StepKind
from app.model.form.people import as_entity
from app.service.delivery.search import (
    Ambiguous,
    Match,
    NoMatch,
    PeopleSearch,
    SearchResult,
    match_people_by_name,
    person_rows,
    search_company,
)
from app.webapi.archive import PersonRow
from app.webapi.errors import WebApiError
from tests.helpers.fakes.delivery import KARI, NINA, OLA, Desk

FJORD = ContactEntity(name="Fjord AS", phones=(Phone(value="22 11 00 00"),))


def company(desk: Desk, **changes: object) -> int:
    """The id of a company that is on the server."""
    made = desk.api().create_contact(FJORD.with_changes(**changes))
    assert made.contact_id
    return made.contact_id


def search(desk: Desk, entry: Entry, *taken: int) -> object:
    sent = read_as(ContactEntity, entry.body)
    result = search_company(desk.api(), entry, sent, lambda each: each in taken)
    return result.remote_id if isinstance(result, Match) else result


def find(
    desk: Desk, contact_id: int, step: Step, person: Person, *taken: int
) -> SearchResult[PersonEntityWithLinks]:
    rows = [row for row in desk.api().contact_persons(contact_id) if row.person_id not in taken]
    return PeopleSearch(desk.api(), contact_id, rows, [(step, person)]).find(step, person)


def without_token(entry: Entry) -> Entry:
    body = {name: value for name, value in entry.body.items() if name != "DbiKey"}
    return replace(entry, body=body, steps=(replace(entry.company, token=""), *entry.people))


def test_the_token_decides_whatever_else_is_alike(desk: Desk) -> None:
    entry = desk.enter(FJORD)
    company(desk)
    mine = company(desk, dbi_key=entry.company.token.upper(), phones=())
    company(desk)
    assert search(desk, entry) == mine


def test_a_company_with_another_key_is_no_candidate(desk: Desk) -> None:
    company(desk, dbi_key="ERP-7")
    assert search(desk, desk.enter(FJORD)) == NoMatch()


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


def test_a_person_is_searched_for_among_those_of_the_same_name(desk: Desk) -> None:
    contact_id = company(desk)
    step = Step(1, StepKind.PERSON, "Kari Ås", token="token-1")
    assert find(desk, contact_id, step, KARI) == NoMatch()
    desk.api().create_person(as_entity(OLA, contact_id, token="token-1"))
    assert find(desk, contact_id, step, KARI) == NoMatch()
    kari = desk.api().create_person(as_entity(KARI, contact_id, token="token-1"))
    found = find(desk, contact_id, step, KARI.with_changes(firstname=" KARI"))
    assert isinstance(found, Match)
    assert found.remote_id == kari.person_id
    assert isinstance(found.record, PersonEntity)
    assert find(desk, contact_id, step, KARI, kari.person_id or 0) == NoMatch()


def test_a_server_that_cannot_be_asked_is_an_error_not_a_missing_company(desk: Desk) -> None:
    entry = desk.enter(FJORD)
    desk.turn_to("http://127.0.0.1:1")
    with pytest.raises(WebApiError):
        search(desk, entry)


def test_people_of_equal_rows_are_matched_once_each() -> None:
    steps = [Step(number, StepKind.PERSON, "") for number in (1, 2)]
    row = PersonRow(7, "Nina", "Feil")
    assert match_people_by_name([row], steps, (NINA, NINA)) == {1: row}
    assert match_people_by_name([], steps, (NINA, NINA)) == {}


def test_people_are_matched_by_name_with_multiplicity() -> None:
    people = (KARI, OLA, KARI.with_changes(email="junior@fjord.example"))
    steps = [Step(number, StepKind.PERSON, "") for number in (1, 2, 3)]
    junior = PersonRow(7, " kari ", "ÅS", email="Junior@fjord.example")
    stranger = PersonRow(8, "Kari", "Li")
    assert match_people_by_name([stranger, junior], steps, people) == {3: junior}
    nameless = PersonRow(9, "Kari", "Ås")
    assert match_people_by_name([nameless, junior], steps, people) == {3: junior, 1: nameless}
    assert match_people_by_name([junior, nameless, PersonRow(10, "Kari", "Ås")], steps, people) == {
        3: junior,
        1: nameless,
    }


def test_people_whom_the_server_only_echoed_are_not_there() -> None:
    assert person_rows((KARI, OLA.with_changes(person_id=0))) == ()
    assert person_rows(None) == ()


def test_many_people_are_matched_in_linear_time() -> None:
    """A product of twenty thousand people and rows would take minutes."""
    count = 20_000
    people = [Person(firstname="Kari", lastname=f"No {number}") for number in range(count)]
    steps = [Step(number, StepKind.PERSON, "") for number in range(1, count + 1)]
    rows = [PersonRow(number, "KARI", f"no {number - 1}", "", "", "") for number in range(count, 0, -1)]
    found = match_people_by_name(rows, steps, people)
    assert [found[number].person_id for number in range(1, count + 1)] == list(range(1, count + 1))
