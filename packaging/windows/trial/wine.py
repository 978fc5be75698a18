"""A Wine of its own, in which the program for Windows is installed and run."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_NOT_IN_WINDOWS: Final = (
    "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR", "QT_QPA_PLATFORM",
    "PYTHON_KEYRING_BACKEND", "WAYLAND_DISPLAY",
)  # fmt: skip
_MORE_PLACES: Final = f"{os.environ.get('PATH', '')}:/usr/lib/wine"
PROGRAM: Final = r"C:\Program Files\Contact Entry\contact-entry.exe"
WINDOW: Final = r"C:\Program Files\Contact Entry\contact-entry-window.exe"


class StepFailed(Exception):
    """What did not come out as it has to, for people."""


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

    def make(self, missing: Path) -> None:
        """Makes it anew. `missing` has the libraries that Windows 10 has and Wine has not."""
        shutil.rmtree(self.prefix, ignore_errors=True)
        self.prefix.mkdir(parents=True)
        self.stay()
        self.run("wineboot", "-i", timeout=900)
        for library in missing.glob("*.dll"):
            shutil.copy(library, self.disk / "windows/system32")

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
        try:
            done = subprocess.run(  # noqa: S603  # what the caller wants to try
                self.command(command),
                input=typed.encode(),
                capture_output=True,
                check=False,
                timeout=timeout,
                env=self.environment(variables),
                cwd=self.there(folder) if self.disk.is_dir() else None,
            )
        except subprocess.TimeoutExpired as late:
            raise StepFailed(f"“{' '.join(command)}” did not end in {timeout:.0f} seconds.") from late
        out, said = (text.decode("utf-8", "replace").replace("\r", "") for text in (done.stdout, done.stderr))
        if code is not None and done.returncode != code:
            told = "\n".join([*out.splitlines()[-20:], *said.splitlines()[-20:]])
            raise StepFailed(f"“{' '.join(command)}” ended with {done.returncode}:\n{told}")
        return Done(done.returncode, out, said)

    def start(self, *command: str, **variables: str) -> subprocess.Popen[bytes]:
        """Starts a program that goes on running; under Wine it is one process of this system."""
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
            "LC_ALL": "C.UTF-8",
        }
        # Wine keeps this system's Qt from Windows' programs, and gives them what bears its name.
        given = {f"WINE{name}" if name.startswith("QT_") else name: one for name, one in variables.items()}
        return {**kept, **own, **given}


def tool(*names: str) -> str:
    """Returns the path of the first of these programs that is installed. Raises StepFailed."""
    for name in names:
        if found := shutil.which(name, path=_MORE_PLACES):
            return found
    raise StepFailed(f"{names[0]} is missing: run make windows first.")
