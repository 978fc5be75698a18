"""A Wine of its own, in which the program for Windows is installed and run."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from selectors import EVENT_READ, DefaultSelector
from typing import Final

from windows.trial.tracks import StepFailed, go_on

_NOT_IN_WINDOWS: Final = (
    "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR", "QT_QPA_PLATFORM",
    "PYTHON_KEYRING_BACKEND", "WAYLAND_DISPLAY",
)  # fmt: skip
_MORE_PLACES: Final = f"{os.environ.get('PATH', '')}:/usr/lib/wine"
_LOOK_EVERY: Final = 0.05  # seconds
PROGRAM: Final = r"C:\Program Files\Contact Entry\contact-entry.exe"
WINDOW: Final = r"C:\Program Files\Contact Entry\contact-entry-window.exe"


@dataclass(frozen=True)
class Done:
    """A program that has ended. `said` is its standard error, or Wine's trace."""

    code: int
    out: str
    said: str


@dataclass(frozen=True)
class Wine:
    """Runs Windows programs in a prefix of Wine, on an X display."""

    prefix: Path
    display: str

    @property
    def disk(self) -> Path:
        """The drive C:."""
        return self.prefix / "drive_c"

    def there(self, path: str) -> Path:
        r"""Returns the file of a Windows path such as ``C:\x\y``."""
        return self.disk.joinpath(*path.split("\\")[1:])

    def make(self, fresh: Path) -> None:
        """Makes it as a copy of `fresh`, a prefix in which nothing runs and nothing was done."""
        self.prefix.parent.mkdir(parents=True)
        copied = [tool("cp"), "-a", "--reflink=auto", str(fresh), str(self.prefix)]
        subprocess.run(copied, check=True, timeout=600)  # noqa: S603  # this system's own
        self.stay()

    def run(
        self,
        *command: str,
        typed: str = "",
        code: int | None = 0,
        timeout: float = 600,
        folder: str = "C:\\",
        **variables: str,
    ) -> Done:
        """Runs a program to its end. Raises StepFailed where its exit code is not `code`; None allows any.

        `folder` is the one that it runs in.
        """
        go_on()
        process = subprocess.Popen(  # noqa: S603  # what the caller wants to try
            self.command(command),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=self.environment(variables),
            cwd=self.there(folder) if self.disk.is_dir() else None,
        )
        try:
            told = talk(process, typed.encode(), timeout)
        except subprocess.TimeoutExpired as late:
            raise StepFailed(f"“{' '.join(command)}” did not end in {timeout:.0f} seconds.") from late
        finally:
            process.kill()
            process.wait(30)
        out, said = (text.decode("utf-8", "replace").replace("\r", "") for text in told)
        if code is not None and process.returncode != code:
            last = "\n".join([*out.splitlines()[-20:], *said.splitlines()[-20:]])
            raise StepFailed(f"“{' '.join(command)}” ended with {process.returncode}:\n{last}")
        return Done(process.returncode, out, said)

    def start(self, *command: str, **variables: str) -> subprocess.Popen[bytes]:
        """Starts a program that goes on running; under Wine it is one process of this system."""
        go_on()
        return subprocess.Popen(  # noqa: S603  # as above
            self.command(command),
            # Python under Wine dies with files or /dev/null in their place.
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=self.environment(variables),
            cwd=self.disk,
        )

    def registry(self, *query: str) -> str:
        """Returns what ``reg query`` prints; "" where the key is not there."""
        return self.run("reg", "query", *query, code=None).out

    def set_value(self, key: str, name: str, value: str, kind: str = "REG_SZ") -> None:
        """Writes one value of the registry."""
        self.run("reg", "add", key, "/v", name, "/t", kind, "/d", value, "/f")

    def stay(self) -> None:
        """Has Windows go on between two programs, for a minute: starting it takes seconds."""
        server = tool("wineserver64", "wineserver")
        subprocess.run([server, "-p60"], env=self.environment({}), check=False, timeout=60)  # noqa: S603  # Wine's own

    def end(self) -> None:
        """Ends all that runs in it."""
        server = tool("wineserver64", "wineserver")
        subprocess.run([server, "-k"], env=self.environment({}), check=False, timeout=60)  # noqa: S603  # Wine's own

    def command(self, words: Sequence[str]) -> list[str]:
        """Returns the command line that runs a Windows program."""
        return [tool("wine64"), *words]

    def environment(self, variables: Mapping[str, str]) -> dict[str, str]:
        """Returns what it runs with: a session of its own, with nothing of this system's desktop."""
        kept = {name: value for name, value in os.environ.items() if name not in _NOT_IN_WINDOWS}
        own = {
            "WINEPREFIX": str(self.prefix),
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree,mshtml=",
            "DISPLAY": self.display,
            "HOME": str(self.prefix.parent),  # where it puts entries for this system's menus
            "LC_ALL": "C.UTF-8",
        }
        # Wine keeps this system's Qt from Windows' programs, and gives them what bears its name.
        given = {f"WINE{name}" if name.startswith("QT_") else name: one for name, one in variables.items()}
        return {**kept, **own, **given}


def talk(process: subprocess.Popen[bytes], typed: bytes, seconds: float) -> tuple[bytes, bytes]:
    """Types into a process of three pipes, and returns what it has printed, and said, when it has ended.

    That is not when its pipes are closed: the first program in a Wine starts services, which have them
    open for as long as Windows runs. Raises StepFailed, or TimeoutExpired.
    """
    told: tuple[list[bytes], list[bytes]] = ([], [])
    assert process.stdin and process.stdout and process.stderr  # noqa: S101  # asked of the caller
    with suppress(BrokenPipeError), process.stdin as keys:
        keys.write(typed)
    until = time.monotonic() + seconds
    with process.stdout as out, process.stderr as said, DefaultSelector() as pipes:
        for pipe, parts in zip((out, said), told, strict=True):
            pipes.register(pipe, EVENT_READ, parts)
        while True:
            has_ended = process.poll() is not None
            ready = pipes.select(0 if has_ended else _LOOK_EVERY)
            for key, _ in ready:
                part = os.read(key.fd, 65536)
                key.data.append(part)
                if not part:
                    pipes.unregister(key.fileobj)
            if has_ended and not ready:
                return b"".join(told[0]), b"".join(told[1])
            go_on()
            if time.monotonic() > until:
                raise subprocess.TimeoutExpired(process.args, seconds)


def tool(*names: str) -> str:
    """Returns the path of the first of these programs that is installed. Raises StepFailed."""
    for name in names:
        if found := shutil.which(name, path=_MORE_PLACES):
            return found
    raise StepFailed(f"{names[0]} is missing: run make windows first.")
