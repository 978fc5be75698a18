"""The languages of the program, and which of them the user's system asks for."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # for the checker it is True; typing itself takes its time to load

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Final

ENGLISH: Final = "en"
LANGUAGES: Final = {
    ENGLISH: "English",
    "nb": "Norsk bokmål",
    "sv": "Svenska",
    "da": "Dansk",
    "de": "Deutsch",
    "nl": "Nederlands",
}
"""Each language's ISO 639-1 code, with the name it gives itself."""

# "no" is what many systems of the last century still say; nynorsk is nearer to bokmål than to English.
_MEANT: Final = {"no": "nb", "nn": "nb"}
_VARIABLES: Final = ("LC_ALL", "LC_MESSAGES", "LANG")
_MUI_LANGUAGE_NAME: Final = 8  # names such as "nb-NO", not numbers


def nearest_language(code: str) -> str:
    """Returns the language of the program that a code means; empty if it has none of that kind.

    `code` is as systems write them: ``nb``, ``de-AT`` (BCP 47) or ``sv_SE.UTF-8@euro`` (POSIX).
    """
    primary = code.strip().replace("_", "-").partition(".")[0].partition("@")[0].partition("-")[0].lower()
    primary = _MEANT.get(primary, primary)
    return primary if primary in LANGUAGES else ""


def first_known_language(codes: Iterable[str]) -> str:
    """Returns the first language that the program has, English if it has none of them."""
    return next(filter(None, map(nearest_language, codes)), ENGLISH)


def system_language() -> str:
    """Returns the language of the program that the user's system asks for first."""
    if sys.platform == "win32":
        return first_known_language(_windows_languages())
    wanted = posix_languages(os.environ)
    if sys.platform == "darwin":
        # A program that is opened from the Finder has no such variables.
        wanted = [*wanted, *_mac_languages()]
    return first_known_language(wanted)


def posix_languages(environment: Mapping[str, str]) -> list[str]:
    """Returns what the environment asks for, as gettext reads it: LANGUAGE is a list, the others are one."""
    listed = environment.get("LANGUAGE", "").split(":")
    one = next(filter(None, (environment.get(name) for name in _VARIABLES)), "")
    return [code for code in (*listed, one) if code]


def _windows_languages() -> list[str]:
    if sys.platform == "win32":
        import ctypes
        from ctypes import wintypes

        ask = ctypes.windll.kernel32.GetUserPreferredUILanguages
        count, length = wintypes.ULONG(), wintypes.ULONG()
        if ask(_MUI_LANGUAGE_NAME, ctypes.byref(count), None, ctypes.byref(length)):
            names = ctypes.create_unicode_buffer(length.value)
            if ask(_MUI_LANGUAGE_NAME, ctypes.byref(count), names, ctypes.byref(length)):
                # Each ends with a null character, and all of them with one more.
                return [name for name in names[: length.value].split("\0") if name]
    return []


def _mac_languages() -> list[str]:
    import plistlib
    from pathlib import Path
    from xml.parsers.expat import ExpatError

    try:
        with Path("~/Library/Preferences/.GlobalPreferences.plist").expanduser().open("rb") as file:
            told = plistlib.load(file).get("AppleLanguages", [])
    except (OSError, ValueError, ExpatError, AttributeError):
        return []
    return [str(code) for code in told] if isinstance(told, list) else []
