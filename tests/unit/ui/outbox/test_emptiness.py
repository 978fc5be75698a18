"""What stands where nothing is listed."""

from __future__ import annotations

import pytest

from app.model.outbox_rows import Group, OutboxFilter
from app.ui.outbox.emptiness import emptiness


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        (OutboxFilter(), "Nothing here yet.\n"),
        (OutboxFilter(search="Fjell"), "Nothing is called “Fjell” here."),
        (OutboxFilter(group=Group.SAVED), "No company is listed under “Saved”."),
        (OutboxFilter(search="Fjell", group=Group.SAVED), "Nothing called “Fjell” is listed under “Saved”."),
    ],
)
def test_it_is_said_of_what_there_is_nothing(chosen: OutboxFilter, told: str) -> None:
    assert emptiness(chosen, is_unavailable=False).startswith(told)
    assert emptiness(chosen, is_unavailable=True).startswith("The outbox cannot be opened")
