"""Reads street and postal addresses in the format of their country."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from app.model.carriers.lists import Country
from app.recognition.language import patterns
from app.recognition.language.countries import region_of_name
from app.recognition.language.names import company_name_in

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
class AddressLine:
    """Words that may belong to an address; `index` is that of the part they stand in."""

    index: int
    text: str


@dataclass
class PostalAddress:
    """An address; `parts` are keyed by the properties of StructuredAddress.

    `lines` are the indexes of the parts that it was read from.
    """

    parts: dict[str, str] = field(default_factory=dict)
    is_postal: bool = False
    region: str = ""
    snippets: list[str] = field(default_factory=list)
    lines: set[int] = field(default_factory=set)

    @property
    def snippet(self) -> str:
        """The text that the address was read from."""
        return " · ".join(self.snippets)

    @property
    def kind(self) -> str:
        """The property of Address that it belongs to."""
        return "Postal" if self.is_postal else "Street"


def region_of_postcode(text: str) -> str:
    """Returns the country that a postcode like ``D-80331`` or a British one reveals; empty if it does not."""
    if match := _PREFIX.search(text):
        letters = match["letters"]
        return _LETTERS.get(letters, letters if letters in _FORMS else "")
    return "GB" if re.search(r"(?:^|[\s,])[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$", text.strip(" ,.")) else ""


def read_addresses(
    lines: Sequence[AddressLine], region: str, countries: Iterable[Country] = ()
) -> list[PostalAddress]:
    """Reads all addresses as written in the country `region`, those with a postcode first."""
    return _AddressReader(lines, region, tuple(countries)).read()


class _AddressReader:
    def __init__(self, lines: Sequence[AddressLine], region: str, countries: Sequence[Country]) -> None:
        self._lines = lines
        self._forms = [_FORMS[region]] if region in _FORMS else [_BRITISH, _SPACED5, _DIGITS5, _DIGITS4]
        self._countries = countries
        self._found: list[PostalAddress] = []

    def read(self) -> list[PostalAddress]:
        for index in range(len(self._lines)):
            if not self._is_taken(self._lines[index]):
                at = (self._read_at(index, form) for form in self._forms)
                self._found += [address for address in at if address][:1]
        self._found += list(self._without_postcode())
        return self._found

    def _is_taken(self, line: AddressLine) -> bool:
        return any(line.index in address.lines for address in self._found)

    def _read_at(self, index: int, form: str) -> PostalAddress | None:
        """Reads the address whose postcode stands in the line with that index, if there is one."""
        line = self._lines[index]
        text, label = _without_label(line.text)
        parts = [part.strip(" .") for part in text.split(",") if part.strip(" .")]
        address = PostalAddress(snippets=[line.text], lines={line.index})
        while len(parts) > 1 and (code := region_of_name(parts[-1], self._countries)):
            address.region = code
            parts.pop()
        match, before = _postcode(parts, form)
        city = self._without_country((match["city"] or "").strip(" .-–"), address) if match else ""
        if match is None or not _may_be_city(city):
            return None
        address.parts["Zipcode"] = match["zip"]
        if state := match.groupdict().get("state"):
            address.parts["State"] = state
        street = [part for part in before if not company_name_in(part)]
        if form is _BRITISH:
            street, city = _british_city(street, city, address)
        label = self._collect_above(index, address, street, label or ("" if city else "city"))
        if not city and form is _BRITISH:
            street, city = _british_city(street, city, address)
        if city:
            address.parts["City"] = city
        _fill_street(address, street, label)
        return address

    def _without_country(self, city: str, address: PostalAddress) -> str:
        """Returns ``Stockholm`` of ``Stockholm Sweden``, and sets the region of the address."""
        before, _, last = city.rpartition(" ")
        if before and (code := region_of_name(last, self._countries)):
            address.region = code
            return before
        return city

    def _collect_above(self, index: int, address: PostalAddress, street: list[str], label: str) -> str:
        """Moves the lines above that belong to the address into `street`. Returns the label before them.

        The label ``city`` means that the city is still missing and is looked for there, too.
        """
        needs_city, label = label == "city", "" if label == "city" else label
        is_alone = not street
        for above in reversed(self._lines[max(0, index - _MOST_STREET_LINES - needs_city) : index]):
            if label or self._is_taken(above) or above.index < min(address.lines) - 2:
                break
            text, label = _without_label(above.text)
            belongs = _is_street(text) or _is_unit(text) or (needs_city and _is_city(text))
            if text and not ((is_alone or _is_unit(text)) and belongs and not company_name_in(text)):
                break
            needs_city = needs_city and not _is_city(text)
            if text:
                street.insert(0, text)
            address.snippets.insert(0, above.text)
            address.lines.add(above.index)
        return label

    def _without_postcode(self) -> Iterator[PostalAddress]:
        """Yields streets without a postcode, if a label or the words leave no doubt."""
        have = {one.kind for one in self._found}
        for line in self._lines:
            text, label = _without_label(line.text)
            is_postal = label == "postal" or bool(patterns.PO_BOX.search(text))
            sure = patterns.STREET.search(text) and re.search(r"\d", text) if not label else _is_street(text)
            address = PostalAddress(is_postal=is_postal, snippets=[line.text], lines={line.index})
            if (
                sure
                and len(text) <= 80
                and not (self._is_taken(line) or address.kind in have or company_name_in(text))
            ):
                have.add(address.kind)
                _fill_street(address, [text], label)
                yield address


def _may_be_city(city: str) -> bool:
    return not city or (city[0].isupper() and len(city.split()) <= 5 and not patterns.FORM.search(city))


def _postcode(parts: list[str], form: str) -> tuple[re.Match[str] | None, list[str]]:
    """Finds the postcode, and returns its match and the parts before it.

    Two parts may hold it, as in ``Portland, OR 97204``.
    """
    for index in reversed(range(len(parts))):
        if (
            index
            and form is _AMERICAN
            and (match := re.fullmatch(form, f"{parts[index - 1]}, {parts[index]}"))
        ):
            return match, parts[: index - 1]
        if match := re.fullmatch(form, parts[index]):
            return match, parts[:index]
        # Street and city without a comma between them.
        if index == len(parts) - 1 and form is not _AMERICAN and form is not _BRITISH:
            match = re.search(rf"(?<=[\w.])\s+(?:-\s+)?(?={form}$)", parts[index])
            if match and patterns.STREET.search(parts[index][: match.start()]):
                return re.fullmatch(form, parts[index][match.end() :]), [
                    *parts[:index],
                    parts[index][: match.start()],
                ]
    return None, []


def _british_city(street: list[str], city: str, address: PostalAddress) -> tuple[list[str], str]:
    """Takes city and county from the last parts that are no street: ``Leeds, West Yorkshire``."""
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
    address.is_postal = label == "postal" or (
        not label and any(patterns.PO_BOX.search(part) for part in parts)
    )
    filled = {f"Address{index}": part for index, part in enumerate(parts, 1) if part}
    address.parts = filled | address.parts


def _without_label(text: str) -> tuple[str, str]:
    """Returns the text after a label such as ``Postadresse:``, and which kind of label it was."""
    for label, pattern in (("postal", patterns.POSTAL), ("visiting", patterns.VISITING)):
        if match := pattern.match(text):
            return text[match.end() :].strip(), label
    return text.strip(), ""


def _is_street(text: str) -> bool:
    if len(text) > 80 or len(text.split()) > 9:
        return False
    numbered = re.search(r"\d", text)
    return bool(
        patterns.PO_BOX.search(text)
        or (numbered and patterns.STREET.search(text))
        or _NUMBERED.fullmatch(text.strip())
    )


def _is_unit(text: str) -> bool:
    """Returns True for ``2. etasje``, ``Unit 5``, ``Aufgang C``; False for ``Vestlandet Bygg``."""
    return bool(patterns.UNIT.search(text) and re.search(r"\d|\b[A-Z]$", text))


def _is_city(text: str) -> bool:
    return bool(
        re.fullmatch(r"[A-ZÆØÅÄÖÜ][^\W\d_]+(?:[ '-][^\W\d_]+){0,3}", text)
    ) and not patterns.TITLE.search(text)
