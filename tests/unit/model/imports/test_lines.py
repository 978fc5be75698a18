"""A line of the preview."""

import pytest

from app.model.imports.lines import Line, LineState, rows_told


def test_a_line_is_unchecked_until_somebody_has_looked() -> None:
    assert Line("3", "Fjell AS").state is LineState.UNCHECKED
    assert [state.value for state in LineState][1:] == ["new", "double", "doubtful", "wrong", "done"]


@pytest.mark.parametrize(
    ("rows", "told"), [((3,), "3"), ((3, 4, 5), "3–5"), ((2, 4, 5, 9), "2, 4–5, 9"), ((), "")]
)
def test_rows_for_people(rows: tuple[int, ...], told: str) -> None:
    assert rows_told(rows) == told
