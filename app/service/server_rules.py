"""What a server says of a new company before it is sent: defaults, rules, objections."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from operator import methodcaller
from typing import TYPE_CHECKING, TypeVar

from app.model.carriers.contact import ContactEntity
from app.model.carriers.lists import Country, heading_ids
from app.model.checks.person_checks import used_list_names
from app.model.checks.rules import Rules
from app.model.checks.rules_builder import (
    with_company_default,
    with_countries,
    with_country,
    with_headings,
    with_person_default,
)
from app.model.checks.validation import Problem, Severity, check, chosen_id
from app.model.form.fields import CONTACT_FIELDS, Kind
from app.model.form.server_paths import company_problems
from app.model.form.submission import body_to_post
from app.webapi.errors import (
    CannotBeSentError,
    MaintenanceError,
    NoAnswerError,
    NotSentError,
    SignInError,
    TooBusyError,
    UnexpectedAnswerError,
    WebApiError,
)

if TYPE_CHECKING:
    # Costs a tenth of a second, which a file that is not valid need not wait for.
    from app.webapi.client import WebApi

T = TypeVar("T")

_COUNTRY = "country"
_UNCHECKED = "The company could not be checked against all rules of your SuperOffice."
# After any other error the server works, and does not answer this one question.
_NOT_THERE = (NotSentError, NoAnswerError, SignInError, TooBusyError, MaintenanceError)


@dataclass(frozen=True)
class Judged:
    """A company laid over the server's defaults, and what is wrong with it.

    `unready` is what keeps the server from taking anything at the moment: it does not answer, or refuses the
    sign-in. To post there now would leave it unknown what became of the company. `unchecked` is a sentence on
    what a server that works did not answer, if anything.
    """

    body: ContactEntity
    problems: tuple[Problem, ...]
    unready: WebApiError | None = None
    unchecked: str = ""


def judge(connect: Callable[[], WebApi], given: ContactEntity) -> Judged:
    """Checks a company as the window does, and asks the server's own Validate last.

    `connect` may raise WebApiError. What cannot be asked is left out.
    """
    asking = _Asking(connect)
    default = asking.ask(lambda api: api.default_contact())
    body = body_to_post(given, default)
    countries = _countries(asking, body)
    body, problems = _without_unknown_countries(body, countries)
    rules = with_country(with_countries(Rules(), countries.values()), _country_id(body))
    rules = _of_people(asking, body, with_company_default(rules, default))
    problems += check(body, _with_fields(asking, given, rules))
    if not any(problem.severity is Severity.ERROR for problem in problems):
        problems += _objections(asking, body, {problem.path for problem in problems})
    if isinstance(asking.trouble, CannotBeSentError):
        return Judged(body, (*problems, Problem("", asking.trouble.message)))
    unchecked = f"{_UNCHECKED} {asking.trouble.message}" if asking.trouble and not asking.unready else ""
    return Judged(body, problems, asking.unready, unchecked)


class _Asking:
    """Asks one question after the other, and none any more once the server turns out not to be there.

    `trouble` is the first that there was.
    """

    def __init__(self, connect: Callable[[], WebApi]) -> None:
        self._connect = connect
        self._has_answered = False
        self._is_over = False
        self.trouble: WebApiError | None = None

    @property
    def unready(self) -> WebApiError | None:
        """The trouble, if it kept the server from answering anything at all."""
        return self.trouble if self._is_over and not self._has_answered else None

    def ask(self, question: Callable[[WebApi], T]) -> T | None:
        """The answer, or None where there is none."""
        if self._is_over:
            return None
        try:
            answer = question(self._connect())
        except WebApiError as error:
            self.trouble = self.trouble or error
            self._is_over = isinstance(error, _NOT_THERE) and not isinstance(error, UnexpectedAnswerError)
            self._has_answered |= not self._is_over
            return None
        self._has_answered = True
        return answer


def _of_people(asking: _Asking, body: ContactEntity, rules: Rules) -> Rules:
    """What the tenant says of people; not asked where there are none."""
    if not body.persons:
        return rules
    rules = with_person_default(rules, asking.ask(methodcaller("new_person")))
    return replace(rules, person_layout=asking.ask(methodcaller("person_layout")) or ())


def _with_fields(asking: _Asking, given: ContactEntity, rules: Rules) -> Rules:
    """Custom fields, and of the lists only those that the company and its people make use of."""
    for name in sorted({*_lists_of(given), *used_list_names(given.persons or ())} - {_COUNTRY}):
        items = asking.ask(methodcaller("mdo_list", name)) or ()
        rules = with_headings(rules, name, heading_ids(items))
    return replace(rules, layout=asking.ask(methodcaller("contact_layout")) or ())


def _lists_of(given: ContactEntity) -> Iterator[str]:
    for field in CONTACT_FIELDS:
        if field.kind is Kind.CHOICE and chosen_id(given, field):
            yield field.list_name


def _objections(asking: _Asking, body: ContactEntity, known: Collection[str]) -> tuple[Problem, ...]:
    """What the server's own Validate says of fields that are not `known`; it may save the company still."""
    said = asking.ask(lambda api: api.validate_contact(body)) or {}
    problems = (Problem(one.path, one.message, Severity.WARNING) for one in company_problems(said))
    return tuple(problem for problem in problems if problem.path not in known)


def _countries(asking: _Asking, body: ContactEntity) -> dict[int, Country]:
    """The server's countries by CountryId; none where the company names none, or they cannot be had."""
    is_named = body.country or any(person.country_id for person in body.persons or ())
    found = asking.ask(lambda api: api.countries()) if is_named else None
    return {one.country_id: one for one in found or () if one.country_id}


def _country_id(body: ContactEntity) -> int:
    """That of the company, by which its numbers are judged."""
    return (body.country.country_id or 0) if body.country else 0


def _without_unknown_countries(
    body: ContactEntity, countries: Mapping[int, Country]
) -> tuple[ContactEntity, tuple[Problem, ...]]:
    """People whose country the server does not have would be refused one by one for it."""
    people, problems = list(body.persons or ()), []
    for place, person in enumerate(people):
        if countries and person.country_id and person.country_id not in countries:
            message = f"{person.country_id} is no country of your SuperOffice, so it is left out."
            problems.append(Problem(f"Persons[{place}].CountryId", message, Severity.WARNING))
            people[place] = person.with_changes(country_id=None)
    return (body.with_changes(persons=tuple(people)) if problems else body), tuple(problems)
