"""Whether an appointment on the server is the one that was sent: it has no key of ours."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from app.model.carriers.wire import DateTimeText
from app.model.text_normalization import normalize

# A time without its zone is in the server's own (reference page "SO-TimeZone").
_FURTHEST_ZONE: Final = timedelta(hours=14)
_QUARTER: Final = timedelta(minutes=15)


def is_appointment(
    record: Mapping[str, Any], given: Mapping[str, Any], contact_id: int, person_id: int, owner: int
) -> bool:
    """Returns True if a record (AppointmentEntity) has all that was `given`, and is of those.

    `given` is the content of a step, `owner` the id of whose it is; 0 may be anybody.
    """
    texts = (("Title", given["Title"]), ("Description", given.get("Description", "")))
    return (
        id_in(record, "Contact", "ContactId") in (0, contact_id)
        and all(same_text(record.get(name), value) for name, value in texts)
        and is_same_start(record.get("StartDate"), given["StartDate"])
        and id_in(record, "Person", "PersonId") == person_id
        and _is_chosen(record, given.get("Task"))
        and owner in (0, id_in(record, "Associate", "AssociateId"))
    )


def _is_chosen(record: Mapping[str, Any], task: object) -> bool:
    """Returns True if the record is of that type; one that was not chosen, or by name alone, may be any."""
    wanted = task.get("Id") if isinstance(task, Mapping) else None
    return wanted is None or id_in(record, "Task", "TaskListItemId") == wanted


def id_in(record: Mapping[str, Any], name: str, id_name: str) -> int:
    """Returns the id of a record within another one, 0 where there is none."""
    inner = record.get(name)
    number = inner.get(id_name) if isinstance(inner, Mapping) else 0
    return number if type(number) is int else 0


def same_text(there: object, sent: str) -> bool:
    """Returns True if two texts differ by blanks and case alone."""
    return normalize(str(there or "")) == normalize(sent)


def moment_of(text: str) -> datetime:
    """Returns a time of the server's, the first one for none. Raises ValueError for what is no time."""
    return DateTimeText(text).moment or datetime.min.replace(tzinfo=UTC)


def is_same_start(there: object, sent: str) -> bool:
    """Returns True if an appointment begins when it was to; without its zone it may be in any."""
    try:
        apart = moment_of(str(there)) - moment_of(sent)
        has_zone = datetime.fromisoformat(str(there)).tzinfo is not None
    except ValueError:
        return False
    return not apart or (not has_zone and abs(apart) <= _FURTHEST_ZONE and not apart % _QUARTER)
