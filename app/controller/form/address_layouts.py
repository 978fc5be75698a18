"""How the company's country lays out its addresses: from the cache at once, then from the server."""

from __future__ import annotations

import json
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from app.controller.process.store_access import StoreAccess
from app.controller.process.workers import WorkerPool
from app.model.carriers.common import Address
from app.model.carriers.reading import read_as
from app.model.form.address_layout import AddressLayout, default_layout, layout_of
from app.service.clients import ApiFor
from app.storage.files.errors import StoreProblem
from app.storage.sqlite.list_cache import ListCache
from app.webapi.errors import WebApiError


@dataclass(frozen=True)
class _Found:
    """A layout and where it was asked for."""

    profile: str
    country_id: int
    layout: AddressLayout
    is_fresh: bool


class AddressLayouts(QObject):
    """Finds the address layout of a country."""

    layout_changed = Signal(object)  # AddressLayout

    def __init__(
        self, api_for: ApiFor, network: WorkerPool, store: StoreAccess, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._api_for = api_for
        self._network = network
        self._store = store
        self._profile = ""
        self._language = ""
        self._country_id = 0
        self._fresh: dict[tuple[str, int], AddressLayout] = {}

    @property
    def is_fresh(self) -> bool:
        """Returns True if the layout of the present country came from the server."""
        return (self._profile, self._country_id) in self._fresh

    def use(self, profile: str, language: str) -> None:
        """Turns to another connection."""
        self._profile, self._language = profile, language
        self._country_id = 0

    def show_country(self, country_id: int, region: str) -> None:
        """Emits the country's layout: the server's; until it comes, a library's for `region` (ISO 3166)."""
        if country_id == self._country_id:
            return
        self._country_id = country_id
        profile, language = self._profile, self._language
        store = self._store.current
        cache = store.lists if store else None
        known = self._fresh.get((profile, country_id))
        if known:
            self.layout_changed.emit(known)
            return

        def remembered() -> _Found:
            layout = _kept(cache, profile, language, country_id) or default_layout(region)
            return _Found(profile, country_id, layout, is_fresh=False)

        def asked() -> _Found:
            address = self._api_for(profile).address_by_country(country_id)
            if cache is not None:
                _keep(cache, profile, language, country_id, address)
            return _Found(profile, country_id, layout_of(address), is_fresh=True)

        self._network.run(remembered, self._on_found)
        if profile and country_id:
            self._network.run(asked, self._on_found, self._on_not_found)

    def _on_found(self, found: _Found) -> None:
        if not found.layout or (found.profile, found.country_id) != (self._profile, self._country_id):
            return
        key = (found.profile, found.country_id)
        if found.is_fresh:
            self._fresh[key] = found.layout
        if found.is_fresh or key not in self._fresh:
            self.layout_changed.emit(found.layout)

    def _on_not_found(self, error: Exception) -> None:
        """Keeps the layout that is shown; what is wrong with the server is reported elsewhere."""
        if not isinstance(error, WebApiError | LookupError):
            raise error


def _name(country_id: int) -> str:
    return f"GetAddressByCountry/{country_id}"


def _keep(cache: ListCache, profile: str, language: str, country_id: int, address: Address) -> None:
    text = address.to_json()
    try:
        cache.put(profile, language, _name(country_id), text)
    except StoreProblem:
        return  # it is asked for again next time


def _kept(cache: ListCache | None, profile: str, language: str, country_id: int) -> AddressLayout:
    try:
        kept = cache.get(profile, language, _name(country_id)) if cache else None
        return layout_of(read_as(Address, json.loads(kept[0]))) if kept else ()
    except (StoreProblem, ValueError, RecursionError):
        return ()
