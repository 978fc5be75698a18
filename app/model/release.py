"""The newest version of the program, read from the update address that an administrator has set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import urlsplit

from app.model.web_address import safe_address
from app.translation import _

_NEWER = _(
    "Version {newest} of Contact Entry is out, says {host}; this is {own}. Nothing has been downloaded."
)
_NEWEST = _("This is the newest version, {own}, says {host}.")
_AHEAD = _("The newest version, says {host}, is {newest}; this is {own}.")


def _version(text: str) -> str:
    # Imported here, since it is not needed before the first paint.
    from packaging.version import Version

    return str(Version(text.strip()))


@dataclass(frozen=True, kw_only=True)
class Release:
    """The body of the answer: ``{"version": "1.2.3", "url": "https://…"}``; further members are ignored.

    `version` follows https://packaging.python.org/en/latest/specifications/version-specifiers/. `url` is the
    page about it and may be absent. Raises ValueError for another version or address.
    """

    __pydantic_config__: ClassVar = {"hide_input_in_errors": True}

    version: str
    url: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "version", _version(self.version))
        object.__setattr__(self, "url", safe_address(self.url) if self.url.strip() else "")

    def is_newer_than(self, version: str) -> bool:
        """Compares by the rules of Python's version specifiers, where 1.0.0rc1 comes before 1.0.0."""
        from packaging.version import Version  # see `_version`

        return Version(self.version) > Version(version)


@dataclass(frozen=True)
class UpdateResult:
    """The result of an update check: a sentence for people and, if there is a newer version, its page."""

    sentence: str
    page: str = ""
    is_newer: bool = False


def update_result(release: Release, url: str, own: str) -> UpdateResult:
    """Compares the answer of the server at `url` with the running version `own`."""
    words = {"newest": release.version, "own": own, "host": urlsplit(url).netloc}
    if release.is_newer_than(own):
        return UpdateResult(_NEWER.format(**words), release.url, is_newer=True)
    text = _AHEAD if Release(version=own).is_newer_than(release.version) else _NEWEST
    return UpdateResult(text.format(**words))
