"""What a user likes: how the window looks, where it begins, what is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from app.translation import _

THEMES: Final = ("", "light", "dark")
"""Empty is the desktop's."""
DENSITIES: Final = ("", "compact")
USUAL_TEXT_SIZE: Final = 100
SMALLEST_TEXT_SIZE: Final = 75
LARGEST_TEXT_SIZE: Final = 200
START_PAGES: Final = ("contact", "persons", "communication", "customfields", "interests", "more")
"""Names of the form's pages, in their order."""
_MOST: Final = 100

OwnDefaults = Mapping[str, Mapping[str, Mapping[str, int]]]
"""By connection and field, the entry of a list: ``{"Work": {"Category": {"Id": 3}}}``."""


@dataclass(frozen=True, kw_only=True)
class Preferences:
    """The preferences of one user. Raises ValueError, with a sentence, for values that cannot be.

    `language` takes effect with the next start, empty is the system's; `text_size` is in per cent;
    `start_page` is opened for a new company; Tab passes by the fields of `passed_by`; `own_defaults` is what
    new companies begin with; saved entries are listed for `history_days`.
    """

    language: str = ""
    theme: str = ""
    text_size: int = USUAL_TEXT_SIZE
    density: str = ""
    start_page: str = START_PAGES[0]
    passed_by: tuple[str, ...] = ()
    asks_before_discard: bool = False
    own_defaults: OwnDefaults = field(default_factory=dict)
    history_days: int = 90

    def __post_init__(self) -> None:
        if self.theme not in THEMES:
            raise ValueError(_("The window is light, dark, or as the desktop is."))
        if not SMALLEST_TEXT_SIZE <= self.text_size <= LARGEST_TEXT_SIZE:
            raise ValueError(
                _("Text has {smallest} to {largest} per cent of its usual size.").format(
                    smallest=SMALLEST_TEXT_SIZE, largest=LARGEST_TEXT_SIZE
                )
            )
        if self.density not in DENSITIES:
            raise ValueError(_("The fields stand as usual, or closer together."))
        if self.start_page not in START_PAGES:
            raise ValueError(_("There is no page of that name to begin with."))
        most = max(len(self.passed_by), len(self.own_defaults), *map(len, self.own_defaults.values()), 0)
        if most > _MOST:
            raise ValueError(_("These are more fields than there are."))

    def defaults_for(self, connection: str) -> dict[str, Any]:
        """Returns what new companies of a connection begin with, by field."""
        return {path: dict(value) for path, value in self.own_defaults.get(connection, {}).items()}
