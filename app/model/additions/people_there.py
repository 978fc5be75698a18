"""Who of the people that are to be added is in the company already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.model.carriers.person import Person
from app.model.checks.problem import Problem, Severity
from app.model.form.people import PersonName
from app.translation import _


def people_there(people: Sequence[Person], names: Iterable[tuple[str, str, str]]) -> tuple[Problem, ...]:
    """Returns a problem for each of `people` who is, or may be, among those of the company.

    `names` are first name, last name and e-mail of who is there. The same name with the same e-mail, or
    where either has none, is the same person: an error. The same name or e-mail alone is told as a warning.
    """
    there = [(PersonName.normalized(first, last), email.strip().casefold()) for first, last, email in names]
    found = (_problem(index, person, there) for index, person in enumerate(people))
    return tuple(problem for problem in found if problem)


def _problem(index: int, person: Person, there: Sequence[tuple[PersonName, str]]) -> Problem | None:
    path = f"Persons[{index}]"
    name = PersonName.normalized(person.firstname, person.lastname)
    email = (person.email or "").strip().casefold()
    same_name = [one for known, one in there if known == name]
    if any(not (email and one) or email == one for one in same_name):
        message = _("This person is in the company already. Leave them out.")
        return Problem(path, message, Severity.ERROR)
    if same_name:
        return Problem(path, _("Somebody in the company has this name."), Severity.WARNING)
    if email and any(one == email for _known, one in there):
        message = _("Somebody in the company has this e-mail address.")
        return Problem(f"{path}.Email", message, Severity.WARNING)
    return None
