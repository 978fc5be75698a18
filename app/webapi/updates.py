"""How a record that is there is read whole, and replaced if nobody has changed it since.

PUT Contact/{id} takes the whole entity, and If-Unmodified-Since with the UpdatedDate that was read (Swagger,
"Contact_PutContactEntity"; RFC 9110 section 13.1.4).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from app.model.carriers.contact import ContactEntityWithLinks
from app.model.carriers.wire import DateTimeText
from app.webapi.archive import is_id
from app.webapi.errors import OtherCompanyError, UnexpectedAnswerError

if TYPE_CHECKING:
    from app.webapi.connection import ApiCall

PRECONDITION_FAILED: Final = 412
_LABEL: Final = "/v1/Contact/{id}"
_NEVER: Final = datetime(1, 1, 1, tzinfo=UTC)
_ALMOST_A_SECOND: Final = timedelta(microseconds=999_999)


def record_call(contact_id: int) -> ApiCall:
    """Returns the call that reads a company whole."""
    # Loads httpx, which a window that sends nothing does without.
    from app.webapi.connection import ApiCall

    return ApiCall("GET", f"/v1/Contact/{contact_id}", label=_LABEL, shape=ContactEntityWithLinks)


def whole_record(answer: object, host: str) -> dict[str, Any]:
    """Returns the answer as a record that may be written back: nothing of it has been cut.

    Raises UnexpectedAnswerError for an answer that is no object, or has a list as long as any that is read.
    """
    from app.webapi.http.answer_limits import MOST_ITEMS  # as above

    if not isinstance(answer, dict):
        raise UnexpectedAnswerError(host, detail="200 without a record", status=200)
    left: list[object] = [answer]
    while left:
        value = left.pop()
        if isinstance(value, list) and len(value) >= MOST_ITEMS:
            raise UnexpectedAnswerError(host, detail="200 with a list that is too long", status=200)
        if isinstance(value, dict | list):
            left.extend(value.values() if isinstance(value, dict) else value)
    return answer


def check_is_asked_for(contact_id: int, record: Mapping[str, Any], host: str) -> None:
    """Raises OtherCompanyError for the record of another company, UnexpectedAnswerError for that of none."""
    told = record.get("ContactId")
    if not is_id(told):
        raise UnexpectedAnswerError(host, detail="200 without the id asked for", status=200)
    if told != contact_id:
        raise OtherCompanyError(host, detail="200 with another id", status=200)


def update_call(contact_id: int, record: Mapping[str, Any], unchanged_since: datetime) -> ApiCall:
    """Returns the call that replaces a company which nobody has changed after that time (zone-aware).

    A header has no parts of seconds. A record whose time has them would have been changed after that, so that
    the second that follows is named: whoever calls has read the record later than that.
    """
    from email.utils import format_datetime

    from app.webapi.connection import ApiCall  # as above

    since = format_datetime(unchanged_since.astimezone(UTC) + _ALMOST_A_SECOND, usegmt=True)
    return ApiCall(
        "PUT",
        f"/v1/Contact/{contact_id}",
        body=dict(record),
        label=_LABEL,
        headers=(("If-Unmodified-Since", since),),
    )


def last_changed(record: Mapping[str, Any]) -> datetime:
    """Returns when a record was last changed: its UpdatedDate, or its CreatedDate where it never was.

    Both are in UTC, with or without a zone. Raises ValueError where the server tells neither.
    """
    times = [_time(record.get(name)) for name in ("UpdatedDate", "CreatedDate")]
    latest = max(times)
    if latest <= _NEVER:
        raise ValueError("neither UpdatedDate nor CreatedDate")
    return latest


def _time(value: object) -> datetime:
    moment = DateTimeText(value).moment if isinstance(value, str) else None
    return moment or _NEVER
