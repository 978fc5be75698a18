"""Who of the people that are to be added is in the company already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from app.model.carriers.person import Person
from app.model.checks.problem import Problem, Severity
from app.model.form.people import PersonName
from app.model.text_normalization import normalize
from app.translation import _


class WhoIsThere:
    """Those who are in a company, who may be thousands: found by name and e-mail."""

    def __init__(self, names: Iterable[tuple[str, str, str]]) -> None:
        """`names` are first name, last name and e-mail of each."""
        self._emails_by_name: dict[PersonName, set[str]] = defaultdict(set)
        self._emails: set[str] = set()
        for first, last, email in names:
            folded = normalize(email)
            self._emails_by_name[PersonName.normalized(first, last)].add(folded)
            self._emails.add(folded)

    def problems(self, people: Sequence[Person]) -> tuple[Problem, ...]:
        """Returns a problem for each of `people` who is, or may be, among them.

        The same name with the same e-mail, or where either has none, is the same person: an error. The same
        name or e-mail alone is told as a warning.
        """
        found = (self._problem(index, person) for index, person in enumerate(people))
        return tuple(problem for problem in found if problem)

    def _problem(self, index: int, person: Person) -> Problem | None:
        path = f"Persons[{index}]"
        email = normalize(person.email or "")
        same_name = self._emails_by_name.get(PersonName.normalized(person.firstname, person.lastname))
        if same_name and (not email or "" in same_name or email in same_name):
            message = _("This person is in the company already. Leave them out.")
            return Problem(path, message, Severity.ERROR)
        if same_name:
            return Problem(path, _("Somebody in the company has this name."), Severity.WARNING)
        if email and email in self._emails:
            message = _("Somebody in the company has this e-mail address.")
            return Problem(f"{path}.Email", message, Severity.WARNING)
        return None


def people_there(people: Sequence[Person], names: Iterable[tuple[str, str, str]]) -> tuple[Problem, ...]:
    """Returns the problems of `people` in a company whose people are `names`, as `WhoIsThere` takes them."""
    return WhoIsThere(names).problems(people)
