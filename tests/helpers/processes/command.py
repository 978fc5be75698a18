"""The program as people start it: a process of its own, with a home and a password store of the test's."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.helpers.processes.preloaded import Preloaded

ROOT = Path(__file__).parents[3]
_NOT_INHERITED = ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "LANGUAGE", "LC_MESSAGES")


@dataclass(frozen=True)
class Done:
    """A process that has ended. `out` and `err` are what it printed."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The last line of standard output."""
        return json.loads(self.out.splitlines()[-1])


@dataclass(frozen=True)
class Program:
    """Runs ``python -m app`` with that home folder."""

    home: Path
    environment: Mapping[str, str]
    preloaded: Preloaded | None = None
    """Where it is given, most commands run in its forks, see `tests.helpers.processes.preloaded`."""
    patience: float | None = None
    """Seconds that those wait for another command to leave the store."""

    @classmethod
    def at(cls, home: Path, **environment: str) -> Program:
        """With an empty password store of its own for each process, unless `environment` names another.

        An empty value takes a variable away.
        """
        inherited = {name: value for name, value in os.environ.items() if name not in _NOT_INHERITED}
        ours = {
            "CONTACT_ENTRY_HOME": str(home),
            "PYTHONPATH": str(ROOT),
            "PYTHON_KEYRING_BACKEND": "tests.helpers.secrets.memory_keyring.MemoryKeyring",
            "LC_ALL": "C.UTF-8",
        }
        together = {**inherited, **ours, **environment}
        return cls(home, {name: value for name, value in together.items() if value})

    def run(self, *arguments: str | Path, typed: str | bytes = "") -> Done:
        """`typed` is its whole standard input."""
        content = typed.encode() if isinstance(typed, str) else typed
        forked = self.preloaded and self.preloaded.run(
            [*map(str, arguments)], self.environment, content, self.patience
        )
        code, *printed = forked or self._run_process(arguments, content)
        out, err = (text.decode() for text in printed)
        assert "Traceback" not in out + err, err
        return Done(code, out, err)

    def _run_process(self, arguments: Sequence[str | Path], content: bytes) -> tuple[int, bytes, bytes]:
        done = subprocess.run(
            command_line(arguments),
            cwd=ROOT,
            env=self.environment,
            input=content,
            capture_output=True,
            timeout=100,
            check=False,
        )
        return done.returncode, done.stdout, done.stderr

    @contextmanager
    def started(self, *arguments: str | Path, **options: Any) -> Iterator[subprocess.Popen[str]]:
        """A process that is still running; it is killed in the end."""
        with taking_ctrl_c():
            process = subprocess.Popen(
                command_line(arguments),
                cwd=ROOT,
                env=self.environment,
                text=True,
                **{"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options},
            )
        try:
            yield process
        finally:
            process.kill()
            process.communicate()

    @contextmanager
    def sandbox(self, *arguments: str) -> Iterator[dict[str, str]]:
        """``contact-entry sandbox`` with its own data: gives url, user and password."""
        data = self.home.with_name("another-sandbox.sqlite3")
        with self.started("sandbox", "--json", "--data", data, *arguments) as process:
            assert process.stdout is not None
            told: dict[str, str] = json.loads(process.stdout.readline())
            yield told

    def add_profile(self, name: str, url: str, secret: str, *, user: str = "demo") -> Done:
        """Needs a password store that outlasts the process."""
        return self.run(
            "profile", "add", name, "--url", url, "--user", user, "--secret-stdin", typed=f"{secret}\n"
        )


@contextmanager
def taking_ctrl_c() -> Iterator[None]:
    """Around the start of a child: tests in the background ignore SIGINT, and children inherit that."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def command_line(arguments: Sequence[str | Path]) -> list[str]:
    return [sys.executable, "-m", "app", *map(str, arguments)]
