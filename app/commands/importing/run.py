"""``contact-entry import``: sends the companies of a table; what is unclear or wrong stays as drafts."""

from __future__ import annotations

import argparse
from collections import deque
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from app.commands.exit_codes import CommandFailed, ExitCode
from app.commands.finding.country import region_of
from app.commands.given_file import read_given_file
from app.commands.importing.column_map import read_column_map
from app.commands.importing.places import Place, place_for
from app.commands.importing.report import ImportReport
from app.commands.output import print_error, print_json, print_line
from app.commands.session import Session, open_session
from app.commands.templates import named_template
from app.model.form.choices import choices_from_list
from app.model.history.origin import with_table, with_template
from app.model.profile import Profile
from app.model.templates.numbers import for_server, server_of
from app.recognition.odd_rows.left_out_rows import left_out_rows
from app.recognition.sheets.sheet import MOST_BYTES, Sheet, TableProblem, column_letters
from app.recognition.tables.columns import MatchedTable, match_columns
from app.recognition.tables.companies import TableCompany, companies_of
from app.recognition.tables.reading import read_table
from app.recognition.values.headings import field_of_heading, normal
from app.service.imports.custom_values import CUSTOM, by_keys, fields_by_label
from app.service.imports.earlier_imports import Before
from app.service.imports.plan import Outlook, PlannedCompany, Planner
from app.service.imports.result_table import result_path, write_result
from app.service.imports.set_values import Constants, NotInList, why_unknown
from app.storage.files.errors import EntryFrozen, StoreProblem
from app.translation import _, ngettext
from app.translation.joined_names import quoted
from app.webapi.errors import Verdict, WebApiError

_STANDARD_INPUT: Final = "-"
_MOST_TOLD: Final = 5


def run(arguments: argparse.Namespace) -> ExitCode:
    """Runs ``contact-entry import``."""
    report = ImportReport(as_json=arguments.json)
    try:
        return _run(arguments, report)
    except (CommandFailed, StoreProblem) as problem:
        if arguments.json and not report.told:
            report.message = problem.message
            print_json(report.as_object())
        raise


def _run(arguments: argparse.Namespace, report: ImportReport) -> ExitCode:
    template, given = named_template(arguments.home, arguments.template)
    chosen = read_column_map(arguments.map) if arguments.map else {}
    sheet = _read(arguments, report, chosen)
    begun = with_table(with_template({}, template), sheet.called(_table_name(arguments.file)))
    chosen_values = dict(_constants(arguments.set or []))
    constants = list((for_server(given, "") | chosen_values).items())
    for remark in report.remarks:
        print_error(remark)
    with open_session(arguments.home, arguments.log_level) as session:
        place, profile = _opened(session, arguments, constants)
        constants = list((for_server(given, server_of(profile)) | chosen_values).items())
        _match_labels(session, profile, sheet, report, chosen)
        importing = _Importing(session, place, profile, report, is_strict=arguments.strict)
        try:
            region = region_of(arguments.country) if arguments.country else ""
            importing.run(sheet, region, constants, begun, is_trial=arguments.dry_run)
        except (Exception, KeyboardInterrupt):
            # A mistake of ours, or Ctrl+C: what was sent until then is told all the same.
            if report.told:
                _tell(arguments, sheet, report)
            raise
        finally:
            if not arguments.dry_run:
                place.begin_walk(report.drafts())
    _tell(arguments, sheet, report)
    return report.code


def _opened(session: Session, arguments: argparse.Namespace, constants: Constants) -> tuple[Place, Profile]:
    try:
        return place_for(session, None if arguments.sandbox else session.profile(arguments.profile))
    except CommandFailed:
        # It may be the label of a custom field, but nobody is there who could know.
        if sentence := next(filter(None, (why_unknown(*one) for one in constants)), ""):
            raise CommandFailed(sentence) from None
        raise


def _tell(arguments: argparse.Namespace, sheet: Sheet, report: ImportReport) -> None:
    if not arguments.dry_run:
        _write_result(arguments, sheet, report)
    if not arguments.json:
        report.print_summary()
    report.tell_of_none()
    if arguments.json:
        print_json(report.as_object())


def _read(arguments: argparse.Namespace, report: ImportReport, chosen: Mapping[str, str]) -> Sheet:
    """Reads the table, and notes in the report what is known of it. Raises CommandFailed."""
    data = read_given_file(arguments.file, MOST_BYTES, _("a file with a table in it"))
    try:
        sheet = read_table(data, wanted=arguments.sheet)
    except TableProblem as problem:
        raise CommandFailed(problem.message, ExitCode.NOT_VALID) from None
    report.sheet = sheet
    report.matched = matched = match_columns(sheet, chosen)
    report.remarks = (*sheet.remarks, *matched.remarks)
    _tell_of_map(chosen, matched)
    if not any(column.field == "Name" for column in matched.columns):
        sentence = _("No column of the table is known to hold names of companies. Say which does with --map.")
        raise CommandFailed(sentence, ExitCode.NOT_VALID)
    return sheet


def _match_labels(
    session: Session, profile: Profile, sheet: Sheet, report: ImportReport, chosen: Mapping[str, str]
) -> None:
    """Matches headings that are labels of custom fields, which are known once the server is asked."""
    matched = report.matched
    if all(not one.heading or field_of_heading(one.heading) is not None for one in matched.columns):
        return
    try:
        labels = fields_by_label(session.clients.api(profile.name).contact_layout())
    except WebApiError:
        return  # who plans the first company asks again, and says what is the matter
    if not labels.keys() & {normal(one.heading) for one in matched.columns}:
        return
    again = match_columns(sheet, {**labels, **chosen})
    if any(one.field == "Name" for one in again.columns):
        report.matched, report.remarks = again, (*sheet.remarks, *again.remarks)


def _tell_of_map(chosen: Mapping[str, str], matched: MatchedTable) -> None:
    """Tells the headings of a map that the table has not: a map may be made for several tables."""
    there = {normal(one.heading) for one in matched.columns}
    there |= {column_letters(one.place).casefold() for one in matched.columns}
    if missing := [heading for heading in chosen if heading not in there]:
        names = ", ".join(quoted(one) for one in missing[:_MOST_TOLD])
        count = len(missing)
        told = ngettext(
            "The table has no column {names}, which --map names.",
            "The table has {count} columns less than --map names: {names}.",
            count,
        )
        print_error(told.format(names=names, count=count))


def _table_name(file: str) -> str:
    """Returns what the table is called; empty where it comes from a program."""
    return "" if file == _STANDARD_INPUT else Path(file).name


def _constants(given: list[str]) -> Constants:
    pairs = []
    for one in given:
        path, sign, text = one.partition("=")
        if not sign:
            raise CommandFailed(_("--set wants PATH=VALUE, not “{text}”.").format(text=one))
        pairs.append((path.strip(), text.strip()))
    return pairs


class _Importing:
    """One import: companies are planned and sent one after the other, so that each can be stopped after."""

    def __init__(
        self, session: Session, place: Place, profile: Profile, report: ImportReport, *, is_strict: bool
    ) -> None:
        self._is_strict = is_strict
        self._session = session
        self._place = place
        self._profile = profile
        self._report = report

    def run(
        self,
        sheet: Sheet,
        region: str,
        constants: Constants,
        begin_with: Mapping[str, Any],
        *,
        is_trial: bool,
    ) -> None:
        """Imports the companies. What is sent already stays sent, whatever stops it.

        `region` is the country of rows that name none; where it is empty, that of new companies.
        """
        planner = self._planner(self._by_keys(constants), begin_with)
        matched = self._report.matched
        if not region:
            with suppress(WebApiError):
                region = planner.region()
        companies = deque(companies_of(matched, sheet.notes, region or region_of("")))
        used = {row for one in companies for row in one.rows}
        self._report.left_out = left_out_rows(sheet, matched.rows, used, matched.other_columns)
        try:
            unknown = " ".join(planner.unknown().values())
            self._tell_unlisted(planner)
            while companies and not unknown:
                self._import(planner.plan(companies[0]), is_trial=is_trial)
                companies.popleft()
        except WebApiError as error:
            is_sign_in = error.verdict is Verdict.SIGN_IN
            self._report.stopped(error.message, ExitCode.SIGN_IN if is_sign_in else ExitCode.KEPT)
        except CommandFailed as failure:
            self._report.stopped(failure.message, ExitCode.KEPT)
        except StoreProblem as problem:
            self._report.stopped(problem.message, ExitCode.USAGE)
        except (Exception, KeyboardInterrupt):
            self._tell_known(planner, companies)
            raise
        else:
            if unknown:
                raise CommandFailed(unknown, ExitCode.NOT_VALID)
        self._tell_known(planner, companies)

    def _planner(self, constants: Constants, begin_with: Mapping[str, Any]) -> Planner:
        place = self._place
        return Planner(
            self._profile.name,
            lambda: self._session.clients.api(self._profile.name),
            place.found_before,
            place.in_outbox(),
            constants=constants,
            begin_with=begin_with,
            earlier=place.earlier(),
            matched=self._report.matched,
        )

    def _tell_unlisted(self, planner: Planner) -> None:
        """Tells of columns of which the server's lists have hardly a value."""
        self._report.remarks += planner.unlisted()
        for remark in planner.unlisted():
            print_error(remark)

    def _by_keys(self, constants: Constants) -> Constants:
        """Returns constants with the keys of custom fields; what is no field at all is refused."""
        if any(path.startswith(CUSTOM) or why_unknown(path, text) for path, text in constants):
            api = self._session.clients.api(self._profile.name)
            try:
                layout = api.contact_layout()
                constants = by_keys(constants, layout, lambda name: choices_from_list(api.mdo_list(name)))
            except NotInList as error:
                raise CommandFailed(" ".join(error.missing.values()), ExitCode.NOT_VALID) from None
            except WebApiError as error:
                code = ExitCode.SIGN_IN if error.verdict is Verdict.SIGN_IN else ExitCode.KEPT
                raise CommandFailed(error.message, code) from None
        for path, text in constants:
            if sentence := why_unknown(path, text):
                raise CommandFailed(sentence)
        return constants

    def _tell_known(self, planner: Planner, companies: Iterable[TableCompany]) -> None:
        """Tells what was imported before of what is left: the result file knows no less than it did."""
        companies = tuple(companies)
        self._report.rows_left = tuple(row for one in companies for row in one.rows)
        with suppress(StoreProblem):
            for known in filter(None, map(planner.known, companies)):
                self._report.planned(known)

    def _import(self, planned: PlannedCompany, *, is_trial: bool) -> None:
        if self._is_strict and planned.missing and planned.outlook is Outlook.CLEAR:
            reasons = (*planned.reasons, *planned.missing)
            planned = replace(planned, outlook=Outlook.DOUBTFUL, reasons=reasons, missing=())
        if planned.before is not None and planned.before.state == "kept" and not is_trial:
            self._go_on(planned)
        elif is_trial or planned.outlook is Outlook.DONE:
            self._report.planned(planned)
        elif planned.outlook is Outlook.CLEAR:
            self._send(planned)
        else:
            self._place.keep(planned)
            self._report.planned(planned, "draft")

    def _go_on(self, planned: PlannedCompany) -> None:
        """Goes on with what an earlier import has left in the outbox."""
        if (sent := self._place.go_on(planned.id)) is not None:
            self._report.sent(planned, *sent)
        else:
            self._report.planned(planned)

    def _send(self, planned: PlannedCompany) -> None:
        try:
            entry, code = self._place.send(planned)
        except EntryFrozen as problem:  # a draft has its id that cannot be read
            before = self._place.found_before(planned.id) or Before(problem.message, state="draft")
            done = replace(planned, outlook=Outlook.DONE, reasons=(before.sentence,), before=before)
            self._report.planned(done)
        else:
            self._report.sent(planned, entry, code)


def _write_result(arguments: argparse.Namespace, sheet: Sheet, report: ImportReport) -> None:
    """Writes the table with what became of its rows, beside it unless ``--result`` says where."""
    if not arguments.result and arguments.file == _STANDARD_INPUT:
        return
    source = Path(arguments.file)
    path = Path(arguments.result) if arguments.result else result_path(source, sheet)
    try:
        write_result(path, sheet, report.row_results(), report.matched.headings_at)
    except StoreProblem as problem:
        print_error(problem.message)
        return
    if not arguments.json:
        print_line(_("What became of each row is in {path}.").format(path=path))
