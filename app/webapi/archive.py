"""Archive rows: the flat lists that ``GET Contact`` and ``GET Contact/{id}/Persons`` return.

Sources: Swagger definition ``ODataSlimResponse``; archive providers "Person" and "SimpleContact".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any, Final, TypeGuard
from urllib.parse import quote

from app.model.carriers.wire import Carrier, Text, WireName
from app.model.checks.renamed import may_have_become
from app.model.text_normalization import normalize

# Lists, as they are called in the log.
COMPANIES: Final = "Contact"
PEOPLE: Final = "Contact/{id}/Persons"
APPOINTMENTS: Final = "Contact/{id}/Appointments"
ACTIVITIES: Final = "Contact/{id}/Activities"
SELECTION_MEMBERS: Final = "Selection/{id}/Members"
PROJECT_MEMBERS: Final = "ProjectMember"

# What their archive providers drop unless it is asked for: who has left, and companies with a stop.
ALL_PEOPLE: Final = "person,retiredPerson"
ALL_MEMBERS: Final = "projectMember,retired,stop"

PERSON_COLUMNS = "personId,firstName,lastName,fullName,title,email/emailAddress"
CONTACT_COLUMNS = "contactId,name"
MOST_RECENT = 1000
"""So many of the newest companies are asked for; a page has as many rows by default."""
# Internet Information Services takes 2,048 characters of query by default.
_LONGEST_NAME = 1000
_LONGEST_TEXT, _MOST_WORDS = 100, 6


LARGEST_ID = 2**31 - 1
"""Ids are positive Int32."""


def is_id(value: object) -> TypeGuard[int]:
    """Returns True if the value can be the id of a record."""
    return type(value) is int and 1 <= value <= LARGEST_ID


@dataclass(frozen=True)
class PersonRow:
    """A person of a company as the archive lists it. Empty text means that the server has no value."""

    person_id: int
    firstname: str = ""
    lastname: str = ""
    fullname: str = ""
    title: str = ""
    email: str = ""


@dataclass(frozen=True)
class CompanyRow:
    """A company as the archive lists it."""

    contact_id: int
    name: str = ""
    department: str = ""


class ArchivePage(Carrier):
    """One page of rows. Its property names are lower case, as in OData."""

    value: Annotated[tuple[dict[str, Any], ...], WireName("value")]
    link: Annotated[Text, WireName("odata.nextLink", "@odata.nextLink")] = None

    @property
    def next_path(self) -> str | None:
        """The path of the next page below the root of the API, with its query; None on the last page.

        Raises ValueError for a link to somewhere else.

        The host is left out on purpose: the server may know itself by another name, and credentials must not
        follow a link to another server.
        """
        if self.link is None:
            return None
        # What publishes the API may have a part of that name before it; a $filter may have one, too.
        path, mark, query = self.link.partition("?")
        _, root, rest = path.rpartition("/v1/")
        if not root:
            raise ValueError("a link to the next page that is none of the API")
        return root + rest + mark + query


def person_row(row: Mapping[str, Any]) -> PersonRow:
    """Reads a row of the archive "Person". Raises ValueError if it has no id."""
    cells = cells_of(row)
    return PersonRow(
        _id(cells, "personid"),
        firstname=_text(cells.get("firstname")),
        lastname=_text(cells.get("lastname")),
        fullname=_text(cells.get("fullname")),
        title=_text(cells.get("title")),
        email=_text(cells.get("emailaddress") or cells.get("email")),
    )


def contact_id(row: Mapping[str, Any]) -> int:
    """Reads the id of a row of the archive "SimpleContact". Raises ValueError if it has none."""
    return _id(cells_of(row), "contactid")


def company_row(row: Mapping[str, Any]) -> CompanyRow:
    """Reads a row of the archive "SimpleContact". Raises ValueError if it has no id."""
    cells = cells_of(row)
    return CompanyRow(contact_id(row), _text(cells.get("name")), _text(cells.get("department")))


def matches_name(row: Mapping[str, Any], name: str) -> bool:
    """Returns True if the row may be the company of that name, ignoring what `normalize` does.

    The server changes that. A row without a name counts as a match: a missed company would be posted twice.
    """
    given = cells_of(row).get("name")
    return given is None or normalize(_text(given)) == normalize(name)


def begins_as_asked(row: Mapping[str, Any], name: str) -> bool:
    """Returns False for a row that a list of companies of that name has only where its filter was ignored.

    What servers make of names, and a row without one, may be in the list.
    """
    start, is_whole = _start_of(name)
    given = cells_of(row).get("name")
    if given is None or not start:
        return True
    there = _text(given).strip()
    return may_have_become(start, there if is_whole else there[: len(start)])


def recent_filter(registered_on: date | None, *, by_anybody: bool = False) -> str:
    """Builds the $filter for companies that the signed-in user registered, around that date if one is given.

    With `by_anybody` it is for those of every user; without a date it is then empty.

    `registered_on` is in UTC, but the server's dates may be in its own zone: the days beside it are included.
    """
    clauses = [] if by_anybody else ["registeredBy currentAssociate"]
    if registered_on:
        clauses.append(f"registeredDate after '{registered_on - timedelta(days=2)}'")
        clauses.append(f"registeredDate before '{registered_on + timedelta(days=2)}'")
    return " and ".join(clauses)


def name_filter(name: str) -> str:
    """Builds the $filter for records of that name; it finds more than was asked for: see `matches_name`.

    Empty where nothing can be asked for.
    """
    named = contact_filter(name, None)
    return named if named.startswith("name ") else ""


def words_filter(text: str) -> str:
    """Builds the $filter for names that have each word of a text in them; empty where nothing can be asked.

    Of a word with a quote or a backslash in it its longest part is asked for: see `contact_filter`.
    """
    words = (max(re.split(r"['\\\\]", word), key=len) for word in text[:_LONGEST_TEXT].split())
    return " and ".join([f"name contains '{word}'" for word in words if word][:_MOST_WORDS])


def contact_filter(name: str, registered_on: date | None) -> str:
    """Builds the $filter for companies of that name; with a date, for the user's own of around that date.

    Without a date it is for those of every user: somebody else may be signed in by now, and a server may name
    another one as the one who registered it.

    How to escape a quote or a backslash is not documented, and the date is in the server's time zone, so the
    filter finds more than was asked for: `matches_name` decides.
    """
    start, is_whole = _start_of(name)
    if not start:
        return recent_filter(registered_on)
    named = f"name {'is' if is_whole else 'begins'} '{start}'"
    return f"{named} and {recent_filter(registered_on)}" if registered_on else named


def _start_of(name: str) -> tuple[str, bool]:
    """Returns as much of a name as can be asked for, and whether that is all of it."""
    start = re.split(r"['\\]", name.strip())[0]
    is_whole = start == name.strip() and len(quote(start)) <= _LONGEST_NAME
    while len(quote(start)) > _LONGEST_NAME:
        start = start[: len(start) // 2]
    return start.strip(), is_whole


def cells_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """Returns the cells by the last part of the column name: ``email/emailAddress`` is "emailaddress"."""
    return {re.split("[/.]", key.lower())[-1]: value for key, value in row.items()}


def is_of_kind(row: Mapping[str, Any], kind: str) -> bool:
    """Returns True if the row is of that entity; one that does not say of which may be, if it has its id."""
    cells = cells_of(row)
    told = str(cells.get("entityname") or "")
    return told.casefold() == kind if told else is_id(number_of(cells.get(f"{kind}id")))


def id_of(row: Mapping[str, Any], name: str) -> int:
    """Reads the id of a row in the column `name`. Raises ValueError if it has none."""
    return _id(cells_of(row), name.lower())


def number_of(value: object) -> int:
    """Reads a number, its digits as text, or the encoded form ``[I:123]``; 0 for anything else."""
    found = re.fullmatch(r"(?:\[I:)?([0-9]{1,10})\]?", str(value))
    return int(found[1]) if found else 0


def _id(cells: Mapping[str, Any], name: str) -> int:
    for value in (cells.get(name), cells.get("primarykey")):
        if is_id(number := number_of(value)):
            return number
    raise ValueError(f"a row without {name}")


def _text(value: object) -> str:
    return "" if value is None else str(value)
