"""Street and postal addresses in the form of their country."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from app.model.carriers.lists import Country
from app.recognition.language import patterns as words
from app.recognition.language.countries import region_named
from app.recognition.language.names import company_in

_CITY = r"(?P<city>[^\W\d_][^\d,;:|@]{1,39}?)"
_DIGITS4 = rf"(?:[A-Z]{{1,2}}(?: ?[-–] ?| ))?(?P<zip>\d{{4}})\s+{_CITY}"
_DIGITS5 = rf"(?:[A-Z]{{1,2}}(?: ?[-–] ?| ))?(?P<zip>\d{{5}})\s+{_CITY}"
_SPACED5 = rf"(?:[A-Z]{{1,2}}(?: ?[-–] ?| ))?(?P<zip>\d{{3}} ?\d{{2}})\s+{_CITY}"
_BRITISH = r"(?:(?P<city>[^\W\d_][^\d,;:|@]{1,39}?)[,\s]\s*)?(?P<zip>[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})"
_AMERICAN = rf"(?:{_CITY},?\s+)?(?P<state>[A-Z]{{2}})\s+(?P<zip>\d{{5}}(?:-\d{{4}})?)"
_FORMS: dict[str, str] = {
    **dict.fromkeys(("NO", "DK", "AT", "CH", "BE", "LU", "LI"), _DIGITS4),
    **dict.fromkeys(("DE", "FI", "FR", "ES", "IT", "EE"), _DIGITS5),
    **dict.fromkeys(("SE", "CZ"), _SPACED5),
    "NL": rf"(?:NL[-– ]\s?)?(?P<zip>\d{{4}} ?[A-Z]{{2}})\s+{_CITY}",
    "PL": rf"(?:PL[-– ]\s?)?(?P<zip>\d{{2}}-\d{{3}})\s+{_CITY}",
    "PT": rf"(?:P[-– ]\s?)?(?P<zip>\d{{4}}-\d{{3}})\s+{_CITY}",
    "GB": _BRITISH,
    "US": _AMERICAN,
}
_LETTERS = {
    "N": "NO",
    "S": "SE",
    "D": "DE",
    "A": "AT",
    "B": "BE",
    "F": "FR",
    "I": "IT",
    "L": "LU",
    "FIN": "FI",
}
_PREFIX = re.compile(r"(?:^|[\s,])(?P<letters>[A-Z]{1,2}) ?[-–] ?\d{3}")
_MOST_STREET_LINES = 3
_NUMBERED = re.compile(
    r"[^\W\d_][^\d,]{2,40}\s\d{1,4}(?:\s?[-–/]\s?\d{1,4})?\s?[A-Za-z]?|\d{1,4}(?:-\d{1,4})?[a-z]?\s[^\d,]{3,40}"
)


@dataclass(frozen=True)
class Line:
    """Words that may belong to an address; `place` is the line they stand in."""

    place: int
    text: str


@dataclass
class PostalAddress:
    """`parts` go by the names of StructuredAddress; `lines` are the places of the lines it was read in."""

    parts: dict[str, str] = field(default_factory=dict)
    is_postal: bool = False
    region: str = ""
    snippets: list[str] = field(default_factory=list)
    lines: set[int] = field(default_factory=set)

    @property
    def snippet(self) -> str:
        return " · ".join(self.snippets)

    @property
    def kind(self) -> str:
        return "Postal" if self.is_postal else "Street"


def region_of_postcode(text: str) -> str:
    """The country that ``D-80331`` or a British postcode gives away, empty where none does."""
    if match := _PREFIX.search(text):
        letters = match["letters"]
        return _LETTERS.get(letters, letters if letters in _FORMS else "")
    return "GB" if re.search(r"(?:^|[\s,])[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$", text.strip(" ,.")) else ""


def read_addresses(
    lines: Sequence[Line], region: str, countries: Iterable[Country] = ()
) -> list[PostalAddress]:
    """All addresses as written in the country `region`, the ones with a postcode first."""
    return _Reader(lines, region, tuple(countries)).read()


class _Reader:
    def __init__(self, lines: Sequence[Line], region: str, countries: Sequence[Country]) -> None:
        self._lines = lines
        self._forms = [_FORMS[region]] if region in _FORMS else [_BRITISH, _SPACED5, _DIGITS5, _DIGITS4]
        self._countries = countries
        self._found: list[PostalAddress] = []

    def read(self) -> list[PostalAddress]:
        for place in range(len(self._lines)):
            if not self._is_taken(self._lines[place]):
                at = (self._read_at(place, form) for form in self._forms)
                self._found += [address for address in at if address][:1]
        self._found += list(self._without_postcode())
        return self._found

    def _is_taken(self, line: Line) -> bool:
        return any(line.place in address.lines for address in self._found)

    def _read_at(self, place: int, form: str) -> PostalAddress | None:
        """The address whose postcode stands in the line at `place`."""
        line = self._lines[place]
        text, label = _without_label(line.text)
        parts = [part.strip(" .") for part in text.split(",") if part.strip(" .")]
        address = PostalAddress(snippets=[line.text], lines={line.place})
        while len(parts) > 1 and (code := region_named(parts[-1], self._countries)):
            address.region = code
            parts.pop()
        match, before = _postcode(parts, form)
        city = self._without_country((match["city"] or "").strip(" .-–"), address) if match else ""
        if match is None or not _may_be_city(city):
            return None
        address.parts["Zipcode"] = match["zip"]
        if state := match.groupdict().get("state"):
            address.parts["State"] = state
        street = [part for part in before if not company_in(part)]
        if form is _BRITISH:
            street, city = _british_city(street, city, address)
        label = self._take_above(place, address, street, label or ("" if city else "city"))
        if not city and form is _BRITISH:
            street, city = _british_city(street, city, address)
        if city:
            address.parts["City"] = city
        _fill_street(address, street, label)
        return address

    def _without_country(self, city: str, address: PostalAddress) -> str:
        """``Stockholm`` of ``Stockholm Sweden``."""
        before, _, last = city.rpartition(" ")
        if before and (code := region_named(last, self._countries)):
            address.region = code
            return before
        return city

    def _take_above(self, place: int, address: PostalAddress, street: list[str], label: str) -> str:
        """Puts the lines above that belong to the address into `street`; returns the label that leads them.

        With the label ``city`` the city is to be found there too.
        """
        needs_city, label = label == "city", "" if label == "city" else label
        is_alone = not street
        for above in reversed(self._lines[max(0, place - _MOST_STREET_LINES - needs_city) : place]):
            if label or self._is_taken(above) or above.place < min(address.lines) - 2:
                break
            text, label = _without_label(above.text)
            belongs = _is_street(text) or _is_unit(text) or (needs_city and _is_city(text))
            if text and not ((is_alone or _is_unit(text)) and belongs and not company_in(text)):
                break
            needs_city = needs_city and not _is_city(text)
            if text:
                street.insert(0, text)
            address.snippets.insert(0, above.text)
            address.lines.add(above.place)
        return label

    def _without_postcode(self) -> Iterator[PostalAddress]:
        """A street alone, where its label or its words leave no doubt."""
        have = {one.kind for one in self._found}
        for line in self._lines:
            text, label = _without_label(line.text)
            is_postal = label == "postal" or bool(words.PO_BOX.search(text))
            sure = words.STREET.search(text) and re.search(r"\d", text) if not label else _is_street(text)
            address = PostalAddress(is_postal=is_postal, snippets=[line.text], lines={line.place})
            if (
                sure
                and len(text) <= 80
                and not (self._is_taken(line) or address.kind in have or company_in(text))
            ):
                have.add(address.kind)
                _fill_street(address, [text], label)
                yield address


def _may_be_city(city: str) -> bool:
    return not city or (city[0].isupper() and len(city.split()) <= 5 and not words.FORM.search(city))


def _postcode(parts: list[str], form: str) -> tuple[re.Match[str] | None, list[str]]:
    """The part with the postcode and the parts before it. Two parts may hold it: ``Portland, OR 97204``."""
    for place in reversed(range(len(parts))):
        if (
            place
            and form is _AMERICAN
            and (match := re.fullmatch(form, f"{parts[place - 1]}, {parts[place]}"))
        ):
            return match, parts[: place - 1]
        if match := re.fullmatch(form, parts[place]):
            return match, parts[:place]
        # Street and city without a comma between them.
        if place == len(parts) - 1 and form is not _AMERICAN and form is not _BRITISH:
            match = re.search(rf"(?<=[\w.])\s+(?:-\s+)?(?={form}$)", parts[place])
            if match and words.STREET.search(parts[place][: match.start()]):
                return re.fullmatch(form, parts[place][match.end() :]), [
                    *parts[:place],
                    parts[place][: match.start()],
                ]
    return None, []


def _british_city(street: list[str], city: str, address: PostalAddress) -> tuple[list[str], str]:
    """City and county are the last parts that are no street: ``Leeds, West Yorkshire``."""
    names: list[str] = []
    fewest = 1 if city else 0  # a house may have a name alone
    while len(street) > fewest and len(names) < 2 and not (_is_street(street[-1]) or _is_unit(street[-1])):
        names.insert(0, street.pop())
    if city and names:
        address.parts["County"] = city
        return street + names[:-1], names[-1]
    if len(names) == 2:
        address.parts["County"] = names[1]
    return street, city or (names[0] if names else "")


def _fill_street(address: PostalAddress, street: list[str], label: str) -> None:
    parts = street
    if len(street) == 1:
        parts = [part.strip() for part in street[0].split(",") if part.strip()]
    parts = [*parts[:2], ", ".join(parts[2:])] if len(parts) > 3 else parts
    address.is_postal = label == "postal" or (not label and any(words.PO_BOX.search(part) for part in parts))
    filled = {f"Address{place}": part for place, part in enumerate(parts, 1) if part}
    address.parts = filled | address.parts


def _without_label(text: str) -> tuple[str, str]:
    """The text behind a label such as ``Postadresse:``, and which it was."""
    for label, pattern in (("postal", words.POSTAL), ("visiting", words.VISITING)):
        if match := pattern.match(text):
            return text[match.end() :].strip(), label
    return text.strip(), ""


def _is_street(text: str) -> bool:
    if len(text) > 80 or len(text.split()) > 9:
        return False
    numbered = re.search(r"\d", text)
    return bool(
        words.PO_BOX.search(text)
        or (numbered and words.STREET.search(text))
        or _NUMBERED.fullmatch(text.strip())
    )


def _is_unit(text: str) -> bool:
    """``2. etasje``, ``Unit 5``, ``Aufgang C``; not ``Vestlandet Bygg``."""
    return bool(words.UNIT.search(text) and re.search(r"\d|\b[A-Z]$", text))


def _is_city(text: str) -> bool:
    return bool(
        re.fullmatch(r"[A-ZÆØÅÄÖÜ][^\W\d_]+(?:[ '-][^\W\d_]+){0,3}", text)
    ) and not words.TITLE.search(text)
