"""The client of the SuperOffice WebAPI: one method a request, carriers in and carriers out.

Every method raises WebApiError and nothing else (a secret source that raises is passed on).
Sources: the Swagger definitions, reference page "POST Contact".
"""

from __future__ import annotations

import re
import ssl
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

from app.model.carriers.common import Address
from app.model.carriers.contact import ContactEntity, ContactEntityWithLinks
from app.model.carriers.custom_layout import FieldInfoBase, whole_layout
from app.model.carriers.lists import Country, DuplicateEntry, MDOListItem, UserDefinedFieldInfo
from app.model.carriers.person import PersonEntity, PersonEntityWithLinks
from app.model.carriers.principal import Principal
from app.model.form.custom_field_values import without_companions
from app.model.profile import Profile, SecretKind
from app.webapi import archive, errors
from app.webapi.archive import ArchivePage, CompanyRow, PersonRow
from app.webapi.connection import Call, Connection, RequestNote, Timeouts
from app.webapi.http.answers import T, fit, words_in
from app.webapi.sign_in.auth import OtherSecrets, SecretSource

__all__ = ["PersonRow", "RequestNote", "Timeouts", "WebApi"]

# What IIS, ASP.NET and every proxy between take in a path; all else ("A/S", "Smith & Sons", "Acme Inc.") goes
# through the agent, whose body takes any text.
_PLAIN_NAME = re.compile(r"[\w ,'()-]*[\w)]")
_LONGEST_SEGMENT = 200
# The rights to each field of what is saved: more than half of the answer, and slow to read for no use.
_RIGHTS = "FieldProperties"
_MOST_PAGES = 50

Row = dict[str, Any]


class WebApi:
    """A connection's view of its server. May be shared by threads; is opened by the first call."""

    def __init__(
        self,
        profile: Profile,
        secret: SecretSource,
        *,
        timeouts: Timeouts | None = None,
        user_agent: str = "ContactEntry",
        others: OtherSecrets | None = None,
        language: str = "en",
        verify: ssl.SSLContext | None = None,
        on_request: Callable[[RequestNote], None] | None = None,
    ) -> None:
        """`secret` is asked before every request, and `others` for the further secrets of the connection.

        `language` is for a profile that names none. `verify` replaces the operating system's trusted
        certificates; `on_request` is called after each request, in its thread. Raises BadAddressError or
        BadSettingError.
        """
        self._select = tuple(filter(None, (name.strip() for name in profile.select.split(","))))
        self._connection = Connection(
            profile,
            secret,
            timeouts=timeouts or Timeouts(),
            user_agent=user_agent,
            others=others or _no_others,
            language=language,
            verify=verify,
            on_request=on_request,
        )

    @property
    def host(self) -> str:
        """The server as the user knows it, for messages."""
        return self._connection.host

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def version(self) -> str:
        """NetServer's version, such as "10.3.4.1116". Needs no sign-in."""
        answer = self._fit(dict[str, Any], self._connection.call(Call("GET", "", label="/api", signed=False)))
        found = answer.get("NetServerVersion") or answer.get("Version")
        if not isinstance(found, str):
            raise errors.UnexpectedAnswerError(self.host, detail="no NetServerVersion", status=200)
        return found

    def current_principal(self) -> Principal:
        return self._get(Principal, "User/currentPrincipal")

    def default_contact(self) -> ContactEntity:
        """A new company with the server's defaults; good for one company only."""
        return self._get(ContactEntity, "Contact/default")

    def create_contact(self, entity: ContactEntity, select: Sequence[str] = ()) -> ContactEntityWithLinks:
        """Posts a company: with ContactId 0, whatever the entity says, and once only.

        `select` names the properties wanted in the answer, by default those of the profile; ContactId is
        among them in any case. The verdict of the error that it raises decides what becomes of the entry.
        """
        query = _select(select or self._select, "ContactId")
        answer = self._post(
            ContactEntityWithLinks, "Contact", _new(entity, "ContactId"), query, "ContactEntity"
        )
        return self._saved(ContactEntityWithLinks, answer, "ContactId")

    def contact(self, contact_id: int) -> ContactEntityWithLinks:
        return self._get(ContactEntityWithLinks, f"Contact/{contact_id}", label="Contact/{id}")

    def validate_contact(self, entity: ContactEntity) -> dict[str, str]:
        """The server's objections by property; empty where it has none. Nothing is saved."""
        body = _new(entity, "ContactId")
        answer = self._post(dict[str, Any], "Contact/Validate", body, root="ContactEntity")
        objections = self._fit(dict[str, Any], {} if answer in (None, "", []) else answer)
        return {key: words for key, value in objections.items() if (words := words_in(value))}

    def contact_persons(self, contact_id: int) -> tuple[PersonRow, ...]:
        """The people of a company."""
        query = (("$select", archive.PERSON_COLUMNS),)
        rows = self._rows(f"Contact/{contact_id}/Persons", query, "Contact/{id}/Persons")
        return self._read(archive.person_row, rows)

    def find_contacts(self, name: str, registered_on: date | None) -> tuple[int, ...]:
        """The ids of companies of exactly that name, capitals aside, which the signed-in user registered.

        `registered_on` is a day in UTC; the days before and after it count as well.
        """
        query = (
            ("$select", archive.CONTACT_COLUMNS),
            ("$filter", archive.contact_filter(name, registered_on)),
            ("$orderby", "contactId"),
        )
        rows = self._rows("Contact", query, "Contact")
        return self._read(archive.contact_id, (row for row in rows if archive.is_called(row, name)))

    def duplicates(self, name: str, department: str = "") -> tuple[DuplicateEntry, ...]:
        """Companies that are called similarly."""
        segment = quote(name, safe="")
        if _PLAIN_NAME.fullmatch(name) and len(segment) <= _LONGEST_SEGMENT:
            query = (("department", department),) if department else ()
            path, label = f"Contact/Duplicates/{segment}", "Contact/Duplicates/{name}"
            return self._get(tuple[DuplicateEntry, ...], path, query, label)
        body = {"Name": name, "Department": department}
        path = "Agents/Contact/GetNameDepartmentDuplicates"
        answer = self._post(tuple[DuplicateEntry, ...], path, body)
        return self._fit(tuple[DuplicateEntry, ...], answer)

    def duplicate_domains(self, domain: str) -> tuple[DuplicateEntry, ...]:
        """Companies with that web domain; none where the server is too old to know."""
        try:
            path = f"Contact/DuplicateDomains/{quote(domain, safe='')}"
            label = "Contact/DuplicateDomains/{domain}"
            return self._get(tuple[DuplicateEntry, ...], path, label=label)
        except errors.NotFoundError:
            return ()

    def companies_with_phone(self, digits: str) -> tuple[CompanyRow, ...]:
        """The first few companies with a phone number in which these digits stand in a row."""
        query = (
            ("$select", "contactId,name,department"),
            ("$filter", archive.phone_filter(digits)),
            ("$orderby", "contactId"),
            ("$top", "10"),
        )
        page = self._get(ArchivePage, "Contact", query)
        return self._read(archive.company_row, page.value)

    def mdo_list(self, name: str, *, flat: bool = False, additional: str = "") -> tuple[MDOListItem, ...]:
        """The items of a list such as "category", with headings unless `flat`."""
        asked = {"flat": "true" if flat else "", "additional": additional}
        query = tuple((key, value) for key, value in asked.items() if value)
        return self._get(tuple[MDOListItem, ...], f"MDOList/{quote(name, safe='')}", query)

    def countries(self) -> tuple[Country, ...]:
        return self._get(tuple[Country, ...], "List/Country/Items")

    def udef_layout(self) -> tuple[UserDefinedFieldInfo, ...]:
        """The user-defined fields of a company, as they are published."""
        return self._get(tuple[UserDefinedFieldInfo, ...], "Contact/UdefLayout/Published")

    def contact_fields(self) -> tuple[FieldInfoBase, ...]:
        """All custom fields of companies, extra fields among them; none where the server does not tell."""
        return self._if_there(tuple[FieldInfoBase, ...], "Contact/CustomField")

    def contact_layout(self) -> tuple[UserDefinedFieldInfo, ...]:
        """The custom fields to show for a company, in their order."""
        return whole_layout(self.contact_fields(), self.udef_layout())

    def address_by_country(self, country_id: int) -> Address:
        """An empty address of a new company in the layout of that country."""
        body = {"ContactId": 0, "CountryId": country_id}
        return self._fit(Address, self._post(Address, "Agents/Contact/GetAddressByCountry", body))

    def default_person(self, contact_id: int) -> PersonEntity:
        """A new person with the server's defaults, taken from its company where the server can."""
        try:
            path, body = "Agents/Person/CreateDefaultByContactId", {"ContactId": contact_id}
            return self._fit(PersonEntity, self._post(PersonEntity, path, body))
        except errors.WebApiError as error:
            if error.status != 404:
                raise
            return self._get(PersonEntity, "Person/default")

    def new_person(self) -> PersonEntity:
        """A person of no company yet, with the server's defaults, interests and rights."""
        return self._get(PersonEntity, "Person/default")

    def person_fields(self) -> tuple[FieldInfoBase, ...]:
        """The custom fields of people."""
        return self._get(tuple[FieldInfoBase, ...], "Person/CustomField")

    def person_udef_layout(self) -> tuple[UserDefinedFieldInfo, ...]:
        """The user-defined ones among them, as published; none where the server does not tell."""
        return self._if_there(tuple[UserDefinedFieldInfo, ...], "Person/UdefLayout/Published")

    def person_layout(self) -> tuple[UserDefinedFieldInfo, ...]:
        """The custom fields to show for a person, in their order."""
        return whole_layout(self.person_fields(), self.person_udef_layout())

    def create_person(self, entity: PersonEntity) -> PersonEntityWithLinks:
        """Posts a person: with PersonId 0, whatever the entity says, and once only (see create_contact)."""
        body = _new(entity, "PersonId")
        answer = self._post(PersonEntityWithLinks, "Person", body, root="PersonEntity")
        return self._saved(PersonEntityWithLinks, answer, "PersonId")

    def person(self, person_id: int) -> PersonEntityWithLinks:
        return self._get(PersonEntityWithLinks, f"Person/{person_id}", label="Person/{id}")

    def _get(self, kind: type[T], path: str, query: tuple[tuple[str, str], ...] = (), label: str = "") -> T:
        call = Call("GET", f"/v1/{path}", query, label=f"/v1/{label or path}", shape=kind)
        return self._fit(kind, self._connection.call(call))

    def _if_there(self, kind: type[tuple[T, ...]], path: str) -> tuple[T, ...]:
        """Nothing from a server that does not have the address."""
        try:
            return self._get(kind, path)
        except errors.WebApiError as error:
            if error.status != 404:
                raise
            return ()

    def _post(
        self,
        shape: Any,
        path: str,
        body: Any,
        query: tuple[tuple[str, str], ...] = (),
        root: str = "",
    ) -> Any:
        call = Call("POST", f"/v1/{path}", query, body, label=f"/v1/{path}", root=root, shape=shape)
        return self._connection.call(call)

    def _fit(self, kind: type[T], answer: object) -> T:
        return fit(kind, answer, self.host)

    def _saved(self, kind: type[T], answer: object, id_name: str) -> T:
        """The answer to a POST, proof of success only if it holds an id."""
        told = (
            {name: value for name, value in answer.items() if name != _RIGHTS}
            if isinstance(answer, dict)
            else {}
        )
        given = told.get(id_name)
        if type(given) is not int or given <= 0:
            raise errors.NoIdError(self.host, status=200, detail=f"200 without {id_name}")
        try:
            return self._fit(kind, told)
        except errors.UnexpectedAnswerError:
            # It is saved, whatever else the answer holds: calling that unknown would be wrong.
            return self._fit(kind, {id_name: given})

    def _read(self, reader: Callable[[Row], T], rows: Iterable[Row]) -> tuple[T, ...]:
        try:
            return tuple(map(reader, rows))
        except ValueError as error:
            raise errors.UnexpectedAnswerError(self.host, detail=str(error), status=200) from None

    def _rows(self, path: str, query: tuple[tuple[str, str], ...], label: str) -> Iterator[Row]:
        call = Call("GET", f"/v1/{path}", query, label=f"/v1/{label}", shape=ArchivePage)
        for _ in range(_MOST_PAGES):
            page = self._fit(ArchivePage, self._connection.call(call))
            yield from page.value
            if page.next_path is None:
                return
            call = Call("GET", page.next_path, label=f"/v1/{label}", shape=ArchivePage)
        raise errors.UnexpectedAnswerError(self.host, detail=f"more than {_MOST_PAGES} pages", status=200)


def _no_others(_kind: SecretKind) -> None:
    return None


def _new(entity: ContactEntity | PersonEntity, id_name: str) -> dict[str, Any]:
    """The body that creates a record: id 0, and nothing in it that only the server may say."""
    wire = entity.outgoing()
    for name in ("CustomFields", "UserDefinedFields", "ExtraFields"):
        if name in wire:
            wire[name] = without_companions(wire[name])
    return {**wire, id_name: 0}


def _select(names: Sequence[str], always: str) -> tuple[tuple[str, str], ...]:
    """The $select of a POST: none asks for everything; names are not case-sensitive."""
    if not names:
        return ()
    wanted = list(names) if always.lower() in (name.lower() for name in names) else [always, *names]
    return (("$select", ",".join(wanted)),)
