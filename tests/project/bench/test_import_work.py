"""The bench of imports runs: its server without a network answers what a check asks today."""

from tests.bench.import_work import memory


def test_memory_is_told_of_rows_and_of_a_table_that_is_checked() -> None:
    assert set(memory(20)) == {"rows", "checked"}
