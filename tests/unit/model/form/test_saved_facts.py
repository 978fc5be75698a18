"""What is shown of a company after it is saved."""

from datetime import UTC, datetime

from app.model.form.saved_facts import facts_in_answer

ANSWER = {
    "ContactId": 23,
    "Name": "Fjell AS",
    "Number2": "10001",
    "CreatedDate": "2026-11-24T10:15:30.1234567",
    "UpdatedDate": "0001-01-01T00:00:00",
    "CreatedBy": {"AssociateId": 1, "FullName": "Ingrid Solberg"},
    "ActiveInterests": 0,
    "BounceEmails": ["a@b.no", "c@d.no"],
    "UtmParameters": {"Source": "newsletter", "Medium": "mail", "Term": ""},
    "TableRight": {"Mask": "Select, Update"},
    "FieldProperties": {"Name": {"FieldType": "System.String"}},
    "_Links": {"Self": "https://crm.example.com/api/v1/Contact/23"},
}


def test_what_the_server_filled_is_shown() -> None:
    assert dict(facts_in_answer(ANSWER)) == {
        "Company name": "Fjell AS",
        "Number": "10001",
        "Your rights": "Select, Update",
        "Id in SuperOffice": "23",
        "Registered": datetime(2026, 11, 24, 10, 15, 30, 123456, UTC),
        "Registered by": "Ingrid Solberg",
        "E-mails that bounced": "a@b.no, c@d.no",
        "Where it came from (UTM)": "Source: newsletter, Medium: mail",
        "Addresses in the WebAPI": "https://crm.example.com/api/v1/Contact/23",
    }


def test_what_was_saved_comes_in_the_order_of_the_form_before_what_the_server_added() -> None:
    saved = {
        "Phones": [{"Value": "55 30 40 50", "Description": "Office"}, {"Value": "55 30 40 51"}],
        "Address": {"Street": {"Address1": "Storgata 1", "Zipcode": "5003", "City": "Bergen"}},
        "Category": {"Id": 2, "Value": "Customer"},
        "NoMailing": True,
        "Xstop": False,
        "DbiKey": "our token",
        "Persons": [{"FullName": "Kari Nordmann"}, {"FullName": "Ola Nordmann"}],
    }
    assert facts_in_answer(ANSWER | saved)[:7] == (
        ("Company name", "Fjell AS"),
        ("Number", "10001"),
        ("Phones", "55 30 40 50 · Office, 55 30 40 51"),
        ("Address", "Storgata 1, 5003 Bergen"),
        ("Category", "Customer"),
        ("No Mailings", "Yes"),
        ("Contacts", "Kari Nordmann, Ola Nordmann"),
    )


def test_the_names_as_saved_come_first() -> None:
    assert [label for label, _ in facts_in_answer(ANSWER)][:2] == ["Company name", "Number"]


def test_a_property_without_a_label_is_called_by_its_own_words() -> None:
    assert ("Deleted", "1") in facts_in_answer({"Deleted": 1})


def test_an_empty_answer_tells_nothing() -> None:
    assert facts_in_answer({}) == ()


def test_what_is_not_what_it_should_be_is_left_out() -> None:
    odd = {**ANSWER, "BounceEmails": 5, "CreatedBy": "Ingrid", "CreatedDate": [], "Persons": {"a": 1}}
    told = dict(facts_in_answer(odd))
    assert told["Company name"] == "Fjell AS"
    assert not {"Registered", "Registered by", "E-mails that bounced", "Contacts"} & told.keys()
