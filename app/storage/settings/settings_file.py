"""The settings file: connections, the window's place, how long the history is kept. Never a secret."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from app.model.profile import Profile
from app.model.web_address import safe_address
from app.storage.files.errors import problem_of, raising_store_problem
from app.storage.files.file_lock import locked
from app.storage.files.paths import private_folder


class Settings(BaseModel):
    """What the settings file holds. Keys that this version does not know are kept.

    `active` names the connection in use; `window_geometry` and `window_state` are Qt's byte arrays in base64;
    `history_days` is how long saved entries are listed; `log_level` is how much the log says; `update_url` is
    who may be asked for the newest version, nobody where it is empty.
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
    def _is_safe(cls, text: str) -> str:
        return safe_address(text) if text.strip() else ""

    @model_validator(mode="after")
    def _names_are_told_apart(self) -> Settings:
        names: set[str] = set()
        for profile in self.profiles:
            if not profile.name.strip():
                raise ValueError("A connection needs a name.")
            if profile.name.casefold() in names:
                raise ValueError(f"There is already a connection with the name “{profile.name}”.")
            names.add(profile.name.casefold())
        return self

    def profile(self, name: str) -> Profile | None:
        """The connection of that name, however it is capitalised."""
        wanted = name.casefold()
        return next((one for one in self.profiles if one.name.casefold() == wanted), None)

    @property
    def active_profile(self) -> Profile | None:
        return self.profile(self.active)

    def with_profile(self, profile: Profile) -> Settings:
        """Adds the connection, or puts it in the place of the one of that name; the first becomes active."""
        wanted = profile.name.casefold()
        if self.profile(profile.name) is None:
            profiles = (*self.profiles, profile)
        else:
            profiles = tuple(profile if one.name.casefold() == wanted else one for one in self.profiles)
        return self.changed(profiles=profiles, active=self.active or profile.name)

    def without_profile(self, name: str) -> Settings:
        """Removes the connection; where it was active, the first of the others becomes it."""
        wanted = name.casefold()
        profiles = tuple(one for one in self.profiles if one.name.casefold() != wanted)
        was_active = self.active.casefold() == wanted
        active = (profiles[0].name if profiles else "") if was_active else self.active
        return self.changed(profiles=profiles, active=active)

    def changed(self, **values: Any) -> Settings:
        """A copy with these values, validated. Raises pydantic's ValidationError."""
        return Settings.model_validate({**dict(self), **values})


class SettingsFile:
    """Reads and writes the settings file; any thread, any process.

    After `load`, `notice` holds a sentence for the user where the file could not be used as it was, else "".
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.notice = ""

    def load(self) -> Settings:
        """What the file says; defaults where there is none or it cannot be read. Never raises.

        A damaged file is moved aside, and what is sound in it is used.
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
            return self._set_aside(*_sound_part(text))

    def save(self, settings: Settings) -> None:
        """Replaces the file in one step: a crash leaves the old one or the new one. Raises StoreProblem."""
        private_folder(self.path.parent)
        with raising_store_problem(self.path):
            _write_atomically(self.path, settings.model_dump_json(indent=2) + "\n")

    def change(self, edit: Callable[[Settings], Settings]) -> Settings:
        """Loads, edits and saves in one go, so that another process's change is not lost.

        Returns what was saved. Raises StoreProblem, or what `edit` raises; nothing is written then.
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
            self.notice = problem_of(error, self.path).message
        return settings


def _sound_part(text: str) -> tuple[Settings, tuple[str, ...]]:
    """The settings without what does not validate, and the names of what was left out."""
    try:
        values = json.loads(text)
    except ValueError:
        return Settings(), ()
    if not isinstance(values, dict):
        return Settings(), ()
    profiles, lost = _sound_profiles(values.pop("profiles", []))
    for key in [key for key in values if key in Settings.model_fields]:
        try:
            Settings.model_validate({key: values[key]})
        except ValidationError:
            del values[key]
            lost.append(f"“{key}”")
    return Settings.model_validate({**values, "profiles": profiles}), tuple(lost)


def _sound_profiles(given: Any) -> tuple[tuple[Profile, ...], list[str]]:
    if not isinstance(given, list):
        return (), ["the connections"]
    settings, lost = Settings(), []
    for number, one in enumerate(given, start=1):
        try:
            settings = settings.changed(profiles=(*settings.profiles, Profile.model_validate(one)))
        except ValidationError:
            name = str(one.get("name", "")) if isinstance(one, dict) else ""
            lost.append(f"the connection “{name or number}”")
    return settings.profiles, lost


def _write_atomically(path: Path, text: str) -> None:
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")  # mkstemp makes it mode 600
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return  # Windows has no such call; its file system journals the rename itself
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
