"""The changes that one recognised person makes: to a new person of the form, or to a known one."""

from typing import Any

from app.model.checks.rules import FieldRule, Rules
from app.recognition.filling.person_plans import drop_temporary_marks, person_plans
from app.recognition.filling.plans import ALREADY_THERE, NOT_EDITABLE, FormContext, PlannedChange
from app.recognition.reading.findings import FoundValue

NOTHING_KNOWN = FormContext()


def person(index: int = 0, **values: str) -> tuple[FoundValue, ...]:
    return tuple(FoundValue(f"Persons[{index}].{name}", value, value) for name, value in values.items())


def plans(
    form: dict[str, Any],
    found: tuple[FoundValue, ...],
    context: FormContext = NOTHING_KNOWN,
    taken: set[int] | None = None,
) -> list[PlannedChange]:
    return list(person_plans(form, found, context, set() if taken is None else taken))


def put(form: dict[str, Any], planned: list[PlannedChange]) -> list[dict[str, Any]]:
    for plan in planned:
        if not plan.line.reason:
            plan.put(form)
    drop_temporary_marks(form)
    people: list[dict[str, Any]] = form["Persons"]
    return people


def test_a_name_is_one_line_and_goes_in_whole() -> None:
    planned = plans({}, person(Firstname="Kari", Lastname="Lie", Title="Selger"))
    assert [(one.line.label, one.line.value, one.line.group) for one in planned] == [
        ("Name", "Kari Lie", "Kari Lie"),
        ("Title", "Selger", "Kari Lie"),
    ]
    assert put({}, planned) == [{"Firstname": "Kari", "Lastname": "Lie", "Title": "Selger"}]


def test_values_of_one_new_person_go_to_the_same_one() -> None:
    form: dict[str, Any] = {"Persons": [{"Firstname": "Ola"}]}
    kari, per = person(Firstname="Kari", Email="k@fjell.no"), person(1, Firstname="Per", Email="p@fjell.no")
    assert put(form, plans(form, kari) + plans(form, per)) == [
        {"Firstname": "Ola"},
        {"Firstname": "Kari", "Email": "k@fjell.no"},
        {"Firstname": "Per", "Email": "p@fjell.no"},
    ]


def test_a_known_person_is_found_by_mail_before_name() -> None:
    form = {"Persons": [{"Firstname": "Kari", "Lastname": "Lie"}, {"Lastname": "Lie", "Email": "K@fjell.no"}]}
    taken: set[int] = set()
    found = person(Firstname="Kari", Lastname="Lie", Email="k@fjell.no", Title="Selger")
    planned = plans(form, found, taken=taken)
    assert taken == {1}
    assert [one.line.reason for one in planned] == ["", ALREADY_THERE, ""]
    assert put(form, planned)[1] == {
        "Firstname": "Kari",
        "Lastname": "Lie",
        "Email": "K@fjell.no",
        "Title": "Selger",
    }


def test_a_person_who_is_taken_is_not_found_again() -> None:
    form = {"Persons": [{"Firstname": "Kari", "Lastname": "Lie"}]}
    planned = plans(form, person(Firstname="Kari", Lastname="Lie"), taken={0})
    assert [one.line.reason for one in planned] == [""]
    assert len(put(form, planned)) == 2


def test_a_further_number_is_a_row_below() -> None:
    form = {"Persons": [{"Firstname": "Kari", "Lastname": "Lie", "MobilePhone": "911 00 234"}]}
    planned = plans(form, person(Firstname="Kari", Lastname="Lie", MobilePhone="911 00 235"))
    (kari,) = put(form, planned)
    assert [row["Value"] for row in kari["MobilePhones"]] == ["911 00 234", "911 00 235"]


def test_the_tenants_rules_of_people_lock_their_fields() -> None:
    rules = Rules(person_fields={"emails": FieldRule(read_only=True)})
    found = person(Firstname="Kari", Email="k@fjell.no")
    planned = plans({}, found, FormContext(rules=rules))
    assert [one.line.reason for one in planned] == ["", NOT_EDITABLE]
    closed = plans({}, found, FormContext(rules=Rules(fields={"persons": FieldRule(read_only=True)})))
    assert {one.line.reason for one in closed} == {NOT_EDITABLE}


def test_a_birthday_goes_in_as_the_form_keeps_days() -> None:
    found = person(Firstname="Kari", BirthDate="1980-05-17")
    form: dict[str, Any] = {}
    assert put(form, plans(form, found)) == [{"Firstname": "Kari", "BirthDate": "1980-05-17T00:00:00"}]
    assert [one.line.reason for one in plans(form, found)] == [ALREADY_THERE, ALREADY_THERE]
