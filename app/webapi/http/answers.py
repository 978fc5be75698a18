"""Decodes HTTP answers: the meaning of the status, the error in the body, the value as a carrier."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from app.model.carriers.lists import ErrorAnswer
from app.webapi import errors
from app.webapi.errors import Verdict, WebApiError
from app.webapi.http import formats

T = TypeVar("T")

# ASP.NET's own errors may come with status 200; no carrier consists of these names alone.
_ASP_NET = {"Message", "MessageDetail", "ModelState", "ExceptionMessage", "ExceptionType", "StackTrace"}
_MAX_MESSAGE_LENGTH = 300
_SLICE_ROWS = 200


@dataclass(frozen=True)
class HttpReply:
    """A complete answer. Header names are lower case; `about_one` means that one record was requested."""

    host: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    about_one: bool = False


def decode_reply(reply: HttpReply, shape: Any = Any) -> Any:
    """Returns the JSON value of an answer with status 200; raises the matching WebApiError for any other.

    `shape` is the type that the value will be parsed as; an XML answer cannot be decoded without it.
    """
    if reply.status != 200:
        raise _error_for(reply)
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
    return value


def parse_as(kind: type[T], value: object, host: str) -> T:
    """Parses `value` as a carrier or a tuple of carriers. Raises UnexpectedAnswerError."""
    try:
        fitted: T = _validated(_adapter(kind), value)
    except ValidationError as error:
        locations = (
            f"{'.'.join(map(str, one['loc']))} {one['type']}" for one in error.errors(include_url=False)
        )
        raise errors.UnexpectedAnswerError(host, detail="; ".join(list(locations)[:5]), status=200) from None
    return fitted


def _validated(adapter: TypeAdapter[Any], value: object) -> Any:
    """Validates a long list in slices: validation holds Python's lock, which would freeze the window."""
    if not isinstance(value, list) or len(value) <= _SLICE_ROWS:
        return adapter.validate_python(value)
    slices = (value[start : start + _SLICE_ROWS] for start in range(0, len(value), _SLICE_ROWS))
    return tuple(row for part in slices for row in adapter.validate_python(part))


_adapter: Callable[[Any], TypeAdapter[Any]] = cache(TypeAdapter)


def _parse_body(reply: HttpReply, shape: Any = Any) -> Any:
    body = reply.body.removeprefix(b"\xef\xbb\xbf").strip()
    content_type = reply.headers.get("content-type", "")
    if "html" in content_type or (body[:1] == b"<" and not formats.is_xml(content_type)):
        raise errors.WebPageError(reply.host, status=reply.status, detail=f"{reply.status} HTML or XML")
    try:
        return formats.read(body, content_type, shape)
    except ValueError:
        detail = f"{reply.status} {len(body)} bytes that are not what they should be"
        raise errors.UnreadableAnswerError(reply.host, status=reply.status, detail=detail) from None


def _error_in_success(value: object) -> ErrorAnswer | None:
    if not isinstance(value, dict):
        return None
    if value.get("Error") is True or ("Message" in value and value.keys() <= _ASP_NET):
        try:
            return ErrorAnswer.model_validate(value)
        except ValidationError:
            return ErrorAnswer()
    return None


def _error_for(reply: HttpReply) -> WebApiError:
    said = _error_object(reply)
    kind, verdict = _classify(reply, said)
    said = said or ErrorAnswer()
    return kind(
        reply.host,
        verdict=verdict,
        status=reply.status,
        detail=f"{reply.status} {said.error_type or ''}".rstrip(),
        retry_after=_retry_after(reply.headers.get("retry-after", "")),
        fields=_field_messages(said),
        said=_quoted_message(said),
    )


_ERROR_BY_STATUS: dict[int, type[WebApiError]] = {
    401: errors.SignInError,
    403: errors.NoRightError,
    407: errors.ProxyPasswordError,
    408: errors.MaintenanceError,
    413: errors.EntryTooLargeError,
    421: errors.WrongHostError,
    429: errors.TooBusyError,
    500: errors.ServerFailedError,
    502: errors.MaintenanceError,
    503: errors.MaintenanceError,
    504: errors.MaintenanceError,
}


def _classify(reply: HttpReply, said: ErrorAnswer | None) -> tuple[type[WebApiError], Verdict | None]:
    """Returns the class for a status other than 200, and a verdict if it differs from the class's own."""
    if reply.status == 500 and not (said and said.is_error):
        # A proxy or IIS may answer 500 while the server is still working: only its own error object is final.
        return errors.ServerFailedError, Verdict.UNKNOWN
    if kind := _ERROR_BY_STATUS.get(reply.status):
        return kind, None
    if reply.status == 404 and (said is not None or reply.about_one):
        return errors.NotFoundError, None
    if reply.status == 404 or 300 <= reply.status < 400:
        return errors.WrongAddressError, None
    if 400 <= reply.status < 500:
        return errors.RejectedError, None
    kind = errors.UnexpectedAnswerError if reply.status < 300 else errors.ServerFailedError
    return kind, Verdict.UNKNOWN


def _error_object(reply: HttpReply) -> ErrorAnswer | None:
    """Returns the error object of an answer; None if the body has none."""
    try:
        value = _parse_body(reply, ErrorAnswer)
        return ErrorAnswer.model_validate(value) if isinstance(value, dict) else None
    except (errors.UnreadableAnswerError, ValidationError):
        return None


def _quoted_message(said: ErrorAnswer) -> str:
    words = " ".join(said.text.split()).rstrip(".")
    if len(words) > _MAX_MESSAGE_LENGTH:
        words = words[:_MAX_MESSAGE_LENGTH].rstrip() + "…"
    return f": “{words}”" if words else ""


def _field_messages(said: ErrorAnswer) -> dict[str, str]:
    """Returns ASP.NET's ModelState, ``{"newEntity.Name": ["…"]}``, without the name of the parameter."""
    state = (said.model_extra or {}).get("ModelState")
    if not isinstance(state, dict):
        return {}
    return {
        re.sub(r"^[a-z]\w*\.", "", str(key)): text
        for key, value in state.items()
        if (text := message_text(value))
    }


def message_text(value: object) -> str:
    """Returns a message as one text; it may be a text, a list of texts or null."""
    if isinstance(value, list):
        return " ".join(filter(None, map(message_text, value)))
    return "" if value is None else str(value).strip()


def _retry_after(text: str) -> float | None:
    """Returns the seconds of a Retry-After header (RFC 9110, 10.2.3): a number of seconds or a date."""
    if re.fullmatch(r"\d{1,9}", text, re.ASCII):
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
