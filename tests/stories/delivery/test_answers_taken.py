"""An answer to a POST with a record that is another's already is not believed, and nothing is sent again."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app.model.entry import Entry, State
from tests.helpers.fakes.delivery import KARI, NINA, OLA, Desk, states
from tests.helpers.faults.model_server import ModelServer, Record


class Repeating(ModelServer):
    """It answers with the first company, and with the first person, from then on, and tells no key."""

    tells_names = True

    def _add_company(self, body: dict[str, Any], user: str) -> Record:
        return next(iter(self.companies.values()), None) or super()._add_company(body, user)

    def _add_person(self, body: dict[str, Any], company: int) -> Record:
        return next(iter(self.people.values()), None) or super()._add_person(body, company)

    def _company(self, record: Record, named: str) -> dict[str, Any]:
        return super()._company(record, named) | {"DbiKey": None}

    def _person(self, record: Record) -> dict[str, Any]:
        told = super()._person(record) | {"DbiKey": None}
        return told if self.tells_names else told | {"Firstname": None, "Lastname": None}


class Elsewhere(ModelServer):
    """It says that whoever is added is in another company."""

    def _person(self, record: Record) -> dict[str, Any]:
        return super()._person(record) | {"Contact": {"ContactId": 999}}


class LateByOne(ModelServer):
    """Every other person is in its lists late; companies are there at once."""

    late = timedelta()

    def _add_person(self, body: dict[str, Any], company: int) -> Record:
        added = super()._add_person(body, company)
        added.listed_at += self.late if added.number % 2 else timedelta()
        return added


class PartlyListing(ModelServer):
    """Its list of a company's people never has more than two of them."""

    def _people_of(self, company: int, *, lists_lag: bool = True) -> list[Record]:
        there = super()._people_of(company, lists_lag=lists_lag)
        return there[-2:] if lists_lag else there


def sent_for_hours(desk: Desk, entry: Entry) -> Entry:
    """Delivers again and again, each time when the program would."""
    for _ in range(12):
        now = desk.advance(entry).entry
        desk.clock.now = max(desk.clock.now, now.next_try or desk.clock.now)
    return desk.stored(entry)


@pytest.mark.parametrize("use_dbi_key", [True, False])
def test_the_company_of_another_entry_is_not_taken(tmp_path: Path, use_dbi_key: bool) -> None:
    with Desk(tmp_path, "http://127.0.0.1:9", use_dbi_key=use_dbi_key) as desk:
        server = Repeating(desk.clock)
        with server.in_place_of_sockets():
            first = sent_for_hours(desk, desk.enter(name="Fjord AS", department="North"))
            second = desk.enter(name="Fjord AS", department="South", persons=(KARI,))
            now = sent_for_hours(desk, second)
        assert (first.state, now.state, now.contact_id) == (State.SAVED, State.UNKNOWN, 0)
        assert now.company.is_left_to_user
        assert not server.people, "nobody goes into another entry's company"


def test_a_server_that_was_set_up_anew_counts_from_the_beginning(tmp_path: Path) -> None:
    with Desk(tmp_path, "http://127.0.0.1:9") as desk:
        server = ModelServer(desk.clock)
        with server.in_place_of_sockets():
            for _ in range(2):
                server.companies.clear()
                now = sent_for_hours(desk, desk.enter(name="Fjord AS"))
                assert (now.state, now.contact_id) == (State.SAVED, 100)


@pytest.mark.parametrize("tells_names", [True, False])
def test_one_person_of_the_server_is_not_two_of_an_entry(tmp_path: Path, tells_names: bool) -> None:
    people = (OLA, OLA.with_changes(title="Mate")) if tells_names else (OLA, NINA)
    with Desk(tmp_path, "http://127.0.0.1:9", send_persons=False) as desk:
        server = Repeating(desk.clock)
        server.tells_names = tells_names
        with server.in_place_of_sockets():
            now = sent_for_hours(desk, desk.enter(name="Fjord AS", persons=people))
        assert states(now) == [State.SAVED, State.SAVED, State.UNKNOWN]
        assert now.people[1].is_left_to_user


def test_who_is_said_to_be_in_another_company_is_looked_for(tmp_path: Path) -> None:
    with Desk(tmp_path, "http://127.0.0.1:9", send_persons=False) as desk:
        server = Elsewhere(desk.clock)
        with server.in_place_of_sockets():
            entry = desk.enter(name="Fjord AS", persons=(OLA, NINA))
            assert State.UNKNOWN in states(desk.advance(entry).entry)
            now = sent_for_hours(desk, entry)
        assert (now.state, len(server.people)) == (State.SAVED, 2)


def test_whom_the_list_lacks_while_it_has_others_of_the_company_nobody_adds_unasked(tmp_path: Path) -> None:
    people = tuple(OLA.with_changes(firstname=name) for name in ("Ada", "Bo", "Cato", "Dina"))
    with Desk(tmp_path, "http://127.0.0.1:9") as desk:
        server = PartlyListing(desk.clock, takes_people=True, naming="none")
        with server.in_place_of_sockets():
            now = sent_for_hours(desk, desk.enter(name="Fjord AS", persons=people))
        assert len(server.people) == 4, "all of them went inside"
        assert states(now) == [State.SAVED, State.UNKNOWN, State.UNKNOWN, State.SAVED, State.SAVED]
        assert all(step.is_left_to_user for step in now.people[:2])


@pytest.mark.parametrize("minutes", [3, 9, 120])
def test_whom_the_list_has_later_than_others_of_the_company_is_found(tmp_path: Path, minutes: int) -> None:
    with Desk(tmp_path, "http://127.0.0.1:9") as desk:
        server = LateByOne(desk.clock, takes_people=True, naming="none")
        server.late = timedelta(minutes=minutes)
        with server.in_place_of_sockets():
            entry = desk.enter(name="Fjord AS", persons=(OLA, NINA))
            now = sent_for_hours(desk, entry)
        assert (now.state, len(server.people)) == (State.SAVED, 2)
