"""Files of the program that are no code; the same call finds them in a checkout, a wheel and an installer."""

from importlib.resources import files
from pathlib import Path


def text(name: str) -> str:
    """The text of a resource, for example ``text("style.qss")``."""
    return files(__name__).joinpath(name).read_text(encoding="utf-8")


def data(name: str) -> bytes:
    """The bytes of a resource, for example ``data("icons/app.svg")``."""
    return files(__name__).joinpath(name).read_bytes()


def path(name: str) -> str:
    """Where a resource lies, with forward slashes, for a style sheet that can only take files."""
    return Path(str(files(__name__).joinpath(name))).as_posix()
