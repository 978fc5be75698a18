"""Shows values of carriers to people, each kind in one way wherever it stands.

Dates are told neutrally, as ISO 8601 days (``2026-11-24``), since the model knows neither the language of the
desktop nor its time zone. Where the time of day matters, callers hand the moment itself to the window, which
formats it by the desktop's settings.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import singledispatch

from app.model.carriers.common import Address, EntityElement, SavedUtmParameters, StructuredAddress
from app.model.carriers.lists import SelectableMDOListItem
from app.model.carriers.rights import TableRight
from app.model.carriers.wire import Carrier, DateTimeText
from app.translation import pgettext

_RIGHTS = {
    "select": pgettext("right", "Select"),
    "update": pgettext("right", "Update"),
    "insert": pgettext("right", "Insert"),
    "delete": pgettext("right", "Delete"),
    "full": pgettext("right", "Full"),
    "none": pgettext("right", "None"),
}
"""Those of ETableRight that people meet; others are told as the server names them."""


@singledispatch
def display_text(value: object, _separator: str = "\n") -> str:
    """Returns a value as text for people, empty for none; the separator parts the rows of a list."""
    return str(value) if value else ""


def _joined(values: Iterable[object], separator: str) -> str:
    return separator.join(filter(None, (display_text(value, separator) for value in values)))


@display_text.register
def _(value: bool, _separator: str = "\n") -> str:
    return pgettext("ticked", "Yes") if value else ""


@display_text.register
def _(value: str, _separator: str = "\n") -> str:
    return value.strip()


@display_text.register
def _(value: DateTimeText, _separator: str = "\n") -> str:
    return value[:10] if value.moment else ""


@display_text.register
def _(value: tuple, separator: str = "\n") -> str:  # type: ignore[type-arg]  # dispatched on without arguments
    return _joined(value, separator)


@display_text.register
def _(value: dict, separator: str = "\n") -> str:  # type: ignore[type-arg]  # dispatched on without arguments
    return _joined(value.values(), separator)


@display_text.register
def _(value: Carrier, _separator: str = "\n") -> str:
    names = (getattr(value, name, None) for name in ("full_name", "value", "name"))
    return next((str(name) for name in names if name), "")


@display_text.register
def _(value: SelectableMDOListItem, separator: str = "\n") -> str:
    own = (value.full_name or value.name or "") if value.selected else ""
    return _joined((own, *(value.child_items or ())), separator)


@display_text.register
def _(value: EntityElement, _separator: str = "\n") -> str:
    return " · ".join(filter(None, (value.value, value.description)))


@display_text.register
def _(value: Address, separator: str = "\n") -> str:
    return _joined((value.street, value.postal), separator)


@display_text.register
def _(value: StructuredAddress, separator: str = "\n") -> str:
    city = " ".join(filter(None, (value.zipcode, value.city)))
    return _joined((value.address1, value.address2, value.address3, city), separator)


@display_text.register
def _(value: TableRight, _separator: str = "\n") -> str:
    names = (name.strip() for name in str(value.mask or "").split(","))
    return ", ".join(_RIGHTS.get(name.casefold(), name) for name in names if name)


@display_text.register
def _(value: SavedUtmParameters, separator: str = "\n") -> str:
    texts = ((name, text) for name, text in value.to_json_object().items() if isinstance(text, str))
    return separator.join(f"{name}: {text}" for name, text in texts if text)
