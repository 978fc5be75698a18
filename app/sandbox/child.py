"""Runs the sandbox as a child process that ends with its parent."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from app.child_process import NO_CONSOLE, self_command
from app.sandbox.options import SandboxNotStarted

if TYPE_CHECKING:
    import subprocess

_EXIT_TIMEOUT = 5.0  # seconds for the child to end by itself


@dataclass(frozen=True)
class SignIn:
    """The address of the sandbox and its sign-in, which is public: it protects invented data only."""

    url: str
    user: str
    password: str = field(repr=False)


class SandboxChild:
    """The child process: ``with SandboxChild(data) as child: child.sign_in``.

    The child ends at the end of its standard input, so it never outlives its parent, even one that is killed.
    """

    def __init__(self, data: Path, arguments: Sequence[str] = ()) -> None:
        self._data = data
        self._arguments = arguments
        self.sign_in = SignIn("", "", "")
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> SignIn:
        """Starts the child and blocks until it listens. Raises SandboxNotStarted with a sentence."""
        # Here, on a worker: a window at rest has no use for it.
        import subprocess

        command = [
            *self_command(),
            "sandbox",
            "--json",
            "--until-eof",
            "--data",
            str(self._data),
            *self._arguments,
        ]
        self._process = process = subprocess.Popen(  # noqa: S603  # our own program
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            creationflags=NO_CONSOLE,
        )
        assert process.stdout is not None  # noqa: S101  # a pipe, see above
        line = process.stdout.readline()
        if not line:
            _, said = process.communicate()
            raise SandboxNotStarted(said.strip() or "The sandbox could not be started.")
        told = json.loads(line)
        self.sign_in = SignIn(told["url"], told["user"], told["password"])
        return self.sign_in

    def stop(self) -> None:
        """Ends the child by closing its standard input; kills it if it does not end in time."""
        process = self._process
        if process is None:
            return
        from subprocess import TimeoutExpired

        for stream in (process.stdin, process.stdout, process.stderr):
            if stream is not None:
                stream.close()
        try:
            process.wait(_EXIT_TIMEOUT)
        except TimeoutExpired:
            process.kill()
            process.wait()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
