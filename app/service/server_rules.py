"""Checks a new company against the defaults and the rules of a server before it is sent."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from operator import methodcaller
from typing import TYPE_CHECKING, Any, TypeVar

from app.model.carriers.contact import ContactEntity
from app.model.carriers.lists import Country, UserDefinedFieldInfo, heading_ids
from app.model.carriers.texts import JOINED
from app.model.checks.person_checks import used_list_names
from app.model.checks.problem import Problem, Severity
from app.model.checks.rules import Rules
from app.model.checks.rules_builder import (
    with_company_default,
    with_countries,
    with_country,
    with_headings,
    with_person_default,
)
from app.model.checks.validation import check, chosen_id
from app.model.form.custom_field_values import in_lines
from app.model.form.fields import CONTACT_FIELDS, Kind
from app.model.form.server_paths import company_problems
from app.model.form.submission import body_to_post
from app.translation import _
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
_UNCHECKED = _("The company could not be checked against all rules of your SuperOffice.")
# After any other error the server works, and does not answer this one question.
_UNAVAILABLE = (NotSentError, NoAnswerError, SignInError, TooBusyError, MaintenanceError)


@dataclass(frozen=True)
class CheckedCompany:
    """A company merged into the server's defaults, and its problems.

    `unavailable` is the error of a server that takes nothing at the moment: it does not answer, or refuses
    the sign-in. Posting to it now would leave unknown what became of the company. `unchecked` is a sentence
    on what a working server did not answer, if anything.
    """

    body: ContactEntity
    problems: tuple[Problem, ...]
    unavailable: WebApiError | None = None
    unchecked: str = ""


def check_company(
    connect: Callable[[], WebApi], given: ContactEntity, region: str | None = None
) -> CheckedCompany:
    """Checks a company as the window does, then with the server's own Validate if there is no error so far.

    `connect` may raise WebApiError. Checks that the server does not answer are left out. `region` is the
    country by which numbers are measured, where that is not the one of the company: empty for none.
    """
    questions = ServerQuestions(connect)
    default = questions.ask(lambda api: api.default_contact())
    body = body_to_post(given, default)
    body, problems = checked_by_rules(questions, given, body, default, region)
    if not any(problem.severity is Severity.ERROR for problem in problems):
        problems += _server_warnings(questions, body, {problem.path for problem in problems})
    if isinstance(questions.first_error, CannotBeSentError):
        return CheckedCompany(body, (*problems, Problem("", questions.first_error.message)))
    unchecked = (
        f"{_UNCHECKED} {questions.first_error.message}"
        if questions.first_error and not questions.unavailable
        else ""
    )
    return CheckedCompany(body, problems, questions.unavailable, unchecked)


def checked_by_rules(
    questions: ServerQuestions,
    given: ContactEntity,
    body: ContactEntity,
    default: ContactEntity | None,
    region: str | None = None,
) -> tuple[ContactEntity, tuple[Problem, ...]]:
    """Checks `body`, which is `given` as it would be sent, by the rules and lists of the server.

    Returns it with what the server would surely refuse left out, and the problems.
    """
    countries = _countries(questions, body)
    body, problems = _without_unknown_countries(body, countries)
    rules = with_country(with_countries(Rules(), countries.values()), _country_id(body))
    rules = rules if region is None else replace(rules, region=region)
    rules = _with_person_rules(questions, body, with_company_default(rules, default))
    rules = _with_field_rules(questions, given, rules)
    body, joined = _with_short_texts_in_one_line(body, rules)
    return body, (*problems, *joined, *check(body, rules))


class ServerQuestions:
    """Asks the server one question after the other, and none any more once it is unavailable."""

    def __init__(self, connect: Callable[[], WebApi]) -> None:
        self._connect = connect
        self._has_answered = False
        self._is_over = False
        self.first_error: WebApiError | None = None

    @property
    def unavailable(self) -> WebApiError | None:
        """The first error, if the server has not answered anything at all."""
        return self.first_error if self._is_over and not self._has_answered else None

    def ask(self, question: Callable[[WebApi], T]) -> T | None:
        """Returns the answer, or None if there is none."""
        if self._is_over:
            return None
        try:
            answer = question(self._connect())
        except WebApiError as error:
            self.first_error = self.first_error or error
            self._is_over = isinstance(error, _UNAVAILABLE) and not isinstance(error, UnexpectedAnswerError)
            self._has_answered |= not self._is_over
            return None
        self._has_answered = True
        return answer


def _with_short_texts_in_one_line(
    body: ContactEntity, rules: Rules
) -> tuple[ContactEntity, tuple[Problem, ...]]:
    """Makes one line of several in custom fields of one line, which only the server's layout tells."""
    problems: list[Problem] = []

    def joined(values: object, layout: tuple[UserDefinedFieldInfo, ...], prefix: str) -> dict[str, Any]:
        given = dict(values) if isinstance(values, Mapping) else {}
        found = in_lines(given, layout)
        problems.extend(
            Problem(f"{prefix}CustomFields.{key}", JOINED, Severity.WARNING)
            for key in found
            if found[key] != given[key]
        )
        return found

    if body.custom_fields:
        body = body.with_changes(custom_fields=joined(body.custom_fields, rules.layout, ""))
    people = list(body.persons or ())
    for index, person in enumerate(people):
        if values := person.property_value("CustomFields"):
            found = joined(values, rules.person_layout, f"Persons[{index}].")
            people[index] = person.with_changes(CustomFields=found)
    return (body.with_changes(persons=tuple(people)) if problems else body), tuple(problems)


def _with_person_rules(questions: ServerQuestions, body: ContactEntity, rules: Rules) -> Rules:
    """Adds the rules for people; they are not fetched for a company without people."""
    if not body.persons:
        return rules
    rules = with_person_default(rules, questions.ask(methodcaller("new_person")))
    return replace(rules, person_layout=questions.ask(methodcaller("person_layout")) or ())


def _with_field_rules(questions: ServerQuestions, given: ContactEntity, rules: Rules) -> Rules:
    """Adds the custom fields, and the headings of the lists that the company and its people use."""
    for name in sorted({*_lists_of(given), *used_list_names(given.persons or ())} - {_COUNTRY}):
        items = questions.ask(methodcaller("mdo_list", name)) or ()
        rules = with_headings(rules, name, heading_ids(items))
    return replace(rules, layout=questions.ask(methodcaller("contact_layout")) or ())


def _lists_of(given: ContactEntity) -> Iterator[str]:
    for field in CONTACT_FIELDS:
        if field.kind is Kind.CHOICE and chosen_id(given, field):
            yield field.list_name


def _server_warnings(
    questions: ServerQuestions, body: ContactEntity, known: Collection[str]
) -> tuple[Problem, ...]:
    """Returns what the server's Validate says of other fields than `known`, as warnings.

    The server may save the company all the same.
    """
    said = questions.ask(lambda api: api.validate_contact(body)) or {}
    problems = (Problem(one.path, one.message, Severity.WARNING) for one in company_problems(said))
    return tuple(problem for problem in problems if problem.path not in known)


def _countries(questions: ServerQuestions, body: ContactEntity) -> dict[int, Country]:
    """Returns the server's countries by CountryId; empty if the company names none or on errors."""
    is_named = body.country or any(person.country_id for person in body.persons or ())
    found = questions.ask(lambda api: api.countries()) if is_named else None
    return {one.country_id: one for one in found or () if one.country_id}


def _country_id(body: ContactEntity) -> int:
    """Returns the country of the company, which decides how its phone numbers are checked."""
    return (body.country.country_id or 0) if body.country else 0


def _without_unknown_countries(
    body: ContactEntity, countries: Mapping[int, Country]
) -> tuple[ContactEntity, tuple[Problem, ...]]:
    """Removes unknown countries from people: the server would refuse each of these people for it."""
    people, problems = list(body.persons or ()), []
    for index, person in enumerate(people):
        if countries and person.country_id and person.country_id not in countries:
            message = _("{country_id} is no country of your SuperOffice, so it is left out.").format(
                country_id=person.country_id
            )
            problems.append(Problem(f"Persons[{index}].CountryId", message, Severity.WARNING))
            people[index] = person.with_changes(country_id=None)
    return (body.with_changes(persons=tuple(people)) if problems else body), tuple(problems)
