"""What the companies of a table come to, in one sentence, and one company in several lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from app.model.imports.lines import Line, LineState
from app.model.imports.progress import ImportProgress
from app.model.imports.shape import TableShape
from app.model.outbox_rows import needs_sign_in
from app.translation import _, ngettext
from app.ui.imports.field_names import name_of_value
from app.ui.imports.lines_model import MOST_ROWS, people_of

if TYPE_CHECKING:
    from app.model.carriers.lists import Country
    from app.recognition.reading.findings import FoundValue
    from app.recognition.tables.companies import TableCompany

_MOST_FIELDS = 4
READING = _("Reading …")


class Told:
    """What the dialog says where there is no table yet, or no other one."""

    NOTHING_YET = _(
        "Choose a file (CSV, Excel, OpenDocument), drop one here, or copy rows in a spreadsheet and paste "
        "them."
    )
    NO_NAMES = _("No column holds names of companies yet: say on the left which one does.")
    NOT_YET = _("Another table can be read once this one is put away.")
    NO_TABLE = _("What was copied is no table. Copy the rows with their headings, then paste them here.")
    COPIED = _("A table was copied: press Enter to read it, or choose a file.")


def counts_told(progress: ImportProgress) -> str:
    """Says how many companies of each kind there are: ``37 new companies, 3 already there``."""
    new, double, doubtful, wrong, done = (
        progress.counts.get(state, 0)
        for state in (
            LineState.NEW,
            LineState.DOUBLE,
            LineState.DOUBTFUL,
            LineState.WRONG,
            LineState.DONE,
        )
    )
    parts = [
        ngettext("{count} new company", "{count} new companies", new).format(count=new),
        double and ngettext("{count} there already", "{count} there already", double).format(count=double),
        doubtful and ngettext("{count} doubtful", "{count} doubtful", doubtful).format(count=doubtful),
        wrong and ngettext("{count} wrong", "{count} wrong", wrong).format(count=wrong),
        done and ngettext("{count} imported before", "{count} imported before", done).format(count=done),
    ]
    return ", ".join(part for part in parts if part)


def summary(progress: ImportProgress) -> str:
    """Says what there is, and what becomes of it if what is clear is sent."""
    if progress.problem:
        return progress.problem
    if not progress.is_over:
        verb = _("Put away: {done} of {total}.") if progress.is_putting else _("Checked: {done} of {total}.")
        told = f"{verb.format(done=progress.done, total=progress.total)} {counts_told(progress)}."
        return " ".join((_("Paused."), told)) if progress.is_paused else told
    left = sum(progress.counts.get(one, 0) for one in (LineState.DOUBLE, LineState.DOUBTFUL, LineState.WRONG))
    then = ngettext(
        "What is not clear is not sent: it stays as {count} draft.",
        "What is not clear is not sent: it stays as {count} drafts.",
        left,
    ).format(count=left)
    lacking = ngettext(
        "{count} lacks what your SuperOffice requires: {fields}.",
        "{count} lack what your SuperOffice requires: {fields}.",
        progress.missing,
    ).format(count=progress.missing, fields=_fields_told(progress))
    sentences = (
        f"{counts_told(progress)}.",
        then if left else "",
        lacking if progress.missing else "",
    )
    return " ".join(filter(None, sentences))


def pause_told(progress: ImportProgress) -> str:
    """Returns what the button says that has the check, or the sending, pause or go on."""
    if needs_sign_in(progress.problem):
        return _("Sign &in")
    return _("Go &on") if progress.is_paused or progress.problem else _("Pa&use")


def told_of(
    shape: TableShape | None, progress: ImportProgress, wrong: str = "", asked: str = "", *further: str
) -> str:
    """Says all of a table: what is `wrong` with what is given, what its user is `asked`, what it comes to."""
    if shape is None:
        return " ".join(filter(None, (asked, wrong, *further)))
    there = summary(progress) if shape.has_names else Told.NO_NAMES
    said = (
        asked,
        wrong,
        there if shape.is_whole else READING,
        *further,
        *remarks_told(shape),
        *progress.unlisted,
    )
    return " ".join(filter(None, said))


def _fields_told(progress: ImportProgress) -> str:
    """Names the fields that are lacking; of several that not all of them lack, with how many do.

    Those that no line says are all named.
    """
    most = max(_MOST_FIELDS, sum(one.is_common for one in progress.lacking))
    fields = [
        one.name if one.number == progress.missing else f"{one.name} ({one.number})"
        for one in progress.lacking[:most]
    ]
    return ", ".join([*fields, *(["…"] if progress.lacking[most:] else [])])


def shape_told(shape: TableShape) -> str:
    """Says what was read: ``fair.xlsx: 40 rows, 37 companies``; of first rows, that it is being read."""
    if not shape.is_whole:
        return f"{shape.name}: {READING}"
    rows = ngettext("{count} row", "{count} rows", shape.rows).format(count=shape.rows)
    companies = ngettext("{count} company", "{count} companies", shape.companies).format(
        count=shape.companies
    )
    return f"{shape.name}: {rows}, {companies}"


def remarks_told(shape: TableShape) -> tuple[str, ...]:
    """Returns sentences about how a table was read; of rows that are no companies, where they are listed."""
    count = len(shape.left_out)
    left_out = ngettext(
        "{count} row is left out: see “Show”.", "{count} rows are left out: see “Show”.", count
    )
    return (*shape.remarks, *([left_out.format(count=count)] if count else ()))


def details_told(
    line: Line,
    card: TableCompany | None,
    for_all: Mapping[str, str] | None = None,
    countries: Sequence[Country] = (),
    custom: Mapping[str, str] | None = None,
) -> str:
    """Returns what is known of a company, in lines: what speaks against it, and what was read.

    `for_all` is what all companies begin with, in words by path; what the table has comes before it.
    `countries` are those of the server, which have names as the form shows them, `custom` the names of custom
    fields by path.
    """
    lines = [*line.reasons, *line.missing]
    if len(line.rows) > MOST_ROWS:
        lines.append(_("Rows: {rows}").format(rows=line.rows))
    if card is not None:
        lines += [note.sentence for note in card.notes if not note.is_doubt]
        values = ((one.path, _value_told(one, countries)) for one in card.found.company)
        lines += [f"{name_of_value(path)}: {value}" for path, value in values if value]
        names = {path: (custom or {}).get(path) or name_of_value(path) for path in card.choices}
        lines += [f"{names[path]}: {text}" for path, text in card.choices.items()]
        for name, person in zip(people_of(card), card.found.persons, strict=True):
            rest = [one.value for one in person if one.path.rpartition(".")[2] not in _NAMES]
            lines.append(" · ".join([name, *rest]))
        lines += [card.note] if card.note else []
        own = {one.path for one in card.found.company} | card.choices.keys()
        if told := " · ".join(text for path, text in (for_all or {}).items() if path not in own):
            lines.append(_("For all companies: {field}").format(field=told))
    return "\n".join(lines)


def _value_told(found: FoundValue, countries: Sequence[Country]) -> str:
    """Returns a value; of a country its name, or what tells it where the server has no such one."""
    if found.path != "Country":
        return found.value
    names = (one.name or one.english_name for one in countries if one.two_letter_iso_country == found.value)
    told = found.snippet if found.snippet == found.value else f"{found.snippet} ({found.value})"
    return next(filter(None, names), told)


_NAMES = ("Firstname", "MiddleName", "Lastname")
