"""Fetches what the form is offered - lists, countries, defaults, layouts - and keeps copies in the cache.

Blocks; any thread. Each of them has a name: a list its MDO name, the others one of the constants below.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from operator import methodcaller
from typing import Any, TypeVar

from app.model.carriers.contact import ContactEntity
from app.model.carriers.lists import (
    LARGEST_ID,
    Choice,
    Country,
    KeyedListItem,
    MDOListItem,
    UserDefinedFieldInfo,
    heading_ids,
)
from app.model.carriers.person import PersonEntity
from app.model.carriers.reading import read_as
from app.model.checks.rules import Rules
from app.model.form.choices import Choices, choices_from_keyed, choices_from_list
from app.model.form.fields import CONTACT_FIELDS
from app.model.form.person_fields import PERSON_FIELDS
from app.service.clients import ApiFor
from app.storage.files.errors import StoreProblem
from app.storage.sqlite.list_cache import ListCache
from app.translation import _
from app.webapi.errors import WebApiError

COUNTRY = "country"
DEFAULT = "Contact/default"
LAYOUT = "Contact/CustomField"
PERSON_DEFAULT = "Person/default"
PERSON_LAYOUT = "Person/CustomField"
EVERYTHING = (
    DEFAULT,
    LAYOUT,
    PERSON_DEFAULT,
    PERSON_LAYOUT,
    *sorted({field.list_name for field in (*CONTACT_FIELDS, *PERSON_FIELDS) if field.list_name}),
)
"""The names of all that every connection offers; lists of custom fields come on top."""

KEYED = {
    "consentpurpose": "ConsentPurpose",
    "consentsource": "ConsentSource",
    "legalbase": "LegalBase",
}
"""Lists whose entries are known by keys, with what the server calls them. No field of the form has them."""

T = TypeVar("T")
Read = TypeVar("Read")

_MOST_NAMED = 3


def _fetch_keyed(path: str, api: Any) -> Any:
    return api.next_steps.keyed_list(path)


_FETCH: dict[str, Callable[[Any], Any]] = {
    DEFAULT: methodcaller("default_contact"),
    LAYOUT: methodcaller("contact_layout"),
    PERSON_DEFAULT: methodcaller("new_person"),
    PERSON_LAYOUT: methodcaller("person_layout"),
    COUNTRY: methodcaller("countries"),
    **{name: partial(_fetch_keyed, path) for name, path in KEYED.items()},
}
_SHAPE: dict[str, Any] = {
    DEFAULT: ContactEntity,
    LAYOUT: tuple[UserDefinedFieldInfo, ...],
    PERSON_DEFAULT: PersonEntity,
    PERSON_LAYOUT: tuple[UserDefinedFieldInfo, ...],
    COUNTRY: tuple[Country, ...],
}


@dataclass(frozen=True)
class ListOffer:
    """A list made ready for the form: its choices, and the ids of headings, which must not be posted."""

    choices: Choices
    headings: frozenset[int]

    @classmethod
    def of(cls, items: tuple[MDOListItem, ...]) -> ListOffer:
        return cls(choices_from_list(items), heading_ids(items))

    @classmethod
    def of_keyed(cls, items: tuple[KeyedListItem, ...]) -> ListOffer:
        return cls(choices_from_keyed(items), frozenset())


@dataclass(frozen=True)
class Loaded:
    """What came from the server or the cache; `not_kept` is the answer that no cache was there for yet."""

    profile: str
    name: str
    value: Any
    fetched: datetime
    not_kept: Any = None


class LoadFailed(Exception):
    """The server did not give what was asked for."""

    def __init__(self, profile: str, name: str, error: WebApiError) -> None:
        super().__init__(error.message)
        self.profile = profile
        self.name = name
        self.error = error


def is_offered_by_fields(name: str) -> bool:
    """Returns True for lists and countries, which fields take their entries from."""
    return name not in _SHAPE or name == COUNTRY


def fetch(
    api_for: ApiFor, cache: Callable[[], ListCache | None], profile: str, language: str, name: str
) -> Loaded:
    """Fetches from the server and keeps a copy. `cache` is asked after the answer. Raises LoadFailed."""
    try:
        api = api_for(profile)
        answer = _FETCH[name](api) if name in _FETCH else api.mdo_list(name)
    except WebApiError as error:
        raise LoadFailed(profile, name, error) from error
    # The store may have been opened while the server was asked.
    lists = cache()
    if lists is not None:
        keep(lists, profile, language, name, answer)
    offer: Callable[[Any], ListOffer] = ListOffer.of_keyed if name in KEYED else ListOffer.of
    value = answer if name in _SHAPE else _one_at_a_time(offer, answer)
    return Loaded(profile, name, value, datetime.now(UTC), None if lists else answer)


def _one_at_a_time(read: Callable[[T], Read], value: T) -> Read:
    """Goes through a list while nobody else goes through a long one, which would keep the window waiting."""
    from app.webapi.http.answer_limits import LONG_READING  # here: the window is painted without it

    with LONG_READING:
        return read(value)


def keep(cache: ListCache, profile: str, language: str, name: str, answer: Any) -> None:
    """Keeps a copy of the server's answer. A copy that cannot be kept is fetched again next time."""
    text = _one_at_a_time(_as_json, answer)
    try:
        cache.put(profile, language, name, text)
    except StoreProblem:
        return


def _as_json(answer: Any) -> str:
    if isinstance(answer, tuple):
        return f"[{','.join(item.to_json() for item in answer)}]"
    return str(answer.to_json())


def read_copy(cache: ListCache, profile: str, language: str, name: str) -> Loaded | None:
    """Reads the copy of an earlier answer; None if there is none that can be read.

    In a language that is new it is that of the one before: its words say more than the numbers of entries.
    """
    try:
        copy = cache.get(profile, language, name) or cache.last_in_any_language(profile, name)
        if copy is None:
            return None
        text, fetched = copy
        from app.webapi.http.answer_limits import from_json  # here: the window is painted without it

        value = from_json(text.encode())
        if name in _SHAPE:
            return Loaded(profile, name, read_as(_SHAPE[name], value), fetched)
        offer = _keyed_offer_of if name in KEYED else _offer_of
        return Loaded(profile, name, _one_at_a_time(offer, value), fetched)
    except (StoreProblem, ValueError, TypeError):
        return None


def _offer_of(value: Any) -> ListOffer:
    # Item by item: all at once would hold the interpreter, and with it the window.
    return ListOffer.of(tuple(read_as(MDOListItem, item) for item in value))


def _keyed_offer_of(value: Any) -> ListOffer:
    return ListOffer.of_keyed(tuple(read_as(KeyedListItem, item) for item in value))


def country_choices(countries: tuple[Country, ...]) -> Choices:
    """Makes the choices of the countries; deleted ones keep their name but are not offered."""
    names: dict[int | str, str] = {}
    offered: list[Choice] = []
    for one in countries:
        if (number := one.country_id) and abs(number) <= LARGEST_ID:
            names[number] = one.name or one.english_name or ""
            if not one.deleted:
                offered.append(Choice(number, names[number], tooltip=one.tooltip or ""))
    return Choices(offered, names)


def lists_of_layouts(rules: Rules) -> set[str]:
    """Returns the names of the lists that custom fields take their entries from."""
    return {field.mdo_list_name for field in (*rules.layout, *rules.person_layout) if field.mdo_list_name}


def fields_with(lists: Iterable[str], rules: Rules) -> str:
    """Names the fields that take their entries from these lists, a few of them."""
    labels = {field.list_name: field.name for field in (*PERSON_FIELDS, *CONTACT_FIELDS)}
    for custom in (*rules.layout, *rules.person_layout):
        labels.setdefault(custom.mdo_list_name or "", custom.field_label or custom.key)
    names = sorted({labels[name] for name in lists if name in labels})
    return ", ".join(names if len(names) <= _MOST_NAMED else [*names[:_MOST_NAMED], _("and others")])
