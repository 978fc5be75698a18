"""The client of the SuperOffice WebAPI: one method per request, with carriers as arguments and results.

Every method raises WebApiError and nothing else; what a secret source raises is passed on.
Sources: the Swagger definitions, reference page "POST Contact".
"""

from __future__ import annotations

import re
import ssl
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

from app.model.carriers.common import Address
from app.model.carriers.contact import ContactEntity, ContactEntityWithLinks, CreatedContact
from app.model.carriers.custom_layout import FieldInfoBase, merged_layout
from app.model.carriers.lists import Country, DuplicateEntry, MDOListItem, UserDefinedFieldInfo
from app.model.carriers.person import PersonEntity, PersonEntityWithLinks
from app.model.carriers.principal import Principal
from app.model.company_search.questions import Question
from app.model.form.custom_field_values import MOST_FIELDS
from app.model.profile import Profile, Scheme, SecretKind
from app.webapi import errors
from app.webapi.archive import CompanyRow, PersonRow
from app.webapi.archive_reader import ArchiveReader
from app.webapi.company_finder import CompanyFinder, FoundHits
from app.webapi.connection import ApiCall, Connection, RequestNote, Timeouts
from app.webapi.errors.trace import nothing
from app.webapi.http.answer_limits import MOST_ITEMS
from app.webapi.http.answers import T, message_text, parse_as
from app.webapi.http.proxy_sign_in import SharedRefusals
from app.webapi.next_steps import NextStepCalls
from app.webapi.posts import bare_answer, create_body, new_company, saved_answer
from app.webapi.sign_in.auth import OtherSecrets, SecretSource
from app.webapi.updates import PRECONDITION_FAILED, check_is_asked_for, record_call, update_call, whole_record

__all__ = ["PersonRow", "RequestNote", "Timeouts", "WebApi"]

# What IIS, ASP.NET and every proxy accept in a path; any other name ("A/S", "Smith & Sons", "Acme Inc.") goes
# to the agent, in a body.
_PLAIN_NAME = re.compile(r"[\w ,'()-]*[\w)]")
_MAX_SEGMENT_LENGTH = 200
# Each is shown at a field, or in the list of problems.
_MOST_MESSAGES = 100


class WebApi:
    """The API of one connection. Threads may share it; the first call opens the network connection."""

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
        keep_secret: Callable[[str], None] = lambda _secret: None,
        refusals: SharedRefusals | None = None,
    ) -> None:
        """Calls `secret` before every request, and `others` for the further secrets of the connection.

        `language` applies if the profile names none. `verify` replaces the operating system's trusted
        certificates; `on_request` is called after each request, in its thread, `keep_secret` with a refresh
        token that replaces the one of `secret`. `refusals` tells what proxies have refused to other
        processes. Raises BadAddressError or BadSettingError.
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
            keep_secret=keep_secret,
            refusals=refusals,
        )
        self.server_clock = self._connection.server_clock
        self._with_keys: set[str] = set()
        self.archives = ArchiveReader(self._connection)
        self._finder = CompanyFinder(self._connection, self.archives)
        self.next_steps = NextStepCalls(self._connection, self.archives)
        # Basic authentication names the user; with the other schemes the server has to be asked.
        self._user = profile.user.strip().casefold() if profile.scheme is Scheme.BASIC else ""
        self._secret = secret
        self._known_as: tuple[str | None, str] | None = None

    @property
    def host(self) -> str:
        """The name of the server as the user knows it, for messages."""
        return self._connection.host

    def forget_refusal(self) -> None:
        """Has a password that the server has refused tried once more: somebody has acted."""
        self._connection.forget_refusal()

    def prove_sign_in(self) -> None:
        """Asks what changes nothing if the server has not accepted the password yet. Raises SignInError."""
        self._connection.prove_sign_in()

    def forget_network(self) -> None:
        """Has the system asked for its proxies again: the network may be another one."""
        self._connection.forget_network()

    def close(self) -> None:
        """Closes the network connection for good; later calls raise ClosedError."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def version(self) -> str:
        """Returns NetServer's version, such as "10.3.4.1116". Needs no sign-in."""
        told = self._connection.call(ApiCall("GET", "", label="/api", signed=False))
        answer = self._parse_as(dict[str, Any], told)
        found = answer.get("NetServerVersion") or answer.get("Version")
        if not isinstance(found, str):
            raise errors.UnexpectedAnswerError(self.host, detail="no NetServerVersion", status=200)
        return found

    def current_principal(self) -> Principal:
        """Returns the signed-in user."""
        return self._get(Principal, "User/currentPrincipal")

    def signed_in_as(self) -> str:
        """Returns who is signed in, as a text to compare with others; empty where the server does not say.

        It is asked once for each secret, and not at all where the connection names the user.
        """
        if self._user:
            return f"user {self._user}"
        secret = self._secret()
        if self._known_as is None or self._known_as[0] != secret:
            self._known_as = (secret, self._associate())
        return self._known_as[1]

    def _associate(self) -> str:
        try:
            number = self.current_principal().associate_id
        except errors.RefusedError:
            return ""
        return f"associate {number}" if number else ""

    def default_contact(self) -> ContactEntity:
        """Returns a new company with the server's defaults; the proposed number is for one company only."""
        return self._get(ContactEntity, "Contact/default")

    def contact_to_create(
        self, entity: ContactEntity, select: Sequence[str] = (), while_waiting: Callable[[], None] = nothing
    ) -> ApiCall:
        """Builds what `create_contact` sends, always with ContactId 0. Raises CannotBeSentError.

        `select` names the properties wanted in the answer besides ContactId, by default those of the profile.
        `while_waiting` is called when the server works; it asks the server nothing and raises nothing.
        """
        return self._connection.with_content(new_company(entity, select or self._select, while_waiting))

    def create_contact(self, entity: ContactEntity | ApiCall, select: Sequence[str] = ()) -> CreatedContact:
        """Posts a new company, which `contact_to_create` may have built, and never repeats the request.

        The verdict of a raised error decides what happens to the entry.
        """
        call = entity if isinstance(entity, ApiCall) else self.contact_to_create(entity, select)
        return self._parse_saved(CreatedContact, self._connection.call(call), "ContactId", call.body)

    def contact(self, contact_id: int) -> ContactEntityWithLinks:
        """Returns the company with that id; an answer without that id is none, and an error."""
        record = self._get(ContactEntityWithLinks, f"Contact/{contact_id}", label="Contact/{id}")
        self._check_id(contact_id, record.contact_id)
        return record

    def contact_record(self, contact_id: int) -> dict[str, Any]:
        """Returns the company with that id as the server has it, with what this program does not know."""
        record = whole_record(self._connection.call(record_call(contact_id)), self.host)
        check_is_asked_for(contact_id, record, self.host)
        return record

    def update_contact(self, contact_id: int, record: dict[str, Any], unchanged_since: datetime) -> object:
        """Replaces a company by `record`, unless it was changed after that time (ChangedMeanwhileError)."""
        try:
            return self._connection.call(update_call(contact_id, record, unchanged_since))
        except errors.RejectedError as error:
            if error.status != PRECONDITION_FAILED:
                raise
            raise errors.ChangedMeanwhileError(self.host, status=error.status) from None

    def validate_contact(self, entity: ContactEntity) -> dict[str, str]:
        """Asks the server to validate a company without saving it; returns its messages by property."""
        body = create_body(entity, "ContactId")
        answer = self._post(dict[str, Any], "Contact/Validate", body, root="ContactEntity")
        messages = self._parse_as(dict[str, Any], {} if answer in (None, "", []) else answer, _MOST_MESSAGES)
        return {key: words for key, value in messages.items() if (words := message_text(value))}

    def contact_persons(self, contact_id: int) -> tuple[PersonRow, ...]:
        """Returns the people of a company."""
        return self.archives.people(contact_id)

    def find_contacts(self, name: str, registered_on: date | None) -> tuple[int, ...]:
        """Returns the ids of companies of that name, ignoring case, whoever registered them.

        With `registered_on`, a day in UTC, those that the signed-in user registered within a day of it.
        """
        return self.archives.companies_named(name, registered_on)

    def recent_contacts(
        self, registered_on: date | None, *, by_anybody: bool = False
    ) -> tuple[CompanyRow, ...]:
        """Returns the newest companies that the signed-in user, or anybody, registered, MOST_RECENT at most.

        `registered_on` is as that of `find_contacts`.
        """
        return self.archives.recent_companies(registered_on, by_anybody=by_anybody)

    def is_contact_listed(self, contact_id: int) -> bool:
        """Returns True if searches find that company: what is saved may be in no list yet."""
        return self.archives.is_company_listed(contact_id)

    def duplicates(self, name: str, department: str = "") -> tuple[DuplicateEntry, ...]:
        """Returns companies with a similar name."""
        segment = quote(name, safe="")
        if _PLAIN_NAME.fullmatch(name) and len(segment) <= _MAX_SEGMENT_LENGTH:
            query = (("department", department),) if department else ()
            path, label = f"Contact/Duplicates/{segment}", "Contact/Duplicates/{name}"
            return self._get(tuple[DuplicateEntry, ...], path, query, label)
        path, body = "Agents/Contact/GetNameDepartmentDuplicates", {"Name": name, "Department": department}
        answer = self._post(tuple[DuplicateEntry, ...], path, body)
        return self._parse_as(tuple[DuplicateEntry, ...], answer)

    def find_companies(self, question: Question, most: int) -> FoundHits:
        """Returns companies or people by one property; a server that cannot be asked for it says so."""
        return self._finder.ask(question, most)

    def count_people(self, contact_ids: Sequence[int]) -> Mapping[int, int]:
        """Returns how many people these companies have; nothing where that cannot be told in one request."""
        return self._finder.count_people(contact_ids)

    def mdo_list(self, name: str, *, flat: bool = False, additional: str = "") -> tuple[MDOListItem, ...]:
        """Returns the items of a list such as "category", with headings unless `flat`."""
        asked = {"flat": "true" if flat else "", "additional": additional}
        query = tuple((key, value) for key, value in asked.items() if value)
        return self._get(tuple[MDOListItem, ...], f"MDOList/{quote(name, safe='')}", query)

    def countries(self) -> tuple[Country, ...]:
        """Returns all countries."""
        return self._get(tuple[Country, ...], "List/Country/Items")

    def udef_layout(self) -> tuple[UserDefinedFieldInfo, ...]:
        """Returns the published user-defined fields of companies."""
        return self._get(tuple[UserDefinedFieldInfo, ...], "Contact/UdefLayout/Published")

    def contact_fields(self) -> tuple[FieldInfoBase, ...]:
        """Returns all custom fields of companies, extra fields included; none if the server answers 404."""
        return self._get_or_empty(tuple[FieldInfoBase, ...], "Contact/CustomField")

    def contact_layout(self) -> tuple[UserDefinedFieldInfo, ...]:
        """Returns the custom fields to show for a company, in display order."""
        return merged_layout(self.contact_fields(), self.udef_layout())[:MOST_FIELDS]

    def address_by_country(self, country_id: int) -> Address:
        """Returns an empty address of a new company in the layout of that country."""
        path, body = "Agents/Contact/GetAddressByCountry", {"ContactId": 0, "CountryId": country_id}
        return self._parse_as(Address, self._post(Address, path, body))

    def default_person(self, contact_id: int) -> PersonEntity:
        """Returns a new person with the server's defaults, from the company if the server supports that."""
        try:
            path, body = "Agents/Person/CreateDefaultByContactId", {"ContactId": contact_id}
            return self._parse_as(PersonEntity, self._post(PersonEntity, path, body))
        except errors.WebApiError as error:
            if error.status != 404:
                raise
            return self._get(PersonEntity, "Person/default")

    def new_person(self) -> PersonEntity:
        """Returns a new person without a company, with the server's defaults, interests and rights."""
        return self._get(PersonEntity, "Person/default")

    def person_fields(self) -> tuple[FieldInfoBase, ...]:
        """Returns the custom fields of people."""
        return self._get(tuple[FieldInfoBase, ...], "Person/CustomField")

    def person_udef_layout(self) -> tuple[UserDefinedFieldInfo, ...]:
        """Returns the published user-defined fields of people; none if the server has no such resource."""
        return self._get_or_empty(tuple[UserDefinedFieldInfo, ...], "Person/UdefLayout/Published")

    def person_layout(self) -> tuple[UserDefinedFieldInfo, ...]:
        """Returns the custom fields to show for a person, in display order."""
        return merged_layout(self.person_fields(), self.person_udef_layout())[:MOST_FIELDS]

    def create_person(self, entity: PersonEntity) -> PersonEntityWithLinks:
        """Posts a new person, always with PersonId 0, and never repeats the request (see create_contact)."""
        body = create_body(entity, "PersonId")
        answer = self._post(PersonEntityWithLinks, "Person", body, root="PersonEntity")
        return self._parse_saved(PersonEntityWithLinks, answer, "PersonId", body)

    def person(self, person_id: int) -> PersonEntityWithLinks:
        """Returns the person with that id; an answer without that id is none, and an error."""
        record = self._get(PersonEntityWithLinks, f"Person/{person_id}", label="Person/{id}")
        self._check_id(person_id, record.person_id)
        return record

    def _get(self, kind: type[T], path: str, query: tuple[tuple[str, str], ...] = (), label: str = "") -> T:
        call = ApiCall("GET", f"/v1/{path}", query, label=f"/v1/{label or path}", shape=kind)
        return self._parse_as(kind, self._connection.call(call))

    def _get_or_empty(self, kind: type[tuple[T, ...]], path: str) -> tuple[T, ...]:
        """Gets a list; returns an empty one if the server answers 404."""
        try:
            return self._get(kind, path)
        except errors.WebApiError as error:
            if error.status != 404:
                raise
            return ()

    def _post(self, shape: Any, path: str, body: Any, *, root: str = "") -> Any:
        return self._connection.call(ApiCall("POST", f"/v1/{path}", (), body, root=root, shape=shape))

    def _parse_as(self, kind: type[T], answer: object, most: int = MOST_ITEMS) -> T:
        return parse_as(kind, answer, self.host, most)

    def _check_id(self, asked: int, told: int | None) -> None:
        """Raises UnexpectedAnswerError unless the answer is the record that was asked for."""
        if told != asked:
            raise errors.UnexpectedAnswerError(self.host, detail="200 without the id asked for", status=200)

    def _parse_saved(self, kind: type[T], answer: object, id_name: str, body: dict[str, Any]) -> T:
        told = saved_answer(answer, body, id_name, self.host, self._with_keys)
        try:
            return self._parse_as(kind, told)
        except errors.UnexpectedAnswerError:
            # The record is saved, whatever else the answer contains: an error would say that this is unknown.
            return self._parse_as(kind, bare_answer(told, id_name))


def _no_others(_kind: SecretKind) -> None:
    return None
