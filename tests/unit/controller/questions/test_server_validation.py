"""Objections of the server's Validate stand at their field, or name the key that they came with."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.controller.questions.server_validation import ServerValidation, _problem
from app.model.carriers.contact import ContactEntity
from app.model.checks.problem import Problem, Severity
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
    office.entry.validate_now()
    assert len(found[-1]) == 1, "it holds while its field stays the same"
    office.entry.edited({"Name": "Bakery 2"})
    office.entry.validate_now()
    assert not found[-1]
