"""What the form is offered: lists, countries, defaults, the custom-field layout.

Shown at once from the cache and refreshed behind. A list that fails to load leaves its field usable.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from operator import methodcaller
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError
from PySide6.QtCore import QObject, Signal

from app.controller.background import Background
from app.model.contact import ContactEntity
from app.model.custom_layout import whole_layout
from app.model.fields import CONTACT_FIELDS
from app.model.lists import Choice, Country, MDOListItem, UserDefinedFieldInfo, choices_of, heading_ids
from app.model.person import PersonEntity
from app.model.person_checks import person_rules
from app.model.person_fields import PERSON_FIELDS
from app.model.rules import Rules, rules_of
from app.storage.list_cache import ListCache
from app.storage.problems import StoreProblem
from app.webapi.errors import SignInError, WebApiError

if TYPE_CHECKING:
    # Costs a tenth of a second: the worker loads it, after the window is painted.
    from app.webapi.client import WebApi

COUNTRY = "country"
_DEFAULT = "Contact/default"
_LAYOUT = "Contact/UdefLayout/Published"
_PERSON_DEFAULT = "Person/default"
_PERSON_LAYOUT = "Person/CustomField"
_LISTS = sorted({field.list_name for field in (*CONTACT_FIELDS, *PERSON_FIELDS) if field.list_name})
_EVERYTHING = [_DEFAULT, _LAYOUT, _PERSON_DEFAULT, _PERSON_LAYOUT, *_LISTS]


def _person_layout(api: WebApi) -> tuple[UserDefinedFieldInfo, ...]:
    return whole_layout(api.person_fields(), api.person_udef_layout())


_FETCH: dict[str, Callable[[Any], Any]] = {
    _DEFAULT: methodcaller("default_contact"),
    _LAYOUT: methodcaller("udef_layout"),
    _PERSON_DEFAULT: methodcaller("new_person"),
    _PERSON_LAYOUT: _person_layout,
    COUNTRY: methodcaller("countries"),
}
_SHAPE: dict[str, TypeAdapter[Any]] = {
    _DEFAULT: TypeAdapter(ContactEntity),
    _LAYOUT: TypeAdapter(tuple[UserDefinedFieldInfo, ...]),
    _PERSON_DEFAULT: TypeAdapter(PersonEntity),
    _PERSON_LAYOUT: TypeAdapter(tuple[UserDefinedFieldInfo, ...]),
    COUNTRY: TypeAdapter(tuple[Country, ...]),
}
_ITEMS: TypeAdapter[Any] = TypeAdapter(tuple[MDOListItem, ...])


@dataclass(frozen=True)
class _Loaded:
    profile: str
    name: str
    value: Any


class _LoadFailed(Exception):
    def __init__(self, profile: str, name: str, error: WebApiError) -> None:
        super().__init__(error.message)
        self.profile = profile
        self.name = name
        self.error = error


class Lookups(QObject):
    """Loads what the form is offered for the connection in use.

    Signals: choices_changed(list name, choices), layout_changed(fields), default_changed(entity),
    person_layout_changed(fields), person_default_changed(entity), rules_changed(rules),
    vat_label_changed(text), country_changed(country id, ISO code),
    trouble_changed(sentence, empty when all is well), sign_in_needed(sentence).
    """

    choices_changed = Signal(str, object)
    layout_changed = Signal(object)
    default_changed = Signal(object)
    person_layout_changed = Signal(object)
    person_default_changed = Signal(object)
    rules_changed = Signal(object)
    vat_label_changed = Signal(str)
    trouble_changed = Signal(str)
    country_changed = Signal(int, str)
    sign_in_needed = Signal(str)

    def __init__(
        self,
        api_for: Callable[[str], WebApi],
        network: Background,
        disk: Background,
        parent: QObject | None = None,
    ) -> None:
        """`api_for` gives the client of a connection by its name; it is called on worker threads."""
        super().__init__(parent)
        self._api_for = api_for
        self._network = network
        self._disk = disk
        self._cache: ListCache | None = None
        self._profile = ""
        self._language = ""
        self._fresh: set[str] = set()
        self._troubles: dict[str, str] = {}
        self._countries: dict[int, Country] = {}
        self._country_id = 0
        self.rules = Rules()
        self.default: ContactEntity | None = None

    @property
    def is_complete(self) -> bool:
        """Whether everything has come fresh from the server."""
        layouts = (*self.rules.layout, *self.rules.person_layout)
        lists = {field.mdo_list_name for field in layouts if field.mdo_list_name}
        return self._fresh >= {*_EVERYTHING, *lists}

    @property
    def countries(self) -> tuple[Country, ...]:
        """The tenant's countries, as far as they have come."""
        return tuple(self._countries.values())

    def attach(self, cache: ListCache) -> None:
        """Hands over the cache once the store is open."""
        self._cache = cache
        self._load_cached(_EVERYTHING)

    def use(self, profile: str, language: str) -> None:
        """Turns to another connection and loads everything for it."""
        if profile != self._profile:
            self.rules, self.default, self._countries = Rules(), None, {}
        self._profile, self._language = profile, language
        self._fresh.clear()
        self._troubles.clear()
        self._load_cached(_EVERYTHING)
        self.refresh()

    def refresh(self) -> None:
        """Asks the server anew for everything."""
        for name in _EVERYTHING:
            self._fetch(name)

    def refresh_default(self) -> None:
        """A default entity is good for one company only: its number is proposed once."""
        self._fetch(_DEFAULT)

    def set_country(self, country_id: int) -> None:
        """The company's country: numbers are judged by it, and it names the VAT number."""
        if country_id != self._country_id:
            self._country_id = country_id
            self._tell_country()

    def _load_cached(self, names: list[str]) -> None:
        cache, profile, language = self._cache, self._profile, self._language
        if cache is None or not profile:
            return
        for name in names:
            if name not in self._fresh:
                self._disk.run(partial(_read_cached, cache, profile, language, name), self._take_cached)

    def _fetch(self, name: str) -> None:
        cache, profile, language = self._cache, self._profile, self._language
        if not profile:
            return

        def work() -> _Loaded:
            try:
                api = self._api_for(profile)
                value = _FETCH[name](api) if name in _FETCH else api.mdo_list(name)
            except WebApiError as error:
                raise _LoadFailed(profile, name, error) from error
            if cache is not None:
                _keep(cache, profile, language, name, value)
            return _Loaded(profile, name, value)

        self._network.run(work, self._take_fresh, self._take_failure)

    def _take_cached(self, loaded: _Loaded | None) -> None:
        if loaded and loaded.profile == self._profile and loaded.name not in self._fresh:
            self._apply(loaded)

    def _take_fresh(self, loaded: _Loaded) -> None:
        if loaded.profile == self._profile:
            self._fresh.add(loaded.name)
            self._troubles.pop(loaded.name, None)
            self._apply(loaded)
            self._tell_trouble()

    def _take_failure(self, failure: Exception) -> None:
        if not isinstance(failure, _LoadFailed) or failure.profile != self._profile:
            return
        if isinstance(failure.error, SignInError):
            self.sign_in_needed.emit(failure.error.message)
        self._troubles[failure.name] = failure.error.message
        self._tell_trouble()

    def _apply(self, loaded: _Loaded) -> None:
        appliers: dict[str, Callable[[Any], None]] = {
            _DEFAULT: self._apply_default,
            _LAYOUT: self._apply_layout,
            _PERSON_DEFAULT: self._apply_person_default,
            _PERSON_LAYOUT: self._apply_person_layout,
            COUNTRY: self._apply_countries,
        }
        if loaded.name in appliers:
            appliers[loaded.name](loaded.value)
        else:
            headings = {**self.rules.headings, loaded.name: heading_ids(loaded.value)}
            self.rules = replace(self.rules, headings=headings)
            self.choices_changed.emit(loaded.name, choices_of(loaded.value))

    def _apply_default(self, default: ContactEntity) -> None:
        self.default = default
        self.rules = replace(self.rules, fields=rules_of(default))
        self.default_changed.emit(default)
        self.rules_changed.emit(self.rules)

    def _apply_person_default(self, default: PersonEntity) -> None:
        self.rules = replace(self.rules, person_fields=person_rules(default))
        self.person_default_changed.emit(default)
        self.rules_changed.emit(self.rules)

    def _apply_layout(self, layout: tuple[UserDefinedFieldInfo, ...]) -> None:
        self.rules = replace(self.rules, layout=layout)
        self.layout_changed.emit(layout)
        self._fetch_lists_of(layout)

    def _apply_person_layout(self, layout: tuple[UserDefinedFieldInfo, ...]) -> None:
        self.rules = replace(self.rules, person_layout=layout)
        self.person_layout_changed.emit(layout)
        self._fetch_lists_of(layout)

    def _apply_countries(self, countries: tuple[Country, ...]) -> None:
        self._countries = {country.country_id or 0: country for country in countries}
        codes = {number: one.two_letter_iso_country or "" for number, one in self._countries.items()}
        self.rules = replace(self.rules, regions=codes)
        self.choices_changed.emit(COUNTRY, _country_choices(countries))
        self._tell_country()

    def _fetch_lists_of(self, layout: tuple[UserDefinedFieldInfo, ...]) -> None:
        lists = sorted({field.mdo_list_name for field in layout if field.mdo_list_name})
        self._load_cached(lists)
        for name in lists:
            self._fetch(name)

    def _tell_country(self) -> None:
        country = self._countries.get(self._country_id)
        region = (country.two_letter_iso_country or "") if country else ""
        if region != self.rules.region:
            self.rules = replace(self.rules, region=region)
            self.rules_changed.emit(self.rules)
        self.country_changed.emit(self._country_id, region)
        self.vat_label_changed.emit((country.org_nr_text or "").rstrip(": ") if country else "")

    def _tell_trouble(self) -> None:
        message = next(iter(self._troubles.values()), "")
        self.trouble_changed.emit(
            f"{message} Lists show what was known last; you can go on typing." if message else ""
        )


def _country_choices(countries: tuple[Country, ...]) -> tuple[Choice, ...]:
    return tuple(
        Choice(country.country_id, country.name or country.english_name or "", tooltip=country.tooltip or "")
        for country in countries
        if country.country_id and not country.deleted
    )


def _keep(cache: ListCache, profile: str, language: str, name: str, value: Any) -> None:
    text = _SHAPE.get(name, _ITEMS).dump_json(value, by_alias=True, exclude_unset=True).decode()
    try:
        cache.put(profile, language, name, text)
    except StoreProblem:
        # A list that is not kept is loaded again next time; what is typed has its own, loud, way to the disk.
        return


def _read_cached(cache: ListCache, profile: str, language: str, name: str) -> _Loaded | None:
    try:
        kept = cache.get(profile, language, name)
        return _Loaded(profile, name, _SHAPE.get(name, _ITEMS).validate_json(kept[0])) if kept else None
    except (StoreProblem, ValidationError):
        return None
