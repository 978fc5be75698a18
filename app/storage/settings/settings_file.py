"""The settings file: connections, window geometry, history, log level. It never contains a secret."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from app.model.profile import Profile
from app.model.web_address import safe_address
from app.storage.files.atomic_write import write_text_atomically
from app.storage.files.errors import raising_store_problem, store_problem_for
from app.storage.files.file_lock import locked
from app.storage.files.paths import private_folder


class Settings(BaseModel):
    """The content of the settings file. Keys unknown to this version are preserved.

    `active` names the connection in use; `window_geometry` and `window_state` are Qt's byte arrays in base64;
    `history_days` is how long saved entries are listed; `update_url` is the address of the update check,
    which is off if it is empty.
    """

    model_config = ConfigDict(frozen=True, extra="allow", hide_input_in_errors=True)

    profiles: tuple[Profile, ...] = ()
    active: str = ""
    window_geometry: str = ""
    window_state: str = ""
    history_days: int = Field(default=90, ge=1, le=36_500)
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    update_url: str = ""

    @field_validator("update_url")
    @classmethod
    def _check_update_url(cls, text: str) -> str:
        return safe_address(text) if text.strip() else ""

    @model_validator(mode="after")
    def _check_profile_names(self) -> Settings:
        names: set[str] = set()
        for profile in self.profiles:
            if not profile.name.strip():
                raise ValueError("A connection needs a name.")
            if profile.name.casefold() in names:
                raise ValueError(f"There is already a connection with the name “{profile.name}”.")
            names.add(profile.name.casefold())
        return self

    def profile(self, name: str) -> Profile | None:
        """Returns the connection of that name, ignoring case."""
        wanted = name.casefold()
        return next((one for one in self.profiles if one.name.casefold() == wanted), None)

    @property
    def active_profile(self) -> Profile | None:
        """The connection in use."""
        return self.profile(self.active)

    def with_profile(self, profile: Profile) -> Settings:
        """Returns a copy with the connection added or replaced, by its name; the first one becomes active."""
        wanted = profile.name.casefold()
        if self.profile(profile.name) is None:
            profiles = (*self.profiles, profile)
        else:
            profiles = tuple(profile if one.name.casefold() == wanted else one for one in self.profiles)
        return self.with_changes(profiles=profiles, active=self.active or profile.name)

    def without_profile(self, name: str) -> Settings:
        """Returns a copy without the connection; if it was active, the first of the others becomes active."""
        wanted = name.casefold()
        profiles = tuple(one for one in self.profiles if one.name.casefold() != wanted)
        was_active = self.active.casefold() == wanted
        active = (profiles[0].name if profiles else "") if was_active else self.active
        return self.with_changes(profiles=profiles, active=active)

    def with_changes(self, **values: Any) -> Settings:
        """Returns a validated copy with these values. Raises pydantic's ValidationError."""
        return Settings.model_validate({**dict(self), **values})


class SettingsFile:
    """Reads and writes the settings file; safe for several threads and processes.

    After `load`, `notice` is a sentence for the user if the file could not be used unchanged, else "".
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.notice = ""

    def load(self) -> Settings:
        """Returns the settings of the file; defaults if it is missing or unreadable. Never raises.

        A damaged file is moved aside, and its valid parts are used.
        """
        try:
            return self._read()
        except OSError:
            self.notice = f"The settings file {self.path} cannot be read, so the defaults are used."
            return Settings()

    def _read(self) -> Settings:
        self.notice = ""
        try:
            text = self.path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return Settings()
        except UnicodeDecodeError:
            return self._set_aside(Settings(), ())
        try:
            return Settings.model_validate_json(text)
        except ValidationError:
            return self._set_aside(*_valid_part(text))

    def save(self, settings: Settings) -> None:
        """Replaces the file atomically: a crash leaves the old or the new one. Raises StoreProblem."""
        private_folder(self.path.parent)
        with raising_store_problem(self.path):
            write_text_atomically(self.path, settings.model_dump_json(indent=2) + "\n")

    def change(self, edit: Callable[[Settings], Settings]) -> Settings:
        """Loads, edits and saves under a lock, so that no change of another process is lost.

        Returns the saved settings. Raises StoreProblem, or what `edit` raises; nothing is written then.
        """
        private_folder(self.path.parent)
        with raising_store_problem(self.path), locked(self.path):
            settings = edit(self._read())
            self.save(settings)
        return settings

    def _set_aside(self, settings: Settings, lost: tuple[str, ...]) -> Settings:
        stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
        aside = self.path.with_name(f"{self.path.name}.damaged-{stamp}")
        what = f"without {', '.join(lost)}" if lost else "with the defaults"
        self.notice = (
            f"The settings were damaged. Contact Entry goes on {what}; the old file is kept as {aside}."
        )
        try:
            self.path.replace(aside)
            if lost:
                self.save(settings)
        except OSError as error:
            self.notice = store_problem_for(error, self.path).message
        return settings


def _valid_part(text: str) -> tuple[Settings, tuple[str, ...]]:
    """Returns the valid part of damaged settings, and the names of the parts that were left out."""
    try:
        values = json.loads(text)
    except ValueError:
        return Settings(), ()
    if not isinstance(values, dict):
        return Settings(), ()
    profiles, lost = _valid_profiles(values.pop("profiles", []))
    for key in [key for key in values if key in Settings.model_fields]:
        try:
            Settings.model_validate({key: values[key]})
        except ValidationError:
            del values[key]
            lost.append(f"“{key}”")
    return Settings.model_validate({**values, "profiles": profiles}), tuple(lost)


def _valid_profiles(given: Any) -> tuple[tuple[Profile, ...], list[str]]:
    if not isinstance(given, list):
        return (), ["the connections"]
    settings, lost = Settings(), []
    for number, one in enumerate(given, start=1):
        try:
            settings = settings.with_changes(profiles=(*settings.profiles, Profile.model_validate(one)))
        except ValidationError:
            name = str(one.get("name", "")) if isinstance(one, dict) else ""
            lost.append(f"the connection “{name or number}”")
    return settings.profiles, lost
