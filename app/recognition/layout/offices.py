"""Several offices of one company: the first counts, or the one in the country of who signs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.model.internet_domains import domain_of_email
from app.recognition.language import patterns
from app.recognition.language.countries import region_of_domain, region_of_name, region_of_phone
from app.recognition.language.names import parse_name
from app.recognition.language.postcodes import is_place_name, regions_of_city
from app.recognition.values.street_lines import is_street

_MOST_LINES = 300
_LONGEST = 160  # characters
_MOST_OFFICES = 40
_SITES = (
    r"(?:standort|niederlassung|zweigstelle|filiale|außenstelle|geschäftsstelle|büro|hauptsitz|zentrale|locatie|vestiging|agence|site|sede"
    r"|kontor(?:et)?|hovedkontor(?:et)?|huvudkontor(?:et)?|avdeling|avd\.?|afdeling|avdelning|distriktskontor|regionkontor|office|head\soffice|branch|hq"
    r"|toimipiste|siège)"
)
_HEADING = re.compile(
    rf"(?:{_SITES}\s)?(?P<place>[^\W\d_][^\d:,|@]{{0,29}}?)(?:\s(?:office|kontor|avdeling|branch))?\s*:?",
    re.IGNORECASE,
)
_SITE_ALONE = re.compile(rf"{_SITES}(?:\s[^\d:,|@]{{2,30}})?\s*:?", re.IGNORECASE)
_IN_LINE = re.compile(r"(?P<place>[^\W\d_][^\d:,|@]{1,30})(?::|\s[–—-])\s+(?P<rest>[^\s].*\d.*)")
_DIALLED = re.compile(r"\+[1-9][\d ()./-]{6,18}\d")
_DOMAIN = re.compile(r"@([\w.-]{3,80})")
_CODE = re.compile(r"(?<!\d)(?:\d{4,5}|\d{3}\s\d{2})(?!\d)|\b[A-Z]{1,2}\d[\dA-Z]?\s\d[A-Z]{2}\b")


@dataclass(frozen=True)
class _Office:
    """The lines from `start` to `end`; `skip` is how much of the first one is the heading."""

    start: int
    end: int
    skip: int
    place: str


def of_one_office(lines: Sequence[str]) -> list[str]:
    """Returns the lines without the offices other than one, if at least two have a heading and an address.

    That is the first, unless who signs is of another country than it and an office is there. Blocks with
    people in them are no offices, but lists of who works there.
    """
    offices = list(_offices(lines)) if len(lines) <= _MOST_LINES else []
    if not 1 < len(offices) <= _MOST_OFFICES or len({one.place.casefold() for one in offices}) < len(offices):
        return list(lines)
    chosen = _chosen(lines, offices)
    result, at = list[str](), 0
    for one in offices:
        result += lines[at : one.start]
        if one is chosen:
            result += [lines[one.start][one.skip :], *lines[one.start + 1 : one.end]]
        at = one.end
    return [*result, *lines[at:]]


def _chosen(lines: Sequence[str], offices: Sequence[_Office]) -> _Office:
    within = {at for one in offices for at in range(one.start, one.end)}
    others = [line for at, line in enumerate(lines) if at not in within]
    home = _region_of(others, is_of_person=True)
    regions = [_region_of(lines[one.start : one.end], one.place) for one in offices]
    if home and regions[0] != home and home in regions:
        return offices[regions.index(home)]
    return offices[0]


def _region_of(lines: Sequence[str], place: str = "", *, is_of_person: bool = False) -> str:
    """Returns the country that the numbers, names and postcodes of lines tell, if it is one."""
    found = [region_of_phone(match.group()) for line in lines for match in _DIALLED.finditer(line)]
    if is_of_person:
        domains = (match[1] for line in lines for match in _DOMAIN.finditer(line))
        found += (
            [region_of_domain(domain_of_email(f"x@{domain}")) for domain in domains] if not any(found) else []
        )
    else:
        pieces = [piece for line in (place, *lines) for piece in line.split(",")]
        found += [region_of_name(piece) for piece in pieces if not piece.strip().islower()]
        found += [codes[0] for line in lines if len(codes := regions_of_city(line)) == 1]
    regions = dict.fromkeys(filter(None, found))
    return next(iter(regions)) if len(regions) == 1 else ""


def _offices(lines: Sequence[str]) -> Iterator[_Office]:
    at = 0
    while at < len(lines):
        office = _office_at(lines, at)
        if office is not None:
            yield office
        at = office.end if office else at + 1


def _office_at(lines: Sequence[str], at: int) -> _Office | None:
    line = lines[at].strip(" *•-–")
    if not line or len(line) > _LONGEST:
        return None
    skip = len(lines[at]) - len(lines[at].lstrip(" *•-–"))
    beside = _IN_LINE.fullmatch(line)
    if beside and _CODE.search(beside["rest"]) and _holds_street(beside["rest"]):
        place = _place_in(beside["place"], beside["rest"])
        return _Office(at, at + 1, skip + beside.start("rest"), place) if place else None
    place = _place_in(line, " ".join(lines[at + 1 : at + 5]))
    if not place:
        return None
    end = next((index for index in range(at + 1, len(lines)) if _ends(lines, index, at)), len(lines))
    below = [one for one in lines[at + 1 : end] if one.strip()]
    is_address = any(map(_holds_street, below)) and any(map(_CODE.search, below))
    if not is_address or any(map(_is_person, below)):
        return None
    return _Office(at, end, len(lines[at]), place)


def _ends(lines: Sequence[str], index: int, start: int) -> bool:
    line = lines[index].strip()
    return (not line and index > start + 1) or bool(line and _place_in(line.strip(" *•-–")))


def _place_in(text: str, address: str = "") -> str:
    """Returns the place that a heading of an office names: ``München`` of ``Standort München:``.

    It is a known one, or the city of the address below.
    """
    if len(text) > 50 or text[:1].islower():
        return ""
    if _SITE_ALONE.fullmatch(text):
        return text.rstrip(" :")
    heading = _HEADING.fullmatch(text)
    place = heading["place"].strip() if heading else ""
    place = place.rpartition(", ")[2] or place
    is_city = bool(
        re.search(rf"\d[,\s]+{re.escape(place)}(?!\w)|(?<!\w){re.escape(place)},?\s\w*\d", address)
    )
    return place if place and (is_city or is_place_name(place) or region_of_name(place)) else ""


def _holds_street(text: str) -> bool:
    pieces = re.split(r",\s|\s[|·•–—-]\s", text)
    return any(is_street(piece.strip()) or patterns.PO_BOX.search(piece) for piece in pieces)


def _is_person(text: str) -> bool:
    return parse_name(re.split(r",\s|\s[|–—-]\s", text.strip())[0]) is not None
