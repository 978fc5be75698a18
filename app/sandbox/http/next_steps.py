"""The handlers for what follows a company: appointments, members of selections and projects, consents."""

from typing import Any

from app.sandbox.data.campaigns import (
    CONSENT_PURPOSES,
    CONSENT_SOURCES,
    LEGAL_BASES,
    PROJECTS,
    SELECTIONS,
)
from app.sandbox.errors import not_found
from app.sandbox.records import next_steps, persons
from app.sandbox.records.archive import Archive
from app.sandbox.store import Record
from app.sandbox.wire.call import Call


def _listed(archive: Archive, rows: list[tuple[int, Record]], path: str, call: Call) -> Any:
    return archive.answer(rows, call.query, call.user.associate_id, f"{call.base}v1/{path}")


def contact_appointments(call: Call) -> Any:
    """Handles GET Contact/{id:int}/Appointments: those that are not done, or done today."""
    contact_id = call.path["id"]
    every = call.store.of_company("appointment", contact_id)
    rows = [(number, record) for number, record in every if next_steps.is_open(record)]
    return _listed(next_steps.APPOINTMENTS, rows, f"Contact/{contact_id}/Appointments", call)


def contact_activities(call: Call) -> Any:
    """Handles GET Contact/{id:int}/Activities: appointments are all that is kept here."""
    contact_id = call.path["id"]
    rows = call.store.of_company("appointment", contact_id)
    return _listed(next_steps.APPOINTMENTS, rows, f"Contact/{contact_id}/Activities", call)


def appointment_default(call: Call) -> Any:
    """Handles GET Appointment/default."""
    return next_steps.default_appointment(call)


def appointment_get(call: Call) -> Any:
    """Handles GET Appointment/{id:int}."""
    return call.selected(_appointment(call.path["id"], call))


def appointment_post(call: Call) -> Any:
    """Handles POST Appointment."""
    body = call.entity("AppointmentEntity")
    with call.store.writing():
        number = next_steps.save_appointment(body, call)
    return call.selected(_appointment(number, call))


def appointment_put(call: Call) -> Any:
    """Handles PUT Appointment/{id:int}: whether it is done, which is all that is changed here."""
    body = call.entity("AppointmentEntity")
    number = call.path["id"]
    _appointment(number, call)
    with call.store.writing():
        next_steps.complete_appointment(number, body, call)
    return call.selected(_appointment(number, call))


def _appointment(number: int, call: Call) -> dict[str, Any]:
    record = call.store.get("appointment", number)
    if record is None:
        raise not_found("Appointment", number)
    links = {"_Links": {"Self": f"{call.base}v1/Appointment/{number}/"}}
    return next_steps.appointment(number, record, call) | links


def selections(call: Call) -> Any:
    """Handles GET Selection."""
    kinds = {True: "Static", False: "Dynamic"}
    rows = [(one.number, {"Name": one.name, "Kind": kinds[one.is_static]}) for one in SELECTIONS]
    return _listed(next_steps.NAMED["selection"], rows, "Selection", call)


def selection_members(call: Call) -> Any:
    """Handles GET Selection/{id:int}/Members."""
    rows = [
        (number, record)
        for number, record in call.store.all("selectionmember")
        if record["Owner"] == call.path["id"]
    ]
    return _listed(next_steps.SELECTION_MEMBERS, rows, f"Selection/{call.path['id']}/Members", call)


def selection_add(call: Call) -> Any:
    """Handles POST Selection/{id:int}/Members/AddPerson."""
    with call.store.writing():
        next_steps.add_selection_members(call.path["id"], call.entities("ContactPersonId"), call)


def projects(call: Call) -> Any:
    """Handles GET Project."""
    rows = [(one.number, {"Name": one.name}) for one in PROJECTS]
    return _listed(next_steps.NAMED["project"], rows, "Project", call)


def project_members(call: Call) -> Any:
    """Handles GET ProjectMember."""
    rows = [
        (number, record | {"Kind": next_steps.kind_of_member(record, call)})
        for number, record in call.store.all("projectmember")
    ]
    return _listed(next_steps.PROJECT_MEMBERS, rows, "ProjectMember", call)


def project_member_post(call: Call) -> Any:
    """Handles POST ProjectMember."""
    body = call.entity("ProjectMember")
    with call.store.writing():
        number = next_steps.save_project_member(body, call)
    return call.selected(next_steps.project_member(number, call.store.get("projectmember", number) or {}))


def consents(call: Call) -> Any:
    """Handles GET Person/{id:int}/Consent."""
    record = call.store.get("person", call.path["id"])
    if record is None:
        raise not_found("Person", call.path["id"])
    return persons.consents(call.path["id"], record, call)


def consent_put(call: Call) -> Any:
    """Handles PUT Person/{id:int}/Consent/{purpose}."""
    with call.store.writing():
        next_steps.set_consent(call.path["id"], call.path["purpose"], call)


def consent_purposes(_call: Call) -> Any:
    """Handles GET List/ConsentPurpose/Items."""
    return next_steps.list_of("ConsentPurpose", CONSENT_PURPOSES, Active=1)


def consent_sources(_call: Call) -> Any:
    """Handles GET List/ConsentSource/Items."""
    return next_steps.list_of("ConsentSource", CONSENT_SOURCES)


def legal_bases(_call: Call) -> Any:
    """Handles GET List/LegalBase/Items."""
    return next_steps.list_of("LegalBase", LEGAL_BASES)
