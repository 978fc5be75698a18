"""Declares the fields of a person in the form, one line each, as `app.model.form.fields` does.

Labels and their order are those of the contact card in the web client. A field's path is its name in the
form: that of the light Person if it has one, else that of the PersonEntity.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.model.carriers.common import Email, EntityElement, Phone, StructuredAddress, Url
from app.model.carriers.person import Person, PersonEntity
from app.model.carriers.wire import Carrier, limit_of
from app.model.form.fields import Field, Kind, Tab
from app.translation import _


class Section(StrEnum):
    """The sections of a person's card: head, foot, and the pages by their titles."""

    HEAD = "head"
    CONTACT = _("Con&tact")
    DETAILS = _("&Details")
    MORE = _("&More")
    INTERESTS = _("I&nterests")
    NOTE = _("N&ote")
    FOOT = "foot"


@dataclass(frozen=True)
class PersonField(Field):
    """A property of a person.

    `entity` is its name in the PersonEntity and its rights, if that differs from the path. A `free` choice
    accepts text that is not in the list.
    """

    tab: Tab = Tab.PERSONS
    carrier: type[Carrier] = Person
    section: Section = Section.CONTACT
    entity: str = ""
    free: bool = False
    row: type[EntityElement] = EntityElement
    one: str = ""

    @property
    def entity_path(self) -> str:
        """The path in the PersonEntity and its rights."""
        return self.entity or self.path

    def row_path(self, index: int, name: str = "Value") -> str:
        """Returns the path of a row's property; the value of the first row is the light property."""
        if index == 0 and name == "Value" and self.entity:
            return self.path
        return f"{self.entity_path}[{index}].{name}"

    @property
    def limit(self) -> int | None:
        """The maximum number of characters, for rows that of a value; None for a field that is no text."""
        if self.kind is Kind.ROWS:
            return limit_of(self.row, "Value")
        return limit_of(self.carrier, self.path.rpartition(".")[2]) or self.length


def _rows(
    path: str,
    label: str,
    one: str,
    row: type[EntityElement],
    section: Section = Section.DETAILS,
    *,
    entity: str = "",
) -> PersonField:
    return PersonField(
        path,
        label,
        kind=Kind.ROWS,
        carrier=Person if entity else PersonEntity,
        section=section,
        entity=entity,
        is_own=section is Section.CONTACT,
        row=row,
        one=one,
    )


def _choice(
    path: str,
    label: str,
    list_name: str,
    section: Section = Section.CONTACT,
    *,
    side: int = 1,
    key: str = "Id",
    hint: str = "",
    free: bool = False,
    carrier: type[Carrier] = PersonEntity,
) -> PersonField:
    return PersonField(
        path,
        label,
        kind=Kind.CHOICE,
        side=side,
        list_name=list_name,
        key=key,
        hint=hint,
        carrier=carrier,
        section=section,
        free=free,
    )


def _name(path: str, label: str, *, required: bool = False) -> PersonField:
    return PersonField(path, label, section=Section.HEAD, required=required, is_own=True)


def _home(name: str, label: str) -> PersonField:
    """Declares a field of the home address, which is the Street of a person's address."""
    return PersonField(f"Address.Street.{name}", label, carrier=StructuredAddress, entity=f"Address.{name}")


def _japanese(path: str, label: str, *, own: bool = False) -> PersonField:
    return PersonField(path, label, section=Section.DETAILS, side=2, hint=_("Japanese only"), is_own=own)


PERSON_FIELDS: tuple[PersonField, ...] = (
    _choice("Mrmrs", _("Mr/Ms"), "mrmrs", Section.HEAD, key="", carrier=Person),
    # The server requires one of the two names, whatever the rights to them say.
    _name("Firstname", _("First name"), required=True),
    _name("MiddleName", _("Middle name")),
    _name("Lastname", _("Last name"), required=True),
    PersonField("Title", _("Tit&le")),
    _rows("Email", _("E-mail"), _("e-mail"), Email, Section.CONTACT, entity="Emails"),
    _rows("MobilePhone", _("Mo&bile"), _("mobile"), Phone, Section.CONTACT, entity="MobilePhones"),
    _rows(
        "DirectPhone", _("Direct &phone"), _("direct phone"), Phone, Section.CONTACT, entity="OfficePhones"
    ),
    _choice("Position", _("Position"), "perspos", carrier=Person),
    _choice("Salutation", _("Academic title"), "salutation", key="", free=True),
    PersonField(
        "PersonNumber", _("Number"), side=1, hint=_("given on saving"), proposal_is_hint=True, is_own=True
    ),
    _choice("Country", _("Country"), "country", key="CountryId", hint=_("as the company")),
    _home("Address1", _("Home address")),
    _home("Address2", _("Home address 2")),
    _home("Address3", _("Home address 3")),
    _home("Zipcode", _("Postcode")),
    _home("City", _("City")),
    _home("County", _("County")),
    _home("State", _("State")),
    PersonField("UsePersonAddress", _("Use as postal address"), kind=Kind.CHECK, side=1),
    _rows("PrivatePhones", _("Private"), _("private phone"), Phone),
    _rows("FaxPhone", _("Direct fax"), _("fax"), Phone, entity="Faxes"),
    _rows("OtherPhones", _("Other"), _("other phone"), Phone),
    _rows("Urls", _("Website"), _("website"), Url),
    _rows("ChatEmails", _("Chat"), _("chat address"), Email),
    _rows("InternetPhones", _("Internet phone"), _("internet phone"), Phone),
    PersonField(
        "BirthDate",
        _("Birth date"),
        kind=Kind.DATE,
        side=1,
        carrier=PersonEntity,
        section=Section.DETAILS,
        is_own=True,
    ),
    _choice("CustomerLanguage", _("Preferred language"), "customerlanguage", Section.DETAILS),
    _choice("TicketPriority", _("Service priority"), "ticketpriority", Section.DETAILS),
    _choice("SupportAssociate", _("Our service contact"), "associate", Section.DETAILS, key="AssociateId"),
    _japanese("Kanafname", _("First name in kana"), own=True),
    _japanese("Kanalname", _("Last name in kana"), own=True),
    _japanese("Post1", _("Postal address 1")),
    _japanese("Post2", _("Postal address 2")),
    _japanese("Post3", _("Postal address 3")),
    PersonField(
        "Interests",
        _("Interests"),
        kind=Kind.INTERESTS,
        carrier=PersonEntity,
        section=Section.INTERESTS,
        list_name="persint",
    ),
    PersonField("Description", _("Note"), kind=Kind.NOTE, section=Section.NOTE),
    PersonField("Retired", _("Former employee"), kind=Kind.CHECK, section=Section.FOOT),
    PersonField("NoMailing", _("No mailings"), kind=Kind.CHECK, carrier=PersonEntity, section=Section.FOOT),
)

ROW_FIELDS = tuple(field for field in PERSON_FIELDS if field.kind is Kind.ROWS)


def entity_path_of(path: str) -> str:
    """Returns the path in a PersonEntity's rights: ``Emails`` for ``Emails[1].Value`` and ``Email``."""
    if path.startswith("CustomFields."):
        return path
    field = next((field for field in PERSON_FIELDS if field.path == path), None)
    return field.entity_path if field else path.partition("[")[0]
