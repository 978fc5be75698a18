"""The addresses of one row: of columns for their parts, of cells with a whole address, or of both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from app.model.carriers.common import StructuredAddress
from app.model.carriers.wire import limit_of
from app.recognition.cells.cell_addresses import (
    WholeAddress,
    as_lines,
    as_town,
    code_and_city,
    code_city_region,
    county_or_state,
    is_like,
    odd_place,
    one_address,
    read_address,
    take_for_street,
    without_country,
    without_letters,
)
from app.recognition.cells.cell_companies import parted_from_people
from app.recognition.cells.cell_houses import with_house
from app.recognition.cells.repairs import repaired_postcode
from app.recognition.language import patterns
from app.recognition.language.countries import country_in_cell
from app.recognition.language.postcodes import countries_of, form_of, is_place_name, region_of_postcode
from app.recognition.numbers.post_boxes import BOX, is_box, is_house, named_box, second_box
from app.recognition.reading.postal_addresses import AddressLine, read_addresses
from app.recognition.tables.row_values import CellNote, RowValues
from app.recognition.values.street_lines import IRISH_CITY, without_label
from app.translation import _

_BETWEEN_ADDRESSES: Final = re.compile(
    r"\s*[\n;|]\s*|\s+/\s+"
    r"|[.,]?\s+(?=(?:post|besøk|besök|besøg|bezoek|postal|visit|besuch)[^\s\d:]*(?:\saddress)?\s?:)",
    re.IGNORECASE,
)
_LONGEST_CODE: Final = 5
_ODD_BLANK: Final = re.compile(r"^(?:\d{1,2} \d+|\d{4} \d)$")  # "22 350", "01 55"
_MOST_LINES: Final = 3
_AGAINST: Final = _("“{text}” and “{other}” are of different countries: see whether the country is right.")

_LACKS_PLACE: Final = _(
    "“{text}” lacks its postcode or town, and those of the street may be others: add them."
)
_SAME_PLACE: Final = _("“{place}” is taken from the street for “{text}”, which has no place of its own.")


@dataclass
class RowAddresses:
    """What a row says of places: values by path, the country that they tell, who is named beside them.

    `country` is an ISO 3166 code and the text that tells it; both are empty where the row names a country.
    """

    parts: dict[str, str] = field(default_factory=dict)
    country: tuple[str, str] = ("", "")
    people: list[str] = field(default_factory=list)
    notes: list[CellNote] = field(default_factory=list)


def addresses_of(values: RowValues, region: str, *, has_country: bool, is_told: bool = False) -> RowAddresses:
    """Reads the visiting and the postal address of a row.

    `region` is the country as far as it is known, `has_country` True where the company's is; with `is_told`
    something but the address tells it.
    """
    if values.is_at_postal:
        take_for_street(values.cells)
    reader = _Reader(values, region, has_country=has_country, is_told=is_told)
    reader.read()
    return reader.found


class _Reader:
    def __init__(self, values: RowValues, region: str, *, has_country: bool, is_told: bool) -> None:
        self._values = values
        self._region = region
        self._has_country = has_country
        self._is_told = is_told
        self.found = RowAddresses()

    def read(self) -> None:
        street = self._street()
        self._take_country_of(street.code, street.city)
        postal = self._postal(street)
        second = self._values.cells.get("Address.Street.Address2", ())
        if postal is None and (box := second_box(second, street.lines)):  # "Adresse 2" has "Postboks 44"
            street = replace(street, lines=[line for line in street.lines if line != box])
            postal = self._completed(WholeAddress([box]), street)
        if postal and not street.code:
            self._take_country_of(postal.code, postal.city)
        if postal and not street.code and not street.city and not postal.lines:
            # "Postadress: 111 47 Stockholm" has the postcode of the street.
            street, postal = WholeAddress(street.lines, postal.code, postal.city, street.region), None
            self._take_country_of(street.code, street.city)
        elif postal and street.lines and not street.code and not street.city:
            street = replace(street, city=postal.city)  # a box has a postcode of its own, in the same town
            if postal.code and postal.lines and is_box(postal.lines):
                told = _("The postcode {code} is taken for that of {box}: the street has none of its own.")
                self._note(told.format(code=postal.code, box=postal.lines[0]), "Address.Postal.Zipcode")
        if postal and not street.region and replace(postal, region="") == street:
            street, postal = postal, None  # one address, whose county stands in one column
        if postal is None and is_box(street.lines):
            street, postal = WholeAddress([]), street
        self._put("Street", street)
        if postal and replace(postal, region=postal.region or street.region) != street:
            self._put("Postal", postal)
            self._doubt_countries()

    def _doubt_countries(self) -> None:
        """Doubts addresses of two countries, of which a company has but one."""
        told = [text for text, _letters in self._values.cells.get("Country", ())]
        codes = [country_in_cell(text) for text in told]
        if len({*codes} - {""}) > 1:
            self._note(_AGAINST.format(text=told[0], other=told[-1]), "Country", is_doubt=True)

    def _put(self, kind: str, address: WholeAddress) -> None:
        lines = [line for line in address.lines if line]
        if len(lines) > _MOST_LINES:
            lines[_MOST_LINES - 1 :] = [", ".join(lines[_MOST_LINES - 1 :])]
        parts = {f"Address{place}": line for place, line in enumerate(lines, 1)}
        parts |= {"Zipcode": self._postcode(address.code, f"Address.{kind}.Zipcode"), "City": address.city}
        if told := odd_place(address.city):
            self._note(told, f"Address.{kind}.ZipCity", is_doubt=True)
        name, text = county_or_state(address.region, self._region)
        if name and self._fits(name, text):
            parts[name] = text
        self.found.parts |= {f"Address.{kind}.{name}": text for name, text in parts.items() if text}

    def _fits(self, name: str, text: str) -> bool:
        limit = limit_of(StructuredAddress, name) or len(text)
        if len(text) > limit:
            told = _("“{text}” is too long for a county or state: it is left out.").format(text=text)
            self._note(told, "Address.Street.State", is_doubt=True)
        return len(text) <= limit

    def _street(self) -> WholeAddress:
        values = self._values
        street = self._lines()
        code, city = values.first("Address.Street.Zipcode"), values.first("Address.Street.City")
        city, together = map(self._without_country, (city, values.first("Address.Street.ZipCity")))
        if not together and not code and code_and_city(city, self._region)[0]:
            together, city = city, ""
        county = values.first("Address.Street.State")
        whole = self._without_box(self._without_postal(code or together), code)
        if not whole and not code and not together and not city and street:
            whole, street = self._in_street(street)
        elif len(street) > 1 and street[-1] in (together, f"{code} {city}".strip()):
            street.pop()  # "Lia 4⏎5003 Bergen" beside columns that have it as well
        if whole and not (street and " ".join(whole.split()).startswith(street[0])):
            found = self._read_whole(whole, code or code_and_city(together, self._region)[0])
            lines, known_city = found.lines, city or found.city
            while lines and (lines[-1] == known_city or (not known_city and is_place_name(lines[-1]))):
                city = known_city = lines.pop()
            has_line = "Address.Street.Address1" in values.cells
            street = [*(lines if has_line else self._with_house(lines)), *street]
            code, city, county = code or found.code, city or found.city, county or found.region
        if together:
            found_code, found_city, found_region = code_city_region(together, self._region)
            code, city, county = code or found_code, city or found_city, county or found_region
        if code and not city and len(street) > 1 and self._is_city(street[-1]):
            *street, city = street
        lines = sorted(self._without_people(street), key=lambda line: not line.casefold().startswith("c/o"))
        address = WholeAddress(lines, self._plain_code(code), city, county)
        return as_town(address) if whole else address

    def _is_city(self, text: str) -> bool:
        """Returns True for the last line of a street where the postcode stands behind the town."""
        form = form_of(region_of_postcode(text) or self._region)
        is_town = bool(IRISH_CITY.fullmatch(text)) or not any(map(str.isdigit, text))
        return form is not None and form.is_behind and is_town

    def _lines(self) -> list[str]:
        """Returns the lines of the street, the house with what is added to it: ``313 A``."""
        cells = self._values.cells
        streets = cells.get("Address.Street.Address1", ())
        lines = [" ".join(line.split()) for text, _l in streets for line in text.split("\n") if line.strip()]
        if lines or not cells.get("Address.Street"):
            lines = self._with_house(lines)
        return [*lines, *(" ".join(text.split()) for text, _l in cells.get("Address.Street.Address2", ()))]

    def _with_house(self, lines: list[str]) -> list[str]:
        """Returns lines with what columns of their own have of the house, the last one's."""
        street = lines[-1] if lines else ""
        line = with_house(
            street, self._values.cells, self._region, is_sure=self._has_country or self._is_told
        )
        return [*lines[:-1], line] if line else lines

    def _in_street(self, street: list[str]) -> tuple[str, list[str]]:
        """Returns a whole address that stands in a column of streets, where no other has the town."""
        text = "\n".join(street)
        found = read_address(text, "", self._region)
        return (text, []) if found.code and found.city else ("", street)

    def _read_whole(self, text: str, code_beside: str) -> WholeAddress:
        """Reads an address in one cell, without its country, which is that of the company."""
        return read_address(self._without_country(without_label(text)[0]), code_beside, self._region)

    def _without_country(self, text: str) -> str:
        """Returns an address or a town without its country, which is that of the company."""
        text, told = without_country(text)
        for country, named in told:
            self._take_country(country, named)
        return text

    def _postal(self, street: WholeAddress) -> WholeAddress | None:
        """Returns the postal address; what it does not say is that of the street. None without one."""
        values = self._values
        code, city = values.first("Address.Postal.Zipcode"), values.first("Address.Postal.City")
        if city and not code:
            code, city = code_and_city(city, self._region)
        own_lines = [text for text, _l in values.cells.get("Address.Postal.Address1", ())]
        whole = self._whole("Address.Postal")
        if box := values.first(BOX):
            whole = f"{named_box(box, self._region)}\n{whole}".rstrip()
        if whole:
            found = self._read_whole(whole, code)
            lines = self._without_people([*own_lines, *found.lines])
            if lines and not found.code and not code and is_place_name(lines[-1]) and len(lines) == 1:
                city, lines = city or lines[0], []
            code, city = code or found.code, city or found.city
            if not lines:
                return WholeAddress([], self._plain_code(code), city) if code or city else None
            return self._completed(WholeAddress(lines, self._plain_code(code), city), street)
        county = values.first("Address.Postal.State")
        return WholeAddress(own_lines, self._plain_code(code), city, county) if own_lines or city else None

    def _completed(self, own: WholeAddress, street: WholeAddress) -> WholeAddress:
        """Returns a postal address with what the street's has, where it is in one place with that.

        A column for it that is empty, or that nobody knows, says that it may be elsewhere.
        """
        whole = WholeAddress(own.lines, own.code or street.code, own.city or street.city)
        if [*map(str.casefold, own.lines)] == [*map(str.casefold, street.lines)]:
            return replace(whole, lines=street.lines)
        if whole == own or not (street.lines or self._values.has_postal_places):
            return whole
        if own.city and own.city.casefold() != street.city.casefold():
            return own  # a town of its own has a postcode of its own
        if whole.code == own.code and (own.code == street.code or countries_of(own.code, whole.city)):
            return whole
        text = own.lines[0]
        if self._values.has_postal_places or (is_house(own.lines) and not own.code):
            self._note(_LACKS_PLACE.format(text=text), "Address.Postal.Zipcode", is_doubt=True)
            return own
        place = f"{street.code} {street.city}".strip() if not own.code else street.city
        self._note(_SAME_PLACE.format(text=text, place=place), "Address.Postal.Zipcode")
        return whole

    def _without_postal(self, code: str) -> str:
        """Returns the address in one cell without a postal address that stands in it, too; takes that over.

        Where it has both, each with its postcode, or says which is which.
        """
        cells = self._values.cells
        whole = self._whole("Address.Street")
        parts = [part for part in _BETWEEN_ADDRESSES.split(whole) if part.strip()]
        if len(parts) == 1 or code or "Address.Postal" in cells:
            return whole
        found = read_addresses([AddressLine(*one) for one in enumerate(parts)], self._region)
        by_kind = {one.kind: one.parts for one in found}
        if len(found) != len(by_kind) or set(by_kind) != {"Street", "Postal"}:
            return whole
        cells["Address.Postal"] = [(as_lines(by_kind["Postal"]), "")]
        return as_lines(by_kind["Street"])

    def _whole(self, path: str) -> str:
        """Returns the address of columns for all of one, be each for one line of it."""
        cells = self._values.cells.get(path, ())
        whole, other = one_address([text for text, _letters in cells], self._region)
        if other:
            told = _("“{text}” is another address: it is left out.").format(text=other)
            self._note(told, path, is_doubt=True)
        return whole

    def _without_box(self, whole: str, code: str) -> str:
        """Returns the address in one cell; none where it is a box of another postcode than the street's.

        That is the postal address: ``PL 5, 90101 Oulu`` beside ``90100`` and ``Oulu``.
        """
        cells = self._values.cells
        if not code or "Address.Postal" in cells or not patterns.PO_BOX.search(whole):
            return whole
        found = read_address(whole, "", self._region)
        if found.code in ("", code) or not is_box(found.lines):
            return whole
        cells["Address.Postal"] = [(whole, "")]
        return ""

    def _without_people(self, lines: Sequence[str]) -> list[str]:
        """Returns lines without those for whom a letter is, who are people of the row."""
        others, people = parted_from_people(lines)
        self.found.people += people
        return others

    def _plain_code(self, code: str) -> str:
        """Returns a postcode without its country's letters, which tell that of the company."""
        code, country = without_letters(code)
        if country:
            self._take_country(country, code)
        return code

    def _take_country(self, country: str, text: str) -> None:
        if not self._has_country:
            self._region, self._has_country = country, True
            self.found.country = (country, text)

    def _take_country_of(self, code: str, city: str) -> None:
        """Takes the one country in which the city has this postcode, if the table names none."""
        if not self._has_country and (country := region_of_postcode(code)) not in ("", self._region):
            self._take_country(country, code)  # British ones are like no others
        if self._has_country or not code or not city:
            return
        countries = countries_of(code, city)
        if not countries and code.isdigit() and len(code) < _LONGEST_CODE:
            # Without the zeros that a spreadsheet has eaten it is nobody's.
            countries = countries_of(code.zfill(_LONGEST_CODE), city)
        usual = self._values.usual_country
        if not countries and usual and is_like(code, usual):
            countries = [usual]  # as in the other rows, whose places are known
        if len(countries) == 1 and countries[0] != self._region:
            self._take_country(countries[0], f"{code} {city}")

    def _postcode(self, code: str, path: str) -> str:
        if _ODD_BLANK.search(code):
            code = "".join(code.split())
        repaired = repaired_postcode(code, self._region)
        if repaired != code:
            told = _("The postcode {code} has lost a zero: it is read as {repaired}.")
            self._note(told.format(code=code, repaired=repaired), path)
        return repaired

    def _note(self, sentence: str, path: str, *, is_doubt: bool = False) -> None:
        whole = ".".join(path.split(".")[:2])
        paths = (path, f"{whole}.ZipCity", f"{whole}.City", whole, "Address.Street")
        first = (BOX,) if whole == "Address.Postal" else ()
        cells = (one for name in (*first, *paths) for _text, one in self._values.cells.get(name, ()))
        letters = next(filter(None, cells), "")
        self.found.notes.append(CellNote(self._values.number, letters, sentence, is_doubt))
