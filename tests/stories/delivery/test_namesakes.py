"""Who is refused and tried again is nobody else of that name who is in the company."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.model.carriers.contact import ContactEntity
from app.model.carriers.person import Person
from app.model.carriers.reading import read_as
from app.model.entry import Entry, State
from app.model.form.people import as_entity
from app.sandbox import Options, SandboxServer
from app.service.delivery.deliverer import new_addition
from tests.helpers.fakes.delivery import KARI, Desk, is_new_person, refusing, rows, states
from tests.helpers.faults.faulty_server import FaultyServer, Request, Response, forward_to

REFUSED = Response(400, {"Error": True, "ErrorType": "SoX", "ErrorMessage": "Not now"})
OTHER_MAIL = KARI.with_changes(email="other@fjord.example")
MOBILE = KARI.with_changes(email=None, mobile_phone="911 22 333")
OTHER_MOBILE = KARI.with_changes(email=None, mobile_phone="922 33 444")
CONSENT = {"Kind": "Consent", "Purpose": "EMARKETING", "Source": "USER", "LegalBase": "61A"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    options = Options(companies=False)
    with (
        SandboxServer(tmp_path / "sandbox.db", options) as sandbox,
        Desk(tmp_path, sandbox.url, send_persons=False) as desk,
    ):
        yield desk


def add_by_hand(desk: Desk, person: Person, contact_id: int) -> int:
    return desk.api().create_person(as_entity(person, contact_id)).person_id or 0


def addition(desk: Desk, contact_id: int, person: Person) -> Entry:
    following = [{**CONSENT, "Person": 1, "Name": "Kari Ås"}]
    body = read_as(ContactEntity, {"ContactId": contact_id, "Name": "Fjord AS", "NextSteps": following})
    made = new_addition(body.with_changes(persons=(person,)), desk.profile, "addition", desk.clock())
    return desk.outbox.add(made)


def is_refused(desk: Desk, entry: Entry) -> Entry:
    url = desk.profile.url
    with FaultyServer(handle=refusing(forward_to(url), "Ås", REFUSED)) as server:
        desk.turn_to(server.url)
        refused = desk.deliver(entry)
        desk.turn_to(url)
    assert refused.people[0].state is State.REJECTED
    desk.deliverer.retry(entry.id)
    return refused


def test_who_was_accepted_as_another_is_added_when_tried_again(desk: Desk) -> None:
    company = desk.deliver(desk.enter(name="Fjord AS", persons=(OTHER_MAIL,)))
    entry = addition(desk, company.contact_id, KARI)
    is_refused(desk, entry)
    saved = desk.deliver(entry)
    assert saved.state is State.SAVED
    first, second = rows(desk, saved)
    assert (first.person_id, second.person_id) == (
        company.people[0].remote_id,
        saved.people[0].remote_id,
    )
    consents = [len(desk.api().next_steps.consents(row.person_id)) for row in (first, second)]
    assert consents[1] > consents[0], "the consent is that of who was typed"


@pytest.mark.parametrize(("typed", "there"), [(KARI, OTHER_MAIL), (MOBILE, OTHER_MOBILE)])
def test_a_namesake_who_was_added_by_hand_to_a_new_company_is_another(
    desk: Desk, typed: Person, there: Person
) -> None:
    entry = desk.enter(persons=(typed,))
    refused = is_refused(desk, entry)
    by_hand = add_by_hand(desk, there, refused.contact_id)
    saved = desk.deliver(entry)
    assert saved.state is State.SAVED
    assert [row.person_id for row in rows(desk, saved)] == [by_hand, saved.people[0].remote_id]


ALIKE = [
    KARI,
    KARI.with_changes(email=None),
    KARI.with_changes(email="KARI@fjord.example", mobile_phone="911 22 333"),
]


@pytest.mark.parametrize("there", ALIKE)
@pytest.mark.parametrize("adds", [True, False])
def test_who_contradicts_nothing_is_who_was_typed(desk: Desk, there: Person, adds: bool) -> None:
    company = desk.deliver(desk.enter(name="Fjord AS"))
    entry = addition(desk, company.contact_id, KARI) if adds else desk.enter(persons=(KARI,))
    refused = is_refused(desk, entry)
    by_hand = add_by_hand(desk, there, refused.contact_id)
    saved = desk.deliver(entry)
    assert (saved.state, saved.people[0].remote_id) == (State.SAVED, by_hand)
    assert len(rows(desk, saved)) == 1


BOTH = KARI.with_changes(mobile_phone="911 22 333")


@pytest.mark.parametrize(
    ("typed", "there"),
    [
        (BOTH, BOTH.with_changes(email="other@fjord.example")),
        (KARI, KARI.with_changes(email="kari@fjord.exam")),
        (KARI, MOBILE),
        (MOBILE.with_changes(mobile_phone=None, title="Skipper"), MOBILE.with_changes(title="Cook")),
    ],
    ids=["one number, another e-mail", "a part of the e-mail", "nothing to compare", "another title"],
)
@pytest.mark.parametrize("is_it", [True, False])
def test_where_only_a_person_can_tell_the_user_is_asked(
    desk: Desk, typed: Person, there: Person, is_it: bool
) -> None:
    entry = desk.enter(persons=(typed,))
    refused = is_refused(desk, entry)
    by_hand = add_by_hand(desk, there, refused.contact_id)
    asked = desk.deliver(entry)
    assert (states(asked), asked.people[0].candidates) == ([State.SAVED, State.UNKNOWN], (by_hand,))
    assert "Say whether that is the one" in asked.message
    desk.clock.forward(days=1)
    assert desk.advance(asked).entry.people[0].candidates == (by_hand,), "a day later it is asked as before"
    desk.decide(entry, by_hand if is_it else None)
    saved = desk.deliver(entry)
    ids = [row.person_id for row in rows(desk, saved)]
    assert (saved.state, len(ids)) == (State.SAVED, 1 if is_it else 2)
    assert saved.people[0].remote_id == (by_hand if is_it else ids[1])


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_of_one_name_each_is_who_has_their_address(desk: Desk, order: int) -> None:
    """The titles are others than were typed, so that the list alone does not tell the two apart."""
    entry = desk.enter(persons=(KARI, OTHER_MAIL))
    refused = is_refused(desk, entry)
    for person in (KARI, OTHER_MAIL)[::order]:
        add_by_hand(desk, person.with_changes(title="Director"), refused.contact_id)
    saved = desk.deliver(entry)
    assert saved.state is State.SAVED
    emails = {row.person_id: row.email for row in rows(desk, saved)}
    assert [emails[one.remote_id] for one in saved.people] == [KARI.email, OTHER_MAIL.email]


def test_a_namesake_in_a_company_whose_answer_was_lost_is_not_taken(desk: Desk) -> None:
    """The people inside were lost with it; somebody has added a namesake before it was searched for."""
    url, posted = desk.profile.url, list[int]()

    def handle(request: Request) -> Response:
        if request.method == "POST" and request.path.endswith("/v1/Contact") and not posted:
            answer = forward_to(url)(Request(request.method, request.target, request.headers, request.body))
            posted.append(1)
            assert answer.status == 200
            return Response(wire=b"")
        return forward_to(url)(request)

    with FaultyServer(handle=handle) as server:
        desk.turn_to(server.url, send_persons=True)
        entry = desk.advance(desk.enter(name="Fjord AS", persons=(KARI,))).entry
        (contact_id,) = desk.api().find_contacts("Fjord AS", None)
        by_hand = add_by_hand(desk, OTHER_MAIL, contact_id)
        server.requests.clear()
        told = desk.deliver(entry)
        assert by_hand not in [one.remote_id for one in told.people]
        assert not any(map(is_new_person, server.requests)), "who is not found is asked about"
        assert told.people[0].candidates == (by_hand,)
