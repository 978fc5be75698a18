"""What commands do with an entry while the disk is in trouble, and what is there once it is not."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from contextlib import AbstractContextManager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from uuid import uuid4

import keyring

from app.commands.main import run
from app.model.profile import Profile
from app.sandbox import PASSWORD, USER, SandboxServer
from app.storage.files.paths import AppPaths
from app.storage.settings.settings_file import Settings, SettingsFile

_KEPT: Final = (0, 6)
_ROUNDS: Final = 3


@dataclass
class DiskTrial:
    """`silent` commands failed without a word; `faults` are mistakes of the program's own."""

    commands: int = 0
    silent: int = 0
    faults: int = 0
    lost: int = 0
    doubled: int = 0
    words: list[str] = field(default_factory=list)

    def command(self, *arguments: str) -> int:
        """Runs a command in this process; returns its exit code."""
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = run([*arguments])
        said = err.getvalue().strip()
        self.commands += 1
        self.silent += bool(code and not said)
        self.faults += code == 1 or "Traceback" in said or "mistake of its own" in said
        self.words += said.splitlines()
        return code


def try_commands(
    home: Path, server: SandboxServer, state: Callable[[Path], AbstractContextManager[None]]
) -> DiskTrial:
    """`home` is the program's folder; nothing else uses it. One company waits, another is submitted."""
    trial = DiskTrial()
    names = (f"Waiting {uuid4().hex} AS", f"Given {uuid4().hex} AS")
    waiting, given = (_file(home.parent, name) for name in names)
    _connect(home, "http://127.0.0.1:9")
    kept = [trial.command("submit", str(waiting)) in _KEPT]
    _connect(home, server.url)
    with state(home):
        kept.append(trial.command("submit", str(given)) in _KEPT)
        trial.command("outbox", "list")
        trial.command("outbox", "send")
    for _ in range(_ROUNDS):
        trial.command("outbox", "send")
    for name, is_kept in zip(names, kept, strict=True):
        there = posts_of(server, name)
        trial.lost += is_kept and there == 0
        trial.doubled += there > 1
    return trial


def posts_of(server: SandboxServer, name: str) -> int:
    """Counts how often a company of that name was posted."""
    return sum(
        request.method == "POST" and request.path.endswith("/v1/Contact") and name.encode() in request.body
        for request in server.requests
    )


def _file(folder: Path, name: str) -> Path:
    path = folder / f"{name}.json"
    path.write_text(json.dumps({"Name": name, "CustomFields": {"SuperOffice:1": "K-1"}}))
    return path


def _connect(home: Path, url: str) -> None:
    profile = Profile(name="Work", url=url, user=USER, allow_plain_http=True)
    SettingsFile(AppPaths.of(home).settings).save(Settings(profiles=(profile,), active="Work"))
    keyring.set_password("contact-entry", "Work/password", PASSWORD)
