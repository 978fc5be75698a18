"""Settings that override the user's: command line over environment variables over the machine's policy.

The keys are those of the settings file (``active``, ``history_days``, ``language``, ``log_level``,
``registers``, ``register_urls``, ``register_businesses``, ``templates``, ``update_url``) and, for every
connection, ``connection.FIELD`` with a field of `Profile`. A policy may define connections of its own
(``profiles``). There is no key for a secret.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, Final

from app.model.profile import Profile, check_proxy
from app.model.templates.reading import MOST_TEMPLATES, named, readable_templates
from app.storage.settings.policy_sources import CONNECTION, SettingsLayer, policy_sources
from app.storage.settings.settings_file import Settings
from app.translation import _

GENERAL_KEYS: Final = (
    "active",
    "history_days",
    "language",
    "log_level",
    "registers",
    "register_urls",
    "register_businesses",
    "templates",
    "update_url",
)
_FIELDS: Final = tuple(one.name for one in fields(Profile) if one.name != "name")
KEYS: Final = (*GENERAL_KEYS, *(f"{CONNECTION}{name}" for name in _FIELDS))

TABLES: Final = ("connection", "profiles")
"""What holds further keys, so that a plain value of that name is none."""

_PREFIX: Final = "CONTACT_ENTRY_"
_OPTIONS: Final = {"active": "--profile", "language": "--language", "log_level": "--log-level"}
_VARIABLES: Final = {"active": f"{_PREFIX}PROFILE"}


@dataclass(frozen=True)
class ManagedSettings:
    """All layers, the strongest first. Immutable, so thread-safe."""

    layers: tuple[SettingsLayer, ...] = ()
    _values: dict[str, _Value] = field(init=False, repr=False, default_factory=dict)
    _notices: list[str] = field(init=False, repr=False, default_factory=list)
    _profiles: dict[str, Profile] = field(init=False, repr=False, default_factory=dict)
    _profile_layers: dict[str, SettingsLayer] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        for layer in self.layers:
            self._notices.extend(filter(None, [layer.unreadable]))
            for key, value in layer.values.items():
                self._set_value(key, value, layer)
            for number, one in enumerate(layer.profiles, 1):
                self._add_profile(number, one, layer)

    @property
    def notice(self) -> str:
        """Sentences about values that could not be used; empty if there are none."""
        return " ".join(self._notices)

    @property
    def notices(self) -> tuple[str, ...]:
        """The sentences of `notice`, one for each thing that is wrong."""
        return tuple(self._notices)

    @property
    def unreadable(self) -> str:
        """Why nothing may be sent: the sentence of a policy that could not be read; empty if all could.

        What such a policy would have decided is not known (docs/decisions/0012-unreadable-policy.md).
        """
        return next((layer.unreadable for layer in self.layers if layer.unreadable), "")

    def reason(self, key: str) -> str:
        """Returns why the user cannot change that key; empty if they can."""
        return self._values[key].layer.reasons[key] if key in self._values else ""

    def source(self, key: str) -> tuple[str, str] | None:
        """Returns the word for where a key is set, and the place itself; None if the user decides it."""
        layer = self._values[key].layer if key in self._values else None
        return (layer.source, layer.where) if layer else None

    def value(self, key: str) -> Any:
        """Returns the value of a key that `source` knows."""
        return self._values[key].value

    def is_managed(self, name: str) -> bool:
        """Returns True if the administrator defines the connection of that name."""
        return name.casefold() in self._profiles

    def why_template_given(self, name: str) -> str:
        """Returns why the user cannot change the template of that name; empty if they can."""
        given = self._values.get("templates")
        return self.reason("templates") if given and named(given.value, name) else ""

    def profile_source(self, name: str) -> tuple[str, str]:
        """Returns where a managed connection is defined, as `source` does."""
        layer = self._profile_layers[name.casefold()]
        return layer.source, layer.where

    def apply(self, settings: Settings) -> Settings:
        """Returns the effective settings for those of the user."""
        own = tuple(one for one in settings.profiles if not self.is_managed(one.name))
        given = tuple(self._profiles.values())
        changes: dict[str, Any] = {"profiles": tuple(map(self._with_connection_values, (*given, *own)))}
        changes |= {key: self._values[key].value for key in GENERAL_KEYS if key in self._values}
        if "templates" in changes:  # beside the user's own, of which those of the same name give way
            given_ones = changes["templates"]
            mine = [one for one in settings.templates.items() if not named(given_ones, one[0])]
            changes["templates"] = given_ones | dict(mine[: MOST_TEMPLATES - len(given_ones)])
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
            key.removeprefix(CONNECTION): one.value
            for key, one in self._values.items()
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

    def _set_value(self, key: str, value: Any, layer: SettingsLayer) -> None:
        line = layer.lines.get(key)
        if key not in (*KEYS, *TABLES):
            unknown = _("“{key}” is unknown to this version, so it is ignored.")
            if line is not None:
                unknown = _("“{key}” (line {line}) is unknown to this version, so it is ignored.")
            self._notices.append(
                " ".join(
                    filter(None, (unknown.format(key=key[:60], line=line), _meant(key), layer.reasons[key]))
                )
            )
            return
        try:
            self._values.setdefault(key, _Value(self._parse(key, value, layer), layer))
        except (ValueError, TypeError):
            # The value is not quoted: it may contain anything.
            unusable = _("“{key}” has a value that cannot be used, so it is ignored.")
            if line is not None:
                unusable = _("“{key}” (line {line}) has a value that cannot be used, so it is ignored.")
            self._notices.append(f"{unusable.format(key=key, line=line)} {layer.reasons[key]}")

    def _parse(self, key: str, value: Any, layer: SettingsLayer) -> Any:
        """Converts a value to its type; of templates one that cannot be read is told, and the others hold."""
        if key != "templates":
            return _parse_value(key, value)
        found, others = readable_templates(value)
        told = _("The template “{name}” cannot be used, so it is left out.")
        self._notices.extend(f"{told.format(name=name)} {layer.reasons[key]}" for name in others)
        return found

    def _add_profile(self, number: int, given: Any, layer: SettingsLayer) -> None:
        try:
            profile = Profile.from_values(given)
            check_proxy(profile.proxy)
            Settings(profiles=(profile,))  # by whose rules it has to stand beside others
        except (ValueError, TypeError):
            self._notices.append(
                _(
                    "Connection {number} of your administrator’s policy ({where}) cannot be used. Tell them."
                ).format(number=number, where=layer.where)
            )
        else:
            self._profiles.setdefault(profile.name.casefold(), profile)
            self._profile_layers.setdefault(profile.name.casefold(), layer)


@dataclass(frozen=True)
class _Value:
    """A value that holds, and the layer that sets it."""

    value: Any
    layer: SettingsLayer


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


def _options_layer(options: Mapping[str, str]) -> SettingsLayer:
    given = {key: value for key, value in options.items() if value}
    reasons = {key: _("Set on the command line ({options}).").format(options=_OPTIONS[key]) for key in given}
    return SettingsLayer(given, reasons, source="option", where=_("command line"))


def _environment_layer(environment: Mapping[str, str]) -> SettingsLayer:
    names = {key: _VARIABLES.get(key, _PREFIX + key.upper().replace(".", "_")) for key in KEYS}
    given = {key: environment[name] for key, name in names.items() if environment.get(name)}
    reasons = {key: _("Set by the environment variable {names}.").format(names=names[key]) for key in given}
    return SettingsLayer(given, reasons, source="environment", where="environment")


def _meant(key: str) -> str:
    import difflib  # for mistakes alone

    table, _dot, name = key.rpartition(".")
    known = [one.rpartition(".")[2] for one in KEYS if one.rpartition(".")[0] == table]
    near = difflib.get_close_matches(name, known, 1)
    return _("Is “{near}” meant?").format(near=near[0]) if near else ""


def _parse_value(key: str, value: Any) -> Any:
    """Converts a value to its type. Raises ValueError or TypeError."""
    if key in TABLES:
        raise TypeError(key)  # else it would have been read as one
    if not key.startswith(CONNECTION):
        return getattr(Settings.from_values({key: value}), key)
    name = key.removeprefix(CONNECTION)
    # Whether it is valid together with other fields is checked when it is applied.
    sample = {"name": "any", "client_id": "any", name: value}
    profile = Profile.from_values(sample)
    check_proxy(profile.proxy)
    return getattr(profile, name)
