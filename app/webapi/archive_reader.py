"""Reads the lists of the server's archives, page by page.

A list proves that something is not there only if it is what was asked for. Its rows may show that it is not:
they are of other companies than those of the name, or in another order. Then the rest is asked for.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, Final, TypeVar

from app.webapi import archive, errors
from app.webapi.archive import COMPANIES, PEOPLE, ArchivePage, CompanyRow, PersonRow
from app.webapi.connection import ApiCall, Connection
from app.webapi.http.answers import parse_as

_MAX_PAGES: Final = 50
_REFUSED: Final = {errors.Verdict.REJECTED, errors.Verdict.SEARCH_THEN_REJECT}
# These are said of the whole list, whatever it is asked for.
_OF_THE_LIST: Final = {403, 404}
_IN_A_ROW: Final = 2
"""So often what is answered without entities is refused with them before they are asked for no more."""
# Where a server's pages are smaller.
_PAGES_OF_RECENT: Final = 10

Row = dict[str, Any]
Query = tuple[tuple[str, str], ...]
Rows = TypeVar("Rows")


class Doubts(threading.local):
    """The lists that were not what was asked for, nor whole, by their paths in the log; each thread's own."""

    def __init__(self) -> None:
        self.labels: set[str] = set()


class _Watch:
    """What the rows of a list show of whether it is the one that was asked for."""

    def __init__(self, query: Query, id_name: str, is_asked: Callable[[Row], bool]) -> None:
        self._id_name = id_name
        self._is_asked = is_asked
        self._order = dict(query).get("$orderby", "").split()
        self._last = 0
        self._ids: set[tuple[int, str]] = set()
        self.count = 0  # of different rows: where pages overlap, some are left out
        self.is_odd = False

    @property
    def begins_with_newest(self) -> bool:
        """True if no more than the first rows is needed: what is looked for is among the newest."""
        return self._order[1:] == ["desc"] and not self.is_odd

    def is_new(self, row: Row) -> bool:
        """Notes a row; returns False for one that was there before."""
        number = _number(row, self._id_name)
        # Rows of other kinds have numbers of their own.
        key = (number, str(archive.cells_of(row).get("entityname") or ""))
        is_new = key not in self._ids
        self.count += is_new
        if number and self._order and self._last:
            self.is_odd |= self._last < number if self._order[1:] == ["desc"] else self._last > number
        self.is_odd |= not self._is_asked(row)
        self._last = number or self._last
        self._ids |= {key} if number else set()
        return is_new


class ArchiveReader:
    """The lists of one connection. Every method raises WebApiError and nothing else."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._refusals = Counter[str]()
        self.doubts = Doubts()

    def people(self, contact_id: int) -> tuple[PersonRow, ...]:
        """Returns the people of a company by their ids: pages of rows in no order can leave somebody out.

        The newest are asked for first, so that a server that gives no more than some leaves out none of ours.
        """
        people = self._in_order(
            lambda *order: self.of_entities(
                archive.ALL_PEOPLE, lambda *entities: self._people(contact_id, order, entities)
            ),
            "personId desc",
        )
        return tuple(sorted(people, key=lambda row: row.person_id))

    def _people(self, contact_id: int, order: tuple[str, ...], entities: Query) -> tuple[PersonRow, ...]:
        query = (
            ("$select", archive.PERSON_COLUMNS),
            *(("$orderby", each) for each in order),
            *entities,
        )
        path = f"/v1/Contact/{contact_id}/Persons"
        return self._read(archive.person_row, self.whole(path, query, PEOPLE, "personId"))

    def companies_named(self, name: str, registered_on: date | None) -> tuple[int, ...]:
        """Returns the ids of companies of that name, as `WebApi.find_contacts` does."""
        query = _companies(archive.contact_filter(name, registered_on), "contactId")
        rows = self.whole(
            "/v1/Contact", query, COMPANIES, "contactId", lambda row: archive.begins_as_asked(row, name)
        )
        return self._read(archive.contact_id, (row for row in rows if archive.matches_name(row, name)))

    def recent_companies(self, registered_on: date | None, *, by_anybody: bool) -> tuple[CompanyRow, ...]:
        """Returns companies of whatever name, as `WebApi.recent_contacts` does."""
        condition = archive.recent_filter(registered_on, by_anybody=by_anybody)
        return self._in_order(
            lambda order="contactId": self._recent_companies(condition, order), "contactId desc"
        )

    def of_entities(self, names: str, read: Callable[..., Rows]) -> Rows:
        """Returns what `read` returns with these entities asked for, or without where that is refused.

        What is refused each time is asked for no more until the next start: that costs a request each time.
        """
        if self._refusals[names] >= _IN_A_ROW:
            return read()
        try:
            found = read(("$entities", names))
        except errors.WebApiError as error:
            if error.verdict not in _REFUSED or error.status in _OF_THE_LIST:
                raise
            found = read()
            self._refusals[names] += 1
            return found
        self._refusals[names] = 0
        return found

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
        rows = self.newest("/v1/Contact", query, COMPANIES, "contactId", archive.MOST_RECENT)
        return self._read(archive.company_row, rows)

    def is_company_listed(self, contact_id: int) -> bool:
        """Returns True if the list of companies has that one."""
        rows = self.rows("/v1/Contact", _companies(f"contactId = {contact_id}", "contactId"), COMPANIES)
        return contact_id in self._read(archive.contact_id, rows)

    def whole(
        self,
        path: str,
        query: Query,
        label: str,
        id_name: str,
        is_asked: Callable[[Row], bool] = lambda _row: True,
    ) -> Iterator[Row]:
        """Yields the rows of all pages as `rows` does, and the rest of a list that is not what was asked for.

        Where the rest is not to be had, that is noted as a doubt. `is_asked` tells of a row whether it can be
        in the list.
        """
        watch = _Watch(query, id_name, is_asked)
        for row in self.rows(path, query, label):
            watch.is_new(row)
            yield row
        if watch.is_odd:
            yield from self._rest(path, query, label, watch)

    def newest(
        self,
        path: str,
        query: Query,
        label: str,
        id_name: str,
        most: int,
        *,
        is_asked: Callable[[Row], bool] = lambda _row: True,
    ) -> list[Row]:
        """Returns the `most` newest rows of a list, newest first: of few pages where the server begins so.

        Rows for which `is_asked` is False are left out; then the list is not what was asked for.
        """
        watch, found = _Watch(query, id_name, is_asked), list[Row]()
        for number, page in enumerate(self._pages(path, query, label), start=1):
            found += [row for row in page.value if watch.is_new(row)]
            if watch.begins_with_newest and (watch.count >= most or number == _PAGES_OF_RECENT):
                break
            if number == _MAX_PAGES and page.link is not None:
                self.doubts.labels.add(label)
                break
        else:
            if watch.is_odd or (watch.count >= most and not watch.begins_with_newest):
                found += self._rest(path, query, label, watch)
        # One without an id is not passed over.
        own = filter(is_asked, found)
        return sorted(own, key=lambda row: _number(row, id_name) or archive.LARGEST_ID, reverse=True)[:most]

    def _rest(self, path: str, query: Query, label: str, watch: _Watch) -> Iterator[Row]:
        """Yields what is behind the rows that are noted. Notes a doubt where the server does not go on."""
        for _ in range(_MAX_PAGES):
            before = watch.count
            try:
                rows = self.page(path, (*query, ("$skip", str(watch.count))), label).value
            except errors.WebApiError as error:
                if error.verdict not in _REFUSED:
                    raise
                break
            yield from (row for row in rows if watch.is_new(row))
            if not rows:
                return
            if watch.count == before:
                break
        self.doubts.labels.add(label)

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


def _companies(condition: str, order: str) -> Query:
    return (("$select", archive.CONTACT_COLUMNS), ("$filter", condition), ("$orderby", order))


def _number(row: Row, id_name: str) -> int:
    """Returns the id of a row, 0 where it has none."""
    cells = archive.cells_of(row)
    return archive.number_of(cells.get(id_name.lower())) or archive.number_of(cells.get("primarykey"))
