"""The addresses of a card: in parts (``ADR``), in one text (``LABEL``), or all in the street's part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.model.carriers.lists import Country
from app.recognition.cards.properties import Property, as_line, unescaped
from app.recognition.language.countries import region_of_code, region_of_name
from app.recognition.reading.mail_text import read_text

_BOX, _EXTENDED, _STREET, _CITY, _REGION, _CODE, _COUNTRY = range(7)
_LONGEST_STATE = 5
# Where a box has the postcode of the street beside it.
_SHARED = ("FR", "BE", "CH", "LI", "LU")
_MOST_LINES = 3
_MOST_ADDRESSES = 10


@dataclass(frozen=True)
class CardAddress:
    """Values by their path below ``Address.`` or as ``Country``, and the text that they were read from."""

    values: dict[str, str]
    snippet: str

    @property
    def kinds(self) -> set[str]:
        """``Street``, ``Postal``, or both, for an address with a box and a street."""
        return {path.partition(".")[0] for path in self.values} - {"Country"}


def addresses_of(
    properties: Sequence[Property], countries: Sequence[Country], region: str, *, homes: bool
) -> Iterator[CardAddress]:
    """Yields the addresses of a card, the one that it prefers first; private ones only with `homes`."""
    given = [one for one in properties if one.name in ("ADR", "LABEL")]
    reader = _AddressReader(countries, region)
    for one in sorted(given, key=_rank)[:_MOST_ADDRESSES]:
        if "HOME" in one.types and "WORK" not in one.types and not homes:
            continue
        found = reader.of_label(one) if one.name == "LABEL" else reader.of_parts(one)
        if found is not None:
            yield found


def _rank(one: Property) -> tuple[bool, bool, bool]:
    """Sort key: in parts before in one text, at work before elsewhere, preferred ones first."""
    return one.name == "LABEL", "WORK" not in one.types, not one.is_preferred


class _AddressReader:
    def __init__(self, countries: Sequence[Country], region: str) -> None:
        self._countries = countries
        self._region = region

    def of_label(self, one: Property) -> CardAddress | None:
        return self._in_one_text(_lines([unescaped(one.value)]), "LABEL")

    def of_parts(self, one: Property) -> CardAddress | None:
        parts = [*one.parts, *([[]] * (_COUNTRY + 1))]
        box, code, city = (_joined(parts[index]) for index in (_BOX, _CODE, _CITY))
        lines = _lines([*parts[_EXTENDED], *parts[_STREET]])
        country = _joined(parts[_COUNTRY])
        label = unescaped(one.parameters.get("LABEL", ""))
        if not (code or city):
            whole = [*_lines([box]), *lines, *_lines([label] if not lines else []), *_lines([country])]
            found = self._in_one_text(whole, "ADR")
            if found is not None:
                return found
        is_postal = (bool(box) and not lines) or "POSTAL" in one.types
        kind = "Postal" if is_postal else "Street"
        region = self._region_of(country, one.parameters.get("CC", ""))
        place = {"Zipcode": code, "City": city, **_state(_joined(parts[_REGION]))}
        values = _address(kind, [box, *lines] if is_postal else lines, place)
        if box and not is_postal:
            # A box has a postcode of its own in most countries, so that the street's is not known.
            values = {
                **_address("Street", lines, place if region in _SHARED else place | {"Zipcode": ""}),
                **_address("Postal", [box], place),
            }
        if region:
            values["Country"] = region
        snippet = ", ".join(text for text in (box, *lines, code, city, country) if text)
        return CardAddress(values, f"ADR: {snippet}") if values else None

    def _region_of(self, country: str, code: str) -> str:
        """Returns the country of an address: its name, or a code in the name's place or as a parameter."""
        codes = (region_of_code(text, self._countries) for text in (country, code))
        return region_of_name(country, self._countries) or next(filter(None, codes), "")

    def _in_one_text(self, lines: list[str], name: str) -> CardAddress | None:
        """Reads an address as in a signature; one of which no postcode is found stays in its lines."""
        if not lines:
            return None
        found = read_text("\n".join(lines), self._region, self._countries)
        values = {
            one.path.removeprefix("Address."): one.value
            for one in found.company
            if one.path.startswith("Address.") or one.path == "Country"
        }
        if not any(path.endswith((".Zipcode", ".City")) for path in values):
            values = _address("Street", lines, {})
        return CardAddress(values, f"{name}: {', '.join(lines)}")


def _address(kind: str, lines: Sequence[str], place: dict[str, str]) -> dict[str, str]:
    """Returns the parts of an address by path; a line that does not fit joins the last one that does."""
    lines = [one for one in lines if one]
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], ", ".join(lines[_MOST_LINES - 1 :])]
    parts = {f"Address{number}": text for number, text in enumerate(lines, 1)} | place
    return {f"{kind}.{name}": text for name, text in parts.items() if text}


def _state(text: str) -> dict[str, str]:
    return {"State" if len(text) <= _LONGEST_STATE else "County": text}


def _joined(part: Sequence[str]) -> str:
    return as_line(" ".join(part))


def _lines(texts: Sequence[str]) -> list[str]:
    return [line for text in texts for one in text.splitlines() if (line := as_line(one).strip(" ,;"))]
