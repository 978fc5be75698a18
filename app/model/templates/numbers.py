"""Numbers of list entries beside their names: `Customer [2]`, which holds in every language of one server."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from app.model.form.choices import Choices
from app.model.form.fields import CONTACT_FIELDS, Kind
from app.model.next_steps.declared import NEXT_STEPS
from app.model.profile import SANDBOX, Profile, Scheme

SERVER: Final = "Server"
"""The path at which a template says whose numbers it has; it is no field."""
LISTS: Final = {
    **{one.path: one.list_name for one in CONTACT_FIELDS if one.list_name},
    f"{NEXT_STEPS}.Task": "task",
    f"{NEXT_STEPS}.Associate": "associate",
}
"""The list of the server in which the entries of a field are, by its path."""

_SEVERAL: Final = {one.path for one in CONTACT_FIELDS if one.kind is Kind.INTERESTS}
_NUMBERED: Final = re.compile(r"(?P<name>.*\S) \[(?P<number>\d{1,10})\]", re.DOTALL)


def parted(text: str) -> tuple[str, str]:
    """Returns the name and the number of an entry; the text and no number where it has none."""
    found = _NUMBERED.fullmatch(text)
    return (found["name"], found["number"]) if found else (text, "")


def named_alone(path: str, text: str) -> str:
    """Returns a value of a template with the names of its entries alone."""
    return _each(path, text, lambda one: parted(one)[0]) if path in LISTS else text


def numbered(values: Mapping[str, str], lists: Mapping[str, Choices], server: str) -> dict[str, str]:
    """Returns the values of a template with the numbers that their entries have at a server."""
    found = {path: _numbered(path, text, lists) for path, text in values.items()}
    return {**found, SERVER: server} if server and found != dict(values) else dict(values)


def for_server(values: Mapping[str, str], server: str) -> dict[str, str]:
    """Returns the values of a template for a server: another one has other numbers, so names count there.

    One that says of no server, as an administrator gives it, is as it stands.
    """
    plain = {path: text for path, text in values.items() if path != SERVER}
    if values.get(SERVER, server) == server:
        return plain
    return {path: named_alone(path, text) for path, text in plain.items()}


def server_of(profile: Profile | None) -> str:
    """Returns by what the numbers of a connection's lists are known; empty for none.

    The practice server has another address with every start. Online without a customer's id is whoever the
    user of that connection signs in to.
    """
    if profile is None:
        return ""
    if profile.name == SANDBOX:
        return SANDBOX
    is_anyone = profile.scheme is Scheme.ONLINE and not profile.customer_id
    site = profile.site.strip().rstrip("/").removesuffix("/api")
    return f"{site} ({profile.name})" if is_anyone else site


def _numbered(path: str, text: str, lists: Mapping[str, Choices]) -> str:
    entries = lists.get(LISTS.get(path, "")) or Choices()

    def of_one(name: str) -> str:
        row = entries.row_of_name(name)
        return name if row is None else f"{name} [{entries[row].id}]"

    return _each(path, text, of_one)


def _each(path: str, text: str, change: Callable[[str], str]) -> str:
    """Returns a text with each of its names changed: interests have several."""
    if path not in _SEVERAL:
        return change(text)
    return ", ".join(change(one) for one in map(str.strip, text.split(",")) if one)
