import subprocess
import sys
from typing import Any

import pytest

from app.model.carriers.contact import ContactEntity
from app.model.carriers.lists import MDOListItem
from app.model.carriers.person import PersonEntity
from app.model.carriers.reading import Misshapen, load_validators, read_as, read_company
from app.model.carriers.schema import validator_for


@pytest.mark.parametrize(
    ("wire", "location", "kind"),
    [
        ({"Name": 1}, ("Name",), "string_type"),
        ({"NoMailing": "true"}, ("NoMailing",), "bool_type"),
        ({"Source": True}, ("Source",), "int_type"),
        ({"Source": "1"}, ("Source",), "int_type"),
        ({"Phones": {}}, ("Phones",), "tuple_type"),
        ({"Phones": [1]}, ("Phones", 0), "model_type"),
        ({"Country": {"CountryId": "x"}}, ("Country", "CountryId"), "int_type"),
        ({"CustomFields": {"a": 1}}, ("CustomFields", "a"), "string_type"),
        ({"DbiLastModified": "soon"}, ("DbiLastModified",), "value_error"),
        ({"Address": {"Wgs84Latitude": True}}, ("Address", "Wgs84Latitude", "float"), "float_type"),
    ],
)
def test_a_value_of_another_type_is_told_with_its_place(
    wire: dict[str, Any], location: tuple[int | str, ...], kind: str
) -> None:
    with pytest.raises(Misshapen) as caught:
        read_as(ContactEntity, wire)
    assert (caught.value.misfits[0].location, caught.value.misfits[0].kind) == (location, kind)
    assert str(caught.value).startswith(".".join(map(str, location)))


@pytest.mark.parametrize("value", [None, 1, "x", [], [{}]])
def test_what_is_no_object_is_no_carrier(value: object) -> None:
    with pytest.raises(Misshapen):
        read_as(PersonEntity, value)


def test_one_that_holds_its_own_kind_is_read_to_any_depth() -> None:
    wire = {"Id": 1, "ChildItems": [{"Id": 2, "ChildItems": [{"Id": 3}]}]}
    item = read_as(MDOListItem, wire)
    inner = (item.child_items or ())[0]
    assert [one.id for one in inner.child_items or ()] == [3]
    assert item.to_json_object() == wire


def test_a_list_of_carriers_is_read_as_one() -> None:
    items = read_as(tuple[MDOListItem, ...], [{"Id": 1}, {"Id": 2}])
    assert items == (MDOListItem(id=1), MDOListItem(id=2))


def test_declaring_and_filling_carriers_loads_no_pydantic() -> None:
    program = (
        "import sys; from app.model.carriers.contact import ContactEntity as C; "
        "assert C(name='A').with_changes(org_nr='1').to_json_object() == {'Name': 'A', 'OrgNr': '1'}; "
        "sys.exit('pydantic' in sys.modules or 'pydantic_core' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_validators_can_be_made_ahead() -> None:
    load_validators()
    made = validator_for.cache_info().misses
    read_as(ContactEntity, {"Persons": [{}]})
    assert validator_for.cache_info().misses == made


@pytest.mark.parametrize("count", [0, 1, 200, 201, 999])
def test_a_company_is_read_as_a_whole_however_many_people_it_has(count: int) -> None:
    people = [{"Firstname": "Kari", "Lastname": f"Ås {number}", "New": number} for number in range(count)]
    body = {"Name": "Fjord AS", "ContactId": 0, "Persons": people, "Newer": 1}
    assert read_company(body) == read_as(ContactEntity, body)
    assert read_company(body).to_json_object() == body


def test_somebody_who_is_none_is_no_company_either() -> None:
    with pytest.raises(Misshapen):
        read_company({"Name": "Fjord AS", "Persons": [{"Firstname": "Kari"}] * 500 + [5]})
