"""Reads street and postal addresses in the format of their country."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from app.model.carriers.lists import Country
from app.recognition.language import patterns
from app.recognition.language.countries import region_of_name
from app.recognition.language.names import company_name_in, is_trade_word
from app.recognition.language.postcodes import (
    PostcodeForm,
    countries_of,
    county_pattern,
    form_of,
    forms_for,
    is_place_name,
    is_postcode,
    knows_country,
    names_postcode_country,
)
from app.recognition.values.postcode_lines import Anchor, find_postcode
from app.recognition.values.street_lines import (
    IRISH_CITY,
    MOST_WORDS,
    is_addressee,
    is_department,
    is_place,
    is_street,
    is_timetable,
    is_unit,
    pieces,
    without_label,
)
from app.recognition.values.town_lines import may_be_city, without_rest

_MOST_STREET_LINES = 3
LINES = ("Address1", "Address2", "Address3")
_MOST_WORDS_OF_A_STREET = 5
_MOST_PIECES = 12  # of one line
_MOST_LINES_BEFORE_A_CITY = 5  # of addresses whose postcode stands last
_IRISH_COUNTY = re.compile(r"(?:Co\.?|County)\s+[A-Z]\w+$")
_SHARED = ("CH", "LI")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True)
class AddressLine:
    """Words that may belong to an address; `index` is that of the part they stand in.

    `is_below_name` is True right below the company's name, where the street stands, whatever it is called.
    """

    index: int
    text: str
    is_below_name: bool = False


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
    label: str = ""

    @property
    def is_bare(self) -> bool:
        """True for a postcode and its city without a street."""
        return "Address1" not in self.parts

    def complete(self, street: PostalAddress) -> None:
        """Adds the street of another address, which has no postcode."""
        self.parts = street.parts | self.parts
        self.snippets += street.snippets
        self.lines |= street.lines

    @property
    def snippet(self) -> str:
        """The text that the address was read from."""
        return " · ".join(self.snippets)

    @property
    def kind(self) -> str:
        """The property of Address that it belongs to."""
        return "Postal" if self.is_postal else "Street"


def read_addresses(
    lines: Sequence[AddressLine], region: str, countries: Iterable[Country] = ()
) -> list[PostalAddress]:
    """Reads all addresses as written in the country `region`, those with a postcode first."""
    return _AddressReader(lines, region, tuple(countries)).read()


class _AddressReader:
    def __init__(self, lines: Sequence[AddressLine], region: str, countries: Sequence[Country]) -> None:
        self._lines = lines
        self._region = region
        self._forms = forms_for(region)
        self._countries = countries
        self._found: list[PostalAddress] = []

    def read(self) -> list[PostalAddress]:
        for index in range(len(self._lines)):
            if not self._is_taken(self._lines[index]):
                at = (self._read_at(index, form) for form in self._forms)
                found = next((address for address in at if address), None)
                self._found += self._with_box_apart(found) if found else []
        if self._region == "IE" and not self._found:
            self._found += [one for at in range(len(self._lines)) if (one := self._read_without_code(at))][:1]
        for address in self._without_postcode():
            bare = next((one for one in self._found if not one.is_postal and one.is_bare), None)
            if bare is not None and not address.is_postal:
                bare.complete(address)
            else:
                self._found.append(address)
        return self._found

    def _is_taken(self, line: AddressLine) -> bool:
        return any(line.index in address.lines for address in self._found)

    def _with_box_apart(self, address: PostalAddress) -> list[PostalAddress]:
        """Returns two addresses of one that has both a street and a box; in France they are one."""
        lines = [address.parts[name] for name in LINES if name in address.parts]
        streets = [line for line in lines if is_street(line) and not patterns.PO_BOX.search(line)]
        if not (address.is_postal and streets and len(streets) < len(lines)) or self._region in ("FR", "BE"):
            return [address]
        rest = {name: value for name, value in address.parts.items() if name not in LINES}
        others = [line for line in lines if line not in streets]
        address.parts = dict(zip(LINES, others, strict=False)) | rest
        # A box with a number has a postcode of its own, but not in Switzerland; "Postfach" alone has none.
        is_shared = self._region in _SHARED or not any(re.search(r"\d", line) for line in others)
        shared = {
            name: rest[name] for name in ("Zipcode", "City") if name in rest and (is_shared or name == "City")
        }
        street = dict(zip(LINES, streets, strict=False)) | shared
        return [PostalAddress(street, False, "", address.snippets, set(address.lines)), address]

    def _read_without_code(self, index: int) -> PostalAddress | None:
        """Reads an Irish address that ends with a district of Dublin or a county, as most of them do."""
        parts = pieces(without_label(self._lines[index].text)[0])
        form = form_of("IE")
        is_city = bool(parts and IRISH_CITY.fullmatch(parts[-1]))
        if form is None or not (is_city or (parts and _IRISH_COUNTY.match(parts[-1]))):
            return None
        match = re.fullmatch(r"(?P<city>.*)(?P<zip>)", parts[-1] if is_city else "")
        return self._read_at(index, form, (match, parts[: len(parts) - is_city]))

    def _read_at(
        self, index: int, form: PostcodeForm, without_code: Anchor | None = None
    ) -> PostalAddress | None:
        """Reads the address whose postcode stands in the line with that index, if there is one."""
        line = self._lines[index]
        text, label = without_label(line.text)
        parts = pieces(text)
        if len(parts) > _MOST_PIECES:
            return None
        address = PostalAddress(snippets=[line.text], lines={line.index})
        while len(parts) > 1 and (code := region_of_name(parts[-1], self._countries)):
            address.region = code
            parts.pop()
        if parts and form.is_behind and (form.pattern.search(parts[-1]) is not None):
            parts[-1] = self._without_country(parts[-1], address).rstrip()
        if len(parts) > 1 and parts[-1] in form.states:
            address.parts["State"] = parts.pop()
        match, before = without_code or find_postcode(parts, form)
        city = self._without_country(without_rest(match["city"] or ""), address) if match else ""
        if match is None or not may_be_city(city):
            return None
        address.parts["Zipcode"] = match["zip"] or ""
        if state := match.groupdict().get("state"):
            address.parts["State"] = state
        street = [part for part in before if not is_addressee(part)]
        if form.is_behind:
            self._collect_behind(index, address, street, city)
            label = label or address.label
        else:
            label = self._collect_above(index, address, street, label)
            address.parts["City"] = city
        is_sure = label or without_code or any(map(is_street, street)) or address.region
        if not is_sure and not self._is_postcode(address, match["zip"] or "", city, form):
            return None
        _fill_street(address, street, label)
        address.parts = {name: value for name, value in address.parts.items() if value}
        return address

    def _is_postcode(self, address: PostalAddress, code: str, city: str, form: PostcodeForm) -> bool:
        """Returns True unless a number and a word only look like a postcode and its city."""
        if (
            re.search("[A-Z]", code)
            or countries_of(code, city)
            or names_postcode_country(address.snippets[-1])
        ):
            return True
        if not code or _YEAR.fullmatch(code):
            return False
        if knows_country(form.country) and self._region:
            return is_postcode(code, form.country) and not patterns.TITLE.search(city)
        return not is_trade_word(city.rpartition(" ")[2])

    def _without_country(self, city: str, address: PostalAddress) -> str:
        """Returns ``Stockholm`` of ``Stockholm Sweden``, and sets the region of the address."""
        before, _, last = city.rpartition(" ")
        is_province = last.startswith("(") and len(last) <= len("(ITA)")
        if before and not is_province and (code := region_of_name(last.strip("()"), self._countries)):
            address.region = code
            return before
        return city

    def _collect_above(self, index: int, address: PostalAddress, street: list[str], label: str) -> str:
        """Moves the lines above that belong to the address into `street`. Returns the label before them."""
        is_alone = not street
        for above in reversed(self._lines[max(0, index - _MOST_STREET_LINES) : index]):
            if label or self._is_taken(above) or above.index < min(address.lines) - 2:
                break
            text, label = without_label(above.text)
            is_named = above.is_below_name and not any(map(is_street, street)) and _may_be_street(text)
            belongs = is_street(text) or is_unit(text) or is_named
            if text and not ((is_alone or is_unit(text)) and belongs and not _is_company(text)):
                break
            if text:
                street.insert(0, text)
            address.snippets.insert(0, above.text)
            address.lines.add(above.index)
        return label

    def _collect_behind(self, index: int, address: PostalAddress, street: list[str], city: str) -> None:
        """Collects street, city and county of an address whose postcode stands last."""
        names = [piece for piece in (*street, city) if piece]
        above = list(self._lines_of_address(index)) if not any(map(is_place, names)) else []
        # Only down to the uppermost street or house: what stands above is the company.
        streets = [at for at, (_, text) in enumerate(above) if any(map(is_place, pieces(text)))]
        county = county_pattern(self._region)
        are_counties = [bool(county.fullmatch(text)) for _, text in above[:1]]
        needed = above[: streets[-1] + 1] if streets else above[: (1 + sum(are_counties)) * (not names)]
        for line, text in needed:
            # The last line may hold the city; of others, each is a line of the address.
            names = [*([text.strip(" ,")] if names else pieces(text)), *names]
            address.snippets.insert(0, line.text)
            address.lines.add(line.index)
            address.label = address.label or without_label(line.text)[1]
        names = [*names[:-1], *pieces(names[-1])] if len(names) > 1 else names
        if len(names) > 1 and county.fullmatch(names[-1]) and not any(map(is_street, names[-1:])):
            address.parts["County"] = names.pop()
        if names and not is_street(names[-1]):
            address.parts["City"] = names.pop()
        street[:] = names

    def _lines_of_address(self, index: int) -> Iterator[tuple[AddressLine, str]]:
        below = self._lines[index].index
        for line in reversed(self._lines[max(0, index - _MOST_LINES_BEFORE_A_CITY) : index]):
            text, label = without_label(line.text)
            text = text.strip(" ,.")
            may_belong = text and len(text.split()) <= MOST_WORDS and not _is_company(text)
            is_label = patterns.VISITING.fullmatch(f"{text}:") or patterns.POSTAL.fullmatch(f"{text}:")
            is_title = is_label or (patterns.TITLE.search(text) and not is_place(text))
            if self._is_taken(line) or line.index < below - 2 or not may_belong or is_title:
                return
            below = line.index
            yield line, text
            if label:
                return

    def _without_postcode(self) -> Iterator[PostalAddress]:
        """Yields streets without a postcode, if a label or the words leave no doubt."""
        have = {one.kind for one in self._found if not one.is_bare}
        for at, line in enumerate(self._lines):
            text, label = without_label(line.text)
            is_postal = label == "postal" or bool(patterns.PO_BOX.search(text))
            sure = patterns.STREET.search(text) and re.search(r"\d", text) if not label else is_street(text)
            address = PostalAddress(is_postal=is_postal, snippets=[line.text], lines={line.index})
            if (
                sure
                and not is_timetable(text)
                and len(text) <= 80
                and not (self._is_taken(line) or address.kind in have or _is_company(text))
            ):
                have.add(address.kind)
                street = pieces(text)
                self._take_city(address, street, at)
                _fill_street(address, street, label)
                yield address

    def _take_city(self, address: PostalAddress, street: list[str], at: int) -> None:
        """Moves the city that stands without a postcode behind a street, or alone below it, to its place."""
        known = {one.parts.get("City", "").casefold() for one in self._found} - {""}
        below = self._lines[at + 1 : at + 2] if len(street) == 1 else []
        behind = street[-1] if len(street) > 1 else "".join(line.text for line in below)
        if not behind.istitle() and behind.casefold() not in known:
            return
        if behind.casefold() in known or (is_place_name(behind) and not is_place(behind)):
            address.parts["City"] = behind
            if len(street) > 1:
                street.pop()
            else:
                address.lines.add(below[0].index)
                address.snippets.append(behind)


def _is_company(text: str) -> bool:
    return bool(company_name_in(text))


def _may_be_street(text: str) -> bool:
    """Returns True for what may be a street between a company's name and its town: ``ZA de Kerbriant``."""
    # "Teknik og Miljø" is a department.
    is_department = re.search(r"\s(?:og|och|und|and|et|en|ja|&)\s", text)
    is_other = (
        is_department
        or is_addressee(text)
        or patterns.TITLE.search(text)
        or any(map(is_trade_word, text.split()))
    )
    return text[:1].isupper() and len(text.split()) <= _MOST_WORDS_OF_A_STREET and not is_other


def _fill_street(address: PostalAddress, street: list[str], label: str) -> None:
    parts = street
    if len(street) == 1:
        parts = pieces(street[0])
    # A unit alone says less than the street: it is the second line.
    if len(parts) > 1 and is_department(parts[0]) and is_street(parts[1]):
        parts = [parts[1], parts[0], *parts[2:]]
    parts = [*parts[:2], ", ".join(parts[2:])] if len(parts) > 3 else parts
    address.is_postal = label == "postal" or (
        not label and any(patterns.PO_BOX.search(part) for part in parts)
    )
    filled = {f"Address{index}": part for index, part in enumerate(parts, 1) if part}
    address.parts = filled | address.parts
