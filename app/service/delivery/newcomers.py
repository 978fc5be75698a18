"""The people of a company that is on the server: who is there already, and what adds one who is not."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from app.model.carriers.lists import Country
from app.model.carriers.person import Person, PersonEntity
from app.model.entry import Step
from app.model.form.people import PersonName, as_entity, has_position_by_name
from app.webapi.archive import PersonRow
from app.webapi.errors import Verdict, WebApiError

if TYPE_CHECKING:
    # Costs a tenth of a second: the worker loads it, after the window is painted.
    from app.webapi.client import WebApi

_log = logging.getLogger(__name__)

# Proposals that are good for one person only, or that belong to the record of another; and what the server
# fills alike on its own: of the tree of interests the headings alone would go out, of an address both forms.
_NEVER_FROM_DEFAULT = {"PersonNumber", "DbiKey", "DbiAgentId", "Interests", "Address"}


def rows_of(people: Iterable[Person] | None) -> tuple[PersonRow, ...]:
    """The people of an answer who are on the server; one without an id was only echoed."""
    return tuple(
        PersonRow(
            person.person_id,
            person.firstname or "",
            person.lastname or "",
            person.full_name or "",
            person.title or "",
            person.email or "",
        )
        for person in people or ()
        if person.person_id
    )


def who_is_there(
    steps: Sequence[Step], people: Sequence[Person], rows: Iterable[PersonRow]
) -> dict[int, PersonRow]:
    """By step number the row of each person who is among `rows`; two of one name need two rows.

    Of two of one name the one with the same e-mail and title comes first, so that the one who is missing is
    not taken for the one who is there. `people` are those of the form, in the order of the step numbers.
    """
    left = list(rows)
    found: dict[int, PersonRow] = {}
    for is_same in (_is_very_same, _has_same_name):
        for step in steps:
            person = people[step.number - 1]
            row = next((row for row in left if step.number not in found and is_same(person, row)), None)
            if row is not None:
                found[step.number] = row
                left.remove(row)
    return found


def _has_same_name(person: Person, row: PersonRow) -> bool:
    return PersonName.normalized(person.firstname, person.lastname) == PersonName.normalized(
        row.firstname, row.lastname
    )


def _is_very_same(person: Person, row: PersonRow) -> bool:
    given = ((person.email, row.email), (person.title, row.title))
    return _has_same_name(person, row) and all(
        (mine or "").strip().casefold() == theirs.strip().casefold() for mine, theirs in given
    )


class Newcomers:
    """Makes the entities that add people to one company; asks the server once for what all of them need."""

    def __init__(self, api: WebApi, contact_id: int, country: Country | None = None) -> None:
        """`country` is that of the company: people are there, too, if nothing else is said of them."""
        self._api = api
        self._contact_id = contact_id
        self._country = country
        self._defaults: PersonEntity | None = None
        self._has_asked = False
        self._positions: Mapping[str, int] | None = None

    def entity(self, person: Person, token: str) -> PersonEntity:
        """Raises WebApiError where the list of positions is needed and cannot be had at the moment."""
        return as_entity(
            person,
            self._contact_id,
            defaults=self._default(),
            positions=self._known_positions() if has_position_by_name(person) else {},
            token=token,
        )

    def lost_position(self, person: Person) -> str:
        """The position that `entity` left out because the server's list does not have it, else empty."""
        name = (person.position or "").strip() if has_position_by_name(person) else ""
        return "" if name in (self._positions or {}) else name

    def _default(self) -> PersonEntity | None:
        """The server's proposals; without them the person is saved all the same."""
        if not self._has_asked:
            self._has_asked = True
            try:
                proposed = self._api.default_person(self._contact_id).to_create_body()
            except WebApiError as error:
                _log.info("a person goes out without defaults: %s", type(error).__name__)
            else:
                kept = {name: value for name, value in proposed.items() if name not in _NEVER_FROM_DEFAULT}
                default = PersonEntity.model_validate(kept)
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
