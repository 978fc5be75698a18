"""The first rows of a long table are read before all others."""

from collections.abc import Mapping

import pytest

from app.recognition.sheets.sheet import TableProblem
from app.service.imports.reading import FIRST_COMPANIES, read_first, read_whole, shape_of
from tests.helpers.data.workbooks import as_workbook, as_xlsx

HEADINGS = "Firma;Kontakt;By\n"
ROWS = "".join(f"Fjell {number} AS;Kari Moe;Oslo\n" for number in range(6000))


def no_fields(_headings_key: str) -> Mapping[int, str]:
    return {}


def test_of_a_long_text_the_first_rows_come_first_and_the_rest_is_kept() -> None:
    content = (HEADINGS + ROWS).encode()
    read = read_first(content, "NO", no_fields)
    assert read.rest == content
    assert FIRST_COMPANIES < len(read.plan.groups) < 6000
    assert [read.plan.name(number) for number in (0, 1)] == ["Fjell 0 AS", "Fjell 1 AS"]
    assert len(read.companies) == FIRST_COMPANIES
    whole = read_whole(read.rest, "NO", no_fields)
    assert (len(whole.plan.groups), whole.rest) == (6000, b"")
    assert all(
        whole.companies[number].found == read.companies[number].found for number in range(len(read.companies))
    )


def test_of_a_long_workbook_the_first_rows_come_first_too() -> None:
    rows = [HEADINGS.strip().split(";"), *(line.split(";") for line in ROWS.splitlines())]
    content = as_xlsx(rows)
    read = read_first(content, "NO", no_fields)
    assert (read.rest == content, len(read.plan.groups)) == (True, 299)
    whole = read_whole(read.rest, "NO", no_fields)
    assert (len(whole.plan.groups), whole.rest) == (6000, b"")
    assert all(
        whole.companies[number].found == read.companies[number].found for number in range(len(read.companies))
    )
    assert read_first(as_xlsx(rows[:40]), "NO", no_fields).rest == b"", "it is read at once"


def test_of_a_long_sheet_that_was_chosen_the_first_rows_come_first_too() -> None:
    rows = [HEADINGS.strip().split(";"), *(line.split(";") for line in ROWS.splitlines())]
    other = [rows[0], ["Vik AS", "Per Dahl", "Voss"]]
    content = as_workbook({"Tirsdag": rows, "Onsdag": other, "Torsdag": rows[:60]})
    for name, first, count in (("Tirsdag", 299, 6000), ("Onsdag", 1, 1), ("Torsdag", 59, 59)):
        read = read_first(content, "NO", no_fields, name)
        whole = read_whole(read.rest, "NO", no_fields, wanted=name)
        assert (len(read.plan.groups), len(whole.plan.groups)) == (first, count)
        shape = shape_of("fair.xlsx", whole.plan, is_whole=True)
        assert (shape.name, shape.sheet, shape.sheets) == (
            "fair.xlsx",
            name,
            ("Tirsdag", "Onsdag", "Torsdag"),
        )


@pytest.mark.parametrize(
    "content",
    [
        (HEADINGS + "Fjell AS;;\n").encode(),
        (HEADINGS + 'Fjell AS;"' + ROWS + '";\n').encode(),
        (HEADINGS + ROWS).encode("utf-16"),
        f"<table><tr><td>{ROWS}</td></tr></table>".encode(),
        b"Firma;" + b"x" * 200_000,
    ],
    ids=["short", "a long cell", "UTF-16", "HTML", "one line"],
)
def test_all_others_are_read_at_once(content: bytes) -> None:
    assert read_first(content, "NO", no_fields).rest == b""


def test_first_rows_that_say_nothing_are_no_reason_to_refuse_the_table() -> None:
    content = (";;\n" * 12_000 + HEADINGS + ROWS).encode()
    assert read_first(content, "NO", no_fields).rest == b""


def test_what_is_no_table_is_refused() -> None:
    with pytest.raises(TableProblem):
        read_first(b"", "NO", no_fields)


def test_what_was_matched_before_holds_for_the_first_rows_and_for_all() -> None:
    content = (HEADINGS + ROWS).encode()
    for read in (
        read_first(content, "NO", lambda _key: {2: "Description"}),
        read_whole(content, "NO", lambda _key: {2: "Description"}),
    ):
        assert [one.field for one in read.plan.matched.columns][2] == "Description"


def test_the_shape_tells_whether_it_is_of_all_rows() -> None:
    read = read_first((HEADINGS + ROWS).encode(), "NO", no_fields)
    shape = shape_of("fair.csv", read.plan, is_whole=False)
    assert (shape.name, shape.is_whole, shape.columns[0].samples[0]) == ("fair.csv", False, "Fjell 0 AS")


def test_the_samples_of_a_column_are_its_first_values_cut_and_on_one_line() -> None:
    cells = ["", "A\n  B", "", "x" * 300, "C", "D", "E"]
    content = "Firma;Kontakt\n" + "".join(f'Fjell {n} AS;"{cell}"\n' for n, cell in enumerate(cells))
    shape = shape_of("fair.csv", read_whole(content.encode(), "NO", no_fields).plan, is_whole=True)
    assert shape.columns[0].samples == tuple(f"Fjell {number} AS" for number in range(4))
    assert shape.columns[1].samples == ("A B", "x" * 60, "C", "D")


@pytest.mark.parametrize(("row", "is_seen"), [(199, True), (200, False)])
def test_the_samples_are_of_the_first_rows(row: int, is_seen: bool) -> None:
    lines = [f"Fjell {number} AS;{'Kari' if number == row else ''}\n" for number in range(300)]
    read = read_whole(("Firma;Kontakt\n" + "".join(lines)).encode(), "NO", no_fields)
    samples = shape_of("fair.csv", read.plan, is_whole=True).columns[1].samples
    assert samples == (("Kari",) if is_seen else ())
