"""``contact-entry policy``: shows which settings hold on this computer, and who has decided each."""

from __future__ import annotations

import argparse
from dataclasses import fields
from typing import Any, Final

from app.commands.exit_codes import ExitCode
from app.commands.output import print_error, print_json, print_line
from app.model.profile import Profile
from app.storage.files.paths import AppPaths
from app.storage.settings.managed_settings import GENERAL_KEYS, ManagedSettings, load_managed_settings
from app.storage.settings.policy_sources import CONNECTION
from app.storage.settings.settings_file import Settings, SettingsFile
from app.translation import _, pgettext

_FIELDS: Final = tuple(one.name for one in fields(Profile) if one.name != "name")
_DEFAULTS: Final = Settings()
_GIVEN: Final = {"active": "profile", "language": "language", "log_level": "log_level"}
_DEFAULT: Final = "default"
_USERS_OWN: Final = "settings"
_ORIGINS: Final = {
    _DEFAULT: pgettext("where a setting comes from", "default"),
    _USERS_OWN: pgettext("where a setting comes from", "settings"),
    "environment": pgettext("where a setting comes from", "environment"),
    "option": pgettext("where a setting comes from", "option"),
    "policy": pgettext("where a setting comes from", "policy"),
    "registry": pgettext("where a setting comes from", "registry"),
}


def run(arguments: argparse.Namespace) -> ExitCode:
    """Runs ``contact-entry policy show``; it asks no server and changes nothing."""
    from app.self_test import policy

    file = SettingsFile(AppPaths.of(arguments.home).settings)
    managed = load_managed_settings({name: getattr(arguments, given) for name, given in _GIVEN.items()})
    own = file.load()
    wrong = policy.problems(managed)
    problems = [*wrong, *filter(None, [file.notice])]
    told = _settings(file, own, managed), _connections(file, own, managed)
    if arguments.json:
        print_json({"settings": told[0], "connections": told[1], "problems": problems, "ok": not problems})
    else:
        _print(*told)
    for problem in problems:
        print_error(problem)
    return ExitCode.NOT_SOUND if wrong else ExitCode.DONE


def _settings(file: SettingsFile, own: Settings, managed: ManagedSettings) -> list[dict[str, Any]]:
    """Returns the settings that hold for the whole program, and those that hold for every connection."""
    effective = managed.apply(own)
    rows = []
    for key in GENERAL_KEYS:
        value = getattr(effective, key)
        default = getattr(_DEFAULTS, key)
        source = managed.source(key) or _source_of(value, getattr(own, key), default, file)
        rows.append(_row(key, value, source))
    keys = (f"{CONNECTION}{name}" for name in _FIELDS)
    rows += [_row(key, managed.value(key), place) for key in keys if (place := managed.source(key))]
    return rows


def _source_of(value: Any, own: Any, default: Any, file: SettingsFile) -> tuple[str, str]:
    if value == default:
        return _DEFAULT, ""
    # The first connection of a policy is used where the user has chosen none.
    return (_USERS_OWN, str(file.path)) if value == own else ("policy", "")


def _connections(file: SettingsFile, own: Settings, managed: ManagedSettings) -> list[dict[str, Any]]:
    """Returns every connection with the values that differ from the program's own."""
    return [_connection(one, file, managed) for one in managed.apply(own).profiles]


def _connection(profile: Profile, file: SettingsFile, managed: ManagedSettings) -> dict[str, Any]:
    is_managed = managed.is_managed(profile.name)
    own_source = managed.profile_source(profile.name) if is_managed else (_USERS_OWN, str(file.path))
    default = Profile(name=profile.name)
    values = []
    for name in _FIELDS:
        value = getattr(profile, name)
        if source := managed.source(f"{CONNECTION}{name}"):
            # A value that this connection cannot have leaves it as it is.
            is_applied = value == managed.value(f"{CONNECTION}{name}")
            values.append(_row(name, value, source if is_applied else own_source))
        elif value != getattr(default, name):
            values.append(_row(name, value, own_source))
    return {
        "name": profile.name,
        "managed": is_managed,
        "source": own_source[0],
        "where": own_source[1],
        "values": values,
    }


def _row(key: str, value: Any, source: tuple[str, str]) -> dict[str, Any]:
    return {"key": key, "value": value, "source": source[0], "where": source[1]}


def _print(settings: list[dict[str, Any]], connections: list[dict[str, Any]]) -> None:
    for row in settings:
        print_line(_line(row))
    for connection in connections:
        print_line(
            _("Connection “{name}” ({origin})").format(name=connection["name"], origin=_origin(connection))
        )
        for row in connection["values"]:
            print_line(f"  {_line(row)}")


def _line(row: dict[str, Any]) -> str:
    value = row["value"]
    shown = ", ".join(value) if isinstance(value, dict) else value
    text = str(shown).lower() if isinstance(shown, bool) else str(shown) or "—"
    return f"{row['key']} = {text}  ({_origin(row)})"


def _origin(row: dict[str, Any]) -> str:
    source, where = (_ORIGINS.get(row[name], row[name]) for name in ("source", "where"))
    return f"{source}: {where}" if where else source
