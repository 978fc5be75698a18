"""A server that saves companies and people under other names than it was sent."""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections.abc import Callable
from typing import Any, Final

from tests.helpers.faults.faulty_server import Handler, Request, Response

Renaming = Callable[[str], str]

COMPANY_NAME: Final = "Straße  &\u00a0“Blåbær” Işık Søn’s Fjord- og Havn- Aktieselskab"
RENAMINGS: Final[dict[str, Renaming]] = {
    "blanks collapsed": lambda name: " ".join(name.split()),
    "no-break spaces": lambda name: name.replace("\u00a0", " "),
    "decomposed": lambda name: unicodedata.normalize("NFD", name),
    "cut": lambda name: name[:30],
    "plain quotes": lambda name: re.sub("[“”]", '"', name).replace("’", "'"),
    "escaped": html.escape,
    "with a dot": lambda name: f"{name}.",
    "ss": lambda name: name.replace("ß", "ss"),
    "Turkish": lambda name: name.replace("ı", "i").replace("i", "İ"),
    "in capitals": str.upper,
    "without letters beyond ASCII": lambda name: name.encode("ascii", "replace").decode(),
    "transliterated": lambda name: name.translate({ord("F"): "Ф", ord("B"): "Б", ord("H"): "Х"}),
    "replaced": lambda _name: "CUSTOMER",
}


def renaming(behind: Handler, change: Callable[[dict[str, Any]], dict[str, Any]], path: str) -> Handler:
    """Returns a handler that changes what is posted to that path before the handler behind it gets it."""

    def handle(request: Request) -> Response:
        if request.method != "POST" or not request.path.endswith(f"/v1/{path}"):
            return behind(request)
        content = json.dumps(change(request.json)).encode()
        headers = {**request.headers, "content-length": str(len(content))}
        return behind(Request(request.method, request.target, headers, content))

    return handle


def without_keys(behind: Handler) -> Handler:
    """Returns a handler whose records have no DbiKey."""

    def handle(request: Request) -> Response:
        answer = behind(request)
        if answer.status != 200 or not answer.raw.startswith(b"{"):
            return answer
        return Response(200, json.loads(answer.raw) | {"DbiKey": None})

    return handle
