"""What a Save waits for before it commits, and for how long at most."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance

from app.controller.connection.connections import Connections
from app.controller.process.debounce import Debounce
from app.controller.process.store_access import StoreAccess
from app.translation import _

AT_MOST_MS = 10_000
_NO_CONNECTION = _(
    "There is no connection to a SuperOffice yet, so this cannot be saved there. "
    "It is kept here as a draft; set up a connection and press Save again."
)
_BEING_SET_UP = _(
    "The connection is still being set up. This is kept here as a draft; press Save again in a moment."
)
_NO_STORE = _("Nothing can be saved as long as the entries on this computer cannot be opened.")
_NOT_READY = _("The entries on this computer are still being opened. Press Save again in a moment.")


class SaveGate(Protocol):
    """A check that Save waits for briefly."""

    ready: SignalInstance

    def is_ready(self, form: Mapping[str, Any]) -> bool: ...
    def ask_now(self) -> None: ...


class SaveWait(QObject):
    """Waits for the store and the settings of a new start, for a connection on its way, and for gates."""

    given_up = Signal()  # see `give_up`
    went_on = Signal()  # something that may have been waited for is there, or there was enough waiting

    def __init__(self, connections: Connections, store: StoreAccess, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._connections = connections
        self._store = store
        self._gates: list[SaveGate] = []
        self.was_too_long = False
        self._at_most = Debounce(self, AT_MOST_MS, self._on_too_long)
        self._gives_up = False
        store.settled.connect(self._go_on)
        connections.opened.connect(self._go_on)
        connections.set_up.connect(self._go_on)

    def use_gate(self, gate: SaveGate) -> None:
        """Has Save pass this one as well."""
        self._gates.append(gate)
        gate.ready.connect(self._go_on)

    @property
    def is_program_ready(self) -> bool:
        """True once store, settings and a connection on its way are there, or known never to be.

        The connection that was in use before is not what was chosen: nothing is saved for it meanwhile.
        """
        connections = self._connections
        return self._store.is_settled and connections.is_open and not connections.is_setting_up

    @property
    def why_impossible(self) -> str:
        """The sentence for a Save that has waited and lacks the store or a connection all the same."""
        if not (self._store.is_settled and self._connections.is_open):
            return _NOT_READY
        if self._connections.is_setting_up:
            return _BEING_SET_UP
        return _NO_CONNECTION if self._connections.status.profile is None else _NO_STORE

    def give_up(self) -> bool:
        """Returns True if the Save can be decided without what it waits for: the window closes.

        It cannot without the store and the settings. Then `given_up` follows instead of `went_on`, once they
        are there or there was enough waiting.
        """
        self._gives_up = not (self.is_program_ready or self.was_too_long)
        return not self._gives_up

    def is_over(self, form: Mapping[str, Any]) -> bool:
        """Returns True if Save need not wait; else `went_on` follows, after `AT_MOST_MS` in any case."""
        closed = [gate for gate in self._gates if not gate.is_ready(form)] if self.is_program_ready else None
        if self.was_too_long or closed == []:
            return True
        for gate in closed or ():
            gate.ask_now()
        if not self._at_most.isActive():
            self._at_most.start()
        return False

    def end(self) -> None:
        """Ends the wait: the next one begins anew."""
        self._at_most.stop()
        self.was_too_long = self._gives_up = False

    def _on_too_long(self) -> None:
        self.was_too_long = True
        self._go_on()

    def _go_on(self) -> None:
        if not self._gives_up:
            self.went_on.emit()
        elif self.give_up():
            self.given_up.emit()
