"""The settings file: connections, window geometry, history, log level. It never contains a secret."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

from app.model.plain_values import read_values
from app.model.preferences import START_PAGES, USUAL_TEXT_SIZE, Preferences
from app.model.profile import Profile
from app.model.registers.settings import RegisterSettings
from app.model.templates.reading import Templates, read_templates, readable_templates
from app.model.web_address import safe_address
from app.storage.files.atomic_write import replace_file, write_text_atomically
from app.storage.files.errors import raising_store_problem, store_problem_for
from app.storage.files.file_lock import locked
from app.storage.files.paths import private_folder
from app.storage.files.regular_file import read_regular_file
from app.translation import _
from app.translation.joined_names import quoted
from app.translation.languages import LANGUAGES, nearest_language

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
MOST_DAYS = 36_500
_MOST_BYTES = 16_000_000  # hundreds of templates have some hundred thousand


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The content of the settings file. `others` are keys unknown to this version, which are preserved.

    `active` names the connection in use; `window_geometry`, `window_state` and `guide_geometry` are Qt's byte
    arrays in base64; `import_folder` is where the last table was chosen;
    `history_days` is how long saved entries are listed; `language` is that of the program, empty for the
    system's; `update_url` is the address of the update check, which is off if it is empty; `registers`,
    `register_urls` and `register_businesses` are read by `RegisterSettings`. `import_columns` are fields by
    column, for tables whose headings have that key. `templates` are values by path, by the template's name
    (`app.model.templates`). The rest is of `Preferences`.

    Raises ValueError, with a sentence for the user, for values that cannot be.
    """

    __pydantic_config__: ClassVar = {"hide_input_in_errors": True}

    profiles: tuple[Profile, ...] = ()
    active: str = ""
    window_geometry: str = ""
    window_state: str = ""
    guide_geometry: str = ""
    import_folder: str = ""
    history_days: int = 90
    log_level: str = "INFO"
    language: str = ""
    update_url: str = ""
    registers: str = ""
    register_urls: str = ""
    register_businesses: str = ""
    theme: str = ""
    text_size: int = USUAL_TEXT_SIZE
    density: str = ""
    start_page: str = START_PAGES[0]
    passed_by: tuple[str, ...] = ()
    asks_before_discard: bool = False
    own_defaults: dict[str, dict[str, dict[str, int]]] = field(default_factory=dict)
    import_columns: dict[str, dict[str, str]] = field(default_factory=dict)
    templates: Templates = field(default_factory=dict)
    others: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not 1 <= self.history_days <= MOST_DAYS:
            raise ValueError(
                _("Saved entries are listed for 1 to {most_days:,} days.").format(most_days=MOST_DAYS)
            )
        if self.log_level not in LOG_LEVELS:
            raise ValueError(
                _("The log has one of these levels: {names}.").format(names=", ".join(LOG_LEVELS))
            )
        if self.language and not nearest_language(self.language):
            raise ValueError(
                _("The program speaks these languages: {names}.").format(names=", ".join(LANGUAGES))
            )
        object.__setattr__(
            self, "update_url", safe_address(self.update_url) if self.update_url.strip() else ""
        )
        self.preferences()
        object.__setattr__(self, "templates", read_templates(self.templates))
        registers = RegisterSettings.of(self.registers, self.register_urls, self.register_businesses)
        object.__setattr__(self, "registers", registers.allowed_text)
        object.__setattr__(self, "register_urls", registers.addresses_text)
        object.__setattr__(self, "register_businesses", registers.businesses_text)
        names: set[str] = set()
        for profile in self.profiles:
            if not profile.name.strip():
                raise ValueError(_("A connection needs a name."))
            if profile.name.casefold() in names:
                raise ValueError(
                    _("There is already a connection with the name “{name}”.").format(name=profile.name)
                )
            names.add(profile.name.casefold())

    @classmethod
    def from_values(cls, values: Mapping[str, Any]) -> Settings:
        """Reads settings from the values of a file. Raises ValueError."""
        known = {key: value for key, value in values.items() if key in _KEYS}
        others = {key: value for key, value in values.items() if key not in _KEYS}
        return read_values(cls, {**known, "others": others})

    def to_values(self) -> dict[str, Any]:
        """Returns the values that `from_values` reads."""
        values = asdict(self)
        del values["others"]
        return values | self.others

    def profile(self, name: str) -> Profile | None:
        """Returns the connection of that name, ignoring case."""
        wanted = name.casefold()
        return next((one for one in self.profiles if one.name.casefold() == wanted), None)

    def preferences(self) -> Preferences:
        """Returns what of the settings the user likes. Raises ValueError for values that cannot be."""
        return Preferences(**{one.name: getattr(self, one.name) for one in fields(Preferences)})

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
        """Returns a copy with these values. Raises ValueError for values that cannot be."""
        return replace(self, **values)


_KEYS = tuple(one.name for one in fields(Settings) if one.name != "others")


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
            self.notice = _("The settings file {path} cannot be read, so the defaults are used.").format(
                path=self.path
            )
            return Settings()

    def _read(self) -> Settings:
        self.notice = ""
        try:
            content = read_regular_file(self.path, _MOST_BYTES + 1)
            if len(content) > _MOST_BYTES:
                raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
            text = content.decode("utf-8-sig")  # some editors put a mark before it
        except FileNotFoundError:
            return Settings()
        except UnicodeDecodeError:
            return self._set_aside(Settings(), ())
        try:
            return Settings.from_values(_object_of(text))
        except ValueError:
            return self._set_aside(*_valid_part(text))

    def save(self, settings: Settings) -> None:
        """Replaces the file atomically: a crash leaves the old or the new one. Raises StoreProblem."""
        private_folder(self.path.parent)
        text = json.dumps(settings.to_values(), indent=2, ensure_ascii=False) + "\n"
        # UTF-8 cannot hold half a surrogate pair, which JSON can name: so it is named again.
        writable = text.encode("utf-8", "backslashreplace").decode("utf-8")
        with raising_store_problem(self.path):
            write_text_atomically(self.path, writable)

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
        if lost:
            goes_on = _(
                "The settings were damaged. Contact Entry goes on without {names}; the old file is "
                "kept as {aside}."
            )
        else:
            goes_on = _(
                "The settings were damaged. Contact Entry goes on with the defaults; the old file is kept as "
                "{aside}."
            )
        self.notice = goes_on.format(names=", ".join(lost), aside=aside)
        try:
            replace_file(self.path, aside)
            if lost:
                self.save(settings)
        except OSError as error:
            self.notice = store_problem_for(error, self.path).message
        return settings


def _object_of(text: str) -> dict[str, Any]:
    """Returns the JSON object of a text. Raises ValueError."""
    try:
        values = json.loads(text)
    except RecursionError:
        raise ValueError("nested too deep") from None
    if not isinstance(values, dict):
        raise ValueError("not an object")  # noqa: TRY004  # what is in a file is a value
    return values


def _valid_part(text: str) -> tuple[Settings, tuple[str, ...]]:
    """Returns the valid part of damaged settings, and the names of the parts that were left out."""
    try:
        values = _object_of(text)
    except ValueError:
        return Settings(), ()
    profiles, lost = _valid_profiles(values.pop("profiles", []))
    lost += _without_unreadable_templates(values)
    for key in [key for key in values if key in _KEYS]:
        try:
            Settings.from_values({key: values[key]})
        except ValueError:
            del values[key]
            lost.append(quoted(key))
    return Settings.from_values(values).with_changes(profiles=profiles), tuple(lost)


def _without_unreadable_templates(values: dict[str, Any]) -> list[str]:
    """Leaves the templates that can be read; returns what the others are called."""
    try:
        values["templates"], others = readable_templates(values.get("templates", {}))
    except ValueError:
        return []  # none of it can be read, which is told with the other keys
    return [_("the template “{name}”").format(name=name) for name in others]


def _valid_profiles(given: Any) -> tuple[tuple[Profile, ...], list[str]]:
    if not isinstance(given, list):
        return (), [_("the connections")]
    settings, lost = Settings(), []
    for number, one in enumerate(given, start=1):
        try:
            settings = settings.with_changes(profiles=(*settings.profiles, Profile.from_values(one)))
        except (ValueError, TypeError):
            name = str(one.get("name", "")) if isinstance(one, dict) else ""
            name = name.encode("utf-8", "replace").decode("utf-8")
            lost.append(_("the connection “{name}”").format(name=name or number))
    return settings.profiles, lost
