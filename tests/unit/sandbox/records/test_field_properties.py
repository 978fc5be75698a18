"""FieldProperties: rights, types and lengths."""

from app.sandbox.records import field_properties


def test_a_company_has_its_mandatory_fields() -> None:
    rights = field_properties.of_contact({})
    assert rights["Name"] == {
        "FieldRight": {"Mask": "Update, UIHintMandatory", "Reason": "[SR_MANDATORY_FIELD_1281]"},
        "FieldType": "System.String",
        "FieldLength": 219,
    }
    assert rights["Department"]["FieldRight"] == {"Mask": "Update", "Reason": ""}
    assert rights["Source"]["FieldType"] == "System.Int16"
    assert rights["StreetAddress.City"]["FieldLength"] == 79


def test_masks_replace_rights_and_their_reasons() -> None:
    rights = field_properties.of_contact(
        {"Name": "Read", "OrgNr": "Update, UIHintMandatory", "CustomFields.SuperOffice:1": "None"}
    )
    assert rights["Name"]["FieldRight"] == {"Mask": "Read", "Reason": ""}
    assert rights["OrgNr"]["FieldRight"]["Reason"] == "[SR_ACCESS_MANDATORY]"
    for bag in ("UserDefinedFields", "CustomFields"):
        assert rights[f"{bag}.SuperOffice:1"]["FieldRight"]["Mask"] == "None"


def test_custom_fields_are_in_two_bags_without_a_length() -> None:
    rights = field_properties.of_contact({})
    assert rights["UserDefinedFields.SuperOffice:1"] == rights["CustomFields.SuperOffice:1"]
    assert rights["CustomFields.SuperOffice:1"]["FieldLength"] == -1
    assert rights["CustomFields.SuperOffice:9"]["FieldRight"]["Mask"] == "Update, UIHintReadOnly"


def test_a_person_inherits_from_its_company() -> None:
    rights = field_properties.of_person({})
    assert rights["Category"]["FieldRight"] == {"Mask": "Read", "Reason": "[SR_ACCESS_PERSONONCOMPANY]"}
    assert rights["Address.City"]["FieldLength"] == 79
    assert "StreetAddress.City" not in rights
