"""Files that commands are given, - for standard input."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from app.commands.exit_codes import CommandFailed
from app.storage.files.regular_file import NoRegularFile, read_regular_file
from app.translation import _

_STANDARD_INPUT = "-"


def read_given_file(name: str, most: int, what: str) -> bytes:
    """Reads at most one byte more than `most`; `what` is what should be named instead of a folder.

    Raises CommandFailed with a sentence.
    """
    try:
        if name == _STANDARD_INPUT:
            return sys.stdin.buffer.read(most + 1) if sys.stdin else b""
        return read_regular_file(Path(name), most + 1)
    except NoRegularFile:
        raise CommandFailed(
            _("{name} is a device or a pipe. Name {what}, or - for standard input.").format(
                name=name, what=what
            )
        ) from None
    except FileNotFoundError:
        raise CommandFailed(_("There is no file {name}.").format(name=name)) from None
    except OSError as error:
        if Path(name).is_dir():
            raise CommandFailed(_("{name} is a folder. Name {what}.").format(name=name, what=what)) from None
        reason = os.strerror(error.errno) if error.errno else _("the system does not say why")
        raise CommandFailed(
            _("{name_of_given_file} cannot be read ({reason}).").format(
                name_of_given_file=name_of_given_file(name), reason=reason
            )
        ) from None


def name_of_given_file(name: str) -> str:
    """Names the file at the beginning of a sentence."""
    return _("Standard input") if name == _STANDARD_INPUT else _("The file {name}").format(name=name)
