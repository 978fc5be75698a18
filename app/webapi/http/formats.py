"""Body formats: JSON, and XML or forms for gateways that let nothing else through.

XML is written for .NET's DataContractSerializer: an element per property, sorted by name; arrays hold
elements named after their carrier, dictionaries hold pairs of Key and Value. Namespaces are ignored in
answers. Forms follow ASP.NET's model binding: ``Address.Street.City``, ``Emails[0].Value``. The vendor
documents neither for bodies; JSON is the one format that every server is known to accept.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin
from urllib.parse import urlencode
from xml.etree.ElementTree import Element, ParseError, SubElement, tostring

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from app.model.carriers.common import EntityElement
from app.model.carriers.contact import ContactEntity
from app.model.carriers.person import PersonEntity
from app.model.carriers.wire import Carrier, declared_properties
from app.model.profile import Format
from app.webapi.http.answer_limits import PIECE, from_json

ROOTS: Mapping[str, type[Carrier]] = {"ContactEntity": ContactEntity, "PersonEntity": PersonEntity}
"""The carriers that can be sent in any format."""

_AT_ONCE = 64
"""How many items of a list are encoded at once."""
_PAIR_ELEMENT = "KeyValueOfstringstring"
_NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
_XML_TYPES = ("application/xml", "text/xml")
# Characters that XML 1.0 excludes (section 2.2), even as a reference.
_INVALID_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(body: Any, wanted: Format, root: str) -> bytes:
    """Encodes a body; `root` names its carrier. Raises ValueError for characters that cannot be sent."""
    if wanted is Format.FORM:
        return urlencode(list(_form_fields("", body))).encode()
    if wanted in (Format.XML, Format.TEXT_XML):
        element = Element(root)
        _write_element(element, body, ROOTS.get(root, Any))
        written: bytes = tostring(element, encoding="utf-8", xml_declaration=True)
        # Parsers turn every carriage return that is not a reference into a line feed (XML 1.0, 2.11).
        return written.replace(b"\r", b"&#13;")
    return "".join(_json_pieces(body)).encode()


def is_xml(content_type: str) -> bool:
    """Returns True for the content types of XML."""
    return content_type.partition(";")[0].strip().lower() in _XML_TYPES


def read(body: bytes, content_type: str, shape: Any = Any) -> Any:
    """Decodes an answer to its JSON value. `shape` is the type of that value. Raises ValueError."""
    if not is_xml(content_type):
        return from_json(body)
    try:
        return _read_element(_parsed(body), shape)
    except (ParseError, DefusedXmlException, LookupError, RecursionError) as error:
        raise ValueError(type(error).__name__) from None


def _parsed(body: bytes) -> Element:
    """Parses XML in pieces, since each holds Python's lock. Raises ParseError, DefusedXmlException."""
    # Without entities and document types nothing can be expanded or fetched.
    parser = DefusedXMLParser(forbid_dtd=True, forbid_entities=True, forbid_external=True)
    for begin in range(0, len(body), PIECE):
        parser.feed(body[begin : begin + PIECE])
    element: Element = parser.close()
    return element


# Writing


def _json_pieces(value: Any) -> Iterator[str]:
    """Yields the JSON of a value in pieces, since the encoder holds Python's lock for as long as it takes."""
    if isinstance(value, dict) and value:
        for place, (name, one) in enumerate(value.items()):
            yield f"{',' if place else '{'}{_json(str(name))}:"
            yield from _json_pieces(one)
        yield "}"
    elif isinstance(value, list) and len(value) > _AT_ONCE:
        for begin in range(0, len(value), _AT_ONCE):
            yield f"{',' if begin else '['}{_json(value[begin : begin + _AT_ONCE])[1:-1]}"
        yield "]"
    else:
        yield _json(value)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _write_element(element: Element, value: Any, shape: Any) -> None:
    if isinstance(value, dict):
        shapes = _properties(shape)
        if shapes is None and _is_map(shape):
            for key, text in value.items():
                pair = SubElement(element, _PAIR_ELEMENT)
                _add_child(pair, "Key", key, str)
                _add_child(pair, "Value", text, str)
            return
        for name in sorted(value):
            _add_child(element, name, value[name], (shapes or {}).get(name, Any))
    elif isinstance(value, list):
        inner = _item_type(shape)
        for one in value:
            _add_child(element, _item_name(inner, one), one, inner)
    elif value is not None:
        element.text = _text(value)


def _add_child(parent: Element, name: str, value: Any, shape: Any) -> None:
    child = SubElement(parent, name)
    if value is None:
        child.set(_NIL, "true")
    else:
        _write_element(child, value, shape)


def _text(value: Any) -> str:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    if _INVALID_IN_XML.search(text):
        raise ValueError("a character that XML cannot carry")
    return text


def _item_name(shape: Any, value: Any) -> str:
    """Returns the element name of an array's items. Phones and e-mails share one carrier on the server."""
    if isinstance(shape, type) and issubclass(shape, EntityElement):
        return EntityElement.__name__
    if isinstance(shape, type) and issubclass(shape, Carrier):
        return shape.__name__
    if isinstance(value, list):
        return "ArrayOfLocalizedField"
    return {bool: "boolean", int: "int", str: "string"}.get(type(value), "item")


def _form_fields(path: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        plain = all(name.isidentifier() for name in value)
        for number, (name, one) in enumerate(value.items()):
            if plain:
                yield from _form_fields(f"{path}.{name}" if path else name, one)
            else:
                yield f"{path}[{number}].Key", name
                yield from _form_fields(f"{path}[{number}].Value", one)
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from _form_fields(f"{path}[{number}]", one)
    elif value is not None:
        yield path, str(value).lower() if isinstance(value, bool) else str(value)


# Reading


def _read_element(element: Element, shape: Any) -> Any:
    if element.get(_NIL) == "true":
        return None
    shape = _unwrapped(shape)
    children = list(element)
    properties = _properties(shape)
    if properties is not None:
        return {_name(one): _read_element(one, properties.get(_name(one), Any)) for one in children}
    if get_origin(shape) is tuple:
        return [_read_element(one, _item_type(shape)) for one in children]
    if _is_map(shape) or (shape is Any and _are_pairs(children)):
        return _read_map(children, _map_value_type(shape))
    if shape is Any and children:
        return _read_untyped(children)
    return _read_scalar(element.text or "", shape)


def _read_map(children: list[Element], shape: Any) -> dict[str, Any]:
    if not _are_pairs(children):
        return {_name(one): _read_element(one, shape) for one in children}
    found = {}
    for pair in children:
        parts = {_name(one): one for one in pair}
        if "Key" in parts:
            found[parts["Key"].text or ""] = (
                _read_element(parts["Value"], shape) if "Value" in parts else None
            )
    return found


def _are_pairs(children: list[Element]) -> bool:
    return bool(children) and all(_name(one).startswith("KeyValueOf") for one in children)


def _read_untyped(children: list[Element]) -> Any:
    """Reads what no carrier describes: elements of one name are an array, others are properties."""
    names = [_name(one) for one in children]
    if len(names) > 1 and len(set(names)) == 1:
        return [_read_element(one, Any) for one in children]
    return {_name(one): _read_element(one, Any) for one in children}


def _read_scalar(text: str, shape: Any) -> Any:
    kinds = (
        {_unwrapped(one) for one in get_args(shape)} if get_origin(shape) in (Union, UnionType) else {shape}
    )
    plain = text.strip()
    if bool in kinds and plain in ("true", "false"):
        return plain == "true"
    if int in kinds and re.fullmatch(r"[+-]?\d+", plain):
        return int(plain)
    if float in kinds and re.fullmatch(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?", plain):
        return float(plain)
    return text


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


# The carriers' types


def _unwrapped(shape: Any) -> Any:
    """Strips Annotated and "or None" from a type."""
    if get_origin(shape) is Annotated:
        return _unwrapped(get_args(shape)[0])
    if get_origin(shape) in (Union, UnionType):
        left = [one for one in get_args(shape) if one is not type(None)]
        return _unwrapped(left[0]) if len(left) == 1 else shape
    return shape


def _properties(shape: Any) -> dict[str, Any] | None:
    """Returns the types of a carrier's properties by their JSON names; None for any other type."""
    bare = _unwrapped(shape)
    if not (isinstance(bare, type) and issubclass(bare, Carrier)):
        return None
    return {one.wire_name: one.annotation for one in declared_properties(bare).values()}


def _item_type(shape: Any) -> Any:
    bare = _unwrapped(shape)
    return _unwrapped(get_args(bare)[0]) if get_origin(bare) is tuple else Any


def _is_map(shape: Any) -> bool:
    return get_origin(_unwrapped(shape)) is dict


def _map_value_type(shape: Any) -> Any:
    return _unwrapped(get_args(_unwrapped(shape))[1]) if _is_map(shape) else Any
