"""What the form is offered: fetched, kept as a copy, and read again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pytest

from app.model.carriers.contact import ContactEntity
from app.model.carriers.lists import Country, KeyedListItem, MDOListItem, UserDefinedFieldInfo
from app.model.carriers.reading import read_as
from app.model.checks.rules import Rules
from app.service import lookups
from app.service.lookups import COUNTRY, DEFAULT, ListOffer, LoadFailed, fetch, read_copy
from app.storage.sqlite.list_cache import ListCache
from app.storage.sqlite.store import Store
from app.webapi.client import WebApi
from app.webapi.errors import MaintenanceError
from app.webapi.http.answer_limits import LONG_READING

ITEMS = tuple(
    read_as(MDOListItem, {"Id": number, "Name": name, "Type": kind})
    for number, name, kind in [(1, "Bakery", "Item"), (2, "Mill", "Item")]
)


KEYED = tuple(
    read_as(KeyedListItem, {"Key": key, "Name": name})
    for key, name in [("61A", "Consent"), ("61B", "Contract")]
)


class Server:
    @property
    def next_steps(self) -> Server:
        return self

    def keyed_list(self, name: str) -> tuple[KeyedListItem, ...]:
        assert name == "LegalBase"
        return KEYED

    def default_contact(self) -> ContactEntity:
        return read_as(ContactEntity, {"Number2": "10001"})

    def mdo_list(self, name: str) -> tuple[MDOListItem, ...]:
        if name == "broken":
            raise MaintenanceError("crm.example", status=503)
        return ITEMS


def api_for(_profile: str) -> WebApi:
    return cast("WebApi", Server())


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[ListCache]:
    with Store.open(tmp_path / "entries.sqlite3") as store:
        yield ListCache(store)


@pytest.mark.parametrize("name", ["category", "legalbase", DEFAULT])
def test_what_is_fetched_is_read_again_as_it_was(cache: ListCache, name: str) -> None:
    loaded = fetch(api_for, lambda: cache, "work", "en", name)
    assert loaded.not_kept is None
    copy = read_copy(cache, "work", "en", name)
    assert copy is not None
    assert _comparable(copy.value) == _comparable(loaded.value)
    assert read_copy(cache, "home", "en", name) is None


def test_in_a_new_language_it_is_the_copy_of_the_one_before(cache: ListCache) -> None:
    for language, day, name in (("en", 1, "Bakery"), ("nb", 3, "Bakeri"), ("sv", 2, "Bageri")):
        items = f'[{{"Id": 1, "Name": "{name}", "Type": "Item"}}]'
        cache.put("work", language, "category", items, datetime(2026, 11, day, tzinfo=UTC))
    for language, name in (("de", "Bakeri"), ("sv", "Bageri")):
        copy = read_copy(cache, "work", language, "category")
        assert copy is not None
        assert [one.name for one in copy.value.choices] == [name]
    assert read_copy(cache, "work", "de", "business") is None


def test_a_list_of_keys_is_offered_by_them(cache: ListCache) -> None:
    offer = fetch(api_for, lambda: cache, "work", "en", "legalbase").value
    assert [(one.id, one.name) for one in offer.choices] == [("61A", "Consent"), ("61B", "Contract")]
    assert offer.headings == frozenset()


def test_before_the_cache_is_open_the_answer_is_handed_back_to_be_kept_later(cache: ListCache) -> None:
    loaded = fetch(api_for, lambda: None, "work", "en", "category")
    assert loaded.not_kept == ITEMS
    lookups.keep(cache, "work", "en", "category", loaded.not_kept)
    copy = read_copy(cache, "work", "en", "category")
    assert copy is not None
    assert _comparable(copy.value) == _comparable(loaded.value)


def test_a_failure_says_what_could_not_be_loaded() -> None:
    with pytest.raises(LoadFailed) as failed:
        fetch(api_for, lambda: None, "work", "en", "broken")
    assert (failed.value.profile, failed.value.name) == ("work", "broken")
    assert str(failed.value) == failed.value.error.message != ""
    assert isinstance(failed.value.error, MaintenanceError)


def test_a_copy_that_cannot_be_read_is_none(cache: ListCache) -> None:
    cache.put("work", "en", "category", "[not json")
    cache.put("work", "en", DEFAULT, '{"ContactId": "no number"}')
    assert read_copy(cache, "work", "en", "category") is None
    assert read_copy(cache, "work", "en", DEFAULT) is None


@pytest.mark.parametrize("garbage", ["5", "1.5e300", "null", "true", '"text"', "[1]", '[{"Rank": "x"}]'])
@pytest.mark.parametrize("name", ["category", COUNTRY, DEFAULT])
def test_a_copy_of_another_shape_is_none(cache: ListCache, name: str, garbage: str) -> None:
    cache.put("work", "en", name, garbage)
    assert read_copy(cache, "work", "en", name) is None


def test_a_disk_that_fails_only_costs_the_copy(tmp_path: Path) -> None:
    with Store.open(tmp_path / "entries.sqlite3") as store:
        cache = ListCache(store)
    assert fetch(api_for, lambda: cache, "work", "en", "category").profile == "work"
    assert read_copy(cache, "work", "en", "category") is None


def test_deleted_countries_are_not_offered_but_keep_their_name() -> None:
    countries = tuple(
        read_as(Country, one)
        for one in [
            {"CountryId": 578, "Name": "Norway"},
            {"CountryId": 200, "Name": "Czechoslovakia", "Deleted": True},
            {"CountryId": 276, "EnglishName": "Germany", "Tooltip": "In Europe"},
            {"CountryId": 0, "Name": "None"},
            {"CountryId": 900},
        ]
    )
    choices = lookups.country_choices(countries)
    assert [(one.id, one.name, one.tooltip) for one in choices] == [
        (578, "Norway", ""),
        (276, "Germany", "In Europe"),
        (900, "", ""),
    ]
    assert choices.name_of(200) == "Czechoslovakia"


def test_fields_are_named_by_the_lists_they_take_their_entries_from() -> None:
    rules = Rules()
    custom = read_as(UserDefinedFieldInfo, {"FieldLabel": "Oven", "MdoListName": "udlist::oven"})
    rules = replace(rules, layout=(custom,))
    assert lookups.lists_of_layouts(rules) == {"udlist::oven"}
    assert lookups.fields_with(["udlist::oven", "nobody's"], rules) == "Oven"
    many = lookups.fields_with([*lookups.EVERYTHING, "udlist::oven"], rules)
    assert many.count(",") == 3
    assert many.endswith("and others")
    assert lookups.fields_with(["category", "business", COUNTRY], rules) == "Business, Category, Country"


def test_a_custom_field_without_a_label_is_named_by_its_key_and_after_the_fields_of_superoffice() -> None:
    custom = [
        read_as(UserDefinedFieldInfo, {"ProgId": "x_oven", "MdoListName": "udlist::oven"}),
        read_as(UserDefinedFieldInfo, {"FieldLabel": "Oven", "MdoListName": "category"}),
    ]
    rules = replace(Rules(), layout=tuple(custom[:1]), person_layout=tuple(custom[1:]))
    assert lookups.lists_of_layouts(rules) == {"udlist::oven", "category"}
    assert lookups.fields_with(["udlist::oven", "category"], rules) == "Category, x_oven"


def test_lists_and_countries_are_offered_by_fields_and_layouts_are_not() -> None:
    assert lookups.is_offered_by_fields("category")
    assert lookups.is_offered_by_fields(COUNTRY)
    assert not lookups.is_offered_by_fields(DEFAULT)


def _comparable(value: Any) -> Any:
    return list(value.choices) if isinstance(value, ListOffer) else value


def test_a_list_is_gone_through_while_nobody_goes_through_another(
    cache: ListCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[bool] = []
    make = ListOffer.of

    def of(items: tuple[MDOListItem, ...]) -> ListOffer:
        held.append(LONG_READING.locked())
        return make(items)

    monkeypatch.setattr(ListOffer, "of", of)
    fetch(api_for, lambda: cache, "work", "en", "category")
    assert read_copy(cache, "work", "en", "category") is not None
    assert held == [True, True]
    assert not LONG_READING.locked()
