import pytest

from app.model.carriers.contact import ContactEntity
from app.model.carriers.reading import read_as
from app.model.carriers.rights import FieldProperty, TableRight
from app.model.checks.rules import NO_RULE, FieldRule, Rules, allows_creating, field_rules


@pytest.mark.parametrize(
    ("mask", "rule"),
    [
        ("Update", FieldRule(limit=10)),
        ("Update, UIHintMandatory", FieldRule(mandatory=True, limit=10)),
        ("Update, UIHintReadOnly", FieldRule(read_only=True, limit=10)),
        ("Read", FieldRule(read_only=True, limit=10)),
        ("None", FieldRule(read_only=True, hidden=True, limit=10)),
        (None, FieldRule(limit=10)),
    ],
)
def test_masks_become_rules(mask: str | None, rule: FieldRule) -> None:
    said = {"FieldRight": {"Mask": mask}, "FieldType": "System.String", "FieldLength": 10}
    assert FieldRule.from_property(read_as(FieldProperty, said)) == rule
    entity = read_as(ContactEntity, {"FieldProperties": {"OrgNr": said, "Name": None}})
    assert field_rules(entity) == {"orgnr": rule}


def test_a_raw_resource_id_is_no_reason() -> None:
    raw = {"FieldRight": {"Mask": "Read", "Reason": "[SR_ACCESS_MANDATORY]"}}
    assert FieldRule.from_property(read_as(FieldProperty, raw)).reason == ""


def test_why_a_field_is_closed_is_told() -> None:
    said = {"FieldRight": {"Mask": "Read", "Reason": "Only the office changes it."}}
    assert FieldRule.from_property(read_as(FieldProperty, said)).reason == "Only the office changes it."
    unsaid = {"FieldType": "System.String", "FieldLength": 5}
    assert FieldRule.from_property(read_as(FieldProperty, unsaid)) == FieldRule(limit=5)


@pytest.mark.parametrize(("mask", "allowed"), [("RI", True), ("Select", False), (None, True)])
def test_who_may_create(mask: str | None, allowed: bool) -> None:
    assert allows_creating(read_as(TableRight, {"Mask": mask})) is allowed
    assert allows_creating(None)


def test_a_rule_is_found_in_any_capitals() -> None:
    mandatory = FieldRule(mandatory=True)
    rules = Rules(fields={"orgnr": mandatory}, person_fields={"address.city": mandatory})
    assert rules.for_path("OrgNr") is rules.for_person_path("Address.City") is mandatory
    assert rules.for_path("Name") is rules.for_person_path("OrgNr") is NO_RULE
