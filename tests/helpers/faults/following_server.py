"""A model of the server that has appointments, and members of selections and projects, as well."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import httpx

from tests.helpers.faults.faults import Response
from tests.helpers.faults.model_server import ModelServer, user_of

STEP = "POST of a next step"


@dataclass(frozen=True)
class Following:
    """What follows a company. `entry` is what it was posted for, which no server knows."""

    number: int
    kind: str
    body: dict[str, Any]
    entry: str
    listed_at: datetime
    what: str
    """Tells those of one company apart."""

    @property
    def contact_id(self) -> int:
        return int(self.body.get("ContactId") or self.body["Contact"]["ContactId"])

    @property
    def person_id(self) -> int:
        person = self.body.get("Person") or self.body
        return int(person.get("PersonId") or 0)


@dataclass
class FollowingServer(ModelServer):
    """Lists of next steps lag as those of companies do."""

    following: dict[int, Following] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.troubles[STEP] = deque()

    def _kind_of(self, method: str, path: str) -> str:
        is_step = method == "POST" and path.endswith(("Appointment", "ProjectMember", "AddPerson"))
        return STEP if is_step else super()._kind_of(method, path)

    def _answer(self, request: httpx.Request, path: str) -> Response:
        found: Any = None
        match (request.method, *path.split("/")):
            case "POST", "Appointment" | "ProjectMember" as kind:
                found = self._of_record(self._add(kind, json.loads(request.content)))
            case "POST", "Selection", number, "Members", "AddPerson":
                (body,) = json.loads(request.content)
                found = self._of_record(self._add("Selection", {**body, "SelectionId": int(number)}))
            case "GET", "Contact", number, "Appointments" | "Activities":
                listed = [one.number for one in self._listed("Appointment") if one.contact_id == int(number)]
                found = {"value": [{"appointmentId": each} for each in reversed(listed)]}
            case "GET", "Appointment", number if number.isdecimal():
                found = self._of_record(self.following[int(number)])
            case "GET", "Selection", number, "Members":
                there = [one for one in self._listed("Selection") if one.body["SelectionId"] == int(number)]
                found = {"value": [_row(one, selectionId=int(number)) for one in there]}
            case "GET", "ProjectMember":
                asked = re.search(r"contactId = (\d+)", request.url.params["$filter"])
                there = [one for one in self._listed("ProjectMember") if self._is_answer(one, asked)]
                found = {"value": [_row(one, **_project(one)) for one in there]}
            case "GET", "User", "currentPrincipal":
                found = {"AssociateId": sum(user_of(request).encode())}
        return super()._answer(request, path) if found is None else Response(200, found)

    def _is_answer(self, one: Following, asked: re.Match[str] | None) -> bool:
        return self.mixes_companies or asked is None or one.contact_id == int(asked[1])

    def _add(self, kind: str, body: dict[str, Any]) -> Following:
        number, now = 5000 + len(self.following), self.clock()
        what, given = body.get("Title") or kind, {**body, "CreatedDate": now.isoformat()}
        if self.renames_companies and kind == "Appointment":
            given["Title"] = f"{what.upper()}."
        self.following[number] = Following(number, kind, given, self.sending, now + self.lag, what)
        return self.following[number]

    def _of_record(self, one: Following) -> dict[str, Any]:
        return {**one.body, f"{one.kind}Id".replace("tM", "tm"): one.number}

    def _listed(self, kind: str) -> Iterator[Following]:
        is_behind = self.replicas[self._turn % len(self.replicas)]
        for one in self.following.values():
            if one.kind == kind and (not is_behind or self.clock() >= one.listed_at):
                yield one


def _row(one: Following, **owner: int) -> dict[str, Any]:
    return {"contactId": one.contact_id, "personId": one.person_id, **owner}


def _project(one: Following) -> dict[str, int]:
    return {"projectId": one.body["ProjectId"], "projectMemberId": one.number}
