"""How far cells may be from the first."""

import pytest

from app.recognition.workbooks.bounds import TooFar, check_cell, pieces


@pytest.mark.parametrize(("row", "column"), [(100_000, 0), (1, 702)])
def test_cells_that_are_too_far(row: int, column: int) -> None:
    check_cell(99_999, 701)
    with pytest.raises(TooFar) as told:
        check_cell(row, column)
    assert (told.value.row, told.value.column) == (row, column)


def test_a_sheet_is_looked_through_some_rows_at_a_time() -> None:
    sheet = b"<row></row>" * 50_000
    parts = list(pieces(sheet))
    assert len(parts) > 1
    assert b"".join(parts) == sheet
    assert all(part.endswith(b"row>") for part in parts)
