"""Every process begins with its share of the long tests, and no test is left out."""

from itertools import pairwise

import pytest

from tests.helpers.processes.dealing import deal

LONG = [f"long-{number}" for number in range(10)]
SHORT = [f"{file}-{number}" for file in "abcdefg" for number in range(13)]


def is_long(item: str) -> bool:
    return item.startswith("long")


def file_of(item: str) -> str:
    return item.partition("-")[0]


@pytest.mark.parametrize("workers", [1, 2, 3, 4, 16])
@pytest.mark.parametrize(
    ("long", "short"), [(LONG, SHORT), (LONG, []), ([], SHORT), ([], []), (LONG, SHORT[:3])]
)
def test_each_is_there_once(workers: int, long: list[str], short: list[str]) -> None:
    assert sorted(deal([*short, *long], workers, is_long, file_of)) == sorted([*long, *short])


def test_each_process_begins_with_long_ones_the_longest_first() -> None:
    dealt = deal([*LONG, *SHORT], 4, is_long, file_of)
    size = len(dealt) // 4
    parts = [dealt[place * size :][:size] for place in range(4)]
    assert [[one for one in part if is_long(one)] for part in parts] == [LONG[place::4] for place in range(4)]
    assert [part[0] for part in parts] == LONG[:4]


def test_what_shares_a_file_stays_together() -> None:
    dealt = [one for one in deal([*LONG, *SHORT], 4, is_long, file_of) if not is_long(one)]
    changes = sum(file_of(one) != file_of(after) for one, after in pairwise(dealt))
    assert changes == 6
