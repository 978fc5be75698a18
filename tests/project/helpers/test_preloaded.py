"""A command in a fork of what is loaded behaves as in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.helpers.processes.command import Program
from tests.helpers.processes.preloaded import ROOT, Preloaded

pytestmark = [
    pytest.mark.process,
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="where there are no such forks, nothing runs in one"),
]


@pytest.fixture(scope="module")
def preloaded() -> Iterator[Preloaded]:
    started = Preloaded()
    yield started
    started.close()


@pytest.mark.long
@pytest.mark.parametrize(
    "arguments", [("profile", "list"), ("profile", "test", "Nowhere"), ("outbox", "--nonsense")], ids="/".join
)
def test_both_end_and_print_alike(
    preloaded: Preloaded, program_home: Path, arguments: tuple[str, ...]
) -> None:
    program = Program.at(program_home)
    forked = preloaded.run(arguments, program.environment, b"")
    assert forked is not None
    assert forked == program._run_process(arguments, b"")


def test_a_fork_reads_its_own_input_and_leaves_nothing_behind(preloaded: Preloaded, tmp_path: Path) -> None:
    first, second = (replace(Program.at(tmp_path / name), preloaded=preloaded) for name in ("a", "b"))
    assert first.run("submit", "--sandbox", "--json", "-", typed="{").code == 3
    sent = first.run("submit", "--sandbox", "--json", "-", typed='{"Name": "Fjell AS"}')
    assert (sent.code, sent.json["state"]) == (0, "saved")
    entries = [program.run("outbox", "list").out.count("Fjell AS") for program in (first, second)]
    assert entries == [1, 0]


ENDS = {
    "returns": ("return 5", (5, "handler\n", "thread\n")),
    "exits": ("raise SystemExit(7)", (7, "handler\n", "thread\n")),
    "exits with a sentence": ("raise SystemExit('No.')", (1, "handler\n", "No.\nthread\n")),
    "fails": ("raise OSError", (1, "handler\n", "Traceback")),
}


@pytest.mark.parametrize(("last", "expected"), ENDS.values(), ids=ENDS)
def test_it_ends_after_its_threads_and_exit_handlers(last: str, expected: tuple[int, str, str]) -> None:
    program = f"""
import atexit, sys, threading, time
from tests.helpers.processes.preloaded import _end
def run():
    atexit.register(print, "handler")
    threading.Thread(target=lambda: (time.sleep(0.1), print("thread", file=sys.stderr))).start()
    {last}
_end(run)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    code, out, err = expected
    assert (done.returncode, done.stdout) == (code, out)
    assert done.stderr.startswith(err)
    assert done.stderr.endswith("thread\n"), "it is waited for"


@pytest.mark.parametrize(
    "variables", [{"LC_ALL": "C"}, {"PYTHONUTF8": "0"}, {"PYTHONPATH": "/elsewhere"}, {"TZ": "Asia/Tokyo"}]
)
def test_what_the_interpreter_reads_when_it_starts_takes_a_process(
    preloaded: Preloaded, program_home: Path, variables: dict[str, str]
) -> None:
    environment = Program.at(program_home, **variables).environment
    assert preloaded.run(["profile", "list"], environment, b"") is None


@pytest.mark.long
@pytest.mark.parametrize("arguments", [["self-test"], ["sandbox"], ["--version"], []])
def test_so_do_the_other_commands(preloaded: Preloaded, program_home: Path, arguments: list[str]) -> None:
    assert preloaded.run(arguments, Program.at(program_home).environment, b"") is None
