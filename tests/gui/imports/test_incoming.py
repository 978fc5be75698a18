"""What is a table, as far as its name or its look tells."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl

from app.ui.imports.incoming import data_of_table, is_table_file, looks_like_table, table_file_in

HEADINGS, ROW = "Firma\tNavn\tBy\r\n", "Fjell AS\tKari\tOslo\r\n"
ROWS = HEADINGS + 2 * ROW


@pytest.mark.parametrize(
    "text",
    [ROWS, ROWS * 400, "a\tb\tc\nd\te\tf\n\ng\th\ti\nonly a total\nj\tk\tl\nm\tn\to\n"],
)
def test_rows_of_a_spreadsheet_are_a_table(text: str) -> None:
    assert looks_like_table(text)


@pytest.mark.parametrize(
    "text",
    ["", ROW, HEADINGS + ROW, "Kari Nordmann\nTel\t+47 22\nMob\t+47 91\n", "a;b;c\nd;e;f\n"],
)
def test_a_row_a_signature_and_plain_text_are_none(text: str) -> None:
    assert not looks_like_table(text)


def test_html_beside_the_rows_is_what_is_read() -> None:
    data = QMimeData()
    data.setText(ROWS)
    assert data_of_table(data) == ROWS.encode()
    data.setHtml("<table><tr><td>Firma</td></tr></table>")
    assert data_of_table(data).startswith(b"<table>")


def test_one_file_with_a_table_s_name(tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "Fair.XLSX"))])
    assert table_file_in(data) == tmp_path / "Fair.XLSX"
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in ("a.csv", "b.csv")])
    assert table_file_in(data) is None
    assert not is_table_file(Path("card.vcf"))
