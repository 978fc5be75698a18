"""XML and forms, written apart from the client's codec."""

import pytest

from app.sandbox.errors import ServerError
from app.sandbox.wire.formats import read_form, read_xml, write_xml

NIL = 'xmlns:i="http://www.w3.org/2001/XMLSchema-instance"'


def test_xml_of_another_namespace_with_nulls_maps_and_arrays() -> None:
    body = f"""<ContactEntity xmlns="http://www.superoffice.net/ws" {NIL}>
      <Name>Acme &amp; Co</Name><Department i:nil="true"/>
      <CustomFields><a><Key>SuperOffice:1</Key><Value>x</Value></a></CustomFields>
      <Emails><EntityElement><Value>a@b.example</Value></EntityElement></Emails>
    </ContactEntity>"""
    assert read_xml(body.encode(), "ContactEntity") == {
        "Name": "Acme & Co",
        "Department": None,
        "CustomFields": {"SuperOffice:1": "x"},
        "Emails": [{"Value": "a@b.example"}],
    }


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"<PersonEntity/>", "Expecting element 'ContactEntity', found 'PersonEntity'"),
        (b"<ContactEntity>", "ParseError"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><ContactEntity>&b;</ContactEntity>', "Forbidden"),
    ],
)
def test_xml_that_is_not_taken(body: bytes, said: str) -> None:
    with pytest.raises(ServerError) as caught:
        read_xml(body, "ContactEntity")
    assert said in caught.value.body["MessageDetail"]


def test_forms_have_objects_arrays_and_dictionaries() -> None:
    body = (
        b"Name=Bl%C3%A5b%C3%A6r&Address.Street.City=Oslo&Emails[1].Value=b&Emails[0].Value=a"
        b"&CustomFields[0].Key=SuperOffice:1&CustomFields[0].Value=x&Department="
    )
    assert read_form(body) == {
        "Name": "Blåbær",
        "Address": {"Street": {"City": "Oslo"}},
        "Emails": [{"Value": "a"}, {"Value": "b"}],
        "CustomFields": {"SuperOffice:1": "x"},
        "Department": "",
    }


def test_a_form_cannot_have_a_value_and_an_object_in_one_place() -> None:
    with pytest.raises(ServerError) as caught:
        read_form(b"Address=Oslo&Address.Street.City=Oslo")
    assert "both a value and an object" in caught.value.body["MessageDetail"]


def test_answers_in_xml() -> None:
    answer = {"Name": "A\x00&B", "Xstop": True, "Category": None, "Domains": ["a"], "Map": {"x y:1": 2}}
    assert write_xml(answer).decode().partition("?>\n")[2] == (
        '<Answer xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><Name>A&amp;B</Name><Xstop>true</Xstop>'
        '<Category xsi:nil="true" />'
        "<Domains><item>a</item></Domains>"
        "<Map><KeyValueOfstringanyType><Key>x y:1</Key><Value>2</Value></KeyValueOfstringanyType></Map>"
        "</Answer>"
    )
