from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bench.__main__ import main
from tests.bench.table import Table

_FAST = """
from tests.bench.table import Table
def run():
    rows = [["slow", 1250.0], ["fast", 12.5]]
    return Table("Speed of things", ["thing", "time (ms)"], rows, ratio_of="time (ms)")
"""
_FAILING = "def run(): raise RuntimeError('the server did not start')"

Benches = Callable[..., str]


@pytest.fixture
def benches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Benches:
    """Writes a package with the given modules and returns its name."""

    def write(**modules: str) -> str:
        package = tmp_path / f"of_{request.node.name}"
        package.mkdir()
        for name, source in modules.items():
            (package / f"{name}.py").write_text(source)
        monkeypatch.syspath_prepend(str(tmp_path))
        return package.name

    return write


def test_a_table_is_aligned_and_ends_with_the_ratio(
    benches: Benches, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([], benches(bench_speed=_FAST, helper="raise AssertionError")) == 0
    assert capsys.readouterr().out == (
        "Speed of things\n  thing  time (ms)  ratio\n  slow       1,250   1.00\n  fast        12.5   0.01\n\n"
    )


def test_a_further_table_of_other_rows_stands_below() -> None:
    further = Table("Keys of registers", ["register", "keys"], [["VIES", 3]])
    assert str(Table("Keys", ["way", "keys"], [["Tab", 15]], further=further)).splitlines() == [
        "Keys",
        "  way  keys",
        "  Tab    15",
        "",
        "Keys of registers",
        "  register  keys",
        "  VIES         3",
    ]


def test_a_benchmark_that_raises_is_reported_and_the_others_run(
    benches: Benches, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([], benches(bench_a=_FAILING, bench_b=_FAST, bench_c="import nothing_of_that_name")) == 1
    printed = capsys.readouterr()
    assert "Speed of things" in printed.out
    assert "the server did not start" in printed.err
    assert "a: failed" in printed.err
    assert "c: failed" in printed.err


def test_only_the_named_ones_run(benches: Benches, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["b"], benches(bench_a=_FAILING, bench_b=_FAST)) == 0
    assert "Speed of things" in capsys.readouterr().out


def test_an_unknown_name_gets_the_known_ones(benches: Benches, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["sped"], benches(bench_speed=_FAST))
    assert stopped.value.code == 2
    assert "no benchmark is called sped; there are: speed" in capsys.readouterr().err


def test_none_at_all_is_said(benches: Benches, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([], benches()) == 0
    assert capsys.readouterr().out == "no benchmarks yet\n"


def test_without_a_ratio_the_table_shows_the_columns_only() -> None:
    assert str(Table("Sizes", ["what", "bytes"], [["draft", 4096], ["log", 7]])) == (
        "Sizes\n  what   bytes\n  draft  4,096\n  log        7"
    )
