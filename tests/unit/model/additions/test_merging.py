from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.additions.merging import (
    REPLACES,
    Difference,
    has_new_rows,
    is_empty,
    shown_value,
    with_added,
)

RECORD: dict[str, Any] = {
    "ContactId": 6,
    "Name": "Fjord AS",
    "OrgNr": "914778271",
    "Description": None,
    "NoMailing": False,
    "Category": {"Id": 2, "Value": "Customer"},
    "Business": {"Id": 0, "Value": ""},
    "Country": {"CountryId": 578, "Name": "Norway"},
    "Phones": [{"Value": "+47 22 33 44 55", "Description": "", "TableRight": {"Mask": "Full"}}],
    "Emails": None,
    "Interests": [
        {"Id": 1, "Selected": True, "ChildItems": [{"Id": 2, "Selected": False, "ChildItems": []}]}
    ],
    "Address": {"Street": {"Address1": "Kaia 1", "City": ""}, "LocalizedAddress": [[{"Name": "City"}]]},
    "CustomFields": {"a:1": "[I:0]", "a:1:DisplayText": "", "a:2": "kept"},
    "UserDefinedFields": {"a:1": "[I:0]"},
    "FieldProperties": {"Name": {"FieldRight": {"Mask": "FULL"}}},
    "TableRight": {"Mask": "Full"},
    "_Links": {"Self": "x"},
    "Unheard": {"Of": [1, {"TableRight": None, "Kept": True}]},
}


def added(**typed: Any) -> tuple[dict[str, Any], list[str]]:
    made = with_added(RECORD, typed)
    assert made.differences == []
    return made.record, made.added


def differences(**typed: Any) -> list[Difference]:
    return with_added(RECORD, typed).differences


def test_without_anything_new_it_is_the_record_without_rights_links_and_doubled_custom_fields() -> None:
    before = copy.deepcopy(RECORD)
    record, paths = added(ContactId=6, Name="fjord", Persons=[{"Firstname": "Kari"}], DbiKey="x")
    assert paths == []
    assert record["Unheard"] == {"Of": [1, {"Kept": True}]}
    assert record["CustomFields"] == {"a:1": "[I:0]", "a:2": "kept"}
    assert record.keys() == RECORD.keys() - {"UserDefinedFields", "FieldProperties", "TableRight", "_Links"}
    assert record["Name"] == "Fjord AS"
    assert before == RECORD, "what was read is not changed"


@pytest.mark.parametrize("number", ["22 33 44 55", "+4722334455", "0047 22334455", "22-33-44-55"])
def test_a_number_that_is_there_in_another_form_is_not_added(number: str) -> None:
    assert added(Phones=[{"Value": number}])[1] == []


def test_rows_are_appended_once_and_those_without_a_value_never() -> None:
    rows = [{"Value": "815 00 001"}, {"Value": "81500001"}, {"Value": ""}, {}, None]
    record, paths = added(Phones=rows, Emails=[{"Value": "A@b.example"}, {"Value": "a@B.example"}])
    assert paths == ["Phones", "Emails"]
    assert [row["Value"] for row in record["Phones"]] == ["+47 22 33 44 55", "815 00 001"]
    assert record["Emails"] == [{"Value": "A@b.example"}]


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ({"Description": "by the water"}, "Description"),
        ({"NoMailing": True}, "NoMailing"),
        ({"Business": {"Id": 3}}, "Business"),
        ({"Address": {"Street": {"City": "Oslo"}}}, "Address.Street.City"),
        ({"Address": {"Postal": {"City": "Oslo"}}}, "Address.Postal.City"),
        ({"CustomFields": {"a:1": "[I:4]"}}, "CustomFields.a:1"),
        ({"CustomFields": {"a:9": "new"}}, "CustomFields.a:9"),
        ({"Interests": [{"Id": 2, "Selected": True}]}, "Interests"),
        ({"Interests": [{"Id": 9, "Selected": True}]}, "Interests"),
        ({"Unknown": "value"}, "Unknown"),
    ],
)
def test_what_is_empty_is_filled(typed: dict[str, Any], path: str) -> None:
    record, paths = added(**typed)
    assert paths == [path]
    assert with_added(record, typed).added == [], "the second time it is there"


@pytest.mark.parametrize(
    ("path", "there", "typed"),
    [
        ("CustomFields.a:3", "[F:1.5]", "[F:15]"),
        ("CustomFields.a:3", "[I:5]", "[I:-5]"),
        ("CustomFields.a:3", "C++", "C#"),
        ("CustomFields.a:3", "[D:06/19/2019]", "[D:06/20/2019]"),
        ("Description", "version 1.5", "version 15"),
        ("Address.Street.Address1", "Kaia 1-3", "Kaia 13"),
    ],
)
def test_what_differs_by_a_sign_alone_is_a_difference(path: str, there: str, typed: str) -> None:
    (one,) = with_added(_at(path, there), _at(path, typed)).differences
    assert (one.path, one.there, one.typed) == (path, there, typed)


@pytest.mark.parametrize(
    ("path", "there", "typed"),
    [
        ("CustomFields.a:3", "[F:1.50]", "[F:1.5]"),
        ("CustomFields.a:3", "5", "[I:5]"),
        ("CustomFields.a:3", "[DT:06/19/2019 00:00:00.0000000]", "[D:06/19/2019]"),
        ("Description", "version  1.5", "Version 1.5"),
        ("Address.Street.Zipcode", "1234AB", "1234 ab"),
    ],
)
def test_what_the_server_writes_in_its_own_way_is_the_same(path: str, there: str, typed: str) -> None:
    made = with_added(_at(path, there), _at(path, typed))
    assert (made.added, made.differences) == ([], [])


def _at(path: str, value: str) -> dict[str, Any]:
    first, *names = path.split(".")
    for name in reversed(names):
        value = {name: value}  # type: ignore[assignment]  # from the inside out
    return {first: value}


def test_a_difference_is_shown_as_people_read_it() -> None:
    custom = {"a:3": "[I:2]", "a:3:DisplayText": "Gold", "a:4": "[I:7]"}
    made = with_added({"CustomFields": custom}, {"CustomFields": {"a:3": "[I:3]", "a:4": "[I:8]"}})
    assert [(one.there, one.shown) for one in made.differences] == [("[I:2]", "Gold"), ("[I:7]", "7")]
    typed = {"CustomFields": {"a:3": "[I:3]"}, "Replaces": {"CustomFields.a:3": "[I:2]"}}
    assert with_added({"CustomFields": custom}, typed).record["CustomFields"]["a:3"] == "[I:3]"


def test_an_entry_is_selected_beneath_each_heading_and_never_a_heading_of_its_id() -> None:
    entry, heading = {"Id": 1, "Selected": False}, {"Id": 1, "Selected": False, "ChildItems": []}
    interests = [{**heading, "ChildItems": [dict(entry)]}, {"Id": 9, "ChildItems": [dict(entry)]}]
    made = with_added({"Interests": interests}, {"Interests": [{"Id": 1, "Selected": True}]})
    assert made.record["Interests"] == [
        {**heading, "ChildItems": [{"Id": 1, "Selected": True}]},
        {"Id": 9, "ChildItems": [{"Id": 1, "Selected": True}]},
    ]
    assert with_added(made.record, {"Interests": [{"Id": 1, "Selected": True}]}).added == []


@pytest.mark.parametrize("number", ["00000000", "0000001", "12345"])
def test_a_number_of_few_digits_or_zeros_is_not_taken_for_the_end_of_another(number: str) -> None:
    there = [{"Value": "+47 22 31 23 45"}, {"Value": "815 00 001"}]
    made = with_added({"Phones": there}, {"Phones": [{"Value": number}]})
    assert made.record["Phones"] == [*there, {"Value": number}]


def test_interests_are_selected_where_they_stand_in_the_list() -> None:
    record, _paths = added(Interests=[{"Id": 2, "Selected": True}, {"Id": 1, "Selected": True}])
    assert record["Interests"][0]["ChildItems"][0]["Selected"] is True
    assert added(Interests=[{"Id": 2, "Selected": False}, {"Id": 1}])[1] == []


def test_the_other_form_of_a_changed_address_is_left_out() -> None:
    assert "LocalizedAddress" in added(Description="x")[0]["Address"]
    assert "LocalizedAddress" not in added(Address={"Street": {"City": "Oslo"}})[0]["Address"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"Category": {"Id": 3}}, Difference("Category", "Customer", "", "Customer")),
        ({"Country": {"CountryId": 752}}, Difference("Country", "Norway", "", "Norway")),
        ({"OrgNr": "974760673"}, Difference("OrgNr", "914778271", "974760673", "914778271")),
        (
            {"Address": {"Street": {"Address1": "Kaia 2"}}},
            Difference("Address.Street.Address1", "Kaia 1", "Kaia 2", "Kaia 1"),
        ),
        ({"CustomFields": {"a:2": "other"}}, Difference("CustomFields.a:2", "kept", "other", "kept")),
    ],
)
def test_a_value_that_is_there_is_a_difference(typed: dict[str, Any], expected: Difference) -> None:
    assert differences(**typed) == [expected]


@pytest.mark.parametrize(
    "typed",
    [
        {"OrgNr": "914 778 271"},
        {"OrgNr": "  "},
        {"Category": {"Id": 2}},
        {"Category": {"Id": 0}},
        {"NoMailing": False},
        {"Address": {"Street": {"Address1": "KAIA 1"}}},
        {"CustomFields": {"a:2": "Kept", "a:1": "[I:0]"}},
    ],
)
def test_the_same_value_or_none_is_neither_added_nor_a_difference(typed: dict[str, Any]) -> None:
    made = with_added(RECORD, typed)
    assert (made.added, made.differences) == ([], [])


WORDS = st.sampled_from(
    ["", " ", "a", "A", "22334455", "+47 22334455", "[I:0]", "Id", "Value", "Selected", "ChildItems"]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-1, 3) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=10,
)
NAMES = st.sampled_from([*RECORD, "Faxes", "Other"])


@pytest.mark.long
@given(st.dictionaries(NAMES, JSON, max_size=6), st.dictionaries(NAMES, JSON, max_size=6))
def test_whatever_the_server_has_nothing_of_it_is_lost_and_nothing_is_added_twice(
    record: dict[str, Any], typed: dict[str, Any]
) -> None:
    before, made = with_added(record, {}).record, with_added(record, typed)
    assert _is_kept(before, made.record)
    again = with_added(made.record, typed)
    assert [path for path in again.added if path in made.added] == []


def _is_kept(before: Any, after: Any) -> bool:
    """Returns True unless something that is no mere gap was taken away or replaced."""
    if isinstance(before, dict) and isinstance(after, dict):
        return all(name in after and _is_kept(value, after[name]) for name, value in before.items())
    if isinstance(before, list) and isinstance(after, list):
        return len(before) <= len(after) and all(map(_is_kept, before, after))
    return bool(before == after) or is_empty(before)


def test_texts_are_appended_to_texts_as_rows_are() -> None:
    there = {**RECORD, "Domains": ["fjord.example", "fjord.no"]}
    made = with_added(there, {"Domains": ["FJORD.no", "fjord.se", ""], "Faxes": [{"Value": "81500001"}]})
    assert made.record["Domains"] == ["fjord.example", "fjord.no", "fjord.se"]
    assert made.added == ["Domains", "Faxes"]
    assert with_added(made.record, {"Domains": ["fjord.se"]}).added == []


@pytest.mark.parametrize(
    "there", ["a text", {"Value": "another shape"}, 4, ["a text"], [None, {"Value": "x"}]]
)
def test_what_has_another_shape_than_was_typed_is_never_replaced(there: Any) -> None:
    for typed in ([{"Value": "815 00 001"}], {"Value": "815 00 001"}, "815 00 001"):
        made = with_added({"Unknown": there}, {"Unknown": typed})
        assert _is_kept({"Unknown": there}, made.record)
        assert made.added or made.differences, "what cannot be added is told"


def test_people_of_ours_are_called_by_their_whole_names() -> None:
    assert shown_value({"Name": "IS", "FullName": "Ingrid Solberg"}) == "Ingrid Solberg"
    assert shown_value({"Name": "Norway"}) == "Norway"


ROWS: dict[str, Any] = {
    "Phones": [{"Value": "+47 22 33 44 55 ext. 12"}],
    "Emails": [{"Value": "post.long@fjord.example"}],
    "Urls": [{"Value": "https://www.fjord.example/path/"}],
    "Domains": ["https://www.fjord.example"],
}


@pytest.mark.parametrize(
    ("name", "there"),
    [
        ("Urls", [{"Value": "fjord.example/path"}]),
        ("Urls", [{"Value": "HTTP://fjord.example/path"}]),
        ("Domains", ["fjord.example"]),
        ("Emails", [{"Value": "POST.Long@fjord.example"}]),
        ("Phones", [{"Value": "22334455 x12"}]),
    ],
)
def test_rows_of_one_meaning_are_never_added(name: str, there: list[Any]) -> None:
    for is_written in (False, True):
        addition = with_added({name: there}, {name: ROWS[name]}, is_written=is_written)
        assert (addition.added, addition.rewritten) == ([], [])
        assert addition.record == {name: there}


@pytest.mark.parametrize(
    ("name", "there"),
    [
        ("Phones", "+47 22 33 44 55"),
        ("Emails", "post.long@fjo"),
        ("Emails", "p?st.long@fjord.example"),
        ("Urls", "fjord.example/pa"),
    ],
)
def test_what_a_server_can_have_made_of_a_row_is_one_only_once_it_was_written(name: str, there: str) -> None:
    record = {name: [{"Value": there}]}
    typed: dict[str, Any] = (
        {name: [{"Value": "pøst.long@fjord.example"}]} if "?" in there else {name: ROWS[name]}
    )
    assert with_added(record, typed).added == [name]
    addition = with_added(record, typed, is_written=True)
    assert (addition.added, addition.record) == ([], record)
    (told,) = addition.rewritten
    assert (told.path, told.there, told.typed) == (name, there, typed[name][0]["Value"])


@pytest.mark.parametrize("value", ["Kunde siden «1999» ?", "Kunde siden"])
def test_so_is_a_value(value: str) -> None:
    record, typed = {"Description": value}, {"Description": "Kunde siden «1999» ☎"}
    before, after = with_added(record, typed), with_added(record, typed, is_written=True)
    assert [one.there for one in before.differences] == [one.there for one in after.rewritten] == [value]
    assert (before.rewritten, after.differences, after.added) == ([], [], [])


def test_what_is_replaced_and_still_there_has_not_been_written() -> None:
    record, typed = {"Description": "Kunde siden"}, {"Description": "Kunde siden 1999"}
    replacing = typed | {REPLACES: {"Description": "Kunde siden"}}
    assert with_added(record, replacing, is_written=True).added == ["Description"]


def test_another_value_and_another_row_are_no_rewritten_ones() -> None:
    record = {"Description": "Kunde siden 2005", "Phones": [{"Value": "22 33 44 56"}], "NoMailing": True}
    typed = {"Description": "Kunde siden 1999", **ROWS, "Xstop": True}
    addition = with_added(record, typed, is_written=True)
    assert (addition.rewritten, [one.path for one in addition.differences]) == ([], ["Description"])
    assert addition.added == [*ROWS, "Xstop"]


def test_new_rows_are_those_that_were_not_there() -> None:
    before = {"Phones": [{"Value": "22 33 44 55"}], "Domains": None}
    assert not has_new_rows(before, {"Phones": [{"Value": "22334455"}]}, "Phones")
    assert not has_new_rows(before, {}, "Phones")
    assert has_new_rows(before, {"Phones": [{"Value": "22334455"}, {"Value": "1"}]}, "Phones")
    assert has_new_rows(before, {"Domains": ["fjord.example"]}, "Domains")
