"""People: the light Person inside a company and the full PersonEntity of ``POST /api/v1/Person``.

Sources: Swagger definitions of the same names; lengths: the database table person.
"""

from __future__ import annotations

from typing import Annotated

from app.model.carriers.common import Address, Contact, Email, Phone, SavedUtmParameters, Url
from app.model.carriers.lists import (
    Associate,
    Business,
    Category,
    Country,
    CustomerLanguage,
    Position,
    SelectableMDOListItem,
    TicketPriority,
)
from app.model.carriers.rights import SecuredCarrier
from app.model.carriers.wire import READ_ONLY, Flag, Limit, Moment, Text, TextMap, Texts, Whole, WireName


class Person(SecuredCarrier):
    """The flat person in `ContactEntity.Persons`. `position` is a name here, not an id."""

    position: Annotated[Text, Limit(239)] = None
    person_id: Annotated[Whole, READ_ONLY] = None
    mrmrs: Annotated[Text, Limit(239)] = None
    firstname: Annotated[Text, Limit(99)] = None
    lastname: Annotated[Text, Limit(99)] = None
    middle_name: Annotated[Text, Limit(99)] = None
    title: Annotated[Text, Limit(239)] = None
    description: Annotated[Text, Limit(2047)] = None
    email: Annotated[Text, Limit(239)] = None
    full_name: Annotated[Text, READ_ONLY] = None
    direct_phone: Annotated[Text, Limit(239)] = None
    formal_name: Annotated[Text, READ_ONLY] = None
    country_id: Whole = None
    contact_id: Annotated[Whole, READ_ONLY] = None
    contact_name: Annotated[Text, READ_ONLY] = None
    retired: Whole = None
    rank: Annotated[Whole, READ_ONLY] = None
    active_interests: Annotated[Whole, READ_ONLY] = None
    contact_department: Annotated[Text, READ_ONLY] = None
    contact_country_id: Annotated[Whole, READ_ONLY] = None
    contact_org_nr: Annotated[Text, READ_ONLY] = None
    fax_phone: Annotated[Text, Limit(239)] = None
    mobile_phone: Annotated[Text, Limit(239)] = None
    contact_phone: Annotated[Text, READ_ONLY] = None
    associate_name: Annotated[Text, READ_ONLY] = None
    associate_id: Annotated[Whole, READ_ONLY] = None
    use_person_address: Flag = None
    contact_fax: Annotated[Text, READ_ONLY] = None
    kanafname: Annotated[Text, Limit(99)] = None
    kanalname: Annotated[Text, Limit(99)] = None
    post1: Annotated[Text, Limit(99)] = None
    post2: Annotated[Text, Limit(99)] = None
    post3: Annotated[Text, Limit(99)] = None
    email_name: Text = None
    contact_full_name: Annotated[Text, READ_ONLY] = None
    active_erp_links: Annotated[Whole, READ_ONLY] = None
    ticket_priority_id: Whole = None
    support_language_id: Whole = None
    support_associate_id: Whole = None
    category_name: Annotated[Text, READ_ONLY] = None
    person_number: Annotated[Text, Limit(49)] = None


class PersonReference(Person):
    """A person that a company refers to, such as its support contact. Only `person_id` is sent."""

    sent_alone = frozenset({"person_id"})

    person_id: Whole = None


class UserInfo(SecuredCarrier):
    """The user account of a person who is an associate."""

    deleted: Flag = None
    user_info_id: Whole = None
    user_name: Text = None
    person_id: Whole = None
    rank: Whole = None
    tooltip: Text = None
    user_group_id: Whole = None
    ej_user_id: Whole = None
    user_type: Text = None
    granted_licenses: Texts = None
    can_logon: Flag = None
    role_name: Text = None
    role_tooltip: Text = None
    user_group_name: Text = None
    user_group_tooltip: Text = None


class ConsentInfo(SecuredCarrier):
    """A person's consent to the processing of personal data."""

    consent_person_id: Whole = None
    comment: Text = None
    registered: Moment = None
    registered_associate_id: Whole = None
    updated: Moment = None
    updated_associate_id: Whole = None
    legal_base_id: Whole = None
    legal_base_key: Text = None
    legal_base_name: Text = None
    consent_purpose_id: Whole = None
    consent_purpose_key: Text = None
    consent_purpose_name: Text = None
    consent_source_id: Whole = None
    consent_source_key: Text = None
    consent_source_name: Text = None


class PersonEntity(SecuredCarrier):
    """A person with all properties. `contact` refers to the company by ContactId."""

    person_id: Annotated[Whole, READ_ONLY] = None
    firstname: Annotated[Text, Limit(99)] = None
    middle_name: Annotated[Text, Limit(99)] = None
    lastname: Annotated[Text, Limit(99)] = None
    mrmrs: Annotated[Text, Limit(239)] = None
    title: Annotated[Text, Limit(239)] = None
    updated_date: Annotated[Moment, READ_ONLY] = None
    created_date: Annotated[Moment, READ_ONLY] = None
    birth_date: Moment = None
    created_by: Annotated[Associate | None, READ_ONLY] = None
    emails: tuple[Email, ...] | None = None
    description: Annotated[Text, Limit(2047)] = None
    is_associate: Annotated[Flag, READ_ONLY] = None
    private_phones: tuple[Phone, ...] | None = None
    faxes: tuple[Phone, ...] | None = None
    mobile_phones: tuple[Phone, ...] | None = None
    office_phones: tuple[Phone, ...] | None = None
    other_phones: tuple[Phone, ...] | None = None
    position: Position | None = None
    updated_by: Annotated[Associate | None, READ_ONLY] = None
    contact: Contact | None = None
    country: Country | None = None
    interests: tuple[SelectableMDOListItem, ...] | None = None
    person_number: Annotated[Text, Limit(49)] = None
    full_name: Annotated[Text, READ_ONLY] = None
    no_mailing: Flag = None
    use_person_address: Flag = None
    retired: Flag = None
    urls: tuple[Url, ...] | None = None
    formal_name: Annotated[Text, READ_ONLY] = None
    address: Address | None = None
    post3: Annotated[Text, Limit(99)] = None
    post2: Annotated[Text, Limit(99)] = None
    post1: Annotated[Text, Limit(99)] = None
    kanalname: Annotated[Text, Limit(99)] = None
    kanafname: Annotated[Text, Limit(99)] = None
    corresponding_associate: Annotated[Associate | None, READ_ONLY] = None
    category: Annotated[Category | None, READ_ONLY] = None
    business: Annotated[Business | None, READ_ONLY] = None
    associate: Annotated[Associate | None, READ_ONLY] = None
    salutation: Annotated[Text, Limit(239)] = None
    active_interests: Annotated[Whole, READ_ONLY] = None
    support_associate: Associate | None = None
    ticket_priority: TicketPriority | None = None
    customer_language: CustomerLanguage | None = None
    dbi_agent_id: Whole = None
    dbi_key: Annotated[Text, Limit(255)] = None
    dbi_last_modified: Moment = None
    dbi_last_syncronized: Moment = None
    sent_info: Annotated[Whole, READ_ONLY] = None
    show_contact_tickets: Annotated[Whole, READ_ONLY] = None
    user_info: Annotated[UserInfo | None, READ_ONLY] = None
    chat_emails: tuple[Email, ...] | None = None
    internet_phones: tuple[Phone, ...] | None = None
    source: Whole = None
    active_erp_links: Annotated[Whole, READ_ONLY] = None
    shipment_types: tuple[SelectableMDOListItem, ...] | None = None
    consents: tuple[ConsentInfo, ...] | None = None
    bounce_emails: Annotated[Texts, READ_ONLY] = None
    active_status_monitor_id: Annotated[Whole, READ_ONLY] = None
    created_by_form_id: Annotated[Whole, READ_ONLY] = None
    utm_parameters: Annotated[SavedUtmParameters | None, READ_ONLY] = None
    leadstatus_id: Whole = None
    leadstatus: Annotated[Text, READ_ONLY] = None
    user_defined_fields: TextMap = None
    extra_fields: TextMap = None
    custom_fields: TextMap = None


class PersonEntityWithLinks(PersonEntity):
    """What the server answers to POST and GET of one person."""

    links: Annotated[TextMap, READ_ONLY, WireName("_Links")] = None
