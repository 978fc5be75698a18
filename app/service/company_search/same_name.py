"""Searches for companies of a name, however they write it and its legal form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Final

from app.model.carriers.lists import DuplicateEntry
from app.model.company_search.hits import CompanyHit
from app.model.company_search.questions import Criterion, Question
from app.model.company_search.similar_companies import SearchKeys, name_matches
from app.model.text_normalization import equal_ignoring_case
from app.recognition.cells.company_keys import (
    ends_in_form,
    name_without_form,
    parts_of,
    stands_ahead,
    without_signs,
)
from app.service.company_search.recent_answers import RecentAnswers

if TYPE_CHECKING:
    from app.webapi.client import WebApi

_MOST_ALIKE: Final = 50
"""Companies whose names begin alike: by name, so that those of another legal form come first."""

_MOST_COMMAS: Final = 5
"""In a name with its department: more are looked at in none, however long it is."""


class Likeness(IntEnum):
    """How alike two names are, the most alike first."""

    EQUAL = 0
    SPELLED_OTHERWISE = 1
    ONE_HAS_NO_FORM = 2
    OTHER_SIGNS = 3
    """It may be the same: "Bygg+ AS" and "Bygg AS", but "C++ AS" and "C AS" as well."""
    BEGINS_ALIKE = 4


@dataclass(frozen=True)
class CompanyOfName:
    """A company of a name that was looked for: `name` is as it is there, without the department."""

    entry: DuplicateEntry
    name: str
    likeness: Likeness

    def is_in(self, department: str) -> bool:
        """Returns True if it is in that department; of no department is each."""
        full_name = self.entry.entry_name or ""
        return not department or equal_ignoring_case(full_name, f"{self.name}, {department}")


def companies_of_name(api: WebApi, keys: SearchKeys, recent: RecentAnswers) -> list[CompanyOfName]:
    """Returns companies of the name of `keys`, the most alike first. Blocks; raises WebApiError.

    The server is asked by its own rules, which nobody knows; where these find none, for names that begin as
    this one does without its legal form.
    """
    return _of_name(api.duplicates(keys.name), keys) or companies_begun_alike(api, keys, recent)


def companies_begun_alike(api: WebApi, keys: SearchKeys, recent: RecentAnswers) -> list[CompanyOfName]:
    """Returns companies of the name of `keys` that the rules have not. Blocks; raises WebApiError."""
    if not (begun := name_without_form(keys.name)):
        return []
    hits = _alike(api, begun, parts_of(keys.name)[1], recent)
    alike = (DuplicateEntry(so_primary_key=one.contact_id, entry_name=one.full_name) for one in hits)
    return _of_name(alike, keys)


def _alike(api: WebApi, begun: str, form: str, recent: RecentAnswers) -> tuple[CompanyHit, ...]:
    """Returns companies whose names begin so, or have it behind a legal form that may stand ahead."""
    if stands_ahead(form):
        answer = recent.find(api, Question(Criterion.NAME_PART, (begun,)), _MOST_ALIKE)
        if not (answer.is_refused or answer.is_cut):
            return answer.hits
    return recent.find(api, Question(Criterion.NAME, (begun,)), _MOST_ALIKE).hits


def company_of_name(entry: DuplicateEntry, keys: SearchKeys) -> CompanyOfName | None:
    """Returns a company that was found if it is of the name of `keys`, which may be written otherwise."""
    full_name = entry.entry_name or ""
    base, form = parts_of(keys.name)
    for name in _names_in(full_name) if base else ():
        if equal_ignoring_case(name, keys.name):
            return CompanyOfName(entry, name, Likeness.EQUAL)
        there, its_form = parts_of(name)
        if there == base and form == its_form:
            return CompanyOfName(entry, name, Likeness.SPELLED_OTHERWISE)
        if there == base and not (form and its_form):
            return CompanyOfName(entry, name, Likeness.ONE_HAS_NO_FORM)
        is_of_form = form == its_form or not (form and its_form)
        if is_of_form and without_signs(there) == without_signs(base) != "":
            return CompanyOfName(entry, name, Likeness.OTHER_SIGNS)
    # What a server puts behind a name is a department; what ends in a legal form is a name of its own.
    is_begun = name_matches(full_name, keys) and not ends_in_form(full_name)
    return CompanyOfName(entry, full_name, Likeness.BEGINS_ALIKE) if is_begun else None


def is_of_name(full_name: str, keys: SearchKeys, department: str = "") -> bool:
    """Returns True for the name of `keys`, however it and its legal form are written.

    The company is in `department`, else in the one that its full name tells. Where none is asked for, any
    will do.
    """
    there = company_of_name(DuplicateEntry(entry_name=full_name), keys)
    if there is None or there.likeness >= Likeness.OTHER_SIGNS:
        return False
    return there.is_in(keys.department) or equal_ignoring_case(department, keys.department)


def _of_name(entries: Iterable[DuplicateEntry], keys: SearchKeys) -> list[CompanyOfName]:
    found = filter(None, (company_of_name(one, keys) for one in entries))
    return sorted(found, key=lambda one: one.likeness)


def _names_in(full_name: str) -> Iterator[str]:
    """Yields a name as a search tells it, and without what may be a department behind it."""
    name = full_name
    for _comma in range(_MOST_COMMAS):
        yield name
        if "," not in name or ends_in_form(name):
            return
        name = name.rpartition(",")[0].strip()
