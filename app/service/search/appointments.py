"""Whether an appointment on the server is the one that was sent: it has no key of ours."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final, NamedTuple

from app.model.carriers.wire import DateTimeText
from app.model.checks.renamed import may_have_become
from app.model.text_normalization import normalize

# A time without its zone is in the server's own (reference page "SO-TimeZone").
_FURTHEST_ZONE: Final = timedelta(hours=14)
_QUARTER: Final = timedelta(minutes=15)
# As far as a server moves a start that it rounds.
_ROUNDED: Final = timedelta(minutes=30)
# Servers may tell their own time as if it were UTC, and make a whole day of a time.
_SAME_DAY: Final = timedelta(hours=26)
# A server's answers and its records may have two clocks.
_CLOCKS_APART: Final = timedelta(minutes=1)
# Of a clock that nobody has set by hand.
_WRONG: Final = timedelta(hours=1)
# Longer than a POST may take.
_JUST_THEN: Final = timedelta(minutes=5)


class OfWhom(NamedTuple):
    """The ids of those whose an appointment is: no person is the company alone, no owner may be anybody."""

    contact_id: int
    person_id: int
    owner: int


def is_appointment(
    record: Mapping[str, Any], given: Mapping[str, Any], of: OfWhom, since: datetime | None = None
) -> bool:
    """Returns True if a record (AppointmentEntity) has all that was `given`, the content of a step.

    A start without its zone may be another one of that day, and that of nobody known a colleague's: these are
    ours only if they were made after Save, which was at `since` (None: nobody knows).
    """
    texts = (("Title", given["Title"]), ("Description", given.get("Description", "")))
    return (
        id_in(record, "Contact", "ContactId") in (0, of.contact_id)
        and all(same_text(record.get(name), value) for name, value in texts)
        and is_same_start(record.get("StartDate"), given["StartDate"])
        and id_in(record, "Person", "PersonId") == of.person_id
        and _is_chosen(record, given.get("Task"))
        and of.owner in (0, id_in(record, "Associate", "AssociateId"))
        and (is_made_since(record, since) or (_has_zone(record) and of.owner != 0))
    )


def may_be_appointment(
    record: Mapping[str, Any],
    given: Mapping[str, Any],
    of: OfWhom,
    sent: datetime | None,
    ahead: timedelta = timedelta(),
    *,
    since: datetime | None = None,
    is_sent_known: bool = True,
) -> bool | None:
    """Returns whether a record is what the server has made of an appointment; None where a person has to say.

    Servers cut texts, drop them, write others for letters that they cannot hold, and round times. One that
    was registered at another time than it was `sent`, or is a colleague's, or another person's, is not it;
    the server's clock is `ahead` of this computer's. `since` is that of `is_appointment`. Without
    `is_sent_known` nobody knows when it was sent, and no time shows that it is not it.
    """
    who, whose = id_in(record, "Person", "PersonId"), id_in(record, "Associate", "AssociateId")
    there = OfWhom(id_in(record, "Contact", "ContactId"), who, whose)
    if any(theirs and mine and theirs != mine for theirs, mine in zip(there, of, strict=True)):
        return False
    apart = _apart(record.get("StartDate"), given["StartDate"])
    is_then = _is_registered_then(record, sent, ahead)
    if apart is None or (is_sent_known and not is_then):
        return False
    title = str(record.get("Title") or "")
    is_near, is_named = apart <= _ROUNDED, bool(title.strip()) and may_have_become(given["Title"], title)
    if not is_near and not (is_named and apart <= _SAME_DAY):
        return False
    is_theirs = (
        (who, whose) == (of.person_id, of.owner) and bool(whose) and _is_chosen(record, given.get("Task"))
    )
    is_noted = _may_be_note(str(record.get("Description") or ""), given.get("Description", ""))
    is_certain = _has_zone(record) or is_made_since(record, since)
    return True if is_near and is_named and is_theirs and is_noted and is_certain and is_then else None


def is_clock_wrong(sent: datetime | None, now: datetime, ahead: timedelta) -> bool:
    """Returns True if this computer's clock is wrong, or was when something was `sent`: later than now.

    It is `now` by this computer's clock, and the server's is `ahead` of it.
    """
    return abs(ahead) > _WRONG or (sent is not None and sent - now - ahead > _WRONG)


def is_older(record: Mapping[str, Any], moment: datetime) -> bool:
    """Returns True if a record was there long before that moment, by whatever zone its server tells times."""
    made = _made(record)
    return made is not None and made < moment - _SAME_DAY


def goes_back_to(record: Mapping[str, Any], moment: datetime) -> bool:
    """Returns True if what is older than that record was there before that moment, or nobody knows when."""
    return _made(record) is None or is_older(record, moment)


def is_made_since(record: Mapping[str, Any], moment: datetime | None) -> bool:
    """Returns True if a record was made after that moment; its server tells when in UTC, as is documented."""
    made = _made(record)
    return moment is None or (made is not None and made >= moment - _CLOCKS_APART)


def is_made_just_then(record: Mapping[str, Any], sent: datetime, ahead: timedelta) -> bool:
    """Returns True if a record was made while it was being sent, and not before."""
    made = _made(record)
    return made is not None and min(abs(made - sent), abs(made - sent - ahead)) <= _JUST_THEN


def _is_registered_then(record: Mapping[str, Any], sent: datetime | None, ahead: timedelta) -> bool:
    """Returns False if a record was surely there long before it was sent, or was made long after."""
    made = _made(record)
    if made is None or sent is None:
        return True
    # The clock of this computer may have been set since.
    return min(abs(made - sent), abs(made - sent - ahead)) <= _SAME_DAY


def _has_zone(record: Mapping[str, Any]) -> bool:
    try:
        return datetime.fromisoformat(str(record.get("StartDate"))).tzinfo is not None
    except ValueError:
        return False


def _made(record: Mapping[str, Any]) -> datetime | None:
    try:
        return DateTimeText(str(record.get("CreatedDate") or "")).moment
    except ValueError:
        return None


def _may_be_note(there: str, sent: str) -> bool:
    """Returns True if a server may have made one note of the other, or dropped it."""
    mine, theirs = normalize(sent), normalize(there)
    return mine.startswith(theirs) or (bool(mine) and may_have_become(sent, there))


def _apart(there: object, sent: str) -> timedelta | None:
    """Returns how far two starts are apart; of one without its zone no more than in any zone."""
    try:
        apart = abs(moment_of(str(there)) - moment_of(sent))
        has_zone = datetime.fromisoformat(str(there)).tzinfo is not None
    except ValueError:
        return None
    return apart if has_zone else max(apart - _FURTHEST_ZONE, timedelta())


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
