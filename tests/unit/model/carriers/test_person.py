from app.model.carriers.common import Contact, Email
from app.model.carriers.lists import Position
from app.model.carriers.person import Person, PersonEntity, PersonEntityWithLinks, PersonReference
from app.model.carriers.reading import read_as


def test_a_light_person_is_sent_without_what_belongs_to_the_company() -> None:
    light = Person(firstname="Kari", position="CEO", person_id=0, contact_id=15, full_name="Kari Lie", rank=1)
    assert light.to_create_body() == {"Firstname": "Kari", "Position": "CEO"}


def test_a_company_refers_to_a_person_by_id() -> None:
    assert PersonReference(person_id=7, firstname="Kari").to_create_body() == {"PersonId": 7}


def test_a_whole_person_refers_to_company_and_position() -> None:
    person = PersonEntity(
        lastname="Lie",
        position=Position(id=3, value="CEO"),
        contact=Contact(contact_id=15, name="Fjell AS"),
        emails=(Email(value="k@fjell.no"),),
        full_name="Kari Lie",
    )
    assert person.to_create_body() == {
        "Lastname": "Lie",
        "Position": {"Id": 3},
        "Contact": {"ContactId": 15},
        "Emails": [{"Value": "k@fjell.no"}],
    }


def test_links_are_read_and_never_sent() -> None:
    answer = {"PersonId": 7, "_Links": {"Self": "https://crm.example.com/api/v1/Person/7"}}
    person = read_as(PersonEntityWithLinks, answer)
    assert person.to_json_object() == answer
    assert person.to_create_body() == {}
