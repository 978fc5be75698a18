"""Searches for duplicate companies, by name and by web domain.

The server's rules are not public beyond "soundex-like"; the sandbox compares normalised names.
"""

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Any

from app.sandbox.data.companies import EXTERNAL
from app.sandbox.store import Record
from app.sandbox.wire.call import Call
from app.sandbox.wire.carriers import make

_FORMS = {
    *("as", "asa", "ans", "ab", "aps", "oy", "oyj", "gmbh", "ag", "kg", "ohg", "se", "ltd", "limited", "plc"),
    *("inc", "llc", "llp", "corp", "corporation", "co", "company", "bv", "nv", "sa", "sarl", "sas", "srl"),
    *("spa", "sl", "pty", "group", "holding"),
}
_MIN_SIMILARITY = 0.82


def normalized_name(name: str) -> str:
    """Strips case, accents, punctuation and company form: ``Bakeri Nord A/S`` becomes ``bakerinord``."""
    letters = unicodedata.normalize("NFKD", name.casefold().replace("&", " "))
    letters = "".join(letter for letter in letters if not unicodedata.combining(letter))
    words = re.findall(r"\w+", re.sub(r"(?<=\b\w)[./](?=\w\b)|['’]", "", letters))
    return "".join(word for word in words if word not in _FORMS) or "".join(words)


def by_name(name: str, call: Call) -> list[dict[str, Any]]:
    """Returns DuplicateEntry carriers, the most similar first; id 0 is a match in an external register."""
    wanted = normalized_name(name)
    found = [
        (_similarity(wanted, normalized_name(record["Name"])), number, record)
        for number, record in call.store.all("contact")
    ]
    hits = [
        _entry("NameDepartment", number, _full_name(record))
        for similarity, number, record in sorted(found, key=lambda hit: -hit[0])
        if similarity >= _MIN_SIMILARITY
    ]
    return hits + _external(wanted, call)


def _similarity(one: str, other: str) -> float:
    if not one or not other:
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if min(matcher.real_quick_ratio(), matcher.quick_ratio()) < _MIN_SIMILARITY:
        return 0.0
    return matcher.ratio()


def _external(wanted: str, call: Call) -> list[dict[str, Any]]:
    names: Iterable[str] = EXTERNAL if call.options.companies else ()
    return [
        _entry("External", 0, name, f"REG-{number}")
        for number, name in enumerate(names, 1)
        if _similarity(wanted, normalized_name(name)) >= _MIN_SIMILARITY
    ]


def by_domain(domain: str, call: Call) -> list[dict[str, Any]]:
    """Returns DuplicateEntry carriers of the companies with this domain in their Domains."""
    return [
        _entry("Domain", number, _full_name(record))
        for number, record in call.store.all("contact")
        if domain.strip().casefold() in (each.casefold() for each in record["Domains"])
    ]


def _full_name(record: Record) -> str:
    return ", ".join(filter(None, (record["Name"], record["Department"])))


def _entry(rule: str, number: int, name: str, identifier: str = "") -> dict[str, Any]:
    return make(
        "DuplicateEntry",
        RuleName=rule,
        SoPrimaryKey=number,
        EntryName=name,
        EntryIdentifier=identifier,
        RuleDisplayName=f"SR_DUPLICATE_{rule.upper()}",
    )
