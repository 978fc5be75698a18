"""``python -m tests.end2end.languages [CODE …]``: every window, page and dialog in every language.

At 100 % and at 150 %, each in a process of its own: whether texts are in English all the same, and whether a
label or button is cut off, a line for each language. Pictures are left in ``screenshots/languages``.
After the windows come the commands: which of their lines read as in English.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from app.translation.languages import ENGLISH, LANGUAGES
from tests.end2end.pseudo_language import is_unmarked

PICTURES = Path("screenshots/languages")
SCALES = ("1", "1.5")
PSEUDO = "pseudo"
"""In the place of a language's code: every text is marked, and one without a mark is told as English."""
SHORT = 4
"""The pages, their hints, the menus, what Save refuses: what there is time for in every run of the tests."""
_SCREEN = {"name": "screen", "x": 0, "y": 0, "dpr": 1}
_LARGE = (1920, 1080)
LOW = (1024, 600)
"""Pixels of the smallest screen."""
_DPI = {"logicalDpi": 96, "logicalBaseDpi": 96}
_CHILD = """
import sys
if sys.argv[1] == "pseudo":
    from tests.end2end.pseudo_language import install
    install()
else:
    from app.translation.catalogue import use_language
    use_language(sys.argv[1])
from tests.end2end.language_walk import main
main(*sys.argv[2:3], *map(int, sys.argv[3:]))
"""
_COMMANDS = """
import sys
from app.translation.catalogue import use_language
use_language(sys.argv[1])
from tests.end2end.command_walk import main
main()
"""
_NO_TEXT = re.compile(
    r"--?[\w-]+|\{[^}]*\}|\b[A-Z_]{2,}\d?\b|(?:https?:)?/\S+|contact-entry[\w ]*|'[^']*'|\"[^\"]*\""
    r"|\S+[@.]\S+"
)
_SAME = re.compile(r"Website|\d+ modules|OpenSSL [\w. ]+|command|[a-z_]+ = .*|.*: path|.*: value.*")
"""What reads alike in English: options, names of keys, what is given for JSON."""


def walk(
    language: str, folder: str, *most: int, scale: str = "1", size: tuple[int, int] = _LARGE
) -> dict[str, Any]:
    """Returns what a walk through the window in a language has found, on a screen of a size in pixels.

    Raises RuntimeError if it broke off.
    """
    with tempfile.TemporaryDirectory() as made:
        screen = Path(made) / "screen.json"
        screen.write_text(json.dumps({"screens": [{**_SCREEN, **_DPI, "width": size[0], "height": size[1]}]}))
        shown = {"QT_QPA_PLATFORM": f"offscreen:configfile={screen}", "QT_SCALE_FACTOR": scale}
        done = subprocess.run(
            [sys.executable, "-c", _CHILD, language, folder, *map(str, most)],
            env=os.environ | shown,
            capture_output=True,
            encoding="utf-8",
            timeout=600,
            check=False,
        )
    if done.returncode:
        raise RuntimeError(f"{language} at {scale}: {done.stderr[-2000:]}")
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def said_by_commands(language: str) -> dict[str, list[str]]:
    """Returns what each command says in a language, line by line. Raises RuntimeError if one broke off."""
    done = subprocess.run(
        [sys.executable, "-c", _COMMANDS, language],
        env=os.environ | {"CONTACT_ENTRY_LANGUAGE": language, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"commands in {language}: {done.stderr[-2000:]}")
    told: dict[str, list[str]] = json.loads(done.stdout.splitlines()[-1])
    return told


def english_lines(said: dict[str, list[str]], in_english: dict[str, list[str]]) -> list[str]:
    """Returns the lines with words that read as they do in English, each with its command."""
    return [
        f"{command}: {line}"
        for command, lines in said.items()
        for line in lines
        if line in in_english[command] and _has_words(line)
    ]


def _has_words(line: str) -> bool:
    rest = _NO_TEXT.sub("", line).strip(" :()[],…|")
    return not _SAME.fullmatch(rest) and is_unmarked(rest)


def main(arguments: list[str]) -> int:
    """Prints a line for each language, and what was found. Returns 1 if anything was."""
    is_well, in_english = True, said_by_commands(ENGLISH)
    for language in arguments or (*LANGUAGES, PSEUDO):
        walks = {}
        for scale in SCALES:
            folder = PICTURES / f"{language}-{round(float(scale) * 100)}"
            folder.mkdir(parents=True, exist_ok=True)
            walks[scale] = walk(language, str(folder), scale=scale)
        first = walks[SCALES[0]]
        cut = ", ".join(f"{len(one['cut'])} at {round(float(scale) * 100)} %" for scale, one in walks.items())
        english = first["english"]
        print(
            f"{language}: {first['scenes']} scenes, {first['texts']} texts, "
            f"{len(english)} in English, cut off: {cut}"
        )
        for scale, one in walks.items():
            for what in ("english", "cut"):
                for text, scene in one[what].items():
                    is_well = False
                    print(f"  {what} ({scale}, {scene}): {text}", file=sys.stderr)
        if language in (ENGLISH, PSEUDO):
            continue
        said = said_by_commands(language)
        left = english_lines(said, in_english)
        is_well = is_well and not left
        print(
            f"{language}: {len(said)} commands, {sum(map(len, said.values()))} lines, {len(left)} in English"
        )
        for line in left:
            print(f"  english ({line})", file=sys.stderr)
    return 0 if is_well else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
