"""Sentences in which a company names itself, as laws want it: who runs a web site, where its seat is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from app.recognition.language.names import company_name_in
from app.recognition.language.tables import table

_SHORTEST_SENTENCE = 40
_LONGEST_NAME = 100
_LONGEST_ADDRESS = 160
_TOWN = r"(?:\s(?:[A-ZÀ-ŽÆØÅÄÖÜ][\w'’-]*|de|del|la|le|les|sur|am|an|der|den)\b){1,5}"
_ADDRESS = re.compile(
    r"[^;()]*?(?:(?<!\d)(?:\d{4,5}|\d{3}\s\d{2}|\d{2}-\d{3})(?!\d)(?:\s[A-Z]{2}\b)?"
    rf"{_TOWN}|\b[A-Z]{{1,2}}\d[A-Z\d]?\s\d[A-Z]{{2}}\b)"
)


def _phrases(name: str) -> list[str]:
    return [" ".join(phrase.split()) for phrase in table("labels")["notices"][name].split(",")]


def _any_of(name: str) -> str:
    return "|".join(sorted(map(re.escape, _phrases(name)), key=len, reverse=True))


_FORMS = sorted(
    (
        re.escape(" ".join(form.split()))
        for forms in table("companies")["in_words"].values()
        for form in forms.split(",")
    ),
    key=len,
    reverse=True,
)
_RUN_BY = re.compile(rf"(?<!\w)(?:{_any_of('run_by')})\s*:?\s+(?=[^\W_])", re.IGNORECASE)
_SEATED = re.compile(rf"(?<!\w)(?:{_any_of('seated')})\s*:?\s+(?=[^\W_])", re.IGNORECASE)
# "(en adelante, LEVANTE)"; what is called so stands before.
_ALIAS = re.compile(rf"\s*\((?:{_any_of('aliases')})\b[^()]{{0,80}}\)", re.IGNORECASE)
# "Fonderie Vidal, société par actions simplifiée au capital de …"
_FORM_IN_WORDS = re.compile(rf"(?P<name>[^,:;]{{2,60}}),\s+(?:{'|'.join(_FORMS)})(?!\w)", re.IGNORECASE)
_NUMBER_IN_BRACKETS = re.compile(r"\s*\([^()]*\d[^()]*\)$")
_TELLING = tuple({max(phrase.split(), key=len) for phrase in _phrases("run_by")})


def with_notices_apart(lines: Sequence[str]) -> Iterator[str]:
    """Yields the lines; of a notice, the company and its address come before what is left, with labels."""
    for line in lines:
        if "," in line and (form := _FORM_IN_WORDS.match(line.strip())):
            yield f"Firma: {form['name'].strip()}"
            yield line.strip()[form.end() :].strip(" ,;")
        elif len(line) < _SHORTEST_SENTENCE or not _may_tell(line.lower()):
            yield line
        else:
            yield from _parted(_ALIAS.sub("", line))


def _may_tell(text: str) -> bool:
    """Returns False for nearly all lines, in a fraction of the time that the expression takes."""
    return any(word in text for word in _TELLING)


def _parted(line: str) -> Iterator[str]:
    run_by = _RUN_BY.search(line)
    company = company_name_in(line[run_by.end() : run_by.end() + _LONGEST_NAME]) if run_by else ""
    company = _NUMBER_IN_BRACKETS.sub("", company)
    at = line.find(company, run_by.end()) if run_by and company else -1
    # "… est édité par la société Fjell SARL": what else stands between is another matter.
    if run_by is None or at < 0 or len(line[run_by.end() : at].split()) > 1:
        yield line
        return
    yield f"Firma: {company}"
    rest = line[at + len(company) :]
    seated = _SEATED.search(rest)
    found = _ADDRESS.match(rest, seated.end(), seated.end() + _LONGEST_ADDRESS) if seated else None
    if found:
        yield f"Adresse: {found.group().strip()}"
        rest = f"{rest[: found.start()]}; {rest[found.end() :]}"
    yield f"{line[: run_by.start()]}; {rest}"
