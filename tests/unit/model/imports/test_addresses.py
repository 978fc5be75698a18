"""The addresses and numbers of a form and of rows."""

from app.model.imports.addresses import RowsOfAddresses, addresses_in, addresses_of


def test_addresses_of_a_form_are_those_of_its_company_and_its_people() -> None:
    form = {
        "Name": "Fjell AS",
        "Phones": [{"Value": "+47 22 33 44 55"}, "odd"],
        "Persons": [{"Email": "Ola@Fjell.example", "MobilePhone": "944 44 444", "Lastname": "Li"}, None],
    }
    assert {*addresses_in(form)} == {"2334455", "ola@fjell.example", "4444444"}


def test_two_addresses_in_one_text_are_two() -> None:
    assert [*addresses_of("a@b.example; c@d.example / 22 33 44 55 / 944 44 444")] == [
        *("a@b.example", "c@d.example", "2334455", "4444444"),
    ]


def test_an_address_that_another_row_has_as_well_is_found_there() -> None:
    rows = [(2, ("Fjell", "ola@fjell.example", "22334455")), (3, ("Vann", "", "+47 22 33 44 55"))]
    looked = RowsOfAddresses(rows, {"ola@fjell.example", "2334455"})
    assert not looked.has_others("ola@fjell.example", {2})
    assert looked.has_others("2334455", {2})
    assert not looked.has_others("2334455", {2, 3})
