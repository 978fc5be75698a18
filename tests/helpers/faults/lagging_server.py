"""A server whose lists lag behind what it has saved, and whose answers do not name the people it took."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tests.helpers.faults.faulty_server import Handler, Request, Response, is_new_company

Naming = Callable[[list[dict[str, Any]]], Any]

NAMINGS: dict[str, Naming] = {
    "none": lambda _people: [],
    "null": lambda _people: None,
    "without ids": lambda people: [one | {"PersonId": 0} for one in people],
    "some": lambda people: people[:1],
    "all": lambda people: people,
}
"""What a server can answer as `Persons` of a company that it was posted with people inside."""


PEOPLE = ("/Persons",)
EVERY_LIST = ("/v1/Contact", *PEOPLE)
"""How the paths of lists end."""


@dataclass
class Lagging:
    """A handler of `FaultyServer` in front of another: what is saved is in its `lists` `lag` later.

    `clock` is that of the test. The answer to a new company has the people that `naming` leaves of them;
    the first `failing` new companies and people are saved and answered with the server's own `error`.
    """

    behind: Handler
    clock: Callable[[], datetime]
    lag: timedelta
    naming: Naming = NAMINGS["all"]
    failing: int = 0
    lists: tuple[str, ...] = EVERY_LIST
    saved_at: datetime | None = None
    error: int = 500

    def __call__(self, request: Request) -> Response:
        if request.method == "POST" and request.path.endswith(("/v1/Contact", "/v1/Person")):
            return self._save(request)
        is_list = request.method == "GET" and request.path.endswith(self.lists)
        if is_list and self.saved_at is not None and self.clock() < self.saved_at + self.lag:
            return Response(200, {"value": []})
        return self.behind(request)

    def _save(self, request: Request) -> Response:
        answer = self.behind(request)
        self.saved_at = self.clock()
        if self.failing > 0:
            self.failing -= 1
            told = {"Error": True, "ErrorType": "SoX", "ErrorMessage": "A trigger failed"}
            return Response(self.error, told)
        if answer.status != 200 or not is_new_company(request):
            return answer
        record = json.loads(answer.raw)
        return Response(200, record | {"Persons": self.naming(record.get("Persons") or [])})
