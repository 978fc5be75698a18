"""``contact-entry submit``: one company from a file through the same checks and outbox as the window's."""

from __future__ import annotations

import argparse
import os
import sys
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, Final

from app.commands import delivery as cli_delivery
from app.commands.output import CommandFailed, ExitCode, field_line, print_error, print_json, print_line
from app.commands.session import Session, open_session
from app.model.carriers.contact import ContactEntity
from app.model.checks.validation import Severity
from app.model.entry import Entry, FieldMessage, State
from app.model.form.submission import InvalidEntity, parse_entity
from app.model.profile import Profile
from app.service.delivery import sentences as delivery_texts
from app.service.delivery.deliverer import Deliverer, new_entry
from app.service.running_window import give_to_running
from app.service.server_rules import Judged, judge
from app.storage.files.errors import StoreBusy, StoreProblem
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.rows import entry_row
from app.webapi.errors import Verdict, WebApiError

LARGEST_FILE: Final = 10 * 1024 * 1024
"""Bytes. The largest company, every field filled to its limit, has some hundred kilobytes."""

_STANDARD_INPUT = "-"
_HANDED_OVER: Final = "The window that is open has it in its outbox and sends it."
_PERHAPS_HANDED_OVER: Final = (
    "The window that is open did not say whether it took the company. "
    "Look for it in its outbox (Ctrl+O) before you submit it again."
)


@dataclass
class _Report:
    """What is told at the end, as JSON if that is wished; people read it line by line as it happens."""

    as_json: bool
    entry: Entry | None = None
    site: str = ""
    errors: list[FieldMessage] = field(default_factory=list)
    warnings: list[FieldMessage] = field(default_factory=list)

    def error(self, path: str, message: str) -> None:
        self.errors.append(FieldMessage(path, message))
        print_error(field_line(path, message))

    def warning(self, path: str, message: str) -> None:
        self.warnings.append(FieldMessage(path, message))
        print_error(f"Warning: {field_line(path, message)}")

    def finish(self, entry: Entry, site: str, code: ExitCode, what_next: str = "") -> ExitCode:
        """Takes the entry as it stands in the end, and tells it to people."""
        self.entry, self.site = entry, site
        for trouble in cli_delivery.remaining_problems(entry):
            self.error(trouble.path, trouble.message)
        if code is not ExitCode.DONE:
            print_error(what_next or _what_next(entry))
        elif not self.as_json:
            print_line(f"{entry.name}: {entry.message}")
            print_line(cli_delivery.link_of(entry, site) or "")
        return code

    def as_object(self) -> dict[str, Any]:
        entry = self.entry
        return {
            "id": entry.id if entry else None,
            "state": entry.state.value if entry else None,
            "ContactId": entry.contact_id if entry else 0,
            "persons": cli_delivery.persons_objects(entry) if entry else [],
            "errors": cli_delivery.field_objects(self.errors),
            "warnings": cli_delivery.field_objects(self.warnings),
            "link": cli_delivery.link_of(entry, self.site) if entry else None,
        }


def run(arguments: argparse.Namespace) -> ExitCode:
    report = _Report(as_json=arguments.json)
    try:
        code = _submit(arguments, report)
    except CommandFailed as failure:
        report.error("", failure.message)
        code = failure.code
    except StoreProblem as problem:
        report.error("", problem.message)
        code = ExitCode.USAGE
    if arguments.json:
        print_json(report.as_object())
    return code


def _submit(arguments: argparse.Namespace, report: _Report) -> ExitCode:
    try:
        given = _read_company(arguments.file)
    except InvalidEntity as error:
        for problem in error.problems:
            report.error(problem.path, problem.message)
        return ExitCode.NOT_VALID
    with open_session(arguments.home, arguments.log_level) as session:
        profile = None if arguments.sandbox else session.profile(arguments.profile)
        pass_on = _way(session, sandbox=arguments.sandbox)
        if profile is None:
            profile = session.start_sandbox()
        else:
            session.sign_in(profile)
        judged = judge(lambda: session.clients.api(profile.name), given)
        if not _is_sendable(judged, report, strict=arguments.strict):
            return ExitCode.NOT_VALID
        return pass_on(profile, judged, report)


def _read_company(name: str) -> ContactEntity:
    """Raises InvalidEntity, or CommandFailed for a file that cannot be read or is far too large."""
    content = _read(name)
    if len(content) > LARGEST_FILE:
        megabytes = LARGEST_FILE // 1024 // 1024
        message = f"{_called(name)} is too large for one company: at most {megabytes} MB are read."
        raise CommandFailed(message, ExitCode.NOT_VALID)
    if not content.strip():
        raise CommandFailed(f"{_called(name)} is empty.", ExitCode.NOT_VALID)
    return parse_entity(content)


def _read(name: str) -> bytes:
    """At most one byte more than a company may have."""
    try:
        if name == _STANDARD_INPUT:
            return sys.stdin.buffer.read(LARGEST_FILE + 1) if sys.stdin else b""
        with Path(name).open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise CommandFailed(f"There is no file {name}.") from None
    except OSError as error:
        if Path(name).is_dir():
            raise CommandFailed(f"{name} is a folder. Name a file with one company in it.") from None
        reason = os.strerror(error.errno) if error.errno else "the system does not say why"
        raise CommandFailed(f"{_called(name)} cannot be read ({reason}).") from None


def _called(name: str) -> str:
    return "Standard input" if name == _STANDARD_INPUT else f"The file {name}"


def _is_sendable(judged: Judged, report: _Report, *, strict: bool) -> bool:
    """Tells every problem; what only looks wrong, or is only mandatory in the tenant, stops a strict one."""
    if judged.unchecked:
        report.warning("", judged.unchecked)
    for problem in judged.problems:
        if strict or problem.severity is Severity.ERROR:
            report.error(problem.path, problem.message)
        else:
            report.warning(problem.path, problem.message)
    return not report.errors


def _way(session: Session, *, sandbox: bool) -> Callable[[Profile, Judged, _Report], ExitCode]:
    """How the company gets into the outbox: by itself, or through the window that has it open."""
    try:
        outbox = session.open_outbox()
    except StoreBusy as busy:
        if sandbox:
            # The practice server of this command ends with it: the window could not send there.
            raise
        return partial(_hand_over, session, busy)
    return partial(_send, session, outbox)


def _new_entry(judged: Judged, profile: Profile) -> Entry:
    return new_entry(judged.body, profile, uuid.uuid4().hex, datetime.now(UTC))


def _hand_over(
    session: Session, busy: StoreBusy, profile: Profile, judged: Judged, report: _Report
) -> ExitCode:
    """To the window; raises `busy` where there is none, or none that takes it."""
    entry = _new_entry(judged, profile)
    taken = give_to_running(session.paths, entry_row(entry))
    if taken is False:
        raise busy
    return report.finish(entry, profile.url, ExitCode.KEPT, _HANDED_OVER if taken else _PERHAPS_HANDED_OVER)


def _send(session: Session, outbox: Outbox, profile: Profile, judged: Judged, report: _Report) -> ExitCode:
    entry = outbox.add(_new_entry(judged, profile))
    # From here on nothing is lost, whatever becomes of this process.
    try:
        entry, code = _deliver(session, outbox, entry, judged.unready)
    except StoreProblem as problem:
        report.error("", problem.message)
        code = ExitCode.KEPT
    return report.finish(entry, profile.url, code)


def _deliver(
    session: Session, outbox: Outbox, entry: Entry, unready: WebApiError | None
) -> tuple[Entry, ExitCode]:
    if unready:
        message = delivery_texts.kept(entry.name, unready)
        kept = outbox.update(replace(entry, message=message), expected=State.QUEUED)
        is_sign_in = unready.verdict is Verdict.SIGN_IN
        return kept, cli_delivery.exit_code(kept, sign_in_needed=is_sign_in)
    deliverer = Deliverer(outbox, session.clients.api, session.clients.profile)
    delivery = cli_delivery.deliver(deliverer, entry, cli_delivery.TimeBudget())
    code = cli_delivery.exit_code(delivery.entry, sign_in_needed=delivery.sign_in_needed)
    return delivery.entry, code


def _what_next(entry: Entry) -> str:
    name = cli_delivery.short_id(entry.id)
    if entry.state is not State.REJECTED:
        return f"It is entry {name} of the outbox. Send it with “contact-entry outbox send”."
    if entry.contact_id:
        return f"It is entry {name} of the outbox. Send what is missing again from the window."
    return (
        f"Correct it and submit it again, then discard entry {name}: “contact-entry outbox discard {name}”."
    )
