"""What the trial for Windows tries side by side, as far as it takes no Wine: tracks, screen, waiting."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

tracks: Any = import_module("windows.trial.tracks")
desktop: Any = import_module("windows.trial.desktop")
wine: Any = import_module("windows.trial.wine")

LINE: Final = re.compile(r"ok  (one|two) +\d+ s  (.*)")


def test_tracks_run_side_by_side_and_print_whole_lines_that_name_them(
    capsys: pytest.CaptureFixture[str],
) -> None:
    together = threading.Barrier(2)  # neither comes past it alone

    def track() -> None:
        together.wait(60)
        for number in range(50):
            tracks.say(f"{number} is well")

    tracks.run({"one": track, "two": track}, [])
    lines = capsys.readouterr().out.splitlines()
    told = [match.groups() for match in map(LINE.fullmatch, lines) if match]
    assert len(told) == len(lines) == 100
    for name in ("one", "two"):
        assert [text for of, text in told if of == name] == [f"{number} is well" for number in range(50)]


def test_where_a_track_fails_what_the_others_run_is_ended_and_the_first_failure_is_told() -> None:
    program = [sys.executable, "-c", "input()"]
    with subprocess.Popen(program, stdin=subprocess.PIPE) as running:

        def waits_for_a_program() -> None:
            running.wait(60)
            tracks.expect(running.returncode == 0, "The program was ended.")

        def waits() -> None:
            desktop.wait_until(lambda: False, "never", 60)

        def fails() -> None:
            tracks.expect(False, "The installer is refused.")

        with pytest.raises(tracks.StepFailed, match=r"^The installer is refused\.$"):
            tracks.run({"a": waits, "b": waits_for_a_program, "c": fails}, [running.kill])
        assert running.poll() is not None


def test_what_is_stopped_from_outside_ends_all_that_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    ended = threading.Event()

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(tracks, "wait", interrupted)
    with pytest.raises(KeyboardInterrupt):
        tracks.run({"one": lambda: desktop.wait_until(ended.is_set, "never", 60)}, [ended.set])
    assert ended.is_set()


def test_after_a_failure_the_next_tracks_start_anew() -> None:
    def fails() -> None:
        tracks.expect(False, "no")

    with pytest.raises(tracks.StepFailed):
        tracks.run({"one": fails}, [])
    tracks.run({"one": tracks.go_on}, [])


@pytest.fixture
def program() -> Iterator[subprocess.Popen[bytes]]:
    """A program that says when it rests, and works for good once it is told to."""
    text = "print('rests', flush=True); input(); print('works', flush=True)\nwhile True: pass"
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", text], stdin=pipe, stdout=pipe) as process:
        yield process
        process.kill()


@pytest.mark.skipif(sys.platform != "linux", reason="Linux tells what a process does in /proc")
def test_a_program_is_at_work_or_rests(program: subprocess.Popen[bytes]) -> None:
    assert program.stdin is not None
    assert program.stdout is not None
    assert program.stdout.readline() == b"rests\n"
    desktop.wait_until(lambda: not desktop.is_at_work(program.pid), "it does not come to rest", 60)
    program.stdin.write(b"\n")
    program.stdin.flush()
    assert program.stdout.readline() == b"works\n"
    assert desktop.is_at_work(program.pid)


@pytest.mark.skipif(
    not all(map(shutil.which, ("Xvfb", "openbox", "xdotool"))), reason="Xvfb, openbox or xdotool is missing"
)
def test_a_new_picture_is_seen_and_the_same_one_is_not() -> None:
    for is_last in (False, False, True):
        try:
            _see_pictures()
        except tracks.StepFailed:
            # A window manager that has not come up shows no pointer: that is not what is tried here.
            if is_last:
                raise
        else:
            return


def _see_pictures() -> None:
    with desktop.open_desktop() as screen:

        def moved(where: str) -> bytes:
            """What is shown with the pointer there: once it has changed, and twice the same."""
            command = ["xdotool", "mousemove", where, where]
            # A desktop that has just begun may not take it yet.
            subprocess.run(command, check=False, env={**os.environ, "DISPLAY": screen.display})
            return bytes(screen.shown())

        def is_at_rest() -> bool:
            shown = moved("300")
            return {screen.shown() for _ in range(10)} == {shown}

        desktop.wait_until(lambda: moved("200") != moved("300"), "no new picture is seen", 30)
        desktop.wait_until(is_at_rest, "the same picture is not the same", 30)


def started(text: str) -> subprocess.Popen[bytes]:
    pipe = subprocess.PIPE
    return subprocess.Popen([sys.executable, "-c", text], stdin=pipe, stdout=pipe, stderr=pipe)


def test_a_program_has_ended_though_what_it_started_has_its_output_open() -> None:
    text = """
import subprocess, sys
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], stdin=subprocess.DEVNULL)
print(child.pid, input(), "x" * 200_000)
print("a warning", file=sys.stderr)
sys.exit(3)
"""
    with started(text) as process:
        out, said = wine.talk(process, "Ærø\n".encode(), 120)
    child, *words = out.decode().split()
    os.kill(int(child), signal.SIGKILL)
    assert (words, said, process.returncode) == (["Ærø", "x" * 200_000], b"a warning\n", 3)


def test_a_program_that_reads_nothing_and_does_not_end_is_given_up() -> None:
    with started("import os, time; os.close(0); time.sleep(600)") as process:
        with pytest.raises(subprocess.TimeoutExpired):
            wine.talk(process, b"x", 0.5)
        process.kill()
