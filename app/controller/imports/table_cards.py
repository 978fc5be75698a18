"""The companies of a table as the card would read them: those in view, read on a worker of their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from app.controller.process.workers import WorkerPool

if TYPE_CHECKING:
    from app.recognition.tables.companies import TableCompany
    from app.service.imports.table_plan import TablePlan

_MOST_CARDS: Final = 500


class TableCards(QObject):
    """Those of one table at a time; what is asked for and not read yet is read soon."""

    read = Signal(object)  # numbers of companies that `card` knows by now

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = WorkerPool(1, self)
        self._plan: TablePlan | None = None
        self._cards: dict[int, TableCompany] = {}
        self._wanted: set[int] = set()
        self._begun = 0
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._read)

    def begin(self, plan: TablePlan | None, known: Mapping[int, TableCompany] | None = None) -> None:
        """Forgets all cards: from now on they are those of this plan, of which some are known."""
        self._begun += 1
        self._plan, self._cards, self._wanted = plan, dict(known or {}), set()

    def card(self, number: int) -> TableCompany | None:
        """Returns a company; None until `read` tells that it is read."""
        card = self._cards.get(number)
        if card is None and self._plan is not None:
            self._wanted.add(number)
            if not self._soon.isActive():
                self._soon.start(0)
        return card

    def close(self, within_ms: int) -> bool:
        """Ends the work; returns False if it does not come to an end."""
        return self._work.close(within_ms)

    def _read(self) -> None:
        plan, begun = self._plan, self._begun
        wanted = tuple(sorted(self._wanted))
        self._wanted.clear()
        if plan is not None and wanted:
            self._work.run(lambda: (begun, {one: plan.company(one) for one in wanted}), self._on_read)

    def _on_read(self, answer: tuple[int, dict[int, TableCompany]]) -> None:
        begun, cards = answer
        if begun == self._begun:
            # Those in view alone: a table may have ten thousand.
            if len(self._cards) > _MOST_CARDS:
                self._cards.clear()
            self._cards.update(cards)
            self.read.emit(tuple(cards))
