"""Whether everything that names a version names the same one, before a release is made of it.

``make release-check``, or ``release_check.py [--tag v1.2.3]``: a line for each thing that is wrong.
"""

from __future__ import annotations

import argparse
import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Final

from packaging.version import InvalidVersion, Version

_VERSION: Final = re.compile(r'^__version__ = "([^"]*)"$', re.MULTILINE)
_HEADING: Final = re.compile(r"^## \[([^\]]*)\](.*)$", re.MULTILINE)
_DATE: Final = re.compile(r" - (\d{4}-\d{2}-\d{2})( \[YANKED\])?")
_LINE: Final = re.compile(r"^[-*] \S", re.MULTILINE)
_FILLED_IN: Final = "@VERSION@"
"""The package's build puts the version there."""
_NAMED: Final = re.compile(r"contact[-_]entry[-_](\d+(?:\.\d+)+)")
"""A file of a release, as README may name it: contact-entry_1.2.3_amd64.deb."""


@dataclass(frozen=True)
class Section:
    """One section of the changelog. `day` is None where the heading has no date that can be read."""

    name: str
    day: date | None
    body: str

    @property
    def says_something(self) -> bool:
        return _LINE.search(self.body) is not None


def troubles(root: Path, tag: str = "") -> Iterator[str]:
    """What is wrong, one sentence each. `root` is the checkout; `tag` may be empty."""
    text = (root / "app" / "__init__.py").read_text(encoding="utf-8")
    found = _VERSION.search(text)
    version = found[1] if found else ""
    if not _is_version(version):
        yield f"app/__init__.py: “{version}” is not a version such as 1.2.3."
        return
    if version != str(Version(version)):
        yield f"app/__init__.py: write {version} as {Version(version)}."
    if Version(version).is_devrelease or Version(version).local:
        yield f"app/__init__.py: {version} is a trial, not a release."
    sections = sections_of((root / "CHANGELOG.md").read_text(encoding="utf-8"))
    yield from _changelog_troubles(sections, version)
    if tag and tag != f"v{version}":
        yield f"The tag is {tag}, but app/__init__.py says {version}: the tag must be v{version}."
    day = next((one.day for one in sections if one.name == version), None)
    for file in sorted(root.glob("packaging/**/*.metainfo.xml*")):
        yield from (f"{file.relative_to(root)}: {what}" for what in _metainfo_troubles(file, version, day))
    for named in _NAMED.findall((root / "README.md").read_text(encoding="utf-8")):
        if named != version:
            yield f"README.md: it names a file of version {named}, not of {version}."


def sections_of(changelog: str) -> list[Section]:
    """Those of a changelog in the form of https://keepachangelog.com/en/1.1.0/, in their order."""
    headings = list(_HEADING.finditer(changelog))
    ends = [heading.start() for heading in headings[1:]] + [len(changelog)]
    return [
        Section(heading[1], _day(heading[2]), changelog[heading.end() : end])
        for heading, end in zip(headings, ends, strict=True)
    ]


def _day(rest: str) -> date | None:
    found = _DATE.fullmatch(rest.rstrip())
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


def _changelog_troubles(sections: list[Section], version: str) -> Iterator[str]:
    names = [one.name for one in sections]
    if names[:1] != ["Unreleased"]:
        yield "CHANGELOG.md: the first section must be [Unreleased]."
    if version not in names:
        yield f"CHANGELOG.md: there is no section “## [{version}] - {_today()}”. Write what is new in it."
        return
    if sections[0].name == "Unreleased" and sections[0].says_something:
        yield f"CHANGELOG.md: move what stands beneath [Unreleased] to [{version}]."
    released = [one for one in sections if one.name != "Unreleased"]
    if released[0].name != version:
        yield f"CHANGELOG.md: [{released[0].name}] stands above [{version}]."
    section = next(one for one in released if one.name == version)
    if section.day is None:
        yield f"CHANGELOG.md: [{version}] has no date such as “ - {_today()}”."
    elif section.day > _today():
        yield f"CHANGELOG.md: the date of [{version}] is still to come."
    if not section.says_something:
        yield f"CHANGELOG.md: [{version}] does not say what is new."
    yield from _order_troubles(released)


def _order_troubles(released: list[Section]) -> Iterator[str]:
    """The newest comes first."""
    for one in released:
        if not _is_version(one.name):
            yield f"CHANGELOG.md: [{one.name}] is not a version such as 1.2.3."
            return
    for newer, older in pairwise(released):
        if Version(newer.name) <= Version(older.name):
            yield f"CHANGELOG.md: [{newer.name}] cannot stand above [{older.name}]."
        if newer.day and older.day and newer.day < older.day:
            yield f"CHANGELOG.md: [{newer.name}] has an earlier date than [{older.name}]."


def _is_version(text: str) -> bool:
    try:
        Version(text)
    except InvalidVersion:
        return False
    return True


def _metainfo_troubles(file: Path, version: str, day: date | None) -> Iterator[str]:
    """AppStream: https://www.freedesktop.org/software/appstream/docs/sect-Metadata-Releases.html"""
    release = ET.parse(file).find("releases/release")  # noqa: S314  # a file of our own
    named = release.get("version") if release is not None else None
    if named == _FILLED_IN:
        return
    if release is None or named != version:
        yield f"its first release is {named or 'missing'}, but app/__init__.py says {version}."
    elif day and release.get("date") != day.isoformat():
        yield f"the date of {version} is {release.get('date')}, but CHANGELOG.md says {day}."


def _today() -> date:
    return datetime.now(UTC).date()


def main() -> int:
    parser = argparse.ArgumentParser(description="Refuses a version that is not ready to be released.")
    parser.add_argument("--tag", default="", help="the tag of the release, such as v1.2.3")
    parser.add_argument("--root", type=Path, default=Path(__file__).parents[1], help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    found = list(troubles(arguments.root, arguments.tag))
    for sentence in found:
        print(sentence, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
