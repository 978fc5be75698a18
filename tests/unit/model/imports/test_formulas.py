"""What a cell says is no formula in any spreadsheet, and is there again when the file is read."""

import csv
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.model.imports.formulas import as_it_was, harmless

_LETTERS = st.text("ab1 ,;\t\n\"=+-@＝|'\u200b", max_size=20)


@given(_LETTERS.filter(lambda cell: "'" not in cell))
def test_a_cell_is_there_again(cell: str) -> None:
    assert as_it_was(harmless(cell)) == cell


@example(cell="\n-,", separator="\t")
@example(cell="\n=1,", separator="\t")
@given(_LETTERS, st.sampled_from(",\t"))
def test_no_part_of_a_cell_begins_a_formula(cell: str, separator: str) -> None:
    for line in harmless(cell).splitlines():
        for part in next(csv.reader([line], delimiter=separator), []):
            bare = re.split("[;\t]", part.strip(' "\t\u200b'))[0].strip()
            assert bare[:1] not in tuple("=+-@＝") or bare == "-" or bare[1:].replace(" ", "").isdigit()


@pytest.mark.parametrize("cell", ["+47 22 33 44 55", "a, +47 22 33 44 55; -3", "Vik-Olsen, A=B", "a - b", ""])
def test_other_cells_stay(cell: str) -> None:
    assert harmless(cell) == cell
