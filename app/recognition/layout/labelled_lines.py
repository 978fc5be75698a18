"""Labels as programs and people write them around values, put before them: ``label: value``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from app.recognition.language import patterns
from app.recognition.language.names import company_name_in, parse_name
from app.recognition.language.registers import is_register_label

_LONGEST = 200  # characters
_LONGEST_LABEL = 40
_ONLY_A_NUMBER = re.compile(r"\s*(?:[A-Z]{2,3}[ -]?)?\d[\d .-]{5,20}[\dA-Z](?:\s?(?:MVA|MWST))?\s*")
_IN_BRACKETS = re.compile(r"(?P<value>\S.{5,100}?)\s\((?P<label>[^\W\d_]{5,25})\)\s*")
_FIRST = re.compile(
    r"\s*(?:fornavn|förnamn|vorname|first\s?name|given\s?name|voornaam|prénom|etunimi|nombre)\s*\*?\s*:\s*(?P<name>\S.{0,40})",
    re.IGNORECASE,
)
_LAST = re.compile(
    r"\s*(?:etternavn|efternavn|efternamn|nachname|last\s?name|surname|family\s?name|achternaam|nom|sukunimi|apellidos?)\s*\*?\s*:\s*(?P<name>\S.{0,40})",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"\s*(?:vår|our|unsere?|ihr(?:e|en)?|onze|notre|vores|your)\s(?:ref(?:eranse|erens|erence|erenz|\.)?|kontakt(?:person)?|contact|ansprechpartner(?:in)?|referentie"
    r"|référence|säljare|selger|sælger)\s?\.?\s*:\s*(?P<name>[^\W\d_][^:;|\d@/]{3,50})",
    re.IGNORECASE,
)
_OTHER_PARTY = re.compile(r"\s*(?:ihr\w*\s(?:ref|zeichen)|your\sref)", re.IGNORECASE)
_COPYRIGHT = re.compile(
    r"\s*(?:©|\([cC]\)\s|[Cc]opyright\s(?:©\s?)?)[\s\d,–-]{0,20}(?:by\s)?(?P<name>[^\W\d_][^|·©]{2,120})"
)


def with_labels_ahead(lines: Sequence[str]) -> Iterator[str]:
    """Yields the lines with labels where they are looked for.

    Which address one is goes before it (``… Rotterdam (postadres)``); a first and a last name with labels of
    their own become one; who is named as a reference is a contact; a copyright names the company.
    """
    waiting = ""
    for line in _with_numbers_joined(lines):
        if len(line) > _LONGEST or not line.strip():
            yield line
        elif first := _FIRST.fullmatch(line):
            waiting = first["name"].strip()
        elif waiting and (last := _LAST.fullmatch(line)):
            yield f"Name: {waiting} {last['name'].strip()}"
            waiting = ""
        else:
            yield from [waiting] * bool(waiting)
            waiting = ""
            yield _with_label(line)
    yield from [waiting] * bool(waiting)


def _with_numbers_joined(lines: Sequence[str]) -> Iterator[str]:
    """Yields the lines; the number of a register below its label goes behind it."""
    label = ""
    for line in lines:
        if label and _ONLY_A_NUMBER.fullmatch(line):
            yield f"{label.rstrip(' :')}: {line.strip()}"
            label = ""
            continue
        if label:
            yield label
        is_short = 2 < len(line.strip()) <= _LONGEST_LABEL and not any(map(str.isdigit, line))
        label = line if is_short and is_register_label(line.strip()) else ""
        if not label:
            yield line
    if label:
        yield label


def _with_label(line: str) -> str:
    behind = _IN_BRACKETS.fullmatch(line) if line.rstrip().endswith(")") else None
    label = f"{behind['label']}:" if behind else ""
    if behind and (patterns.POSTAL.fullmatch(label) or patterns.VISITING.fullmatch(label)):
        return f"{label} {behind['value']}"
    reference = _REFERENCE.match(line)
    if reference and not _OTHER_PARTY.match(line) and parse_name(reference["name"].strip()):
        return f"Kontakt: {reference['name'].strip()}{line[reference.end() :]}"
    copyright_ = _COPYRIGHT.match(line)
    if copyright_ and (company := company_name_in(copyright_["name"])):
        return company
    return line
