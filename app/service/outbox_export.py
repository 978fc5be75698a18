"""The outbox as a table, for spreadsheets or to be printed: what it lists, one line for each company."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from app.model.entry import Entry
from app.model.history.origin import Origin, origin_of
from app.model.outbox_rows import OutboxFilter, OutboxRow, row_of
from app.model.profile import shown_connection
from app.model.sheets.sheet import Sheet
from app.service.outbox_list import read_list
from app.storage.files.csv_file import write_csv
from app.storage.files.errors import EntryUnreadable
from app.storage.sqlite.outbox import Outbox
from app.translation import _, pgettext

_MOST_LINES = 1_000_000
"""As many as a sheet of a spreadsheet holds."""


def export_outbox(outbox: Outbox, chosen: OutboxFilter, path: Path, separator: str) -> int:
    """Writes what the outbox lists by that filter, older saved companies too, and returns how many lines.

    Times are this computer's, as spreadsheets in every language read them. Raises StoreProblem.
    """
    rows = read_list(outbox, chosen, _MOST_LINES).rows
    write_csv(path, _lines(outbox, rows, has_origin=True), separator)
    return len(rows)


def history_sheet(outbox: Outbox, chosen: OutboxFilter) -> Sheet:
    """Makes the sheet of what the outbox lists by that filter, as many companies as the window shows.

    Raises StoreProblem.
    """
    listed, search = read_list(outbox, chosen), chosen.search
    notes = [_("Companies with “{search}”").format(search=search)] if search else []
    if chosen.text:
        notes.append(chosen.text)
    if listed.is_cut:
        notes.append(_("Older saved companies are left out."))
    lines = tuple(tuple(line) for line in _lines(outbox, listed.rows))
    title = _("Outbox")
    return Sheet(f"{title} {datetime.now(UTC).astimezone():%Y-%m-%d}", title, " · ".join(notes), table=lines)


def note_of(entry: Entry) -> str:
    """Returns what stands on an entry's sheet beneath its name: when it was typed, and what became of it."""
    became = entry.message or row_of(entry).state_name
    return f"{_time(entry.created)} · {became}"


def _time(moment: datetime) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"


def _lines(outbox: Outbox, rows: tuple[OutboxRow, ...], *, has_origin: bool = False) -> Iterator[list[str]]:
    """Yields the headings and a line for each row; on paper there is no room for its origin."""
    origin = [_("Templates"), pgettext("rows and columns", "Table")]
    yield [
        _("Company"),
        pgettext("of an entry", "State"),
        _("Id in SuperOffice"),
        _("Time"),
        _("Connection"),
        _("People"),
        _("Message"),
        *(origin if has_origin else ()),
    ]
    for row in rows:
        # One at a time: whole entries of years would not fit into memory.
        whole, entry = _whole(outbox, row), row.entry
        yield [
            entry.name,
            row.state_name,
            str(entry.contact_id or ""),
            _time(entry.created),
            shown_connection(whole.profile) if whole else "",
            ", ".join(step.name for step in whole.people) if whole else "",
            entry.message,
            *(_origin(whole) if has_origin else ()),
        ]


def _origin(entry: Entry | None) -> tuple[str, str]:
    origin = origin_of(entry) if entry else Origin()
    return ", ".join(origin.templates), origin.table


def _whole(outbox: Outbox, row: OutboxRow) -> Entry | None:
    """Returns the entry; None if it is damaged, or is gone since the list was read."""
    try:
        return outbox.get(row.id)
    except EntryUnreadable:
        return None
