"""Search keys for companies that may be the one being typed, and the comparison of two companies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.model.carriers.contact import ContactEntity
from app.model.checks.renamed import ValueKind, is_same_value
from app.model.company_search.known_people import KnownPerson
from app.model.form.choices import NOT_SAME, TARGET
from app.model.internet_domains import domain_of_email, domain_of_url
from app.model.text_normalization import equal_ignoring_case, normalize
from app.translation import ngettext

# Fewer digits are an extension, which half of all companies would match.
_FEWEST_DIGITS = 6
_MOST_PEOPLE = 5
_MOST_NOT_SAME = 100
_MOST_KEYS, _MOST_ROWS = 20, 100


@dataclass(frozen=True)
class SearchKeys:
    """What similar companies are searched by. Domains are those of the company, not of mail providers.

    `emails` are the company's at a mail provider, which have no domain. `people` are first and last names.
    Phones are the digits that all spellings share. `region` is the country of `org_nr`, an ISO 3166 code.
    """

    name: str = ""
    department: str = ""
    domains: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    org_nr: str = ""
    region: str = ""
    emails: tuple[str, ...] = ()
    people: tuple[tuple[str, str], ...] = ()
    person_emails: tuple[str, ...] = ()
    person_phones: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """True if there is nothing to search by; a department, or people's names, alone are not enough."""
        of_company = self.name or self.domains or self.phones or self.org_nr or self.emails
        return not (of_company or self.person_emails or self.person_phones)


@dataclass(frozen=True)
class SimilarCompany:
    """A company that may be the same, and why.

    A `contact_id` of 0 means that it is in another register, under `identifier`. `people` are those of it
    whose e-mail address or mobile number was typed.
    """

    contact_id: int
    name: str
    why: str
    identifier: str = ""
    people: tuple[KnownPerson, ...] = ()

    @property
    def key(self) -> int | str:
        """What is the same whenever this company is found again."""
        return self.contact_id or self.identifier or self.name


def with_not_same(form: Mapping[str, Any], similar: SimilarCompany) -> dict[str, Any]:
    """Returns the form with a company that somebody has said is not the one being typed."""
    said = [*_not_same(form), similar.key]
    return {**form, NOT_SAME: said[-_MOST_NOT_SAME:]}


def begun_with(form: Mapping[str, Any], similar: SimilarCompany) -> dict[str, Any]:
    """Returns the form of a new company with the name that it has in another register.

    It is no similar company any more. All that a server tells of it is its name, maybe with the department.
    """
    department = f", {_text(form.get('Department'))}"
    has_department = len(department) > 2 and similar.name.casefold().endswith(department.casefold())
    name = similar.name[: -len(department)] if has_department else similar.name
    return {**with_not_same(form, similar), "Name": name}


def is_not_same(form: Mapping[str, Any], similar: SimilarCompany) -> bool:
    """Returns True if somebody has said of a company that it is not the one being typed.

    Nor is the company that the form adds to told as a similar one.
    """
    target = form.get(TARGET)
    is_target = isinstance(target, Mapping) and target.get("contact_id") == similar.contact_id
    return is_target or similar.key in _not_same(form)


def _not_same(form: Mapping[str, Any]) -> list[Any]:
    said = form.get(NOT_SAME)
    return list(said) if isinstance(said, list | tuple) else []


@dataclass(frozen=True)
class CompanyDetails:
    """The properties that tell two companies of similar names apart."""

    name: str = ""
    department: str = ""
    city: str = ""
    org_nr: str = ""
    owner: str = ""
    postcode: str = ""

    @classmethod
    def from_entity(cls, entity: ContactEntity) -> CompanyDetails:
        """Collects the details; the place is that of the visiting address, else of the postal one."""
        address, owner = entity.address, entity.associate
        parts = (address.street, address.postal) if address else ()
        return cls(
            name=entity.name or "",
            department=entity.department or "",
            city=next((part.city for part in parts if part and part.city), ""),
            org_nr=entity.org_nr or "",
            owner=(owner.full_name or owner.name or "") if owner else "",
            postcode=next((part.zipcode for part in parts if part and (part.city or part.zipcode)), "") or "",
        )

    def is_same_company(self, keys: SearchKeys) -> bool:
        """Returns True if name and department are the same."""
        return equal_ignoring_case(self.name, keys.name) and equal_ignoring_case(
            self.department, keys.department
        )


SEARCHED = ("Name", "Department", "OrgNr", "Emails", "Urls", "Phones", "Persons", TARGET)
"""The properties of a form that search keys are read of."""


def search_keys_of(form: Mapping[str, Any], region: str) -> SearchKeys:
    """Collects the search keys of a form. `region` is the ISO 3166 code for its national phone numbers.

    Of thousands of rows only some are looked at: each key is a request of its own. What adds to a company
    that is there has those of its people alone, who may work elsewhere.
    """
    if TARGET in form:
        return search_keys_of({"Persons": form.get("Persons")}, region)
    typed = [text for text in _values(form, "Emails") if is_whole_email(text)]
    domains = (*map(domain_of_email, _values(form, "Emails")), *map(domain_of_url, _values(form, "Urls")))
    people = [
        one for one in _rows(form, "Persons", are_last=True) if _is_named(one) or _reaches(one, "Email")
    ]
    newest = people[-_MOST_PEOPLE:]  # who is being typed stands last
    org_nr = _text(form.get("OrgNr"))
    return SearchKeys(
        name=_text(form.get("Name")),
        department=_text(form.get("Department")),
        domains=_each_once(domains),
        phones=_digits(_values(form, "Phones"), region),
        org_nr=org_nr if sum(map(str.isdigit, org_nr)) >= _FEWEST_DIGITS else "",
        region=region,
        emails=_each_once(text for text in typed if not domain_of_email(text)),
        people=tuple(
            (_text(one.get("Firstname")), _text(one["Lastname"])) for one in newest if _is_named(one)
        ),
        person_emails=_each_once(
            text for one in newest for text in _reaches(one, "Email") if is_whole_email(text)
        ),
        person_phones=_digits((text for one in newest for text in _reaches(one, "MobilePhone")), region),
    )


def is_whole_email(text: str) -> bool:
    """Returns True unless the address is still being typed: what is half typed is nobody's."""
    return re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s.]{2,}", text) is not None


def _digits(texts: Iterable[str], region: str) -> tuple[str, ...]:
    numbers = (phone_digits(text, region) for text in texts)
    return _each_once(digits for digits in numbers if len(digits) >= _FEWEST_DIGITS)


def reaches_of(person: Mapping[str, Any], region: str) -> tuple[str, ...]:
    """Returns what somebody is known by: whole e-mail addresses, and the digits of mobile numbers."""
    emails = (text for text in _reaches(person, "Email") if is_whole_email(text))
    return _each_once((*emails, *_digits(_reaches(person, "MobilePhone"), region)))


def _each_once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, texts)))[:_MOST_KEYS]


def _is_named(person: Mapping[str, Any]) -> bool:
    return bool(_text(person.get("Lastname")))


def _reaches(person: Mapping[str, Any], path: str) -> list[str]:
    """Returns the addresses or numbers of somebody: the one of the light Person, and those of the rows."""
    return [*filter(None, [_text(person.get(path))]), *_values(person, f"{path}s")]


def phone_digits(text: str, region: str) -> str:
    """Returns the digits after the country code, which all spellings of a phone number have in common."""
    import phonenumbers

    try:
        number = phonenumbers.parse(text, region or None)
    except phonenumbers.NumberParseException:
        return "".join(letter for letter in text if letter in "0123456789").lstrip("0")
    return str(number.national_number)


def is_whole_phone(there: str, digits: str, region: str) -> bool:
    """Returns True if a number of a record is the one of these digits, not one that has them as a part.

    The digits are those of `phone_digits`; the record may have the prefix of a country before them.
    """
    if not is_same_value(ValueKind.PHONE, there, digits):
        return False
    if phone_digits(there, region) == digits:
        return True
    # Where the country is not known, a prefix is none of the number.
    bare = re.sub(r"\D", "", there).lstrip("0")
    return not region and bare.endswith(digits) and _is_country_code(bare.removesuffix(digits))


def _is_country_code(digits: str) -> bool:
    import phonenumbers

    return digits.isdecimal() and int(digits) in phonenumbers.COUNTRY_CODE_TO_REGION_CODE


def name_matches(entry_name: str, keys: SearchKeys) -> bool:
    """Returns True if a name found by a duplicate rule, maybe with the department after it, is the same."""
    return bool(keys.name) and normalize(entry_name).startswith(normalize(keys.name))


def count_text(count: int, *, of_people: bool = False) -> str:
    """Returns the text for a number of similar companies, or of those at which somebody works already."""
    if of_people:
        found = ngettext("Known at {count} other company", "Known at {count} other companies", count)
        return found.format(count=count)
    return ngettext("{count} similar company", "{count} similar companies", count).format(count=count)


def _values(form: Mapping[str, Any], path: str) -> Iterable[str]:
    return (_text(row.get("Value")) for row in _rows(form, path))


def _rows(form: Mapping[str, Any], path: str, *, are_last: bool = False) -> Iterable[dict[str, Any]]:
    """Returns the first rows of a list, or the last ones."""
    rows = form.get(path)
    some = slice(-_MOST_ROWS, None) if are_last else slice(_MOST_ROWS)
    return (row for row in (rows[some] if isinstance(rows, list | tuple) else ()) if isinstance(row, dict))


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""
