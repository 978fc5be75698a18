"""Writes the texts of the Linux packages: man page, completion, changelogs, copyright, metainfo.

Usage: ``python packaging/linux/texts.py TARGET LICENCES``; TARGET is the folder that they are written to,
LICENCES what contact-entry.spec has collected. SOURCE_DATE_EPOCH and MAINTAINER stand in the environment.
"""

from __future__ import annotations

import argparse
import gzip
import os
import re
import sys
import textwrap
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "packaging")]

from bundle.licences import Part, read_parts  # noqa: E402  # of the folder above

from app import __version__  # noqa: E402  # from this checkout
from app.commands.command_line.parser import build_parser  # noqa: E402  # from this checkout

METAINFO: Final = "local.contact_entry.ContactEntry.metainfo.xml"
_FILES: Final = (
    (
        "/etc/contact-entry/policy.toml",
        "What an administrator decides for all users; see /usr/share/doc/contact-entry/policy.example.toml.",
    ),
    ("~/.config/contact-entry", "Settings of a user."),
    ("~/.local/share/contact-entry", "Drafts, the outbox and lists of a user."),
    ("~/.local/state/contact-entry/log", "Logs of a user; without secrets or personal data."),
)
_ENVIRONMENT: Final = (
    ("CONTACT_ENTRY_HOME", "One folder for settings, entries and logs, as with --home."),
    ("CONTACT_ENTRY_PROFILE, CONTACT_ENTRY_LOG_LEVEL", "As --profile and --log-level."),
    (
        "CONTACT_ENTRY_CONNECTION_PROXY, …",
        "Fields of every connection: the keys of the policy file's table “connection” in capitals.",
    ),
)


def man_page(date: datetime) -> str:
    """The manual, made from the command line's own help."""
    top = build_parser()
    lines = [
        f'.TH CONTACT-ENTRY 1 "{date:%Y-%m-%d}" "Contact Entry {__version__}" "User Commands"',
        ".SH NAME",
        r"contact\-entry \- type companies and people into SuperOffice CRM",
        ".SH SYNOPSIS",
        *_usage(top),
        *(line for command in _commands(top) for line in (".br", *_usage(command))),
        ".SH DESCRIPTION",
        *_paragraphs(top.description or ""),
        ".SH OPTIONS",
        *_options(top),
        ".SH COMMANDS",
    ]
    for command in _commands(top):
        lines += [f".SS {_escaped(command.prog.partition(' ')[2])}"]
        lines += [*_paragraphs(command.description or ""), *_options(command)]
    lines += [".SH EXIT STATUS", *_as_it_stands((top.epilog or "").partition("\n")[2])]
    for heading, pairs in (("FILES", _FILES), ("ENVIRONMENT", _ENVIRONMENT)):
        lines += [f".SH {heading}"]
        for name, text in pairs:
            lines += [".TP", rf"\fB{_escaped(name)}\fR", _escaped(text)]
    return "\n".join(lines) + "\n"


def _commands(command: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    for action in command._actions:  # noqa: SLF001  # argparse has no other way to what it knows
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001  # see above
            for below in action.choices.values():
                # A group of commands has a help text of its own, for all of them.
                yield below
                yield from _commands(below)


def _usage(command: argparse.ArgumentParser) -> list[str]:
    actions = command._actions  # noqa: SLF001  # see above
    operands = [_value(action) for action in actions if not action.option_strings]
    return [rf"\fB{_escaped(command.prog)}\fR [OPTION]... {_escaped(' '.join(operands))}".rstrip()]


def _options(command: argparse.ArgumentParser) -> Iterator[str]:
    for action in command._actions:  # noqa: SLF001  # see above
        if action.help in (None, argparse.SUPPRESS) and not action.option_strings:
            continue
        if action.help == argparse.SUPPRESS:
            continue
        value = _value(action)
        names = ", ".join(f"{name} {value}".strip() for name in action.option_strings) or value
        yield from (".TP", rf"\fB{_escaped(names)}\fR", _escaped((action.help or "") + _choices(action)))


def _value(action: argparse.Action) -> str:
    if action.nargs == 0:
        return ""
    return str(action.metavar or action.dest.upper())


def _choices(action: argparse.Action) -> str:
    return f" ({', '.join(map(str, action.choices))})" if action.choices and action.option_strings else ""


def _paragraphs(text: str) -> Iterator[str]:
    for block in text.strip().split("\n\n"):
        yield ".PP"
        if "\n  " in block:
            yield from _as_it_stands(block)
        else:
            yield _escaped(" ".join(block.split()))


def _as_it_stands(text: str) -> list[str]:
    return [".nf", *map(_escaped, text.strip("\n").splitlines()), ".fi"]


def _escaped(text: str) -> str:
    text = text.replace("\\", r"\e").replace("-", r"\-")
    # A line that began with these would be a request.
    return rf"\&{text}" if text.startswith((".", "'")) else text


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
The package brings the parts below, unchanged but for GeoNames, whose table is reduced. Who holds the
copyright in each, and its whole licence text, is in /usr/share/contact-entry/licenses/NAME.

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
    for shell in ("bash", "zsh"):
        (target / f"completion.{shell}").write_text(completion(shell), encoding="utf-8")
    _write_packed(target / "changelog.Debian.gz", debian_changelog(date, os.environ["MAINTAINER"]))
    _write_packed(target / "changelog.gz", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    (target / METAINFO).write_text(metainfo(date), encoding="utf-8")
    (target / "copyright").write_text(copyright_file(read_parts(licences)), encoding="utf-8")


if __name__ == "__main__":
    main()
