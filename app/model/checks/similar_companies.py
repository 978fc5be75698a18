"""Companies that may be the one being typed: what to ask the server by, and what makes two the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.model.carriers.contact import ContactEntity
from app.model.internet_domains import domain_of_email, domain_of_url
from app.model.text_normalization import equal_ignoring_case, normalize

# Fewer digits are a switchboard's extension: half the register would have them.
_FEWEST_DIGITS = 6


@dataclass(frozen=True)
class SearchKeys:
    """What a company is looked for by."""

    name: str = ""
    department: str = ""
    domains: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.name or self.domains or self.phones)


@dataclass(frozen=True)
class Similar:
    """A company that may be the same, and why. `contact_id` 0: it is in another register, by `identifier`."""

    contact_id: int
    name: str
    why: str
    identifier: str = ""


@dataclass(frozen=True)
class CompanyDetails:
    """What tells two companies apart."""

    name: str = ""
    department: str = ""
    city: str = ""
    org_nr: str = ""
    owner: str = ""

    @classmethod
    def from_entity(cls, entity: ContactEntity) -> CompanyDetails:
        address, owner = entity.address, entity.associate
        parts = (address.street, address.postal) if address else ()
        return cls(
            name=entity.name or "",
            department=entity.department or "",
            city=next((part.city for part in parts if part and part.city), ""),
            org_nr=entity.org_nr or "",
            owner=(owner.full_name or owner.name or "") if owner else "",
        )

    def is_same_company(self, traits: SearchKeys) -> bool:
        return equal_ignoring_case(self.name, traits.name) and equal_ignoring_case(
            self.department, traits.department
        )


def search_keys_of(form: Mapping[str, Any], region: str) -> SearchKeys:
    """`region` is the ISO 3166 code of the company's country, for its phone numbers."""
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
    """The digits that two spellings of a number have in common: those behind the country's code."""
    import phonenumbers

    try:
        number = phonenumbers.parse(text, region or None)
    except phonenumbers.NumberParseException:
        return "".join(letter for letter in text if letter in "0123456789").lstrip("0")
    return str(number.national_number)


def name_matches(entry_name: str, traits: SearchKeys) -> bool:
    """Whether a name as a rule tells it, perhaps with the department behind it, may be that very company."""
    return bool(traits.name) and normalize(entry_name).startswith(normalize(traits.name))


def count_text(count: int) -> str:
    """What a strip says of so many similar companies."""
    return f"{count} similar {'company' if count == 1 else 'companies'}"


def _values(form: Mapping[str, Any], path: str) -> Iterable[str]:
    rows = form.get(path)
    for row in rows if isinstance(rows, list | tuple) else ():
        if isinstance(row, dict):
            yield _text(row.get("Value"))


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""
