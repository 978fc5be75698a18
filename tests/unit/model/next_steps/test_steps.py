from __future__ import annotations

from datetime import UTC, datetime

import pytest

from app.model.carriers.contact import ContactEntity
from app.model.entry import Entry, Step, StepKind
from app.model.form.submission import InvalidEntity, entity_from_form
from app.model.next_steps.declared import NEXT_STEPS
from app.model.next_steps.steps import check_next_steps, form_of, next_steps_of
from app.model.profile import Profile
from app.service.delivery.deliverer import new_entry
from app.webapi.posts import create_body
from tests.helpers.kill.next_steps import CONSENT, SELECTION

NOW = datetime(2026, 11, 29, tzinfo=UTC)
PROFILE = Profile(name="Work", url="https://crm.example.com")


def test_steps_are_never_sent_with_the_company_and_come_back_into_the_form() -> None:
    given = {"Name": "Fjord AS", "Persons": [{"Firstname": "Kari"}], "NextSteps": [SELECTION, CONSENT]}
    entity = entity_from_form(given)
    assert NEXT_STEPS not in create_body(entity, "ContactId")
    entry = new_entry(entity, PROFILE, "id", NOW)
    assert NEXT_STEPS not in entry.body
    assert [step.kind for step in entry.steps[2:]] == [StepKind.SELECTION, StepKind.CONSENT]
    assert form_of(entry)[NEXT_STEPS] == [{**SELECTION, "Person": 1}, {**CONSENT, "Person": 1}]


def test_a_company_without_them_has_none() -> None:
    entry = new_entry(ContactEntity(name="Fjord AS"), PROFILE, "id", NOW)
    assert (entry.next_steps, form_of(entry)) == ((), {"ContactId": 0, "Name": "Fjord AS"})


@pytest.mark.parametrize(
    "step",
    [
        Step(1, StepKind.SELECTION, "Fair"),
        Step(1, StepKind.PROJECT, "Fair", content={**SELECTION}),
        Step(1, StepKind.SELECTION, "Fair", content={**SELECTION, "Person": 1}),
        Step(1, StepKind.PERSON, "Kari", content={**SELECTION}),
    ],
)
def test_a_stored_step_that_is_none_of_its_kind_is_damage(step: Step) -> None:
    company = Step(0, StepKind.COMPANY, "Fjord AS")
    with pytest.raises(ValueError, match=r"."):
        check_next_steps(Entry("id", "Work", "Fjord AS", {}, NOW, NOW, steps=(company, step)))


def test_the_support_person_is_called_by_name() -> None:
    kari = Step(1, StepKind.PERSON, "Kari Li")
    (step,) = next_steps_of([{"Kind": "SupportPerson"}], [kari], first=2)
    assert (step.number, step.name) == (2, "Kari Li")


def test_a_consent_goes_to_whom_it_names_wherever_they_stand() -> None:
    people = [{"Firstname": "Ola", "Lastname": "Berg"}, {"Firstname": "Kari", "Lastname": "Li"}]
    of_kari = {**CONSENT, "Person": 1, "Name": "Kari Li"}
    given = {"Name": "Fjord AS", "Persons": people, "NextSteps": [of_kari]}
    entry = new_entry(entity_from_form(given), PROFILE, "id", NOW)
    (step,) = entry.next_steps
    assert (step.name, step.content["Person"]) == ("EMARKETING, Kari Li", 2)
    check_next_steps(entry)
    with pytest.raises(InvalidEntity) as refusal:
        entity_from_form({**given, "Persons": people[:1]})
    assert [one.path for one in refusal.value.problems] == ["NextSteps[0].Name"]
