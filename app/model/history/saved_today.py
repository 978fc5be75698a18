"""How much was saved today: a quiet count."""

from __future__ import annotations

from dataclasses import dataclass

from app.translation import _, ngettext


@dataclass(frozen=True, slots=True)
class SavedToday:
    """New companies and people that SuperOffice has taken today; people may be of companies there before."""

    companies: int = 0
    people: int = 0

    @property
    def text(self) -> str:
        """What is said of it; empty where there is nothing to say."""
        counts = []
        if self.companies:
            companies = ngettext("{count} company", "{count} companies", self.companies)
            counts.append(companies.format(count=self.companies))
        if self.people:
            people = ngettext("{count} person", "{count} people", self.people)
            counts.append(people.format(count=self.people))
        return _("Saved today: {counts}").format(counts=", ".join(counts)) if counts else ""
