"""Objections of the server's Validate stand at their field, or name the key that they came with."""

import pytest

from app.controller.form.server_validation import _problem
from app.model.checks.validation import Problem, Severity


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
