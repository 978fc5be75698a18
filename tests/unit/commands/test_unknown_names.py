"""``submit`` with names that no carrier has: told at their place, with --strict nothing is sent."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.commands.main import run
from app.commands.unknown_names import unknown_names
from app.model.form.submission import parse_entity
from app.sandbox import SandboxServer
from tests.helpers.processes.submitting import NOBODY, written

Printed = pytest.CaptureFixture[str]
TO_LIST = "This name is not known here: did you mean {name}?"


def told(given: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one.path, one.message) for one in unknown_names(parse_entity(json.dumps(given)))]


@pytest.mark.parametrize(
    ("given", "path", "meant"),
    [
        ({"Person": [{"Firstname": "Kari"}]}, "Person", "Persons"),
        ({"Phone": [{"Value": "22 33 44 55"}]}, "Phone", "Phones"),
        ({"nextsteps": [{"Kind": "Appointment"}]}, "nextsteps", "NextSteps"),
        ({"org_number": "1"}, "org_number", "OrgNr"),
        ({"Persons": [{"FirstName": "Kari"}]}, "Persons[0].FirstName", "Firstname"),
        ({"Persons": [{"Lastname": "Li"}, {"LASTNAME": "Moe"}]}, "Persons[1].LASTNAME", "Lastname"),
        ({"Persons": [{"Lastname": "Li", "Phone": "1"}]}, "Persons[0].Phone", "DirectPhone"),
        ({"Persons": [{"Lastname": "Li", "mobile": "1"}]}, "Persons[0].mobile", "MobilePhone"),
        (
            {"Persons": [{"Lastname": "Li", "Emails": [{"value": "a@b.example", "Descriptions": "x"}]}]},
            "Persons[0].Emails[0].Descriptions",
            "Description",
        ),
        ({"Address": {"Street": {"ZipCode": "0150"}}}, "Address.Street.ZipCode", "Zipcode"),
    ],
)
def test_a_name_is_told_at_its_place_with_the_nearest(given: dict[str, Any], path: str, meant: str) -> None:
    assert told({"Name": "Fjord AS", **given}) == [(path, TO_LIST.format(name=meant))]


@pytest.mark.parametrize("name", ["Favourite dish", "", "日本", "x" * 100_000])
def test_a_name_that_is_near_none_is_told_alone(name: str) -> None:
    [(_path, message)] = told({"Name": "Fjord AS", name: 1})
    assert message == "This name is not known here."


def test_what_the_reference_pages_have_is_known() -> None:
    person = {"firstname": "Kari", "PositionId": 1, "FullName": "Kari", "BirthDate": None, "_Links": {}}
    company = {"name": "Fjord AS", "OrgNr": "1", "Persons": [person], "SupportPerson": {"PersonId": 1}}
    others: dict[str, Any] = {
        "_Links": {},
        "TableRight": None,
        "FieldProperties": {},
        "CreatedDate": None,
        "NextSteps": [],
    }
    assert told({**company, **others, "CustomFields": {"SuperOffice:1": "x"}}) == []


@pytest.mark.usefixtures("connected")
def test_it_is_a_warning_and_the_rest_is_sent(tmp_path: Path, capsys: Printed) -> None:
    file = written(tmp_path, {**NOBODY, "Persons": [{"FirstName": "Kari", "Lastname": "Moe"}]})
    assert run(["submit", "--json", str(file)]) == 0
    out, err = capsys.readouterr()
    warning = {"field": "Persons[0].FirstName", "message": TO_LIST.format(name="Firstname")}
    assert json.loads(out.splitlines()[-1])["warnings"] == [warning]
    assert "Warning: Persons[0].FirstName: This name is not known here" in err


def test_with_strict_nothing_is_sent(connected: SandboxServer, tmp_path: Path, capsys: Printed) -> None:
    file = written(
        tmp_path, {**NOBODY, "Persons": [{f"FirstName{one}": "", "Lastname": "L"} for one in range(60)]}
    )
    assert run(["submit", "--strict", "--json", str(file)]) == 3
    *first, last = json.loads(capsys.readouterr().out.splitlines()[-1])["errors"]
    assert [one["field"] for one in first] == [f"Persons[{one}].FirstName{one}" for one in range(20)]
    assert last["message"] == "There are 40 more problems of this kind."
    sent = [one for one in connected.requests if one.method == "POST" and one.path.endswith("/Contact")]
    assert sent == []
