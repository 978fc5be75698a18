"""Converts entries and drafts to rows of the store, and back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, Final, TypeGuard

from app.model.checks.entry_consistency import check_consistency
from app.model.entry import Draft, Entry, FieldMessage, State, Step, StepKind
from app.model.form.choices import LAST_EDITED
from app.model.text_normalization import normalize_for_store
from app.storage.files.errors import ClockWrong
from app.translation.message import stored_text, text_of_stored

# The functions below make and read rows with these columns, in this order.
DRAFT_COLUMNS: Final = "id, profile, created, updated, form"
READ_DRAFTS: Final = f"SELECT {DRAFT_COLUMNS} FROM drafts "  # noqa: S608 - constants alone, as below
# Writes nothing if the draft has become an entry.
INSERT_DRAFT: Final = (
    "INSERT INTO drafts (id, profile, created, updated, form) "
    "SELECT ?1, ?2, ?3, ?4, ?5 WHERE NOT EXISTS (SELECT 1 FROM entries WHERE id = ?1) "
    "ON CONFLICT (id) DO UPDATE SET (profile, created, updated, form) "
    "= (excluded.profile, excluded.created, excluded.updated, excluded.form)"
)
ENTRY_COLUMNS: Final = (
    "id, profile, state, name, searched, contact_id, created, updated, message, tries, next_try, "
    "steps_done, steps_total, steps, problems, body, answer"
)
STEPS: Final = 13
"""Where a row has its steps."""
_MARKS: Final = "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?"
SUMMARY_COLUMNS: Final = (
    "id, state, name, contact_id, created, updated, message, next_try, steps_done, steps_total"
)
READ_ENTRIES: Final = f"SELECT {ENTRY_COLUMNS} FROM entries "  # noqa: S608 - constants alone, as below
READ_NEXT_DUE: Final = "SELECT min(coalesce(next_try, created)) FROM entries "
INSERT_ENTRY: Final = f"INSERT INTO entries ({ENTRY_COLUMNS}) VALUES ({_MARKS})"  # noqa: S608
UPDATE_ENTRY: Final = f"UPDATE entries SET ({ENTRY_COLUMNS}) = ({_MARKS}) "  # noqa: S608
# Names of properties of a step in the store that differ from those in the program: the format stays.
_STORED_STEP_NAMES: Final = {
    "first_not_found_at": "first_absent",
    "state_if_not_found": "if_absent",
    "matched_by_name": "by_name",
}
_NAMED_WAIT: Final = "named_wait"
_NEW_STEP_NAMES: Final = frozenset(
    (
        *("interceptions", "first_not_found_uptime", "not_it", "posted_by", "is_left_to_user", "content"),
        *("useless_looks", "useless_since", "sent_again"),
    )
)
_STEP_TIMES: Final = ("first_not_found_at", "sent", "useless_since")
# A name of the first version alone, whose entries were saved without a word of their steps.
OLD_NAME: Final = "embedded"
_STEP_NAMES: Final = {stored: name for name, stored in _STORED_STEP_NAMES.items()}
_STEP_NAMES[OLD_NAME] = "matched_by_name"
_LONGEST_ID: Final = 200
_REPLACED: Final = "\ufffd"
"""What stands in a text where its bytes were no UTF-8: such an id would not be found again."""
YEARS: Final = range(1970, 3000)
"""The years whose times every system converts to the user's zone (Windows: 1970 to 3000)."""
_LARGEST: Final = 2**31 - 1
"""The largest id of SuperOffice, an Int32, and far more than any count here."""
# A search leaves ten to decide about, of which each may turn out not to be it.
_MOST_CANDIDATES: Final = 100
_MOST_NOT_IT: Final = 10_000


class UnreadableRow(ValueError):
    """A row holds what this program cannot have written, or a newer one has; names the error's class."""


UNREADABLE: Final = (UnreadableRow,)
Row = Sequence[Any]


def time_text(moment: datetime) -> str:
    """Returns UTC with microseconds, so that texts sort as times do. Raises ClockWrong, ValueError."""
    if moment.tzinfo is None:
        raise ValueError("a time in the store needs its zone")
    if moment.year not in YEARS:
        raise ClockWrong(moment.year)
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def normalized(text: str) -> str:
    """Returns a text as it is searched, without differences of case and of composed accents."""
    return normalize_for_store(_plain(text))


def search_text(entry: Entry) -> str:
    """Returns the text in which entries are searched: all names, and the company's number (Number2)."""
    number = str((entry.answer or entry.body).get("Number2") or "")
    return normalized("\n".join((entry.name, *(step.name for step in entry.steps[1:]), number)).rstrip())


def draft_row(draft: Draft) -> Row:
    """Returns the row of a draft."""
    form = draft.form | ({LAST_EDITED: draft.last_edited} if draft.last_edited else {})
    return (draft.id, draft.profile, *map(time_text, (draft.created, draft.updated)), json_text(form))


def draft_from_row(row: Row) -> Draft:
    """Reads the row of a draft. Raises UnreadableRow, as the next one does."""
    with strictly():
        identity, profile, created, updated, form = row
        times = (moment_from(created), moment_from(updated))
        typed = _object(form)
        last_edited = typed.pop(LAST_EDITED, "")
        if not isinstance(last_edited, str):
            last_edited = ""  # where the cursor goes is not worth a draft
        return Draft(id_from(identity), text_from(profile), typed, *times, last_edited)


def entry_row(entry: Entry) -> Row:
    """Returns the row of an entry."""
    return (
        entry.id,
        entry.profile,
        entry.state.value,
        _plain(entry.name),
        search_text(entry),
        entry.contact_id,
        time_text(entry.created),
        time_text(entry.updated),
        _stored(entry.message),
        entry.tries,
        time_text(entry.next_try) if entry.next_try else None,
        entry.steps_done,
        len(entry.steps),
        json_text(_stored_steps(entry)),
        json_text(stored_messages(entry.problems)),
        json_text(entry.body),
        None if entry.answer is None else _answer_json(entry.answer),
    )


def entry_from_row(row: Row) -> Entry:
    """Reads the row of an entry: the type and range of every column, and what has to hold among them."""
    with strictly():
        identity, profile, state, name, searched, contact_id, created, updated, message, tries = row[:10]
        next_try, done, total, steps, problems, body, answer = row[10:]
        stored = _list(json.loads(text_from(steps)))
        named_wait = stored[0].pop(_NAMED_WAIT, 0)
        entry = Entry(
            id=id_from(identity),
            profile=text_from(profile),
            name=text_from(name),
            body=_object(body),
            created=moment_from(created),
            updated=moment_from(updated),
            state=State(state),
            steps=tuple(step_from(values) for values in stored),
            contact_id=number_from(contact_id),
            message=text_of_stored(text_from(message)),
            problems=messages_from(json.loads(text_from(problems))),
            answer=None if answer is None else _object(answer),
            tries=number_from(tries),
            next_try=None if next_try is None else moment_from(next_try),
            named_wait=_seconds(named_wait),
        )
        text_from(searched)
        check_consistency(entry, number_from(done), number_from(total), is_old=OLD_NAME in stored[0])
        return entry


def _stored_steps(entry: Entry) -> list[dict[str, Any]]:
    """Returns the steps as they are stored; the first also holds what the table has no column for."""
    stored = [stored_step(step) for step in entry.steps]
    if stored and entry.named_wait:
        stored[0][_NAMED_WAIT] = entry.named_wait
    return stored


def stored_step(step: Step) -> dict[str, Any]:
    """Returns the properties of a step by their names in the store.

    The newest are left out where they say nothing, so that an older program can read most entries.
    """
    return {
        _STORED_STEP_NAMES.get(name, name): _stored(value) if name == "message" else value
        for name, value in vars(step).items()
        if value or name not in _NEW_STEP_NAMES
    }


def stored_messages(messages: Sequence[FieldMessage]) -> list[list[str]]:
    """Returns messages as they are stored."""
    return [[one.path, _stored(one.message)] for one in messages]


def messages_from(stored: object) -> tuple[FieldMessage, ...]:
    """Reads what `stored_messages` returned."""
    rows = _list(stored)
    return tuple(FieldMessage(text_from(path), text_of_stored(text_from(words))) for path, words in rows)


def step_from(stored: dict[str, Any]) -> Step:
    values = {_STEP_NAMES.get(name, name): value for name, value in stored.items()}
    times = {name: moment_from(values[name]) for name in _STEP_TIMES if values.get(name)}
    step = Step(
        **{
            **values,
            "kind": StepKind(values["kind"]),
            "message": text_of_stored(text_from(values.get("message", ""))),
            "state": State(values["state"]),
            "state_if_not_found": State(values.get("state_if_not_found", State.QUEUED)),
            "candidates": _ids(values.get("candidates", []), _MOST_CANDIDATES),
            "not_it": _ids(values.get("not_it", []), _MOST_NOT_IT),
            "content": dict(values.get("content", {})),
            "first_not_found_uptime": _seconds(values.get("first_not_found_uptime", 0)),
            **times,
        }
    )
    for text in (step.name, step.token, step.message, step.posted_by):
        text_from(text)
    counts = (step.interceptions, step.useless_looks, step.sent_again)
    for number in (step.number, step.remote_id, *counts):
        number_from(number)
    for truth in (step.matched_by_name, step.is_left_to_user):
        if not isinstance(truth, bool):
            raise TypeError("not a truth value")
    if any(name not in times and getattr(step, name) is not None for name in _STEP_TIMES):
        raise TypeError("not a time")
    return step


@contextmanager
def strictly() -> Iterator[None]:
    """Turns whatever reading a row raises into UnreadableRow: what damage does to a value has no limits."""
    try:
        yield
    except Exception as error:
        raise UnreadableRow(type(error).__name__) from error


def text_from(value: object) -> str:
    """Reads a column of text. Raises TypeError."""
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def id_from(value: object) -> str:
    """Reads the id of a row. Raises ValueError, TypeError."""
    text = text_from(value)
    if not text.strip() or len(text) > _LONGEST_ID or not text.isprintable() or _REPLACED in text:
        raise ValueError("not an id")
    return text


def is_count(value: object) -> TypeGuard[int]:
    return type(value) is int and 0 <= value <= _LARGEST


def number_from(value: object) -> int:
    if not is_count(value):
        raise TypeError("not a number from 0 to 2**31 - 1")
    return value


def _seconds(value: object) -> float:
    if type(value) not in (int, float) or not 0 <= value <= _LARGEST:  # type: ignore[operator]  # a number now
        raise TypeError("not a number of seconds")
    return float(value)  # type: ignore[arg-type]  # a number now


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError("not a list")
    return value


def _ids(value: object, most: int) -> tuple[int, ...]:
    ids = _list(value)
    if len(ids) > most:
        raise ValueError("more ids than any search finds")
    return tuple(map(number_from, ids))


def moment_from(value: object) -> datetime:
    """Reads what `time_text` wrote. Raises ValueError, TypeError."""
    moment = datetime.fromisoformat(text_from(value))
    if moment.tzinfo is None or moment.year not in YEARS:
        raise ValueError("a time without its zone, or one that no clock shows")
    return moment.astimezone(UTC)


_encode: Final = json.JSONEncoder(separators=(",", ":"), default=time_text).encode


def json_text(value: Any) -> str:
    return _encode(value)


def _answer_json(answer: dict[str, Any]) -> str:
    """Writes the answer, by far the longest column, three times as fast as `json` does."""
    import pydantic_core  # here: the window is painted without it

    try:
        return pydantic_core.to_json(answer).decode()
    except ValueError:
        # It was read by pydantic_core, which can write all that it reads. A damaged row holds other things.
        return json_text(answer)


def _stored(text: str) -> str:
    """Returns a text for people as it is stored: a message as its code and values."""
    return _plain(stored_text(text))


def _plain(text: str) -> str:
    """Replaces half surrogate pairs, which a paste can leave in a Qt text and UTF-8 cannot hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _object(text: object) -> dict[str, Any]:
    value = json.loads(text_from(text))
    if not isinstance(value, dict):
        raise TypeError("not a JSON object")
    return value
