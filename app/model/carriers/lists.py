"""Carriers of lists: what a combo box offers and what an entity refers to by id.

Lengths are those of the list tables; sources are the Swagger definitions of the same names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated

from app.model.carriers.rights import SecuredCarrier
from app.model.carriers.wire import Carrier, Flag, Limit, Moment, Text, TextMap, Whole, WireName
from app.model.text_normalization import displayable


class ListItem(SecuredCarrier):
    """Base of Business, TicketPriority, CustomerLanguage and Position. Only `id` is sent."""

    sent_alone = frozenset({"id"})

    id: Whole = None
    value: Annotated[Text, Limit(239)] = None
    tooltip: Annotated[Text, Limit(254)] = None


class Business(ListItem):
    """A line of business."""


class TicketPriority(ListItem):
    """A priority of requests to the service."""


class CustomerLanguage(ListItem):
    """A language in which the service answers."""


class Position(ListItem):
    """The position of a person in a company."""


class Category(ListItem):
    """The kind of relation to a company, such as customer or supplier."""

    category_group: Text = None
    enable_lead_status: Flag = None
    rank: Whole = None
    deleted: Flag = None


class Country(SecuredCarrier):
    """A country, referred to by `country_id`. `org_nr_text` is its label for VAT numbers."""

    sent_alone = frozenset({"country_id"})

    country_id: Whole = None
    name: Text = None
    currency_id: Whole = None
    english_name: Text = None
    two_letter_iso_country: Annotated[Text, WireName("TwoLetterISOCountry")] = None
    three_letter_iso_country: Annotated[Text, WireName("ThreeLetterISOCountry")] = None
    image_description: Text = None
    org_nr_text: Annotated[Text, Limit(254)] = None
    inter_area_prefix: Text = None
    dial_in_prefix: Text = None
    zip_prefix: Text = None
    domain_name: Text = None
    address_layout_id: Whole = None
    domestic_address_layout_id: Whole = None
    foreign_address_layout_id: Whole = None
    rank: Whole = None
    tooltip: Text = None
    deleted: Flag = None


class Associate(SecuredCarrier):
    """A user of SuperOffice. Only `associate_id` is sent."""

    sent_alone = frozenset({"associate_id"})

    associate_id: Whole = None
    name: Text = None
    person_id: Whole = None
    rank: Whole = None
    tooltip: Text = None
    type: Text = None
    group_idx: Whole = None
    full_name: Text = None
    formal_name: Text = None
    deleted: Flag = None
    ej_user_id: Whole = None
    user_name: Text = None
    extra_fields: TextMap = None
    custom_fields: TextMap = None


class MDOListItem(SecuredCarrier):
    """An entry of a list. One with children is a heading, whose id must never be posted."""

    id: Whole = None
    name: Text = None
    tool_tip: Text = None
    deleted: Flag = None
    rank: Whole = None
    type: Text = None
    child_items: tuple[MDOListItem, ...] | None = None
    icon_hint: Text = None
    color_block: Whole = None
    extra_info: Text = None
    style_hint: Text = None
    full_name: Text = None


class KeyedListItem(Carrier):
    """An entry of a list that is referred to by its key: a purpose, source or legal basis of consents.

    Read is what the reference pages "GET List/ConsentPurpose/Items", "GET List/ConsentSource/Items" and "GET
    List/LegalBase/Items" have in common, and whether a purpose is `active`, in use.
    """

    key: Text = None
    name: Text = None
    tooltip: Text = None
    deleted: Flag = None
    active: Whole = None

    @property
    def is_offered(self) -> bool:
        """True for an entry that may be chosen."""
        return not self.deleted and self.active != 0


class SelectableMDOListItem(SecuredCarrier):
    """An entry of a list that can be selected, such as an interest. Only `id` and `selected` are sent."""

    sent_alone = frozenset({"id", "selected"})

    id: Whole = None
    name: Text = None
    tool_tip: Text = None
    deleted: Flag = None
    rank: Whole = None
    type: Text = None
    color_block: Whole = None
    icon_hint: Text = None
    selected: Flag = None
    last_changed: Moment = None
    child_items: tuple[SelectableMDOListItem, ...] | None = None
    extra_info: Text = None
    style_hint: Text = None
    hidden: Flag = None
    full_name: Text = None


class DuplicateEntry(SecuredCarrier):
    """A similar record. A `so_primary_key` of 0 means that it is in another system."""

    rule_name: Text = None
    so_primary_key: Whole = None
    entry_name: Text = None
    entry_identifier: Text = None
    rule_display_name: Text = None


class UserDefinedFieldInfo(SecuredCarrier):
    """A user-defined field of the published layout."""

    u_def_field_id: Whole = None
    column_id: Whole = None
    field_default: Text = None
    field_height: Whole = None
    field_label: Text = None
    field_left: Whole = None
    field_top: Whole = None
    field_type: Text = None
    field_width: Whole = None
    format_mask: Text = None
    hide_label: Flag = None
    is_indexed: Flag = None
    label_height: Whole = None
    label_left: Whole = None
    label_top: Whole = None
    label_width: Whole = None
    last_version_id: Whole = None
    list_table_id: Whole = None
    is_mandatory: Flag = None
    type: Text = None
    page1_line_no: Whole = None
    prog_id: Text = None
    is_read_only: Flag = None
    short_label: Text = None
    tab_order: Whole = None
    text_length: Whole = None
    tooltip: Text = None
    udef_identity: Whole = None
    ud_list_definition_id: Annotated[Whole, WireName("UDListDefinitionId")] = None
    justification: Text = None
    version: Whole = None
    template_variable_name: Text = None
    has_been_published: Flag = None
    mdo_list_name: Text = None

    @property
    def key(self) -> str:
        """The key of its value in `CustomFields`: the ProgId, else ``SuperOffice:<UdefIdentity>``."""
        return self.prog_id or f"SuperOffice:{self.udef_identity}"


class ErrorAnswer(Carrier):
    """The body of an error answer: the WebAPI's own error object or that of ASP.NET."""

    error: Flag = None
    error_type: Text = None
    error_message: Text = None
    error_source: Text = None
    message: Text = None
    message_detail: Text = None

    @property
    def text(self) -> str:
        """The server's message in its own words; empty if there is none."""
        return self.error_message or self.message_detail or self.message or ""

    @property
    def is_error(self) -> bool:
        """True for an error object; any JSON object can be read as this carrier."""
        return bool(self.error or self.error_type or self.text)


LARGEST_ID = 2**31 - 1
"""Ids are int32 in the Swagger files. What a server gives beyond is no id, and Qt could not hold it."""

# Characters that are shown of an item: its columns hold 239 and 254.
_LONGEST_NAME, _LONGEST_TIP = 300, 1000


@dataclass(frozen=True)
class Choice:
    """One line of a combo box. A heading groups the lines below it and cannot be chosen.

    Its `id` is a key where the list's entries are known by such: see `KeyedListItem`.
    """

    id: int | str
    name: str
    is_heading: bool = False
    level: int = 0
    tooltip: str = ""


def choices_of(items: Iterable[MDOListItem]) -> tuple[Choice, ...]:
    """Returns the lines to offer for a list: in the server's order, without deleted ones, headings marked."""

    def walk(level: int, nodes: Iterable[MDOListItem]) -> Iterator[Choice]:
        for node in nodes:
            if node.deleted or node.id is None or abs(node.id) > LARGEST_ID:
                continue
            children = node.child_items or ()
            name = displayable(node.name or node.full_name or "", _LONGEST_NAME)
            tip = displayable(node.tool_tip or "", _LONGEST_TIP)
            yield Choice(node.id, name, bool(children), level, tip)
            yield from walk(level + 1, children)

    return tuple(walk(0, items))


def heading_ids(items: Iterable[MDOListItem]) -> frozenset[int]:
    """Returns the ids of headings, which must never be sent to the server.

    Headings are numbered separately, so an id that an ordinary entry has, too, is not among them.
    """
    choices = choices_of(items)
    ids = {
        is_heading: frozenset(int(choice.id) for choice in choices if choice.is_heading is is_heading)
        for is_heading in (True, False)
    }
    return ids[True] - ids[False]
