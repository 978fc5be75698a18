"""Checks what is to be added to a company that is there, against that company and the rules of its server."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.model.additions.company_there import CompanyThere, PersonThere
from app.model.additions.form_check import of_given
from app.model.additions.merging import with_added
from app.model.additions.people_there import people_there
from app.model.additions.rights import forbidden
from app.model.carriers.contact import ContactEntity, ContactEntityWithLinks
from app.model.carriers.reading import read_as
from app.model.checks.problem import Problem
from app.service.server_rules import CheckedCompany, ServerQuestions, check_company, checked_by_rules
from app.translation import _
from app.webapi.errors import Verdict, WebApiError
from app.webapi.http.answers import parse_as

if TYPE_CHECKING:
    # Costs a tenth of a second, which a file that is not valid need not wait for.
    from app.webapi.client import WebApi


def check_new_company(connect: Callable[[], WebApi], given: ContactEntity) -> CheckedCompany:
    """Checks a company as `check_company` does, and that it does not name one that is there.

    A number that no company of the server has is left out, as everything that a server gives to a new one.
    """
    if given.contact_id and _is_there(connect, given.contact_id):
        message = _("This is the number of a company that is there. To add to it, use the option --add.")
        return CheckedCompany(given, (Problem("ContactId", message),))
    return check_company(connect, given)


def _is_there(connect: Callable[[], WebApi], contact_id: int) -> bool:
    try:
        return not connect().contact_record(contact_id).get("Deleted")
    except WebApiError:
        return False  # what is wrong with the server is told by the checks


def check_addition(connect: Callable[[], WebApi], given: ContactEntity) -> CheckedCompany:
    """Checks what is to be added to the company of `given.contact_id`, which is above 0.

    Wrong is what the user may not change, a value where the company has another one, and who is in the
    company already. `connect` may raise WebApiError.
    """
    contact_id = given.contact_id or 0
    body = _body(given, given.name or str(contact_id))
    try:
        api = connect()
        record = api.contact_record(contact_id)
        company = parse_as(ContactEntityWithLinks, record, api.host)
    except WebApiError as error:
        if error.verdict is Verdict.REJECTED:
            return CheckedCompany(body, (Problem("ContactId", error.message),))
        return CheckedCompany(body, (), unavailable=error)
    if record.get("Deleted"):
        return CheckedCompany(body, (Problem("ContactId", _("This company has been deleted.")),))
    body = _body(given, (company.name or "").strip() or str(contact_id))
    questions = ServerQuestions(connect)
    body, by_rules = checked_by_rules(questions, given, body, None)
    addition = with_added(record, body.to_create_body())
    rows = questions.ask(lambda api: api.contact_persons(contact_id)) if given.persons else ()
    names = [(row.firstname, row.lastname, row.email) for row in rows or ()]
    differences = (
        Problem(one.path, _("The company has “{value}” here.").format(value=one.shown))
        for one in addition.differences
    )
    problems = (
        *forbidden(company, addition.added),
        *differences,
        *people_there(given.persons or (), names),
        *of_given(by_rules, given),
    )
    unchecked = questions.first_error.message if questions.first_error else ""
    return CheckedCompany(body, problems, questions.unavailable, unchecked)


def read_company(api: WebApi, contact_id: int) -> CompanyThere:
    """Reads a company whole, and who is in it. Blocks; raises WebApiError."""
    record = api.contact_record(contact_id)
    company = parse_as(ContactEntityWithLinks, record, api.host)
    people = (
        PersonThere(row.firstname, row.lastname, row.email, row.title)
        for row in api.contact_persons(contact_id)
    )
    there = CompanyThere(record, company, tuple(people))
    _ = there.who  # thousands take a tenth of a second, which the window has no time for
    return there


def _body(given: ContactEntity, name: str) -> ContactEntity:
    return read_as(ContactEntity, {**given.to_create_body(), "ContactId": given.contact_id, "Name": name})
