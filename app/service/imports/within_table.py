"""Tells companies of one table that may be the same, by their names and by their people's mailboxes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.model.company_search.similar_companies import search_keys_of
from app.recognition.cells.company_keys import company_key, same_spelling, without_form
from app.translation import _


class WithinTable:
    """Remembers the companies of a table that were planned, in their order."""

    def __init__(self) -> None:
        self._names: set[str] = set()
        self._forms: dict[str, dict[str, str]] = {}
        self._mails: dict[str, str] = {}

    def has_name(self, name: str) -> bool:
        """Returns True if a company before has this name, and remembers it."""
        folded = name.casefold()
        is_known = folded in self._names
        self._names.add(folded)
        return is_known

    def reasons(self, name: str, form: Mapping[str, Any]) -> list[str]:
        """Returns why a company may be one of those before, and remembers it.

        Its name is another one only by the legal form that one of them has not, or somebody is at both.
        """
        base, legal_form = without_form(same_spelling(company_key(name)))
        forms = self._forms.setdefault(base, {})
        similar = [other for one, other in forms.items() if legal_form in (one, "") or not one]
        found = [_("“{name}” of this table may be the same company.").format(name=one) for one in similar[:1]]
        forms.setdefault(legal_form, name)
        for mail in search_keys_of({"Persons": form.get("Persons")}, "").person_emails:
            other = self._mails.setdefault(mail.casefold(), name)
            if other != name and not found:
                told = _("“{name}” of this table has {mail}, too.")
                found.append(told.format(name=other, mail=mail))
        return found
