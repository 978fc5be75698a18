"""Reads the lists of the server's archives, page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any, Final, TypeVar

from app.webapi import archive, errors
from app.webapi.archive import ArchivePage, CompanyRow, PersonRow
from app.webapi.connection import ApiCall, Connection
from app.webapi.http.answers import parse_as

_MAX_PAGES: Final = 50
_REFUSED: Final = {errors.Verdict.REJECTED, errors.Verdict.SEARCH_THEN_REJECT}
# Where a server's pages are smaller.
_PAGES_OF_RECENT: Final = 10

Row = dict[str, Any]
Query = tuple[tuple[str, str], ...]
Rows = TypeVar("Rows")


class ArchiveReader:
    """The lists of one connection. Every method raises WebApiError and nothing else."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def people(self, contact_id: int) -> tuple[PersonRow, ...]:
        """Returns the people of a company, in order: pages of rows in none can leave somebody out."""
        return self._in_order(lambda *order: self._people(contact_id, order), "personId")

    def _people(self, contact_id: int, order: tuple[str, ...]) -> tuple[PersonRow, ...]:
        query = (("$select", archive.PERSON_COLUMNS), *(("$orderby", each) for each in order))
        rows = self.rows(f"/v1/Contact/{contact_id}/Persons", query, "Contact/{id}/Persons")
        return self._read(archive.person_row, rows)

    def companies_named(self, name: str, registered_on: date | None) -> tuple[int, ...]:
        """Returns the ids of companies of that name, as `WebApi.find_contacts` does."""
        rows = self._companies(archive.contact_filter(name, registered_on), "contactId")
        return self._read(archive.contact_id, (row for row in rows if archive.matches_name(row, name)))

    def recent_companies(self, registered_on: date | None, *, by_anybody: bool) -> tuple[CompanyRow, ...]:
        """Returns companies of whatever name, as `WebApi.recent_contacts` does."""
        condition = archive.recent_filter(registered_on, by_anybody=by_anybody)
        return self._in_order(
            lambda order="contactId": self._recent_companies(condition, order), "contactId desc"
        )

    def _in_order(self, read: Callable[..., Rows], order: str) -> Rows:
        """Returns what `read` returns in that order, or in its own where the server refuses it.

        The order of the vendor's documentation is that of OData.
        """
        try:
            return read(order)
        except errors.WebApiError as error:
            if error.verdict not in _REFUSED:
                raise
            return read()

    def _recent_companies(self, condition: str, order: str) -> tuple[CompanyRow, ...]:
        query = (
            ("$select", archive.CONTACT_COLUMNS),
            *((("$filter", condition),) if condition else ()),
            ("$orderby", order),
            ("$top", str(archive.MOST_RECENT)),
        )
        pages = islice(self._pages("/v1/Contact", query, "Contact"), _PAGES_OF_RECENT)
        rows = (row for page in pages for row in page.value)
        return self._read(archive.company_row, islice(rows, archive.MOST_RECENT))

    def is_company_listed(self, contact_id: int) -> bool:
        """Returns True if the list of companies has that one."""
        rows = self._companies(f"contactId = {contact_id}", "contactId")
        return contact_id in self._read(archive.contact_id, rows)

    def _companies(self, condition: str, order: str) -> Iterator[Row]:
        query = (("$select", archive.CONTACT_COLUMNS), ("$filter", condition), ("$orderby", order))
        return self.rows("/v1/Contact", query, "Contact")

    def rows(self, path: str, query: Query, label: str) -> Iterator[Row]:
        """Yields the rows of all pages of a list; `label` replaces the path in the log.

        Raises UnexpectedAnswerError where they do not end.
        """
        for number, page in enumerate(self._pages(path, query, label), start=1):
            yield from page.value
            if number == _MAX_PAGES and page.link is not None:
                raise self._unexpected(f"more than {_MAX_PAGES} pages")

    def _pages(self, path: str, query: Query, label: str) -> Iterator[ArchivePage]:
        """Yields page after page. Raises UnexpectedAnswerError where one leads back to an earlier one."""
        seen: set[str] = set()
        page = self.page(path, query, label)
        while True:
            yield page
            following = page.next_path
            if following is None:
                return
            if following in seen:
                raise self._unexpected("pages that lead in a circle")
            seen.add(following)
            page = self.page(following, (), label)

    def page(self, path: str, query: Query, label: str) -> ArchivePage:
        """Returns one page of a list. `label` is its path in the log, without what a user typed."""
        call = ApiCall("GET", path, query, label=f"/v1/{label}", shape=ArchivePage)
        return parse_as(ArchivePage, self._connection.call(call), self._connection.host)

    def _read(self, reader: Any, rows: Iterable[Row]) -> tuple[Any, ...]:
        try:
            return tuple(map(reader, rows))
        except ValueError as error:
            raise self._unexpected(str(error)) from None

    def _unexpected(self, detail: str) -> errors.UnexpectedAnswerError:
        return errors.UnexpectedAnswerError(self._connection.host, detail=detail, status=200)
