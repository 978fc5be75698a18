"""Objections of the server's Validate stand at their field, or name the key that they came with."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.controller.process import sliced_work
from app.controller.questions import server_validation
from app.controller.questions.server_validation import ServerValidation, _problem
from app.model.carriers.contact import ContactEntity
from app.model.checks.problem import Problem, Severity
from app.model.form.submission import entity_from_form
from tests.helpers.fakes.controllers import PATIENCE_MS, Office


@pytest.mark.parametrize(
    ("key", "path", "message"),
    [
        ("orgnr", "OrgNr", "SuperOffice says: No."),
        ("newEntity.Emails[0]", "Emails[0].Value", "SuperOffice says: No."),
        ("CustomFields.SuperOffice:4", "CustomFields.SuperOffice:4", "SuperOffice says: No."),
        ("UtmParameters.Source", "", "SuperOffice says of UtmParameters.Source: No."),
        ("SomethingNew", "", "SuperOffice says of SomethingNew: No."),
        ("", "", "SuperOffice says of the company: No."),
    ],
)
def test_an_objection_stands_where_it_can_be_seen(key: str, path: str, message: str) -> None:
    assert _problem(key, "No.") == Problem(path, message, Severity.WARNING)


def test_the_server_is_asked_once_our_rules_find_no_error(qtbot: QtBot, office: Office) -> None:
    asked: list[str | None] = []

    def validate(entity: ContactEntity) -> dict[str, str]:
        asked.append(entity.name)
        return {"Name": "We know this one."}

    office.api.answers["validate_contact"] = validate
    found: list[tuple[Problem, ...]] = []
    office.entry.problems_changed.connect(found.append)
    validation = ServerValidation(office.entry, office.context, office)
    office.sign_in()
    for form in ({}, {"Department": "Oslo"}, {"Name": "Bakery"}):
        office.entry.edited(form)
        validation._ask_soon.flush()
    qtbot.waitUntil(lambda: bool(asked) and bool(found and found[-1]), timeout=PATIENCE_MS)
    assert asked == ["Bakery"]
    assert [one.message for one in found[-1]] == ["SuperOffice says: We know this one."]
    office.entry.edited({"Name": "Bakery", "Department": "Oslo"})
    office.entry.problems.look_now()
    assert len(found[-1]) == 1, "it holds while its field stays the same"
    office.entry.edited({"Name": "Bakery 2"})
    office.entry.problems.look_now()
    assert not found[-1]


def test_what_is_asked_is_made_off_the_gui_thread_and_checked_no_second_time(
    qtbot: QtBot, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []

    def read(form: dict[str, Any]) -> ContactEntity:
        made.append(threading.get_ident())
        return entity_from_form(form)

    monkeypatch.setattr(server_validation, "entity_from_form", read)
    answered: list[int] = []

    def validate(entity: ContactEntity) -> dict[str, str]:
        answered.append(len(entity.persons or ()))
        return {}

    office.api.answers["validate_contact"] = validate
    validation = ServerValidation(office.entry, office.context, office)
    office.sign_in()
    office.entry.edited({"Name": "Bakery", "Persons": [{"Lastname": f"Berg {n}"} for n in range(300)]})
    monkeypatch.setattr(sliced_work, "SLICE_SECONDS", -1)
    validation._ask_soon.flush()
    assert office.entry.problems.find() is None, "it is being checked, so nothing is asked yet"
    monkeypatch.setattr(sliced_work, "SLICE_SECONDS", 1)
    assert validation._ask_soon.isActive()
    qtbot.waitUntil(lambda: office.entry.problems.find() is not None, timeout=PATIENCE_MS)
    validation._ask_soon.flush()
    qtbot.waitUntil(lambda: answered == [300], timeout=PATIENCE_MS)
    assert made
    assert threading.get_ident() not in made
