"""Settings that override the user's: command line over environment variables over the machine's policy.

The keys are those of the settings file (``active``, ``history_days``, ``log_level``, ``update_url``) and, for
every connection, ``connection.FIELD`` with a field of `Profile`. A policy may define connections of its own
(``profiles``). There is no key for a secret.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from itertools import count, takewhile
from pathlib import Path
from typing import Any, Final

from app.model.profile import Profile
from app.storage.settings.settings_file import Settings

CONNECTION: Final = "connection."
_GENERAL_KEYS: Final = ("active", "history_days", "log_level", "update_url")
_FIELDS: Final = tuple(one.name for one in fields(Profile) if one.name != "name")
KEYS: Final = (*_GENERAL_KEYS, *(f"{CONNECTION}{name}" for name in _FIELDS))

_PREFIX: Final = "CONTACT_ENTRY_"
_OPTIONS: Final = {"active": "--profile", "log_level": "--log-level"}
_VARIABLES: Final = {"active": f"{_PREFIX}PROFILE"}

POLICY_FILE: Final = Path("/etc/contact-entry/policy.toml")
POLICY_KEY: Final = r"SOFTWARE\Policies\Contact Entry"
PREFERENCES_FILE: Final = Path("/Library/Managed Preferences/contact-entry.plist")


@dataclass(frozen=True)
class SettingsLayer:
    """One source of settings. `reasons` has a sentence per key that says why the user cannot change it."""

    values: Mapping[str, Any]
    reasons: Mapping[str, str]
    profiles: tuple[Any, ...] = ()
    notice: str = ""


@dataclass(frozen=True)
class ManagedSettings:
    """All layers, the strongest first. Immutable, so thread-safe."""

    layers: tuple[SettingsLayer, ...] = ()
    _values: dict[str, tuple[Any, str]] = field(init=False, repr=False, default_factory=dict)
    _notices: list[str] = field(init=False, repr=False, default_factory=list)
    _profiles: dict[str, Profile] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        for layer in self.layers:
            self._notices.extend(filter(None, [layer.notice]))
            for key, value in layer.values.items():
                self._set_value(key, value, layer.reasons[key])
            for one in layer.profiles:
                self._add_profile(one)

    @property
    def notice(self) -> str:
        """Sentences about values that could not be used; empty if there are none."""
        return " ".join(self._notices)

    def reason(self, key: str) -> str:
        """Returns why the user cannot change that key; empty if they can."""
        return self._values[key][1] if key in self._values else ""

    def is_managed(self, name: str) -> bool:
        """Returns True if the administrator defines the connection of that name."""
        return name.casefold() in self._profiles

    def apply(self, settings: Settings) -> Settings:
        """Returns the effective settings for those of the user."""
        own = tuple(one for one in settings.profiles if not self.is_managed(one.name))
        given = tuple(self._profiles.values())
        changes: dict[str, Any] = {"profiles": tuple(map(self._with_connection_values, (*given, *own)))}
        changes |= {key: self._values[key][0] for key in _GENERAL_KEYS if key in self._values}
        if not settings.active and given:
            changes = {"active": given[0].name, **changes}
        return settings.with_changes(**changes)

    def user_part(self, profile: Profile, before: Profile | None) -> Profile:
        """Returns a connection for the user's file: managed fields keep their previous values there."""
        kept = before or Profile(name=profile.name)
        mine = {name: getattr(kept, name) for name in self._connection_values()}
        try:
            return profile.with_changes(**mine)
        except ValueError:
            # Without what the policy adds, the connection would be none: it is kept with it.
            return profile

    def _connection_values(self) -> dict[str, Any]:
        return {
            key.removeprefix(CONNECTION): value
            for key, (value, _reason) in self._values.items()
            if key.startswith(CONNECTION)
        }

    def _with_connection_values(self, profile: Profile) -> Profile:
        for name, value in self._connection_values().items():
            try:
                profile = profile.with_changes(**{name: value})
            except ValueError:
                # The value is valid by itself, but not in this connection, which stays unchanged.
                continue
        return profile

    def _set_value(self, key: str, value: Any, reason: str) -> None:
        if key in self._values:
            return
        try:
            self._values[key] = (_parse_value(key, value), reason)
        except (ValueError, TypeError, KeyError):
            # The value is not quoted: it may contain anything.
            self._notices.append(f"“{key}” has a value that cannot be used, so it is ignored. {reason}")

    def _add_profile(self, given: Any) -> None:
        try:
            profile = Profile.from_values(given)
        except (ValueError, TypeError):
            self._notices.append("A connection of your administrator’s policy cannot be used. Tell them.")
        else:
            self._profiles.setdefault(profile.name.casefold(), profile)


def load_managed_settings(
    options: Mapping[str, str],
    environment: Mapping[str, str] | None = None,
    machine: Sequence[Callable[[], SettingsLayer]] | None = None,
) -> ManagedSettings:
    """Loads all layers. `options` are those of the command line, by key; empty ones are ignored."""
    given = os.environ if environment is None else environment
    policies = policy_sources() if machine is None else machine
    return ManagedSettings(
        (_options_layer(options), _environment_layer(given), *(policy() for policy in policies))
    )


def policy_sources() -> tuple[Callable[[], SettingsLayer], ...]:
    """Returns the readers of this platform's policies."""
    if sys.platform == "win32":
        return (lambda: registry_policy(_windows_values),)
    if sys.platform == "darwin":
        return (lambda: preferences_policy(PREFERENCES_FILE),)
    return (lambda: file_policy(POLICY_FILE),)


def file_policy(path: Path) -> SettingsLayer:
    """Reads a TOML file that only an administrator can write."""
    return _file_layer(path, _parse_toml, f"Set by your administrator in {path}.")


def preferences_policy(path: Path) -> SettingsLayer:
    """Reads the managed preferences of macOS, a property list with the structure of the policy file."""
    return _file_layer(path, _parse_plist, "Set by your administrator (managed preferences of this Mac).")


def registry_policy(values: Callable[[str], Mapping[str, Any]]) -> SettingsLayer:
    """Reads the registry key of Windows group policies. `values` returns the values of a key, if it exists.

    The subkey ``connection`` has the fields of all connections; ``profiles\\1``, ``profiles\\2`` and so on,
    without a gap, define connections for all users.
    """
    numbered = (dict(values(rf"{POLICY_KEY}\profiles\{number}")) for number in count(1))
    told = {
        **values(POLICY_KEY),
        "connection": dict(values(rf"{POLICY_KEY}\connection")),
        "profiles": list(takewhile(bool, numbered)),
    }
    return _layer(told, f"Set by your administrator (group policy, {POLICY_KEY}).")


def _windows_values(path: str) -> Mapping[str, Any]:
    if sys.platform == "win32":
        import winreg

        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, path) as key:
                values = (winreg.EnumValue(key, number) for number in range(winreg.QueryInfoKey(key)[1]))
                return {name: value for name, value, _kind in values}
        except OSError:
            return {}
    return {}


def _options_layer(options: Mapping[str, str]) -> SettingsLayer:
    given = {key: value for key, value in options.items() if value}
    return SettingsLayer(given, {key: f"Set on the command line ({_OPTIONS[key]})." for key in given})


def _environment_layer(environment: Mapping[str, str]) -> SettingsLayer:
    names = {key: _VARIABLES.get(key, _PREFIX + key.upper().replace(".", "_")) for key in KEYS}
    given = {key: environment[name] for key, name in names.items() if environment.get(name)}
    return SettingsLayer(given, {key: f"Set by the environment variable {names[key]}." for key in given})


def _file_layer(path: Path, parse: Callable[[bytes], Any], reason: str) -> SettingsLayer:
    try:
        return _layer(dict(parse(path.read_bytes())), reason)
    except FileNotFoundError:
        return SettingsLayer({}, {})
    except (OSError, ValueError, TypeError, RecursionError):
        notice = f"Your administrator’s settings in {path} cannot be read, so they do not apply. Tell them."
        return SettingsLayer({}, {}, notice=notice)


def _parse_toml(content: bytes) -> Any:
    # The parsers are imported lazily: without a policy they would only slow the start.
    import tomllib

    return tomllib.loads(content.decode())


def _parse_plist(content: bytes) -> Any:
    import plistlib
    from xml.parsers.expat import ExpatError

    try:
        return plistlib.loads(content)
    except ExpatError as error:
        raise ValueError("not a property list") from error


def _layer(told: Mapping[str, Any], reason: str) -> SettingsLayer:
    connection = told.get("connection")
    values = {key: value for key, value in told.items() if key not in ("connection", "profiles")}
    if isinstance(connection, Mapping):
        values |= {f"{CONNECTION}{name}": value for name, value in connection.items()}
    profiles = told.get("profiles")
    return SettingsLayer(
        values, dict.fromkeys(values, reason), tuple(profiles) if isinstance(profiles, Iterable) else ()
    )


def _parse_value(key: str, value: Any) -> Any:
    """Converts a value to its type. Raises ValueError, TypeError, or KeyError for an unknown key."""
    if key not in KEYS:
        raise KeyError(key)
    if not key.startswith(CONNECTION):
        return getattr(Settings.from_values({key: value}), key)
    name = key.removeprefix(CONNECTION)
    # Whether it is valid together with other fields is checked when it is applied.
    sample = {"name": "any", "client_id": "any", name: value}
    return getattr(Profile.from_values(sample), name)
