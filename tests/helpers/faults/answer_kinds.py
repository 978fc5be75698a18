"""Answers that a stranger would try in the place of SuperOffice's, besides those of each status.

Gateways' JSON, redirects, successes that are none, broken bodies, and every form of Retry-After.
"""

from __future__ import annotations

import gzip
from itertools import product

from tests.helpers.faults.faults import Response

JSON = {"Content-Type": "application/json; charset=utf-8"}
_HTML = {"Content-Type": "text/html"}
_PAGE = b"<!DOCTYPE html><html><title>Sign in</title></html>"
_TEXTS: dict[str, tuple[str, bytes]] = {
    "HTML": ("text/html", _PAGE),
    "text": ("text/plain", b"OK"),
    "nothing": ("application/json", b""),
    "null": ("application/json", b"null"),
    "an array": ("application/json", b"[]"),
    "XML": ("application/xml", b"<status>ok</status>"),
    "JSON of a proxy": ("application/json", b'{"statusCode": 200, "message": "Queued"}'),
    "ProblemDetails": ("application/problem+json", b'{"type": "about:blank", "title": "Odd", "status": 200}'),
    "JSON as text/html": ("text/html", b'{"ContactId": 1}'),
    "an id of 0": ("application/json", b'{"ContactId": 0}'),
}
SUCCESSES = {
    f"{status} with {name}": Response(status, headers={"Content-Type": content_type}, content=content)
    for status, (name, (content_type, content)) in product((200, 201, 202, 203, 206), _TEXTS.items())
} | {f"{status}": Response(status, headers=JSON, content=b"") for status in (204, 205, 226)}

_LOCATIONS = {
    "no Location": {},
    "a login page": {"Location": "https://login.corp.test/?back=crm"},
    "the same path": {"Location": "/api/v1/Contact"},
    "plain http": {"Location": "http://127.0.0.1:9/api/v1/Contact"},
    "an empty Location": {"Location": ""},
    "no address": {"Location": "ht!tp://[oops"},
}
REDIRECTS = {
    f"{status} with {name}": Response(status, headers={**_HTML, **location}, content=_PAGE)
    for status, (name, location) in product((300, 301, 302, 303, 305, 307, 308), _LOCATIONS.items())
}

_WAITS = {
    "none": {},
    "0": {"Retry-After": "0"},
    "seconds": {"Retry-After": "30"},
    "eleven days": {"Retry-After": "999999"},
    "far too many": {"Retry-After": "9" * 40},
    "less than nothing": {"Retry-After": "-5"},
    "a fraction": {"Retry-After": "1.5"},
    "a date": {"Retry-After": "Fri, 31 Dec 2100 23:59:59 GMT"},
    "a date of RFC 850": {"Retry-After": "Friday, 31-Dec-70 23:59:59 GMT"},
    "a date of asctime": {"Retry-After": "Fri Dec 31 23:59:59 2100"},
    "a past date": {"Retry-After": "Fri, 31 Dec 1999 23:59:59 GMT"},
    "words": {"Retry-After": "soon"},
    "other digits": {"Retry-After": "٣٠"},
}
_SAID = b'{"Error": true, "ErrorType": "SoThrottled", "ErrorMessage": "Later."}'
WAITS = {
    f"{status}, Retry-After {name}, {by}": Response(status, headers={**kind, **wait}, content=content)
    for status, (name, wait), (by, kind, content) in product(
        (429, 503), _WAITS.items(), (("a page", _HTML, _PAGE), ("SuperOffice", JSON, _SAID))
    )
}

_XML_ERROR = b"<Error><Message>Not here</Message></Error>"
_ODD_STATUSES = {
    "407 of a transparent proxy": Response(407, headers={"Proxy-Authenticate": "Basic realm=x", **_HTML}),
    "407 that asks for nothing": Response(407, headers=_HTML, content=_PAGE),
    "401 with Negotiate": Response(401, headers={"WWW-Authenticate": "Negotiate", **_HTML}, content=_PAGE),
    "401 with Negotiate, empty": Response(401, headers={"WWW-Authenticate": "Negotiate"}, content=b""),
    "403 with a Message": Response(
        403, {"Message": "User is not authorized to access this resource with an explicit deny"}
    ),
    "403 with an ErrorMessage": Response(403, {"ErrorMessage": "Blocked by policy", "ErrorCode": 7}),
    "400 with a Message and its details": Response(400, {"Message": "Blocked", "MessageDetail": "Rule 7"}),
    "404 in XML": Response(404, headers={"Content-Type": "application/xml"}, content=_XML_ERROR),
    "429 with a Message": Response(429, {"Message": "Too many requests"}),
    "401 of nginx, Basic": Response(
        401, headers={"WWW-Authenticate": 'Basic realm="gateway"'}, content=_PAGE
    ),
    "401 of nginx, Basic, empty": Response(401, headers={"WWW-Authenticate": "Basic"}, content=b""),
    "401 of a gateway, Bearer": Response(
        401, headers={"WWW-Authenticate": 'Bearer error="invalid_token"', **_HTML}, content=_PAGE
    ),
    "421 with a page": Response(421, headers=_HTML, content=_PAGE),
    "421 of HTTP/2": Response(421, headers={"Content-Type": "text/plain"}, content=b"Misdirected Request"),
    "425 too early": Response(425, headers=_HTML, content=b""),
    "451 by law": Response(
        451, headers={"Link": '<https://law.test>; rel="blocked-by"', **_HTML}, content=_PAGE
    ),
    "511 of a hotel": Response(511, headers=_HTML, content=_PAGE),
    "600": Response(600, headers=_HTML, content=_PAGE),
    "999": Response(999, headers=_HTML, content=_PAGE),
}
_OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
_GZIPPED = gzip.compress(b'{"ContactId": 7}')
BROKEN = {
    **_ODD_STATUSES,
    "closed before the answer": Response(wire=b""),
    "closed in the status line": Response(wire=b"HTTP/1.1 2"),
    "closed in the headers": Response(wire=_OK),
    "chunked, cut off in a chunk": Response(
        wire=_OK + b'Transfer-Encoding: chunked\r\n\r\n40\r\n{"ContactId": 1'
    ),
    "chunked, cut off between": Response(wire=_OK + b'Transfer-Encoding: chunked\r\n\r\n5\r\n{"Con\r\n'),
    "chunked, not a size": Response(wire=_OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n"),
    "Content-Length too long": Response(wire=_OK + b'Content-Length: 400\r\n\r\n{"ContactId": 1}'),
    "Content-Length too short": Response(wire=_OK + b'Content-Length: 5\r\n\r\n{"ContactId": 1}'),
    "Content-Length twice": Response(wire=_OK + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}\n"),
    "Content-Length below 0": Response(wire=_OK + b"Content-Length: -1\r\n\r\n{}"),
    "gzip that is none": Response(headers={**JSON, "Content-Encoding": "gzip"}, content=b'{"ContactId": 1}'),
    "gzip, cut off": Response(headers={**JSON, "Content-Encoding": "gzip"}, content=_GZIPPED[:-14]),
    "gzip, damaged": Response(
        headers={**JSON, "Content-Encoding": "gzip"}, content=_GZIPPED[:12] + b"\xff" * 12
    ),
    "an encoding that was not asked for": Response(
        headers={**JSON, "Content-Encoding": "br"}, content=b"\x0b\x02"
    ),
    "a page of another protocol": Response(wire=b"SSH-2.0-OpenSSH_9.2\r\n"),
    "HTTP/0.9": Response(wire=b"<html>Sign in</html>"),
    "100 and the end": Response(wire=b"HTTP/1.1 100 Continue\r\n\r\n"),
    "103 and a page": Response(
        wire=b"HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 403 No\r\nContent-Type: text/html\r\n\r\n" + _PAGE
    ),
    "101 to another protocol": Response(wire=b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n"),
}
REFUSED_UNHEARD = {name for name in WAITS if name.startswith("429") and name.endswith("SuperOffice")}
"""SuperOffice's own 429 comes in place of the handling, never after it."""

KINDS = {"successes": SUCCESSES, "redirects": REDIRECTS, "Retry-After": WAITS, "odd and broken": BROKEN}
