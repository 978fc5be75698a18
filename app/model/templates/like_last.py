"""The template that the company saved last is: no settings hold it, and it has a name all the same."""

from __future__ import annotations

from typing import Final

from app.translation import _

LAST: Final = "\0last"
"""Stands for it among the names of templates, none of which can be this."""
LIKE_LAST: Final = _("Like the company saved last")
"""What it is called."""
_EVERYWHERE: Final = "Like the company saved last"
"""What it can be called in every language: a shortcut need not know that of its user."""


def means_last(name: str) -> bool:
    """Returns True for its name, in any case."""
    return name.strip().casefold() in (LAST, LIKE_LAST.casefold(), _EVERYWHERE.casefold())
