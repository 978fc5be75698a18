"""Files of the program that are no code; the same call finds them in a checkout, a wheel and an installer."""

from importlib.resources import files
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


def is_there(name: str) -> bool:
    return files(__name__).joinpath(name).is_file()


def text(name: str) -> str:
    """The text of a resource, for example ``text("style.qss")``."""
    return files(__name__).joinpath(name).read_text(encoding="utf-8")


def data(name: str) -> bytes:
    """The bytes of a resource, for example ``data("icons/app.svg")``."""
    return files(__name__).joinpath(name).read_bytes()


def path(name: str) -> str:
    """Where a resource lies, with forward slashes, for a style sheet that can only take files."""
    return Path(str(files(__name__).joinpath(name))).as_posix()
