"""The calls for what follows a company and its people: appointments, memberships, consents.

Every method raises WebApiError and nothing else; what creates something is never repeated. Sources: the
reference pages "POST Appointment", "GET Contact/{id}/Appointments", "GET Contact/{id}/Activities", "POST
Selection/{id}/Members/AddPerson", "GET Selection/{id}/Members", "POST ProjectMember", "PUT
Person/{id}/Consent/{purpose}", "GET List/{name}/Items" of three lists, "POST Agents/Person/Move", and the
pages of the archive providers "Appointment", "ContactActivity", "ContactSelection", "FindProject",
"FindSelection" (whose column "kind" comes as a word in the user's language) and "ProjectMember". None was
tried on a real server.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice
from typing import Any, Final
from urllib.parse import quote

from app.model.carriers.lists import KeyedListItem
from app.model.carriers.wire import DateTimeText
from app.model.next_steps.named import Named, NamedPage
from app.model.text_normalization import displayable
from app.webapi import archive, errors
from app.webapi.answer_proof import has_one_number, whose_is
from app.webapi.archive import ACTIVITIES, APPOINTMENTS, PROJECT_MEMBERS, SELECTION_MEMBERS, is_id
from app.webapi.archive_reader import ArchiveReader, Query
from app.webapi.connection import ApiCall, Connection
from app.webapi.http.answers import parse_as

MOST_APPOINTMENTS: Final = 50
"""So many of a company's newest appointments are read, where these go back far enough."""
_MOST_READ: Final = 400
"""Each is a request."""
OnSaved = Callable[[Mapping[str, Any]], None]
_APPOINTMENT: Final = "appointment"
_LONGEST_SHOWN: Final = 300
_WITH_CRITERIA: Final = ("dyn", "comb", "komb", "gecomb")
"""How dynamic and combined are called in the languages of SuperOffice; of other words nothing is known."""


def _ignore(_record: Mapping[str, Any]) -> None:
    """Does nothing with what was saved."""


class NextStepCalls:
    """The calls of one connection."""

    def __init__(self, connection: Connection, archives: ArchiveReader) -> None:
        self._connection = connection
        self._archives = archives
        self._has_activities = True
        self.has_move = True
        """False once the server has said that it has no call that moves people, until the next start."""

    def selections(self, name: str) -> tuple[Named, ...]:
        """Returns the selections of that name, ignoring case."""
        return self._named("Selection", "selectionId", name)

    def projects(self, name: str) -> tuple[Named, ...]:
        """Returns the projects of that name, ignoring case."""
        return self._named("Project", "projectId", name)

    def find_selections(self, text: str, most: int) -> NamedPage:
        """Returns the first `most` selections, by name, that have each word of the text in their names."""
        page, rows = self._find("Selection", "selectionId", text, most, "kind")
        closed = {one.id for one, row in rows if _has_criteria(row)}
        hits = tuple(one for one in page.hits if one.id not in closed)
        return replace(page, hits=hits, closed=tuple(one.name for one in page.hits if one.id in closed))

    def find_projects(self, text: str, most: int) -> NamedPage:
        """Returns the first `most` projects, by name, that have each word of the text in their names."""
        return self._find("Project", "projectId", text, most)[0]

    def _find(
        self, kind: str, id_name: str, text: str, most: int, *further: str
    ) -> tuple[NamedPage, list[tuple[Named, dict[str, Any]]]]:
        condition = archive.words_filter(text)
        query = (
            ("$select", ",".join((id_name, "name", *further))),
            *((("$filter", condition),) if condition else ()),
            ("$orderby", f"name,{id_name}"),
            ("$top", str(most + 1)),
        )
        page = self._archives.page(f"/v1/{kind}", query, kind)
        found = [(self._named_of(row, id_name), row) for row in islice(page.value, most + 1)]
        hits = tuple(one for one, _row in found if one.name)
        is_cut = len(page.value) > most or page.link is not None
        return NamedPage(hits[:most], is_cut=is_cut), found

    def _named_of(self, row: Mapping[str, Any], id_name: str) -> Named:
        name = displayable(str(archive.cells_of(row).get("name") or ""), _LONGEST_SHOWN)
        return Named(self._id(row, id_name), name.strip())

    def _named(self, kind: str, id_name: str, name: str) -> tuple[Named, ...]:
        condition = archive.name_filter(name)
        query = (
            ("$select", f"{id_name},name"),
            *((("$filter", condition),) if condition else ()),
            ("$orderby", id_name),
        )
        rows = self._archives.rows(f"/v1/{kind}", query, kind)
        return tuple(
            Named(self._id(row, id_name), str(archive.cells_of(row).get("name") or ""))
            for row in rows
            if archive.matches_name(row, name)
        )

    def default_appointment(self) -> dict[str, Any]:
        """Returns a new appointment with the server's defaults."""
        return self._object(ApiCall("GET", "/v1/Appointment/default"))

    def create_appointment(self, body: Mapping[str, Any], on_saved: OnSaved = _ignore) -> int:
        """Posts a new appointment; returns its id, and gives `on_saved` the record as the server has it.

        Raises OtherRecordError for the answer to another one.
        """
        call = ApiCall("POST", "/v1/Appointment", body={**body, "AppointmentId": 0})
        return self._saved_id(call, "AppointmentId", on_saved)

    def appointments(self, contact_id: int, most: int = MOST_APPOINTMENTS) -> tuple[int, ...]:
        """Returns the ids of a company's newest appointments, newest first, `most` at most.

        The list of appointments has what is not done, or was done today: what was done before that is among
        the activities alone. Where those are refused, it is believed.
        """
        found = self._appointments(contact_id, APPOINTMENTS, most)
        try:
            if self._has_activities:
                found |= self._archives.of_entities(
                    _APPOINTMENT,
                    lambda *entities: self._appointments(contact_id, ACTIVITIES, most, *entities),
                )
        except errors.WebApiError as error:
            if not error.is_refusal:
                raise
            self._has_activities = not error.is_not_there
        return tuple(sorted(found, reverse=True)[:most])

    def more_appointments(self, contact_id: int, listed: Sequence[int]) -> tuple[int, ...]:
        """Returns what follows the newest ones, which are `listed`; none where these are all.

        Where there are too many to be read, the list is noted as a doubt.
        """
        if len(listed) < MOST_APPOINTMENTS:
            return ()
        if len(listed) >= _MOST_READ:
            self._archives.doubts.labels.add(APPOINTMENTS)
            return ()
        further = self.appointments(contact_id, 2 * len(listed))
        return tuple(each for each in further if each not in listed)

    def _appointments(self, contact_id: int, label: str, most: int, *entities: tuple[str, str]) -> set[int]:
        query = (
            ("$select", "appointmentId"),
            ("$orderby", "appointmentId desc"),
            ("$top", str(most)),
            *entities,
        )
        rows = self._archives.newest(
            f"/v1/{label.format(id=contact_id)}",
            query,
            label,
            "appointmentId",
            most,
            is_asked=lambda row: label == APPOINTMENTS or archive.is_of_kind(row, _APPOINTMENT),
        )
        return {self._id(row, "appointmentId") for row in rows}

    def appointment(self, appointment_id: int) -> dict[str, Any]:
        """Returns an appointment; an answer without that id is none, and an error."""
        call = ApiCall("GET", f"/v1/Appointment/{appointment_id}", label="/v1/Appointment/{id}")
        record = self._object(call)
        if record.get("AppointmentId") != appointment_id:
            raise self._unexpected("200 without the id asked for")
        return record

    def add_selection_member(self, selection_id: int, contact_id: int, person_id: int) -> None:
        """Adds a company, or one of its people, to a static selection."""
        path = f"/v1/Selection/{selection_id}/Members/AddPerson"
        label = "/v1/Selection/{id}/Members/AddPerson"
        body = [{"ContactId": contact_id, "PersonId": person_id}]
        self._connection.call(ApiCall("POST", path, body=body, label=label, shape=None))

    def is_selection_member(self, selection_id: int, contact_id: int, person_id: int) -> bool:
        """Returns True if the selection has that member. It takes all its pages: no filter is documented.

        One that has the company alone may be one of companies, which keep no people: then a person's absence
        is noted as a doubt. Raises OtherRecordError for the list of another one.
        """
        query = (("$select", "contactId,personId,selectionId"),)
        path = f"/v1/Selection/{selection_id}/Members"
        has_company = False
        for row in self._rows_of(path, query, SELECTION_MEMBERS, "primaryKey", selectionid=selection_id):
            if _is_member(row, contact_id, person_id):
                return True
            has_company |= _is_member(row, contact_id, 0)
        if has_company:
            self._archives.doubts.labels.add(SELECTION_MEMBERS)
        return False

    def add_project_member(self, project_id: int, contact_id: int, person_id: int, comment: str) -> int:
        """Adds a company, or one of its people, to a project; returns the id of the membership.

        Raises OtherRecordError for the answer to another one.
        """
        body = {
            "ProjectmemberId": 0,
            "ProjectId": project_id,
            "ContactId": contact_id,
            "PersonId": person_id,
            "Comment": comment,
        }
        call = ApiCall("POST", "/v1/ProjectMember", body=body)
        return self._saved_id(call, "ProjectmemberId")

    def project_member(self, project_id: int, contact_id: int, person_id: int) -> int:
        """Returns the id of a membership; 0 if there is none. Raises OtherRecordError for another's list."""

        def listed(*entities: tuple[str, str]) -> int:
            query = (
                ("$select", "projectMemberId,contactId,personId,projectId"),
                ("$filter", f"projectId = {project_id} and contactId = {contact_id}"),
                *entities,
            )
            owners = {"projectid": project_id, "contactid": contact_id}
            own = self._rows_of("/v1/ProjectMember", query, PROJECT_MEMBERS, "projectMemberId", **owners)
            found = (row for row in own if _is_member(row, contact_id, person_id))
            return next((self._id(row, "projectMemberId") for row in found), 0)

        return self._archives.of_entities(archive.ALL_MEMBERS, listed)

    def set_consent(self, person_id: int, purpose: str, source: str, legal_base: str, comment: str) -> None:
        """Sets a person's consent for a purpose. All but the comment are keys of the server's lists."""
        query = (("source", source), ("legalBase", legal_base), ("comment", comment))
        path = f"/v1/Person/{person_id}/Consent/{quote(purpose, safe='')}"
        label = "/v1/Person/{id}/Consent/{purpose}"
        self._connection.call(ApiCall("PUT", path, query, {}, label=label, shape=None))

    def consents(self, person_id: int) -> tuple[dict[str, Any], ...]:
        """Returns a person's consents (ConsentInfo). Raises OtherRecordError for those of another one."""
        path = f"/v1/Person/{person_id}/Consent"
        answer = self._connection.call(ApiCall("GET", path, label="/v1/Person/{id}/Consent"))
        if not isinstance(answer, list):
            raise self._unexpected("200 without a list of consents")
        given = [one for one in answer if isinstance(one, dict)]
        if any(is_id(one.get("ConsentPersonId")) and one["ConsentPersonId"] != person_id for one in given):
            raise self._anothers("the consents of another person")
        return tuple(given)

    def keyed_list(self, name: str) -> tuple[KeyedListItem, ...]:
        """Returns the items of a list whose entries are known by keys, such as "LegalBase"."""
        shape = tuple[KeyedListItem, ...]
        answer = self._connection.call(ApiCall("GET", f"/v1/List/{name}/Items", shape=shape))
        return parse_as(shape, answer, self._connection.host)

    def move_person(self, person_id: int, contact_id: int, after: datetime) -> None:
        """Moves a person to a company, with the activities after that time (zone-aware)."""
        body = {
            "PersonId": person_id,
            "DestinationContactId": contact_id,
            "MoveAfterDate": str(DateTimeText.from_datetime(after)),
        }
        try:
            self._connection.call(ApiCall("POST", "/v1/Agents/Person/Move", body=body, shape=None))
        except errors.WebApiError as error:
            self.has_move = not error.is_not_there
            raise

    def _saved_id(self, call: ApiCall, name: str, on_saved: OnSaved = _ignore) -> int:
        """Returns the id that the answer to a POST has, if that is about what was posted."""
        host, told = self._connection.host, self._object(call)
        given = told.get(name)
        if not is_id(given):
            raise errors.NoIdError(host, status=200, detail=f"200 without {name}")
        if not has_one_number(told, name):
            raise errors.NoIdError(host, status=200, detail=f"200 with more than one {name}")
        is_mine = whose_is(call.body, told, name)
        if is_mine is None:
            detail = f"200 that does not say whose {name} it has"
            raise errors.NumberNotShownError(host, status=200, detail=detail)
        if not is_mine:
            raise self._anothers(f"another one's {name}")
        on_saved(told)
        return given

    def _rows_of(
        self, path: str, query: Query, label: str, id_name: str, **owners: int
    ) -> Iterator[dict[str, Any]]:
        """Yields the rows of those owners, by their columns; a row that does not say whose it is, too.

        Where there are rows and all of them are of one other, the list is the answer to another question.
        """
        others: set[tuple[int, ...]] = set()
        has_own = False

        def is_own(row: dict[str, Any]) -> bool:
            told = _owners(row, owners)
            return all(number in (0, mine) for number, mine in zip(told, owners.values(), strict=True))

        for row in self._archives.whole(path, query, label, id_name, is_own):
            if is_own(row):
                has_own = True
                yield row
            else:
                others.add(_owners(row, owners))
        if len(others) == 1 and not has_own:
            raise self._anothers(f"the list of another {', '.join(owners)}")

    def _object(self, call: ApiCall) -> dict[str, Any]:
        answer = self._connection.call(call)
        if not isinstance(answer, dict):
            raise self._unexpected("200 without a record")
        return answer

    def _id(self, row: Mapping[str, Any], name: str) -> int:
        try:
            return archive.id_of(row, name)
        except ValueError as error:
            raise self._unexpected(str(error)) from None

    def _anothers(self, what: str) -> errors.OtherRecordError:
        return errors.OtherRecordError(self._connection.host, status=200, detail=f"200 with {what}")

    def _unexpected(self, detail: str) -> errors.UnexpectedAnswerError:
        return errors.UnexpectedAnswerError(self._connection.host, detail=detail, status=200)


def _owners(row: Mapping[str, Any], names: Iterable[str]) -> tuple[int, ...]:
    cells = archive.cells_of(row)
    return tuple(archive.number_of(cells.get(name)) for name in names)


def _is_member(row: Mapping[str, Any], contact_id: int, person_id: int) -> bool:
    """Returns True if the row is that company's, or that person's of it; 0 is the company alone."""
    return _owners(row, ("contactid", "personid")) == (contact_id, person_id)


def _has_criteria(row: Mapping[str, Any]) -> bool:
    """Returns True for a selection whose members are found by criteria, or by other selections."""
    return str(archive.cells_of(row).get("kind") or "").strip().casefold().startswith(_WITH_CRITERIA)
