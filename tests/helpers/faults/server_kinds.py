"""The kinds of servers that the state machine over outbox and delivery meets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from hypothesis import strategies as st

from tests.helpers.faults.lagging_server import NAMINGS
from tests.helpers.faults.model_server import TROUBLES, ModelServer

LONGEST_LAG: Final = 400
"""Lists that lag longer than the last search waits could not be told from a server that has saved nothing
(decision 3). Between the second search and that one, they are told apart by what else they have."""
_LAGS: Final = (0, 1, 8, 55, LONGEST_LAG)
# Which of the replicas that answer in turn are behind.
_REPLICAS: Final = (
    *((True,), (True,)),
    *((True, False), (False, True), (True, True, False), (True, False, False)),
    *((True, False, False, False), (True, True, False, False)),
)
_ODDITIES: Final = (
    *("", "", "lags unevenly", "forgets keys", "renames people", "lags and renames"),
    *("renames all", "renames all and hides", "hides"),
    *("mixes companies", "forgets keys of people", "proposes somebody"),
)


@dataclass(frozen=True)
class ServerKind:
    """How a server behaves: see `ModelServer`. `lag` is in seconds."""

    lag: int
    takes_people: bool
    naming: str
    oddity: str
    replicas: tuple[bool, ...]

    def server(self, clock: Callable[[], datetime], model: type[ModelServer] = ModelServer) -> ModelServer:
        """Makes one that is well."""
        return model(
            clock,
            timedelta(seconds=self.lag),
            self.takes_people,
            self.naming,
            lags_unevenly="lags" in self.oddity and self.lag < LONGEST_LAG,
            forgets_keys=self.oddity == "forgets keys",
            renames_people="renames" in self.oddity,
            renames_companies="renames all" in self.oddity,
            hides="hides" in self.oddity,
            replicas=self.replicas,
            mixes_companies=self.oddity == "mixes companies",
            forgets_keys_of_people=self.oddity == "forgets keys of people",
            proposes_somebody=self.oddity == "proposes somebody",
        )


SERVER_KINDS: Final = st.builds(
    ServerKind,
    lag=st.sampled_from(_LAGS),
    takes_people=st.booleans(),
    naming=st.sampled_from(tuple(NAMINGS)),
    oddity=st.sampled_from(_ODDITIES),
    replicas=st.sampled_from(_REPLICAS),
)


def troubles_of(*kinds: str) -> st.SearchStrategy[list[tuple[str, str]]]:
    """Returns what can happen to requests of these kinds, those named twice more often."""
    return st.lists(st.tuples(st.sampled_from(kinds), st.sampled_from(sorted(TROUBLES))), max_size=6)
