"""The newest version of the program, as a company's own server tells it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict

from app import __version__
from app.model.web_address import safe_address

_NEWER = "Version {newest} of Contact Entry is out, says {host}; this is {own}. Nothing has been downloaded."
_NEWEST = "This is the newest version, {own}, says {host}."
_AHEAD = "The newest version, says {host}, is {newest}; this is {own}."


def _version(text: str) -> str:
    # Imported here: nobody asks before the first paint.
    from packaging.version import Version

    return str(Version(text.strip()))


def _page(text: str) -> str:
    return safe_address(text) if text.strip() else ""


class Release(BaseModel):
    """``{"version": "1.2.3", "url": "https://…"}``; further members are ignored.

    `version` is one of https://packaging.python.org/en/latest/specifications/version-specifiers/, `url` the
    page that tells about it, which may be left out.
    """

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    version: Annotated[str, AfterValidator(_version)]
    url: Annotated[str, AfterValidator(_page)] = ""

    def is_newer_than(self, version: str) -> bool:
        from packaging.version import Version  # as above

        return Version(self.version) > Version(version)


@dataclass(frozen=True)
class News:
    """What asking came to: a sentence, and the page to open where there is something newer to be had."""

    sentence: str
    page: str = ""
    is_newer: bool = False


def news_of(release: Release, url: str, own: str = __version__) -> News:
    """What the answer of the server at `url` means for the version `own`."""
    words = {"newest": release.version, "own": own, "host": urlsplit(url).netloc}
    if release.is_newer_than(own):
        return News(_NEWER.format(**words), release.url, is_newer=True)
    text = _AHEAD if Release(version=own).is_newer_than(release.version) else _NEWEST
    return News(text.format(**words))
