"""Writes the texts of the Linux packages: man page, completion, changelogs, copyright, metainfo.

Usage: ``python packaging/linux/texts.py TARGET LICENCES``; TARGET is the folder that they are written to,
LICENCES what contact-entry.spec has collected. SOURCE_DATE_EPOCH and MAINTAINER stand in the environment.
"""

from __future__ import annotations

import argparse
import gzip
import os
import re
import subprocess
import sys
import textwrap
from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "packaging")]

from bundle.licences import Part, read_parts  # noqa: E402  # of the folder above
from linux.man_page import man_page  # noqa: E402  # beside this file

from app import __version__  # noqa: E402  # from this checkout
from app.commands.command_line.parser import build_parser  # noqa: E402  # from this checkout
from app.translation.languages import ENGLISH, LANGUAGES  # noqa: E402  # from this checkout

METAINFO: Final = "local.contact_entry.ContactEntry.metainfo.xml"


def changes() -> list[str]:
    """What CHANGELOG.md says of this version, or else of the next one: one item each."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## \[([^\]]+)\][^\n]*\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL))
    section = sections.get(__version__) or sections["Unreleased"]
    return re.findall(r"^- (.+)$", section, re.MULTILINE)


def debian_changelog(date: datetime, maintainer: str) -> str:
    items = "".join(f"  * {_wrapped(item)}\n" for item in changes())
    head = f"contact-entry ({__version__}-1) stable; urgency=medium"
    return f"{head}\n\n{items}\n -- {maintainer}  {format_datetime(date)}\n"


def _wrapped(text: str) -> str:
    return "\n    ".join(textwrap.wrap(text.replace("`", ""), 74, break_on_hyphens=False))


def copyright_file(parts: Iterable[Part]) -> str:
    """Debian's file on who holds which rights, from what was collected of the bundled parts."""
    rows = [(part.name, part.version, part.licence) for part in parts]
    width = max(len(name) + len(version) for name, version, _ in rows) + 3
    listed = "\n".join(f"  {f'{name} {version}':<{width}} {licence[:60]}" for name, version, licence in rows)
    own = (ROOT / "LICENSE").read_text(encoding="utf-8")
    return f"""\
Contact Entry is under the MIT licence:

{own}
The package brings the parts below, unchanged but for GeoNames and CLDR, whose tables are reduced. Who holds
the copyright in each, and its whole licence text, is in /usr/share/contact-entry/licenses/NAME.

{listed}

Qt and PySide (PySide6_Essentials, shiboken6) are used under the GNU Lesser General Public License, version 3,
whose text is in /usr/share/common-licenses/LGPL-3 on Debian systems; python-stdnum under version 2.1 or later
(/usr/share/common-licenses/LGPL-2.1). They lie in /usr/lib/contact-entry as files of their own and can be
replaced there by other builds of the same versions. Their source code is at https://download.qt.io and
https://arthurdejong.org/python-stdnum/. Of the parts inside Qt, PySide6_Essentials/Qt-third-party.txt
tells more. PyInstaller's start-up code is under the GNU General Public License, version 2 or later
(/usr/share/common-licenses/GPL-2), with an exception that allows it in programs of any licence.
"""


def completion(shell: str) -> str:
    """What completes commands and options in a shell, made from the command line's own parser."""
    import shtab

    text: str = shtab.complete(build_parser(), shell=shell)
    return text


def metainfo(date: datetime) -> str:
    text = Path(__file__).with_name(f"{METAINFO}.in").read_text(encoding="utf-8")
    return text.replace("@VERSION@", __version__).replace("@DATE@", f"{date:%Y-%m-%d}")


def _man_page_in(language: str, date: datetime) -> str:
    """The manual in another language: a process takes one before it loads its texts, and keeps it."""
    script = Path(__file__).with_name("man_page.py")
    command = [sys.executable, str(script), language, f"{date:%Y-%m-%d}"]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout  # noqa: S603  # beside this file


def _write_packed(path: Path, text: str) -> None:
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("target", type=Path)
    options.add_argument("licences", type=Path)
    arguments = options.parse_args()
    target, licences = arguments.target, arguments.licences
    date = datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC)
    target.mkdir(parents=True, exist_ok=True)
    _write_packed(target / "contact-entry.1.gz", man_page(date))
    for language in LANGUAGES:
        if language != ENGLISH:
            _write_packed(target / f"contact-entry.{language}.1.gz", _man_page_in(language, date))
    for shell in ("bash", "zsh"):
        (target / f"completion.{shell}").write_text(completion(shell), encoding="utf-8")
    _write_packed(target / "changelog.Debian.gz", debian_changelog(date, os.environ["MAINTAINER"]))
    _write_packed(target / "changelog.gz", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    (target / METAINFO).write_text(metainfo(date), encoding="utf-8")
    (target / "copyright").write_text(copyright_file(read_parts(licences)), encoding="utf-8")


if __name__ == "__main__":
    main()
