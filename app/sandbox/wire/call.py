"""One request as the handlers see it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.sandbox.data.users import User
from app.sandbox.errors import unreadable
from app.sandbox.options import Options
from app.sandbox.store import Store
from app.sandbox.wire import formats
from app.sandbox.wire.carriers import read
from app.sandbox.wire.dates import Zone
from app.sandbox.wire.language import Language


@dataclass(frozen=True)
class Call:
    """A request. ``base`` is the URL of the API with a trailing slash; names in ``query`` are lower case."""

    store: Store
    options: Options
    user: User
    language: Language
    zone: Zone
    base: str
    path: Mapping[str, Any]
    query: Mapping[str, str]
    body: bytes
    content_type: str = "application/json"
    unmodified_since: str = ""

    def json(self) -> dict[str, Any]:
        """Parses the body as a JSON object. Raises ServerError (400, ASP.NET's format)."""
        try:
            body = json.loads(self.body.decode("utf-8-sig"), parse_constant=_no_constant)
            json.dumps(body, ensure_ascii=False).encode()
        except (ValueError, RecursionError) as error:
            raise unreadable(f"The body is not JSON: {error}") from None
        if not isinstance(body, dict):
            raise unreadable("The body must be a JSON object.")
        return body

    def entities(self, carrier: str) -> list[dict[str, Any]]:
        """Parses the body as a JSON array of carriers. Raises ServerError (400, ASP.NET's format)."""
        try:
            rows = json.loads(self.body.decode("utf-8-sig"), parse_constant=_no_constant)
        except (ValueError, RecursionError) as error:
            raise unreadable(f"The body is not JSON: {error}") from None
        if not isinstance(rows, list):
            raise unreadable("The body must be a JSON array.")
        return [read(carrier, row) for row in rows]

    def entity(self, carrier: str) -> dict[str, Any]:
        """Parses the body, in its format, as a carrier. Raises ServerError (400, ASP.NET's format)."""
        if self.content_type in formats.XML:
            return read(carrier, formats.read_xml(self.body, carrier))
        if self.content_type == formats.FORM:
            return read(carrier, formats.read_form(self.body))
        return read(carrier, self.json())

    def number(self, name: str) -> int:
        """Returns an id from the body; 0 if absent."""
        value = read("Person", {"PersonId": self.json().get(name)})
        return int(value.get("PersonId", 0))

    def text(self, name: str) -> str:
        """Returns a text from the body; empty if absent."""
        value = read("EntityElement", {"Value": self.json().get(name)})
        return str(value.get("Value", ""))

    def selected(self, entity: dict[str, Any]) -> dict[str, Any]:
        """Sets every property to null that ``$select`` does not name; paths are separated by ``/``.

        There is no exception: a client that does not select ContactId does not get the new id.
        """
        wanted = self.query.get("$select", "").strip()
        return _select(entity, [path.strip().lower() for path in wanted.split(",")]) if wanted else entity


def _select(value: Any, paths: list[str]) -> Any:
    if isinstance(value, list):
        return [_select(each, paths) for each in value]
    if not isinstance(value, dict):
        return value
    kept: dict[str, Any] = {}
    for name, each in value.items():
        below = [path.partition("/")[2] for path in paths if path.partition("/")[0] == name.lower()]
        kept[name] = (each if "" in below else _select(each, below)) if below else None
    return kept


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")
