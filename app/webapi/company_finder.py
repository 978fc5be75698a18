"""Finds companies and people in the server's archives, by one property at a time.

Sources: Swagger ``GET Contact``, ``GET Person``, ``GET Contact/DuplicateDomains/{domain}``; archive providers
"SimpleContact" and "Person" (columns and their restrictions); operators: docs, "REST WebAPI search". That a
number can be compared with several by ``in`` is not described for every version. A server that refuses a
question is not asked by that property again until the program, or the connection, starts anew.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from time import monotonic
from typing import Any, Final
from urllib.parse import quote

from app.model.carriers.lists import DuplicateEntry
from app.model.company_search.hits import CompanyHit
from app.model.company_search.questions import Criterion, Question
from app.model.text_normalization import displayable
from app.webapi import archive, errors
from app.webapi.archive import ArchivePage, is_id
from app.webapi.archive_reader import ArchiveReader, Query
from app.webapi.connection import ApiCall, Connection
from app.webapi.http.answers import parse_as

_COMPANY_COLUMNS = (
    "contactId,name,department,orgnr,streetAddress/city,postAddress/city,contactAssociate/fullName"
)
_PERSON_COLUMNS = (
    "personId,fullName,email/emailAddress,personMobilePhone/formattedNumber,contactId,personContact/name,"
    "personContact/department,personContact/orgnr,personContact/streetAddress/city,"
    "personContact/postAddress/city,personContact/contactAssociate/fullName"
)
_PHONE_COLUMNS: Final = {
    Criterion.PHONE: ("contactPhone/formattedNumber", "searchPhone/formattedNumber"),
    Criterion.PERSON_PHONE: (
        "personMobilePhone/formattedNumber",
        "personDirectPhone/formattedNumber",
        "personPrivate/formattedNumber",
        "searchPhone/formattedNumber",
    ),
}
"""What is read as well where a number has to be the whole one."""
_MOST_COUNTED: Final = 500
# Internet Information Services takes 2,048 characters of query by default.
_LONGEST_VALUE = 100
_MOST_VALUES = 12
_LONGEST_SHOWN = 300
_QUIET_S: Final = 10.0
"""After a 429 that does not say how long."""
_CONDITIONS: Final = {
    Criterion.NAME: "name begins {start}",
    Criterion.NAME_PART: "name contains {part}",
    Criterion.CITY: "streetAddress/city begins {start}",
    Criterion.NUMBER: "number is {whole}",
    Criterion.ORG_NR: "orgnr in ({any_of})",
    Criterion.EMAIL: "email/emailAddress begins {start}",
    Criterion.PHONE: "searchPhone/formattedNumber contains {whole}",
    Criterion.PERSON_NAME: "fullName contains {part}",
    Criterion.PERSON_EMAIL: "email/emailAddress begins {start}",
    Criterion.PERSON_PHONE: "searchPhone/formattedNumber contains {whole}",
    Criterion.PEOPLE_OF: "lastName in ({any_of}) and contactId in ({ids})",
}
_WHOLE: Final = dict.fromkeys((Criterion.EMAIL, Criterion.PERSON_EMAIL), "email/emailAddress in ({any_of})")
_COUNT, _ROWS, _ORDER = "count", "rows", "order"


@dataclass(frozen=True)
class FoundHits:
    """The answer to one question. `is_cut`: there are more; `is_refused`: the server cannot be asked that."""

    hits: tuple[CompanyHit, ...] = ()
    is_cut: bool = False
    is_refused: bool = False


class CompanyFinder:
    """Asks one connection. Threads may share it."""

    def __init__(self, connection: Connection, archives: ArchiveReader) -> None:
        self._connection = connection
        self._archives = archives
        self._refused: set[str] = set()  # until the next start
        self._quiet_until = 0.0  # by the monotonic clock

    def ask(self, question: Question, most: int) -> FoundHits:
        """Returns the first `most` companies or people, by name. Raises WebApiError, not for a refusal."""
        criterion = question.criterion
        if criterion in self._refused:
            return FoundHits(is_refused=True)
        self._keep_quiet()
        try:
            if criterion is Criterion.DOMAIN:
                return self._of_domain(question, most)
            return self._found(question, _condition(question), most)
        except errors.WebApiError as error:
            self._note_refusal(criterion, error)
            return FoundHits(is_refused=True)

    def count_people(self, contact_ids: Sequence[int]) -> Mapping[int, int]:
        """Returns how many people each company has, in one request; nothing where that cannot be told.

        Raises WebApiError, not for a refusal.
        """
        if not contact_ids or _COUNT in self._refused:
            return {}
        self._keep_quiet()
        query = (
            ("$select", "contactId"),
            ("$filter", f"contactId in ({','.join(map(str, contact_ids))})"),
            ("$top", str(_MOST_COUNTED + 1)),
        )
        try:
            page = self._archives.page("/v1/Person", query, "Person")
        except errors.WebApiError as error:
            self._note_refusal(_COUNT, error)
            return {}
        if len(page.value) > _MOST_COUNTED or page.link is not None:
            return {}
        counts = Counter(_number(_cells(row), "contactid") for row in page.value)
        return {number: counts[number] for number in contact_ids}

    def _keep_quiet(self) -> None:
        """Raises TooBusyError, and asks nothing, for as long as the server has asked to be left alone."""
        left = self._quiet_until - monotonic()
        if left > 0:
            raise errors.TooBusyError(self._connection.host, status=429, retry_after=left)

    def _found(self, question: Question, condition: str, most: int) -> FoundHits:
        if not condition:
            return FoundHits()
        is_of_person = question.criterion.is_of_person
        label = "Person" if is_of_person else "Contact"
        columns = _PERSON_COLUMNS if is_of_person else _COMPANY_COLUMNS
        phones = _PHONE_COLUMNS.get(question.criterion, ()) if question.is_whole else ()
        query = (
            ("$select", ",".join((columns, *(one for one in phones if one not in columns)))),
            ("$filter", condition),
            ("$top", str(most + 1)),
        )
        page = self._page(label, query, "fullName,personId" if is_of_person else "name,contactId")
        read = _person_hit if is_of_person else _company_hit
        rows = [_cells(row) for row in islice(page.value, most + 1)]
        hits = dict.fromkeys(
            replace(hit, phones=_phones(row, phones)) for row in rows if (hit := read(row)) is not None
        )
        return FoundHits(tuple(hits)[:most], is_cut=len(page.value) > most or page.link is not None)

    def _page(self, label: str, query: Query, order: str) -> ArchivePage:
        """Reads a page in that order, or in the server's own where it refuses the other."""
        if _ORDER not in self._refused:
            try:
                return self._listed(label, (*query, ("$orderby", order)))
            except errors.WebApiError as error:
                if not error.is_refusal:
                    raise
        page = self._listed(label, query)
        self._refused.add(_ORDER)
        return page

    def _listed(self, label: str, query: Query) -> ArchivePage:
        """Reads a page; of people, one that has former employees as well."""
        if label != "Person":
            return self._archives.page(f"/v1/{label}", query, label)
        return self._archives.of_entities(
            archive.ALL_PEOPLE,
            lambda *entities: self._archives.page("/v1/Person", (*query, *entities), "Person"),
        )

    def _of_domain(self, question: Question, most: int) -> FoundHits:
        """Asks for companies with one of these domains, then for what else is shown of them."""
        named: dict[tuple[int, str], CompanyHit] = {}
        for domain in question.values[:_MOST_VALUES]:
            path = f"/v1/Contact/DuplicateDomains/{quote(domain, safe='')}"
            label, shape = "/v1/Contact/DuplicateDomains/{domain}", tuple[DuplicateEntry, ...]
            answer = self._connection.call(ApiCall("GET", path, label=label, shape=shape))
            for entry in parse_as(shape, answer, self._connection.host):
                hit = _entry_hit(entry)
                named.setdefault((hit.contact_id, hit.identifier), hit)
        ours = [hit.contact_id for hit in named.values() if hit.contact_id][:most]
        rows = {hit.contact_id: hit for hit in self._rows_of(ours)}
        hits = tuple(rows.get(hit.contact_id, hit) for hit in named.values())
        return FoundHits(hits[:most], is_cut=len(hits) > most)

    def _rows_of(self, contact_ids: Sequence[int]) -> tuple[CompanyHit, ...]:
        if not contact_ids or _ROWS in self._refused:
            return ()
        condition = f"contactId in ({','.join(map(str, contact_ids))})"
        try:
            return self._found(Question(Criterion.DOMAIN, ()), condition, len(contact_ids)).hits
        except errors.WebApiError as error:
            self._note_refusal(_ROWS, error)
            return ()

    def _note_refusal(self, what: str, error: errors.WebApiError) -> None:
        """Raises the error again unless it says that this cannot be asked."""
        if isinstance(error, errors.TooBusyError):
            self._quiet_until = monotonic() + (error.retry_after or _QUIET_S)
        if not error.is_refusal:
            raise error
        self._refused.add(what)


def _condition(question: Question) -> str:
    """Builds the $filter; empty where nothing can be asked.

    How to escape a quote or a backslash is not documented: asked for is what stands before or between them.
    """
    first = question.values[0] if question.values else ""
    values = {
        "start": _quoted(_pieces(first)[0]),
        "part": _quoted(max(_pieces(first), key=len)),
        "whole": _quoted(first),
        "any_of": ",".join(filter(None, map(_quoted, question.values[:_MOST_VALUES]))),
        "ids": ",".join(map(str, question.within)),
    }
    template = _WHOLE.get(question.criterion, "") if question.is_whole else ""
    template = template or _CONDITIONS.get(question.criterion, "")
    is_complete = all(values[place] for place in re.findall(r"{(\w+)}", template))
    return template.format_map(values) if is_complete else ""


def _pieces(text: str) -> list[str]:
    return [piece.strip() for piece in re.split(r"['\\]", text[:_LONGEST_VALUE])]


def _quoted(text: str) -> str:
    """Returns the text as a string of a $filter; empty for one that cannot be."""
    return f"'{text}'" if text and "'" not in text and "\\" not in text else ""


def _cells(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key.lower().replace(".", "/"): value for key, value in row.items()}


def _company_hit(cells: Mapping[str, Any]) -> CompanyHit | None:
    number = _number(cells, "contactid") or _number(cells, "primarykey")
    return _hit(cells, number, "") if number else None


def _person_hit(cells: Mapping[str, Any]) -> CompanyHit | None:
    """Reads somebody who is at a company; None for who is at none."""
    number = _number(cells, "contactid")
    if not number:
        return None
    reach = _text(cells, "email/emailaddress") or _text(cells, "personmobilephone/formattednumber")
    person_id = _number(cells, "personid") or _number(cells, "primarykey")
    return _hit(cells, number, "personcontact/", _text(cells, "fullname"), person_id, reach)


def _entry_hit(entry: DuplicateEntry) -> CompanyHit:
    number = entry.so_primary_key if is_id(entry.so_primary_key) else 0
    name = displayable(entry.entry_name or "", _LONGEST_SHOWN)
    identifier = "" if number else displayable(entry.entry_identifier or "", _LONGEST_SHOWN)
    return CompanyHit(number or 0, name, identifier=identifier)


def _hit(cells: Mapping[str, Any], number: int, at: str, *person: Any) -> CompanyHit:
    who, person_id, reach = person or ("", 0, "")
    return CompanyHit(
        contact_id=number,
        name=_text(cells, f"{at}name"),
        department=_text(cells, f"{at}department"),
        city=_text(cells, f"{at}streetaddress/city") or _text(cells, f"{at}postaddress/city"),
        owner=_text(cells, f"{at}contactassociate/fullname"),
        org_nr=_text(cells, f"{at}orgnr"),
        person=who,
        person_id=person_id,
        person_reach=reach,
    )


def _phones(cells: Mapping[str, Any], columns: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (_text(cells, one.lower()) for one in columns))))


def _number(cells: Mapping[str, Any], name: str) -> int:
    """Reads an id: a number, its digits as text, or the encoded form ``[I:123]``; 0 for anything else."""
    found = re.fullmatch(r"(?:\[I:)?([0-9]{1,10})\]?", str(cells.get(name)))
    return int(found[1]) if found and is_id(int(found[1])) else 0


def _text(cells: Mapping[str, Any], name: str) -> str:
    value = cells.get(name)
    return "" if value is None else displayable(str(value), _LONGEST_SHOWN)
