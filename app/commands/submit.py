"""``contact-entry submit``: sends one company from a file, with the checks and the outbox of the window."""

from __future__ import annotations

import argparse
import hashlib
import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from typing import Any, Final

from app.commands import delivery as cli_delivery
from app.commands.exit_codes import CommandFailed, ExitCode
from app.commands.given_file import name_of_given_file, read_given_file
from app.commands.output import field_line, print_error, print_json, print_line
from app.commands.session import Session, open_session
from app.commands.templates import named_template, with_template
from app.commands.unknown_names import unknown_names
from app.model.carriers.contact import ContactEntity
from app.model.checks.problem import Severity
from app.model.entry import Entry, FieldMessage, State
from app.model.form.submission import MOST_PROBLEMS, InvalidEntity, more_problems, parse_entity
from app.model.history.origin import Origin, with_origin
from app.model.profile import Profile
from app.model.templates.numbers import for_server, server_of
from app.service.addition_check import check_addition, check_new_company
from app.service.delivery import sentences as delivery_texts
from app.service.delivery.deliverer import Deliverer, new_addition, new_entry
from app.service.running_window import SubmissionRefused, submit_to_running
from app.service.server_rules import CheckedCompany
from app.storage.files.errors import ClockWrong, StoreBusy, StoreProblem
from app.storage.files.hand_overs import HandOvers
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.progress import as_interrupted, was_sending
from app.storage.sqlite.row_format import YEARS, entry_row
from app.translation import _
from app.webapi.errors import Verdict, WebApiError

MAX_FILE_BYTES: Final = 10 * 1024 * 1024
"""The largest company, every field filled to its limit, has some hundred kilobytes."""

_TAKEN_BY_WINDOW: Final = _("The window that is open has it in its outbox and sends it.")
_PERHAPS_TAKEN_BY_WINDOW: Final = _(
    "The window that is open did not say whether it took the company. Submit the same company again to find "
    "out: if the window took it, it is not taken twice."
)


@dataclass
class _Report:
    """Collects the result for JSON output; for users it is printed line by line as it happens.

    Of errors and of warnings the first twenty are told, and the others counted: there may be thousands.
    """

    as_json: bool
    entry: Entry | None = None
    site: str = ""
    errors: list[FieldMessage] = field(default_factory=list)
    warnings: list[FieldMessage] = field(default_factory=list)
    _more_errors: int = 0
    _more_warnings: int = 0

    def error(self, path: str, message: str) -> None:
        """Adds and prints an error."""
        if len(self.errors) >= MOST_PROBLEMS:
            self._more_errors += 1
        else:
            self.tell_error(FieldMessage(path, message))

    def warning(self, path: str, message: str) -> None:
        """Adds and prints a warning."""
        if len(self.warnings) >= MOST_PROBLEMS:
            self._more_warnings += 1
        else:
            self._add_warning(FieldMessage(path, message))

    def count_others(self) -> None:
        """Adds and prints how many errors and warnings there are beyond those that are told."""
        more_errors, self._more_errors = self._more_errors, 0
        more_warnings, self._more_warnings = self._more_warnings, 0
        if more_errors:
            self.tell_error(more_problems(more_errors))
        if more_warnings:
            self._add_warning(more_problems(more_warnings))

    def tell_error(self, error: FieldMessage) -> None:
        """Adds and prints an error, however many there are."""
        self.errors.append(error)
        print_error(field_line(error.path, error.message))

    def _add_warning(self, warning: FieldMessage) -> None:
        self.warnings.append(warning)
        line = field_line(warning.path, warning.message)
        print_error(_("Warning: {message}").format(message=line))

    def finish(self, entry: Entry, site: str, code: ExitCode, what_next: str = "") -> ExitCode:
        """Adds the final state of the entry and prints it."""
        self.entry, self.site = entry, site
        for trouble in cli_delivery.remaining_problems(entry):
            self.error(trouble.path, trouble.message)
        for lost in cli_delivery.not_kept(entry):
            self.warning(lost.path, lost.message)
        self.count_others()
        if code is not ExitCode.DONE:
            print_error(what_next or _next_step(entry))
        elif not self.as_json:
            print_line(f"{cli_delivery.shown_name(entry.name)}: {entry.message}")
            print_line(cli_delivery.link_of(entry, site) or "")
        return code

    def as_object(self) -> dict[str, Any]:
        """Returns the object that ``--json`` prints."""
        entry = self.entry
        return {
            "id": entry.id if entry else None,
            "state": entry.state.value if entry else None,
            "ContactId": entry.contact_id if entry else 0,
            "persons": cli_delivery.persons_objects(entry) if entry else [],
            "next_steps": cli_delivery.next_step_objects(entry) if entry else [],
            "errors": cli_delivery.field_objects(self.errors),
            "warnings": cli_delivery.field_objects(self.warnings),
            "link": cli_delivery.link_of(entry, self.site) if entry else None,
        }


def run(arguments: argparse.Namespace) -> ExitCode:
    """Runs ``contact-entry submit``."""
    report = _Report(as_json=arguments.json)
    try:
        code = _submit(arguments, report)
    except CommandFailed as failure:
        report.error("", failure.message)
        code = failure.code
    except StoreProblem as problem:
        report.error("", problem.message)
        code = ExitCode.USAGE
    report.count_others()
    if arguments.json:
        print_json(report.as_object())
    return code


def _submit(arguments: argparse.Namespace, report: _Report) -> ExitCode:
    tidied: list[tuple[str, str]] = []
    template, values = named_template(arguments.home, arguments.template)
    if values and arguments.add:
        raise CommandFailed(_("What is added to a company that is there takes no template."))
    try:
        content = _read_company(arguments.file)
        given = parse_entity(content, lambda *change: tidied.append(change))
        if arguments.add and (given.contact_id or 0) <= 0:
            raise _wrong_target(_("This must be the number of the company to add to."))
    except InvalidEntity as error:
        for problem in error.problems:
            report.tell_error(problem)  # counted already
        return ExitCode.NOT_VALID
    for change in tidied:
        (report.error if arguments.strict else report.warning)(*change)
    for unknown in unknown_names(given):
        (report.error if arguments.strict else report.warning)(unknown.path, unknown.message)
    with open_session(arguments.home, arguments.log_level) as session:
        profile = None if arguments.sandbox else session.profile(arguments.profile)
        deliver = _choose_route(session, sandbox=arguments.sandbox)
        if profile is None:
            profile = session.start_sandbox()
        else:
            session.sign_in(profile)
        if values:
            there = for_server(values, server_of(profile))
            filled = with_template(json.loads(content), there, partial(session.clients.api, profile.name))
            given = parse_entity(json.dumps(filled))
        check = check_addition if arguments.add else check_new_company
        checked = check(lambda: session.clients.api(profile.name), given)
        if not _is_sendable(checked, report, strict=arguments.strict):
            return ExitCode.NOT_VALID
        origin = Origin((template,) if template else ())
        submission = _Submission(profile, checked, _digest(given, profile), origin, is_addition=arguments.add)
        return deliver(submission, report)


@dataclass(frozen=True)
class _Submission:
    """A company to be sent; `digest` tells whether another one is the same."""

    profile: Profile
    checked: CheckedCompany
    digest: str
    origin: Origin
    is_addition: bool = False

    def new_entry(self) -> Entry:
        """Raises CommandFailed where the clock is so wrong that the entry could not be read again."""
        now = _now()
        if now.year not in YEARS:
            raise CommandFailed(ClockWrong(now.year).message)
        make = new_addition if self.is_addition else new_entry
        return with_origin(make(self.checked.body, self.profile, uuid.uuid4().hex, now), self.origin)


def _now() -> datetime:
    return datetime.now(UTC)


def _read_company(name: str) -> bytes:
    """Reads the file with the company. Raises CommandFailed for one that cannot be read or is too large."""
    content = read_given_file(name, MAX_FILE_BYTES, _("a file with one company in it"))
    if len(content) > MAX_FILE_BYTES:
        megabytes = MAX_FILE_BYTES // 1024 // 1024
        message = _(
            "{name_of_given_file} is too large for one company: at most {megabytes} MB are read."
        ).format(name_of_given_file=name_of_given_file(name), megabytes=megabytes)
        raise CommandFailed(message, ExitCode.NOT_VALID)
    if not content.strip():
        raise CommandFailed(
            _("{name_of_given_file} is empty.").format(name_of_given_file=name_of_given_file(name)),
            ExitCode.NOT_VALID,
        )
    return content


def _wrong_target(message: str) -> InvalidEntity:
    return InvalidEntity((FieldMessage("ContactId", message),))


def _is_sendable(checked: CheckedCompany, report: _Report, *, strict: bool) -> bool:
    """Prints every problem. With `strict` warnings stop the entry, too."""
    if checked.unchecked:
        report.warning("", checked.unchecked)
    for problem in checked.problems:
        if strict or problem.severity is Severity.ERROR:
            report.error(problem.path, problem.message)
        else:
            report.warning(problem.path, problem.message)
    report.count_others()
    return not report.errors


def _choose_route(session: Session, *, sandbox: bool) -> Callable[[_Submission, _Report], ExitCode]:
    """Returns how to deliver the company: through the outbox, or through the window that has it open."""
    try:
        outbox = session.open_outbox()
    except StoreBusy as busy:
        if sandbox:
            raise session.busy_for_sandbox(busy) from None
        return partial(_give_to_window, session, busy)
    return partial(_send, session, outbox)


def _give_to_window(session: Session, busy: StoreBusy, submission: _Submission, report: _Report) -> ExitCode:
    """Gives the entry to the window; raises `busy` if no window takes it."""
    hand_overs = HandOvers(session.paths.data)
    entry = submission.new_entry()
    # Noted first: whatever ends this command while the window is asked, the next one finds the entry.
    entry_id, created = hand_overs.begin(submission.digest, entry.id, entry.created)
    is_first = entry_id == entry.id
    entry = replace(entry, id=entry_id, created=created, updated=created)
    taken = None
    try:
        taken = submit_to_running(session.paths, entry_row(entry))
    except SubmissionRefused as refusal:
        taken = False
        raise CommandFailed(
            _("The window that is open did not take the company. {refusal}").format(refusal=refusal)
        ) from None
    finally:
        # Refused the second time, it may still have been taken the first time.
        if taken or (taken is False and is_first):
            hand_overs.end(submission.digest)
    if taken is False:
        raise busy
    return report.finish(
        entry, submission.profile.url, ExitCode.KEPT, _TAKEN_BY_WINDOW if taken else _PERHAPS_TAKEN_BY_WINDOW
    )


def _send(session: Session, outbox: Outbox, submission: _Submission, report: _Report) -> ExitCode:
    hand_overs = HandOvers(session.paths.data)
    entry = submission.new_entry()
    # Noted until its end is told: whatever ends this command, the same one goes on with the entry.
    entry_id, created = hand_overs.begin(submission.digest, entry.id, entry.created)
    entry = outbox.add(replace(entry, id=entry_id, created=created, updated=created))
    try:
        entry, code = _deliver(session, outbox, entry, submission.checked.unavailable)
    except StoreProblem as problem:
        report.error("", problem.message)
        entry, code = _as_stored(outbox, entry), ExitCode.KEPT
    code = report.finish(entry, submission.profile.url, code)
    if entry.state in (State.SAVED, State.REJECTED):
        hand_overs.end(submission.digest)
    return code


def _as_stored(outbox: Outbox, entry: Entry) -> Entry:
    """Returns the entry as the disk has it: what was being sent when the disk failed may have been saved."""
    try:
        stored = outbox.get(entry.id) or entry
    except StoreProblem:
        stored = replace(entry, state=State.SENDING)
    return as_interrupted(stored) if was_sending(stored) else stored


def _digest(given: ContactEntity, profile: Profile) -> str:
    """Returns what tells whether the same company is submitted to the same connection again."""
    target = given.contact_id or 0
    content = json.dumps(
        [profile.name, given.to_create_body(), *([target] if target else [])], sort_keys=True, default=str
    )
    return hashlib.sha256(content.encode()).hexdigest()


def _deliver(
    session: Session, outbox: Outbox, entry: Entry, unavailable: WebApiError | None
) -> tuple[Entry, ExitCode]:
    if entry.state in (State.SAVED, State.REJECTED):
        # The window took it from an earlier command, which got no answer, and has sent it.
        return entry, cli_delivery.exit_code(entry)
    if unavailable and entry.state is State.QUEUED:
        message = delivery_texts.kept(entry.name, unavailable)
        kept = outbox.update(replace(entry, message=message), expected=State.QUEUED)
        is_sign_in = unavailable.verdict is Verdict.SIGN_IN
        return kept, cli_delivery.exit_code(kept, sign_in_needed=is_sign_in)
    deliverer = Deliverer(outbox, session.clients.api, session.clients.profile)
    delivery = cli_delivery.deliver(deliverer, entry, cli_delivery.TimeBudget())
    code = cli_delivery.exit_code(delivery.entry, sign_in_needed=delivery.sign_in_needed)
    return delivery.entry, code


def _next_step(entry: Entry) -> str:
    name = cli_delivery.short_id(entry.id)
    if entry.state is not State.REJECTED:
        return _("It is entry {name} of the outbox. Send it with “contact-entry outbox send”.").format(
            name=name
        )
    if entry.contact_id:
        return _("It is entry {name} of the outbox. Send what is missing again from the window.").format(
            name=name
        )
    return _(
        "Correct it and submit it again, then discard entry {name}: “contact-entry outbox discard {name}”."
    ).format(name=name)
