"""What is added to a company that is there (`addition_steps`, `app/model/additions/`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest

from app.model.additions.merging import with_added
from app.model.additions.target import addition_body, target_of
from app.model.carriers.contact import ContactEntity
from app.model.carriers.reading import read_as
from app.model.entry import Entry, State
from app.model.form.submission import entity_from_form, form_from_body
from app.sandbox import Options, SandboxServer
from app.service.delivery.deliverer import new_addition
from app.webapi import server_clock
from app.webapi.server_clock import ServerClock
from app.webapi.updates import last_changed
from tests.helpers.fakes.delivery import KARI, OLA, Desk, is_new_person, states, there
from tests.helpers.faults.faulty_server import FaultyServer, Request, Response, forward_to

PHONE = {"Value": "+47 22 33 44 55", "Description": "Switchboard"}
WHAT: dict[str, Any] = {
    "Phones": [PHONE],
    "Emails": [{"Value": "post@fjord.example"}],
    "OrgNr": "914 778 271",
    "Address": {"Street": {"Address1": "Storgata 1", "City": "Oslo"}},
    "Interests": [{"Id": 1, "Selected": True}],
    "CustomFields": {"SuperOffice:1": "met at the fair"},
}
LOST = Response(502, content=b"gone")
# What the server says of any change, and each form in which it tells custom fields.
_FOLLOWS = {"UpdatedDate", "UpdatedBy", "ActiveInterests", "UserDefinedFields"}


@pytest.fixture
def sandbox(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[SandboxServer]:
    options = getattr(request, "param", Options())
    with SandboxServer(tmp_path / "sandbox.db", options) as server:
        yield server


@pytest.fixture
def desk(tmp_path: Path, sandbox: SandboxServer) -> Iterator[Desk]:
    with Desk(tmp_path, sandbox.url, send_persons=False) as desk:
        yield desk


@pytest.fixture
def company(desk: Desk) -> int:
    """The number of a company with a phone, and with Ola in it, that was saved a minute ago."""
    phones = [{"Value": "815 49 300", "Description": ""}]
    entry = desk.advance(desk.enter(name="Fjord AS", persons=(OLA,), Phones=phones)).entry
    desk.clock.forward(minutes=1)
    return entry.contact_id


def addition(desk: Desk, company: int, name: str = "addition", **given: Any) -> Entry:
    body = read_as(ContactEntity, {"ContactId": company, "Name": NAMES.get(company, "Fjord AS"), **given})
    return desk.outbox.add(new_addition(body, desk.profile, name, desk.clock()))


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> set[str]:
    return {name for name in after if before[name] != after[name]} - _FOLLOWS


def with_people(*people: Any) -> list[dict[str, Any]]:
    return [one.to_json_object() for one in people]


def test_a_person_is_added_and_nothing_else_changes(desk: Desk, sandbox: SandboxServer, company: int) -> None:
    before = desk.api().contact_record(company)
    entry = desk.deliver(addition(desk, company, Persons=with_people(KARI)))
    assert (entry.state, entry.contact_id) == (State.SAVED, company)
    assert entry.message == "Added to “Fjord AS”: Kari Ås."
    assert sorted(there(desk, entry)) == ["Kari Ås", "ola Li"]
    assert desk.api().contact_record(company) == before
    assert not any(request.method == "PUT" for request in sandbox.requests)


def test_rows_and_values_are_added_to_what_is_there(desk: Desk, company: int) -> None:
    before = desk.api().contact_record(company)
    entry = desk.deliver(addition(desk, company, **WHAT))
    assert (entry.state, entry.message) == (State.SAVED, "Added to “Fjord AS”.")
    after = desk.api().contact_record(company)
    assert changes(before, after) == set(WHAT)
    assert [row["Value"] for row in after["Phones"]] == ["815 49 300", "+47 22 33 44 55"]
    assert after["Address"]["Street"]["Address1"] == "Storgata 1"
    assert after["CustomFields"]["SuperOffice:1"] == "met at the fair"
    again = desk.deliver(addition(desk, company, "again", **WHAT))
    assert again.state is State.SAVED
    assert desk.api().contact_record(company) == after, "nothing is there twice, nothing was written"


def test_a_domain_joins_those_that_are_there(desk: Desk) -> None:
    before = desk.api().contact_record(SEEDED)["Domains"]
    assert before
    given: dict[str, Any] = {"Domains": ["nordlys.example"], "Phones": [PHONE]}
    assert desk.deliver(addition(desk, SEEDED, **given)).state is State.SAVED
    assert desk.api().contact_record(SEEDED)["Domains"] == [*before, "nordlys.example"]


@pytest.mark.parametrize("saves", [True, False])
@pytest.mark.parametrize("method", ["PUT", "POST"])
def test_whatever_answer_is_lost_all_is_there_once(
    desk: Desk, sandbox: SandboxServer, company: int, method: str, saves: bool
) -> None:
    left = [1]

    def handle(request: Request) -> Response:
        is_meant = request.method == method and (method == "PUT" or is_new_person(request))
        if not is_meant or not left:
            return forward_to(sandbox.url)(request)
        left.clear()
        if saves:
            forward_to(sandbox.url)(request)
        return LOST

    before = desk.api().contact_record(company)
    with FaultyServer(handle=handle) as server:
        desk.turn_to(server.url)
        entry = addition(desk, company, Persons=with_people(KARI), **WHAT)
        assert desk.advance(entry).entry.state is State.UNKNOWN
        desk.reopen()
        assert desk.deliver(entry).state is State.SAVED
    desk.turn_to(sandbox.url)
    after = desk.api().contact_record(company)
    assert changes(before, after) == set(WHAT)
    assert [row["Value"] for row in after["Phones"]] == ["815 49 300", "+47 22 33 44 55"]
    assert sorted(there(desk, entry)) == ["Kari Ås", "ola Li"]


SEEDED = 2
NAMES = {SEEDED: "Nordlys Bakeri AS"}
"""A company of the practice server that nobody has changed for long."""


def test_two_that_add_at_the_same_moment_keep_what_the_other_added(
    desk: Desk, sandbox: SandboxServer, tmp_path: Path
) -> None:
    company = SEEDED
    before = [row["Value"] for row in desk.api().contact_record(company)["Phones"]]
    (tmp_path / "other").mkdir()
    with Desk(tmp_path / "other", sandbox.url) as other:
        other.clock.now = desk.clock.now
        theirs = addition(other, company, Phones=[{"Value": "815 00 001"}])

        def handle(request: Request) -> Response:
            if request.method == "PUT" and other.stored(theirs).state is State.QUEUED:
                assert other.deliver(theirs).state is State.SAVED, "between our reading and our writing"
            return forward_to(sandbox.url)(request)

        with FaultyServer(handle=handle) as server:
            desk.turn_to(server.url)
            ours = addition(desk, company, Phones=[{"Value": "815 00 002"}])
            first = desk.advance(ours).entry
            assert (first.state, first.next_try is not None) == (State.QUEUED, True)
            assert first.message == (
                f"“{first.name}” is kept here and sent again by itself. "
                f"Somebody has changed this company at {desk.api().host} meanwhile."
            )
            desk.clock.forward(minutes=1)
            assert desk.deliver(ours).state is State.SAVED
        desk.turn_to(sandbox.url)
    record = desk.api().contact_record(company)
    assert [row["Value"] for row in record["Phones"]] == [*before, "815 00 001", "815 00 002"]


def test_what_another_program_has_overwritten_in_the_same_second_is_added_again(
    desk: Desk, sandbox: SandboxServer, company: int
) -> None:
    direct = desk.api()
    stale = direct.contact_record(company)
    overwritten: list[int] = []

    def handle(request: Request) -> Response:
        answer = forward_to(sandbox.url)(request)
        if request.method == "PUT" and not overwritten:
            overwritten.append(answer.status)
            direct.update_contact(company, with_added(stale, {}).record, desk.clock())
        return answer

    with FaultyServer(handle=handle) as server:
        desk.turn_to(server.url)
        entry = addition(desk, company, Phones=[PHONE])
        assert desk.advance(entry).entry.state is State.QUEUED, "it was written, and is not there"
        desk.clock.forward(minutes=1)
        assert desk.deliver(entry).state is State.SAVED
    assert overwritten == [200]
    assert PHONE["Value"] in [row["Value"] for row in direct.contact_record(company)["Phones"]]


@pytest.mark.parametrize("wrong", [timedelta(minutes=-3), timedelta(seconds=20), timedelta(days=2)])
def test_on_a_computer_whose_clock_is_wrong_nothing_is_written_in_the_second_of_a_change(
    desk: Desk, sandbox: SandboxServer, monkeypatch: pytest.MonkeyPatch, wrong: timedelta
) -> None:
    record = desk.api().contact_record(SEEDED)
    desk.api().update_contact(SEEDED, with_added(record, {"Phones": [PHONE]}).record, last_changed(record))
    changed = last_changed(desk.api().contact_record(SEEDED))
    desk.clock.now = changed + wrong  # as it is told here at the moment of the change
    note = ServerClock.note

    def noting(clock: ServerClock, _headers: Mapping[str, str]) -> None:
        note(clock, {"date": format_datetime((desk.clock() - wrong).astimezone(UTC), usegmt=True)})

    monkeypatch.setattr(server_clock, "_now", desk.clock)
    monkeypatch.setattr(ServerClock, "note", noting)
    entry = addition(desk, SEEDED, Phones=[{"Value": "815 00 002"}])
    assert desk.advance(entry).entry.state is State.QUEUED
    assert [one.method for one in sandbox.requests].count("PUT") == 1, "that of somebody else"
    assert desk.deliver(entry).state is State.SAVED


@pytest.mark.parametrize("called", ["Helt Annen GmbH", "Havn AS"])
def test_a_number_that_quite_another_company_has_by_now_gets_nothing(
    desk: Desk, company: int, called: str
) -> None:
    """A server that was set back gives its numbers again."""
    entry = addition(desk, company, Phones=[PHONE], Persons=with_people(KARI))
    record = desk.api().contact_record(company)
    desk.clock.forward(minutes=1)
    desk.api().update_contact(company, with_added(record, {}).record | {"Name": called}, last_changed(record))
    before = desk.api().contact_record(company)
    refused = desk.deliver(entry)
    assert (refused.state, states(refused)) == (State.REJECTED, [State.REJECTED] * 2)
    assert refused.message == (
        f"Nothing was added to “Fjord AS”: SuperOffice has “{called}” with the id {company} now. Look "
        "whether that is the company; if so, open this entry and save it again."
    )
    assert changes(before, desk.api().contact_record(company)) == set()
    draft = desk.outbox.reopen(refused.id)
    target = target_of(draft.form)
    assert target is not None and target.name == called
    given = entity_from_form(form_from_body(draft.form, ""))
    again = new_addition(addition_body(given, target), desk.profile, draft.id, desk.clock())
    assert desk.deliver(desk.outbox.add(again, replaces_draft=draft.id)).state is State.SAVED


@pytest.mark.parametrize("called", ["FJORD A/S", "Fjord Holding", "Store Fjord AS"])
def test_a_company_that_was_renamed_a_little_is_the_one(desk: Desk, company: int, called: str) -> None:
    entry = addition(desk, company, Persons=with_people(KARI))
    record = desk.api().contact_record(company)
    desk.clock.forward(minutes=1)
    desk.api().update_contact(company, with_added(record, {}).record | {"Name": called}, last_changed(record))
    assert desk.deliver(entry).state is State.SAVED


def test_a_value_that_is_there_is_never_replaced(desk: Desk, company: int) -> None:
    before = desk.api().contact_record(company)
    given: dict[str, Any] = {"Phones": [PHONE], "Category": {"Id": 2}, "Persons": with_people(KARI)}
    entry = desk.deliver(addition(desk, company, **given))
    assert (entry.state, states(entry)) == (State.REJECTED, [State.REJECTED, State.REJECTED])
    assert entry.message == (
        "Nothing was added to “Fjord AS”: it has other values than were typed. Nothing there was replaced."
    )
    (problem,) = entry.problems
    assert (problem.path, problem.message) == ("Category", "The company has “Potential customer” here.")
    assert desk.api().contact_record(company) == before
    assert there(desk, entry) == ["ola Li"]


def test_who_has_come_there_meanwhile_is_not_added_again(desk: Desk, company: int) -> None:
    before = desk.api().contact_record(company)
    both = addition(desk, company, Persons=with_people(KARI, OLA), Phones=[PHONE])
    entry = desk.deliver(both)
    assert (
        entry.message == "Nothing was added to “Fjord AS”: somebody who was typed is in this company already."
    )
    assert [(one.path, one.message) for one in entry.problems] == [
        ("Persons[1]", "This person is in the company already. Leave them out.")
    ]
    assert states(entry) == [State.REJECTED] * 3
    assert not entry.is_partly_there
    assert there(desk, entry) == ["ola Li"]
    assert desk.api().contact_record(company) == before


def test_a_company_that_is_gone_is_told_and_the_entry_kept(
    desk: Desk, sandbox: SandboxServer, company: int
) -> None:
    path = f"/api/v1/Contact/{company}"
    forward_to(sandbox.url)(Request("DELETE", path, {"authorization": "Basic ZGVtbzpkZW1v"}))
    each: list[dict[str, Any]] = [{"Persons": with_people(KARI)}, WHAT]
    for number, given in enumerate(each):
        entry = desk.deliver(addition(desk, company, f"addition {number}", **given))
        assert entry.state is State.REJECTED
        assert "Nothing was added to “Fjord AS”: it cannot be read any more." in entry.message


@pytest.mark.parametrize("sandbox", [Options(masks={"TableRight": "Select, Insert"})], indirect=True)
def test_without_the_right_to_change_it_the_server_refuses_with_its_words(desk: Desk, company: int) -> None:
    entry = desk.deliver(addition(desk, company, **WHAT))
    assert entry.state is State.REJECTED
    assert "does not allow you to do this" in entry.message
    with_person = desk.deliver(addition(desk, company, "person", Persons=with_people(KARI)))
    assert with_person.state is State.SAVED, "people are added without changing the company"


def test_however_much_a_company_has_all_of_it_is_written_back(desk: Desk, company: int) -> None:
    phones = [{"Value": f"815 {number:05}"} for number in range(300)]
    record = desk.api().contact_record(company)
    desk.api().update_contact(company, {**with_added(record, {"Phones": phones}).record}, desk.clock())
    assert desk.deliver(addition(desk, company, Emails=[{"Value": "a@b.example"}])).state is State.SAVED
    after = desk.api().contact_record(company)
    assert len(after["Phones"]) == 301
