"""A company that is typed while one of its name waits in the outbox: Save warns before both are sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.controller.connection.connections import Connections
from app.controller.form.entry import EntryController
from app.controller.process.debounce import Debounce
from app.controller.process.store_access import OpenStore, StoreAccess
from app.model.checks.form_problems import StickyProblem
from app.model.checks.problem import Problem, Severity
from app.model.company_search.similar_companies import SearchKeys
from app.model.form.choices import TARGET
from app.translation import _

ASK_AFTER_MS = 400
_WAITS = _(
    "“{name}” is in the outbox (Ctrl+O) and will be sent. Save this too only if it is another company."
)


class WaitingCompanies(QObject):
    """Looks into the outbox for the name that is typed; it is a gate that Save passes (`SaveGate`)."""

    ready = Signal()  # Save need not wait any longer

    def __init__(
        self,
        entry: EntryController,
        connections: Connections,
        store: StoreAccess,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._entry = entry
        self._connections = connections
        self._store = store
        self._form: Mapping[str, Any] = {}
        self._asked: SearchKeys | None = None
        self._known: SearchKeys | None = None
        self._ask_soon = Debounce(self, ASK_AFTER_MS, self._ask)
        entry.typed.connect(self._on_typed)
        entry.form_changed.connect(self._on_form_changed)

    def is_ready(self, form: Mapping[str, Any]) -> bool:
        """Returns True if the outbox was looked into for the name in a form, or cannot be."""
        keys = _keys_of(form)
        return not keys.name or keys == self._known or self._store.current is None or not self._profile

    def ask_now(self) -> None:
        """Looks at once, for Save; `ready` follows."""
        self._ask_soon.stop()
        self._ask()

    @property
    def _profile(self) -> str:
        profile = self._connections.status.profile
        return profile.name if profile else ""

    def _on_typed(self, form: dict[str, Any]) -> None:
        self._form = form
        if _keys_of(form) not in (self._known, self._asked):
            self._ask_soon.start()

    def _on_form_changed(self, _form: object) -> None:
        """Looks anew for the next company: what was typed before waits by now."""
        self._asked = self._known = None

    def _ask(self) -> None:
        keys, profile = _keys_of(self._form), self._profile
        if not keys.name or not profile:
            self._take(keys, "")
            return

        def work(store: OpenStore) -> tuple[SearchKeys, str]:
            from app.service.company_search.waiting_here import waiting_of_name

            return keys, waiting_of_name(store.outbox, profile, keys)

        self._asked = keys
        self._store.run(work, self._on_looked, self._on_not_looked)

    def _on_looked(self, found: tuple[SearchKeys, str]) -> None:
        keys, name = found
        if keys == self._asked == _keys_of(self._form):
            self._take(keys, name)

    def _on_not_looked(self, _error: Exception) -> None:
        """Lets Save through: it tells itself what is wrong with the store."""
        self._take(self._asked, "")

    def _take(self, keys: SearchKeys | None, name: str) -> None:
        self._asked, self._known = None, keys
        told = Problem("Name", _WAITS.format(name=name), Severity.WARNING)
        found = (StickyProblem(told, self._form.get("Name")),) if name else ()
        self._entry.problems.set_external("waiting", found)
        self.ready.emit()


def _keys_of(form: Mapping[str, Any]) -> SearchKeys:
    """Returns name and department; no name for what adds to a company that is there."""
    if TARGET in form:
        return SearchKeys()
    return SearchKeys(str(form.get("Name") or "").strip(), str(form.get("Department") or "").strip())
