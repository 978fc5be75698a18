"""From an HTTP answer to a value: what the status means, what the body says, whether it fits its carrier."""

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

# ASP.NET's own refusals come with status 200 as well; no carrier consists of these names alone.
_ASP_NET = {"Message", "MessageDetail", "ModelState", "ExceptionMessage", "ExceptionType", "StackTrace"}
_LONGEST_WORDS = 300
_ROWS_AT_ONCE = 200


@dataclass(frozen=True)
class Reply:
    """A complete answer. Header names are lower case; `about_one`: a single record was asked for."""

    host: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    about_one: bool = False


def value_of(reply: Reply, shape: Any = Any) -> Any:
    """The JSON value of an answer with status 200. Raises the error that any other answer means.

    `shape` is the type that it will be fitted to, which an answer in XML is read by.
    """
    if reply.status != 200:
        raise _refusal(reply)
    value = _read(reply, shape)
    said = _error_in(value)
    if said is not None:
        raise errors.RejectedError(
            reply.host,
            verdict=Verdict.UNKNOWN,
            status=reply.status,
            detail=f"200 {said.error_type or 'with an error in the body'}",
            fields=_field_messages(said),
            said=_quoted(said),
        )
    return value


def fit(kind: type[T], value: object, host: str) -> T:
    """`value` as a carrier or a tuple of carriers. Raises UnexpectedAnswerError."""
    try:
        fitted: T = _validated(_adapter(kind), value)
    except ValidationError as error:
        places = (
            f"{'.'.join(map(str, one['loc']))} {one['type']}" for one in error.errors(include_url=False)
        )
        raise errors.UnexpectedAnswerError(host, detail="; ".join(list(places)[:5]), status=200) from None
    return fitted


def _validated(adapter: TypeAdapter[Any], value: object) -> Any:
    """A long list goes by slices: validation holds Python's lock, and the window must not stand still."""
    if not isinstance(value, list) or len(value) <= _ROWS_AT_ONCE:
        return adapter.validate_python(value)
    slices = (value[place : place + _ROWS_AT_ONCE] for place in range(0, len(value), _ROWS_AT_ONCE))
    return tuple(row for part in slices for row in adapter.validate_python(part))


_adapter: Callable[[Any], TypeAdapter[Any]] = cache(TypeAdapter)


def _read(reply: Reply, shape: Any = Any) -> Any:
    body = reply.body.removeprefix(b"\xef\xbb\xbf").strip()
    content_type = reply.headers.get("content-type", "")
    if "html" in content_type or (body[:1] == b"<" and not formats.is_xml(content_type)):
        raise errors.WebPageError(reply.host, status=reply.status, detail=f"{reply.status} HTML or XML")
    try:
        return formats.read(body, content_type, shape)
    except ValueError:
        detail = f"{reply.status} {len(body)} bytes that are not what they should be"
        raise errors.UnreadableAnswerError(reply.host, status=reply.status, detail=detail) from None


def _error_in(value: object) -> ErrorAnswer | None:
    if not isinstance(value, dict):
        return None
    if value.get("Error") is True or ("Message" in value and value.keys() <= _ASP_NET):
        try:
            return ErrorAnswer.model_validate(value)
        except ValidationError:
            return ErrorAnswer()
    return None


def _refusal(reply: Reply) -> WebApiError:
    said = _said(reply)
    kind, verdict = _meaning(reply, said)
    said = said or ErrorAnswer()
    return kind(
        reply.host,
        verdict=verdict,
        status=reply.status,
        detail=f"{reply.status} {said.error_type or ''}".rstrip(),
        retry_after=_retry_after(reply.headers.get("retry-after", "")),
        fields=_field_messages(said),
        said=_quoted(said),
    )


_MEANINGS: dict[int, type[WebApiError]] = {
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


def _meaning(reply: Reply, said: ErrorAnswer | None) -> tuple[type[WebApiError], Verdict | None]:
    """The class for a status other than 200, and its verdict where it is not the usual one of the class."""
    if reply.status == 500 and not (said and said.is_error):
        # A proxy or IIS says so while the server may still be at work: only its own word is the end of it.
        return errors.ServerFailedError, Verdict.UNKNOWN
    if kind := _MEANINGS.get(reply.status):
        return kind, None
    if reply.status == 404 and (said is not None or reply.about_one):
        return errors.NotFoundError, None
    if reply.status == 404 or 300 <= reply.status < 400:
        return errors.WrongAddressError, None
    if 400 <= reply.status < 500:
        return errors.RejectedError, None
    kind = errors.UnexpectedAnswerError if reply.status < 300 else errors.ServerFailedError
    return kind, Verdict.UNKNOWN


def _said(reply: Reply) -> ErrorAnswer | None:
    """The error object of a refusal, or None where the body holds none."""
    try:
        value = _read(reply, ErrorAnswer)
        return ErrorAnswer.model_validate(value) if isinstance(value, dict) else None
    except (errors.UnreadableAnswerError, ValidationError):
        return None


def _quoted(said: ErrorAnswer) -> str:
    words = " ".join(said.text.split()).rstrip(".")
    if len(words) > _LONGEST_WORDS:
        words = words[:_LONGEST_WORDS].rstrip() + "…"
    return f": “{words}”" if words else ""


def _field_messages(said: ErrorAnswer) -> dict[str, str]:
    """ASP.NET's ModelState, ``{"newEntity.Name": ["…"]}``, without the name of the parameter."""
    state = (said.model_extra or {}).get("ModelState")
    if not isinstance(state, dict):
        return {}
    return {
        re.sub(r"^[a-z]\w*\.", "", str(key)): text
        for key, value in state.items()
        if (text := words_in(value))
    }


def words_in(value: object) -> str:
    """A message that may have come as a text, a list of texts or null."""
    if isinstance(value, list):
        return " ".join(filter(None, map(words_in, value)))
    return "" if value is None else str(value).strip()


def _retry_after(text: str) -> float | None:
    """Seconds from Retry-After (RFC 9110, 10.2.3), which is a number of seconds or a date."""
    if re.fullmatch(r"\d{1,9}", text, re.ASCII):
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
