import pytest

from app.model.carriers.lists import (
    Associate,
    Category,
    Country,
    ErrorAnswer,
    KeyedListItem,
    MDOListItem,
    SelectableMDOListItem,
    UserDefinedFieldInfo,
    choices_of,
    heading_ids,
)
from app.model.carriers.reading import read_as
from app.model.carriers.wire import Carrier


def test_choices_mark_headings_and_leave_out_deleted_items() -> None:
    items = [
        read_as(
            MDOListItem,
            {
                "Id": 1,
                "Name": "Customers",
                "ChildItems": [{"Id": 7, "Name": "A"}, {"Id": 8, "Name": "B", "Deleted": True}],
            },
        ),
        read_as(MDOListItem, {"Id": 9, "Name": "Other", "ChildItems": []}),
        read_as(MDOListItem, {"Id": 7, "Name": "Twin of an item", "ChildItems": [{"Id": 9}]}),
    ]
    lines = [(choice.id, choice.is_heading, choice.level) for choice in choices_of(items)]
    assert lines == [(1, True, 0), (7, False, 1), (9, False, 0), (7, True, 0), (9, False, 1)]
    assert heading_ids(items) == {1}


@pytest.mark.parametrize("number", [2**31, -(2**31), 2**63, 10**400])
def test_what_can_be_no_id_is_not_offered(number: int) -> None:
    items = (MDOListItem(id=number, name="One"), MDOListItem(id=2**31 - 1, name="Two"))
    assert [one.name for one in choices_of(items)] == ["Two"]


def test_an_entry_without_a_name_is_called_by_its_full_name() -> None:
    (line,) = choices_of([MDOListItem(id=3, full_name="Energy", tool_tip="All kinds")])
    assert (line.name, line.tooltip, line.is_heading) == ("Energy", "All kinds", False)
    assert choices_of([MDOListItem(name="Without an id")]) == ()


@pytest.mark.parametrize(
    ("item", "sent"),
    [
        (Category(id=3, value="Customer", rank=1), {"Id": 3}),
        (Country(country_id=578, name="Norway"), {"CountryId": 578}),
        (Associate(associate_id=5, full_name="Ingrid Solberg"), {"AssociateId": 5}),
        (SelectableMDOListItem(id=4, name="Fairs", selected=True), {"Id": 4, "Selected": True}),
    ],
)
def test_a_reference_is_sent_by_its_id(item: Carrier, sent: dict[str, object]) -> None:
    assert item.to_create_body() == sent


def test_a_custom_field_is_keyed_by_its_program_id_or_its_number() -> None:
    assert UserDefinedFieldInfo(prog_id="SuperOffice:3", udef_identity=7).key == "SuperOffice:3"
    assert UserDefinedFieldInfo(udef_identity=7).key == "SuperOffice:7"


@pytest.mark.parametrize(
    ("answer", "text", "is_error"),
    [
        ({"Error": True, "ErrorType": "SoSessionException", "ErrorMessage": "Expired"}, "Expired", True),
        ({"Message": "Bad", "MessageDetail": "No such route"}, "No such route", True),
        ({"Message": "Bad"}, "Bad", True),
        ({"ErrorType": "System.Exception"}, "", True),
        ({"Name": "Fjell AS"}, "", False),
    ],
)
def test_an_error_object_is_the_webapis_or_aspnets(
    answer: dict[str, object], text: str, is_error: bool
) -> None:
    said = read_as(ErrorAnswer, answer)
    assert (said.text, said.is_error) == (text, is_error)


def test_what_is_shown_of_an_item_is_cut_and_shows_what_is_not_seen() -> None:
    told = {"Id": 1, "Name": "x" * 5_000_000, "ToolTip": "gro.\u202eexe\x00"}
    (choice,) = choices_of(read_as(tuple[MDOListItem, ...], [told]))
    assert (len(choice.name), choice.tooltip) == (300, "gro.�exe�")


def test_what_is_deleted_or_not_in_use_is_not_offered() -> None:
    given: list[dict[str, object]] = [
        {"Key": "A", "Active": 1},
        {"Key": "B"},
        {"Key": "C", "Active": 0},
        {"Key": "D", "Deleted": True},
    ]
    items = [read_as(KeyedListItem, {"ConsentPurposeId": 1, **one}) for one in given]
    assert [one.key for one in items if one.is_offered] == ["A", "B"]
