"""How bodies are written and answers read: JSON, and XML or forms for gateways that pass nothing else.

XML is written as .NET's DataContractSerializer takes it: an element a property, in the order of the names;
arrays hold elements named for their carrier, dictionaries pairs of Key and Value. It is read whatever the
namespaces. Forms follow ASP.NET's model binding: ``Address.Street.City``, ``Emails[0].Value``. The vendor
documents neither form of a body; JSON is what every server is known to take.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin
from urllib.parse import urlencode
from xml.etree.ElementTree import Element, ParseError, SubElement, tostring

import pydantic_core
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from app.model.carriers.common import EntityElement
from app.model.carriers.contact import ContactEntity
from app.model.carriers.person import PersonEntity
from app.model.carriers.wire import Carrier
from app.model.profile import Format

ROOTS: Mapping[str, type[Carrier]] = {"ContactEntity": ContactEntity, "PersonEntity": PersonEntity}
"""The carriers that can be a body in any format."""

_PAIR = "KeyValueOfstringstring"
_NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
_XML_TYPES = ("application/xml", "text/xml")
# What XML 1.0 cannot carry (section 2.2), written as a reference or not.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(body: Any, wanted: Format, root: str) -> bytes:
    """The body in that format; `root` names its carrier. Raises ValueError for what cannot be sent."""
    if wanted is Format.FORM:
        return urlencode(list(_pairs("", body))).encode()
    if wanted in (Format.XML, Format.TEXT_XML):
        element = Element(root)
        _fill(element, body, ROOTS.get(root, Any))
        written: bytes = tostring(element, encoding="utf-8", xml_declaration=True)
        # A parser makes a line feed of every carriage return that is not a reference (XML 1.0, 2.11).
        return written.replace(b"\r", b"&#13;")
    return json.dumps(body, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def is_xml(content_type: str) -> bool:
    return content_type.partition(";")[0].strip().lower() in _XML_TYPES


def read(body: bytes, content_type: str, shape: Any = Any) -> Any:
    """The JSON value of an answer. `shape` is the type that it will be fitted to. Raises ValueError."""
    if not is_xml(content_type):
        return pydantic_core.from_json(body)
    try:
        # Neither entities nor a document type, so nothing is expanded and nothing fetched.
        element = fromstring(body, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    except (ParseError, DefusedXmlException) as error:
        raise ValueError(type(error).__name__) from None
    return _value(element, shape)


# Writing


def _fill(element: Element, value: Any, shape: Any) -> None:
    if isinstance(value, dict):
        shapes = _properties(shape)
        if shapes is None and _is_map(shape):
            for key, text in value.items():
                pair = SubElement(element, _PAIR)
                _add(pair, "Key", key, str)
                _add(pair, "Value", text, str)
            return
        for name in sorted(value):
            _add(element, name, value[name], (shapes or {}).get(name, Any))
    elif isinstance(value, list):
        inner = _inner(shape)
        for one in value:
            _add(element, _item_name(inner, one), one, inner)
    elif value is not None:
        element.text = _text(value)


def _add(parent: Element, name: str, value: Any, shape: Any) -> None:
    child = SubElement(parent, name)
    if value is None:
        child.set(_NIL, "true")
    else:
        _fill(child, value, shape)


def _text(value: Any) -> str:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    if _NOT_XML.search(text):
        raise ValueError("a character that XML cannot carry")
    return text


def _item_name(shape: Any, value: Any) -> str:
    """Items are named for their carrier; phones and e-mails are one carrier with different lengths."""
    if isinstance(shape, type) and issubclass(shape, EntityElement):
        return EntityElement.__name__
    if isinstance(shape, type) and issubclass(shape, Carrier):
        return shape.__name__
    if isinstance(value, list):
        return "ArrayOfLocalizedField"
    return {bool: "boolean", int: "int", str: "string"}.get(type(value), "item")


def _pairs(path: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        plain = all(name.isidentifier() for name in value)
        for number, (name, one) in enumerate(value.items()):
            if plain:
                yield from _pairs(f"{path}.{name}" if path else name, one)
            else:
                yield f"{path}[{number}].Key", name
                yield from _pairs(f"{path}[{number}].Value", one)
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from _pairs(f"{path}[{number}]", one)
    elif value is not None:
        yield path, str(value).lower() if isinstance(value, bool) else str(value)


# Reading


def _value(element: Element, shape: Any) -> Any:
    if element.get(_NIL) == "true":
        return None
    shape = _bare(shape)
    children = list(element)
    properties = _properties(shape)
    if properties is not None:
        return {_name(one): _value(one, properties.get(_name(one), Any)) for one in children}
    if get_origin(shape) is tuple:
        return [_value(one, _inner(shape)) for one in children]
    if _is_map(shape) or (shape is Any and _are_pairs(children)):
        return _map(children, _map_value(shape))
    if shape is Any and children:
        return _unknown(children)
    return _scalar(element.text or "", shape)


def _map(children: list[Element], shape: Any) -> dict[str, Any]:
    if not _are_pairs(children):
        return {_name(one): _value(one, shape) for one in children}
    found = {}
    for pair in children:
        parts = {_name(one): one for one in pair}
        if "Key" in parts:
            found[parts["Key"].text or ""] = _value(parts["Value"], shape) if "Value" in parts else None
    return found


def _are_pairs(children: list[Element]) -> bool:
    return bool(children) and all(_name(one).startswith("KeyValueOf") for one in children)


def _unknown(children: list[Element]) -> Any:
    """What no carrier describes: elements of one name are an array, others properties."""
    names = [_name(one) for one in children]
    if len(names) > 1 and len(set(names)) == 1:
        return [_value(one, Any) for one in children]
    return {_name(one): _value(one, Any) for one in children}


def _scalar(text: str, shape: Any) -> Any:
    kinds = {_bare(one) for one in get_args(shape)} if get_origin(shape) in (Union, UnionType) else {shape}
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


def _bare(shape: Any) -> Any:
    """Without Annotated and "or None"."""
    if get_origin(shape) is Annotated:
        return _bare(get_args(shape)[0])
    if get_origin(shape) in (Union, UnionType):
        left = [one for one in get_args(shape) if one is not type(None)]
        return _bare(left[0]) if len(left) == 1 else shape
    return shape


def _properties(shape: Any) -> dict[str, Any] | None:
    """The types of a carrier's properties by their names on the wire; None for all else."""
    bare = _bare(shape)
    if not (isinstance(bare, type) and issubclass(bare, Carrier)):
        return None
    return {str(field.alias): field.annotation for field in bare.model_fields.values()}


def _inner(shape: Any) -> Any:
    bare = _bare(shape)
    return _bare(get_args(bare)[0]) if get_origin(bare) is tuple else Any


def _is_map(shape: Any) -> bool:
    return get_origin(_bare(shape)) is dict


def _map_value(shape: Any) -> Any:
    return _bare(get_args(_bare(shape))[1]) if _is_map(shape) else Any
