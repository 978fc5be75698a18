"""The handlers of the API: each takes the Call and returns the value of the JSON body.

Agents (``Agents/...``) differ: as documented, they answer ASP.NET's errors and ``null`` with status 200.
"""

from typing import Any

from app.sandbox.data.countries import BY_NUMBER, COUNTRIES, HOME
from app.sandbox.data.users import OWNER_COMPANY
from app.sandbox.data.zones import BASE_ZONE, TIME_ZONES, TimeZone
from app.sandbox.errors import changed_meanwhile, no_right, not_found, refused
from app.sandbox.records import columns, contacts, duplicates, layouts, lists, persons
from app.sandbox.records.addresses import empty_address, of_company
from app.sandbox.store import Record
from app.sandbox.wire.call import Call
from app.sandbox.wire.carriers import make, read

_MAX_ID = 2**31 - 1


def _record(call: Call) -> tuple[int, Record]:
    contact_id = call.path["id"]
    record = call.store.get("contact", contact_id) if contact_id <= _MAX_ID else None
    if record is None:
        raise not_found("Contact", contact_id)
    return contact_id, record


def contact_default(call: Call) -> Any:
    """Handles GET Contact/default."""
    record = contacts.new_record(call) | {"Number2": call.store.next_number("contact")}
    return contacts.entity(0, record, call)


def contact_post(call: Call) -> Any:
    """Handles POST Contact."""
    body = call.entity("ContactEntity")
    with call.store.writing():
        contact_id = contacts.save(body, call)
        rows = body.get("Persons", []) if call.options.take_persons else []
        taken = persons.create_embedded(rows, contact_id, call)
    return call.selected(_linked_contact(contact_id, call) | {"Persons": taken})


def contact_get(call: Call) -> Any:
    """Handles GET Contact/{id:int}."""
    contact_id, _ = _record(call)
    return call.selected(_linked_contact(contact_id, call))


def _linked_contact(contact_id: int, call: Call) -> dict[str, Any]:
    record = call.store.get("contact", contact_id)
    if record is None:  # deleted by another request since
        raise not_found("Contact", contact_id)
    return contacts.entity(contact_id, record, call) | {"_Links": contacts.links(contact_id, call.base)}


def contact_put(call: Call) -> Any:
    """Handles PUT Contact/{id:int}: replaces the company, unless it was changed after If-Unmodified-Since."""
    body = call.entity("ContactEntity")
    with call.store.writing():
        contact_id, record = _record(call)
        if call.unmodified_since and contacts.is_changed_since(record, call.unmodified_since):
            raise changed_meanwhile("Contact", contact_id)
        if "update" not in contacts.table_right(call).casefold():
            raise no_right("Contact", contact_id)
        contacts.save(contacts.blank(call) | body | {"ContactId": contact_id}, call)
    return call.selected(_linked_contact(contact_id, call))


def contact_delete(call: Call) -> Any:
    """Handles DELETE Contact/{id:int}."""
    contact_id, _ = _record(call)
    call.store.delete(contact_id)
    return None


def contact_search(call: Call) -> Any:
    """Handles GET Contact."""
    rows = call.store.all("contact")
    return columns.CONTACT.answer(rows, call.query, call.user.associate_id, f"{call.base}v1/Contact")


def contact_persons(call: Call) -> Any:
    """Handles GET Contact/{id:int}/Persons."""
    contact_id, _ = _record(call)
    rows = _with_companies(call.store.persons(contact_id), call)
    url = f"{call.base}v1/Contact/{contact_id}/Persons"
    return columns.PERSON.answer(rows, call.query, call.user.associate_id, url)


def person_search(call: Call) -> Any:
    """Handles GET Person."""
    rows = _with_companies(call.store.all("person"), call)
    return columns.PERSON.answer(rows, call.query, call.user.associate_id, f"{call.base}v1/Person")


def _with_companies(rows: list[tuple[int, Record]], call: Call) -> list[tuple[int, Record]]:
    """Adds to each person the record of the company, which is missing for one that is deleted."""
    companies = dict(call.store.all("contact"))
    return [(number, record | {"Company": companies.get(record["Contact"])}) for number, record in rows]


def contact_validate(call: Call) -> Any:
    """Handles POST Contact/Validate."""
    return contacts.validate(call.entity("ContactEntity"), call)


def contact_layout(_call: Call) -> Any:
    """Handles GET Contact/UdefLayout/Published."""
    return layouts.published_fields("contact")


def contact_fields(_call: Call) -> Any:
    """Handles GET Contact/CustomField."""
    return layouts.all_fields("contact")


def contact_duplicates(call: Call) -> Any:
    """Handles GET Contact/Duplicates/{name}."""
    # The effect of the department is not documented: similar names in other departments are returned, too.
    return duplicates.by_name(call.path["name"], call)


def contact_duplicate_domains(call: Call) -> Any:
    """Handles GET Contact/DuplicateDomains/{domain}."""
    return duplicates.by_domain(call.path["domain"], call)


def person_default(call: Call) -> Any:
    """Handles GET Person/default."""
    return _new_person(call, 0)


def _new_person(call: Call, contact_id: int) -> dict[str, Any]:
    record = persons.new_record(call, contact_id) | {"PersonNumber": call.store.next_number("person")}
    return persons.entity(0, record, call)


def person_post(call: Call) -> Any:
    """Handles POST Person."""
    body = call.entity("PersonEntity")
    with call.store.writing():
        person_id = persons.save(body, call)
    return call.selected(_linked_person(person_id, call))


def person_get(call: Call) -> Any:
    """Handles GET Person/{id:int}."""
    return call.selected(_linked_person(call.path["id"], call))


def _linked_person(person_id: int, call: Call) -> dict[str, Any]:
    record = call.store.get("person", person_id) if person_id <= _MAX_ID else None
    if record is None:
        raise not_found("Person", person_id)
    return persons.entity(person_id, record, call) | {"_Links": persons.links(person_id, record, call.base)}


def person_validate(call: Call) -> Any:
    """Handles POST Person/Validate."""
    return persons.validate(call.entity("PersonEntity"), call)


def person_layout(_call: Call) -> Any:
    """Handles GET Person/UdefLayout/Published."""
    return layouts.published_fields("person")


def person_fields(_call: Call) -> Any:
    """Handles GET Person/CustomField."""
    return layouts.all_fields("person")


def list_names(_call: Call) -> Any:
    """Handles GET MDOList."""
    return lists.NAMES


def list_tree(call: Call) -> Any:
    """Handles GET MDOList/{name}."""
    name, query = _list_name(call), call.query.get("query", "")
    if name.lower() == "contact_new":
        return _companies(query, call)
    return lists.tree(name, flat=_is_set(call.query.get("flat", "")), query=query)


def list_selectable(call: Call) -> Any:
    """Handles GET MDOList/{name}/selectable."""
    return lists.selectable(_list_name(call), flat=_is_set(call.query.get("flat", "")))


def _is_set(flag: str) -> bool:
    return flag.strip().lower() in {"true", "1"}


def _list_name(call: Call) -> str:
    name = str(call.path["name"])
    if name.lower() == "udlist":
        name += call.query.get("additional", "")
    if lists.find_list(name) is None and name.lower() != "contact_new":
        # What an unknown list gets is not documented.
        raise refused("listname", f"there is no list '{name:.40}'.")
    return name


def _companies(query: str, call: Call) -> list[dict[str, Any]]:
    return [
        make(
            "MDOListItem",
            Id=number,
            Name=record["Name"],
            Type="contact_new",
            StyleHint="stop" if record["Xstop"] else "",
            FullName=None,
        )
        for number, record in call.store.all("contact")
        if query and query.casefold() in record["Name"].casefold()
    ]


def countries(_call: Call) -> Any:
    """Handles GET List/Country/Items."""
    return [lists.country(each.number) for each in COUNTRIES]


def principal(call: Call) -> Any:
    """Handles GET User/currentPrincipal."""
    user, own = call.user, call.store.get("contact", OWNER_COMPANY) or {"Business": 0, "Category": 0}
    return make(
        "SoPrincipalCarrier",
        UserType="InternalAssociate",
        Associate=user.initials,
        AssociateId=user.associate_id,
        IsPerson=True,
        PersonId=user.person_id,
        CountryId=HOME,
        HomeCountryId=HOME,
        ContactId=OWNER_COMPANY,
        GroupId=user.group,
        BusinessId=own["Business"],
        CategoryId=own["Category"],
        ContactOwner=user.associate_id,
        RoleId=1,
        RoleName="User level 0",
        RoleType="Employee",
        FullName=user.full_name,
        EMailAddress="ingrid@fjordlys.example",
        FunctionRights=["hide-private-documents", "hide-private-sales"],
        EjUserId=user.associate_id,
        EjUserStatus="StatusNormal",
        DatabaseContextIdentifier="Sandbox",
        UserName=call.options.user,
    )


def time_zones(call: Call) -> Any:
    """Handles GET TimeZone."""
    rows = [
        {"PrimaryKey": str(zone.number), "EntityName": "timezone", **_time_zone(zone)} for zone in TIME_ZONES
    ]
    return {"odata.metadata": f"{call.base}v1/TimeZone/$metadata", "odata.nextLink": None, "value": rows}


def time_zone_base(_call: Call) -> Any:
    """Handles GET TimeZone/base and TimeZone/current."""
    return make("TimeZoneData", **_time_zone(BASE_ZONE))


def _time_zone(zone: TimeZone) -> dict[str, Any]:
    return {
        "TZLocationID": zone.number,
        "Name": zone.name,
        "TZLocationCode": zone.code,
        "TZLocationCities": zone.cities,
        "IsoNumber": zone.iso_number,
    }


def agent_address(call: Call) -> Any:
    """Handles POST Agents/Contact/GetAddressByCountry."""
    record = call.store.get("contact", call.number("ContactId")) or {
        "Address": empty_address(),
        "Country": HOME,
    }
    country = call.number("CountryId") or record["Country"]
    if country not in BY_NUMBER:
        raise refused("CountryId", f"{country} is not a country.")
    return call.selected(of_company(record["Address"], country))


def agent_duplicates(call: Call) -> Any:
    """Handles POST Agents/Contact/GetNameDepartmentDuplicates."""
    return [call.selected(entry) for entry in duplicates.by_name(call.text("Name"), call)]


def agent_number_valid(call: Call) -> Any:
    """Handles POST Agents/Contact/IsNumberValid."""
    # False means "in use" or "required"; an empty number is required.
    number = call.text("Number").strip()
    taken = call.store.number_taken("contact", number, call.number("ContactId"))
    return bool(number) and len(number) <= 49 and not taken


def agent_person_move(call: Call) -> None:
    """Handles POST Agents/Person/Move."""
    with call.store.writing():
        after = call.text("MoveAfterDate")
        persons.move(call.number("PersonId"), call.number("DestinationContactId"), after, call)


def agent_person_default(call: Call) -> Any:
    """Handles POST Agents/Person/CreateDefaultByContactId."""
    contact_id = read("Contact", {"ContactId": call.json().get("ContactId")}).get("ContactId", 0)
    if call.store.get("contact", contact_id) is None:
        return None
    return call.selected(_new_person(call, contact_id))
