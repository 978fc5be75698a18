"""How far an import is."""

from app.model.imports.lines import LineState
from app.model.imports.progress import ImportProgress


def test_it_is_over_once_nothing_is_left() -> None:
    assert not ImportProgress(1, 2, {LineState.NEW: 1}).is_over
    assert ImportProgress(2, 2, {LineState.NEW: 2}).is_over
    assert ImportProgress(0, 0, {}).is_over
