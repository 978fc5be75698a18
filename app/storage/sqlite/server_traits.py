"""What deliveries have learned about the server of each connection, so that it is learned once."""

from __future__ import annotations

import json
from typing import Final

from app.storage.sqlite.database import Database
from app.storage.sqlite.list_cache import ListCache

# A row of the cached lists, under a name that no list of a server has and in no language.
_NAME: Final = "trait: people inside a company"
_NO_LANGUAGE: Final = ""


class ServerTraits:
    """Any thread. Every method raises StoreProblem on disk errors."""

    def __init__(self, store: Database) -> None:
        self._lists = ListCache(store)

    def takes_people_inside(self, profile: str, url: str) -> bool:
        """Returns False if the server at `url` is known not to add the people inside a posted company."""
        found = self._lists.get(profile, _NO_LANGUAGE, _NAME)
        return found is None or found[0] != _ignored_by(url)

    def note_people_ignored(self, profile: str, url: str) -> None:
        """Remembers that the server at `url` does not add the people inside a posted company."""
        self._lists.put(profile, _NO_LANGUAGE, _NAME, _ignored_by(url))


def _ignored_by(url: str) -> str:
    """Returns what is stored. It names the server: a connection can be turned to another one."""
    return json.dumps({"ignored_by": url})
