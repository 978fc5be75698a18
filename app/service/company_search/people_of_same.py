"""Searches the companies of a name that are there for people who may be in them already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from app.model.additions.people_there import WhoIsThere
from app.model.carriers.contact import ContactEntity
from app.model.carriers.lists import DuplicateEntry
from app.model.carriers.person import Person
from app.model.checks.problem import Severity
from app.model.company_search.places import Place
from app.model.company_search.similar_companies import SearchKeys
from app.model.text_normalization import displayable
from app.service.company_search.nearest import nearest_first
from app.service.company_search.same_name import CompanyOfName, Likeness, is_of_name
from app.translation import _, ngettext
from app.webapi.errors import WebApiError

if TYPE_CHECKING:
    from app.webapi.client import WebApi

_MOST_COMPARED: Final = 3
_MOST_TOLD: Final = 5
_LONGEST_NAME: Final = 60  # characters


@dataclass(frozen=True)
class SameCompany:
    """A company of that name in which `names` are already, who may be all that are looked for."""

    contact_id: int
    names: tuple[str, ...]
    is_everybody: bool

    @property
    def sentence(self) -> str:
        """Says who is there, and what is left to do."""
        shown = [displayable(name, _LONGEST_NAME) for name in self.names[:_MOST_TOLD]]
        names = ", ".join([*shown, *(["…"] if self.names[_MOST_TOLD:] else [])])
        if self.is_everybody:
            told = _(
                "Everybody is in it already, too ({names}): leave it out, or add what the company lacks."
            )
            return told.format(names=names)
        return _("Some are in it already, too ({names}).").format(names=names)


def find_people_of_same(
    api: WebApi, found: Iterable[DuplicateEntry], keys: SearchKeys, people: Sequence[Person]
) -> SameCompany | None:
    """Returns the first of those companies that has the name of `keys`, and somebody of `people`. Blocks.

    None also where the server does not say who is in one: that the company is there is known all the same.
    """
    same = (one for one in found if one.so_primary_key and _is_of_name(one, keys))
    for entry in islice(same if people else (), _MOST_COMPARED):
        number = entry.so_primary_key or 0
        try:
            rows = api.contact_persons(number)
        except WebApiError:
            return None
        who = WhoIsThere((row.firstname, row.lastname, row.email) for row in rows)
        there = [one for one in people if _is_in(who, one)]
        if there:
            return SameCompany(number, tuple(map(_name_of, there)), len(there) == len(people))
    return None


@dataclass(frozen=True)
class ThereAlready:
    """What is told of companies of a name that are there; `everybody_is` in the one of that number, if any.

    `is_of_name` is False where the names differ by signs: it may be another company.
    """

    reasons: tuple[str, ...]
    is_of_name: bool
    everybody_is: int = 0
    its_name: str = ""


def told_of_same(
    api: WebApi, similar: Sequence[CompanyOfName], keys: SearchKeys, entity: ContactEntity
) -> ThereAlready:
    """Tells of companies that `companies_of_name` has found, and who of `entity` is in one. Blocks.

    Of several, the one at the place of `entity` is told.
    """
    similar, others = nearest_first(api, similar, Place.of(entity))
    same = find_people_of_same(api, [one.entry for one in similar], keys, entity.persons or ())
    shown = next((one for one in similar if same and _number(one) == same.contact_id), similar[0])
    is_of_name = shown.likeness is not Likeness.OTHER_SIGNS
    told = _("SuperOffice has “{name}” already, with the id {number}.")
    if not is_of_name:
        told = _("SuperOffice has “{name}”, with the id {number}: the names differ by signs alone.")
    told = told.format(name=shown.entry.entry_name, number=_number(shown))
    if others:
        more = ngettext("{count} more there has this name.", "{count} more there have this name.", others)
        told = f"{told} {more.format(count=others)}"
    if same is None:
        return ThereAlready((told,), is_of_name)
    its_name = (keys.name if shown.likeness is Likeness.EQUAL else shown.name) if same.is_everybody else ""
    number = same.contact_id if same.is_everybody else 0
    return ThereAlready((told, same.sentence), is_of_name, number, its_name)


def _number(there: CompanyOfName) -> int:
    return there.entry.so_primary_key or 0


def _is_of_name(entry: DuplicateEntry, keys: SearchKeys) -> bool:
    """Returns True for the name, however written, also with a department: that which is given, if one is."""
    return is_of_name(entry.entry_name or "", keys)


def _is_in(who: WhoIsThere, person: Person) -> bool:
    return any(one.severity is Severity.ERROR for one in who.problems([person]))


def _name_of(person: Person) -> str:
    return " ".join(filter(None, (person.firstname, person.lastname))) or person.email or ""
