"""Tells companies of one table that may be the same, by names, numbers and their people's mailboxes.

What waits in the outbox is told by its names in the same way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, Final

from app.model.company_search.questions import org_nr_key
from app.model.company_search.similar_companies import search_keys_of
from app.model.imports.hashed_numbers import HashedNumbers
from app.recognition.cells.company_keys import parts_of, without_signs
from app.translation import _

_MOST_SPELLINGS: Final = 20
"""Of one name without its legal form: more are nobody's."""


class WithinTable:
    """Remembers the companies of a table that were planned, in their order."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._of_bases = HashedNumbers()
        self._of_mails = HashedNumbers()
        self._of_org_nrs = HashedNumbers()

    @classmethod
    def of_names(cls, names: Iterable[str]) -> WithinTable:
        """Returns one that remembers companies of which the names alone are known."""
        made = cls()
        for name in names:
            made.remember(name, {})
        return made

    def has_name(self, name: str) -> bool:
        """Returns True if a company before has this name."""
        folded = name.casefold()
        return any(other.casefold() == folded for other in self._of_base(_base_of(name)))

    def similar(self, name: str) -> str:
        """Returns a company before that may be the one of this name; empty if there is none.

        Its name differs by signs, such as the plus of "Bygg+", or only one of both has a legal form.
        """
        form = parts_of(name)[1]
        others = ((other, parts_of(other)[1]) for other in self._of_base(_base_of(name)))
        return next((other for other, one in others if form in (one, "") or not one), "")

    def reasons(self, name: str, form: Mapping[str, Any], region: str = "") -> list[str]:
        """Returns why a company may be one of those before: name, number, or somebody who is at both.

        `region` is the country of its number, an ISO 3166 code, where that has none.
        """
        if similar := self.similar(name):
            return [_("“{name}” of this table may be the same company.").format(name=similar)]
        both = [(self._of_org_nrs, key, str(form["OrgNr"])) for key in _org_nr_keys(form, region)]
        both += [(self._of_mails, mail.casefold(), mail) for mail in _mails_of(form)]
        for numbers, key, shown in both:
            for number in islice(numbers.of(key), 1):  # two of one hash are one in 2**60
                if (other := self._names[number]) != name:
                    told = _("“{name}” of this table has {mail}, too.")
                    return [told.format(name=other, mail=shown)]
        return []

    def remember(self, name: str, form: Mapping[str, Any], region: str = "") -> None:
        """Remembers a company for those that come after it."""
        base, folded = _base_of(name), name.casefold()
        others = tuple(self._of_base(base))
        self._names.append(name)
        number = len(self._names) - 1
        if len(others) < _MOST_SPELLINGS and all(other.casefold() != folded for other in others):
            self._of_bases.add(base, number)
        for mail in _mails_of(form):
            if next(self._of_mails.of(mail.casefold()), None) is None:
                self._of_mails.add(mail.casefold(), number)
        for key in _org_nr_keys(form, region):
            if next(self._of_org_nrs.of(key), None) is None:
                self._of_org_nrs.add(key, number)

    def _of_base(self, base: str) -> Iterator[str]:
        """Yields the names before that are this one but for legal forms and signs, each spelling once."""
        for number in self._of_bases.of(base) if base else ():
            if _base_of(self._names[number]) == base:
                yield self._names[number]


def _base_of(name: str) -> str:
    return without_signs(parts_of(name)[0]) or name.casefold()


def _org_nr_keys(form: Mapping[str, Any], region: str) -> tuple[str, ...]:
    """Returns what a number is known by, with its country: in another one it is another company."""
    number, country = org_nr_key(str(form.get("OrgNr") or ""), region)
    return (f"{country} {number}",) if number else ()


def _mails_of(form: Mapping[str, Any]) -> tuple[str, ...]:
    return search_keys_of({"Persons": form.get("Persons")}, "").person_emails
