from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from app.model.carriers.contact import ContactEntity
from app.model.carriers.person import PersonEntityWithLinks
from app.model.carriers.reading import read_as
from app.model.entry import Entry, State
from app.model.form.people import as_entity
from app.sandbox import SandboxServer
from app.service.delivery.steps.people_steps import PeopleSteps
from app.service.delivery.working_copy import DeliveryStopped, WorkingCopy
from app.webapi.client import WebApi
from app.webapi.errors import OtherRecordError
from tests.helpers.fakes.delivery import KARI, NINA, OLA, Desk, asked, refusing, states, there
from tests.helpers.faults.faulty_server import FaultyServer, Response, forward_to

Change = Callable[[Entry], Entry]


def copy_of(desk: Desk, change: Change = lambda entry: entry) -> WorkingCopy:
    """The working copy of a company that is saved, and of whose three people nobody is."""
    contact_id = desk.api().create_contact(ContactEntity(name="Fjord AS")).contact_id or 0
    entry = desk.enter(persons=(KARI, NINA, OLA))
    company = replace(entry.company, state=State.SAVED, remote_id=contact_id)
    entry = change(replace(entry, steps=(company, *entry.people), contact_id=contact_id))
    copy = WorkingCopy(entry, desk.outbox, desk.clock, uptime=desk.clock.uptime)
    copy.connect_to(desk.profile, desk.api())
    return copy


def with_person(entry: Entry, number: int, **changes: object) -> Entry:
    step = replace(entry.steps[number], **changes)  # type: ignore[arg-type]  # by name
    return replace(entry, steps=tuple(step if one.number == number else one for one in entry.steps))


def test_everybody_is_added_with_a_token_and_committed_one_by_one(desk: Desk) -> None:
    copy = copy_of(desk)
    PeopleSteps(copy).run()
    assert states(copy.entry) == [State.SAVED] * 4
    assert there(desk, copy.entry) == ["Kari Ås", "Nina Feil", "ola Li"]
    for step in copy.entry.people:
        assert desk.api().person(step.remote_id).dbi_key == step.token
    assert states(desk.stored(copy.entry))[:3] == [State.SAVED] * 3


def test_who_is_found_by_name_is_not_added(desk: Desk, server: SandboxServer) -> None:
    copy = copy_of(desk, lambda entry: with_person(entry, 1, matched_by_name=True))
    desk.api().create_person(as_entity(KARI, copy.entry.contact_id))
    PeopleSteps(copy).run()
    assert there(desk, copy.entry) == ["Kari Ås", "Nina Feil", "ola Li"]
    assert asked(server).count("POST Person") == 3  # one of them is ours


def test_an_unknown_person_is_found_by_the_token(desk: Desk) -> None:
    copy = copy_of(desk, lambda entry: with_person(entry, 1, state=State.UNKNOWN))
    token = copy.entry.people[0].token
    made = desk.api().create_person(as_entity(KARI, copy.entry.contact_id, token=token))
    PeopleSteps(copy).run()
    assert copy.entry.people[0].remote_id == made.person_id
    assert states(copy.entry) == [State.SAVED] * 4


def test_who_is_found_ends_what_came_to_nothing(desk: Desk) -> None:
    def others_are_saved(entry: Entry) -> Entry:
        for number in (2, 3):
            entry = with_person(entry, number, state=State.SAVED, remote_id=100 + number)
        return replace(with_person(entry, 1, state=State.UNKNOWN), tries=4)

    copy = copy_of(desk, others_are_saved)
    desk.api().create_person(as_entity(KARI, copy.entry.contact_id, token=copy.entry.people[0].token))
    PeopleSteps(copy).run()
    assert (states(copy.entry), copy.entry.tries) == ([State.SAVED] * 4, 0)


@pytest.mark.parametrize("by_name", [False, True])
def test_an_unknown_person_who_is_not_found_waits_and_the_others_do_not(desk: Desk, by_name: bool) -> None:
    copy = copy_of(desk, lambda entry: with_person(entry, 2, state=State.UNKNOWN, matched_by_name=by_name))
    PeopleSteps(copy).run()
    assert states(copy.entry) == [State.SAVED, State.SAVED, State.UNKNOWN, State.SAVED]
    assert copy.waits == [desk.clock() + copy.second_search_delay]


def test_a_refused_person_does_not_stop_the_others(desk: Desk, server: SandboxServer) -> None:
    said = {"Message": "Invalid.", "ModelState": {"newEntity.Firstname": ["Too long."]}}
    with FaultyServer(handle=refusing(forward_to(server.url), "Feil", Response(400, said))) as faulty:
        desk.turn_to(faulty.url)
        copy = copy_of(desk)
        PeopleSteps(copy).run()
    assert states(copy.entry) == [State.SAVED, State.SAVED, State.REJECTED, State.SAVED]
    assert [(one.path, one.message) for one in copy.entry.problems] == [("Persons[1].Firstname", "Too long.")]


def test_a_server_that_is_busy_stops_with_the_rest_waiting(desk: Desk, server: SandboxServer) -> None:
    with FaultyServer(
        handle=refusing(forward_to(server.url), "Feil", Response(429, {"Error": True}))
    ) as faulty:
        desk.turn_to(faulty.url)
        copy = copy_of(desk)
        with pytest.raises(DeliveryStopped) as stopped:
            PeopleSteps(copy).run()
    assert not stopped.value.searching
    assert states(copy.entry) == [State.SAVED, State.SAVED, State.QUEUED, State.QUEUED]


def test_nobody_is_added_while_nobody_can_be_searched_for(desk: Desk, server: SandboxServer) -> None:
    behind = forward_to(server.url)
    with FaultyServer(
        handle=lambda request: Response(503) if request.path.endswith("/Persons") else behind(request)
    ) as faulty:
        desk.turn_to(faulty.url)
        copy = copy_of(desk, lambda entry: with_person(entry, 1, state=State.UNKNOWN, matched_by_name=True))
        with pytest.raises(DeliveryStopped) as stopped:
            PeopleSteps(copy).run()
        assert stopped.value.searching
        assert "POST Person" not in asked(faulty)


def test_the_name_of_the_server_and_a_note_are_kept(desk: Desk) -> None:
    copy = copy_of(
        desk,
        lambda entry: replace(
            entry,
            body=entry.body
            | {
                "Persons": [
                    *entry.body["Persons"][:2],
                    entry.body["Persons"][2] | {"Position": "Wizard"},
                ]
            },
        ),
    )
    PeopleSteps(copy).run()
    assert copy.entry.people[2].message.startswith("The position “Wizard” is not in the list")


@pytest.mark.long
def test_the_row_of_an_entry_is_written_as_often_for_many_people_as_for_few(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows: list[State] = []
    update = desk.outbox.update

    def counting(entry: Entry, *, expected: State) -> Entry:
        rows.append(entry.state)
        return update(entry, expected=expected)

    monkeypatch.setattr(desk.outbox, "update", counting)
    for number in (3, 30):
        rows.clear()
        people = tuple(KARI.with_changes(firstname=f"Kari {one}") for one in range(number))
        saved = desk.deliver(desk.enter(persons=people))
        assert states(saved) == [State.SAVED] * (number + 1)
        assert len(there(desk, saved)) == number
        assert len(rows) <= 6, f"{number} people: {rows}"
        assert not desk.store.read("SELECT * FROM progress")


@pytest.mark.parametrize(
    ("answer", "is_ours"),
    [
        ({"PersonId": 7, "Contact": {"ContactId": 12}}, True),
        ({"PersonId": 7, "Contact": {"ContactId": 4711}}, False),
        ({"PersonId": 9}, False),
    ],
)
def test_an_answer_about_somebody_else_is_none(desk: Desk, answer: dict[str, object], is_ours: bool) -> None:
    copy = copy_of(desk, lambda entry: with_person(entry, 1, state=State.SAVED, remote_id=9))
    copy.set(contact_id=12)
    record = read_as(PersonEntityWithLinks, answer)
    if is_ours:
        PeopleSteps(copy)._check_not_anothers(record)
    else:
        with pytest.raises(OtherRecordError) as told:
            PeopleSteps(copy)._check_not_anothers(record)
        assert (told.value.status, told.value.host) == (200, copy.api.host)


def test_who_may_be_one_of_the_lost_is_no_candidate_for_another(desk: Desk) -> None:
    copy = copy_of(
        desk,
        lambda entry: with_person(
            with_person(entry, 1, state=State.UNKNOWN), 2, state=State.UNKNOWN, matched_by_name=True
        ),
    )
    alike = desk.api().create_person(as_entity(KARI, copy.entry.contact_id)).person_id
    PeopleSteps(copy).run()
    assert copy.steps[1].candidates == (alike,)
    assert (copy.steps[2].state, copy.steps[2].candidates) == (State.UNKNOWN, ())
    desk.clock.forward(seconds=60)
    renamed = desk.api().create_person(as_entity(NINA.with_changes(lastname="Fehl"), copy.entry.contact_id))
    PeopleSteps(copy).run()
    assert copy.steps[2].candidates == (renamed.person_id,)


def with_people_turned_round(entry: Entry) -> Entry:
    turned = zip(entry.people, reversed(entry.people), strict=True)
    steps = [replace(step, name=other.name) for step, other in turned]
    body = {**entry.body, "Persons": entry.body["Persons"][::-1]}
    return replace(entry, steps=(entry.company, *steps), body=body)


def test_who_is_saved_is_committed_before_the_server_is_asked_for_what_the_next_needs(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = copy_of(desk, with_people_turned_round)
    seen: list[list[State]] = []
    mdo_list = WebApi.mdo_list

    def listing(api: WebApi, name: str, **more: Any) -> object:
        seen.append(states(desk.stored(copy.entry)))
        return mdo_list(api, name, **more)

    monkeypatch.setattr(WebApi, "mdo_list", listing)
    PeopleSteps(copy).run()
    assert seen == [[State.SAVED, State.SAVED, State.SAVED, State.QUEUED]]


def test_who_is_found_is_committed_before_the_server_is_asked_for_what_the_next_needs(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def second_is_lost(entry: Entry) -> Entry:
        return with_person(with_person(entry, 2, state=State.UNKNOWN), 3, state=State.REJECTED)

    copy = copy_of(desk, second_is_lost)
    token = copy.entry.people[1].token
    desk.api().create_person(as_entity(NINA, copy.entry.contact_id, token=token))
    seen: list[list[State]] = []
    mdo_list = WebApi.mdo_list

    def listing(api: WebApi, name: str, **more: Any) -> object:
        seen.append(states(desk.stored(copy.entry)))
        return mdo_list(api, name, **more)

    monkeypatch.setattr(WebApi, "mdo_list", listing)
    PeopleSteps(copy).run()
    assert seen == [[State.SAVED, State.QUEUED, State.SAVED, State.REJECTED]]


@pytest.mark.parametrize("is_somebody_there", [False, True])
def test_a_server_that_has_added_nobody_inside_is_sent_nobody_inside_again(
    desk: Desk, is_somebody_there: bool
) -> None:
    user, day = desk.api().signed_in_as(), timedelta(days=2)

    def all_are_lost(entry: Entry) -> Entry:
        lost = {
            "state": State.UNKNOWN,
            "matched_by_name": True,
            "posted_by": user,
            "sent": desk.clock() - day,
            "first_not_found_at": desk.clock() - day,
        }
        for number in (1, 2, 3):
            entry = with_person(entry, number, **lost)
        return entry

    copy = copy_of(desk, all_are_lost)
    if is_somebody_there:
        desk.api().create_person(as_entity(KARI, copy.entry.contact_id))
    PeopleSteps(copy).run()
    names = desk.outbox.server_traits.names_people_inside(desk.profile.name, desk.profile.url)
    assert names is is_somebody_there


def test_whoever_is_being_sent_is_told_and_ends_what_came_to_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = copy_of(desk, lambda entry: replace(entry, tries=4))
    told: list[tuple[str, int]] = []
    create = WebApi.create_person

    def creating(api: WebApi, person: Any) -> PersonEntityWithLinks:
        stored = desk.stored(copy.entry)
        told.append((stored.message, stored.tries))
        return create(api, person)

    monkeypatch.setattr(WebApi, "create_person", creating)
    PeopleSteps(copy).run()
    assert told == [
        ("“Kari Ås” is being sent.", 4),
        ("“Nina Feil” is being sent.", 0),
        ("“ola Li” is being sent.", 0),
    ]
