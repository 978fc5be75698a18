"""Numbers of entries beside their names, in templates."""

import pytest

from app.model.carriers.lists import MDOListItem
from app.model.carriers.reading import read_as
from app.model.form.choices import Choices, choices_from_list
from app.model.profile import SANDBOX, Profile, Scheme
from app.model.templates.numbers import for_server, numbered, parted, server_of
from app.model.templates.telling import told_value


def entries(*names: str) -> Choices:
    return choices_from_list(
        read_as(MDOListItem, {"Id": number, "Name": name}) for number, name in enumerate(names, 1)
    )


LISTS = {
    "category": entries("Customer", "Partner [3]"),
    "contint": entries("Golf", "Wine"),
    "task": entries("Call"),
}
VALUES = {
    "Category": "Partner [3]",
    "Interests": "Golf, 7, Wine",
    "NextSteps.Task": "Call",
    "NextSteps.Title": "Call [9]",
    "CustomFields.SuperOffice:1": "[I:5]",
}


def test_entries_have_their_numbers_beside_the_name_and_nothing_else_has() -> None:
    made = numbered(VALUES, LISTS, "https://crm.example.com")
    assert made == {
        **VALUES,
        "Category": "Partner [3] [2]",
        "Interests": "Golf [1], 7, Wine [2]",
        "NextSteps.Task": "Call [1]",
        "Server": "https://crm.example.com",
    }
    del made["Server"]
    assert for_server(made | {"Server": "a"}, "a") == made
    assert for_server(made | {"Server": "a"}, "b") == VALUES
    assert for_server(made | {"Server": "a"}, "") == VALUES
    assert numbered({"NoMailing": "true"}, LISTS, "a") == {"NoMailing": "true"}


def test_what_an_administrator_gives_is_as_it_stands() -> None:
    assert for_server({"Category": "Customer [1]"}, "a") == {"Category": "Customer [1]"}


@pytest.mark.parametrize(
    "text", ["Customer", "[2]", "Customer[2]", "Customer [B]", "Customer [2] x", "2", ""]
)
def test_a_name_without_a_number(text: str) -> None:
    assert parted(text) == (text, "")


def test_people_are_told_the_names() -> None:
    assert told_value("Interests", "Golf [1], Wine [2]", str) == "Interests: Golf, Wine"
    assert told_value("NextSteps.Title", "Call [9]", str) == "Next step: Call [9]"


def test_whose_numbers_they_are() -> None:
    online = Profile(name="Ours", scheme=Scheme.ONLINE, client_id="x", customer_id="Cust1")
    assert server_of(online) == "https://online.superoffice.com/Cust1"
    assert server_of(online.with_changes(customer_id="")) == "https://online.superoffice.com (Ours)"
    assert server_of(Profile(name="A", url="https://crm.example.com/api/")) == "https://crm.example.com"
    assert server_of(Profile(name=SANDBOX, url="http://127.0.0.1:40001")) == SANDBOX
    assert server_of(None) == ""
