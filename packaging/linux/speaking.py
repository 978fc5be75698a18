"""The installed program in other languages: its commands, and its window as a screen reader reads it.

What it says is compared with what the checkout says, and with the catalogue: no word of another language is
written down here.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Final

from linux.bare_root import USER, Root
from linux.steps import as_user, checked, expect, say

import resources
from app.translation.catalogue import catalogue_name
from app.translation.compiled_catalogue import CompiledCatalogue
from app.translation.languages import ENGLISH
from tests.helpers.ui.shown_texts import bare, english_texts

_ROOT: Final = Path(__file__).parents[2]
_WALK: Final = _ROOT / "tests/end2end/at_spi_walk.py"
_HELP: Final = {"de": ("submit", "--help"), "sv": ("outbox", "--help")}
_WIDE: Final = "100"
# The window is read until its lists have come: the practice server has signed in by then.
_READ: Final = """
/usr/libexec/at-spi-bus-launcher --launch-immediately & sleep 1
contact-entry --home "$HOME/read" --sandbox & window=$!
for turn in 1 2 3 4 5 6 7 8 9 10; do
    sleep 2
    python3 "$1" >"$HOME/read.jsonl"
    [ "$(grep -c . "$HOME/read.jsonl")" -gt 25 ] && break
done
kill $window
cat "$HOME/read.jsonl"
"""


def in_language(language: str, text: str) -> str:
    """Returns one of the program's texts as the catalogue has it."""
    return CompiledCatalogue(resources.data(catalogue_name(language))).gettext(text)


def speak_in_commands(root: Root) -> None:
    """`submit --help` in German and another command in Swedish: as the checkout's, and not English."""
    for language, words in _HELP.items():
        told = as_user(root)("contact-entry", *words, LANGUAGE=language, COLUMNS=_WIDE)
        expect(told == _of_checkout(language, *words), f"{' '.join(words)} in {language} says: {told}")
        expect(told != _of_checkout(ENGLISH, *words), f"{' '.join(words)} is in English.")
        say(f"contact-entry {' '.join(words)} in {language}: {told.splitlines()[0]}")


def _of_checkout(language: str, *words: str) -> str:
    given = {**os.environ, "LANGUAGE": language, "COLUMNS": _WIDE, "PYTHONPATH": str(_ROOT)}
    return checked(sys.executable, "-m", "app", *words, environment=given)


def read_window(root: Root, display: str, language: str = "sv") -> None:
    """Opens the window on a screen and reads it as a screen reader does. No name of it may be English.

    The reader is Debian's, in Python: it comes when the program has shown that it needs none.
    """
    root.install("at-spi2-core", "python3-pyatspi")
    script = root.put(_WALK)
    told = root.run(
        *("dbus-run-session", "--", "sh", "-c", _READ, "sh", script),
        user=USER,
        DISPLAY=display,
        QT_QPA_PLATFORM="xcb",
        QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1",
        LANGUAGE=language,
    )
    lines = [json.loads(line) for line in told.splitlines() if line.startswith("{")]
    names = {bare(name) for one in lines for name in (one["name"], *one["labels"]) if name}
    wanted = {bare(in_language(language, text)) for text in ("&Save", "Department", "Note")}
    expect(wanted <= names, f"The window in {language} does not say {wanted - names} but {sorted(names)}.")
    english = sorted(names & english_texts(language))
    expect(not english, f"The window in {language} says {english}.")
    say(f"window in {language}, read over AT-SPI: {len(names)} names, none in English")


def play_demo(language: str = "nb") -> None:
    """`make demo` in another language, from the checkout."""
    told = checked("make", "-s", "demo", environment={**os.environ, "LANGUAGE": language})
    saved = in_language(language, "Saved as number {number}.").partition("{")[0]
    said = [line for line in told.splitlines() if saved in line]
    expect(len(said) == 1, f"make demo in {language} says: {told}")
    say(f"LANGUAGE={language} make demo: {said[0]}")
