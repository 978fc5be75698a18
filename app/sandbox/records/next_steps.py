"""What follows a company: appointments, members of selections and projects, consents.

Written from the reference pages of POST Appointment, Selection/{id}/Members/AddPerson, ProjectMember and PUT
Person/{id}/Consent/{purpose}. Whether a selection or project takes a member twice is not documented: here a
second one is kept, so that whoever adds one twice is seen.
"""

from collections.abc import Callable, Mapping
from typing import Any

from app.sandbox.data.campaigns import CONSENT_PURPOSES, CONSENT_SOURCES, LEGAL_BASES, PROJECTS, SELECTIONS
from app.sandbox.errors import not_found, refused
from app.sandbox.records import contacts, lists
from app.sandbox.records.archive import Archive, Column, column
from app.sandbox.store import Record
from app.sandbox.wire.call import Call
from app.sandbox.wire.carriers import EMPTY_DATE, make
from app.sandbox.wire.dates import now

_DONE = "Completed"


def default_appointment(call: Call) -> dict[str, Any]:
    """Builds the AppointmentEntity of a new appointment: this user's, now, a phone call."""
    moment = now()
    record = {"Title": "", "Description": "", "Task": 1, "Associate": call.user.associate_id}
    record |= {"StartDate": moment, "EndDate": moment, "Contact": 0, "Person": 0}
    return appointment(0, record | {"CreatedBy": 0, "CreatedDate": EMPTY_DATE}, call)


def save_appointment(body: dict[str, Any], call: Call) -> int:
    """Creates an appointment, within a transaction; returns its id. Raises ServerError (400, 404)."""
    contact_id = body.get("Contact", {}).get("ContactId", 0)
    if call.store.get("contact", contact_id) is None:
        raise not_found("Contact", contact_id)
    person_id = body.get("Person", {}).get("PersonId", 0)
    _check_person(person_id, contact_id, call)
    if not body.get("StartDate") or not body.get("Title", "").strip():
        raise refused("Title", "an appointment needs a title and a start.")
    record = {
        "Contact": contact_id,
        "Person": person_id,
        "Title": body["Title"],
        "Description": body.get("Description", ""),
        "StartDate": call.zone.parse(body["StartDate"], "StartDate"),
        "EndDate": call.zone.parse(body.get("EndDate", body["StartDate"]), "EndDate"),
        "Task": lists.checked_id("Task", "task", body.get("Task", {}).get("TaskListItemId", 0)),
        "Associate": _owner(body, call),
        "CreatedBy": call.user.associate_id,
        "CreatedDate": now(),
    }
    return call.store.add("appointment", record)


def complete_appointment(number: int, body: dict[str, Any], call: Call) -> None:
    """Sets whether an appointment is done, and when; by default now. Within a transaction."""
    record = call.store.get("appointment", number) or {}
    is_done = body.get("Completed") == _DONE
    moment = body.get("CompletedDate", "")
    done = call.zone.parse(moment, "CompletedDate") if is_done and moment else now()
    values = {
        "Completed": body.get("Completed", "NotStarted"),
        "CompletedDate": done if is_done else EMPTY_DATE,
    }
    call.store.replace("appointment", number, {**record, **values})


def is_open(record: Record) -> bool:
    """Returns True for what is not done, or was done today (archive provider "Appointment")."""
    return record.get("Completed") != _DONE or record["CompletedDate"][:10] == now()[:10]


def _owner(body: dict[str, Any], call: Call) -> int:
    number = body.get("Associate", {}).get("AssociateId", 0) or call.user.associate_id
    return lists.checked_id("Associate", "associate", number)


def _check_person(person_id: int, contact_id: int, call: Call) -> None:
    person = call.store.get("person", person_id) if person_id else None
    if person_id and (person is None or person["Contact"] != contact_id):
        raise refused("Person", f"person {person_id} does not belong to this company.")


def appointment(number: int, record: Record, call: Call) -> dict[str, Any]:
    """Builds an AppointmentEntity."""
    task = lists.item("task", record["Task"]) if record["Task"] else None
    return make(
        "AppointmentEntity",
        AppointmentId=number,
        Title=record["Title"],
        Description=record["Description"],
        StartDate=call.zone.format_local(record["StartDate"]),
        EndDate=call.zone.format_local(record["EndDate"]),
        Type="InDiary",
        Private="Public",
        Completed=record.get("Completed", "NotStarted"),
        CompletedDate=call.zone.format_local(record.get("CompletedDate", EMPTY_DATE)),
        Task=make("TaskListItem", TaskListItemId=task.number, Value=task.name) if task else None,
        Contact=contacts.light(record["Contact"], call),
        Person=make("Person", PersonId=record["Person"]) if record["Person"] else None,
        Associate=lists.associate(record["Associate"]),
        CreatedBy=lists.associate(record["CreatedBy"]),
        CreatedDate=call.zone.format_utc(record["CreatedDate"]),
    )


def add_selection_members(selection_id: int, rows: list[dict[str, Any]], call: Call) -> None:
    """Adds members to a static selection, within a transaction. Raises ServerError (400, 404)."""
    selection = next((one for one in SELECTIONS if one.number == selection_id), None)
    if selection is None:
        raise not_found("Selection", selection_id)
    if not selection.is_static:
        raise refused("Selection", "members are added to static selections only.")
    for row in rows:
        contact_id, person_id = row.get("ContactId", 0), row.get("PersonId", 0)
        if call.store.get("contact", contact_id) is None:
            raise not_found("Contact", contact_id)
        _check_person(person_id, contact_id, call)
        member = {"Contact": contact_id, "Person": person_id, "Owner": selection_id}
        call.store.add("selectionmember", member)


def save_project_member(body: dict[str, Any], call: Call) -> int:
    """Adds a member to a project, within a transaction; returns the membership's id."""
    project_id, contact_id = body.get("ProjectId", 0), body.get("ContactId", 0)
    if project_id not in {one.number for one in PROJECTS}:
        raise not_found("Project", project_id)
    if call.store.get("contact", contact_id) is None:
        raise not_found("Contact", contact_id)
    person_id = body.get("PersonId", 0)
    _check_person(person_id, contact_id, call)
    member = {"Contact": contact_id, "Person": person_id, "Owner": project_id}
    return call.store.add("projectmember", member | {"Comment": body.get("Comment", "")})


def project_member(number: int, record: Record) -> dict[str, Any]:
    """Builds a ProjectMember carrier."""
    return make(
        "ProjectMember",
        ProjectmemberId=number,
        ProjectId=record["Owner"],
        ProjectName=next(one.name for one in PROJECTS if one.number == record["Owner"]),
        ContactId=record["Contact"],
        PersonId=record["Person"],
        Comment=record["Comment"],
    )


def kind_of_member(record: Record, call: Call) -> str:
    """Returns the entity of a project member: who has left and stopped companies have their own."""
    company = call.store.get("contact", record["Contact"])
    person = call.store.get("person", record["Person"]) if record["Person"] else None
    if person and person["Retired"]:
        return "retired"
    return "stop" if company and company["Xstop"] else "projectMember"


def list_of(carrier: str, names: Mapping[str, str], **values: Any) -> list[dict[str, Any]]:
    """Builds the carriers of a list whose entries are known by keys."""
    return [
        make(carrier, **{f"{carrier}Id": rank}, Key=key, Name=name, Rank=rank, **values)
        for rank, (key, name) in enumerate(names.items(), 1)
    ]


def set_consent(person_id: int, purpose: str, call: Call) -> None:
    """Sets a consent, within a transaction. Raises ServerError (400, 404)."""
    if call.store.get("person", person_id) is None:
        raise not_found("Person", person_id)
    source, base = call.query.get("source", ""), call.query.get("legalbase", "")
    known = ((purpose, CONSENT_PURPOSES), (source, CONSENT_SOURCES), (base, LEGAL_BASES))
    for key, keys in known:
        if key not in keys:
            raise refused("Consent", f"'{key:.40}' is not a key of the list.")
    told = {
        "ConsentPersonId": person_id,
        "Comment": call.query.get("comment", ""),
        "Registered": now(),
        "RegisteredAssociateId": call.user.associate_id,
        "LegalBaseKey": base,
        "ConsentPurposeKey": purpose,
        "ConsentPurposeName": CONSENT_PURPOSES[purpose],
        "ConsentSourceKey": source,
    }
    # Kept as what is linked to that number: the store's column is that of whatever it belongs to.
    record = {"Contact": person_id, "ConsentPurposeKey": purpose, "Told": told}
    there = call.store.of_company("consent", person_id)
    for number, one in there:
        if one["ConsentPurposeKey"] == purpose:
            call.store.replace("consent", number, record)
            return
    call.store.add("consent", record)


def _cell(name: str) -> Any:
    return lambda row: row[1][name]


def _archive(
    entity: str, id_name: str, *columns: Column, kind: Callable[[Any], str] | None = None
) -> Archive:
    named = (column(id_name, "int", lambda row: row[0]), *columns)
    default = tuple(one.name for one in named)
    return Archive(entity, {one.name.lower(): one for one in named}, default, kind)


def _members(entity: str, id_name: str, owner: str, kind: Callable[[Any], str] | None = None) -> Archive:
    return _archive(
        entity,
        id_name,
        column("contactId", "int", _cell("Contact")),
        column("personId", "int", _cell("Person")),
        column(owner, "int", _cell("Owner")),
        kind=kind,
    )


APPOINTMENTS = _archive(
    "appointment",
    "appointmentId",
    column("contactId", "int", _cell("Contact")),
    column("text", "string", _cell("Title")),
    column("date", "date", _cell("StartDate")),
)
SELECTION_MEMBERS = _members("selectionMember", "selectionMemberId", "selectionId")
PROJECT_MEMBERS = _members("projectMember", "projectMemberId", "projectId", _cell("Kind"))
NAMED = {
    "selection": _archive(
        "selection",
        "selectionId",
        column("name", "string", _cell("Name")),
        column("kind", "string", _cell("Kind")),
    ),
    "project": _archive("project", "projectId", column("name", "string", _cell("Name"))),
}
