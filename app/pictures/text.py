"""Recognises the text in a picture with a program of this computer, which can be ended at any time."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from app.pictures.decoding import GreyPicture, as_png
from app.pictures.text_programs import TextProgram
from app.translation import _

_LONGEST: Final = 100_000  # bytes: a business card has a few hundred
_SECONDS: Final = 60.0
_LOOK_EVERY: Final = 0.05  # seconds


class TextNotRead(Exception):
    """The program could not read the text; the message is a sentence."""


def text_in(picture: GreyPicture, program: TextProgram, on_step: Callable[[int], None]) -> str:
    """Returns the text of a picture. Raises TextNotRead; what `on_step` raises ends the program, too.

    The picture lies in a folder of this user alone while it is read, and is deleted after that.
    """
    with tempfile.TemporaryDirectory(prefix="contact-entry-", ignore_cleanup_errors=True) as folder:
        file = Path(folder, "picture.png")
        file.write_bytes(as_png(picture))
        written = Path(folder, "text")
        try:
            with written.open("wb") as output:
                ended = _run(program.arguments(file), output.fileno(), file, on_step)
            with written.open("rb") as output:
                text = output.read(_LONGEST)
        except OSError:
            ended, text = -1, b""
    if ended != 0:
        raise TextNotRead(
            _("The text of this picture could not be read: {program} did not do it.").format(
                program=program.name
            )
        )
    return text.decode("utf-8", "replace").replace("\f", "")


def _run(arguments: list[str], output: int, file: Path, on_step: Callable[[int], None]) -> int:
    """Runs a program to its end, or until it takes too long; returns its exit code."""
    environment = os.environ | {"OMP_THREAD_LIMIT": "1", "CONTACT_ENTRY_PICTURE": str(file)}
    hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows' own
    process = subprocess.Popen(  # noqa: S603  # a program of the system, with a file of ours
        arguments,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.DEVNULL,
        env=environment,
        creationflags=hidden,
    )
    try:
        waited = 0.0
        while waited < _SECONDS:
            with suppress(subprocess.TimeoutExpired):
                return process.wait(_LOOK_EVERY)
            waited += _LOOK_EVERY
            on_step(0)
        return -1
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
