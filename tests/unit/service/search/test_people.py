from __future__ import annotations

import pytest

from app.model.carriers.common import Phone
from app.model.carriers.contact import ContactEntity
from app.model.carriers.person import Person, PersonEntity, PersonEntityWithLinks
from app.model.entry import Step, StepKind
from app.model.form.people import as_entity
from app.service.search.people import PeopleSearch, match_people_by_name, person_rows
from app.service.search.result import MOST_CANDIDATES, Ambiguous, Match, NoMatch, SearchResult
from app.webapi.archive import PersonRow
from tests.helpers.fakes.delivery import KARI, NINA, OLA, Desk

FJORD = ContactEntity(name="Fjord AS", phones=(Phone(value="22 11 00 00"),))


def company(desk: Desk, **changes: object) -> int:
    """The id of a company that is on the server."""
    made = desk.api().create_contact(FJORD.with_changes(**changes))
    assert made.contact_id
    return made.contact_id


def find(
    desk: Desk, contact_id: int, step: Step, person: Person, *taken: int
) -> SearchResult[PersonEntityWithLinks]:
    rows = [row for row in desk.api().contact_persons(contact_id) if row.person_id not in taken]
    return PeopleSearch(desk.api(), contact_id, rows, [(step, person)]).find(step, person)


def test_a_person_is_searched_for_among_those_of_the_same_name(desk: Desk) -> None:
    contact_id = company(desk)
    step = Step(1, StepKind.PERSON, "Kari Ås", token="token-1")
    assert find(desk, contact_id, step, KARI) == NoMatch()
    desk.api().create_person(as_entity(OLA, contact_id, token="token-2"))
    assert find(desk, contact_id, step, KARI) == NoMatch()
    kari = desk.api().create_person(as_entity(KARI, contact_id, token="token-1"))
    found = find(desk, contact_id, step, KARI.with_changes(firstname=" KARI"))
    assert isinstance(found, Match)
    assert found.remote_id == kari.person_id
    assert isinstance(found.record, PersonEntity)
    assert find(desk, contact_id, step, KARI, kari.person_id or 0) == NoMatch()


def test_the_token_proves_it_whatever_the_name(desk: Desk) -> None:
    contact_id = company(desk)
    step = Step(1, StepKind.PERSON, "Kari Ås", token="token-1")
    desk.api().create_person(as_entity(KARI, contact_id))
    renamed = desk.api().create_person(as_entity(OLA, contact_id, token="TOKEN-1"))
    found = find(desk, contact_id, step, KARI)
    assert isinstance(found, Match)
    assert found.remote_id == renamed.person_id


def test_the_token_proves_it_though_the_name_is_that_of_another_who_was_lost(desk: Desk) -> None:
    contact_id = company(desk)
    steps = [Step(number, StepKind.PERSON, "", token=f"token-{number}") for number in (1, 2)]
    people = (Person(firstname="Ola", lastname="Li"), Person(firstname="Li", lastname="Ola"))
    ids = [
        desk.api().create_person(as_entity(person, contact_id, token=step.token)).person_id
        for step, person in zip(steps, reversed(people), strict=True)
    ]
    rows = desk.api().contact_persons(contact_id)
    search = PeopleSearch(desk.api(), contact_id, rows, list(zip(steps, people, strict=True)))
    found = [search.find(step, person) for step, person in zip(steps, people, strict=True)]
    assert [one.remote_id for one in found if isinstance(one, Match)] == ids


def test_what_a_person_has_said_is_not_it_is_no_candidate_any_more(desk: Desk) -> None:
    contact_id = company(desk)
    alike = desk.api().create_person(as_entity(KARI, contact_id)).person_id or 0
    renamed = desk.api().create_person(as_entity(KARI, contact_id).with_changes(lastname="Li")).person_id or 0
    step = Step(1, StepKind.PERSON, "Kari Ås", token="token-1", not_it=(alike, renamed))
    rows = desk.api().contact_persons(contact_id)
    search = PeopleSearch(desk.api(), contact_id, rows, [(step, KARI)])
    assert search.find(step, KARI) == NoMatch()
    assert search.find_renamed(step, KARI) == NoMatch()


def test_of_more_than_are_shown_whoever_may_be_called_so_comes_first(desk: Desk) -> None:
    contact_id = company(desk)
    bare = Person(firstname="Kari", lastname="Ås")
    renamed = as_entity(Person(firstname="KARI", lastname="ÅS."), contact_id)
    wanted = desk.api().create_person(renamed).person_id
    for number in range(MOST_CANDIDATES):
        other = Person(firstname="Ola", lastname=f"Li {number}")
        desk.api().create_person(as_entity(other, contact_id))
    step = Step(1, StepKind.PERSON, "Kari Ås")
    search = PeopleSearch(desk.api(), contact_id, desk.api().contact_persons(contact_id), [(step, bare)])
    found = search.find_renamed(step, bare)
    assert isinstance(found, Ambiguous)
    assert (found.ids[0], len(found.ids)) == (wanted, MOST_CANDIDATES)


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


def test_a_person_of_an_answer_is_a_row_with_what_it_names() -> None:
    kari = KARI.with_changes(person_id=7, full_name="Kari Ås", title="Boss")
    assert person_rows((kari,)) == (PersonRow(7, "Kari", "Ås", "Kari Ås", "Boss", "kari@fjord.example"),)
    assert person_rows((Person(person_id=7),)) == (PersonRow(7, "", "", "", "", ""),)


@pytest.mark.long
def test_many_people_are_matched_in_linear_time() -> None:
    """A product of twenty thousand people and rows would take minutes."""
    count = 20_000
    people = [Person(firstname="Kari", lastname=f"No {number}") for number in range(count)]
    steps = [Step(number, StepKind.PERSON, "") for number in range(1, count + 1)]
    rows = [PersonRow(number, "KARI", f"no {number - 1}", "", "", "") for number in range(count, 0, -1)]
    found = match_people_by_name(rows, steps, people)
    assert [found[number].person_id for number in range(1, count + 1)] == list(range(1, count + 1))
