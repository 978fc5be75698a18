"""Cards that are no lines: jCard (RFC 7095), xCard (RFC 6351), and what QR codes hold.

Those are MECARD (NTT docomo) and BIZCARD.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from xml.etree import ElementTree

from app.recognition.cards.properties import Property, escaped

_CODE = re.compile(r"^[ \t>]{0,50}(MECARD|BIZCARD)[ \t]{0,9}:", re.IGNORECASE | re.MULTILINE)
_FIELD = re.compile(r"\s*([A-Za-z][\w-]{0,20}):((?:[^\\;]|\\.)*)(?:;|\Z)", re.DOTALL)
# BIZCARD has a letter for each property: https://github.com/zxing/zxing, BizcardResultParser.
_BIZCARD = {"T": "TITLE", "C": "ORG", "A": "LABEL", "B": "TEL", "M": "TEL", "F": "TEL", "E": "EMAIL"}
_BIZCARD_TYPES = {"B": {"WORK"}, "M": {"CELL"}, "F": {"FAX"}}
_MECARD = {
    "TEL": "TEL",
    "EMAIL": "EMAIL",
    "URL": "URL",
    "ADR": "LABEL",
    "ORG": "ORG",
    "TITLE": "TITLE",
    "BDAY": "BDAY",
}
_PARTS_OF_AN_ADDRESS = 7
# How deep JSON may hold a card: RDAP has it in a list of entities.
_DEEPEST = 6
_LONGEST = 10_000
_NAMESPACE = "{urn:ietf:params:xml:ns:vcard-4.0}"
_XCARD = re.compile(r"urn:ietf:params:xml:ns:vcard-4\.0")
_XML_VALUES = frozenset(f"{_NAMESPACE}{kind}" for kind in ("text", "uri", "date", "date-and-or-time"))
_XML_PARTS = {
    "n": ("surname", "given", "additional", "prefix", "suffix"),
    "adr": ("pobox", "ext", "street", "locality", "region", "code", "country"),
}


def begins_code(text: str) -> bool:
    """Returns True if a code of a business card begins in the text."""
    return _CODE.search(text) is not None


def cards_of_codes(text: str) -> Iterator[list[Property]]:
    """Yields the properties of each MECARD and BIZCARD of a text."""
    starts = list(_CODE.finditer(text))
    for index, start in enumerate(starts):
        end = starts[index + 1].start() if index + 1 < len(starts) else len(text)
        end = min(end, start.end() + _LONGEST)
        fields = _fields(text, start.end(), end)
        yield _bizcard(fields) if start[1].upper() == "BIZCARD" else _mecard(fields)


def begins_jcard(text: str) -> bool:
    """Returns True if a text looks like a jCard, or like JSON that holds one, as RDAP's answers do."""
    return (
        text.lstrip()[:1] in ("[", "{")
        and re.search(r'\[\s*"vcard"\s*,\s*\[', text, re.IGNORECASE) is not None
    )


def cards_of_json(text: str) -> Iterator[list[Property]]:
    """Yields the properties of each jCard of a JSON text; nothing if it is no JSON."""
    try:
        given = json.loads(text)
    except (ValueError, RecursionError):
        return
    for card in _jcards(given, _DEEPEST):
        found = (_json_property(one) for one in card if isinstance(one, list))
        yield [one for one in found if one is not None]


def begins_xcard(text: str) -> bool:
    """Returns True if a text is a card in XML (RFC 6351)."""
    return text.lstrip()[:1] == "<" and _XCARD.search(text[:_LONGEST]) is not None


def cards_of_xml(text: str) -> Iterator[list[Property]]:
    """Yields the properties of each xCard; nothing of what is no XML, or defines entities of its own."""
    if "<!" in text.replace("<!--", ""):
        return
    try:
        root = ElementTree.fromstring(text.strip().encode("utf-8", "replace"))  # noqa: S314  # without entities
    except (ElementTree.ParseError, ValueError):
        return
    for card in root.iter(f"{_NAMESPACE}vcard"):
        yield [_xml_property(one) for one in card.iter() if _value_of(one) is not None]


def _xml_property(one: ElementTree.Element) -> Property:
    """Makes a property of ``<tel><parameters>…</parameters><uri>tel:+47…</uri></tel>``."""
    name = one.tag.removeprefix(_NAMESPACE)
    types = {
        (kind.text or "").strip().upper() for kind in one.findall(f".//{_NAMESPACE}type/{_NAMESPACE}text")
    }
    children = {child.tag.removeprefix(_NAMESPACE): child.text or "" for child in one}
    if order := _XML_PARTS.get(name):
        value = ";".join(escaped(children.get(part, "")) for part in order)
    else:
        texts = [child.text or "" for child in one if child.tag in _XML_VALUES]
        value = ";".join(map(escaped, texts)) if name == "org" else escaped(texts[0])
    return Property(name.upper(), value, "", frozenset(types - {""}))


def _value_of(one: ElementTree.Element) -> ElementTree.Element | None:
    """Returns the child that holds the value of a property; None for what is none."""
    name = one.tag.removeprefix(_NAMESPACE)
    if name in _XML_PARTS:
        return next(iter(one), None)
    is_part = name in ("", "parameters", "vcard", "vcards", "group", "type", "pref", "language")
    return None if is_part else next((child for child in one if child.tag in _XML_VALUES), None)


def _fields(text: str, start: int, end: int) -> list[tuple[str, str]]:
    """Returns the fields of a code up to the empty one that ends it."""
    fields = []
    while start < end and (found := _FIELD.match(text, start, end)):
        fields.append((found[1].upper(), found[2].strip()))
        start = found.end()
    return fields


def _mecard(fields: list[tuple[str, str]]) -> list[Property]:
    found = []
    for name, value in fields:
        if name == "N":
            last, comma, first = value.partition(",")
            whole = f"{first} {last}".strip() if comma else value
            found += [Property("FN", whole), *([Property("N", f"{last};{first}")] if comma else [])]
        elif name == "ADR" and len(parts := value.split(",")) == _PARTS_OF_AN_ADDRESS:
            found.append(Property("ADR", ";".join(parts)))
        elif name in _MECARD:
            found.append(Property(_MECARD[name], value))
    return found


def _bizcard(fields: list[tuple[str, str]]) -> list[Property]:
    names = dict(reversed([(name, value) for name, value in fields if name in ("N", "X")]))
    found = [Property("N", f"{names.get('X', '')};{names.get('N', '')}")] if names else []
    return found + [
        Property(_BIZCARD[name], value, types=frozenset(_BIZCARD_TYPES.get(name, ())))
        for name, value in fields
        if name in _BIZCARD
    ]


def _jcards(given: object, depth: int) -> Iterator[list[object]]:
    if not isinstance(given, list | dict) or not depth:
        return
    inner = list(given.values()) if isinstance(given, dict) else given
    kind = str(inner[0]).lower() if len(inner) > 1 and isinstance(given, list) else ""
    if kind == "vcard" and isinstance(inner[1], list):
        yield inner[1]
        return
    for one in inner:
        yield from _jcards(one, depth - 1)


def _json_property(one: list[object]) -> Property | None:
    """Makes a property of ``["tel", {"type": "work"}, "uri", "tel:+47..."]``."""
    if len(one) < 4 or not isinstance(one[0], str):  # name, parameters, type, value
        return None
    given = one[1] if isinstance(one[1], dict) else {}
    parameters = {str(name).upper(): str(value) for name, value in given.items() if isinstance(value, str)}
    kinds = next((value for name, value in given.items() if str(name).lower() == "type"), ())
    types = {str(kind).upper() for kind in (kinds if isinstance(kinds, list) else [kinds])}
    types |= {"PREF"} if "PREF" in parameters else set()
    value = ";".join(map(_json_part, one[3])) if isinstance(one[3], list) else _json_part(one[3])
    return Property(one[0].upper(), value, parameters.get("GROUP", ""), frozenset(types), parameters)


def _json_part(value: object) -> str:
    parts = value if isinstance(value, list) else [value]
    return ",".join(escaped(str(part)) for part in parts if isinstance(part, str | int | float))
