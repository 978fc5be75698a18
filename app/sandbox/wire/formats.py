"""The other formats of the reference page: bodies in XML and as forms, answers in XML.

The vendor documents neither for bodies. XML is read as .NET's DataContractSerializer writes it, ignoring
namespaces; forms follow ASP.NET's model binding. Independent of the client's codec on purpose: so each checks
the other.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qsl
from xml.etree.ElementTree import Element, ParseError, SubElement, tostring

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from app.sandbox.errors import unreadable
from app.sandbox.wire.carriers import CARRIERS

FORM = "application/x-www-form-urlencoded"
XML = ("application/xml", "text/xml")
_NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
_NAME = re.compile(r"[A-Za-z_][\w.-]*")
_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


def read_xml(body: bytes, carrier: str) -> dict[str, Any]:
    """Reads an XML body as a JSON object. Raises ServerError (400, ASP.NET's format)."""
    try:
        root = fromstring(body, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise unreadable(f"The body is not XML that is taken: {type(error).__name__}") from None
    if _tag(root) != carrier:
        raise unreadable(f"Expecting element '{carrier}', found '{_tag(root):.40}'.")
    value = _read(root, carrier)
    return value if isinstance(value, dict) else {}


def _read(element: Element, kind: str) -> Any:
    if element.get(_NIL) == "true":
        return None
    if kind.startswith("["):
        return [_read(child, kind[1:-1]) for child in element]
    if kind == "{}":
        return {_text(pair, "Key"): _text(pair, "Value") for pair in element}
    if kind in CARRIERS:
        kinds = {name.lower(): each for name, each in CARRIERS[kind].items()}
        return {_tag(child): _read(child, kinds.get(_tag(child).lower(), "str")) for child in element}
    return element.text or ""


def _text(pair: Element, name: str) -> str:
    return next((child.text or "" for child in pair if _tag(child) == name), "")


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def read_form(body: bytes) -> dict[str, Any]:
    """Reads ``Address.Street.City=Oslo&Emails[0].Value=…`` as nested objects and arrays."""
    tree: dict[str | int, Any] = {}
    for path, value in parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True):
        *above, last = [int(index) if index else name for name, index in _STEP.findall(path)] or [path]
        here = tree
        for step in above:
            here = here.setdefault(step, {})
            if not isinstance(here, dict):
                raise unreadable(f"{path:.60}: both a value and an object.")
        here[last] = value
    whole = _as_arrays(tree)
    return whole if isinstance(whole, dict) else {}


def _as_arrays(value: Any) -> Any:
    """Turns numbered parts into arrays, and arrays of Key and Value into dictionaries."""
    if not isinstance(value, dict):
        return value
    if not value or not all(isinstance(step, int) for step in value):
        return {str(name): _as_arrays(each) for name, each in value.items()}
    items = [_as_arrays(value[number]) for number in sorted(value)]
    if all(isinstance(item, dict) and item.keys() == {"Key", "Value"} for item in items):
        return {item["Key"]: item["Value"] for item in items}
    return items


def write_xml(value: Any) -> bytes:
    """Writes an answer in XML, without characters that XML excludes."""
    root = Element("Answer")
    _fill(root, value)
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _fill(element: Element, value: Any) -> None:
    if value is None:
        element.set(_NIL, "true")
    elif isinstance(value, dict) and all(_NAME.fullmatch(name) for name in value):
        for name, each in value.items():
            _fill(SubElement(element, name), each)
    elif isinstance(value, dict):
        for name, each in value.items():
            pair = SubElement(element, "KeyValueOfstringanyType")
            SubElement(pair, "Key").text = name
            _fill(SubElement(pair, "Value"), each)
    elif isinstance(value, list):
        for each in value:
            _fill(SubElement(element, "item"), each)
    else:
        text = str(value).lower() if isinstance(value, bool) else str(value)
        element.text = re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text)
