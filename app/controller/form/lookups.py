"""What the form is offered: lists, countries, defaults, the layout of custom fields.

Shown at once from the cache and refreshed from the server. A list that fails to load leaves its field usable.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QDateTime, QLocale, QObject, QTimer, Signal

from app.controller.process.store_access import OpenStore, StoreAccess
from app.controller.process.workers import WorkerPool
from app.model.carriers.contact import ContactEntity
from app.model.carriers.lists import Country, UserDefinedFieldInfo
from app.model.carriers.person import PersonEntity
from app.model.checks.rules import Rules
from app.model.checks.rules_builder import (
    with_company_default,
    with_countries,
    with_country,
    with_headings,
    with_person_default,
)
from app.model.form.choices import Choices
from app.service import lookups as service
from app.service.clients import ApiFor
from app.service.lookups import COUNTRY, EVERYTHING, Loaded, LoadFailed
from app.storage.sqlite.list_cache import ListCache
from app.translation import _
from app.webapi.errors import SignInError

DEFAULT_REST_MS = 3000
"""From one default entity that was asked for after a Save to the next."""


class Lookups(QObject):
    """Loads what the form is offered for the connection in use."""

    choices_changed = Signal(str, object)  # list name, choices
    layout_changed = Signal(object)  # custom fields of the company
    default_changed = Signal(object)  # entity
    person_layout_changed = Signal(object)  # custom fields of people
    person_default_changed = Signal(object)  # entity
    rules_changed = Signal(object)  # rules
    country_changed = Signal(object, str)  # id (no C int), ISO 3166 code; again once the code is known
    vat_label_changed = Signal(str)  # what the country calls a VAT number
    missing_changed = Signal(object)  # list name to a sentence for its fields: what an answering server lacks
    problem_changed = Signal(str)  # sentence, empty when all is well
    sign_in_needed = Signal(str)  # sentence

    def __init__(
        self,
        api_for: ApiFor,
        network: WorkerPool,
        store: StoreAccess,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._api_for = api_for
        self._network = network
        self._store = store
        self._profile = ""
        self._language = ""
        self._fresh: set[str] = set()
        self._failures: dict[str, str] = {}
        self._missing: dict[str, str] = {}
        # Wanted by others than fields of the form, who tell what is missing themselves.
        self._wanted: set[str] = set()
        self._is_answering = False
        self._fetched: dict[str, datetime] = {}
        self._not_kept: list[Loaded] = []
        self._countries: dict[int, Country] = {}
        self._country_id = 0
        # What was told last: an answer that equals it, as a fresh one does its copy, is not told again.
        self._told: dict[str, object] = {}
        self.rules = Rules()
        self.default: ContactEntity | None = None
        self._is_default_due = False
        self._default_rest = QTimer(self)
        self._default_rest.setSingleShot(True)
        self._default_rest.setInterval(DEFAULT_REST_MS)
        self._default_rest.timeout.connect(self._on_default_rested)
        self._proposed: tuple[ContactEntity | None, Mapping[str, Any]] = None, {}
        self._own_defaults: Mapping[str, Any] = {}
        store.opened.connect(self._on_store_opened)

    @property
    def is_complete(self) -> bool:
        """Returns True if everything has come fresh from the server."""
        return self._fresh >= {*EVERYTHING, *service.lists_of_layouts(self.rules)}

    @property
    def countries(self) -> tuple[Country, ...]:
        """The tenant's countries, as far as they have come."""
        return tuple(self._countries.values())

    @property
    def proposed(self) -> Mapping[str, Any]:
        """What is proposed for a new company, in the server's spelling. It is shared: nobody changes it.

        It is what the server proposes, and above that what the user has new companies begin with.
        """
        if self.default is not self._proposed[0]:
            # Made once, since it is large and is asked for several times a key.
            wire = {**self.default.to_json_object(), **self._own_defaults} if self.default else {}
            self._proposed = self.default, wire
        return self._proposed[1]

    @property
    def choices(self) -> Mapping[str, Choices]:
        """What lists offer, by their names, as far as they have come."""
        return {name: one for name, one in self._told.items() if isinstance(one, Choices)}

    def has_answered(self, name: str) -> bool:
        """Returns True once a list, or the layout, has come, or it is known that it does not for now."""
        return name in self._fetched or name in self._failures

    def use(self, profile: str, language: str) -> None:
        """Turns to another connection and loads everything for it."""
        if profile != self._profile:
            self.rules, self.default, self._countries = Rules(), None, {}
        self._profile, self._language = profile, language
        self._fresh.clear()
        self._failures.clear()
        self._fetched.clear()
        self._report_missing()
        self._load_copies(EVERYTHING)
        self.refresh()

    def refresh(self) -> None:
        """Asks the server again for everything."""
        self._is_answering = False
        for name in EVERYTHING:
            self._fetch(name)

    def want(self, list_name: str) -> None:
        """Loads a list that no field of the form has; `choices_changed` tells it."""
        self._wanted.add(list_name)
        if list_name not in self._fresh:
            self._load_copies([list_name])
            self._fetch(list_name)

    def set_own_defaults(self, values: Mapping[str, Any]) -> bool:
        """Has new companies begin with these values, by field, in the place of what the server proposes.

        Returns True if something else was proposed before.
        """
        is_news = values != self._own_defaults
        if is_news:
            self._own_defaults, self._proposed = values, (None, {})
        return is_news and self.default is not None

    def refresh_default(self) -> None:
        """Fetches a new default entity; the server reserves its number for one company.

        While an outbox of hundreds is sent, that is asked for with each of them, and each has the whole form
        look at its proposals: once in a while is enough for the one who types meanwhile.
        """
        if self._default_rest.isActive():
            self._is_default_due = True
        else:
            self._fetch(service.DEFAULT)
            self._default_rest.start()

    def _on_default_rested(self) -> None:
        if self._is_default_due:
            self._is_default_due = False
            self.refresh_default()

    def set_country(self, country_id: int) -> None:
        """Sets the company's country: numbers are validated by it, and it names the VAT number."""
        if country_id != self._country_id:
            self._country_id = country_id
            self._emit_country()

    def _on_store_opened(self) -> None:
        # The layouts may have come from the server before the store was open.
        self._load_copies([*EVERYTHING, *service.lists_of_layouts(self.rules)])
        for loaded in self._not_kept:
            self._keep(loaded)
        self._not_kept.clear()

    def _load_copies(self, names: Iterable[str]) -> None:
        profile, language = self._profile, self._language
        if not profile:
            return

        def read(name: str, store: OpenStore) -> Loaded | None:
            return service.read_copy(store.lists, profile, language, name)

        for name in names:
            if name not in self._fresh:
                self._store.run(partial(read, name), self._on_copy_read)

    def _fetch(self, name: str) -> None:
        profile, language = self._profile, self._language
        if profile:
            work = partial(service.fetch, self._api_for, self._cache, profile, language, name)
            self._network.run(work, self._on_fetched, self._on_fetch_failed)

    def _cache(self) -> ListCache | None:
        store = self._store.current
        return store.lists if store else None

    def _on_copy_read(self, loaded: Loaded | None) -> None:
        if loaded and loaded.profile == self._profile and loaded.name not in self._fresh:
            self._apply(loaded)
            if loaded.name in self._failures:
                # It failed before its copy was found here; now there is more to say than that.
                self._report_problems()

    def _on_fetched(self, loaded: Loaded) -> None:
        if loaded.profile == self._profile:
            self._fresh.add(loaded.name)
            self._is_answering = True
            if loaded.not_kept is not None:
                self._keep(replace(loaded, value=None))
            self._failures.pop(loaded.name, None)
            self._apply(loaded)
            self._report_problems()

    def _keep(self, loaded: Loaded) -> None:
        """Keeps what was fetched before the store was open: now, or as soon as it is."""
        profile, language = self._profile, self._language
        if self._store.current is None:
            self._not_kept.append(loaded)
        elif loaded.profile == profile:
            self._store.run(
                lambda store: service.keep(store.lists, profile, language, loaded.name, loaded.not_kept)
            )

    def _on_fetch_failed(self, failure: Exception) -> None:
        if not isinstance(failure, LoadFailed) or failure.profile != self._profile:
            return
        if isinstance(failure.error, SignInError):
            self.sign_in_needed.emit(failure.error.message)
        self._failures[failure.name] = failure.error.message
        self._report_problems()

    def _apply(self, loaded: Loaded) -> None:
        self._fetched[loaded.name] = loaded.fetched
        appliers: dict[str, Callable[[Any], None]] = {
            service.DEFAULT: self._apply_default,
            service.LAYOUT: self._apply_layout,
            service.PERSON_DEFAULT: self._apply_person_default,
            service.PERSON_LAYOUT: self._apply_person_layout,
            COUNTRY: self._apply_countries,
        }
        if loaded.name in appliers:
            appliers[loaded.name](loaded.value)
        else:
            self.rules = with_headings(self.rules, loaded.name, loaded.value.headings)
            self._offer(loaded.name, loaded.value.choices)

    def _apply_default(self, default: ContactEntity) -> None:
        self.default = default
        self.rules = with_company_default(self.rules, default)
        self.default_changed.emit(default)
        self._tell_rules()

    def _apply_person_default(self, default: PersonEntity) -> None:
        self.rules = with_person_default(self.rules, default)
        if self._is_news("person default", default):
            self.person_default_changed.emit(default)
        self._tell_rules()

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
        self._offer(COUNTRY, service.country_choices(countries))
        self._emit_country()

    def _fetch_lists_of(self, layout: tuple[UserDefinedFieldInfo, ...]) -> None:
        lists = sorted({field.mdo_list_name for field in layout if field.mdo_list_name})
        self._load_copies(lists)
        for name in lists:
            self._fetch(name)

    def _offer(self, list_name: str, choices: Choices) -> None:
        if self._is_news(list_name, choices):
            self.choices_changed.emit(list_name, choices)

    def _tell_rules(self) -> None:
        if self._is_news("rules", self.rules):
            self.rules_changed.emit(self.rules)

    def _is_news(self, what: str, value: object) -> bool:
        is_news = self._told.get(what) != value
        self._told[what] = value
        return is_news

    def _emit_country(self) -> None:
        country = self._countries.get(self._country_id)
        rules = with_country(self.rules, self._country_id)
        if rules.region != self.rules.region:
            self.rules = rules
            self._tell_rules()
        self.country_changed.emit(self._country_id, rules.region)
        self.vat_label_changed.emit((country.org_nr_text or "").rstrip(": ") if country else "")

    def _report_missing(self) -> None:
        """Reports it at the fields. Where nothing answers, the sentence on the connection is enough."""
        failed = [name for name in self._failures if service.is_offered_by_fields(name)]
        missing = {name: _missing(self._fetched.get(name)) for name in failed} if self._is_answering else {}
        if missing != self._missing:
            self._missing = missing
            self.missing_changed.emit(missing)

    def _report_problems(self) -> None:
        self._report_missing()
        failures = {name: told for name, told in self._failures.items() if name not in self._wanted}
        message = next(iter(failures.values()), "")
        if not message:
            self.problem_changed.emit("")
            return
        known = [self._fetched[name] for name in failures if name in self._fetched]
        shown = _("shown as they were on {min}").format(min=_day(min(known))) if known else _("not known yet")
        what = service.fields_with(failures, self.rules) or _("What the server proposes")
        told = _("{message} {what}: {shown}. You can go on typing.")
        self.problem_changed.emit(told.format(message=message, what=what, shown=shown))


def _missing(fetched: datetime | None) -> str:
    if fetched is None:
        return _("The list could not be loaded yet.")
    return _("The list is as it was on {fetched}: it could not be loaded.").format(fetched=_day(fetched))


def _day(moment: datetime) -> str:
    day = QDateTime.fromSecsSinceEpoch(int(moment.timestamp())).date()
    return QLocale().toString(day, QLocale.FormatType.ShortFormat)
