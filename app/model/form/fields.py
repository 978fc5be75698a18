"""Declares the fields of a company in the form, one line each.

A declaration determines the editor, its label and position, the objectName, the accessible name, the required
mark, the length (that of the carrier, see `app.model.carriers.wire.Limit`), the validation, and the property
that is sent. Labels are those of the SuperOffice web client. ``&`` marks the mnemonic of the field, which on
each page differs from those of the menus and buttons.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.model.carriers.common import Email, EntityElement, Phone, Url
from app.model.carriers.contact import ContactEntity
from app.model.carriers.wire import Carrier, limit_of
from app.translation import _


class Tab(StrEnum):
    """The pages of the window; the values are the objectNames of the pages."""

    HEADER = "header"
    CONTACT = "tab.contact"
    PERSONS = "tab.persons"
    COMMUNICATION = "tab.communication"
    CUSTOM_FIELDS = "tab.customfields"
    INTERESTS = "tab.interests"
    MORE = "tab.more"


class Kind(StrEnum):
    """The kinds of editor; the window has a widget class for each."""

    TEXT = "text"
    NOTE = "note"
    CHECK = "check"
    CHOICE = "choice"
    ROWS = "rows"
    ADDRESS = "address"
    INTERESTS = "interests"
    WORDS = "words"
    NUMBER = "number"
    MOMENT = "moment"
    DATE = "date"


@dataclass(frozen=True)
class Field:
    """A property of the form.

    `path` is its name in the WebAPI's spelling. `list_name` is the MDO list of a choice, and `key` the
    property that holds the chosen id (empty if the value is the name itself). `side` is the column of the
    page, 0 or 1. With `proposal_is_hint`, the server's proposal is shown but not sent, since it is valid for
    one company only. `length` is for a text that the carrier does not declare. `is_code` is for addresses and
    numbers, in which no invisible character has a meaning. A value that `is_own` is of this one company or
    person alone, and is not copied into another.
    """

    path: str
    label: str
    tab: Tab
    kind: Kind = Kind.TEXT
    side: int = 0
    required: bool = False
    list_name: str = ""
    key: str = "Id"
    hint: str = ""
    proposal_is_hint: bool = False
    length: int | None = None
    is_code: bool = False
    is_own: bool = False
    carrier: type[Carrier] = ContactEntity

    @property
    def limit(self) -> int | None:
        """The maximum number of characters; None for a field that is no text."""
        return limit_of(self.carrier, self.path) or self.length

    @property
    def name(self) -> str:
        """The label without the mark of its mnemonic."""
        return self.label.replace("&&", "\0").replace("&", "").replace("\0", "&")


@dataclass(frozen=True)
class Rows(Field):
    """A repeated row, such as phones; the first row is the primary one.

    `one` names a single row, `action` is the objectName of the action that adds one. `first` is the label of
    the first row, whose value stands on the first page.
    """

    kind: Kind = Kind.ROWS
    row: type[EntityElement] = EntityElement
    one: str = ""
    first: str = ""
    action: str = ""

    @property
    def first_name(self) -> str:
        """The label of the first row without the mark of its mnemonic."""
        return self.first.replace("&", "")


CONTACT_FIELDS: tuple[Field, ...] = (
    Field("Name", _("Company name"), Tab.HEADER, required=True),
    Field("Department", _("Department"), Tab.HEADER),
    # In the order in which Tab visits them: what is typed most comes first.
    Rows(
        "Phones",
        _("Phones"),
        Tab.COMMUNICATION,
        row=Phone,
        one=_("phone"),
        first=_("&Phone"),
        action="action.addPhone",
    ),
    Rows(
        "Emails",
        _("E-mails"),
        Tab.COMMUNICATION,
        row=Email,
        one=_("e-mail"),
        first=_("E-mai&l"),
        action="action.addEmail",
        side=1,
    ),
    Field("Address", _("Address"), Tab.CONTACT, Kind.ADDRESS),
    Field("Category", _("Categor&y"), Tab.CONTACT, Kind.CHOICE, 1, list_name="category"),
    Field("Business", _("Busi&ness"), Tab.CONTACT, Kind.CHOICE, 1, list_name="business"),
    Field(
        "Associate",
        _("O&ur contact"),
        Tab.CONTACT,
        Kind.CHOICE,
        list_name="associate",
        key="AssociateId",
        side=1,
    ),
    Field("OrgNr", _("&VAT No."), Tab.CONTACT, side=1, is_code=True),
    Field("Description", _("No&te"), Tab.CONTACT, Kind.NOTE, 1),
    Rows(
        "Urls",
        _("Websites"),
        Tab.COMMUNICATION,
        row=Url,
        one=_("website"),
        first=_("&Website"),
        action="action.addUrl",
        side=1,
    ),
    Field("Country", _("C&ountry"), Tab.CONTACT, Kind.CHOICE, list_name="country", key="CountryId"),
    Rows(
        "Faxes",
        _("Faxes"),
        Tab.COMMUNICATION,
        row=Phone,
        one=_("fax"),
        first=_("Fa&x"),
        action="action.addFax",
    ),
    Field(
        "Number2",
        _("Num&ber"),
        Tab.CONTACT,
        side=1,
        hint=_("given on saving"),
        proposal_is_hint=True,
        is_own=True,
    ),
    Field("Number1", _("Co&de"), Tab.CONTACT, side=1, hint=_("made from the name"), is_own=True),
    Field("NoMailing", _("No &Mailings"), Tab.CONTACT, Kind.CHECK),
    Field("Xstop", _("Stop"), Tab.CONTACT, Kind.CHECK),
    Field("Interests", _("Interests"), Tab.INTERESTS, Kind.INTERESTS, list_name="contint"),
    Field(
        "SupportAssociate",
        _("Our service contact"),
        Tab.MORE,
        Kind.CHOICE,
        list_name="associate",
        key="AssociateId",
    ),
    Field("TicketPriority", _("Service priority"), Tab.MORE, Kind.CHOICE, list_name="ticketpriority"),
    Field("CustomerLanguage", _("Preferred language"), Tab.MORE, Kind.CHOICE, list_name="customerlanguage"),
    Field("Domains", _("Web domains"), Tab.MORE, Kind.WORDS, hint=_("fjell.no, fjell.com")),
    Field("Kananame", _("Name in kana"), Tab.MORE, hint=_("Japanese only")),
    Field("Source", _("Source"), Tab.MORE, Kind.NUMBER, 1),
    Field("DbiAgentId", _("Integration agent"), Tab.MORE, Kind.NUMBER, 1, is_own=True),
    Field("DbiKey", _("Key in other system"), Tab.MORE, side=1, is_own=True),
    Field("DbiLastSyncronized", _("Last synchronized"), Tab.MORE, Kind.MOMENT, 1, is_own=True),
    Field("DbiLastModified", _("Last modified there"), Tab.MORE, Kind.MOMENT, 1, is_own=True),
)
