"""What the form is offered: lists, countries, defaults, the custom-field layout.

Shown at once from the cache and refreshed behind. A list that fails to load leaves its field usable.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from operator import methodcaller
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter
from pydantic_core import from_json
from PySide6.QtCore import QDateTime, QLocale, QObject, Signal

from app.controller.process.workers import WorkerPool
from app.model.carriers.contact import ContactEntity
from app.model.carriers.lists import Choice, Country, MDOListItem, UserDefinedFieldInfo, heading_ids
from app.model.carriers.person import PersonEntity
from app.model.checks.rules import Rules
from app.model.checks.rules_builder import (
    with_company_default,
    with_countries,
    with_country,
    with_headings,
    with_person_default,
)
from app.model.form.choices import Choices, choices_from_list
from app.model.form.fields import CONTACT_FIELDS
from app.model.form.person_fields import PERSON_FIELDS
from app.storage.files.errors import StoreProblem
from app.storage.sqlite.list_cache import ListCache
from app.webapi.errors import SignInError, WebApiError

if TYPE_CHECKING:
    # Costs a tenth of a second: the worker loads it, after the window is painted.
    from app.webapi.client import WebApi

COUNTRY = "country"
_MOST_NAMED = 3
_DEFAULT = "Contact/default"
_LAYOUT = "Contact/CustomField"
_PERSON_DEFAULT = "Person/default"
_PERSON_LAYOUT = "Person/CustomField"
_LISTS = sorted({field.list_name for field in (*CONTACT_FIELDS, *PERSON_FIELDS) if field.list_name})
_EVERYTHING = [_DEFAULT, _LAYOUT, _PERSON_DEFAULT, _PERSON_LAYOUT, *_LISTS]


_FETCH: dict[str, Callable[[Any], Any]] = {
    _DEFAULT: methodcaller("default_contact"),
    _LAYOUT: methodcaller("contact_layout"),
    _PERSON_DEFAULT: methodcaller("new_person"),
    _PERSON_LAYOUT: methodcaller("person_layout"),
    COUNTRY: methodcaller("countries"),
}
_SHAPE: dict[str, TypeAdapter[Any]] = {
    _DEFAULT: TypeAdapter(ContactEntity),
    _LAYOUT: TypeAdapter(tuple[UserDefinedFieldInfo, ...]),
    _PERSON_DEFAULT: TypeAdapter(PersonEntity),
    _PERSON_LAYOUT: TypeAdapter(tuple[UserDefinedFieldInfo, ...]),
    COUNTRY: TypeAdapter(tuple[Country, ...]),
}


@dataclass(frozen=True)
class _Loaded:
    profile: str
    name: str
    value: Any
    fetched: datetime
    unkept: Any = None


@dataclass(frozen=True)
class _List:
    """A list made ready on the worker: what it offers, and the ids that may not be posted."""

    choices: Choices
    headings: frozenset[int]

    @classmethod
    def of(cls, items: tuple[MDOListItem, ...]) -> _List:
        return cls(choices_from_list(items), heading_ids(items))


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
    problem_changed(sentence, empty when all is well), sign_in_needed(sentence),
    missing_changed(list name to a sentence for its fields: what a server that answers did not give).
    """

    choices_changed = Signal(str, object)
    layout_changed = Signal(object)
    default_changed = Signal(object)
    person_layout_changed = Signal(object)
    person_default_changed = Signal(object)
    rules_changed = Signal(object)
    vat_label_changed = Signal(str)
    problem_changed = Signal(str)
    missing_changed = Signal(object)
    country_changed = Signal(int, str)
    sign_in_needed = Signal(str)

    def __init__(
        self,
        api_for: Callable[[str], WebApi],
        network: WorkerPool,
        disk: WorkerPool,
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
        self._missing: dict[str, str] = {}
        self._is_answering = False
        self._fetched: dict[str, datetime] = {}
        self._unkept: list[_Loaded] = []
        self._countries: dict[int, Country] = {}
        self._country_id = 0
        self.rules = Rules()
        self.default: ContactEntity | None = None

    @property
    def is_complete(self) -> bool:
        """Whether everything has come fresh from the server."""
        return self._fresh >= {*_EVERYTHING, *self._lists_of_layouts()}

    @property
    def countries(self) -> tuple[Country, ...]:
        """The tenant's countries, as far as they have come."""
        return tuple(self._countries.values())

    def attach(self, cache: ListCache) -> None:
        """Hands over the cache once the store is open."""
        self._cache = cache
        # The layouts may have come from the server before the store was open.
        self._load_cached([*_EVERYTHING, *self._lists_of_layouts()])
        for loaded in self._unkept:
            self._keep_late(loaded)
        self._unkept.clear()

    def use(self, profile: str, language: str) -> None:
        """Turns to another connection and loads everything for it."""
        if profile != self._profile:
            self.rules, self.default, self._countries = Rules(), None, {}
        self._profile, self._language = profile, language
        self._fresh.clear()
        self._troubles.clear()
        self._fetched.clear()
        self._tell_missing()
        self._load_cached(_EVERYTHING)
        self.refresh()

    def refresh(self) -> None:
        """Asks the server anew for everything."""
        self._is_answering = False
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
        profile, language = self._profile, self._language
        if not profile:
            return

        def work() -> _Loaded:
            try:
                api = self._api_for(profile)
                loaded = _FETCH[name](api) if name in _FETCH else api.mdo_list(name)
            except WebApiError as error:
                raise _LoadFailed(profile, name, error) from error
            # The store may have been opened since; what it was too late for is kept by `attach`.
            cache = self._cache
            if cache is not None:
                _keep(cache, profile, language, name, loaded)
            value = loaded if name in _SHAPE else _List.of(loaded)
            return _Loaded(profile, name, value, datetime.now(UTC), None if cache else loaded)

        self._network.run(work, self._take_fresh, self._take_failure)

    def _take_cached(self, loaded: _Loaded | None) -> None:
        if loaded and loaded.profile == self._profile and loaded.name not in self._fresh:
            self._apply(loaded)
            if loaded.name in self._troubles:
                # It failed before its copy was found here; now there is more to say than that.
                self._tell_trouble()

    def _take_fresh(self, loaded: _Loaded) -> None:
        if loaded.profile == self._profile:
            self._fresh.add(loaded.name)
            self._is_answering = True
            if loaded.unkept is not None:
                self._keep_late(replace(loaded, value=None))
            self._troubles.pop(loaded.name, None)
            self._apply(loaded)
            self._tell_trouble()

    def _keep_late(self, loaded: _Loaded) -> None:
        """Keeps what was loaded before the store was open."""
        cache, profile, language = self._cache, self._profile, self._language
        if cache is None:
            self._unkept.append(loaded)
        elif loaded.profile == profile:
            self._disk.run(partial(_keep, cache, profile, language, loaded.name, loaded.unkept))

    def _take_failure(self, failure: Exception) -> None:
        if not isinstance(failure, _LoadFailed) or failure.profile != self._profile:
            return
        if isinstance(failure.error, SignInError):
            self.sign_in_needed.emit(failure.error.message)
        self._troubles[failure.name] = failure.error.message
        self._tell_trouble()

    def _apply(self, loaded: _Loaded) -> None:
        self._fetched[loaded.name] = loaded.fetched
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
            self.rules = with_headings(self.rules, loaded.name, loaded.value.headings)
            self.choices_changed.emit(loaded.name, loaded.value.choices)

    def _apply_default(self, default: ContactEntity) -> None:
        self.default = default
        self.rules = with_company_default(self.rules, default)
        self.default_changed.emit(default)
        self.rules_changed.emit(self.rules)

    def _apply_person_default(self, default: PersonEntity) -> None:
        self.rules = with_person_default(self.rules, default)
        self.person_default_changed.emit(default)
        self.rules_changed.emit(self.rules)

    def _apply_layout(self, layout: tuple[UserDefinedFieldInfo, ...]) -> None:
        if layout != self.rules.layout:
            # The same layout again would take the field away that is being typed into.
            self.rules = replace(self.rules, layout=layout)
            self.layout_changed.emit(layout)
        self._fetch_lists_of(layout)

    def _apply_person_layout(self, layout: tuple[UserDefinedFieldInfo, ...]) -> None:
        if layout != self.rules.person_layout:
            self.rules = replace(self.rules, person_layout=layout)
            self.person_layout_changed.emit(layout)
        self._fetch_lists_of(layout)

    def _apply_countries(self, countries: tuple[Country, ...]) -> None:
        self._countries = {country.country_id or 0: country for country in countries}
        self.rules = with_countries(self.rules, countries)
        self.choices_changed.emit(COUNTRY, _country_choices(countries))
        self._tell_country()

    def _fetch_lists_of(self, layout: tuple[UserDefinedFieldInfo, ...]) -> None:
        lists = sorted({field.mdo_list_name for field in layout if field.mdo_list_name})
        self._load_cached(lists)
        for name in lists:
            self._fetch(name)

    def _lists_of_layouts(self) -> set[str]:
        layouts = (*self.rules.layout, *self.rules.person_layout)
        return {field.mdo_list_name for field in layouts if field.mdo_list_name}

    def _tell_country(self) -> None:
        country = self._countries.get(self._country_id)
        rules = with_country(self.rules, self._country_id)
        if rules.region != self.rules.region:
            self.rules = rules
            self.rules_changed.emit(rules)
        self.country_changed.emit(self._country_id, rules.region)
        self.vat_label_changed.emit((country.org_nr_text or "").rstrip(": ") if country else "")

    def _tell_missing(self) -> None:
        """Where nothing answers, every field would say so; the sentence on the connection is enough then."""
        failed = [name for name in self._troubles if name not in _SHAPE or name == COUNTRY]
        missing = {name: _missing(self._fetched.get(name)) for name in failed} if self._is_answering else {}
        if missing != self._missing:
            self._missing = missing
            self.missing_changed.emit(missing)

    def _tell_trouble(self) -> None:
        self._tell_missing()
        message = next(iter(self._troubles.values()), "")
        if not message:
            self.problem_changed.emit("")
            return
        known = [self._fetched[name] for name in self._troubles if name in self._fetched]
        shown = f"shown as they were on {_day(min(known))}" if known else "not known yet"
        what = ", ".join(self._names_of(self._troubles)) or "What the server proposes"
        self.problem_changed.emit(f"{message} {what}: {shown}. You can go on typing.")

    def _names_of(self, lists: Iterable[str]) -> list[str]:
        """The fields that take their entries from these lists, a few of them by name."""
        labels = {field.list_name: field.name for field in (*PERSON_FIELDS, *CONTACT_FIELDS)}
        for custom in (*self.rules.layout, *self.rules.person_layout):
            labels.setdefault(custom.mdo_list_name or "", custom.field_label or custom.key)
        names = sorted({labels[name] for name in lists if name in labels})
        return names if len(names) <= _MOST_NAMED else [*names[:_MOST_NAMED], "and others"]


def _missing(fetched: datetime | None) -> str:
    if fetched is None:
        return "The list could not be loaded yet."
    return f"The list is as it was on {_day(fetched)}: it could not be loaded."


def _day(moment: datetime) -> str:
    day = QDateTime.fromSecsSinceEpoch(int(moment.timestamp())).date()
    return QLocale().toString(day, QLocale.FormatType.ShortFormat)


def _country_choices(countries: tuple[Country, ...]) -> Choices:
    names = {country.country_id: country.name or country.english_name or "" for country in countries}
    offered = (country for country in countries if country.country_id and not country.deleted)
    return Choices(
        (Choice(one.country_id or 0, names[one.country_id], tooltip=one.tooltip or "") for one in offered),
        {number: name for number, name in names.items() if number},
    )


def _keep(cache: ListCache, profile: str, language: str, name: str, value: Any) -> None:
    if name in _SHAPE:
        text = _SHAPE[name].dump_json(value, by_alias=True, exclude_unset=True).decode()
    else:
        # Item by item, here and below: all at once would hold the interpreter, and with it the window.
        items = (item.model_dump_json(by_alias=True, exclude_unset=True) for item in value)
        text = f"[{','.join(items)}]"
    try:
        cache.put(profile, language, name, text)
    except StoreProblem:
        # A list that is not kept is loaded again next time; what is typed has its own, loud, way to the disk.
        return


def _read_cached(cache: ListCache, profile: str, language: str, name: str) -> _Loaded | None:
    try:
        kept = cache.get(profile, language, name)
        if kept is None:
            return None
        if name in _SHAPE:
            return _Loaded(profile, name, _SHAPE[name].validate_json(kept[0]), kept[1])
        items = tuple(MDOListItem.model_validate(item) for item in from_json(kept[0]))
        return _Loaded(profile, name, _List.of(items), kept[1])
    except (StoreProblem, ValueError):
        return None
