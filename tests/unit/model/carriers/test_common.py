from app.model.carriers.common import Address, Contact, Email, LocalizedField, Phone, StructuredAddress
from app.model.carriers.reading import read_as


def test_a_row_is_sent_without_what_the_server_makes_of_it() -> None:
    phone = read_as(Phone, {"Value": "22 86 54 00", "StrippedValue": "22865400", "Description": "Desk"})
    assert phone.to_create_body() == {"Value": "22 86 54 00", "Description": "Desk"}
    assert Email(value="post@fjell.no").to_create_body() == {"Value": "post@fjell.no"}


def test_a_company_is_referred_to_by_its_id() -> None:
    company = read_as(Contact, {"ContactId": 15, "Name": "Fjell AS", "URL": "fjell.no", "URLName": "Web"})
    assert (company.url, company.url_name) == ("fjell.no", "Web")
    assert company.to_create_body() == {"ContactId": 15}


def test_an_address_is_sent_without_its_formatted_texts() -> None:
    address = Address(
        street=StructuredAddress(city="Oslo", formatted="0150 Oslo"),
        localized_address=((LocalizedField(name="StreetCity", value="Oslo"),),),
        formatted="Oslo",
    )
    body = address.with_changes(localized_address=None).to_create_body()
    assert body == {"Street": {"City": "Oslo"}}
    assert address.to_json_object()["LocalizedAddress"] == [[{"Name": "StreetCity", "Value": "Oslo"}]]
