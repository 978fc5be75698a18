from __future__ import annotations

import ast
import importlib
import sys
from pathlib import Path

import pytest

from tests.bench.mutating import Mutation, mutants, mutated, source_of
from tests.bench.named_survivors import NAMED

SOURCE = '''"""A docstring of 3 words."""
from typing import Final
LIMIT: Final = 3
def is_small(number: int, *, strict: bool = True) -> bool:
    """Says so."""
    if not strict or number < LIMIT:
        print("small")
        return number in (1, 2)
    return True
'''


@pytest.mark.long
def test_every_kind_of_fault_is_made_once() -> None:
    faults = {(one.line, one.fault) for one in mutants("small", SOURCE)}
    assert faults == {
        (3, "3 becomes 4"),
        (4, "True becomes False"),
        (6, "the condition is inverted"),
        (6, "or becomes and"),
        (6, "not is removed"),
        (6, "Lt becomes LtE"),
        (7, "deleted: print('small')"),
        (8, "None is returned"),
        (8, "In becomes NotIn"),
        (8, "1 becomes 2"),
        (8, "2 becomes 3"),
        (9, "True becomes False"),
    }


@pytest.mark.long
def test_each_mutant_differs_from_the_module_in_one_place() -> None:
    plain = ast.unparse(ast.parse(SOURCE)).splitlines()
    assert ast.unparse(mutated(SOURCE, -1)).splitlines() == plain
    texts = [ast.unparse(mutated(SOURCE, one.number)) for one in mutants("small", SOURCE)]
    assert len(set(texts)) == len(texts)
    for text in texts:
        assert sum(a != b for a, b in zip(text.splitlines(), plain, strict=True)) == 1


@pytest.mark.long
def test_a_module_is_imported_as_its_mutant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "small_module.py").write_text(SOURCE)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    monkeypatch.delitem(sys.modules, "small_module", raising=False)
    (mutant,) = [one for one in mutants("small_module", source_of("small_module", tmp_path)) if one.line == 9]
    Mutation(mutant).install()
    assert importlib.import_module("small_module").is_small(9) is False


@pytest.mark.long
@pytest.mark.parametrize(("module", "line", "fault"), NAMED)
def test_a_mutant_that_changes_nothing_is_one_that_there_is(module: str, line: str, fault: str) -> None:
    source = source_of(module, Path(__file__).parents[3])
    lines = source.splitlines()
    assert any(lines[one.line - 1].strip() == line and one.fault == fault for one in mutants(module, source))
