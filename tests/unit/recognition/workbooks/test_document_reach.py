"""How far cells of ODS documents reach, which are written once for many."""

import pytest

from app.recognition.workbooks import document_reach
from app.recognition.workbooks.bounds import TooFar, TooMuch
from app.recognition.workbooks.document_reach import check_document

FILLED = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'


def cell(repeated: str, filled: bool = False, mark: str = '"') -> str:
    """Returns a cell that stands for several."""
    tag = f"<table:table-cell table:number-columns-repeated={mark}{repeated}{mark}"
    return f'{tag} office:value-type="float" office:value="1"/>' if filled else f"{tag}/>"


def row(cells: str, repeated: str = "1", mark: str = '"') -> str:
    """Returns a row that stands for several."""
    return f"<table:table-row table:number-rows-repeated={mark}{repeated}{mark}>{cells}</table:table-row>"


def document(rows: str, tables: int = 1) -> bytes:
    """Returns the content of a document."""
    table = f"<table:table>{rows}</table:table>"
    return f"<office:document-content>{table * tables}</office:document-content>".encode()


@pytest.mark.parametrize(
    "rows",
    [
        row(cell("16000") + FILLED),
        row(cell("16000", mark="'") + FILLED),
        row(cell("999") * 2 + FILLED),
        row(cell("16000", filled=True)),
        row(cell("1"), "1048000") + row(FILLED),
        row(cell("1"), "1048000", mark="'") + row(FILLED),
        row(cell("1"), "60000") * 2 + row(FILLED),
        row(FILLED, "100000"),
        row(cell("1000") + FILLED, "90000"),
        row(cell("999999999999") * 2),
        row(cell("1000") * 11_000),
        row(FILLED, "9" * 30),
    ],
)
def test_what_reaches_too_far(rows: str) -> None:
    with pytest.raises(TooFar):
        check_document(document(rows))


def test_all_tables_together_reach_too_far() -> None:
    table = row(cell("100") + FILLED, "40000")
    check_document(document(table, 2))
    with pytest.raises(TooFar):
        check_document(document(table, 3))


@pytest.mark.parametrize(
    "rows",
    [
        row(FILLED),
        row(FILLED + cell("16383")) + row(cell("16384"), "1048575"),
        row(cell("16383") + cell("1")) * 3 + row(FILLED),
        row(FILLED * 500, "200"),
    ],
)
def test_what_programs_write_is_read(rows: str) -> None:
    check_document(document(rows))


def test_texts_of_repeated_cells_are_counted_for_each(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document_reach, "MOST_UNPACKED", 1000)
    check_document(document(row(FILLED, "100")))
    long = FILLED.replace(">x<", f">{'y' * 90}<")
    blanks = FILLED.replace(">x<", '><text:s text:c="4000000000"/><')
    value = '<table:table-cell office:string-value="{}"/>'.format("y" * 90)
    for rows in (row(long, "12"), row(blanks), row(value, "12"), row(long) * 12):
        with pytest.raises(TooMuch):
            check_document(document(rows))


def test_what_is_no_number_is_damage() -> None:
    for rows in (row(cell("many") + FILLED), "<table:table-row>"):
        with pytest.raises(ValueError):
            check_document(document(rows))
