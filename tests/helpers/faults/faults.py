"""The ways in which a server can fail, and what it sends for each of them."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any


class Fault(Enum):
    """How the server fails. Those up to RESET_IN_BODY happen before the request has been read."""

    NONE = auto()
    REFUSE = auto()
    TLS_BREAK = auto()
    TLS_STALL = auto()
    RESET_BEFORE_READING = auto()
    RESET_IN_BODY = auto()
    READ_THEN_RESET = auto()
    READ_THEN_CLOSE = auto()
    READ_THEN_STALL = auto()
    HALF_REPLY = auto()
    TRICKLE = auto()
    GARBAGE = auto()
    ENDLESS = auto()
    HTML = auto()
    NULL = auto()
    NOT_JSON = auto()
    NO_ID = auto()
    ASP_NET_MESSAGE = auto()
    BROKEN_GZIP = auto()
    REDIRECT_302 = auto()
    REDIRECT_307 = auto()
    BAD_REQUEST_400 = auto()
    UNAUTHORIZED_401 = auto()
    FORBIDDEN_403 = auto()
    NOT_FOUND_404 = auto()
    CONFLICT_409 = auto()
    TOO_LARGE_413 = auto()
    MISDIRECTED_421 = auto()
    BUSY_429_SECONDS = auto()
    BUSY_429_DATE = auto()
    ERROR_500 = auto()
    HTML_500 = auto()
    BAD_GATEWAY_502 = auto()
    UNAVAILABLE_503 = auto()
    GATEWAY_TIMEOUT_504 = auto()


@dataclass(frozen=True)
class Request:
    """A complete request; header names are lower case, `target` is path and query as they were sent."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes = b""

    @property
    def path(self) -> str:
        return self.target.partition("?")[0]

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Response:
    """An answer; `value` is sent as JSON unless there are `content` bytes.

    `wire` is sent as it is in place of everything else, and the connection closed.
    """

    status: int = 200
    value: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)
    content: bytes | None = None
    wire: bytes | None = None

    @property
    def raw(self) -> bytes:
        return json.dumps(self.value).encode() if self.content is None else self.content


def _page(title: str) -> bytes:
    return f"<!DOCTYPE html><html><title>{title}</title><h1>{title}</h1></html>".encode()


def _said(kind: str, words: str) -> dict[str, Any]:
    return {"Error": True, "ErrorType": kind, "ErrorMessage": words, "ErrorSource": "NetServer"}


_HTML = {"Content-Type": "text/html"}
RAW = {
    Fault.HALF_REPLY: b'HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\n{"Con',
    Fault.GARBAGE: b"\x00\xffthis is not HTTP at all\r\n\r\n",
}
_BAD_STATE = {
    "Message": "The request is invalid.",
    "ModelState": {"newEntity.Name": ["The company name is too long."], "newEntity.OrgNr": ["Not a number."]},
}
ANSWERS = {
    Fault.HTML: Response(200, headers=_HTML, content=_page("Sign in to the hotel's network")),
    Fault.NULL: Response(200, None),
    Fault.NOT_JSON: Response(200, content=b"{'ContactId': 7}"),
    Fault.NO_ID: Response(200, {"ContactId": 0, "Name": "Nobody"}),
    Fault.ASP_NET_MESSAGE: Response(200, {"Message": "An error has occurred."}),
    Fault.BROKEN_GZIP: Response(
        200, headers={"Content-Encoding": "gzip"}, content=zlib.compress(b'{"ContactId": 7}')
    ),
    Fault.REDIRECT_302: Response(302, headers={"Location": "/login", **_HTML}, content=_page("Moved")),
    Fault.REDIRECT_307: Response(
        307, headers={"Location": "/api/v1/Contact", **_HTML}, content=_page("Moved")
    ),
    Fault.BAD_REQUEST_400: Response(400, _BAD_STATE),
    Fault.UNAUTHORIZED_401: Response(401, _said("SoSessionException", "Not signed in")),
    Fault.FORBIDDEN_403: Response(403, _said("SoSentryException", "No right to add companies.")),
    Fault.NOT_FOUND_404: Response(404, headers=_HTML, content=_page("Not found")),
    Fault.CONFLICT_409: Response(409, _said("SoInvalidOperationException", "Somebody else was faster")),
    Fault.TOO_LARGE_413: Response(413, headers=_HTML, content=_page("Too large")),
    Fault.MISDIRECTED_421: Response(421, {"Message": "Wrong subdomain used to access tenant"}),
    Fault.BUSY_429_SECONDS: Response(
        429, _said("SoThrottledException", "Too many requests"), {"Retry-After": "7"}
    ),
    Fault.BUSY_429_DATE: Response(429, headers={"Retry-After": "Fri, 31 Dec 2100 23:59:59 GMT"}, content=b""),
    Fault.ERROR_500: Response(500, _said("SoDbAccessException", "The database is on holiday.")),
    Fault.HTML_500: Response(500, headers=_HTML, content=_page("Server error")),
    Fault.BAD_GATEWAY_502: Response(502, headers=_HTML, content=_page("Bad gateway")),
    Fault.UNAVAILABLE_503: Response(503, headers=_HTML, content=_page("Service unavailable")),
    Fault.GATEWAY_TIMEOUT_504: Response(504, headers=_HTML, content=_page("Gateway timeout")),
}
