"""Companies that commands submit to the running window, which has the outbox open and sends them."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, Final, TypeVar

from PySide6.QtCore import QObject, Signal

from app.controller.process.store_access import OpenStore, StoreAccess
from app.model.entry import Draft, Entry, Step
from app.model.form.choices import OF_DRAFT
from app.model.history.origin import origin_of
from app.model.next_steps.declared import NEXT_STEPS
from app.service.delivery.deliverer import ImpossibleValue, check_new
from app.service.delivery.sentences import waiting
from app.service.running_window import ENTRY_ID, LONGEST_DRAFT, LONGEST_DRAFT_TEXT
from app.storage.files.errors import StoreProblem
from app.storage.sqlite.row_format import DRAFT_COLUMNS, draft_from_row, entry_from_row, json_text
from app.translation import _

T = TypeVar("T")
# Of so many it is known that they were taken; their programs hand over again within seconds, if at all.
_MOST_REMEMBERED: Final = 10_000
_OTHERWISE: Final = _(
    "The connection “{profile}” leads elsewhere in the window, which was opened before it was changed. "
    "Close the window, and open it again."
)
_DRAFT_LENGTH: Final = len(DRAFT_COLUMNS.split(","))
_MADE_OF_CONTENT: Final = 5
_LONGEST_TEXT: Final = 4000
_CLOCK_MAY_GO_BACK: Final = timedelta(days=1)  # since the command has read it


class SubmissionInbox(QObject):
    """Puts them into the outbox, one after the other."""

    accepted = Signal(object)  # entry, which is on the disk
    decided = Signal(str, bool)  # entry id, whether it is on the disk
    drafts_listed = Signal(object)  # all drafts, after one that was kept
    draft_kept = Signal(object)  # Draft
    refused = Signal(str, str)  # entry id, sentence: emitted before `decided` tells that it is not

    def __init__(
        self,
        has_connection: Callable[[str], bool],
        is_led_elsewhere: Callable[[str], bool],
        store: StoreAccess,
        parent: QObject | None = None,
    ) -> None:
        """`has_connection` tells whether there is a connection of that name, so that it can be sent.

        `is_led_elsewhere`, asked on the thread of the disk, tells of one that a command has changed since.
        """
        super().__init__(parent)
        self._has_connection = has_connection
        self._is_led_elsewhere = is_led_elsewhere
        self._store = store
        self._taken: deque[str] = deque(maxlen=_MOST_REMEMBERED)

    def submit(self, row: Sequence[Any]) -> None:
        """Takes a row of the store, the entry's id first, from a program that may have another version.

        The row of a draft is kept as one, unless there is something of its id.
        """
        read = _draft_of if len(row) == _DRAFT_LENGTH else _entry_of
        self._run_or_refuse(str(row[0]), partial(_read, read, tuple(row)), self._on_read)

    def _on_read(self, answer: tuple[str, Entry | Draft | None, str]) -> None:
        given_id, given, because = answer
        if given is None:
            self._refuse(given_id, because)
        elif not self._has_connection(given.profile):
            told = _("The connection “{profile}” is not set up in the window.")
            self._refuse(given_id, told.format(profile=given.profile))
        elif isinstance(given, Draft):
            self._run_or_refuse(given_id, partial(_keep, given), self._on_kept)
        else:
            is_elsewhere = partial(self._is_led_elsewhere, given.profile)
            work = partial(_add, given, given.id in self._taken, is_elsewhere)
            self._run_or_refuse(given_id, work, self._on_added)

    def _run_or_refuse(
        self, given_id: str, work: Callable[[OpenStore], T], done: Callable[[T], None]
    ) -> None:
        if not self._store.run(work, done):
            self._refuse(given_id, _("The window has not opened its outbox."))

    def _on_kept(self, answer: tuple[str, tuple[Draft, ...], str]) -> None:
        draft_id, drafts, because = answer
        if because:
            self._refuse(draft_id, because)
            return
        self.drafts_listed.emit(drafts)
        for draft in (one for one in drafts if one.id == draft_id):
            self.draft_kept.emit(draft)
        self.decided.emit(draft_id, True)

    def _refuse(self, entry_id: str, because: str) -> None:
        self.refused.emit(entry_id, because)
        self.decided.emit(entry_id, False)

    def _on_added(self, answer: tuple[Entry, str]) -> None:
        entry, because = answer
        if because:
            self._refuse(entry.id, because)
            return
        self._taken.append(entry.id)
        self.accepted.emit(entry)
        self.decided.emit(entry.id, True)


def _read(
    read: Callable[[Sequence[Any]], Entry | Draft], row: Sequence[Any], _store: OpenStore
) -> tuple[str, Entry | Draft | None, str]:
    """Returns what a row is, or why it is not taken. For a worker: its people may be thousands."""
    try:
        return str(row[0]), read(row), ""
    except ImpossibleValue as error:
        because = str(error)
    except Exception:  # noqa: BLE001  # a stranger's value can be wrong in any way
        because = _("What was handed over is no new entry.")
        if read is _draft_of:
            because = _("What was handed over is no draft.")
    return str(row[0]), None, because


def _draft_of(row: Sequence[Any]) -> Draft:
    """Raises ValueError for one that is longer, or of a later time, than any that a command of ours keeps."""
    if not all(len(text) <= LONGEST_DRAFT for text in row if isinstance(text, str)):
        raise ValueError("too long")
    draft = draft_from_row(row)
    latest = datetime.now(UTC) + _CLOCK_MAY_GO_BACK
    if max(draft.created, draft.updated) > latest or not _has_short_texts(draft.form):
        raise ValueError("no draft that was typed")
    return draft


def _has_short_texts(form: object) -> bool:
    """Returns True if no text in a form is longer than what can be typed."""
    left = [form]
    while left:
        value = left.pop()
        if isinstance(value, str) and len(value) > LONGEST_DRAFT_TEXT:
            return False
        if isinstance(value, dict | list | tuple):
            left.extend(value.values() if isinstance(value, dict) else value)
    return True


def _entry_of(row: Sequence[Any]) -> Entry:
    """Raises ValueError for a row of which anything has been sent, or that no command of ours submits."""
    # Here: the window paints before it loads.
    from app.model.form.submission import InvalidEntity, entity_from_form, shape_problem

    entry = entry_from_row(row)
    if misshapen := shape_problem(entry.body):
        raise ImpossibleValue(misshapen)
    try:
        entity_from_form(entry.body)
    except InvalidEntity as error:
        raise ImpossibleValue(str(error)) from None
    check_new(entry)
    _check_fresh(entry)
    return entry


def _check_fresh(entry: Entry) -> None:
    """Raises ValueError for what `check_new` passes and no command of ours submits.

    The id is that of a program, the name the body's, and nothing is in it that comes after the first sending.
    """
    contents = (origin_of(entry).content, *(step.content for step in entry.steps[1:]))
    steps = tuple(
        Step(step.number, step.kind, step.name, token=step.token, content=content)
        for step, content in zip(entry.steps, contents, strict=True)
    )
    texts = (text for step in steps for text in (step.name, step.token))
    is_fresh = (
        ENTRY_ID.fullmatch(entry.id)
        and entry.name == entry.company.name == str(entry.body.get("Name") or "").strip()
        and all(len(text) <= _LONGEST_TEXT and "\0" not in text for text in texts)
        and entry.body.keys().isdisjoint((NEXT_STEPS, *OF_DRAFT))
        and (entry.steps, entry.answer, entry.problems, entry.named_wait) == (steps, None, (), 0)
        and entry.message in ("", waiting(entry.name))
        and entry.created == entry.updated <= datetime.now(UTC) + _CLOCK_MAY_GO_BACK
    )
    if not is_fresh:
        raise ValueError("not a new entry")


def _is_of_content(entry_id: str) -> bool:
    """Returns True for an id that the content of a table has made (RFC 9562, version 5)."""
    # Few windows are given anything: what it loads is not for the others.
    from uuid import UUID

    try:
        return UUID(entry_id).version == _MADE_OF_CONTENT
    except ValueError:
        return False


def _keep(draft: Draft, store: OpenStore) -> tuple[str, tuple[Draft, ...], str]:
    """Returns the draft's id with all drafts, and why it is not stored."""
    try:
        if store.outbox.get(draft.id) is None and store.drafts.get(draft.id) is None:
            store.drafts.save(draft)
        return draft.id, store.drafts.all(), ""
    except StoreProblem as problem:
        return draft.id, (), problem.message
    except Exception as error:  # noqa: BLE001  # the command gets an answer, whatever is wrong
        return draft.id, (), _("It could not be stored ({name}).").format(name=type(error).__name__)


def _add(
    entry: Entry, was_taken: bool, is_led_elsewhere: Callable[[], bool], store: OpenStore
) -> tuple[Entry, str]:
    """Returns the entry, and why it is not stored: then the command reports it, not the window."""
    try:
        if is_led_elsewhere():
            return entry, _OTHERWISE.format(profile=entry.profile)
        if was_taken and store.outbox.get(entry.id) is None:
            return entry, _("It was taken already, and is not in the outbox any more.")
        there = store.outbox.get(entry.id) if _is_of_content(entry.id) else None
        if there is not None:
            return there, ""  # its id is made of its content: whatever became of it since
        stored = store.outbox.add(entry, is_given=True)
    except StoreProblem as problem:
        return entry, problem.message
    except Exception as error:  # noqa: BLE001  # the command gets an answer, whatever is wrong
        return entry, _("It could not be stored ({name}).").format(name=type(error).__name__)
    is_same = stored.created == entry.created and _is_same_company(stored, entry)
    return (
        (stored, "")
        if is_same
        else (entry, _("The outbox has this entry already, with other values: see there what became of it."))
    )


def _is_same_company(one: Entry, other: Entry) -> bool:
    """Tells whether both hold the same for the same connection; a token is made anew for each hand-over."""
    bodies = [
        json.loads(json_text([{**entry.body, "DbiKey": None}, *(step.content for step in entry.next_steps)]))
        for entry in (one, other)
    ]
    return one.profile == other.profile and bodies[0] == bodies[1]
