"""Carriers that companies and people have in common. Sources: Swagger definitions of the same names."""

from __future__ import annotations

from typing import Annotated

from app.model.carriers.rights import SecuredCarrier
from app.model.carriers.wire import READ_ONLY, Carrier, Limit, Text, Whole, WireName

Number = float | int | None


class EntityElement(SecuredCarrier):
    """A phone, fax, e-mail or web address. Its index in the array is its rank; the first is the primary one.

    `stripped_value` is the server's normalized form of `value`.
    """

    sent_alone = frozenset({"value", "description"})

    value: Text = None
    stripped_value: Text = None
    description: Text = None


class Phone(EntityElement):
    """A phone or fax number (they share a table)."""

    value: Annotated[Text, Limit(239)] = None
    description: Annotated[Text, Limit(99)] = None


class Email(EntityElement):
    """An e-mail address."""

    value: Annotated[Text, Limit(239)] = None
    description: Annotated[Text, Limit(254)] = None


class Url(EntityElement):
    """A web address."""

    value: Annotated[Text, Limit(1023)] = None
    description: Annotated[Text, Limit(254)] = None


class StructuredAddress(Carrier):
    """A street or postal address by its parts."""

    atype_idx: Text = None
    address1: Annotated[Text, Limit(79)] = None
    address2: Annotated[Text, Limit(79)] = None
    address3: Annotated[Text, Limit(79)] = None
    city: Annotated[Text, Limit(79)] = None
    county: Annotated[Text, Limit(29)] = None
    state: Annotated[Text, Limit(5)] = None
    zipcode: Annotated[Text, Limit(11)] = None
    formatted: Annotated[Text, READ_ONLY] = None


class LocalizedField(SecuredCarrier):
    """One field of a country's address layout. `value_length` is not the limit (80 for 79 characters)."""

    name: Text = None
    value: Text = None
    tooltip: Text = None
    label: Text = None
    value_length: Whole = None
    address_type: Text = None


class Address(SecuredCarrier):
    """Street and postal address. If both forms are sent, `localized_address` (lines of fields) wins."""

    wgs84_latitude: Number = None
    wgs84_longitude: Number = None
    localized_address: tuple[tuple[LocalizedField, ...], ...] | None = None
    street: StructuredAddress | None = None
    postal: StructuredAddress | None = None
    formatted: Annotated[Text, READ_ONLY] = None


class SavedUtmParameters(SecuredCarrier):
    """The campaign by which a company or person came to a web form."""

    form_name: Text = None
    firsttouch_source: Text = None
    firsttouch_medium: Text = None
    firsttouch_campaign: Text = None
    firsttouch_term: Text = None
    firsttouch_content: Text = None
    firsttouch_referrer_domain: Text = None
    source: Text = None
    medium: Text = None
    campaign: Text = None
    term: Text = None
    content: Text = None
    referrer_domain: Text = None


class Contact(SecuredCarrier):
    """The light company that a PersonEntity refers to. Only `contact_id` is sent."""

    sent_alone = frozenset({"contact_id"})

    contact_id: Whole = None
    name: Text = None
    org_nr: Text = None
    department: Text = None
    url: Annotated[Text, WireName("URL")] = None
    city: Text = None
    direct_phone: Text = None
    associate_id: Whole = None
    country_id: Whole = None
    email_address: Text = None
    kananame: Text = None
    email_address_name: Text = None
    url_name: Annotated[Text, WireName("URLName")] = None
    associate_full_name: Text = None
    business_name: Text = None
    category_name: Text = None
    country_name: Text = None
    address: Address | None = None
    formatted_address: Text = None
    full_name: Text = None
    is_owner_contact: bool | None = None
    active_erp_links: Whole = None
    number1: Text = None
    number2: Text = None
