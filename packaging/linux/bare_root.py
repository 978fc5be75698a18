"""A minimal Debian in a folder, entered with chroot: what a computer has that has nothing."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

USER: Final = "sales"
_DEVICES: Final = ("null", "zero", "full", "random", "urandom", "tty")
_UTF8: Final = {"LANG": "C.UTF-8", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}
# Locks and unlocks the keyring of the user as a desktop does when they sign in.
_WITH_KEYRING: Final = (
    'printf secret | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; exec "$@"'
)


class StepFailed(Exception):
    """What did not come out as it has to, for people."""


@dataclass(frozen=True)
class Root:
    """Runs commands in the folder. Mounts stay in the caller's mount namespace (see unshare(1))."""

    folder: Path
    environment: Mapping[str, str] = field(default_factory=lambda: _UTF8)

    def run(
        self,
        *command: str | Path,
        user: str = "root",
        typed: str = "",
        code: int | None = 0,
        **variables: str,
    ) -> str:
        """Standard output. Raises StepFailed where the exit code is not `code`; None allows any."""
        done = subprocess.run(  # noqa: S603  # what the caller wants to try
            self.command(*command, user=user, **variables),
            input=typed,
            capture_output=True,
            text=True,
            check=False,
        )
        if code is not None and done.returncode != code:
            said = "\n".join([*done.stdout.splitlines()[-20:], *done.stderr.splitlines()[-20:]])
            raise StepFailed(f"“{' '.join(map(str, command))}” ended with {done.returncode}:\n{said}")
        return done.stdout

    def command(self, *command: str | Path, user: str = "root", **variables: str) -> list[str]:
        """The command line that runs it in there."""
        home = "/root" if user == "root" else f"/home/{user}"
        given = {**self.environment, "HOME": home, "USER": user, **variables}
        words = [f"{name}={value}" for name, value in given.items()]
        return [
            "chroot", f"--userspec={user}:{user}", f"{self.folder}", "env", "-i", "-C", home, *words,
            *map(str, command),
        ]  # fmt: skip

    def run_with_keyring(
        self, *command: str | Path, typed: str = "", code: int | None = 0, **variables: str
    ) -> str:
        """As the user in a session of their desktop: with a bus and an unlocked keyring."""
        session = ["dbus-run-session", "--", "sh", "-c", _WITH_KEYRING, "sh", *map(str, command)]
        return self.run(*session, user=USER, typed=typed, code=code, **variables)

    def install(self, *packages: str | Path) -> None:
        """By apt, with the dependencies that it finds; files are named as they lie in there."""
        options = ("-y", "-q", "--no-install-recommends")
        self.run("apt-get", "install", *options, *packages, DEBIAN_FRONTEND="noninteractive")

    def there(self, path: str) -> Path:
        """The place outside of what is `path` in there."""
        return self.folder / path.lstrip("/")

    def put(self, file: Path, folder: str = "/tmp") -> str:  # noqa: S108  # of the root
        """Copies a file in, and answers where it is in there."""
        target = self.there(folder)
        target.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, target)
        return f"{folder}/{file.name}"


@contextmanager
def bare_root(suite: str, cache: Path, folder: Path) -> Iterator[Root]:
    """A fresh one. What debootstrap makes and apt downloads is kept in `cache` for the next time."""
    packed = cache / f"{suite}.tar"
    cache.mkdir(parents=True, exist_ok=True)
    if not packed.exists():
        _make(suite, packed, folder)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    _host("tar", "-xpf", packed, "-C", folder)
    archives = cache / f"{suite}-archives"
    (archives / "partial").mkdir(parents=True, exist_ok=True)
    shutil.copy("/etc/resolv.conf", folder / "etc" / "resolv.conf")
    _host("mount", "-t", "proc", "proc", folder / "proc")
    _host("mount", "--bind", archives, folder / "var/cache/apt/archives")
    root = Root(folder)
    try:
        root.run("useradd", "--create-home", "--shell", "/bin/sh", USER)
        yield root
    finally:
        for place in ("var/cache/apt/archives", "proc"):
            _host("umount", "--lazy", folder / place)
        shutil.rmtree(folder, ignore_errors=True)


def _make(suite: str, packed: Path, folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    _host("debootstrap", "--variant=minbase", suite, folder)
    # Nothing that is installed may start a service here.
    policy = folder / "usr/sbin/policy-rc.d"
    policy.write_text("#!/bin/sh\nexit 101\n")
    policy.chmod(0o755)
    for name in _DEVICES:
        if not (folder / "dev" / name).exists():
            _host("cp", "-a", f"/dev/{name}", folder / "dev")
    unfinished = packed.with_suffix(".part")
    _host("tar", "-cpf", unfinished, "--exclude=./var/cache/apt/archives/*.deb", "-C", folder, ".")
    unfinished.rename(packed)


def _host(*command: str | Path) -> None:
    words = list(map(str, command))
    done = subprocess.run(words, capture_output=True, text=True, check=False)  # noqa: S603  # Debian's own
    if done.returncode:
        raise StepFailed(f"“{' '.join(map(str, command))}” failed: {done.stderr.strip()[-2000:]}")
