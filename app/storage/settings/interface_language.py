"""Which language the program speaks: the first of command line, environment, policy, settings and system.

It is decided before anything with texts is imported, so just this one key is read.
"""

from __future__ import annotations

import os

from app.storage.settings.policy_places import may_have_policy
from app.translation.languages import ENGLISH, nearest_language, system_language

TYPE_CHECKING = False  # for the checker it is True; typing itself takes its time to load

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Final

    from app.storage.settings.early_settings import EarlySettings

LANGUAGE_VARIABLE: Final = "CONTACT_ENTRY_LANGUAGE"


def interface_language(
    settings: EarlySettings, option: str = "", environment: Mapping[str, str] | None = None
) -> str:
    """Returns a language of `LANGUAGES`. `option` is that of the command line; empty is none.

    One that the program does not have is English, and `managed_settings` says so. Never raises.
    """
    given = os.environ if environment is None else environment
    asked = option or given.get(LANGUAGE_VARIABLE, "") or _of_policy() or settings.text("language")
    return (nearest_language(asked) or ENGLISH) if asked else system_language()


def _of_policy() -> str:
    if not may_have_policy():
        return ""
    # Most have none, and what reads it takes its time to load.
    from app.storage.settings.policy_sources import policy_sources

    values = (source().values.get("language", "") for source in policy_sources())
    return next((value for value in values if isinstance(value, str) and value), "")
