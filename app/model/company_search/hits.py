"""What a search for companies has found."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class CompanyHit:
    """A company that is there, or somebody who is at it. Empty text means that nothing is known.

    A `contact_id` of 0 means that it is in another register, under `identifier`. `person` is who was found at
    the company, `person_reach` the e-mail address or phone number of that one.
    `people` is how many people the company has; None if that is not known. `phones` are numbers of the
    person, or company, where it was found by one: a server finds a number in a longer one, too.
    """

    contact_id: int
    name: str
    department: str = ""
    city: str = ""
    owner: str = ""
    org_nr: str = ""
    person: str = ""
    person_id: int = 0
    person_reach: str = ""
    people: int | None = None
    identifier: str = ""
    phones: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[int, int]:
        """What two hits have in common that are the same."""
        return self.contact_id, self.person_id

    @property
    def full_name(self) -> str:
        """The company's name with its department."""
        return ", ".join(part for part in (self.name, self.department) if part)

    def with_people(self, people: int | None) -> CompanyHit:
        """Returns the hit with the number of people in the company."""
        return replace(self, people=people)


@dataclass(frozen=True)
class SearchState:
    """How far a search is: its text, its hits so far, a sentence about it, and whether it goes on."""

    text: str = ""
    hits: tuple[CompanyHit, ...] = ()
    note: str = ""
    is_busy: bool = False
