"""A search for similar companies that answers when it is told to."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from app.controller.questions.similar_companies import DuplicateSearch
from app.model.company_search.similar_companies import SearchKeys
from app.service.company_search.similar_companies import DuplicateSearchResult
from tests.helpers.ui.window import PATIENCE_MS

if TYPE_CHECKING:
    from app.webapi.client import WebApi


class HeldSearch:
    """Holds the answers of the search that Save waits for, from `hold` until `let_go`."""

    def __init__(self, search: DuplicateSearch) -> None:
        self._search, self._fetch = search, search._fetch
        self._give_up_after = search._give_up_later.interval()
        self._is_free = threading.Event()
        self._is_free.set()
        search._fetch = self._held  # type: ignore[method-assign]  # stands between it and the server

    def hold(self) -> None:
        self._is_free.clear()
        self._search._ready_for = None  # the same name may have been asked about before
        self._search._give_up_later.setInterval(PATIENCE_MS)

    def let_go(self) -> None:
        self._search._give_up_later.setInterval(self._give_up_after)
        self._is_free.set()

    def end(self) -> None:
        self.let_go()
        self._search._fetch = self._fetch  # type: ignore[method-assign]  # as it was

    def _held(self, api: WebApi, question: SearchKeys) -> DuplicateSearchResult:
        assert self._is_free.wait(PATIENCE_MS / 1000)
        return self._fetch(api, question)
