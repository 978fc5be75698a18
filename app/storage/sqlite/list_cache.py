"""What is known of each connection's server: its lists as last fetched, how it takes people, what it has."""

from __future__ import annotations

import json
import sqlite3
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Final

from app.model.carriers.wire import DateTimeText
from app.model.entry import Entry, Membership, SavedCompany, State, Step, StepKind
from app.model.text_normalization import normalize
from app.storage.files.digest import sha256_of
from app.storage.sqlite.database import CommitPoint, Database
from app.storage.sqlite.row_format import (
    UnreadableRow,
    is_count,
    moment_from,
    number_from,
    step_from,
    strictly,
    text_from,
    time_text,
)

# A row of the cached lists, under a name that no list of a server has and in no language.
_NAME: Final = "trait: people inside a company"
_NO_LANGUAGE: Final = ""

# Of people, those who were added by a POST of their own ("embedded" is the name of an older version).
_READ_SAVED: Final = """
    SELECT number, contact_id, CASE WHEN json_valid(steps) THEN json_extract(steps, '$[0].sent') END,
        CASE WHEN json_valid(steps) THEN (
            SELECT max(json_extract(value, '$.remote_id')) FROM json_each(steps)
            WHERE key > 0 AND type = 'object' AND json_extract(value, '$.kind') = 'person'
            AND json_type(value, '$.remote_id') = 'integer'
            AND NOT coalesce(json_extract(value, '$.by_name'), json_extract(value, '$.embedded'), 0)
        ) END
    FROM entries WHERE contact_id <> 0 AND answer IS NOT NULL AND profile = ? ORDER BY number DESC LIMIT 50
"""
# When the server has made the company of an entry, as it has told.
_MADE: Final = "CASE WHEN json_valid(answer) THEN json_extract(answer, '$.CreatedDate') END"
# The index has the number, the table would be read with all its bodies and answers.
_FIND_TAKEN: Final = f"""
    SELECT profile, {_MADE}, body FROM entries INDEXED BY entries_listed WHERE contact_id = ? AND id <> ?
"""  # noqa: S608 - constants alone

_FIND_APPOINTMENTS: Final = f"""
    SELECT profile, {_MADE}, json_extract(step.value, '$.remote_id') FROM entries INDEXED BY entries_listed,
        json_each(CASE WHEN json_valid(steps) THEN steps ELSE '[]' END) AS step
    WHERE contact_id = ? AND entries.id <> ? AND step.type = 'object'
    AND json_extract(step.value, '$.kind') = 'appointment'
"""  # noqa: S608 - constants alone

_FIND_MEMBERSHIPS: Final = """
    SELECT steps FROM entries INDEXED BY entries_listed WHERE contact_id = ? AND profile = ? AND id <> ?
    AND (instr(steps, '"selection"') OR instr(steps, '"project"'))
"""

# Zones are hours and quarters apart.
_QUARTER: Final = timedelta(minutes=15)
_ANY_ZONE: Final = timedelta(hours=26)
_SECONDS: Final = timedelta(seconds=2)

# Companies that may be on the server, while no entry is them any more.
_MEMBERSHIPS: Final = (StepKind.SELECTION, StepKind.PROJECT)
_NO_ENTRYS: Final = "trait: companies of discarded entries"
_MOST_DISCARDED: Final = 1000
# The last companies that the server has answered with, of entries that are gone: whether lists have them.
_LAST_ANSWERED: Final = "trait: last companies of deleted entries"
_MOST_ANSWERED: Final = 3
_PUT: Final = "INSERT OR REPLACE INTO lists (profile, language, name, fetched, items) VALUES (?, ?, ?, ?, ?)"
_GET_ALL: Final = "SELECT profile, items FROM lists WHERE language = ? AND name = ?"
_GET: Final = "SELECT items, fetched FROM lists WHERE profile = ? AND language = ? AND name = ?"
_GET_LAST: Final = """
    SELECT items, fetched FROM lists WHERE profile = ? AND language <> ? AND name = ? ORDER BY fetched DESC
"""


class ListCache:
    """Any thread. Every method raises StoreProblem on disk errors."""

    def __init__(self, store: Database) -> None:
        self._store = store

    def put(
        self, profile: str, language: str, name: str, items_json: str, fetched: datetime | None = None
    ) -> None:
        """Stores the list as JSON text; `fetched` is now by default."""
        moment = time_text(fetched or datetime.now(UTC))
        with self._store.transaction(CommitPoint.LIST_PUT) as connection:
            connection.execute(_PUT, (profile, language, name, moment, items_json))

    def get(self, profile: str, language: str, name: str) -> tuple[str, datetime] | None:
        """Returns the JSON text as it was put, and when it was fetched; None if there is no readable copy."""
        return self._first_of(_GET, (profile, language, name))

    def last_in_any_language(self, profile: str, name: str) -> tuple[str, datetime] | None:
        """Returns what `get` does for the language in which the list was fetched last."""
        return self._first_of(_GET_LAST, (profile, _NO_LANGUAGE, name))

    def _first_of(self, query: str, values: tuple[str, ...]) -> tuple[str, datetime] | None:
        rows = self._store.read(query, values)
        with suppress(ValueError, TypeError):
            return next(((text_from(items), moment_from(fetched)) for items, fetched in rows), None)
        return None  # damaged: it is fetched again

    def forget(self, profile: str) -> None:
        """Deletes the copies of a connection."""
        with self._store.transaction(CommitPoint.LIST_FORGET) as connection:
            connection.execute("DELETE FROM lists WHERE profile = ?", (profile,))


class ServerTraits:
    """What deliveries have learned about the server of each connection, so that it is learned once.

    Any thread. Every method raises StoreProblem on disk errors.
    """

    def __init__(self, store: Database) -> None:
        self._store = store
        self._lists = ListCache(store)

    def names_people_inside(self, profile: str, url: str) -> bool:
        """Returns False if the server at `url` is known not to name the people inside a posted company."""
        found = self._lists.get(profile, _NO_LANGUAGE, _NAME)
        return found is None or found[0] != _not_named_by(url)

    def note_people_not_named(self, profile: str, url: str) -> None:
        """Remembers that the server at `url` adds people inside a posted company silently, or not at all."""
        self._lists.put(profile, _NO_LANGUAGE, _NAME, _not_named_by(url))

    def number_of(self, entry_id: str) -> int:
        """Returns the number of an entry, which grows from one to the next; 0 if it is gone."""
        rows = self._store.read("SELECT number FROM entries WHERE id = ?", (entry_id,))
        return int(rows[0][0]) if rows else 0

    def is_taken(self, profile: str, contact_id: int, *, without: str, by_additions: bool = True) -> bool:
        """Returns True if an entry of that connection is that company already, `without` aside.

        So is one that adds to it, unless `by_additions` is False: it has not made the company.
        """
        return any(
            _is_same_connection(profile, name) and (by_additions or not _is_addition(body))
            for name, _made, body in self._entries_of(contact_id, without)
        )

    def may_be_taken_elsewhere(
        self, profile: str, contact_id: int, made: datetime | None, *, without: str
    ) -> bool:
        """Returns True if an entry of another connection may be that company, which was `made` then.

        Two connections may lead to one server, and one of them may have got another name: that the number
        and the time are the same shows it. An entry that adds to the company has not made it.
        """
        return any(
            not _is_same_connection(profile, name)
            and not _is_addition(body)
            and _is_same_time(_time_of(told), made)
            for name, told, body in self._entries_of(contact_id, without)
        )

    def _entries_of(self, contact_id: int, without: str) -> list[tuple[object, ...]]:
        if not (is_count(contact_id) and contact_id != 0):
            return []
        return self._store.read(_FIND_TAKEN, (contact_id, without))

    def appointments_of(
        self, profile: str, contact_id: int, made: object = None, *, without: str
    ) -> set[int]:
        """Returns the appointments that entries have made with a company, one aside.

        That is over that connection, or over another one whose answer says that it was `made` then.
        """
        rows = self._store.read(_FIND_APPOINTMENTS, (contact_id, without))
        return {
            number
            for name, told, number in rows
            if is_count(number)
            and number != 0
            and (_is_same_connection(profile, name) or _is_same_time(_time_of(told), _time_of(made)))
        }

    def memberships_of(self, profile: str, contact_id: int, *, without: str) -> tuple[Membership, ...]:
        """Returns the memberships that entries of that connection have made of a company, one aside."""
        found: list[Membership] = []
        for (stored,) in self._store.read(_FIND_MEMBERSHIPS, (contact_id, profile, without)):
            with suppress(UnreadableRow), strictly():  # damaged
                found += _memberships([step_from(one) for one in json.loads(stored)])
        return tuple(found)

    def saved_companies(self, profile: str) -> tuple[SavedCompany, ...]:
        """Returns the companies that the server of that connection last answered with, the newest first."""
        rows = self._store.read(_READ_SAVED, (profile,))
        found: list[SavedCompany] = []
        for number, contact_id, sent, person in rows:
            with suppress(ValueError, TypeError):  # damaged
                saved = SavedCompany(number, number_from(contact_id), moment_from(sent), person or 0)
                found.append(saved)
        return tuple(found)

    def may_be_discarded(self, profile: str, contact_id: int, name: str) -> bool:
        """Returns True if that company may have been made for an entry that has been discarded since.

        Over another connection, which may lead to the same server, its name alone tells that.
        """
        mark = _mark_of(name)
        for owner, items in self._store.read(_GET_ALL, (_NO_LANGUAGE, _NO_ENTRYS)):
            known = _known_discarded(items)
            if mark in known or (contact_id in known and _is_same_connection(profile, owner)):
                return True
        return False

    def last_deleted(self, profile: str) -> tuple[int, ...]:
        """Returns the last companies that the server of a connection has answered with, the newest first.

        They are those whose entries have been deleted here since, and few.
        """
        found = self._lists.get(profile, _NO_LANGUAGE, _LAST_ANSWERED)
        return tuple(filter(is_count, reversed(_known_discarded(found[0] if found else ""))))


def _memberships(steps: list[Step]) -> list[Membership]:
    found: list[Membership] = []
    for one in steps:
        if one.kind in _MEMBERSHIPS and one.state is State.SAVED and one.sent is not None:
            whose = int(one.content.get("Person", 0))
            person_id = steps[whose].remote_id if whose else 0
            found.append(Membership(one.kind, int(one.content["Id"]), person_id, one.remote_id, one.sent))
    return found


def _is_same_connection(name: str, other: object) -> bool:
    """Returns True for names of one connection: as everywhere, capitals make no other one."""
    return isinstance(other, str) and name.casefold() == other.casefold()


def _time_of(text: object) -> datetime | None:
    """Reads a time of an answer, which is the server's own word."""
    try:
        return DateTimeText(text).moment if isinstance(text, str) else None
    except ValueError:
        return None


def _is_same_time(one: datetime | None, other: datetime | None) -> bool:
    """Returns True if two connections tell the same time, each in a zone of its own.

    Columns have seconds; an answer to a POST may have been written before it was stored.
    """
    if one is None or other is None:
        return False
    apart = abs(one - other)
    odd = apart % _QUARTER
    return apart <= _ANY_ZONE and min(odd, _QUARTER - odd) <= _SECONDS


def _is_addition(body: object) -> bool:
    """Returns True for what an entry sends that adds to a company which is there."""
    try:
        return bool(json.loads(body)["ContactId"])  # type: ignore[arg-type]  # a TypeError, where it is none
    except (ValueError, TypeError, KeyError, RecursionError):
        return False


def remember_discarded(connection: sqlite3.Connection, entry: Entry) -> None:
    """Remembers, in a transaction, the company of an entry that is being discarded, if it may be there.

    It has no token that would tell it from that of an entry just like it. Its name is stored as a digest.
    """
    company = entry.company
    may_be_there = company.state is State.UNKNOWN or company.state_if_not_found is State.REJECTED
    if not company.token and (entry.contact_id or may_be_there):
        _remember(connection, entry.profile, [entry.contact_id or _mark_of(entry.name)])
    if entry.contact_id and entry.answer is not None and not entry.is_addition:
        _remember(connection, entry.profile, [entry.contact_id], _LAST_ANSWERED, _MOST_ANSWERED)


def remember_wiped(connection: sqlite3.Connection) -> None:
    """Remembers, in a transaction, the companies of the last saved entries, which are being deleted."""
    rows = connection.execute(
        "SELECT profile, contact_id FROM entries WHERE state = 'saved' ORDER BY number DESC LIMIT ?",
        (_MOST_DISCARDED,),
    ).fetchall()
    for profile in {row[0] for row in rows}:
        numbers = [number for owner, number in reversed(rows) if owner == profile]
        _remember(connection, profile, numbers)
        _remember(connection, profile, numbers, _LAST_ANSWERED, _MOST_ANSWERED)


def _remember(
    connection: sqlite3.Connection,
    profile: str,
    marks: list[int | str],
    name: str = _NO_ENTRYS,
    most: int = _MOST_DISCARDED,
) -> None:
    found = connection.execute(_GET, (profile, _NO_LANGUAGE, name)).fetchone()
    known = [*_known_discarded(found[0] if found else ""), *filter(_is_mark, marks)][-most:]
    moment = time_text(datetime.now(UTC))
    connection.execute(_PUT, (profile, _NO_LANGUAGE, name, moment, json.dumps(known)))


def _known_discarded(stored: object) -> list[int | str]:
    """Reads ids, and digests of names, as they are stored; none of what is damaged."""
    try:
        marks = json.loads(stored if isinstance(stored, str) else "")
    except (ValueError, RecursionError):
        return []
    return list(filter(_is_mark, marks)) if isinstance(marks, list) else []


def _is_mark(value: object) -> bool:
    return isinstance(value, str) or is_count(value)


def _mark_of(name: str) -> str:
    return sha256_of(normalize(name).encode("utf-8", "replace"))[:16]


def _not_named_by(url: str) -> str:
    """Returns what is stored. It names the server: a connection can be turned to another one."""
    return json.dumps({"ignored_by": url})
