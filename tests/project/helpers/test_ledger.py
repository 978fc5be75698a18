"""What the ledger of the kills complains of."""

from __future__ import annotations

import pytest

from tests.helpers.kill.ledger import Ledger


@pytest.mark.parametrize("event", ["typed", "pressing", "committed", "discarding", "restored", "state"])
def test_it_complains_of_a_company_that_nobody_has_begun_to_type(event: str) -> None:
    ledger = Ledger()
    ledger.hear({"event": "entering", "id": "one", "number": 1})
    told = {"at": 1.0, "path": "Name", "text": "F", "state": "saved"}
    ledger.hear({"event": event, "id": "one", **told})
    assert ledger.complaints == []
    ledger.hear({"event": event, "id": "two", **told})
    assert len(ledger.complaints) == 1
    assert "two" in ledger.complaints[0]
