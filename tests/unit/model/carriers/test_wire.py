from datetime import UTC, datetime, timedelta, timezone

import pytest

from app.model.carriers.common import Address, Phone
from app.model.carriers.contact import ContactEntity, ContactEntityWithLinks, CreatedContact
from app.model.carriers.reading import read_as
from app.model.carriers.wire import NO_DATE, DateTimeText, declared_as, declared_properties

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-24T12:00:00", NOON),
        ("2026-11-24T12:00:00Z", NOON),
        ("2026-11-24T14:00:00.0000000+02:00", NOON),
        ("2026-11-24T12:00:00.1234567", NOON + timedelta(microseconds=123456)),
        ("0001-01-01T00:00:00", None),
        ("0001-01-01T00:00:00+01:00", None),
    ],
)
def test_moments(text: str, moment: datetime | None) -> None:
    assert DateTimeText(text).moment == moment


def test_a_moment_is_written_in_utc() -> None:
    assert DateTimeText.from_datetime(NOON.astimezone(timezone(timedelta(hours=2)))) == "2026-11-24T12:00:00Z"
    assert NO_DATE.moment is None


def test_what_nobody_changed_keeps_its_text() -> None:
    text = "2020-04-01T12:15:26.5796409+02:00"
    entity = read_as(ContactEntity, {"UpdatedDate": text, "Name": "A"})
    assert entity.with_changes(name="B").to_json_object() == {"UpdatedDate": text, "Name": "B"}


def test_a_create_body_leaves_out_what_is_read_only() -> None:
    entity = read_as(
        ContactEntity,
        {
            "ContactId": 568,
            "Name": "Fjell AS",
            "Category": {"Id": 2, "Value": "Customer", "Tooltip": ""},
            "Country": {"CountryId": 578, "Name": "Norway"},
            "Emails": [{"Value": "post@fjell.no", "StrippedValue": "x", "Description": None}],
            "Interests": [{"Id": 4, "Selected": True, "Name": "Golf", "ChildItems": []}],
            "Address": {"Street": {"City": "Oslo", "Formatted": "Oslo"}, "Formatted": "Oslo"},
            "Business": None,
            "SupportPerson": {"PersonId": 2, "FullName": "Kari Nordmann"},
            "DbiLastModified": "2020-04-01T12:15:26.5796409",
            "TableRight": {"Mask": "FULL"},
            "FromANewerServer": 1,
        },
    )
    assert entity.to_create_body() == {
        "Name": "Fjell AS",
        "Category": {"Id": 2},
        "Country": {"CountryId": 578},
        "Emails": [{"Value": "post@fjell.no"}],
        "Interests": [{"Id": 4, "Selected": True}],
        "Address": {"Street": {"City": "Oslo"}},
        "SupportPerson": {"PersonId": 2},
        "DbiLastModified": "2020-04-01T12:15:26.5796409",
        "FromANewerServer": 1,
    }


def test_properties_are_left_out_by_the_servers_names_declared_or_not() -> None:
    entity = read_as(ContactEntity, {"Name": "A", "OrgNr": "1", "Mine": 2, "FromANewerServer": 3})
    left = entity.to_json_object(without=("OrgNr", "FromANewerServer", "Unheard"))
    assert left == {"Name": "A", "Mine": 2}


def test_a_property_is_found_by_the_servers_name_declared_or_not() -> None:
    entity = read_as(ContactEntity, {"OrgNr": "1", "FromANewerServer": {"Deep": 1}})
    assert entity.property_value("OrgNr") == "1"
    assert entity.property_value("FromANewerServer") == {"Deep": 1}
    assert entity.property_value("Name") is entity.property_value("Unheard") is None


def test_a_carrier_is_made_by_names_compared_by_values_and_never_set() -> None:
    company = ContactEntity(name="A", phones=(Phone(value="1"),))
    assert company == read_as(ContactEntity, {"Name": "A", "Phones": [{"Value": "1"}]})
    assert company != ContactEntity(name="A") != ContactEntityWithLinks(name="A")
    assert company.given == {"name", "phones"}
    assert repr(company) == "ContactEntity(name='A', phones=(Phone(value='1'),))"
    with pytest.raises(AttributeError, match="with_changes"):
        company.name = "B"  # type: ignore[misc]
    with pytest.raises(TypeError, match="nam"):
        ContactEntity(nam="B")  # type: ignore[call-arg]


def test_a_property_is_declared_with_its_spelling_its_limit_and_if_it_is_read_only() -> None:
    declared = declared_properties(ContactEntityWithLinks)
    assert (declared["name"].wire_name, declared["name"].limit, declared["name"].is_read_only) == (
        "Name",
        219,
        False,
    )
    assert (declared["links"].wire_name, declared["links"].is_read_only) == ("_Links", True)
    assert declared_as(Address, "Wgs84Latitude") == declared_properties(Address)["wgs84_latitude"]
    assert declared_as(ContactEntity, "name") is None


def test_what_no_carrier_declares_is_written_as_it_came() -> None:
    odd = {"a": [1, None, {"b": 1.5}]}
    made = read_as(CreatedContact, {"ContactId": 7, "Name": None, "Odd": odd})
    assert made.to_json_object() == {"ContactId": 7, "Name": None, "Odd": odd}
    phone = made.with_changes(Phone=Phone(value="1"), Day=NO_DATE)
    assert phone.to_json_object()["Phone"] == {"Value": "1"}
    assert type(phone.to_json_object()["Day"]) is str
