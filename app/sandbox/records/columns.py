"""The columns of the two archives, with the names of the vendor's archive providers.

Sources: https://docs.superoffice.com/en/api/archive-providers/reference/simplecontact and .../person.
"""

from collections.abc import Callable
from typing import Any

from app.sandbox.data.users import BY_ID
from app.sandbox.records import lists, persons
from app.sandbox.records.archive import Archive, Column, column
from app.sandbox.records.custom_fields import FIELDS
from app.sandbox.wire.carriers import EMPTY_DATE

_KINDS = {"Decimal": "string", "MdoList": "list", "Checkbox": "int", "Integer": "int", "TimeSpan": "int"}
_LINES = {"line1": "Address1", "line2": "Address2", "line3": "Address3", "zip": "Zipcode"}
_STREET = _LINES | {"city": "City", "county": "County", "state": "State"}


def _field(name: str) -> Callable[[Any], Any]:
    return lambda row: row[1][name]


def _first(name: str, key: str = "Value") -> Callable[[Any], str]:
    return lambda row: str(row[1][name][0][key]) if row[1][name] else ""


def _every(key: str, *names: str) -> Callable[[Any], tuple[str, ...]]:
    return lambda row: tuple(str(each[key]) for name in names for each in row[1][name])


def _of_company(name: str, read: Callable[[Any], Any], kind: str = "string") -> Column:
    """Makes a column of the company that a person is at; empty where that company cannot be seen."""

    def raw(row: Any) -> Any:
        company = row[1]["Company"]
        return read((row[1]["Contact"], company)) if company else ""

    return column(f"personContact/{name}", kind, raw)


def _owner(row: Any) -> str:
    user = BY_ID.get(row[1]["Associate"])
    return user.full_name if user else ""


def _name_and_department(row: Any) -> str:
    return ", ".join(filter(None, (row[1]["Name"], row[1]["Department"])))


def _plain(name: str, field: str, kind: str = "string") -> Column:
    return column(name, kind, _field(field))


def _listed(name: str, field: str, list_name: str) -> Column:
    return column(name, "list", _field(field), lambda row: lists.label(list_name, row[1][field]))


def _associate(name: str, field: str, shown: str = "initials") -> Column:
    def show(row: Any) -> str:
        user = BY_ID.get(row[1][field])
        return str(getattr(user, shown)) if user else ""

    return column(name, "associate", _field(field), show)


def _date(name: str, field: str) -> Column:
    return column(
        name, "date", _field(field), lambda row: None if row[1][field] == EMPTY_DATE else row[1][field]
    )


def _address(prefix: str, part: str) -> list[Column]:
    def of(field: str) -> Callable[[Any], Any]:
        return lambda row: row[1]["Address"][part][field]

    return [column(f"{prefix}/{name}", "string", of(field)) for name, field in _STREET.items()]


def _custom(owner: str) -> list[Column]:
    def raw(key: str, kind: str) -> Callable[[Any], Any]:
        def read(row: Any) -> Any:
            text = str(row[1]["CustomFields"].get(key, ""))
            bare = text.partition(":")[2][:-1] if text.startswith("[") else text
            return int(bare or 0) if kind in {"int", "list"} else bare

        return read

    columns = []
    for field in FIELDS[owner]:
        prefix = f"{owner}{'Udef' if field.layout else 'Extra'}"
        kind = _KINDS.get(field.kind, "string")
        columns.append(column(f"{prefix}/{field.key}", kind, raw(field.key, kind)))
    return columns


def _archive(
    entity: str, columns: list[Column], default: str, kind: Callable[[Any], str] | None = None
) -> Archive:
    return Archive(entity, {each.name.lower(): each for each in columns}, tuple(default.split()), kind)


def _kind_of_person(row: Any) -> str:
    return "retiredPerson" if row[1]["Retired"] else "person"


CONTACT = _archive(
    "contact",
    [
        column("contactId", "int", lambda row: row[0]),
        _plain("name", "Name"),
        _plain("department", "Department"),
        column("nameDepartment", "string", _name_and_department),
        _plain("number", "Number2"),
        _plain("code", "Number1"),
        _plain("orgnr", "OrgNr"),
        _plain("stop", "Xstop", "bool"),
        _plain("contactNoMail", "NoMailing", "bool"),
        _plain("countryId", "Country", "int"),
        _plain("contactSource", "Source", "int"),
        column("contactDeleted", "bool", lambda _row: False),
        column("hasInterests", "bool", lambda row: bool(row[1]["Interests"])),
        column("hasInfoText", "bool", lambda row: bool(row[1]["Description"])),
        _listed("category", "Category", "category"),
        _listed("business", "Business", "business"),
        _listed("country", "Country", "country"),
        _associate("associateId", "Associate"),
        _associate("contactAssociate/fullName", "Associate", "full_name"),
        _associate("registeredBy", "CreatedBy"),
        _associate("registeredByFullName", "CreatedBy", "full_name"),
        _associate("updatedBy", "UpdatedBy"),
        _date("registeredDate", "CreatedDate"),
        _date("updatedDate", "UpdatedDate"),
        column("email/emailAddress", "string", _every("Value", "Emails"), _first("Emails")),
        column("email/emailDescription", "string", _first("Emails", "Description")),
        column("url/URLAddress", "string", _first("Urls")),
        column("phone/formattedNumber", "string", _first("Phones")),
        column("contactPhone/formattedNumber", "string", _first("Phones")),
        column("contactFax/formattedNumber", "string", _first("Faxes")),
        column(
            "searchPhone/formattedNumber",
            "string",
            _every("StrippedValue", "Phones"),
            _first("Phones", "StrippedValue"),
        ),
        *_address("streetAddress", "Street"),
        *_address("postAddress", "Postal"),
        *_custom("contact"),
    ],
    "contactId name department nameDepartment number code orgnr category business country associateId "
    "registeredBy registeredDate",
)

PERSON = _archive(
    "person",
    [
        column("personId", "int", lambda row: row[0]),
        _plain("contactId", "Contact", "int"),
        _plain("firstName", "Firstname"),
        _plain("middleName", "MiddleName"),
        _plain("lastName", "Lastname"),
        column("fullName", "string", lambda row: persons.full_name(row[1])),
        _plain("mrMrs", "Mrmrs"),
        _plain("title", "Title"),
        _plain("personNumber", "PersonNumber"),
        _plain("personNoMail", "NoMailing", "bool"),
        _plain("useAsMailingAddress", "UsePersonAddress", "bool"),
        _plain("retired", "Retired", "bool"),
        _plain("personCountryId", "Country", "int"),
        _listed("personCountry", "Country", "country"),
        _listed("position", "Position", "perspos"),
        _associate("personRegisteredBy", "CreatedBy"),
        _date("personRegisteredDate", "CreatedDate"),
        column("email/emailAddress", "string", _every("Value", "Emails"), _first("Emails")),
        column("email/emailDescription", "string", _first("Emails", "Description")),
        column("personUrl/URLAddress", "string", _first("Urls")),
        column("phone/formattedNumber", "string", _first("OfficePhones")),
        column("personDirectPhone/formattedNumber", "string", _first("OfficePhones")),
        column("personMobilePhone/formattedNumber", "string", _first("MobilePhones")),
        column("personPrivate/formattedNumber", "string", _first("PrivatePhones")),
        column("personPager/formattedNumber", "string", _first("OtherPhones")),
        column("personDirectFax/formattedNumber", "string", _first("Faxes")),
        column(
            "searchPhone/formattedNumber",
            "string",
            _every("StrippedValue", *persons.PHONES),
            _first("MobilePhones", "StrippedValue"),
        ),
        _of_company("name", _field("Name")),
        _of_company("department", _field("Department")),
        _of_company("nameDepartment", _name_and_department),
        _of_company("number", _field("Number2")),
        _of_company("orgnr", _field("OrgNr")),
        _of_company("contactAssociate/fullName", _owner),
        _of_company("streetAddress/city", lambda row: row[1]["Address"]["Street"]["City"]),
        _of_company("postAddress/city", lambda row: row[1]["Address"]["Postal"]["City"]),
        column("personInfo/infoText", "string", _field("Description")),
        *_address("personAddress", "Street"),
        *_custom("person"),
    ],
    "personId firstName lastName fullName title position email/emailAddress "
    "personDirectPhone/formattedNumber personMobilePhone/formattedNumber",
    _kind_of_person,
)
