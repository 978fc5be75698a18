"""A complete answer, and who speaks in it: SuperOffice, or a filter, gateway or portal in between.

Only SuperOffice's own refusal means that nothing was saved. Sources: docs "REST WebAPI" (error object),
ASP.NET's HttpError, RFC 9110 (11.6.1 WWW-Authenticate, 15.5.20 status 421).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import httpx

from app.model.carriers.lists import ErrorAnswer
from app.model.carriers.reading import Misshapen, read_as
from app.webapi.http import formats

ASP_NET_NAMES = {"Message", "MessageDetail", "ModelState", "ExceptionMessage", "ExceptionType", "StackTrace"}
"""The properties of ASP.NET's own errors."""

_SUPEROFFICE = "So"
"""How the names of SuperOffice's own exceptions begin."""
_ASP_NET_SENTENCES = (
    "An error has occurred",
    "Authorization has been denied for this request",
    "No HTTP resource was found",
    "The request is invalid",
    "The requested resource does not support http method",
    "Wrong subdomain",
)
"""How a `Message` begins that ASP.NET, or SuperOffice through it, says alone; gateways write one, too."""

_UNAUTHORIZED = 401
_MISDIRECTED_REQUEST = 421
_CHALLENGE_HEADER = "www-authenticate"
_WRONG_SUBDOMAIN = b"wrong subdomain"
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
# A challenge begins with its scheme alone or before a space; its parameters have a "=".
_CHALLENGE = re.compile(r"(?:^|,)\s*([A-Za-z][\w.~+-]*)(?=\s+[^\s=,]|\s*(?:,|$))")


@dataclass(frozen=True)
class HttpReply:
    """A complete answer. Header names are lower case. `proxy` is the name of one that read it on its way.

    `is_plain` means that neither it nor its request was encrypted.
    """

    host: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    method: str = "GET"
    proxy: str = ""
    is_plain: bool = False

    @property
    def text(self) -> bytes:
        """The body without byte order mark and surrounding space."""
        return self.body.removeprefix(b"\xef\xbb\xbf").strip()

    @property
    def content_type(self) -> str:
        """The Content-Type header; empty if there is none."""
        return self.headers.get("content-type", "").lower()

    @property
    def is_page(self) -> bool:
        """True for HTML, whatever the header says."""
        return "html" in self.content_type or (
            self.text[:1] == b"<" and not formats.is_xml(self.content_type)
        )


def answer_to(request: httpx.Request, pool: httpx.BaseTransport, auth: httpx.Auth | None) -> httpx.Response:
    """Sends a request, signed, and returns the answer, whose body is still to be read. Raises as httpx does.

    A client of httpx would do the same, and for every answer what we have no use for: look for cookies and
    for redirects, time it, log it. That took as long as all else between two companies of a long outbox.
    """
    with closing((auth or httpx.Auth()).sync_auth_flow(request)) as flow:
        signed = next(flow)
        while True:
            response = pool.handle_request(signed)
            response.request = signed
            try:
                signed = flow.send(response)
            except StopIteration:
                return response
            except BaseException:
                response.close()
                raise
            response.close()


def joined(headers: httpx.Headers) -> dict[str, str]:
    """Returns the values by their names in lower case; what is repeated is one list (RFC 9110, 5.2)."""
    encoding = headers.encoding
    found: dict[str, str] = {}
    for raw_name, raw_value in headers.raw:
        name, value = raw_name.decode(encoding).lower(), raw_value.decode(encoding)
        found[name] = f"{found[name]}, {value}" if name in found else value
    return found


def leads_to_https(reply: HttpReply) -> bool:
    """Returns True for a redirect from plain http to https at the same host, as of servers that want that."""
    if not (reply.is_plain and 300 <= reply.status < 400):
        return False
    try:
        where = urlsplit(reply.headers.get("location", ""))
        return where.scheme == "https" and where.hostname == urlsplit(f"//{reply.host}").hostname
    except ValueError:
        return False


def own_error(reply: HttpReply) -> ErrorAnswer | None:
    """Returns SuperOffice's or ASP.NET's error object; None if the body is anything else."""
    if reply.is_page:
        return None
    try:
        value = formats.read(reply.text, reply.content_type, ErrorAnswer)
    except ValueError:
        return None
    if not isinstance(value, dict) or not is_own_error(value):
        return None
    try:
        return read_as(ErrorAnswer, value)
    except Misshapen:
        return ErrorAnswer()


def is_own_error(value: Mapping[str, object]) -> bool:
    """Returns True for an error object of SuperOffice or of ASP.NET, by the names of its properties.

    One name in common is not enough, nor is a message with its details: gateways write such objects, too.
    """
    kind = str(value.get("ErrorType") or "")
    if value.get("Error") is True or kind.startswith(_SUPEROFFICE) or (kind and value.get("ErrorMessage")):
        return True
    if not {"Message", "MessageDetail"} & value.keys() or not value.keys() <= ASP_NET_NAMES:
        return False
    is_more = not value.keys() <= {"Message", "MessageDetail"}
    return is_more or str(value.get("Message")).startswith(_ASP_NET_SENTENCES)


def is_own_sign_in_refusal(reply: HttpReply, schemes: Collection[str]) -> bool:
    """Returns True if the server itself refused the credentials, so that it has done nothing.

    `schemes` are those that the server may ask for, in lower case. Another one is that of a gateway.
    """
    return reply.status == _UNAUTHORIZED and (own_error(reply) is not None or asks_for(reply, schemes))


def without_challenge(reply: HttpReply) -> HttpReply:
    """Returns the answer without its challenge, so that it counts as that of somebody in between."""
    headers = {name: value for name, value in reply.headers.items() if name != _CHALLENGE_HEADER}
    return replace(reply, headers=headers)


def asks_for(reply: HttpReply, schemes: Collection[str]) -> bool:
    """Returns True if somebody asks for a sign-in by one of the schemes, which are in lower case."""
    asked = challenge_schemes(reply.headers.get(_CHALLENGE_HEADER, ""))
    return not asked.isdisjoint(schemes)


def is_own_misdirection(reply: HttpReply) -> bool:
    """Returns True if SuperOffice says that the tenant is at another host, so that it has done nothing."""
    return reply.status == _MISDIRECTED_REQUEST and (
        own_error(reply) is not None or _WRONG_SUBDOMAIN in reply.text.lower()
    )


def challenge_schemes(header: str) -> set[str]:
    """Returns the schemes of a WWW-Authenticate or Proxy-Authenticate header, in lower case."""
    return {scheme.lower() for scheme in _CHALLENGE.findall(_QUOTED.sub('""', header))}


def http_date(text: str) -> datetime | None:
    """Returns the time of a header with a date (RFC 9110, 5.6.7), zone-aware; None for what is none."""
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None  # a year of twenty digits is no date, either
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
