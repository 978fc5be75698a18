"""Tables as Excel, LibreOffice and browsers put them on the clipboard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.recognition.sheets import html_tables
from app.recognition.sheets.html_tables import is_html_table, read_html_table

EXCEL = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style>td {color: red}</style></head>
<body><!--StartFragment--><table border=0 cellpadding=0><col width=64>
 <tr height=20><td height=20 class=xl65>Firma</td><td>Adresse</td><td x:num>Postnr</td></tr>
 <tr height=20><td>Fjell &amp; S&oslash;nn
  AS</td><td>Storgata 1<br style='mso-data-placement:same-cell;'>Bakg&aring;rden</td>
  <td align=right>0155</td></tr>
</table><!--EndFragment--></body></html>"""
LIBREOFFICE = """<!DOCTYPE html><html><body><table cellspacing="0" border="0"><colgroup width="85"></colgroup>
<tr><td height="17" align="left"><font face="Liberation Sans">Firma</font></td><td>By</td></tr>
<tr><td align="left">Bølgen</td><td align="left"><p>Tromsø</p></td></tr></table></body></html>"""


def cells(text: str) -> list[tuple[str, ...]]:
    return [row.cells for row in read_html_table(text).rows]


def test_excel() -> None:
    assert is_html_table(EXCEL)
    assert cells(EXCEL) == [
        ("Firma", "Adresse", "Postnr"),
        ("Fjell & Sønn AS", "Storgata 1\nBakgården", "0155"),
    ]


def test_libreoffice() -> None:
    assert cells(LIBREOFFICE) == [("Firma", "By"), ("Bølgen", "Tromsø")]
    assert [row.number for row in read_html_table(LIBREOFFICE).rows] == [1, 2]


def test_the_largest_table_counts_and_spans_keep_their_columns() -> None:
    text = "<table><tr><td>menu</table><table><tr><th colspan=2>A<th>B<tr><td>1<td>2<td>3</table>"
    assert cells(text) == [("A", "", "B"), ("1", "2", "3")]


def test_what_is_no_table() -> None:
    assert not is_html_table("<p>Firma;By</p>")
    assert cells("<table></table>") == []


def test_a_cell_that_spans_rows_is_in_each_of_them() -> None:
    text = "<table><tr><td>Firma<td>Navn<td>By<tr><td rowspan=2>Fjell<td>Kari<td rowspan='3'>Oslo"
    text += "<tr><td>Ola<tr><td>Vann<td>Liv<tr><td>Elv<td>Per</table>"
    assert cells(text) == [
        ("Firma", "Navn", "By"),
        ("Fjell", "Kari", "Oslo"),
        ("Fjell", "Ola", "Oslo"),
        ("Vann", "Liv", "Oslo"),
        ("Elv", "Per"),
    ]


def test_a_cell_that_spans_rows_and_columns_keeps_all_its_columns_in_each_row() -> None:
    text = "<table><tr><td colspan=2>Firma<td>Navn<td>Tlf<tr><td colspan=2 rowspan=2>Fjell<td>Kari<td>1"
    text += "<tr><td>Ola<td>2</table>"
    assert cells(text) == [
        ("Firma", "", "Navn", "Tlf"),
        ("Fjell", "", "Kari", "1"),
        ("Fjell", "", "Ola", "2"),
    ]


def test_the_xml_of_excel_2003() -> None:
    text = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
    <Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="A"><Table>
    <Row><Cell ss:MergeAcross="1"><Data ss:Type="String">Firma</Data></Cell><Cell><Data>By</Data></Cell></Row>
    <Row><Cell><Data ss:Type="String">Fjell AS</Data></Cell><Cell ss:Index="3"><Data>Oslo</Data></Cell></Row>
    </Table></Worksheet></Workbook>"""
    assert is_html_table(text)
    assert cells(text) == [("Firma", "", "By"), ("Fjell AS", "", "Oslo")]


@given(
    st.lists(st.sampled_from(["<table>", "</table>", "<tr>", "<td>", "</td>", "x", "<td colspan=9>", "<br>"]))
)
def test_anything_can_be_read(parts: list[str]) -> None:
    assert all(isinstance(cell, str) for row in cells("".join(parts)) for cell in row)


def test_what_reaches_down_from_one_table_does_not_reach_into_the_next() -> None:
    text = "<table><tr><td rowspan=5>menu<td>a</table>"
    text += "<table><tr><td>Firma<td>By<tr><td>Fjell<td>Oslo<tr><td>Vann<td>Bergen</table>"
    assert cells(text) == [("Firma", "By"), ("Fjell", "Oslo"), ("Vann", "Bergen")]


def test_a_link_ends_once() -> None:
    text = '<table><tr><td><a href="mailto:a@fjell.example">Write</a> to <b>us</b></a></table>'
    assert cells(text) == [("a@fjell.example to us",)]


def test_the_address_of_a_link_that_is_called_website() -> None:
    page = '<table><tr><td><a href="https://fjell.example/">Website</a></td>'
    page += '<td><a href="https://fair.example/e/1">Fjell AS</a></td><td><a href="/e/2">Link</a></td>'
    assert read_html_table(page).rows[0].cells == ("https://fjell.example/", "Fjell AS", "Link")


def test_what_reaches_down_stands_behind_a_short_row() -> None:
    text = "<table><tr><td>A<td>B<td>C<td rowspan=2>D<tr><td>1</table>"
    assert cells(text) == [("A", "B", "C", "D"), ("1", "", "", "D")]
    alone = "<table><tr><td>A<td rowspan=2>B<tr></tr><tr><td>1</table>"
    assert cells(alone) == [("A", "B"), ("", "B"), ("1",)]


def test_the_xml_of_excel_2003_has_cells_that_are_one_and_places_of_their_own() -> None:
    down = '<Cell ss:MergeDown="1"><Data>Fjell</Data></Cell>'
    fourth = '<Cell ss:Index="4"><Data>Oslo</Data></Cell>'
    second = '<Cell ss:Index="2"><Data>Ola</Data></Cell>'
    text = f"<table><Row>{down}{fourth}</Row><Row>{second}</Row></table>"
    assert cells(text) == [("Fjell", "", "", "Oslo"), ("Fjell", "Ola")]
    taken = f"<table><Row><Cell>A</Cell>{second.replace('2', '1')}</Row></table>"
    assert cells(taken) == [("A", "Ola")], "a place that is taken is none"


@pytest.mark.parametrize(
    ("span", "width"), [("2", 2), ("0", 1), ("-2", 1), ("x", 1), ("²", 1), ("99999", 1), ("9999", 500)]
)
def test_how_many_columns_a_cell_spans(span: str, width: int) -> None:
    (row,) = cells(f'<table><tr><td colspan="{span}">A</table>')
    assert row == ("A", *[""] * (width - 1))


def test_what_is_not_seen_is_no_text() -> None:
    text = "<title>T</title><table><tr><td>A<style>b {}</style><script>c</script> d</td>e</tr>f</table>g"
    assert cells(text) == [("A d",)]
    assert cells("</style><table><tr><td>A</table>") == [("A",)], "it was never open"


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ('<a href="mailto:a@fjell.example?subject=x">Write</a>', "a@fjell.example"),
        ('<a href="MAILTO:a%40fjell.example">Write</a>', "a@fjell.example"),
        ('<a href="mailto:a@fjell.example">b@fjell.example</a>', "b@fjell.example"),
        ('<a href="tel:+4722334455">Call</a>', "+4722334455"),
        ('<a href="tel:+4722334455">22 33 44 55</a>', "22 33 44 55"),
        ('<a href="https://fjell.example">Home</a>', "Home"),
        ("<a>Home</a>", "Home"),
    ],
)
def test_a_link_says_what_its_words_do_not(link: str, said: str) -> None:
    assert cells(f"<table><tr><td>{link}</table>") == [(said,)]


@pytest.mark.parametrize("mark", ["<table>", "<TABLE border=1>", "<table\n>"])
def test_a_table_is_seen_by_its_mark(mark: str) -> None:
    assert is_html_table(f"<p>x{mark}")
    assert not is_html_table(f"<p>x{mark[:6]}s>")


def test_rows_columns_and_cells_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, most in (("MOST_ROWS", 3), ("MOST_COLUMNS", 2), ("LONGEST_CELL", 4)):
        monkeypatch.setattr(html_tables, name, most)
    text = "<table>" + "<tr><td>abcdef<td colspan=3>2<td>3" * 5 + "</table>"
    assert cells(text) == [("abcd", "2")] * 2 + [("abcd", "2")]


def test_tables_with_the_same_headings_are_one() -> None:
    table = "<table><tr><th>Firma<th>By<tr><td>{}<td>Oslo</table>"
    other = "<table><tr><td>Hjem<td>Om</table>"
    rows = read_html_table(table.format("A") + other + table.format("B")).rows
    assert [row.cells for row in rows] == [("Firma", "By"), ("A", "Oslo"), ("B", "Oslo")]


def test_what_follows_a_table_within_another_is_of_the_outer_one() -> None:
    text = "<table><tr><td>menu<table><tr><td>x</td></tr></table></td><td>Firma</td><td>By</td></tr></table>"
    (row,) = cells(text)
    assert row[-2:] == ("Firma", "By")
    assert "x" not in row
