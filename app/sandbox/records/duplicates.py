"""Companies that look like one another: by name, and by web domain.

The server's own rules are not public beyond "soundex-like"; these ones find what a salesperson would.
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
_ALIKE = 0.82


def plain(name: str) -> str:
    """A name bare of case, accents, punctuation and company form: ``Bakeri Nord A/S`` is ``bakerinord``."""
    letters = unicodedata.normalize("NFKD", name.casefold().replace("&", " "))
    letters = "".join(letter for letter in letters if not unicodedata.combining(letter))
    words = re.findall(r"\w+", re.sub(r"(?<=\b\w)[./](?=\w\b)|['’]", "", letters))
    return "".join(word for word in words if word not in _FORMS) or "".join(words)


def by_name(name: str, call: Call) -> list[dict[str, Any]]:
    """DuplicateEntry carriers, the most similar first; id 0 stands for a hit in another register."""
    wanted = plain(name)
    found = [
        (_likeness(wanted, plain(record["Name"])), number, record)
        for number, record in call.store.all("contact")
    ]
    hits = [
        _entry("NameDepartment", number, _full_name(record))
        for likeness, number, record in sorted(found, key=lambda hit: -hit[0])
        if likeness >= _ALIKE
    ]
    return hits + _external(wanted, call)


def _likeness(one: str, other: str) -> float:
    if not one or not other:
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if min(matcher.real_quick_ratio(), matcher.quick_ratio()) < _ALIKE:
        return 0.0
    return matcher.ratio()


def _external(wanted: str, call: Call) -> list[dict[str, Any]]:
    names: Iterable[str] = EXTERNAL if call.options.companies else ()
    return [
        _entry("External", 0, name, f"REG-{place}")
        for place, name in enumerate(names, 1)
        if _likeness(wanted, plain(name)) >= _ALIKE
    ]


def by_domain(domain: str, call: Call) -> list[dict[str, Any]]:
    """DuplicateEntry carriers of the companies that list this domain among their Domains."""
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
