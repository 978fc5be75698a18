"""Takes the language of a command line before anything with texts is imported, the parser included."""

from __future__ import annotations

TYPE_CHECKING = False  # for the checker it is True; typing itself would take a third of the time of --help

if TYPE_CHECKING:
    from collections.abc import Sequence

_OPTION = "--language"
_HOME = "--home"
_OWN = ["profile", "add"]
_WITH_VALUE = (_OPTION, _HOME, "--profile", "--log-level")


def use_language_of(argv: Sequence[str]) -> None:
    """Takes the texts of the language that options, environment, policy, settings or system ask for.

    `argv` is not checked: the parser does that, in this language.
    """
    import os

    from app.storage.files.system_folders import config_folder
    from app.storage.settings.early_settings import EarlySettings
    from app.storage.settings.interface_language import interface_language
    from app.translation.catalogue import use_language

    settings = os.path.join(config_folder(_value_of(_HOME, argv)), "settings.json")  # noqa: PTH118  # see above
    use_language(interface_language(EarlySettings(settings), _value_of(_OPTION, _of_program(argv))))


def _of_program(argv: Sequence[str]) -> Sequence[str]:
    """Returns what may hold the program's language: behind ``profile add`` it is the connection's."""
    words: list[str] = []
    place = 0
    while place < len(argv) and argv[place] != "--" and words != _OWN:
        if not argv[place].startswith("-"):
            words.append(argv[place])
        place += 2 if argv[place] in _WITH_VALUE else 1
    return argv[:place]


def _value_of(option: str, argv: Sequence[str]) -> str:
    """Returns what stands behind an option, the last time that it is given; empty if it is not."""
    found = ""
    for place, word in enumerate(argv):
        if word == option:
            found = argv[place + 1] if place + 1 < len(argv) else ""
        elif word.startswith(f"{option}="):
            found = word[len(option) + 1 :]
    return found
