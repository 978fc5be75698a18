"""What an import tells: for people line by line, as JSON in one object, and the rows of the result file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from app.commands.exit_codes import ExitCode
from app.commands.output import print_error, print_line
from app.model.entry import Entry, State
from app.model.imports.lines import rows_told
from app.model.imports.progress import WalkItem
from app.recognition.odd_rows.left_out_rows import LeftOut
from app.recognition.sheets.sheet import Sheet, column_letters
from app.recognition.tables.columns import MatchedTable
from app.recognition.tables.companies import TableCompany
from app.service.imports.earlier_imports import Before
from app.service.imports.plan import Outlook, PlannedCompany
from app.service.imports.result_table import (
    RowResult,
    left_out_results,
    not_reached,
    result_of_before,
)
from app.translation import N_, _, ngettext
from app.translation.joined_names import quoted

_WORDS: Final = {
    "saved": N_("saved"),
    "kept": N_("kept in the outbox"),
    "rejected": N_("rejected"),
    "draft": N_("kept as a draft"),
    "done": N_("imported before"),
    "clear": N_("clear"),
    "doubtful": N_("doubtful"),
    "wrong": N_("wrong"),
}
_MOST_TOLD: Final = 10
_NOT_READ: Final = MatchedTable((), ())
_NO_SHEET: Final = Sheet(())
_CODES: Final = {
    "kept": ExitCode.KEPT,
    "rejected": ExitCode.REJECTED,
    **dict.fromkeys(("draft", Outlook.DOUBTFUL, Outlook.WRONG), ExitCode.NOT_VALID),
}
_STATES: Final = {State.SAVED: "saved", State.REJECTED: "rejected"}


@dataclass
class Told:
    """One company, and what became of it. `state` is one of the words that scripts know."""

    company: TableCompany
    state: str
    reasons: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    entry: Entry | None = None
    id: str = ""
    before: Before | None = None

    @property
    def contact_id(self) -> int:
        """The number of the company in SuperOffice; 0 if it has none."""
        known = self.entry or self.before
        return known.contact_id if known else 0

    @property
    def row_result(self) -> RowResult:
        """What the result file says of each row of the company."""
        if self.before:
            return result_of_before(self.before, self.reasons[1:])
        return RowResult(self.state, self.contact_id, " ".join(self.reasons))


@dataclass
class ImportReport:
    """Collects what became of the companies of a table."""

    matched: MatchedTable = _NOT_READ
    as_json: bool = False
    remarks: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    rows_left: tuple[int, ...] = ()
    """The rows of companies that the import has not come to."""
    sheet: Sheet = _NO_SHEET
    told: list[Told] = field(default_factory=list)
    code: ExitCode = ExitCode.DONE
    message: str = ""
    """Why nothing was imported, or what has stopped the import."""

    def stopped(self, message: str, code: ExitCode) -> None:
        """Tells what stops the import, and takes its exit code over."""
        print_error(message)
        self.message = message
        self.worsen(code)

    def planned(self, one: PlannedCompany, state: str = "") -> None:
        """Adds a company that is not sent now: its outlook, or the state in which it is kept by now."""
        state = state or (one.before.state if one.before else one.outlook.value)
        self._add(Told(one.company, state, one.reasons, one.missing, id=one.id, before=one.before))

    def sent(self, one: PlannedCompany, entry: Entry, code: ExitCode) -> None:
        """Adds a company that is in the outbox; `code` is what `submit` would end with."""
        state = _STATES.get(entry.state, "kept")
        reasons = () if entry.state is State.SAVED else (entry.message,)
        self._add(Told(one.company, state, reasons, one.missing, entry, one.id))
        self.worsen(code)

    def tell_of_none(self) -> None:
        """Tells that the table has no company, unless there is another reason why nothing was imported."""
        if not self.told and not self.message:
            self.message = _("There is no company in the table.")
            print_error(self.message)

    def worsen(self, code: ExitCode) -> None:
        """Takes an exit code over unless there is a more urgent one already."""
        if code in _URGENT and (self.code not in _URGENT or _URGENT.index(code) < _URGENT.index(self.code)):
            self.code = code

    def _add(self, told: Told) -> None:
        self.told.append(told)
        self.worsen(_CODES.get(told.state, ExitCode.DONE))
        if self.as_json:
            return
        rows = rows_told(told.company.rows)
        count = len(told.company.rows)
        head = ngettext("Row {rows}: {name} – {state}", "Rows {rows}: {name} – {state}", count)
        why = ngettext("Row {rows}: {reason}", "Rows {rows}: {reason}", count)
        name = told.company.name or _("without a name")
        print_line(head.format(rows=rows, name=name, state=_(_WORDS[told.state])))
        for note in told.company.notes:
            if not note.is_doubt:
                print_line(f"    {note.sentence}")
        is_over = told.before is not None and not told.before.is_draft
        cells = {note.told for note in told.company.notes}  # they say which row it is
        for reason in told.reasons if not is_over else ():
            # What goes to standard error may be read alone.
            print_error(reason if reason in cells else why.format(rows=rows, reason=reason))

    def print_summary(self) -> None:
        """Prints how many there are of each, what the tenant requires, and which columns go nowhere."""
        for one in self.left_out:
            print_line(_("Left out: {line}").format(line=one.told))
        nowhere = [one.heading for one in self.matched.columns if one.heading and not one.field]
        if nowhere:
            names = ", ".join(quoted(one) for one in nowhere[:_MOST_TOLD]) + (
                " …" if nowhere[_MOST_TOLD:] else ""
            )
            print_error(_("These columns go nowhere: {names}.").format(names=names))
        for sentence in dict.fromkeys(sentence for one in self.told for sentence in one.missing):
            count = sum(sentence in one.missing for one in self.told)
            told = ngettext("In {count} company: {sentence}", "In {count} companies: {sentence}", count)
            print_error(told.format(count=count, sentence=sentence))
        counts = {state: sum(one.state == state for one in self.told) for state in _WORDS}
        parts = [f"{_(_WORDS[state])}: {count}" for state, count in counts.items() if count]
        companies = ngettext("{count} company", "{count} companies", len(self.told))
        if parts:
            print_line(f"{companies.format(count=len(self.told))} ({', '.join(parts)})")

    def as_object(self) -> dict[str, Any]:
        """Returns the object that ``--json`` prints."""
        return {
            "sheet": self.sheet.name,
            "sheets": list(self.sheet.names),
            "columns": [
                {"column": column_letters(one.place), "heading": one.heading, "field": one.field}
                for one in self.matched.columns
            ],
            "remarks": list(self.remarks),
            "left_out": [
                {"row": one.number, "text": one.text, "reason": one.reason} for one in self.left_out
            ],
            "companies": [
                {
                    "rows": list(one.company.rows),
                    "name": one.company.name,
                    "state": one.state,
                    "id": one.id,
                    "ContactId": one.contact_id,
                    "reasons": list(one.reasons),
                    "missing": list(one.missing),
                    "repairs": [note.sentence for note in one.company.notes if not note.is_doubt],
                    "persons": len(one.company.found.persons),
                }
                for one in self.told
            ],
            "message": self.message,
        }

    def drafts(self) -> tuple[WalkItem, ...]:
        """Returns the companies that are drafts by now, of this import or an earlier one, with why."""
        return tuple(
            WalkItem(one.id, one.company.name, one.reasons[1:] if one.before else one.reasons)
            for one in self.told
            if one.state == "draft" and (one.before is None or one.before.is_draft)
        )

    def row_results(self) -> dict[int, RowResult]:
        """Returns what became of each row by its number."""
        of_companies = {row: one.row_result for one in self.told for row in one.company.rows}
        return not_reached(self.rows_left) | left_out_results(self.left_out) | of_companies


_URGENT: Final = (ExitCode.USAGE, ExitCode.SIGN_IN, ExitCode.KEPT, ExitCode.REJECTED, ExitCode.NOT_VALID)
