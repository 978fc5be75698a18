"""``contact-entry outbox``: lists, shows, sends and discards entries."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from app.commands import delivery as cli_delivery
from app.commands.delivery import short_id
from app.commands.exit_codes import CommandFailed, ExitCode
from app.commands.output import field_line, print_error, print_json, print_line
from app.commands.session import Session, open_session
from app.model.entry import Entry, EntrySummary, State
from app.model.history.origin import origin_of
from app.model.outbox_rows import stays_of_discarded
from app.model.profile import SANDBOX
from app.model.text_normalization import shortened
from app.service.delivery.backoff import LONGEST_SECONDS
from app.service.delivery.deliverer import Deliverer
from app.service.running_window import send_to_running
from app.storage.files.errors import EntryUnreadable, StoreBusy
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.row_format import YEARS
from app.translation import N_, _
from app.translation.message import Message

_ALL: Final = 2**62
"""A limit above any number of entries."""
_AT_LAST: Final = datetime(YEARS[-1], 1, 1, tzinfo=UTC)
"""A time at which everything that waits is due."""
_LONGEST_COLUMN: Final = 2_000
"""Characters of a column that cannot be read, where it is shown to people."""

_UNDECIDED: Final = N_(
    "Not tried: in the window, say first whether it was saved; “contact-entry outbox show {id}” tells more."
)
_SIGNED_OUT: Final = N_("Not tried: somebody has to sign in to “{connection}” first.")
_PAUSED: Final = N_("Not tried: “{connection}” did not get through with the entry before it.")
_ASKED_TO_WAIT: Final = N_("Not tried: the server asked to wait until {time}.")


def run(arguments: argparse.Namespace) -> ExitCode:
    """Runs the action of ``contact-entry outbox``."""
    with open_session(arguments.home, arguments.log_level) as session:
        return _ACTIONS[arguments.action](session, arguments)


def _checked_outbox(session: Session) -> Outbox:
    """Opens the outbox and reads what waits in it, so that what cannot be read is listed as such."""
    outbox = session.open_outbox()
    outbox.due(_AT_LAST)
    return outbox


def _list(session: Session, arguments: argparse.Namespace) -> ExitCode:
    summaries = _checked_outbox(session).summaries(limit=_ALL)
    if arguments.json:
        print_json([cli_delivery.summary_object(one) for one in summaries])
        return ExitCode.DONE
    if not summaries:
        print_line(_("The outbox is empty."))
    for one in summaries:
        shown = short_id(one.id) if one.is_readable else one.id
        state = cli_delivery.shown_state(cli_delivery.state_word(one))
        print_line(f"{shown}  {state:<8}  {one.name}: {one.message}")
    return ExitCode.DONE


def _show(session: Session, arguments: argparse.Namespace) -> ExitCode:
    outbox = session.open_outbox()
    entry_id = _find_id(outbox, arguments.id)
    try:
        entry = outbox.existing(entry_id)
    except EntryUnreadable as problem:
        session.tell_once(problem.message)
        return _show_raw(outbox, entry_id, problem, as_json=arguments.json)
    profile = session.settings.profile(entry.profile)
    link = cli_delivery.link_of(entry, profile.site if profile else "")
    if arguments.json:
        print_json(_full_object(entry, link), is_whole=True)
    else:
        for line in _lines(entry, link):
            print_line(line)
    return ExitCode.DONE


def _show_raw(outbox: Outbox, entry_id: str, problem: EntryUnreadable, *, as_json: bool) -> ExitCode:
    """Prints an entry that cannot be read as it is stored, so that what was typed can be got out of it.

    All of it is in the JSON, for a file; a terminal gets the beginning of what is endless.
    """
    columns = outbox.raw(entry_id) or {}
    if as_json:
        whole = {"id": entry_id, "state": "unreadable", "message": problem.message, "columns": columns}
        print_json(whole, is_whole=True)
    else:
        for name, value in columns.items():
            print_line(f"  {name:<12} {shortened(str(value), _LONGEST_COLUMN)}")
    return ExitCode.DONE


def _discard(session: Session, arguments: argparse.Namespace) -> ExitCode:
    outbox = session.open_outbox()
    entry = outbox.discard(_find_id(outbox, arguments.id))
    if stays := stays_of_discarded(entry):
        print_error(stays)
    if arguments.json:
        print_json(cli_delivery.summary_object(entry))
    else:
        name = cli_delivery.shown_name(entry.name)
        shown = short_id(entry.id) if isinstance(entry, Entry) else entry.id
        print_line(_("Entry {id} is discarded: {name}").format(id=shown, name=name))
    return ExitCode.DONE


def _send(session: Session, arguments: argparse.Namespace) -> ExitCode:
    """Sends waiting entries, oldest first. A refused sign-in stops the entries of that connection only."""
    try:
        outbox = _checked_outbox(session)
    except StoreBusy:
        if not send_to_running(session.paths):
            raise
        return _report_sent_by_window(arguments)
    sending = _SendRun(session, outbox)
    results = [sending.send(one.id) for one in outbox.summaries((State.QUEUED, State.UNKNOWN), limit=_ALL)]
    handled = [result for result in results if result is not None]
    unreadable = [one for one in outbox.summaries((State.REJECTED,), limit=_ALL) if not one.is_readable]
    for one in unreadable:
        session.tell_once(one.message)
    if arguments.json:
        told: list[Entry | EntrySummary] = [*(entry for entry, _ in handled), *unreadable]
        print_json([cli_delivery.summary_object(entry) for entry in told])
    elif not handled:
        print_line(_("Nothing waits to be sent."))
    else:
        for entry, code in handled:
            if code is ExitCode.DONE:
                print_line(f"{cli_delivery.shown_name(entry.name)}: {entry.message}")
    codes = {code for _, code in handled}
    if unreadable or sending.has_met_unreadable:
        codes.add(ExitCode.KEPT)
    worst_first = (ExitCode.SIGN_IN, ExitCode.KEPT, ExitCode.REJECTED)
    return next((code for code in worst_first if code in codes), ExitCode.DONE)


def _report_sent_by_window(arguments: argparse.Namespace) -> ExitCode:
    """Reports that the open window has been asked to send."""
    if arguments.json:
        print_json([])
    else:
        print_line(_("The window that is open sends what waits."))
    return ExitCode.DONE


class _SendRun:
    """One pass through the outbox."""

    def __init__(self, session: Session, outbox: Outbox) -> None:
        self._session = session
        self._outbox = outbox
        self._deliverer = Deliverer(outbox, session.clients.proven_api, session.clients.profile)
        self.has_met_unreadable = False
        self._budget = cli_delivery.TimeBudget()
        self._deliverer.shorten_waits()
        self._connected: set[str] = set()
        self._paused: dict[str, ExitCode] = {}

    def send(self, entry_id: str) -> tuple[Entry, ExitCode] | None:
        """Sends one entry; returns it with its exit code, or None if it is gone.

        Its message is about this run: why it was not sent before may be no reason now.
        """
        try:
            entry = self._outbox.get(entry_id)
        except EntryUnreadable as problem:
            self.has_met_unreadable = True
            self._session.tell_once(problem.message)
            return None
        if entry is None:
            return None
        if reason := self._reason_to_wait(entry):
            entry = replace(entry, message=reason)
        else:
            entry = self._deliver(entry)
        code = self._paused.get(entry.profile, ExitCode.KEPT)
        code = cli_delivery.exit_code(entry, sign_in_needed=code is ExitCode.SIGN_IN)
        if code is not ExitCode.DONE:
            print_error(f"{cli_delivery.shown_name(entry.name)}: {entry.message}")
        return entry, code

    def _reason_to_wait(self, entry: Entry) -> str:
        """Returns why an entry is not tried in this run; empty if it is."""
        if entry.undecided is not None:
            return Message("not_tried_undecided", _UNDECIDED, id=short_id(entry.id))
        if entry.profile in self._paused:
            is_signed_out = self._paused[entry.profile] is ExitCode.SIGN_IN
            code, told = ("sign_in", _SIGNED_OUT) if is_signed_out else ("paused", _PAUSED)
            return Message(f"not_tried_{code}", told, connection=entry.profile)
        # A time that the server has named, which is longer than our own longest wait.
        longest = datetime.now(UTC) + timedelta(seconds=LONGEST_SECONDS)
        if entry.named_wait and entry.next_try is not None and entry.next_try > longest:
            return Message("not_tried_asked", _ASKED_TO_WAIT, time=_local(entry.next_try))
        return ""

    def _deliver(self, entry: Entry) -> Entry:
        self._connect(entry.profile)
        delivery = cli_delivery.deliver(self._deliverer, entry, self._budget)
        if delivery.sign_in_needed:
            self._paused[entry.profile] = ExitCode.SIGN_IN
        elif delivery.pause_until:
            self._paused[entry.profile] = ExitCode.KEPT
        return delivery.entry

    def _connect(self, name: str) -> None:
        if name in self._connected:
            return
        self._connected.add(name)
        profile = self._session.settings.profile(name)
        if profile is not None:
            self._session.sign_in(profile)
        elif name == SANDBOX:
            try:
                self._session.start_sandbox()
            except CommandFailed as failure:
                print_error(failure.message)


def _find_id(outbox: Outbox, start: str) -> str:
    """Returns the id of the only entry whose id begins with `start`. Raises CommandFailed."""
    wanted = start.strip().lower()
    ids = [one.id for one in outbox.summaries(limit=_ALL) if wanted and one.id.lower().startswith(wanted)]
    exact = [each for each in ids if each.lower() == wanted]
    if exact or len(ids) == 1:
        return (exact or ids)[0]
    if ids:
        raise CommandFailed(
            _("{count} entries begin with “{start}”. Type more of the id.").format(
                count=len(ids), start=start
            )
        )
    raise CommandFailed(
        _("There is no entry “{start}” in the outbox. “contact-entry outbox list” shows them.").format(
            start=start
        )
    )


def _full_object(entry: Entry, link: str | None) -> dict[str, Any]:
    return {
        **cli_delivery.summary_object(entry),
        "profile": entry.profile,
        "created": entry.created.isoformat(),
        "updated": entry.updated.isoformat(),
        "next_try": entry.next_try.isoformat() if entry.next_try else None,
        "tries": entry.tries,
        "persons": cli_delivery.persons_objects(entry),
        "next_steps": cli_delivery.next_step_objects(entry),
        "templates": list(origin_of(entry).templates),
        "table": origin_of(entry).table,
        "errors": cli_delivery.field_objects(cli_delivery.remaining_problems(entry)),
        "link": link,
        "body": entry.body,
    }


def _lines(entry: Entry, link: str | None) -> Iterator[str]:
    yield f"{cli_delivery.shown_name(entry.name)}: {entry.message}"
    yield f"  id           {entry.id}"
    yield _("  state        {state}").format(state=cli_delivery.shown_state(entry.state))
    yield _("  connection   {name}").format(name=entry.profile)
    yield _("  entered      {time}").format(time=_local(entry.created))
    if entry.next_try:
        yield _("  next try     {next_try}").format(next_try=_local(entry.next_try))
    if entry.contact_id:
        yield f"  ContactId    {entry.contact_id}"
    if link:
        yield _("  link         {link}").format(link=link)
    for step in entry.people:
        yield _("  person       {name}: {state}").format(
            name=cli_delivery.shown_name(step.name), state=cli_delivery.shown_state(step.state)
        )
    for step in entry.next_steps:
        yield _("  next step    {name}: {state}").format(
            name=cli_delivery.shown_name(step.name), state=cli_delivery.shown_state(step.state)
        )
    for name in origin_of(entry).templates:
        yield _("  template     {name}").format(name=name)
    if table := origin_of(entry).table:
        yield _("  table        {name}").format(name=table)
    for problem in entry.problems:
        yield _("  problem      {line}").format(line=field_line(problem.path, problem.message))


def _local(moment: datetime) -> str:
    return moment.astimezone().isoformat(sep=" ", timespec="seconds")


_ACTIONS: dict[str, Callable[[Session, argparse.Namespace], ExitCode]] = {
    "list": _list,
    "show": _show,
    "send": _send,
    "discard": _discard,
}
