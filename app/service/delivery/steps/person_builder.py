"""Builds the bodies that add people to a company that is on the server."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING

from app.model.carriers.lists import Country
from app.model.carriers.person import Person, PersonEntity
from app.model.carriers.reading import read_as
from app.model.form.people import as_entity, has_position_by_name
from app.webapi.errors import Verdict, WebApiError

if TYPE_CHECKING:
    # Costs a tenth of a second: the worker loads it, after the window is painted.
    from app.webapi.client import WebApi

_log = logging.getLogger(__name__)

# Proposals for one person only or for another record, and what the server fills in by itself: of the
# interests only the headings would be posted, of an address both forms.
_NEVER_FROM_DEFAULT = {"PersonNumber", "DbiKey", "DbiAgentId", "Interests", "Address"}


class PersonEntityBuilder:
    """Builds the entities that add people to one company; asks the server once for what all of them need."""

    def __init__(self, api: WebApi, contact_id: int, country: Country | None = None) -> None:
        """`country` is that of the company: the default for people who have none of their own."""
        self._api = api
        self._contact_id = contact_id
        self._country = country
        self._defaults: PersonEntity | None = None
        self._has_asked = False
        self._positions: Mapping[str, int] | None = None

    def has_to_ask(self, person: Person) -> bool:
        """Returns True if `build` asks the server something for this person."""
        return not self._has_asked or (self._positions is None and has_position_by_name(person))

    def build(self, person: Person, token: str) -> PersonEntity:
        """Returns the entity to post for `person`, with `token` as its DbiKey.

        Raises WebApiError if the list of positions is needed and cannot be fetched at the moment.
        """
        return as_entity(
            person,
            self._contact_id,
            defaults=self._default(),
            positions=self._known_positions() if has_position_by_name(person) else {},
            token=token,
        )

    def dropped_position(self, person: Person) -> str:
        """Returns the position that `build` left out because the server's list lacks it, else empty."""
        name = (person.position or "").strip() if has_position_by_name(person) else ""
        return "" if name in (self._positions or {}) else name

    def _default(self) -> PersonEntity | None:
        """Returns the server's proposals for a new person; None if they cannot be had."""
        if not self._has_asked:
            self._has_asked = True
            try:
                proposed = self._api.default_person(self._contact_id)
            except WebApiError as error:
                _log.info("a person goes out without defaults: %s", type(error).__name__)
            else:
                if proposed.person_id or proposed.firstname or proposed.lastname:
                    _log.info("a person goes out without defaults: the server has proposed somebody")
                    return None
                body = proposed.to_create_body()
                kept = {name: value for name, value in body.items() if name not in _NEVER_FROM_DEFAULT}
                default = read_as(PersonEntity, kept)
                self._defaults = default.with_changes(country=self._country or default.country)
        return self._defaults

    def _known_positions(self) -> Mapping[str, int]:
        if self._positions is None:
            try:
                items = self._api.mdo_list("perspos", flat=True)
            except WebApiError as error:
                if error.verdict is not Verdict.REJECTED:
                    raise
                items = ()
            self._positions = {item.name: item.id for item in items if item.name and item.id}
        return self._positions
