"""The company: ContactEntity.

Properties and spelling: Swagger definition ``SuperOffice.CRM.Services.ContactEntity`` and the reference page
"POST Contact". Lengths: the database columns contact, address, phone, email, url, text, company_domain.
"""

from __future__ import annotations

from typing import Annotated

from app.model.carriers.common import Address, Email, Phone, SavedUtmParameters, Url
from app.model.carriers.lists import (
    Associate,
    Business,
    Category,
    Country,
    CustomerLanguage,
    SelectableMDOListItem,
    TicketPriority,
)
from app.model.carriers.person import Person, PersonReference
from app.model.carriers.rights import SecuredCarrier
from app.model.carriers.wire import (
    READ_ONLY,
    Carrier,
    Flag,
    Limit,
    Moment,
    Text,
    TextMap,
    Texts,
    Whole,
    WireName,
)

__all__ = ["ContactEntity", "ContactEntityWithLinks", "CreatedContact"]


class ContactEntity(SecuredCarrier):
    """A company. `contact_id` is 0 when it is created; `persons` is read-only for many servers."""

    contact_id: Annotated[Whole, READ_ONLY] = None
    name: Annotated[Text, Limit(219)] = None
    department: Annotated[Text, Limit(219)] = None
    org_nr: Annotated[Text, Limit(49)] = None
    number1: Annotated[Text, Limit(49)] = None
    number2: Annotated[Text, Limit(49)] = None
    updated_date: Annotated[Moment, READ_ONLY] = None
    created_date: Annotated[Moment, READ_ONLY] = None
    emails: tuple[Email, ...] | None = None
    interests: tuple[SelectableMDOListItem, ...] | None = None
    urls: tuple[Url, ...] | None = None
    phones: tuple[Phone, ...] | None = None
    faxes: tuple[Phone, ...] | None = None
    description: Annotated[Text, Limit(2047)] = None
    updated_by: Annotated[Associate | None, READ_ONLY] = None
    created_by: Annotated[Associate | None, READ_ONLY] = None
    associate: Associate | None = None
    business: Business | None = None
    category: Category | None = None
    country: Country | None = None
    persons: tuple[Person, ...] | None = None
    no_mailing: Flag = None
    kananame: Annotated[Text, Limit(219)] = None
    xstop: Flag = None
    active_interests: Annotated[Whole, READ_ONLY] = None
    group_id: Annotated[Whole, READ_ONLY] = None
    active_status_monitor_id: Annotated[Whole, READ_ONLY] = None
    support_associate: Associate | None = None
    ticket_priority: TicketPriority | None = None
    customer_language: CustomerLanguage | None = None
    deleted: Annotated[Whole, READ_ONLY] = None
    dbi_agent_id: Whole = None
    dbi_last_syncronized: Moment = None
    dbi_key: Annotated[Text, Limit(255)] = None
    dbi_last_modified: Moment = None
    support_person: PersonReference | None = None
    address: Address | None = None
    source: Whole = None
    active_erp_links: Annotated[Whole, READ_ONLY] = None
    bounce_emails: Annotated[Texts, READ_ONLY] = None
    domains: Annotated[Texts, Limit(255)] = None
    utm_parameters: Annotated[SavedUtmParameters | None, READ_ONLY] = None
    user_defined_fields: TextMap = None
    extra_fields: TextMap = None
    custom_fields: TextMap = None


class ContactEntityWithLinks(ContactEntity):
    """What the server answers to POST and GET of one company."""

    links: Annotated[TextMap, READ_ONLY, WireName("_Links")] = None


class CreatedContact(Carrier):
    """A company in the answer to its POST: what delivery reads of it is declared, the rest is as it came.

    To read all of it took longer than all else that is done between two companies of a long outbox.
    """

    contact_id: Whole = None
    name: Text = None
    number2: Text = None
    dbi_key: Text = None
    persons: tuple[Person, ...] | None = None
