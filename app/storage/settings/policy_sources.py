"""Where settings come from that override the user's: the machine's policy, the environment, the command line.

A policy is a TOML file on Linux, managed preferences on macOS and a registry key on Windows. A source is read
into a `SettingsLayer` and never raises: what is wrong with it is a sentence.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import count, takewhile
from pathlib import Path
from typing import Any, Final

from app.storage.files.regular_file import read_regular_file
from app.storage.settings.policy_places import POLICY_FILE, POLICY_KEY, PREFERENCES_FILE
from app.translation import _

CONNECTION: Final = "connection."

_MAX_BYTES: Final = 1_000_000
_TOML_PLACE: Final = re.compile(r"at line (\d+)")
# What else may stand in a broken line may be a secret in the wrong place.
_TOML_KEY: Final = re.compile(r"\s*(?:\[{1,2}\s*)?([\w.-]{1,60})\s*(?:=|\]|$)")


@dataclass(frozen=True)
class SettingsLayer:
    """One source of settings. `reasons` has a sentence per key that says why the user cannot change it.

    `source` is the word for it in ``policy show``; `lines` has the line of a key, where there are lines.
    `unreadable` is a sentence if nothing of the source could be read.
    """

    values: Mapping[str, Any]
    reasons: Mapping[str, str]
    profiles: tuple[Any, ...] = ()
    unreadable: str = ""
    source: str = "policy"
    where: str = ""
    lines: Mapping[str, int] = field(default_factory=dict)


def policy_sources() -> tuple[Callable[[], SettingsLayer], ...]:
    """Returns the readers of this platform's policies."""
    if sys.platform == "win32":
        return (lambda: registry_policy(_windows_values),)
    if sys.platform == "darwin":
        return (lambda: preferences_policy(Path(PREFERENCES_FILE)),)
    return (lambda: file_policy(Path(POLICY_FILE)),)


def file_policy(path: Path) -> SettingsLayer:
    """Reads a TOML file that only an administrator can write."""
    reason = _("Set by your administrator in {path}.").format(path=path)
    return _file_layer(path, _parse_toml, _toml_place, reason, "policy")


def preferences_policy(path: Path) -> SettingsLayer:
    """Reads the managed preferences of macOS, a property list with the structure of the policy file."""
    reason = _("Set by your administrator (managed preferences of this Mac).")
    return _file_layer(path, _parse_plist, _plist_place, reason, "preferences")


def registry_policy(values: Callable[[str], Mapping[str, Any]]) -> SettingsLayer:
    """Reads the registry key of Windows group policies. `values` returns the values of a key, if it exists.

    The subkey ``connection`` has the fields of all connections; ``profiles\\1``, ``profiles\\2`` and so on,
    without a gap, define connections for all users; the subkey ``templates`` has a line for each template, by
    its name. `values` raises OSError for a key that cannot be read.
    """
    where = rf"HKEY_LOCAL_MACHINE\{POLICY_KEY}"
    numbered = (dict(values(rf"{POLICY_KEY}\profiles\{number}")) for number in count(1))
    try:
        told = {
            **values(POLICY_KEY),
            "connection": dict(values(rf"{POLICY_KEY}\connection")),
            "profiles": list(takewhile(bool, numbered)),
        }
        if templates := dict(values(rf"{POLICY_KEY}\templates")):
            told["templates"] = templates
    except OSError:
        return _unreadable(where, "", "registry")
    return _layer(
        told,
        _("Set by your administrator (group policy, {policy_key}).").format(policy_key=POLICY_KEY),
        "registry",
        where,
    )


def _windows_values(path: str) -> Mapping[str, Any]:
    if sys.platform == "win32":
        import winreg

        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, path) as key:
                values = (winreg.EnumValue(key, number) for number in range(winreg.QueryInfoKey(key)[1]))
                return {name: value for name, value, _kind in values}
        except FileNotFoundError:
            return {}
    return {}


def _file_layer(
    path: Path,
    parse: Callable[[bytes], Any],
    place_of: Callable[[Exception, str], str],
    reason: str,
    source: str,
) -> SettingsLayer:
    content = b""
    try:
        content = read_regular_file(path, _MAX_BYTES)
        told = dict(parse(content))
    except FileNotFoundError:
        return SettingsLayer({}, {}, source=source, where=str(path))
    except (OSError, ValueError, TypeError, RecursionError) as error:
        return _unreadable(str(path), place_of(error, content.decode(errors="replace")), source)
    return _layer(told, reason, source, str(path), _lines_of(content) if source == "policy" else {})


def _unreadable(where: str, place: str, source: str) -> SettingsLayer:
    unreadable = _(
        "Your administrator’s settings in {where} cannot be read, so none of them applies. Nothing is sent "
        "until that is mended; what you save is kept here. Tell them."
    )
    if place:
        unreadable = _(
            "Your administrator’s settings in {where} cannot be read ({place}), so none of them applies. "
            "Nothing is sent until that is mended; what you save is kept here. Tell them."
        )
    sentence = unreadable.format(where=where, place=place)
    return SettingsLayer({}, {}, unreadable=sentence, source=source, where=where)


def _parse_toml(content: bytes) -> Any:
    # The parsers are imported lazily: without a policy they would only slow the start.
    import tomllib

    return tomllib.loads(content.decode())


def _toml_place(error: Exception, text: str) -> str:
    """Returns line and key of a syntax error, for brackets in a sentence; empty if they are not known."""
    found = _TOML_PLACE.search(str(error))
    lines = text.splitlines()
    number = int(found[1]) if found else len(lines) if "end of document" in str(error) else 0
    if not 1 <= number <= len(lines):
        return ""
    key = _TOML_KEY.match(lines[number - 1])
    if key is None:
        return _("line {number}").format(number=number)
    return _("line {number}, “{key}”").format(number=number, key=key[1])


def _lines_of(content: bytes) -> dict[str, int]:
    """Returns the line of each key of a TOML file, by table and name; good enough to point somebody to it."""
    lines: dict[str, int] = {}
    table = ""
    for number, line in enumerate(content.decode().splitlines(), 1):
        found = _TOML_KEY.match(line)
        if line.lstrip().startswith("["):
            table = f"{found[1]}." if found else ""
        elif found and "=" in line:
            lines.setdefault(f"{table}{found[1]}", number)
    return lines


def _parse_plist(content: bytes) -> Any:
    import plistlib
    from xml.parsers.expat import ExpatError

    try:
        return plistlib.loads(content)
    except ExpatError as error:
        raise ValueError(f"not a property list: at line {error.lineno}") from error
    except Exception as error:  # plistlib raises whatever it stumbles over: an IndexError, too
        raise ValueError("not a property list") from error


def _plist_place(error: Exception, _text: str) -> str:
    found = _TOML_PLACE.search(str(error))
    return _("line {number}").format(number=found[1]) if found else ""


def _layer(
    told: Mapping[str, Any], reason: str, source: str, where: str, lines: Mapping[str, int] | None = None
) -> SettingsLayer:
    connection, profiles = told.get("connection"), told.get("profiles")
    values = dict(told)
    if isinstance(connection, Mapping):
        del values["connection"]
        values |= {f"{CONNECTION}{name}": value for name, value in connection.items()}
    if isinstance(profiles, list):
        del values["profiles"]
    return SettingsLayer(
        values,
        dict.fromkeys(values, reason),
        tuple(profiles) if isinstance(profiles, list) else (),
        source=source,
        where=where,
        lines=lines or {},
    )
