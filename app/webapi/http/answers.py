"""Decodes HTTP answers: the meaning of the status, the error in the body, the value as a carrier."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from contextlib import nullcontext
from datetime import UTC, datetime
from itertools import islice
from typing import Any, TypeVar

from app.model.carriers.lists import ErrorAnswer
from app.model.carriers.reading import Misshapen, read_as
from app.model.text_normalization import displayable
from app.translation.joined_names import quoted
from app.webapi import errors
from app.webapi.errors import Verdict, WebApiError
from app.webapi.http import formats
from app.webapi.http.answer_limits import LONG_READING, LONGEST_TEXT, MOST_ITEMS, MOST_OF, bounded
from app.webapi.http.reply import (
    ASP_NET_NAMES,
    HttpReply,
    http_date,
    is_own_misdirection,
    is_own_sign_in_refusal,
    leads_to_https,
    own_error,
)

T = TypeVar("T")

_MAX_MESSAGE_LENGTH = 300
# Characters beneath a field, and how many messages of one field become one.
_LONGEST_FIELD_MESSAGE, _MOST_IN_MESSAGE = 1_000, 20
_SLICE_ROWS = 200


def decode_reply(reply: HttpReply, shape: Any = Any, schemes: Collection[str] = ()) -> Any:
    """Returns the JSON value of an answer with status 200; raises the matching WebApiError for any other.

    `shape` is the type that the value will be parsed as; an XML answer cannot be decoded without it. None is
    for what has no answer: then 204 is the success.
    `schemes` are the sign-in schemes that the server may ask for, in lower case.
    """
    if shape is None and reply.status == 204:
        return None
    if reply.status != 200:
        raise _error_for(reply, schemes)
    value = _parse_body(reply, shape)
    said = _error_in_success(value)
    if said is not None:
        raise errors.RejectedError(
            reply.host,
            verdict=Verdict.UNKNOWN,
            status=reply.status,
            detail=f"200 {said.error_type or 'with an error in the body'}",
            fields=_field_messages(said),
            said=_quoted_message(said),
        )
    if shape is None:
        # Whether it was done is not known: it is not the answer that is documented.
        raise errors.UnexpectedAnswerError(reply.host, status=200, detail="200 where 204 was due")
    return value


def parse_as(kind: type[T], value: object, host: str, most: int = MOST_ITEMS) -> T:
    """Parses `value` as a carrier or a tuple of carriers, within bounds. Raises UnexpectedAnswerError.

    `most` bounds the outermost list or object; the other bounds are in `app.webapi.http.answer_limits`.
    """
    is_long = isinstance(value, list) and len(value) > _SLICE_ROWS
    try:
        with LONG_READING if is_long else nullcontext():
            fitted: T = _read(kind, bounded(value, most))
    except Misshapen as error:
        raise errors.UnexpectedAnswerError(host, detail=str(error), status=200) from None
    return fitted


def _read(kind: Any, value: object) -> Any:
    """Reads a long list in slices: reading holds Python's lock, which would freeze the window."""
    if not isinstance(value, list) or len(value) <= _SLICE_ROWS:
        return read_as(kind, value)
    slices = (value[start : start + _SLICE_ROWS] for start in range(0, len(value), _SLICE_ROWS))
    return tuple(row for part in slices for row in read_as(kind, part))


def _parse_body(reply: HttpReply, shape: Any = Any) -> Any:
    if reply.is_page:
        detail = f"{reply.status} HTML or XML"
        raise errors.WebPageError(reply.host, status=reply.status, detail=detail, intercepted=True)
    try:
        return formats.read(reply.text, reply.content_type, shape)
    except ValueError:
        detail = f"{reply.status} {len(reply.text)} bytes that are not what they should be"
        raise errors.UnreadableAnswerError(reply.host, status=reply.status, detail=detail) from None


def _error_in_success(value: object) -> ErrorAnswer | None:
    if not isinstance(value, dict):
        return None
    # ASP.NET's own errors may come with status 200; no carrier consists of these names alone.
    if value.get("Error") is True or ("Message" in value and value.keys() <= ASP_NET_NAMES):
        try:
            return read_as(ErrorAnswer, value)
        except Misshapen:
            return ErrorAnswer()
    return None


def _error_for(reply: HttpReply, schemes: Collection[str]) -> WebApiError:
    said = own_error(reply)
    is_own = said is not None or is_own_sign_in_refusal(reply, schemes) or is_own_misdirection(reply)
    kind, verdict = _classify_own(reply.status) if is_own else _classify_other(reply)
    if kind is errors.MaintenanceError and reply.proxy and not is_own:
        kind = errors.NotReachedByProxyError
    words = said or ErrorAnswer()
    return kind(
        reply.host,
        verdict=verdict,
        status=reply.status,
        detail=f"{reply.status} {words.error_type or ''}".rstrip() + ("" if is_own else " not SuperOffice's"),
        retry_after=retry_after(reply.headers),
        fields=_field_messages(words),
        intercepted=not is_own and reply.status >= 300,
        said=_quoted_message(words),
        code=str(reply.status),
        proxy=reply.proxy,
    )


_Classified = tuple[type[WebApiError], Verdict | None]

_OWN_ERRORS: dict[int, type[WebApiError]] = {
    401: errors.SignInError,
    403: errors.NoRightError,
    404: errors.NotFoundError,
    408: errors.MaintenanceError,
    413: errors.EntryTooLargeError,
    421: errors.WrongHostError,
    429: errors.TooBusyError,
    500: errors.ServerFailedError,
    502: errors.MaintenanceError,
    503: errors.MaintenanceError,
    504: errors.MaintenanceError,
}


def _classify_own(status: int) -> _Classified:
    """Returns the class for SuperOffice's own refusal, and a verdict if it differs from the class's own."""
    if kind := _OWN_ERRORS.get(status):
        return kind, None
    if 400 <= status < 500 and status != 407:
        return errors.RejectedError, None
    kind = errors.ServerFailedError if status >= 500 else errors.UnexpectedAnswerError
    return kind, Verdict.UNKNOWN


# How nginx, Apache and Go's servers answer plain http at a port of https.
_PLAIN_AT_HTTPS = re.compile(
    rb"plain HTTP request was sent to HTTPS|speaking plain HTTP to an SSL|sent an HTTP request to an HTTPS"
)
_OTHER_ERRORS: dict[int, type[WebApiError]] = {
    404: errors.WrongAddressError,
    408: errors.MaintenanceError,
    413: errors.EntryTooLargeError,
    429: errors.TooBusyError,
    502: errors.MaintenanceError,
    503: errors.MaintenanceError,
    504: errors.MaintenanceError,
}


def _classify_other(reply: HttpReply) -> _Classified:
    """Returns the class for an answer that is not SuperOffice's, which says nothing about what was saved."""
    if (reply.status == 400 and _PLAIN_AT_HTTPS.search(reply.text)) or leads_to_https(reply):
        return errors.EncryptionNeededError, None
    is_question = reply.method == "GET" and not reply.is_page
    if reply.status == 401 and (is_question or not reply.text):
        # Only a sign-in helps, whoever asks for it; whether a record was saved is another question. A page
        # that asks for none is that of a gateway: the password may be right.
        return errors.SignInError, None if reply.method == "GET" else Verdict.UNKNOWN
    if kind := _OTHER_ERRORS.get(reply.status):
        is_late = kind in (errors.MaintenanceError, errors.TooBusyError)
        return kind, Verdict.SEARCH_THEN_LATER if is_late else Verdict.UNKNOWN
    if reply.status >= 500 and reply.status != 511:
        return errors.ServerFailedError, Verdict.UNKNOWN
    kind = errors.UnexpectedAnswerError if reply.status < 300 else errors.InterceptedError
    return kind, Verdict.UNKNOWN


def _quoted_message(said: ErrorAnswer) -> str:
    words = displayable(" ".join(said.text[:LONGEST_TEXT].split()), LONGEST_TEXT).rstrip(".")
    if len(words) > _MAX_MESSAGE_LENGTH:
        words = words[:_MAX_MESSAGE_LENGTH].rstrip() + "…"
    return f": {quoted(words)}" if words else ""


def _field_messages(said: ErrorAnswer) -> dict[str, str]:
    """Returns ASP.NET's ModelState, ``{"newEntity.Name": ["…"]}``, without the name of the parameter."""
    state = said.undeclared.get("ModelState")
    if not isinstance(state, dict):
        return {}
    return {
        re.sub(r"^[a-z]\w*\.", "", str(key)): text
        for key, value in islice(state.items(), MOST_OF["ModelState"])
        if (text := message_text(value))
    }


def message_text(value: object) -> str:
    """Returns a message as one text, cut where it is long; it may be a text, a list of texts or null."""
    if isinstance(value, list):
        text = " ".join(filter(None, map(message_text, value[:_MOST_IN_MESSAGE])))
    else:
        text = "" if value is None else str(value).strip()
    return displayable(text, _LONGEST_FIELD_MESSAGE)


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Returns the seconds of a Retry-After header (RFC 9110, 10.2.3): a number of seconds or a date.

    A date is compared with the server's own clock, if it tells it: that of this computer may be wrong. Of a
    header that somebody in between has repeated, the first one counts.
    """
    text = headers.get("retry-after", "")
    if number := re.match(r"(\d{1,9})(?:\.\d+)?(?:\s*,|$)", text, re.ASCII):
        return float(number[1])
    moment = http_date(text)
    if moment is None:
        return None
    now = http_date(headers.get("date", "")) or datetime.now(UTC)
    return max(0.0, (moment - now).total_seconds())
