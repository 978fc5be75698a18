"""Says what a heading of a column names, in eleven languages: a field of a company or person, or nothing.

Headings and the words that stand with them are in ``resources/recognition/table_headings.toml``. Sources:
exports of Outlook, Google, HubSpot, Pipedrive, Salesforce, Eventbrite, Shopify, and public registers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations
from typing import Final

from app.recognition.words import heading_lists
from app.recognition.words.beginnings import abbreviated, scopes_begun
from app.recognition.words.heading_lists import by_heading, exactly, lists
from app.recognition.words.roles import LONGEST_HEADING, role_in_heading

IGNORED: Final = ""
"""The field of a column that goes nowhere."""
normal: Final = heading_lists.normal
heading_words: Final = heading_lists.heading_words
plain_headings: Final = heading_lists.plain_headings
_MOST_LANGUAGES: Final = 4
_ALSO: Final = re.compile(r"\s*[/,&+]\s*|\s+(?:og|och|und|and|en|et|ja)\s+", re.IGNORECASE)
_AND: Final = re.compile(r"\s+(?:[iouey]|[ou]\.)\s+", re.IGNORECASE)
"""Words for "and" that are other words, too: they count where both parts make one value."""
_ENDS: Final = re.compile(
    r"\((?:e?s|e[nr]|in(?:nen)?|n[er]?|er|a)\)|(?<=\w)/-?(?:in|e)(?:nen)?\b|\*", re.IGNORECASE
)
_BRACKETS: Final = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])[:\s]*$")
_TOGETHER: Final = {
    frozenset(("Address.Street.Zipcode", "Address.Street.City")): "Address.Street.ZipCity",
    frozenset(("Person.Firstname", "Person.Lastname")): "Person.Name",
    frozenset(("Person.Firstname", "AnyName")): "Person.Name",
    frozenset(("Address.Street", "Address.Street.City")): "Address.Street",
    frozenset(("Address.Street", "Address.Street.ZipCity")): "Address.Street",
    frozenset(("Address.Street.Address1", "Address.Street.City")): "Address.Street",
    frozenset(("Address.Street.Address1", "Address.Street.ZipCity")): "Address.Street",
}
"""What two fields are that stand in one column."""
# Of the words for phones some are those of other things, too ("Line", "Office"): one of them has to be plain.
_PLAIN_PHONE: Final = re.compile(
    r"(?<!\w)(?:tele?|tél|tlf|tfn|fon|phone|puh|mob|cell|gsm|dire[ck]t|durchw|handy|rufn|fax|faks|matkap)",
    re.IGNORECASE,
)
_OF_LABEL: Final = {
    "phone": "Phone",
    "fax": "Faxes",
    "mobile": "Person.MobilePhone",
    "direct": "Person.DirectPhone",
    "switchboard": "Phones",
    "private": "Person.PrivatePhones",
}
ANY_NAME: Final = "AnyName"
"""The name of whom the table is about: of the company, or of a person."""
PHONE_OF_PERSON: Final = "Person.Phone"
"""A phone of the person of the row, of which only the number tells whether it is a mobile one."""
_PREFIXED: Final = re.compile(r"(?P<owner>[^-:./]{2,40}?)(?:\s-\s|:\s|\.(?=[^\W\d]))(?P<rest>.+)")
_SCOPES: Final = ("person", "company", "work", "address", "postal", "home", "other", "delivery")
"""What is said beside the kind of a value; how they change its field, `_in_scopes` says."""
_MOST_SCOPES: Final = 3
OF_COMPANY: Final = {"Email": "Emails", "Phone": "Phones", ANY_NAME: "Name", "Person.Name": "Name"}
OF_PERSON: Final = {"Email": "Person.Email", "Phone": PHONE_OF_PERSON, ANY_NAME: "Person.Name"}
_OF_WORK: Final = {"Email": "Person.Email", "Phone": "Person.DirectPhone"}
_OF_HOME: Final = {"Email": "Person.Email", "Phone": "Person.PrivatePhones"}
POSTAL_FIELDS: Final = {
    "Address.Street": "Address.Postal",
    "Address.Street.Address1": "Address.Postal.Address1",
    "Address.Street.Address2": "Address.Postal.Address1",
    "Address.Street.Zipcode": "Address.Postal.Zipcode",
    "Address.Street.City": "Address.Postal.City",
    "Address.Street.ZipCity": "Address.Postal.City",
}
"""Fields of the postal address by those of the visiting address."""
_KINDS: Final = {
    **dict.fromkeys(("Phone", "Phones", "Person.MobilePhone", "Person.DirectPhone"), "Phone"),
    **dict.fromkeys(("Email", "Emails", "Person.Email"), "Email"),
}
_APART: Final = frozenset(
    pair
    for one, other in (("Name", "Person.Name"), ("Phone", "Faxes"))
    for pair in ((one, other), (other, one))
)
"""Kinds of values that lists have in one column, and that are fields of their own."""
_NUMBERS: Final = ("Phone", "Phones", "Faxes", "Person.MobilePhone", "Person.DirectPhone")
_LONGEST_END: Final = 3
_SHORTEST_STEM: Final = 4


def known_fields() -> tuple[str, ...]:
    """Returns every field that a column can hold; no heading tells the last ones, nor custom fields."""
    return (*(field for field in lists() if field not in (IGNORED, ANY_NAME)), "Associate", "Interests")


@lru_cache(maxsize=1024)
def field_of_heading(heading: str) -> str | None:
    """Returns the field that a heading names; `IGNORED` for one that is known to say nothing, None else."""
    if len(heading) > LONGEST_HEADING or "@" in heading:
        return None
    heading = heading.replace("#", " number ") if len(heading) > 1 else heading
    heading = _ENDS.sub("", heading).strip()
    text = normal(heading)
    found = exactly(text) if text else None
    if found is None and [exactly(normal(one)) for one in heading.split("/")] == ["Name", "Department"]:
        return "Name"  # "Virksomhed / afdeling"
    for read in (
        *(_prefixed, _in_scopes, _of_role, _in_two_languages, _of_label, _without_brackets, abbreviated),
        _with_scopes,
    ):
        found = read(heading) if found is None else found
    return found


def _prefixed(heading: str) -> str | None:
    """Returns the field of a heading that begins with whose it is: ``Person - Organization``."""
    match = _PREFIXED.fullmatch(heading.strip())
    if match is None or (scope := _scope_of(normal(match["owner"]).split())) is None:
        return None
    found = field_of_heading(match["rest"])
    return found if found is None else _within(found, (scope,))


def _with_scopes(heading: str) -> str | None:
    """Returns the field of a heading that says with beginnings of words whose it is: ``Tel. dienstl.``."""
    whole = scopes_begun(heading)
    return field_of_heading(whole) if whole else None


def _scope_of(words: Sequence[str]) -> str | None:
    """Returns the scope that every one of the words names; None if there is none."""
    words = [word for word in words if not word.isdigit()]
    scopes = (scope for scope in _SCOPES if words and all(_names(word, scope) for word in words))
    return next(scopes, None)


def _in_scopes(heading: str) -> str | None:
    """Returns the field of a heading that says whose value it is, or which: ``E-post kontaktperson``.

    The words that say so are left out, as few as will do.
    """
    words = _with_one_word(normal(heading)).split()
    if words[1:] and words[-1] in heading_words("noise", "ends") and field_of_heading(" ".join(words[:-1])):
        return IGNORED
    there = [scope for scope in _SCOPES if any(_names(word, scope) for word in words)][:_MOST_SCOPES]
    for count in range(len(there) + 1):
        for scopes in combinations(there, count):
            rest = [word for word in words if not any(_names(word, scope) for scope in scopes)]
            if "person" in scopes:  # "Navn kontakt 2" is a name, "Navn 2" alone a company's second one
                rest = [word for word in rest if not word.isdigit()]
            if (found := _plain(rest)) is not None and _may_be_within(found, scopes):
                if found == "Name" and "person" in scopes and _is_of_contact(words):
                    return "Person.Name"
                return _within(found, (*scopes, "person") if "person" in there else scopes)
    # "Billing address line 1", but not "Account manager email"
    scope = _scope_of(words[:1]) if len(words) > 1 and not role_in_heading(heading) else None
    found = field_of_heading(" ".join(words[1:])) if scope else None
    return _within(found, (scope,)) if found and scope and _may_be_within(found, (scope,)) else None


def _is_of_contact(words: Sequence[str]) -> bool:
    """Returns True for who is at a company, ``Customer contact``, not for ``Contact company``."""
    contacts = heading_words("roles", "contacts")
    return words[-1] in contacts or (words[0] in contacts and words[0] != "contact")


def _with_one_word(text: str) -> str:
    """Returns a heading with one word for the postal address where it has two: ``Postal address city``."""
    pair = next((one for one in heading_words("mailing", "pairs") if f" {one} " in f" {text} "), "")
    return text.replace(pair, "postadresse") if pair and pair != text else text


def _may_be_within(found: str, scopes: Sequence[str]) -> bool:
    """Returns False for what no mail goes to: "Firma post" is no name, but "Postnr post" a postcode."""
    return "postal" not in scopes or found.startswith("Address.") or found == "Country"


def _of_role(heading: str) -> str | None:
    """Returns the field of a person whose role the heading says: ``Telefon innehaver``, ``Markedssjef``."""
    role = role_in_heading(heading)
    if not role:
        return None
    rest = normal(heading).removeprefix(role).removesuffix(role).strip()
    if not rest or rest.isdigit():  # "1. Vorsitzender"
        return None if role in heading_words("roles", "areas") else "Person.Name"
    if exactly(role) == IGNORED:
        return IGNORED  # who looks after the customer: "Kundeansvarlig e-post"
    found = exactly(rest) if " " not in rest else _in_scopes(rest)
    return _within(found, ("person",)) if found and not found.startswith(("Address.", "Name")) else None


def _plain(words: Sequence[str]) -> str | None:
    """Returns the field of words, some of which say nothing (``Value``) or only that it is a number."""
    if not words:
        return None
    said = [word for word in words if word not in heading_words("noise", "words")]
    for some in (words, said, [word for word in said if not word.isdigit()]):
        if some and (found := exactly(" ".join(some))) is not None:
            return found
    some = [word for word in said if not word.isdigit() and word not in heading_words("noise", "numbers")]
    found = exactly(" ".join(some)) if some else None
    return found if found in _NUMBERS else None


def _within(found: str, scopes: Sequence[str]) -> str:
    """Returns the field that is meant by another one within scopes: the e-mail of a person is hers."""
    is_place = found.startswith("Address.") or found in ("Country", "Faxes")
    for scope in scopes if "person" not in scopes else set(scopes) - {"company"}:
        match scope:
            case "person":
                found = OF_PERSON.get(found, found)
            case "company":
                found = OF_COMPANY.get(found, found)
            case "work":
                found = _OF_WORK.get(found, found)
            case "home":
                found = IGNORED if is_place else _OF_HOME.get(found, found)
            case "other" if is_place:
                found = IGNORED
            case "postal" if is_place:
                found = POSTAL_FIELDS.get(found, IGNORED)
            case "delivery":
                found = IGNORED
    return found


def _in_two_languages(heading: str) -> str | None:
    """Returns the field that one part of ``Naam / Nom`` names; that of the company before the person's.

    Two that make one are that: ``Postnr. og sted``.
    """
    names = heading.split("/")
    for parts in (_AND.split(heading), _ALSO.split(heading)):
        if len(parts) != len(("one", "other")):
            continue
        both = frozenset(filter(None, map(field_of_heading, parts)))
        if both in _TOGETHER:
            return _TOGETHER[both]
        if normal(parts[1]) in heading_words("noise", "numbers"):
            return field_of_heading(parts[0])  # "Vejnavn og nr."
    found = [field_of_heading(name) for name in names] if 1 < len(names) <= _MOST_LANGUAGES else []
    if not any(found) and len(parts) == len(("one", "other")):
        found = [
            field for part in parts if (field := field_of_heading(part)) in (*_NUMBERS, "Email", "Emails")
        ]
    return "Name" if "Name" in found else next(filter(None, found), None)


def halves_of_heading(heading: str) -> tuple[tuple[str, str], ...]:
    """Returns both halves of ``Firma / Kontaktperson`` with their fields, where a column has two kinds.

    Nothing where they are one value, or one heading in two languages.
    """
    names = [name.strip() for name in _ALSO.split(heading)] if len(heading) <= LONGEST_HEADING else []
    if len(names) != len(("one", "other")) or exactly(normal(heading)) is not None:
        return ()
    fields = [field_of_heading(name) or "" for name in names]
    kinds = [_KINDS.get(field, field) for field in fields]
    return tuple(zip(names, fields, strict=True)) if tuple(kinds) in _APART else ()


def _of_label(heading: str) -> str | None:
    """Returns the field of words that stand before numbers in signatures: ``Direkte tlf.``."""
    if not _PLAIN_PHONE.search(heading):
        return None
    from app.recognition.language.labels import is_phone_label, kind_of_word, most_specific

    words = re.sub(r"[^\w-]+", " ", heading)
    if not is_phone_label(words):
        return None
    return _OF_LABEL.get(most_specific([kind for word in words.split() if (kind := kind_of_word(word))]))


def _without_brackets(heading: str) -> str | None:
    """Returns the field of a heading without what it has in brackets, unless that says whose it is.

    ``Firma (Company)``, ``Postal code (postal)``.
    """
    bare = _BRACKETS.sub("", heading).strip()
    found = field_of_heading(bare) if bare and bare != heading else None
    scope = _scope_of(normal(heading[len(bare) :]).split()) if found else None
    return _within(found, (scope,)) if found and scope else found


def _names(word: str, scope: str) -> bool:
    """Returns True for a word of a scope, in its other forms, too (``kontaktpersonens``)."""
    scopes = heading_words("scopes", scope)
    if word in scopes or word == "s":
        return True
    if len(word) <= _SHORTEST_STEM + 1 or not word.isalpha():
        return False
    ends = (word[:-count] for count in range(1, _LONGEST_END + 1))
    return any(len(one) > _SHORTEST_STEM and one in scopes for one in ends)


def scope_of_heading(heading: str) -> str | None:
    """Returns what a heading above several others says of them: ``person``, ``company`` and so on."""
    text = normal(heading)
    named = {"Name": "company", "Person.Name": "person"}.get(by_heading().get(text, ""))
    return _scope_of(text.split()) or named


def has_scope(heading: str, *scopes: str) -> bool:
    """Returns True for a heading with a word of one of the scopes: ``delivery`` of ``Leveringsadresse``."""
    return any(_names(word, scope) for word in normal(heading).split() for scope in scopes)
