"""The result file: the same table, three columns more, nothing that a spreadsheet would run."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.recognition.sheets.delimited import read_text_table
from app.recognition.sheets.sheet import Row, Sheet
from app.service.imports.earlier_imports import Before
from app.service.imports.result_table import (
    RowResult,
    change_result,
    left_out_results,
    lines_of,
    not_reached,
    result_of_before,
    result_path,
    state_words,
    write_result,
)
from app.service.imports.table_plan import TablePlan
from app.storage.files.csv_file import read_csv, write_csv
from app.storage.files.errors import StoreProblem
from app.translation.catalogue import use_language
from app.translation.languages import LANGUAGES

SHEET = read_text_table("Title;\nFirma;By\nFjell AS;Oslo\n=1+1;-2\nVann AS;Oslo\n")


def test_each_row_says_what_became_of_it(tmp_path: Path) -> None:
    path = tmp_path / "result.csv"
    results = {3: RowResult("saved", 7), 4: RowResult("draft", 0, "Odd."), 5: RowResult("kept")}
    write_result(path, SHEET, results, 2)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    assert rows[1][2:] == ["State", "Id in SuperOffice", "Reason"]
    assert rows[2] == ["Fjell AS", "Oslo", "saved", "7", ""]
    assert rows[3] == ["'=1+1", "-2", "draft", "", "Odd."]
    assert rows[4] == ["Vann AS", "Oslo", "kept", "", ""]
    assert rows[0] == ["Title", "", "", "", ""]


def test_headings_that_are_repeated_stand_as_they_were(tmp_path: Path) -> None:
    head, again = "Firma;By\n", "Firma;Telefon\n"
    text = f"{head}Fjell AS;Oslo\n{head}Vann AS;Oslo\n{again}Is AS;22 33 44 55\n"
    plan = TablePlan.of(text.encode(), "NO")
    path = tmp_path / "result.csv"
    kept = {number: RowResult("kept") for number in (2, 4, 6)}
    write_result(path, plan.sheet, left_out_results(plan.left_out) | kept, plan.matched.headings_at)
    rows = read_csv(path)
    assert [row[:2] for row in rows[2:5:2]] == [["Firma", "By"], ["Firma", "Telefon"]]
    assert [row[-3] for row in rows[1:]] == ["kept", "left_out", "kept", "left_out", "kept"]
    assert len({len(row) for row in rows}) == 1


@pytest.mark.parametrize(
    ("beside", "name"),
    [
        ((), "fair.result.csv"),
        (("fair.result.csv", "fair.pdf", "fairs.csv"), "fair.result.csv"),
        (("fair.CSV",), "fair.xlsx.result.csv"),
        (("fair.ods", "fair.result.csv"), "fair.xlsx.result.csv"),
    ],
)
def test_tables_of_one_name_have_a_file_each(tmp_path: Path, beside: tuple[str, ...], name: str) -> None:
    for one in ("fair.xlsx", *beside):
        (tmp_path / one).touch()
    assert result_path(tmp_path / "fair.xlsx", SHEET) == tmp_path / name
    assert result_path(tmp_path / "nowhere" / "fair.xlsx", SHEET).name == "fair.result.csv"


@pytest.mark.parametrize(
    ("names", "files"),
    [
        (("Tirsdag", "Ons dag 2"), ("fair.Tirsdag.result.csv", "fair.Ons dag 2.result.csv")),
        (
            ("../A/B", "A:B", "a b."),
            ("fair.A B 1.result.csv", "fair.A B 2.result.csv", "fair.a b 3.result.csv"),
        ),
        (("***", "x" * 90), ("fair.1.result.csv", f"fair.{'x' * 40}.result.csv")),
    ],
)
def test_sheets_of_one_file_have_a_file_each(
    tmp_path: Path, names: tuple[str, ...], files: tuple[str, ...]
) -> None:
    sheets = [Sheet((), name=name, names=names) for name in names]
    assert tuple(result_path(tmp_path / "fair.xlsx", one).name for one in sheets) == files


@pytest.mark.parametrize("beside", ["fair.csv", "fair.Tirsdag.csv"])
def test_a_sheet_and_a_table_of_its_name_have_a_file_each(tmp_path: Path, beside: str) -> None:
    (tmp_path / beside).touch()
    sheet = Sheet((), name="Tirsdag", names=("Tirsdag", "Onsdag"))
    assert result_path(tmp_path / "fair.xlsx", sheet).name == "fair.xlsx.Tirsdag.result.csv"


def test_what_an_earlier_import_has_made_of_a_row() -> None:
    assert result_of_before(Before("Before.", 7)) == RowResult("done", 7, "Before.")
    assert result_of_before(Before("A draft.", is_draft=True), ["Odd."]) == RowResult("draft", 0, "Odd.")


@pytest.fixture
def german() -> Iterator[None]:
    use_language("de")
    yield
    use_language("en")


@pytest.mark.usefixtures("german")
def test_the_state_of_a_row_is_not_that_of_an_address(tmp_path: Path) -> None:
    path = tmp_path / "result.csv"
    write_result(path, SHEET, {}, 2)
    assert read_csv(path)[1][2] == "Status"


@pytest.mark.parametrize("sign", ["\t", ",", ";", "|"])
def test_cells_are_parted_as_in_the_table_and_each_row_has_as_many(tmp_path: Path, sign: str) -> None:
    path = tmp_path / "fair.result.csv"
    text = "Fra messen\nFirma;By\nFjell AS;Oslo\nVann AS;Bergen\n\nIs AS;Bodø\n".replace(";", sign)
    plan = TablePlan.of(text.encode(), "NO")
    results = not_reached([4, 6]) | {3: RowResult("kept")}
    write_result(path, plan.sheet, results, plan.matched.headings_at)
    rows = read_csv(path, sign)
    assert [row[-3] for row in rows] == ["", "State", "kept", "not_reached", "", "not_reached"]
    assert {len(row) for row in rows} == {5}
    assert change_result(path, {2: RowResult("saved", 7, "a;b,c|d")})
    assert read_csv(path, sign)[2] == ["Fjell AS", "Oslo", "saved", "7", "a;b,c|d"]
    again = TablePlan.of(path.read_bytes(), "NO")  # what is said before stays
    write_result(path, again.sheet, not_reached([3, 4, 6]), again.matched.headings_at)
    assert [row[-3] for row in read_csv(path, sign)[2:4]] == ["saved", "not_reached"]
    assert [again.name(number) for number in range(3)] == ["Fjell AS", "Vann AS", "Is AS"]


STATES = ("saved", "kept", "rejected", "draft", "done", "not_reached")


@pytest.fixture
def language() -> Iterator[Callable[[str], None]]:
    """Takes another language, as the next start of the program may."""
    yield use_language
    use_language("en")


def stored_states(path: Path) -> list[str]:
    return [line[-3] for line in read_csv(path)[1:]]


@pytest.mark.parametrize("written", LANGUAGES)
@pytest.mark.parametrize("read", ["en", "nb", "de"])
def test_states_stay_in_the_language_that_they_were_written_in(
    tmp_path: Path, language: Callable[[str], None], written: str, read: str
) -> None:
    path = tmp_path / "result.csv"
    rows = Sheet((Row(1, ("Firma",)), *(Row(number, ("Fjell",)) for number in range(2, 8))))
    language(written)
    write_result(path, rows, {number: RowResult(state) for number, state in enumerate(STATES, 2)}, 1)
    before = stored_states(path)
    assert len(set(before)) == len(STATES)
    assert (before == list(STATES)) == (written == "en")
    language(read)
    changed = dict.fromkeys(range(1, 5), RowResult("saved", 7))
    assert change_result(path, changed)
    after = stored_states(path)
    assert after[:2] == [before[0]] * 2
    assert set(after[2:4]) <= {before[0], state_words()["saved"]}, "of a word of two languages either"
    assert after[4] == before[4]
    assert change_result(path, {1: RowResult("kept")})
    assert stored_states(path)[0] == before[1]


def test_a_row_that_is_no_company_is_not_changed(tmp_path: Path, language: Callable[[str], None]) -> None:
    path = tmp_path / "result.csv"
    rows = Sheet((Row(1, ("Firma",)), Row(2, ("Sum",))))
    for code in LANGUAGES:
        language(code)
        write_result(path, rows, {2: RowResult("left_out")}, 1)
        assert not change_result(path, {1: RowResult("saved", 7)})
        assert stored_states(path) == [state_words()["left_out"]]


def test_short_rows_get_the_columns_below_their_headings(tmp_path: Path) -> None:
    path = tmp_path / "result.csv"
    sheet = Sheet((Row(1, ("Firma", "By", "Land")), Row(2, ("Fjell AS",)), Row(3, ())))
    write_result(path, sheet, {2: RowResult("saved", 7)}, 1)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    assert rows[1:] == [["Fjell AS", "", "", "saved", "7", ""], [""] * 6]


def test_a_place_that_cannot_be_written_to(tmp_path: Path) -> None:
    with pytest.raises(StoreProblem):
        write_result(tmp_path / "nowhere" / "result.csv", SHEET, {}, 2)


def test_other_results_take_the_place_of_those_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "fair.result.csv"
    sheet = Sheet((Row(3, ("Firma", "By")), Row(4, ("=Fjell", "Oslo")), Row(5, ("Vann", "Bergen"))))
    write_result(path, sheet, {4: RowResult("kept"), 5: RowResult("draft", 0, "Odd.")}, 3)
    assert lines_of(sheet, {"a": (4,), "b": (5, 4)}) == {"a": (1,), "b": (2, 1)}
    assert change_result(path, {1: RowResult("saved", 7)})
    assert read_csv(path)[1:] == [
        ["=Fjell", "Oslo", "saved", "7", ""],
        ["Vann", "Bergen", "draft", "", "Odd."],
    ]


def test_a_file_that_its_user_has_changed_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "fair.result.csv"
    assert not change_result(path, {1: RowResult("saved", 7)})
    assert not path.exists()
    write_csv(path, [["Firma", "By"], ["Fjell", "Oslo", "mine", "", ""]])
    assert not change_result(path, {1: RowResult("saved", 7)})
    for beyond in (2, 5):
        assert not change_result(path, {beyond: RowResult("saved", 7)})
    assert read_csv(path)[1] == ["Fjell", "Oslo", "mine", "", ""]


def test_a_file_in_which_it_stands_already_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "fair.result.csv"
    write_csv(path, [["Firma", "State"], ["Fjell", "kept", "", "Odd.\nIt is."], ["Vann", "kept", "", ""]])
    path.write_bytes(path.read_bytes() + b"\n")
    before = path.read_bytes()
    assert change_result(path, {1: RowResult("kept", 0, "Odd.\nIt is."), 2: RowResult("kept")})
    assert path.read_bytes() == before
    assert change_result(path, {1: RowResult("saved", 7), 2: RowResult("kept")})
    assert read_csv(path)[1] == ["Fjell", "saved", "7", ""]


def test_a_line_that_has_lost_its_own_cells_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "fair.result.csv"
    write_csv(path, [["State", "Number", "Reason"], ["kept", "", ""]])
    change_result(path, {1: RowResult("saved", 7)})
    assert read_csv(path)[1] == ["kept", "", ""]


MOVED = (
    "Fra messen\nFirma;Navn;By;Antall\nFjell AS;Kari Moe;Oslo;3\nTotalt;;;3\nFirma;By;Telefon\n"
    "Vann AS;Bergen;22 33 44 55\n-;Ola Li;Oslo;2\nSide 1 av 2\n"
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_result_that_is_read_again_has_the_same_companies_and_no_others(
    tmp_path: Path, language: str
) -> None:
    first = TablePlan.of(MOVED.encode(), "NO")
    states = {row: RowResult("saved", 7) for number in range(len(first.groups)) for row in first.rows(number)}
    path = tmp_path / "fair.result.csv"
    plan = first
    for _again in range(2):
        use_language(language)
        try:
            results = left_out_results(plan.left_out) | states
            write_result(path, plan.sheet, results, plan.matched.headings_at)
        finally:
            use_language("en")
        plan = TablePlan.of(path.read_bytes(), "NO")
        assert [plan.company(one).found for one in range(len(plan.groups))] == [
            first.company(one).found for one in range(len(first.groups))
        ]
        assert plan.left_out == first.left_out
        assert plan.headings_key == first.headings_key
        assert all(one.field != "Address.Street.State" for one in plan.matched.columns)
        assert {len(row) for row in read_csv(path)[1:]} == {8}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_result_of_a_table_without_headings_is_read_again_as_the_table(
    tmp_path: Path, language: str
) -> None:
    text = (
        "Fjell AS;Kari Moe;Oslo;0155\nVann AS;Ola Lie;Bergen;5003\nTotalt;2;;\nSkog AS;Eva Dahl;Bodø;8006\n"
    )
    first = plan = TablePlan.of(text.encode(), "NO")
    assert not first.matched.headings_at
    path = tmp_path / "fair.result.csv"
    for states in ({1: RowResult("saved", 7), 2: RowResult("draft", 0, "Odd."), 4: RowResult("kept")}, {}):
        use_language(language)
        try:
            write_result(path, plan.sheet, left_out_results(plan.left_out) | states, 0)
        finally:
            use_language("en")
        plan = TablePlan.of(path.read_bytes(), "NO")
        assert plan.sheet.is_result
        assert result_path(path, plan.sheet) == path
        assert [plan.company(one).found for one in range(len(plan.groups))] == [
            first.company(one).found for one in range(len(first.groups))
        ]
        assert plan.left_out == first.left_out
        assert plan.headings_key == first.headings_key
        assert {len(row) for row in read_csv(path)} == {7}
        assert [row[-2:] for row in read_csv(path)[:2]] == [["7", ""], ["", "Odd."]]


def test_what_is_not_told_anew_stays_and_the_columns_move_to_the_end(tmp_path: Path) -> None:
    path = tmp_path / "result.csv"
    text = "State;Id in SuperOffice;Reason;Firma;By\nsaved;7;;Fjell AS;Oslo\ndraft;;Odd.;Vann AS;Oslo\n"
    plan = TablePlan.of(text.encode(), "NO")
    write_result(path, plan.sheet, {3: RowResult("saved", 8)}, plan.matched.headings_at)
    assert read_csv(path) == [
        ["Firma", "By", "State", "Id in SuperOffice", "Reason"],
        ["Fjell AS", "Oslo", "saved", "7", ""],
        ["Vann AS", "Oslo", "saved", "8", ""],
    ]


def test_a_result_that_is_imported_again_is_written_anew_itself() -> None:
    plan = TablePlan.of(b"Firma;State;Id in SuperOffice;Reason\nFjell AS;draft;;\n", "NO")
    assert result_path(Path("fair.result.csv"), plan.sheet).name == "fair.result.csv"
    assert result_path(Path("mine.csv"), plan.sheet).name == "mine.result.csv"
    assert result_path(Path("fair.result.csv"), SHEET).name == "fair.result.result.csv", "it is none"
