"""What comes of taking an entry as far as it goes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from app.model.entry import Entry
from app.webapi.errors import WebApiError

if TYPE_CHECKING:
    from app.service.delivery.run import Run


@dataclass(frozen=True)
class Delivery:
    """What became of an entry.

    `entry` is as it is stored now. With `sign_in_needed` nothing more goes through this connection until the
    user has signed in. Until `pause_until` it is of no use to try any entry of this connection: the trouble
    is the network's or the server's. `error` is what stood in the way, if anything did. `following` is the
    next one, stored as SENDING already: it has to be gone on with, or withdrawn.
    """

    entry: Entry
    sign_in_needed: bool = False
    pause_until: datetime | None = None
    error: WebApiError | None = None
    following: Run | None = None


class Halted(Exception):
    """Nothing more can be done for this entry now; `looking` tells that it was being looked for."""

    def __init__(self, error: WebApiError, *, looking: bool = False) -> None:
        super().__init__(error.message)
        self.error = error
        self.looking = looking
