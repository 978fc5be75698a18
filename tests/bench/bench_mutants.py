"""Faults put into service and storage, what reads tables, and the widgets' values: how many go unnoticed.

A sample of each module, chosen by a seed. A mutant first meets the tests that are named for its module, then
all of its folder's and those stories that use it. It is killed by a test that fails or does not end.
`MUTANTS` in the environment names modules or folders (``app/storage/sqlite app/service/delivery/run``),
`MUTANTS_EACH` how many of each are tried, `MUTANTS_SEED` which. Those that change nothing have their names in
`named_survivors`.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random, SystemRandom

from tests.bench.mutating import Mutant, Mutation, mutants, source_of
from tests.bench.named_survivors import NAMED
from tests.bench.table import Cell, Table

ROOT = Path(__file__).parents[2]
WHERE = ("app/service", "app/storage", "app/model/checks", "app/recognition/sheets", "app/ui/inputs")
EACH = 6
_SECONDS = 180.0
# Not those that kill processes: a fork of this one cannot.
_OF_DELIVERY = (
    "company",
    "people",
    "next_entry",
    "begun_ahead",
    "search",
    "lost_people",
    "nothing_doubled",
    "added_to_meanwhile",
    "additions",
    "additions_retried",
    "next_steps",
    "moves",
    "told_apart",
    "wrong_numbers",
    "namesakes",
    "not_now",
    "sent_before",
    "added_before",
    "renamed_before",
    "company_not_to_be_had",
    "appointments_of_others",
    "appointments_rewritten",
    "next_steps_not_now",
    "rewritten_additions",
    "other_users",
    "other_lists",
)
# Stories that a room's modules are tried by, beyond the tests of their folder.
_STORIES = {
    "app/service/delivery": tuple(f"tests/stories/delivery/test_{name}.py" for name in _OF_DELIVERY),
    "app/ui": ("tests/gui/inputs",),
}


@dataclass
class Tried:
    """What became of the mutants of one module."""

    module: str
    all: int
    tried: int = 0
    named: int = 0
    survivors: int = 0


def run() -> Table:
    seed = int(os.environ.get("MUTANTS_SEED") or SystemRandom().getrandbits(32))
    each = int(os.environ.get("MUTANTS_EACH") or EACH)
    _preload()
    results = [_try_module(path, each, seed) for path in _modules(os.environ.get("MUTANTS", "").split())]
    tried, survivors = sum(one.tried for one in results), sum(one.survivors for one in results)
    named = sum(one.named for one in results)
    rows: list[list[Cell]] = [[one.module, one.all, one.tried, one.named, one.survivors] for one in results]
    share = survivors / tried if tried else 0
    return Table(
        title=f"Mutants: {survivors} of {tried} survive, {share:.0%} (at most 10 %; seed {seed})",
        columns=["module", "mutants", "tried", "change nothing", "survived"],
        rows=[*rows, ["all", sum(one.all for one in results), tried, named, survivors]],
    )


def _modules(chosen: Sequence[str]) -> list[Path]:
    """Returns the modules in the order of their names."""
    found: set[Path] = set()
    for name in chosen or WHERE:
        path = ROOT / name
        found |= set(path.rglob("*.py")) if path.is_dir() else {path.with_suffix(".py")}
    return sorted(path.relative_to(ROOT) for path in found if path.name != "__init__.py")


def _try_module(path: Path, each: int, seed: int) -> Tried:
    module = ".".join(path.with_suffix("").parts)
    source = source_of(module, ROOT)
    every = mutants(module, source)
    random = Random(f"{seed} {module}")  # noqa: S311  # chance that can be repeated is what is wanted
    sample = sorted(random.sample(every, min(each, len(every))), key=lambda one: one.number)
    result = Tried(module, len(every))
    for mutant in sample:
        result.tried += 1
        if not all(_pass_with(mutant, tests) for tests in _tests_of(path)):
            continue
        if (module, source.splitlines()[mutant.line - 1].strip(), mutant.fault) in NAMED:
            result.named += 1
        else:
            result.survivors += 1
            sys.stderr.write(f"survives: {path}:{mutant.line} {mutant.fault}\n")
    return result


def _pass_with(mutant: Mutant, tests: Sequence[str]) -> bool:
    """Returns True if the tests pass all the same. What fails without any fault proves nothing."""
    if _survives(mutant, tests):
        return True
    assert _are_sound(mutant.module, tuple(tests)), f"these fail without any fault: {tests}"
    return False


@cache
def _are_sound(module: str, tests: tuple[str, ...]) -> bool:
    return _survives(Mutant(module, -1, 0, "none"), tests)


def _tests_of(path: Path) -> list[list[str]]:
    """Returns the tests named for the module, then the others of its folder, and stories."""
    folder = ROOT / "tests" / "unit" / path.parent.relative_to("app")
    own = sorted(str(one) for one in folder.glob(f"test_{path.stem}*.py"))
    others = sorted(str(one) for one in folder.glob("test_*.py") if str(one) not in own)
    stories = [one for room, some in _STORIES.items() if str(path).startswith(room) for one in some]
    return [tests for tests in (own, others, stories) if tests]


def _preload() -> None:
    """Loads what every fork needs, but nothing of the program: each fork has a program of its own."""
    import h11
    import httpx
    import pydantic
    import pytest

    del h11, httpx, pydantic, pytest
    ours = [name for name in sys.modules if name.partition(".")[0] == "app"]
    assert not ours, ours
    gc.collect()
    gc.freeze()


def _survives(mutant: Mutant, tests: Sequence[str]) -> bool:
    """Runs the tests in a fork. Returns True if all of them pass."""
    process = os.fork()
    if not process:
        os._exit(_run_tests(mutant, tests))
    end = time.monotonic() + _SECONDS
    while time.monotonic() < end:
        ended, status = os.waitpid(process, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status) == 0
        time.sleep(0.05)
    os.killpg(process, signal.SIGKILL)
    os.waitpid(process, 0)
    return False


def _run_tests(mutant: Mutant, tests: Sequence[str]) -> int:
    import pytest

    os.setsid()
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    try:
        Mutation(mutant).install()
        options = ["-x", "-q", "-p", "no:xdist", "-p", "no:cacheprovider"]
        return int(pytest.main([*options, *tests]))
    except BaseException:  # noqa: BLE001  # a mutant that cannot even be loaded is killed
        return 1
