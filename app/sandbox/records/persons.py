"""People: the stored record of a posted PersonEntity, and the carriers of answers."""

from typing import Any

from app.sandbox.data import text
from app.sandbox.data.countries import HOME
from app.sandbox.data.lists import LISTS
from app.sandbox.data.users import USERS
from app.sandbox.errors import no_right, not_found, refused, server_failure
from app.sandbox.records import addresses, contacts, custom_fields, field_properties, lists
from app.sandbox.store import Record
from app.sandbox.wire import limits
from app.sandbox.wire.call import Call
from app.sandbox.wire.carriers import CARRIERS, EMPTY_DATE, make, read
from app.sandbox.wire.dates import now
from app.sandbox.wire.language import all_languages

ELEMENTS = (
    "Emails",
    "OfficePhones",
    "MobilePhones",
    "PrivatePhones",
    "OtherPhones",
    "Faxes",
    "Urls",
    "ChatEmails",
    "InternetPhones",
)
PHONES = ("OfficePhones", "MobilePhones", "PrivatePhones", "OtherPhones")
_PLAIN = (
    "Firstname",
    "MiddleName",
    "Lastname",
    "Mrmrs",
    "Title",
    "Salutation",
    "Description",
    "PersonNumber",
    "NoMailing",
    "UsePersonAddress",
    "Retired",
    "Kanafname",
    "Kanalname",
    "Post1",
    "Post2",
    "Post3",
    "DbiAgentId",
    "DbiKey",
    "Source",
)
_CHOICES = ("Position", "Country", "SupportAssociate", "TicketPriority", "CustomerLanguage")
_DATES = ("DbiLastSyncronized", "DbiLastModified")

# How the properties of the light Person of a ContactEntity map to a PersonEntity.
_SHARED_PROPERTIES = (
    "Firstname",
    "MiddleName",
    "Lastname",
    "Mrmrs",
    "Title",
    "Description",
    "Kanafname",
    "Kanalname",
)
_ELEMENT_OF_PROPERTY = {
    "Email": "Emails",
    "DirectPhone": "OfficePhones",
    "MobilePhone": "MobilePhones",
    "FaxPhone": "Faxes",
}
_LEGAL_BASE = text(
    "Legitimate interest", "Berettiget interesse", "Berechtigte Interessen", "Legitimt intresse"
)
_PURPOSE = text("Sales and service", "Salg og service", "Verkauf und Service", "Försäljning och service")
_SOURCE = text("Unknown", "Ukjent", "Unbekannt", "Okänt")
_SHIPMENTS = tuple(each.number for each in LISTS["shipmenttype"])


def new_record(call: Call, contact_id: int) -> Record:
    """Returns the record of a new person of that company; 0 for a person without a company.

    Raises ServerError (404) if there is no such company.
    """
    company = call.store.get("contact", contact_id) if contact_id else None
    if contact_id and company is None:
        raise not_found("Contact", contact_id)
    kinds = CARRIERS["PersonEntity"]
    record: Record = {name: {"str": "", "int": 0}.get(kinds[name], False) for name in _PLAIN}
    record |= {name: [] for name in ELEMENTS} | dict.fromkeys(_DATES, EMPTY_DATE) | dict.fromkeys(_CHOICES, 0)
    return record | {
        "Contact": contact_id,
        "Country": company["Country"] if company else HOME,
        "BirthDate": EMPTY_DATE,
        "Interests": [],
        "ShipmentTypes": list(_SHIPMENTS),
        "Address": addresses.empty_address(),
        "CustomFields": custom_fields.defaults("person"),
        "CreatedBy": call.user.associate_id,
        "CreatedDate": EMPTY_DATE,
    }


def save(body: dict[str, Any], call: Call) -> int:
    """Creates a person, or updates the one whose id was sent, within a transaction; returns the id.

    Raises ServerError: 400 for a value that is not accepted, no company or no name, 404 for an unknown
    company or person, 500 for the person named by the option ``fail_person``.
    """
    person_id = int(body.get("PersonId", 0))
    record = call.store.get("person", person_id) if person_id else new_record(call, _company(body))
    if record is None:
        raise not_found("Person", person_id)
    _apply_body(record, body, call)
    if not (record["Firstname"] + record["Lastname"]).strip():
        raise refused("Firstname", "a person needs a first or a last name.")
    if call.options.fail_person and record["Lastname"] == call.options.fail_person:
        raise server_failure(f"The person {record['Lastname']} could not be saved.")
    taken = call.store.number_taken("person", record["PersonNumber"], person_id)
    if taken or not record["PersonNumber"].strip():
        record["PersonNumber"] = call.store.next_number("person", reserve=True)
    if person_id:
        call.store.replace("person", person_id, record)
        return person_id
    record["CreatedDate"] = now()
    return call.store.add("person", record)


def _company(body: dict[str, Any]) -> int:
    contact_id = int(body.get("Contact", {}).get("ContactId", 0))
    if not contact_id:
        raise refused("Contact", "a person must belong to a company.")
    return contact_id


def _apply_body(record: Record, body: dict[str, Any], call: Call) -> None:
    limits.check_lengths("PersonEntity", body)
    record.update({name: body[name] for name in _PLAIN if name in body})
    record.update({name: contacts.elements(name, body[name]) for name in ELEMENTS if name in body})
    record.update({name: call.zone.parse(body[name], name) for name in _DATES if name in body})
    if "BirthDate" in body:
        call.zone.parse(body["BirthDate"], "BirthDate")
        record["BirthDate"] = body["BirthDate"][:10] + "T00:00:00"  # a birthday has no time zone
    for name in _CHOICES:
        if name in body:
            record[name] = contacts.chosen_id(name, body[name]) or record[name]
    for name, list_name in {"Interests": "persint", "ShipmentTypes": "shipmenttype"}.items():
        if name in body:
            record[name] = contacts.selected_ids(list_name, body[name], record[name])
    if "Address" in body:
        record["Address"] = addresses.merge(record["Address"], body["Address"])
        limits.check_lengths("StructuredAddress", record["Address"]["Street"])
    record["CustomFields"] |= custom_fields.read_posted("person", body, call.language)


def create_embedded(rows: list[dict[str, Any]], contact_id: int, call: Call) -> list[dict[str, Any]]:
    """Creates the light persons of a posted company, ignoring their ids, within a transaction; returns them.

    The person named by the option ``fail_person`` is silently left out.
    """
    taken = []
    for row in rows:
        if call.options.fail_person and row.get("Lastname") == call.options.fail_person:
            continue
        person_id = save(_body_from_light(row, contact_id), call)
        record = call.store.get("person", person_id) or {}
        taken.append(light(person_id, record, call))
    return taken


def _body_from_light(row: dict[str, Any], contact_id: int) -> dict[str, Any]:
    body: dict[str, Any] = {name: row[name] for name in _SHARED_PROPERTIES if name in row}
    body["Contact"] = {"ContactId": contact_id}
    body["Retired"] = bool(row.get("Retired", 0))
    for short, name in _ELEMENT_OF_PROPERTY.items():
        body[name] = [{"Value": row.get(short, "")}]
    position = row.get("Position", "").casefold()
    for item in LISTS["perspos"]:
        if position in (text.casefold() for text in all_languages(item.name)):
            body["Position"] = {"Id": item.number}
    return read("PersonEntity", body)


def full_name(record: Record) -> str:
    """Joins first, middle and last name."""
    return " ".join(filter(None, (record["Firstname"], record["MiddleName"], record["Lastname"])))


def light(person_id: int, record: Record, call: Call) -> dict[str, Any]:
    """Builds the light Person carrier."""
    company = contacts.light(record["Contact"], call) or {}
    return make(
        "Person",
        **{name: record[name] for name in (*_SHARED_PROPERTIES, "PersonNumber")},
        **{
            short: (record[name] or [{"Value": ""}])[0]["Value"]
            for short, name in _ELEMENT_OF_PROPERTY.items()
        },
        PersonId=person_id,
        Position=lists.label("perspos", record["Position"]),
        FullName=full_name(record),
        FormalName=_formal_name(record),
        CountryId=record["Country"],
        Retired=int(record["Retired"]),
        ContactId=record["Contact"],
        ContactName=company.get("Name", ""),
        ContactDepartment=company.get("Department", ""),
        ContactFullName=company.get("FullName", ""),
        ContactCountryId=company.get("CountryId", 0),
        ContactOrgNr=company.get("OrgNr", ""),
    )


def _formal_name(record: Record) -> str:
    return " ".join(filter(None, (record["Mrmrs"], full_name(record))))


def entity(person_id: int, record: Record, call: Call) -> dict[str, Any]:
    """Builds the PersonEntity; category, business and owner are those of its company."""
    told: dict[str, Any] = {name: record[name] for name in _PLAIN}
    told |= {name: [make("EntityElement", **row) for row in record[name]] for name in ELEMENTS}
    told |= {name: call.zone.format_local(record[name]) for name in _DATES}
    told |= contacts.support_properties(record) | _inherited(record, call)
    return make(
        "PersonEntity",
        **told,
        **custom_fields.to_bags("person", record["CustomFields"]),
        PersonId=person_id,
        FullName=full_name(record),
        FormalName=_formal_name(record),
        CreatedDate=call.zone.format_utc(record["CreatedDate"]),
        BirthDate=record["BirthDate"],
        CreatedBy=lists.associate(record["CreatedBy"]),
        IsAssociate=person_id in {user.person_id for user in USERS},
        Position=lists.reference("Position", "perspos", record["Position"]),
        Contact=contacts.light(record["Contact"], call),
        Country=lists.country(record["Country"]),
        Interests=lists.selectable("persint", flat=False, selected=record["Interests"]),
        ActiveInterests=len(record["Interests"]),
        ShipmentTypes=lists.selectable("shipmenttype", flat=True, selected=record["ShipmentTypes"]),
        Consents=consents(person_id, record, call),
        Address=addresses.of_person(record["Address"], record["Country"]),
        TableRight=contacts.FULL_RIGHT | {"Mask": _mask("Person", call)},
        FieldProperties=field_properties.of_person(call.options.masks),
    )


def _mask(name: str, call: Call) -> str:
    return str(call.options.masks.get(name, contacts.FULL_RIGHT["Mask"]))


def move(person_id: int, contact_id: int, after: str, call: Call) -> None:
    """Moves a person to another company, with the appointments that begin after that time.

    Within a transaction. Raises ServerError: 404, 403 without the right to change the person, 400 for a user
    of SuperOffice.
    """
    record = call.store.get("person", person_id)
    if record is None:
        raise not_found("Person", person_id)
    if call.store.get("contact", contact_id) is None:
        raise not_found("Contact", contact_id)
    if any("update" not in _mask(name, call).casefold() for name in ("Person", "Person.Contact")):
        raise no_right("Person", person_id)
    if person_id in {user.person_id for user in USERS}:
        raise refused("PersonId", "a user of SuperOffice is not moved.")
    begin = call.zone.parse(after, "MoveAfterDate")
    call.store.replace("person", person_id, record | {"Contact": contact_id})
    for number, one in call.store.of_company("appointment", record["Contact"]):
        if one["Person"] == person_id and one["StartDate"] > begin:
            call.store.replace("appointment", number, one | {"Contact": contact_id})


def _inherited(record: Record, call: Call) -> dict[str, Any]:
    company = call.store.get("contact", record["Contact"]) or {"Category": 0, "Business": 0, "Associate": 0}
    told: dict[str, Any] = {
        name: lists.reference(name, name.lower(), company[name]) for name in ("Category", "Business")
    }
    return told | {"Associate": lists.associate(company["Associate"])}


def consents(person_id: int, record: Record, call: Call) -> list[dict[str, Any]]:
    """Builds the ConsentInfo carriers: the tenant's default, and what was set since."""
    by_purpose = {"STORE": _consent(person_id, record, call)}
    for _number, one in call.store.of_company("consent", person_id) if person_id else ():
        by_purpose[one["ConsentPurposeKey"]] = make("ConsentInfo", **one["Told"])
    return list(by_purpose.values())


def _consent(person_id: int, record: Record, call: Call) -> dict[str, Any]:
    return make(
        "ConsentInfo",
        ConsentPersonId=person_id,
        Registered=call.zone.format_utc(record["CreatedDate"]),
        RegisteredAssociateId=record["CreatedBy"] if person_id else 0,
        LegalBaseId=6,
        LegalBaseKey="61F",
        LegalBaseName=_LEGAL_BASE,
        ConsentPurposeId=1,
        ConsentPurposeKey="STORE",
        ConsentPurposeName=_PURPOSE,
        ConsentSourceId=9,
        ConsentSourceKey="UNKNOWN",
        ConsentSourceName=_SOURCE,
    )


def links(person_id: int, record: Record, base: str) -> dict[str, str]:
    """Builds the _Links of a PersonEntity."""
    api = f"{base}v1/"
    return {
        "Self": f"{api}Person/{person_id}/",
        "UdefLayout": f"{api}Person/UdefLayout/Published/",
        "Contact": f"{api}Contact/{record['Contact']}/",
        "Mrmrs.List": f"{api}MDOList/mrmrs/",
        "Position.List": f"{api}MDOList/perspos/",
        "Archive": f"{api}Person/",
    }


def validate(body: dict[str, Any], call: Call) -> dict[str, str]:
    """Validates a body; returns messages by path, as for companies."""
    found = dict.fromkeys(limits.length_problems("PersonEntity", body), "[SR_VALIDATE_TOO_LONG]")
    number = body.get("PersonNumber", "")
    if number and call.store.number_taken("person", number, int(body.get("PersonId", 0))):
        found["PersonNumber"] = "[SR_VALIDATE_NUMBER]"
    if not (body.get("Firstname", "") + body.get("Lastname", "")).strip():
        found.setdefault("Firstname", "[SR_ACCESS_MANDATORY]")
    if not body.get("Contact", {}).get("ContactId", 0):
        found["Contact"] = "[SR_ACCESS_MANDATORY]"
    return found | custom_fields.problems("person", body, call.language)
