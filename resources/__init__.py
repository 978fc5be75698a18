"""Files of the program that are no code; the same call finds them in a checkout, a wheel and an installer."""

from pathlib import Path
from typing import Final

NAMES: Final = (
    "icons/app-small.svg",
    "icons/app.svg",
    "icons/arrow-dark.svg",
    "icons/arrow-light.svg",
    "icons/check-dark.svg",
    "icons/check-light.svg",
    "icons/state-queued.svg",
    "icons/state-rejected.svg",
    "icons/state-saved.svg",
    "icons/state-sending.svg",
    "icons/state-undecided.svg",
    "icons/state-unknown.svg",
    "locale/de.mo",
    "locale/nb.mo",
    "locale/nl.mo",
    "locale/qtbase_nb.qm",
    "locale/sv.mo",
    "recognition/NOTICE.txt",
    "recognition/companies.toml",
    "recognition/counties.toml",
    "recognition/labels.toml",
    "recognition/postcodes.tsv.xz",
    "recognition/registers.toml",
    "recognition/titles.toml",
    "recognition/top-levels.txt",
    "style.qss",
)
"""All of them: what a wheel or an installer must carry."""

# importlib.resources would read zipped packages, too, which we are none of, and takes its time to load.
_FOLDER: Final = Path(__file__).parent


def is_there(name: str) -> bool:
    return (_FOLDER / name).is_file()


def text(name: str) -> str:
    """The text of a resource, for example ``text("style.qss")``."""
    return (_FOLDER / name).read_text(encoding="utf-8")


def data(name: str) -> bytes:
    """The bytes of a resource, for example ``data("icons/app.svg")``."""
    return (_FOLDER / name).read_bytes()


def path(name: str) -> str:
    """Where a resource lies, with forward slashes, for a style sheet that can only take files."""
    return (_FOLDER / name).as_posix()
