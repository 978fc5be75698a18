"""What was sent beside what a real server has: every line that a person decides by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.model.carriers.common import Address, Phone, StructuredAddress
from app.model.carriers.contact import ContactEntity
from app.model.carriers.lists import Category, Country
from app.model.carriers.person import Person
from app.model.carriers.reading import read_as
from app.model.checks.record_comparison import ComparedProperty, RecordComparison
from app.model.entry import Entry, State, StepKind
from app.sandbox import SandboxServer
from app.service.search.comparison import compare
from app.webapi.errors import WebApiError
from tests.helpers.fakes.delivery import Desk

LABELS = {"SuperOffice:1": "Contract"}
FJORD = ContactEntity(
    name="Fjord AS",
    department="Sales",
    category=Category(id=2),
    country=Country(country_id=578),
    no_mailing=True,
    phones=(Phone(value="22 11 00 00", description="Switchboard"), Phone(value="22 11 00 01")),
    address=Address(street=StructuredAddress(address1="Kaia 1", zipcode="0150", city="Oslo")),
    custom_fields={"SuperOffice:1": "K-1", "SuperOffice:2": "[I:5]"},
    persons=(Person(firstname="Kari", lastname="Ås", title="Skipper", email="kari@fjord.example"),),
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with SandboxServer(tmp_path / "sandbox.sqlite3") as server, Desk(tmp_path, server.url) as desk:
        yield desk


def line(comparison: RecordComparison, label: str) -> ComparedProperty:
    return next(one for one in comparison.lines if one.label == label)


def undecided(entry: Entry, number: int, *candidates: int) -> Entry:
    step = replace(entry.steps[number], state=State.UNKNOWN, candidates=candidates, sent=datetime.now(UTC))
    return replace(entry, steps=tuple(step if one.number == number else one for one in entry.steps))


def company(desk: Desk, **changes: object) -> int:
    made = desk.api().create_contact(FJORD.with_changes(persons=None, **changes))
    assert made.contact_id
    return made.contact_id


def compared(desk: Desk, entry: Entry) -> RecordComparison:
    assert entry.undecided is not None
    return compare(entry, entry.undecided, desk.api(), LABELS)


def test_a_company_line_by_line(desk: Desk) -> None:
    contact_id = company(desk)
    found = compared(desk, undecided(desk.enter(FJORD), 0, contact_id))
    assert (found.kind, found.ids, found.contact_ids) == (StepKind.COMPANY, (contact_id,), (contact_id,))
    assert line(found, "Company name").sent == "Fjord AS"
    assert line(found, "Category").sent == line(found, "Category").found[0] != ""
    assert line(found, "Country").sent == line(found, "Country").found[0] == "Norway"
    assert line(found, "No Mailings").found == ("Yes",)
    assert line(found, "Phones").sent == "22 11 00 00 · Switchboard\n22 11 00 01"
    assert line(found, "Address").sent == "Kaia 1\n0150 Oslo"
    assert line(found, "Contract").found == ("K-1",)
    assert not any(any(one.differs) for one in found.lines)


def test_nothing_of_ours_is_shown(desk: Desk) -> None:
    entry = desk.enter(FJORD)
    found = compared(desk, undecided(entry, 0, company(desk)))
    cells = [cell for one in found.lines for cell in (one.label, one.sent, *one.found)]
    assert entry.company.token not in cells
    assert "[I:5]" not in cells
    assert "SuperOffice:2" not in cells


def test_what_differs_is_marked_in_its_own_column(desk: Desk) -> None:
    same = company(desk)
    other = company(desk, department="Service", custom_fields={"SuperOffice:1": "K-2"})
    found = compared(desk, undecided(desk.enter(FJORD), 0, same, other))
    assert line(found, "Department").found == ("Sales", "Service")
    assert line(found, "Department").differs == (False, True)
    assert line(found, "Contract").differs == (False, True)
    assert line(found, "Company name").differs == (False, False)
    assert (line(found, "Department").sent, line(found, "Contract").sent) == ("Sales", "K-1")


def test_what_was_sent_is_shown_as_it_was_sent_where_the_record_has_another(desk: Desk) -> None:
    other = company(desk, department="Service", category=Category(id=1), no_mailing=False)
    found = compared(desk, undecided(desk.enter(FJORD), 0, other))
    assert (line(found, "Department").sent, line(found, "Department").found) == ("Sales", ("Service",))
    assert (line(found, "No Mailings").sent, line(found, "No Mailings").differs) == ("Yes", (True,))
    assert line(found, "Category").sent != line(found, "Category").found[0]


def test_when_and_by_whom_it_was_registered(desk: Desk) -> None:
    entry = undecided(desk.enter(FJORD), 0, company(desk))
    found = compared(desk, entry)
    times = line(found, "Sent, registered")
    assert times.sent == entry.company.sent
    assert isinstance(times.found[0], datetime)
    assert abs(times.found[0] - datetime.now(UTC)) < timedelta(minutes=5)
    assert line(found, "Registered by").found[0]


def test_a_person_line_by_line(desk: Desk) -> None:
    entry = desk.deliver(desk.enter(FJORD))
    person_id = entry.people[0].remote_id
    found = compared(desk, undecided(entry, 1, person_id))
    assert (found.kind, found.ids, found.contact_ids) == (StepKind.PERSON, (person_id,), (entry.contact_id,))
    assert line(found, "First name").found == ("Kari",)
    assert line(found, "E-mail").sent == "kari@fjord.example"
    assert line(found, "Title").differs == (False,)


def test_every_field_of_a_person_is_compared(desk: Desk) -> None:
    kari = read_as(
        Person,
        {
            "Firstname": "Kari",
            "Lastname": "Ås",
            "MiddleName": "Marie",
            "PrivatePhones": [{"Value": "22 33 44 55"}],
            "BirthDate": "1980-05-01T00:00:00Z",
            "Address": {"Street": {"Address1": "Lia 7", "Zipcode": "0150", "City": "Oslo"}},
            "CustomerLanguage": {"Id": 2},
            "Interests": [{"Id": 4, "Selected": True}],
            "NoMailing": True,
        },
    )
    entry = desk.deliver(desk.enter(FJORD.with_changes(persons=(kari,))))
    found = compared(desk, undecided(entry, 1, entry.people[0].remote_id))
    shown = {one.label: one.sent for one in found.lines if one.found == (one.sent,)}
    assert shown["Middle name"] == "Marie"
    assert shown["Private"] == "22 33 44 55"
    assert shown["Birth date"] == "1980-05-01"
    assert shown["Home address"] == "Lia 7\n0150 Oslo"
    assert shown["No mailings"] == "Yes"
    assert shown["Preferred language"] != ""
    assert len(str(shown["Interests"]).splitlines()) == 1
    assert not any(any(one.differs) for one in found.lines)


def test_an_interest_that_is_not_ticked_is_not_shown(desk: Desk) -> None:
    contact_id = company(desk)
    found = compared(desk, undecided(desk.enter(FJORD), 0, contact_id))
    assert "Interests" not in [one.label for one in found.lines]


def test_one_that_the_server_does_not_give_stays_a_candidate_and_says_so(desk: Desk) -> None:
    contact_id = company(desk)
    found = compared(desk, undecided(desk.enter(FJORD), 0, 999_999, contact_id))
    assert found.ids == (999_999, contact_id)
    assert found.lines[0] == ComparedProperty("Record", "", ("cannot be read now", ""), (False, False))
    assert ("", "Fjord AS") in [one.found for one in found.lines]


def test_a_server_that_is_not_there_is_an_error_and_no_record_without_values(desk: Desk) -> None:
    entry = undecided(desk.enter(FJORD), 0, 7)
    desk.turn_to("http://127.0.0.1:1")
    with pytest.raises(WebApiError):
        compared(desk, entry)


CALL = {"Kind": "Appointment", "Title": "Call", "StartDate": "2026-12-01T09:00:00+01:00"}


def test_an_appointment_line_by_line(desk: Desk) -> None:
    contact_id, calls = company(desk), desk.api().next_steps
    body: dict[str, Any] = {name: value for name, value in CALL.items() if name != "Kind"}
    body |= {"Contact": {"ContactId": contact_id}}
    same = calls.create_appointment(body)
    other = calls.create_appointment(
        body | {"Title": "Call.", "Description": "Why", "StartDate": "2026-12-01T11:07:00Z"}
    )
    entry = undecided(desk.enter(FJORD, NextSteps=[CALL]), 2, same, other, 4711)
    entry = replace(entry, contact_id=contact_id)
    found = compared(desk, entry)
    assert (found.kind, found.ids) == (StepKind.APPOINTMENT, (same, other, 4711))
    assert found.contact_ids == (contact_id,) * 3
    assert line(found, "Record").found == ("", "", "cannot be read now")
    title, note, when = (line(found, label) for label in ("Appointment", "Note", "When"))
    assert (title.sent, title.found, title.differs) == ("Call", ("Call", "Call.", ""), (False, True, True))
    assert (note.sent, note.found, note.differs) == ("", ("", "Why", ""), (False, True, False))
    assert when.sent == datetime(2026, 12, 1, 8, tzinfo=UTC)
    assert (when.differs, when.found[2]) == ((False, True, True), None)
    made, by = line(found, "Sent, registered"), line(found, "Registered by")
    assert (made.sent, made.found[2]) == (entry.steps[2].sent, None)
    assert isinstance(made.found[0], datetime)
    assert abs(made.found[0] - datetime.now(UTC)) < timedelta(minutes=5)
    assert (by.sent, by.found) == ("you", ("Ingrid Solberg", "Ingrid Solberg", ""))


def test_a_next_step_that_nobody_could_look_for_has_no_lines(desk: Desk) -> None:
    entry = desk.enter(FJORD, NextSteps=[CALL])
    assert compare(entry, entry.steps[2], desk.api(), LABELS).lines == ()
