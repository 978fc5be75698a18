"""Search keys for companies that may be the one being typed, and the comparison of two companies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.model.carriers.contact import ContactEntity
from app.model.internet_domains import domain_of_email, domain_of_url
from app.model.text_normalization import equal_ignoring_case, normalize
from app.translation import ngettext

# Fewer digits are an extension, which half of all companies would match.
_FEWEST_DIGITS = 6


@dataclass(frozen=True)
class SearchKeys:
    """What similar companies are searched by. Domains are those of the company, not of mail providers."""

    name: str = ""
    department: str = ""
    domains: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """True if there is nothing to search by; a department alone is not enough."""
        return not (self.name or self.domains or self.phones)


@dataclass(frozen=True)
class SimilarCompany:
    """A company that may be the same, and why.

    A `contact_id` of 0 means that it is in another register, under `identifier`.
    """

    contact_id: int
    name: str
    why: str
    identifier: str = ""


@dataclass(frozen=True)
class CompanyDetails:
    """The properties that tell two companies of similar names apart."""

    name: str = ""
    department: str = ""
    city: str = ""
    org_nr: str = ""
    owner: str = ""

    @classmethod
    def from_entity(cls, entity: ContactEntity) -> CompanyDetails:
        """Collects the details; the city is that of the visiting address, else of the postal one."""
        address, owner = entity.address, entity.associate
        parts = (address.street, address.postal) if address else ()
        return cls(
            name=entity.name or "",
            department=entity.department or "",
            city=next((part.city for part in parts if part and part.city), ""),
            org_nr=entity.org_nr or "",
            owner=(owner.full_name or owner.name or "") if owner else "",
        )

    def is_same_company(self, keys: SearchKeys) -> bool:
        """Returns True if name and department are the same."""
        return equal_ignoring_case(self.name, keys.name) and equal_ignoring_case(
            self.department, keys.department
        )


SEARCHED = ("Name", "Department", "Emails", "Urls", "Phones")
"""The properties of a form that search keys are read of."""


def search_keys_of(form: Mapping[str, Any], region: str) -> SearchKeys:
    """Collects the search keys of a form. `region` is the ISO 3166 code for its national phone numbers."""
    emails = (domain_of_email(text) for text in _values(form, "Emails"))
    urls = (domain_of_url(text) for text in _values(form, "Urls"))
    numbers = (phone_digits(text, region) for text in _values(form, "Phones"))
    return SearchKeys(
        name=_text(form.get("Name")),
        department=_text(form.get("Department")),
        domains=tuple(dict.fromkeys(domain for domain in (*emails, *urls) if domain)),
        phones=tuple(dict.fromkeys(digits for digits in numbers if len(digits) >= _FEWEST_DIGITS)),
    )


def phone_digits(text: str, region: str) -> str:
    """Returns the digits after the country code, which all spellings of a phone number have in common."""
    import phonenumbers

    try:
        number = phonenumbers.parse(text, region or None)
    except phonenumbers.NumberParseException:
        return "".join(letter for letter in text if letter in "0123456789").lstrip("0")
    return str(number.national_number)


def name_matches(entry_name: str, keys: SearchKeys) -> bool:
    """Returns True if a name found by a duplicate rule, maybe with the department after it, is the same."""
    return bool(keys.name) and normalize(entry_name).startswith(normalize(keys.name))


def count_text(count: int) -> str:
    """Returns the text for a number of similar companies."""
    return ngettext("{count} similar company", "{count} similar companies", count).format(count=count)


def _values(form: Mapping[str, Any], path: str) -> Iterable[str]:
    rows = form.get(path)
    for row in rows if isinstance(rows, list | tuple) else ():
        if isinstance(row, dict):
            yield _text(row.get("Value"))


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""
