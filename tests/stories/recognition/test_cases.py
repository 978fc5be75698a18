"""The texts of tests/data/recognition: how much is recognised, how much of it is wrong."""

import pytest

from tests.helpers.data.recognition_cases import Case, Score, all_cases, everything, result_of, scores

CASES = all_cases()
LEAST_RECALL = 0.95
LEAST_PRECISION = 0.98


@pytest.mark.long
def test_of_what_is_ticked_at_most_two_in_a_hundred_are_wrong() -> None:
    total, mistakes = Score(), []
    for case in CASES:
        found, wrong = scores(case)
        mistakes += wrong
        total = sum(found.values(), total)
    assert total.precision >= LEAST_PRECISION, mistakes
    assert total.recall >= LEAST_RECALL, mistakes


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_must_not_be_taken_is_not(case: Case) -> None:
    values = [one.value for one in everything(result_of(case))]
    for part in case.absent:
        assert not any(part in value for value in values), values


def test_each_case_has_a_name_of_its_own() -> None:
    assert len({case.name for case in CASES}) == len(CASES)
