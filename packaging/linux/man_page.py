"""Writes the man page in one language, made from the command line's own help.

Usage: ``python packaging/linux/man_page.py LANGUAGE DATE`` prints it; DATE as in 2026-03-01.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "packaging")]

from linux.man_words import WORDS  # noqa: E402  # beside this file

from app import __version__  # noqa: E402  # from this checkout
from app.translation.catalogue import use_language, used_language  # noqa: E402  # from this checkout

FILES: Final = (
    (
        "/etc/contact-entry/policy.toml",
        "What an administrator decides for all users; see /usr/share/doc/contact-entry/policy.example.toml.",
    ),
    ("~/.config/contact-entry", "Settings of a user."),
    ("~/.local/share/contact-entry", "Drafts, the outbox and lists of a user."),
    ("~/.local/state/contact-entry/log", "Logs of a user; without secrets or personal data."),
)
ENVIRONMENT: Final = (
    ("CONTACT_ENTRY_HOME", "One folder for settings, entries and logs, as with --home."),
    ("CONTACT_ENTRY_PROFILE, CONTACT_ENTRY_LOG_LEVEL", "As --profile and --log-level."),
    (
        "CONTACT_ENTRY_CONNECTION_PROXY, …",
        "Fields of every connection: the keys of the policy file's table “connection” in capitals.",
    ),
)


def man_page(date: datetime) -> str:
    """The manual, made from the command line's own help."""
    # Its texts are in the language that was taken before.
    from app.commands.command_line.parser import build_parser

    top = build_parser()
    lines = [
        f'.TH CONTACT-ENTRY 1 "{date:%Y-%m-%d}" "Contact Entry {__version__}" "{said("User Commands")}"',
        f".SH {said('NAME')}",
        rf"contact\-entry \- {_escaped(said('type companies and people into SuperOffice CRM'))}",
        f".SH {said('SYNOPSIS')}",
        *_usage(top),
        *(line for command in _commands(top) for line in (".br", *_usage(command))),
        f".SH {said('DESCRIPTION')}",
        *_paragraphs(top.description or ""),
        f".SH {said('OPTIONS')}",
        *_options(top),
        f".SH {said('COMMANDS')}",
    ]
    for command in _commands(top):
        lines += [f".SS {_escaped(command.prog.partition(' ')[2])}"]
        lines += [*_paragraphs(command.description or ""), *_options(command)]
    lines += [f".SH {said('EXIT STATUS')}", *_as_it_stands((top.epilog or "").partition("\n")[2])]
    for heading, pairs in (("FILES", FILES), ("ENVIRONMENT", ENVIRONMENT)):
        lines += [f".SH {said(heading)}"]
        for name, text in pairs:
            lines += [".TP", rf"\fB{_escaped(name)}\fR", _escaped(said(text))]
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
    return [rf"\fB{_escaped(command.prog)}\fR [{said('OPTION')}]... {_escaped(' '.join(operands))}".rstrip()]


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


def said(text: str) -> str:
    """A word of the page in the language in use."""
    return WORDS.get(used_language(), {}).get(text, text)


def main() -> None:
    language, date = sys.argv[1:]
    use_language(language)
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # it is the process's own
    sys.stdout.write(man_page(datetime.fromisoformat(date).replace(tzinfo=UTC)))


if __name__ == "__main__":
    main()
