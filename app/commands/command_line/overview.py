"""The overview of all commands, ``contact-entry --help``, without Python's parser.

The parser takes longer to load than Python takes to start, and this is what people and scripts ask for first.
It takes its commands and options from here.
"""

from __future__ import annotations

import os
import sys

from app.commands.command_line.language import use_language_of
from app.commands.output import final_code, prepare_streams, write_text
from app.translation import N_, _
from app.translation.languages import LANGUAGES

TYPE_CHECKING = False  # for the checker it is True; typing itself would take a third of the time of --help

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Final

PROGRAM: Final = "contact-entry"
LOG_LEVELS: Final = ("DEBUG", "INFO", "WARNING", "ERROR")
DESCRIPTION: Final = N_(
    "Type companies and the people in them into SuperOffice CRM. Without a command the window opens."
)
COMMANDS: Final = {
    "open": N_("open the window, and read vCards or texts into it"),
    "new": N_("begin a new company in the window"),
    "submit": N_("check and send one company from a file"),
    "import": N_("check and send the companies of a table"),
    "read": N_("show what is recognised in a text, mail, card or picture"),
    "lookup": N_("ask public registers for a company"),
    "outbox": N_("see and send what waits"),
    "profile": N_("set up connections to SuperOffice"),
    "register": N_("decide which public registers may be asked"),
    "sandbox": N_("serve a practice SuperOffice on this computer"),
    "policy": N_("see what an administrator has decided"),
    "self-test": N_("try out whether the program works here"),
    "update-check": N_("ask whether there is a newer version"),
}
"""Every command with what it does; `_` translates it."""
OPTIONS: Final = {
    "--sandbox": ("", N_("use a practice server on this computer")),
    "--profile": ("NAME", N_("the connection to use")),
    "--home": ("HOME", N_("one folder for settings, entries and logs")),
    "--language": (f"{{{','.join(LANGUAGES)}}}", N_("the language of the program")),
    "--log-level": (f"{{{','.join(LOG_LEVELS)}}}", N_("how much the log says")),
}
"""Every option that stands before a command, with its value and what it does; `_` translates that."""
EXIT_CODES: Final = N_("""\
exit codes:
  0  done: what was asked for is saved, sent or shown
  2  wrong usage, an unknown connection, or a file that cannot be read or written
  3  not valid: one line a field on standard error; nothing is kept
  4  SuperOffice rejected it: the entry is in the outbox with the reason
  5  sign-in failed: the entry is kept in the outbox
  6  kept in the outbox: not delivered, or not settled yet
  7  self-test: something does not work on this computer; policy show: something of it cannot be used
  8  done, but what it says could not be written to standard output: the disk is full, or nobody reads it
""")

_COLUMN: Final = 24
"""Where texts begin, as Python's parser has it for the commands."""
_NARROWEST: Final = 11


def print_overview() -> int:
    """Prints the overview in the user's language; returns the exit code."""
    prepare_streams()
    use_language_of([])
    write_text(overview(), sys.stdout)
    return final_code(0)


def overview(width: int = 0) -> str:
    """Returns the help of the program, in lines of at most `width` characters where words allow it.

    0 is the width of the terminal, or of what COLUMNS says.
    """
    width = (width or _width_of_terminal()) - 2
    own = [
        ("-h, --help", _("show this help message and exit")),
        ("--version", _("show program's version number and exit")),
    ]
    options = [*own, *((f"{name} {value}".rstrip(), _(text)) for name, (value, text) in OPTIONS.items())]
    lines = [
        *_usage([words.replace(", --help", "") for words, _text in options], width),
        *("", _(DESCRIPTION), "", _("positional arguments") + ":", "  command"),
        *(line for name, text in COMMANDS.items() for line in _row(name, _(text), width, indent=4)),
        *("", _("options") + ":"),
        *(line for row in options for line in _row(*row, width, indent=2)),
        *("", _(EXIT_CODES)),
    ]
    return "\n".join(lines)


def _usage(options: Iterable[str], width: int) -> Iterator[str]:
    begin = "".join((_("usage: "), PROGRAM, " "))
    indent = " " * len(begin)
    lines = [*_wrapped((f"[{words}]" for words in options), width - len(begin)), "command ..."]
    yield begin + lines[0]
    yield from (indent + line for line in lines[1:])


def _row(name: str, text: str, width: int, *, indent: int) -> Iterator[str]:
    """Yields the lines of a name and its text beside it, below it where the name is long."""
    head = " " * indent + name
    lines = list(_wrapped(text.split(), max(width - _COLUMN, _NARROWEST)))
    if len(head) > _COLUMN - 2:
        yield head
    else:
        yield head.ljust(_COLUMN) + lines.pop(0)
    yield from (" " * _COLUMN + line for line in lines)


def _wrapped(words: Iterable[str], width: int) -> Iterator[str]:
    line = ""
    for word in words:
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line


def _width_of_terminal() -> int:
    """Returns what ``shutil.get_terminal_size`` does, which takes long to load."""
    told = os.environ.get("COLUMNS", "")
    if told.isdecimal() and int(told):
        return int(told)
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or 80 if sys.__stdout__ else 80
    except (ValueError, OSError):  # it is closed, or no terminal
        return 80
