"""How many people are read and shown, and who is nobody's, with a server that is made of records."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

import pytest

from app.model.carriers.person import Person, PersonEntityWithLinks
from app.model.carriers.reading import read_as
from app.model.carriers.wire import declared_properties
from app.model.entry import Step, StepKind
from app.model.form.people import as_entity
from app.service.search.people import PeopleSearch, match_people_by_name
from app.service.search.result import Ambiguous, Match, NoMatch
from app.webapi.archive import PersonRow
from app.webapi.client import WebApi
from app.webapi.errors import NotFoundError, UnexpectedAnswerError
from tests.helpers.fakes.delivery import KARI

STEP = Step(1, StepKind.PERSON, "Kari Ås")
TOKEN = "5b0c1d9e-7d2f-4a57-9d55-aaaaaaaaaaaa"
WITH_TOKEN = Step(1, StepKind.PERSON, "Kari Ås", token=TOKEN)
# A server gives every property.
EMPTY = dict.fromkeys(one.wire_name for one in declared_properties(PersonEntityWithLinks).values())


class Server:
    """People by their ids; notes who is read."""

    host = "crm.example"

    def __init__(self, people: dict[int, Person], keys: dict[int, str] | None = None) -> None:
        self.people, self.keys = people, keys or {}
        self.read: list[int] = []

    def person(self, person_id: int) -> PersonEntityWithLinks:
        self.read.append(person_id)
        if person_id not in self.people:
            raise NotFoundError(self.host, said="")
        given = as_entity(self.people[person_id], 5, token=self.keys.get(person_id, "")).to_create_body()
        return read_as(PersonEntityWithLinks, {**EMPTY, **given, "PersonId": person_id})

    def rows(self, without: Iterable[int] = ()) -> list[PersonRow]:
        return [
            PersonRow(number, person.firstname or "", person.lastname or "")
            for number, person in self.people.items()
            if number not in without
        ]


def search(server: Server, *lost: tuple[Step, Person], keys: frozenset[str] = frozenset()) -> PeopleSearch:
    return PeopleSearch(cast("WebApi", server), 5, server.rows(), lost or [(STEP, KARI)], keys=keys)


def others(count: int, alike: int = 0) -> dict[int, Person]:
    """As many of other names, of whom some are in all else like the one who was lost."""
    return {
        number: KARI.with_changes(lastname=f"No {number}", email=None if number > alike else KARI.email)
        for number in range(1, count + 1)
    }


def test_up_to_a_hundred_others_are_compared_and_more_are_for_a_person_to_tell() -> None:
    assert search(Server(others(100))).find_renamed(STEP, KARI) == NoMatch()
    assert search(Server(others(100, alike=1))).find_renamed(STEP, KARI) == Ambiguous((1,))
    found = search(Server(others(101))).find_renamed(STEP, KARI)
    assert found == Ambiguous(tuple(range(101, 91, -1))), "the newest ten"


def test_no_more_others_are_read_than_may_be_compared() -> None:
    server = Server(others(150))
    search(server).find_renamed(STEP, KARI)
    assert server.read == list(range(150, 49, -1)), "a hundred and one for who was lost"


def test_whom_the_server_names_and_does_not_give_may_be_the_one() -> None:
    server = Server(others(2))
    rows = [*server.rows(), PersonRow(9, "Ola", "Li"), PersonRow(8, "Kari", "Ås")]
    lost = [(STEP, KARI)]
    found = PeopleSearch(cast("WebApi", server), 5, rows, lost)
    assert found.find_renamed(STEP, KARI) == Ambiguous((9,), has_unread=True)
    assert found.find(STEP, KARI) == Ambiguous((8,), has_unread=True)


def test_who_is_taken_or_is_known_not_to_be_it_is_no_candidate() -> None:
    server = Server({1: KARI, 2: KARI.with_changes(lastname="Li"), 3: KARI.with_changes(lastname="Lie")})
    found = search(server)
    assert isinstance(found.find(STEP, KARI), Match)
    assert found.find(STEP, KARI) == NoMatch(), "one row is not two people"
    not_it = Step(1, StepKind.PERSON, "Kari Ås", not_it=(2,))
    assert found.find_renamed(not_it, KARI) == Ambiguous((3,))


@pytest.mark.parametrize("key", [TOKEN, TOKEN.upper(), TOKEN.replace("-", ""), f"CRM:{TOKEN}", TOKEN[:24]])
def test_a_token_is_known_as_servers_and_connectors_leave_it(key: str) -> None:
    server = Server({1: KARI.with_changes(lastname="Li"), 2: KARI.with_changes(lastname="Lie")}, {2: key})
    found = search(server, (WITH_TOKEN, KARI)).find(WITH_TOKEN, KARI)
    assert isinstance(found, Match)
    assert found.remote_id == 2


def test_the_key_of_another_of_ours_is_anothers_and_the_own_one_is_not() -> None:
    server = Server({1: KARI.with_changes(lastname="Li"), 2: KARI}, {1: "ERP-1", 2: "ERP-2"})
    lost = (WITH_TOKEN, KARI)
    assert search(server, lost).find(WITH_TOKEN, KARI) == Ambiguous((2,))
    assert search(server, lost).find_renamed(WITH_TOKEN, KARI) == Ambiguous((1,))
    keys = frozenset(("ERP-1", "ERP-2", TOKEN))
    assert search(server, lost, keys=keys).find(WITH_TOKEN, KARI) == NoMatch()
    assert search(server, lost, keys=keys).find_renamed(WITH_TOKEN, KARI) == NoMatch()


def test_of_two_of_one_name_a_record_is_whose_it_can_be_alone() -> None:
    junior = KARI.with_changes(email=None)
    lost = [(STEP, KARI), (Step(2, StepKind.PERSON, "Kari Ås"), junior)]
    senior_is_there = search(Server({1: KARI}), *lost)
    assert senior_is_there.find(*lost[0]) == Ambiguous((1,)), "the other was sent without an address"
    twins = [(STEP, KARI), (Step(2, StepKind.PERSON, "Kari Ås"), KARI)]
    assert isinstance(search(Server({1: KARI}), *twins).find(*twins[0]), Match)
    apart = [(STEP, KARI), (Step(2, StepKind.PERSON, "Kari Ås"), KARI.with_changes(email="j@fjord.example"))]
    assert isinstance(search(Server({1: KARI}), *apart).find(*apart[0]), Match)


@pytest.mark.parametrize(("step", "missing"), [(STEP, "Email"), (WITH_TOKEN, "DbiKey")])
def test_a_part_of_a_record_tells_nothing(step: Step, missing: str) -> None:
    class Cut(Server):
        def person(self, person_id: int) -> PersonEntityWithLinks:
            whole = super().person(person_id).to_json_object()
            return read_as(
                PersonEntityWithLinks, {n: v for n, v in whole.items() if not n.startswith(missing)}
            )

    with pytest.raises(UnexpectedAnswerError) as told:
        search(Cut({1: KARI}), (step, KARI)).find(step, KARI)
    assert (told.value.status, told.value.host) == (200, "crm.example")


def test_a_name_is_compared_with_mail_and_title_first() -> None:
    people = (KARI.with_changes(title="Boss"), KARI.with_changes(title=None, email=" "))
    steps = [Step(number, StepKind.PERSON, "") for number in (1, 2)]
    plain = PersonRow(7, "Kari", "Ås")
    boss = PersonRow(8, "Kari", "Ås", title=" BOSS", email="KARI@fjord.example")
    assert match_people_by_name([plain, boss], steps, people) == {1: boss, 2: plain}
    other_title = PersonRow(9, "Kari", "Ås", title="Clerk", email="kari@fjord.example")
    assert match_people_by_name([other_title, boss], steps[:1], people) == {1: boss}
    assert match_people_by_name([plain, plain], steps, people) == {2: plain}, "one row is not two people"


def test_before_it_is_sent_the_key_alone_shows_who_it_is() -> None:
    server = Server({1: KARI, 2: KARI, 3: KARI}, keys={2: TOKEN, 3: TOKEN})
    found = search(server, (WITH_TOKEN, KARI)).find_by_key(WITH_TOKEN, KARI)
    assert isinstance(found, Match)
    assert found.remote_id == 2, "the older one of the key"
    of_name = search(Server({1: KARI}), (WITH_TOKEN, KARI)).find_by_key(WITH_TOKEN, KARI)
    assert of_name == NoMatch(), "a name shows nothing"
