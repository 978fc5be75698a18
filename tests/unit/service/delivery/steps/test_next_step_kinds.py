"""What each kind asks for, sends and takes for its own; more in tests/stories/delivery/test_next_steps.py."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from app.model.carriers.person import PersonEntity
from app.model.carriers.reading import read_as
from app.model.entry import Step, StepKind
from app.model.next_steps.named import Named
from app.service.delivery.search_times import SECOND_SEARCH_DELAY
from app.service.delivery.steps.next_step import CannotBeDone, NextStep, WaitsForTheRecord
from app.service.delivery.steps.next_step_kinds import _KINDS, next_step
from app.webapi.errors import UnexpectedAnswerError, Verdict, WebApiError

COMPANY, KARI = 7, 70
CALL = {"Title": "Call", "StartDate": "2026-12-01T09:00:00+01:00"}
SELECTION = {"Name": "Fair"}
CONSENT = {"Purpose": "EMARKETING", "Source": "USER", "LegalBase": "61A"}
THERE = {
    "Title": "Call",
    "Description": None,
    "StartDate": "2026-12-01T08:00:00Z",
    "Person": {"PersonId": KARI},
    "CreatedDate": "2026-12-01T12:00:00",
}
NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)


class Server:
    """What it is asked for and told, and its answers; takes the place of client and calls."""

    host = "crm.example"
    server_clock = SimpleNamespace(ahead=timedelta())

    def __init__(self) -> None:
        self.next_steps = self
        self.told: list[Any] = []
        self.default: dict[str, Any] | WebApiError = {}
        self.signed_in: int | WebApiError = 0
        self.items: list[Any] = []
        self.records: dict[int, dict[str, Any]] = {}
        self.named: tuple[Named, ...] = (Named(5, "Fair"),)
        self.members: set[tuple[int, int, int]] = set()
        self.given_consents: tuple[dict[str, Any], ...] = ()
        self.company: dict[str, Any] = {"ContactId": COMPANY, "UpdatedDate": "2026-12-01T11:00:00Z"}
        self.keeps = True

    def default_appointment(self) -> dict[str, Any]:
        if isinstance(self.default, WebApiError):
            raise self.default
        return self.default

    def current_principal(self) -> Any:
        if isinstance(self.signed_in, WebApiError):
            raise self.signed_in
        return SimpleNamespace(associate_id=self.signed_in)

    def mdo_list(self, name: str, *, flat: bool) -> list[Any]:
        self.told.append((name, flat))
        return self.items

    def create_appointment(
        self, body: dict[str, Any], on_saved: Callable[[dict[str, Any]], None] = lambda _record: None
    ) -> int:
        self.told.append(body)
        on_saved(body)
        return 900

    def appointments(self, contact_id: int) -> tuple[int, ...]:
        assert contact_id == COMPANY
        return tuple(self.records)

    def more_appointments(self, contact_id: int, listed: tuple[int, ...]) -> tuple[int, ...]:
        assert (contact_id, listed) == (COMPANY, tuple(self.records))
        return ()

    def appointment(self, number: int) -> dict[str, Any]:
        return self.records[number]

    def selections(self, name: str) -> tuple[Named, ...]:
        self.told.append(("selections", name))
        return self.named

    def projects(self, name: str) -> tuple[Named, ...]:
        self.told.append(("projects", name))
        return self.named

    def add_selection_member(self, *numbers: int) -> None:
        self.told.append(numbers)

    def is_selection_member(self, *numbers: int) -> bool:
        return numbers in self.members

    def add_project_member(self, *values: Any) -> int:
        self.told.append(values)
        return 901

    def project_member(self, *numbers: int) -> int:
        return 901 if numbers in self.members else 0

    def set_consent(self, *values: Any) -> None:
        self.told.append(values)

    def consents(self, person_id: int) -> tuple[dict[str, Any], ...]:
        assert person_id == KARI
        return self.given_consents

    def contact_record(self, contact_id: int) -> dict[str, Any]:
        assert contact_id == COMPANY
        return self.company

    def update_contact(self, contact_id: int, record: dict[str, Any], changed: datetime) -> None:
        self.told.append((contact_id, record, changed))
        self.company = record if self.keeps else self.company


@pytest.fixture
def server() -> Server:
    return Server()


def step(server: Server, kind: StepKind, content: Mapping[str, Any], taken: Collection[int] = ()) -> NextStep:
    """The second step of an entry; `taken` are the appointments of other entries of its company."""
    made = Step(2, kind, "It", content=dict(content))
    company = Step(0, StepKind.COMPANY, "Fjord AS", remote_id=COMPANY)
    entry = SimpleNamespace(
        id="entry", profile="Work", contact_id=COMPANY, next_steps=(made,), answer=None, created=NOW
    )
    asked = ("Work", COMPANY, "entry")

    def appointments_of(profile: str, contact_id: int, _made: object, *, without: str) -> set[int]:
        return set(taken) if (profile, contact_id, without) == asked else set()

    traits = SimpleNamespace(appointments_of=appointments_of, memberships_of=lambda *_of, **_without: ())
    copy: Any = SimpleNamespace(
        api=server,
        entry=entry,
        outbox=SimpleNamespace(server_traits=traits),
        steps=[company, made],
        clock=lambda: NOW,
        second_search_delay=SECOND_SEARCH_DELAY,
    )
    return next_step(copy, made, KARI)


def prepared(server: Server, content: Mapping[str, Any]) -> NextStep:
    """An appointment that may be sent or looked for now."""
    one = step(server, StepKind.APPOINTMENT, content)
    one.prepare()
    return one


def error(verdict: Verdict) -> WebApiError:
    return WebApiError("crm.example", verdict=verdict)


def test_every_kind_is_done() -> None:
    assert _KINDS.keys() == {kind for kind in StepKind if kind not in (StepKind.COMPANY, StepKind.PERSON)}


def test_an_appointment_has_what_the_server_proposes_and_what_was_typed(server: Server) -> None:
    server.default = {"Type": "InDiary", "Title": "Theirs", "CreatedBy": 3, "_Links": {}, "TableRight": {}}
    one = step(server, StepKind.APPOINTMENT, CALL)
    one.prepare()
    assert one.send() == 900
    assert server.told == [
        {
            "Type": "InDiary",
            "Title": "Call",
            "Description": "",
            "StartDate": "2026-12-01T08:00:00Z",
            "EndDate": "2026-12-01T08:30:00Z",
            "Contact": {"ContactId": COMPANY},
            "Person": {"PersonId": KARI},
        }
    ]


def test_an_appointment_of_nobody_ends_when_it_was_said_to(server: Server) -> None:
    one = step(
        server, StepKind.APPOINTMENT, {**CALL, "EndDate": "2026-12-01T11:00:00Z", "Description": "Why"}
    )
    one._person_id = 0
    one.prepare()
    one.send()
    (body,) = server.told
    assert (body["EndDate"], body["Description"]) == ("2026-12-01T11:00:00Z", "Why")
    assert body["Person"] is None


@pytest.mark.parametrize(
    ("refusal", "is_told"), [(Verdict.REJECTED, False), (Verdict.NOT_SENT, True), (Verdict.SIGN_IN, True)]
)
def test_a_server_may_have_no_proposals_but_has_to_answer(
    server: Server, refusal: Verdict, is_told: bool
) -> None:
    server.default = error(refusal)
    one = step(server, StepKind.APPOINTMENT, CALL)
    if is_told:
        with pytest.raises(WebApiError):
            one.prepare()
    else:
        one.prepare()


def item(number: int, name: str | None, full_name: str | None = None) -> Any:
    return SimpleNamespace(id=number, name=name, full_name=full_name)


def test_type_and_owner_are_chosen_by_name_or_number_and_kept(server: Server) -> None:
    server.items = [item(0, "phone"), item(3, "Phone"), item(4, None, "Kari Li"), item(3, "PHONE")]
    one = step(server, StepKind.APPOINTMENT, {**CALL, "Task": "phone", "Associate": "kari li"})
    one.prepare()
    one.send()
    assert server.told[:2] == [("task", True), ("associate", True)]
    assert server.told[2]["Task"] == {"TaskListItemId": 3}
    assert server.told[2]["Associate"] == {"AssociateId": 4}
    assert (one.step.content["Task"], one.step.content["Associate"]) == ({"Id": 3}, {"AssociateId": 4})
    server.told.clear()
    one.prepare()
    one.send()
    (body,) = server.told
    assert (body["Task"], body["Associate"]) == ({"TaskListItemId": 3}, {"AssociateId": 4})


@pytest.mark.parametrize("names", [[], ["Phone", "Phone"], ["Mail"]])
def test_a_name_that_is_none_or_two_is_corrected_by_its_user(server: Server, names: list[str]) -> None:
    server.items = [item(number, name) for number, name in enumerate(names, start=1)]
    with pytest.raises(CannotBeDone, match="“Phone” is not in the server's list"):
        step(server, StepKind.APPOINTMENT, {**CALL, "Task": "Phone"}).prepare()


@pytest.mark.parametrize(
    ("default", "signed_in", "owner"),
    [
        ({"Associate": {"AssociateId": 4}}, 9, 4),
        ({"Associate": None}, 4, 4),
        ({}, 4, 4),
        (WebApiError("crm.example", verdict=Verdict.REJECTED), 4, 4),
        ({}, 0, 0),
        ({}, None, 0),
        ({}, WebApiError("crm.example", verdict=Verdict.REJECTED), 0),
    ],
)
def test_whose_an_appointment_is_where_no_owner_was_typed(
    server: Server, default: Any, signed_in: Any, owner: int
) -> None:
    server.default, server.signed_in = default, signed_in
    one = prepared(server, CALL)
    assert "Associate" not in one.step.content, "it goes back into the form as it was typed"
    server.records = {9: {**THERE, "Associate": {"AssociateId": 9}}}
    assert one.find() == (0 if owner else 9)
    server.records = {9: {**THERE, "Associate": None}}
    assert one.find() == (0 if owner else 9)
    server.records = {9: {**THERE, "Associate": {"AssociateId": 4}}}
    assert one.find() == 9
    one.send()
    assert (server.told[-1].get("Associate") or {}) == ({"AssociateId": owner} if owner else {})


def test_who_is_signed_in_has_to_be_known_or_refused(server: Server) -> None:
    server.signed_in = error(Verdict.SIGN_IN)
    with pytest.raises(WebApiError):
        prepared(server, CALL)


def test_what_another_entry_of_the_company_made_is_not_taken_for_this_one(server: Server) -> None:
    server.records = {9: THERE}
    assert step(server, StepKind.APPOINTMENT, CALL).find() == 9
    assert step(server, StepKind.APPOINTMENT, CALL, taken={9}).find() == 0


def test_two_steps_of_one_entry_are_two_appointments(server: Server) -> None:
    server.records = {9: THERE, 10: THERE}
    one = step(server, StepKind.APPOINTMENT, CALL)
    one._copy.steps.append(Step(3, StepKind.APPOINTMENT, "Call", remote_id=9))
    assert one.find() == 10


@pytest.mark.parametrize(("kind", "list_name"), [("SELECTION", "selections"), ("PROJECT", "projects")])
def test_a_selection_or_project_is_asked_for_by_its_name_once(
    server: Server, kind: str, list_name: str
) -> None:
    one = step(server, StepKind[kind], SELECTION)
    one.prepare()
    one.prepare()
    assert server.told == [(list_name, "Fair")]
    assert one.step.content == {"Name": "Fair", "Id": 5}


@pytest.mark.parametrize(
    ("named", "words"),
    [
        ((), "There is no selection “Fair”"),
        ((Named(5, "Fair"), Named(6, "Fair")), "several selections “Fair”"),
    ],
)
def test_a_name_of_none_or_several_is_told(server: Server, named: tuple[Named, ...], words: str) -> None:
    server.named = named
    with pytest.raises(CannotBeDone, match=words):
        step(server, StepKind.SELECTION, SELECTION).prepare()


def test_a_member_of_a_selection_is_known_by_the_selection(server: Server) -> None:
    one = step(server, StepKind.SELECTION, {"Id": 5})
    assert one.send() == 5
    assert server.told == [(5, COMPANY, KARI)]
    assert one.find() == 0
    server.members = {(5, COMPANY, KARI)}
    assert one.find() == 5


def test_a_member_of_a_project_has_a_number_and_a_comment(server: Server) -> None:
    assert step(server, StepKind.PROJECT, {"Id": 5, "Comment": "Why"}).send() == 901
    one = step(server, StepKind.PROJECT, {"Id": 5})
    assert one.send() == 901
    assert server.told == [(5, COMPANY, KARI, "Why"), (5, COMPANY, KARI, "")]
    assert one.find() == 0
    server.members = {(5, COMPANY, KARI)}
    assert one.find() == 901


def test_a_consent_is_that_of_its_purpose_source_and_base(server: Server) -> None:
    one = step(server, StepKind.CONSENT, CONSENT)
    one.prepare()
    assert one.send() == KARI
    assert server.told == [(KARI, "EMARKETING", "USER", "61A", "")]
    there = {"ConsentPurposeKey": "EMARKETING", "ConsentSourceKey": "USER", "LegalBaseKey": "61A"}
    server.given_consents = tuple({**there, name: "OTHER"} for name in there)
    assert one.find() == 0
    server.given_consents += ({**there, "LegalBaseKey": " 61a"},)
    assert one.find() == KARI


def test_the_support_person_is_written_into_the_record_as_it_was_read(server: Server) -> None:
    server.company |= {"Name": "Fjord AS", "_Links": {}}
    one = step(server, StepKind.SUPPORT_PERSON, {})
    one.prepare()
    assert one.send() == KARI
    ((number, record, changed),) = server.told
    assert (number, changed) == (COMPANY, NOW - timedelta(hours=1))
    assert record["SupportPerson"] == {"PersonId": KARI}
    assert (record["Name"], "_Links" in record) == ("Fjord AS", False)
    assert one.find() == KARI


def test_what_the_server_does_not_keep_is_not_done(server: Server) -> None:
    server.keeps = False
    one = step(server, StepKind.SUPPORT_PERSON, {})
    one.prepare()
    with pytest.raises(WaitsForTheRecord):
        one.send()
    assert one.find() == 0


@pytest.mark.parametrize("there", [None, {}, {"PersonId": 0}, {"PersonId": True}, {"PersonId": KARI}, "x"])
def test_a_support_person_who_is_none_or_the_same_is_no_obstacle(server: Server, there: object) -> None:
    server.company["SupportPerson"] = there
    step(server, StepKind.SUPPORT_PERSON, {}).prepare()


def test_another_support_person_is_never_replaced(server: Server) -> None:
    server.company["SupportPerson"] = {"PersonId": 71}
    with pytest.raises(CannotBeDone, match="never replaced"):
        step(server, StepKind.SUPPORT_PERSON, {}).prepare()


def test_a_record_of_this_second_waits_unless_it_has_the_person(server: Server) -> None:
    server.company["UpdatedDate"] = "2026-12-01T11:59:59Z"
    with pytest.raises(WaitsForTheRecord):
        step(server, StepKind.SUPPORT_PERSON, {}).prepare()
    server.company["SupportPerson"] = {"PersonId": KARI}
    step(server, StepKind.SUPPORT_PERSON, {}).prepare()


def test_a_record_that_tells_no_time_is_never_written(server: Server) -> None:
    del server.company["UpdatedDate"]
    with pytest.raises(UnexpectedAnswerError) as told:
        step(server, StepKind.SUPPORT_PERSON, {}).prepare()
    assert (told.value.status, told.value.host) == (200, "crm.example")
    assert "neither UpdatedDate nor CreatedDate" in told.value.detail


def test_somebody_without_a_company_is_at_none(server: Server) -> None:
    for contact in (None, {"ContactId": None}, {"ContactId": 0}):
        person = read_as(PersonEntity, {"PersonId": 5, "FullName": "Kari Li", "Contact": contact})
        server.person = lambda _number, person=person: person  # type: ignore[attr-defined]
        one = step(server, StepKind.MOVE, {"PersonId": 5, "From": 3})
        one._contact_id = 1
        assert one.find() == 0
