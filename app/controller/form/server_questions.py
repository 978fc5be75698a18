"""What it takes to ask the server something while the form is being typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.controller.connection.connections import Connections, ConnectionState
from app.controller.form.lookups import Lookups
from app.controller.process.workers import WorkerPool

if TYPE_CHECKING:
    # Costs a tenth of a second: the worker loads it, after the window is painted.
    from app.webapi.client import WebApi


@dataclass(frozen=True)
class QuestionContext:
    """`api_for` gives the client of a connection by its name; it is called on worker threads."""

    connections: Connections
    lookups: Lookups
    api_for: Callable[[str], WebApi]
    network: WorkerPool

    @property
    def signed_in_profile_name(self) -> str:
        """The name of the connection in use, if somebody is signed in there; else nothing."""
        status = self.connections.status
        known = status.profile is not None and status.state is ConnectionState.SIGNED_IN
        return status.profile.name if known and status.profile else ""
