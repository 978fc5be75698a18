"""The window, killed in an import: each company of the table is on the server once, with its people."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from app.model.imports.notes import Unfinished
from app.model.profile import Profile
from app.sandbox import USER, Options, SandboxServer
from app.storage.files.paths import AppPaths
from app.storage.files.unfinished_imports import UnfinishedImports
from app.storage.settings.settings_file import Settings, SettingsFile
from app.storage.sqlite.database import CommitPoint
from tests.helpers.kill.importing import CONNECTION, Import
from tests.helpers.processes.command import ROOT
from tests.helpers.processes.submitting import ask, names_at
from tests.helpers.ui.tables import as_rows, posted

CLEAR = tuple(f"{word} Verft AS" for word in ("Fjell", "Vann", "Sand", "Elv", "Skog"))
DOUBTFUL = ("Myr Verft AS", "Hav Verft AS", "Li Verft AS")
PLANS = (
    Import(checked=2),
    Import(point=CommitPoint.ADD, turn=3),
    Import(point=CommitPoint.ADD, moment="after"),
    Import(point=CommitPoint.DRAFT_SAVE, moment="after"),
    Import(point=CommitPoint.SENDING, moment="after"),
    Import(point=CommitPoint.ADD, in_walk=True),
    Import(point=CommitPoint.ADD, moment="after", in_walk=True),
)
"""In the preview, while everything is put away, while it is sent, and in the walk through the drafts."""


def table() -> str:
    rows = [("Firma", "Navn", "Sted", "Land", "Mobil")]
    for name in (*CLEAR, *DOUBTFUL):
        phone = "=SUM(A1:A9)" if name in DOUBTFUL else ""
        rows += [
            (name, "Kari Moe", "Oslo", "Norge", phone),
            (name, f"Ola {name.split()[0]}", "Oslo", "Norge", ""),
        ]
    return as_rows(*rows)


@pytest.mark.long
@pytest.mark.timeout(400)
def test_killed_at_each_stage_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    file = tmp_path / "table.tsv"
    file.write_text(table(), encoding="utf-8", newline="")
    with SandboxServer(tmp_path / "server.sqlite3", Options(companies=False)) as server:
        profile = Profile(name=CONNECTION, url=server.url, user=USER, language="en")
        SettingsFile(AppPaths.of(home).settings).save(Settings().with_profile(profile))
        statuses = _lives(home, file, [*PLANS, Import()])
        assert [os.WIFSIGNALED(one) for one in statuses] == [*[True] * len(PLANS), False], statuses
        assert statuses[-1] == 0
        posts = posted(server)
        assert _lives(home, file, [Import()]) == [0]
        assert posted(server) == posts, "it was sent again"
        records = ask(server.url, "Contact?$select=contactId,name")["value"]
        found = Counter(one["name"] for one in records if "Verft" in one["name"])
        people = {
            one["name"]: sorted(names_at(server.url, one["contactId"]))
            for one in records
            if one["name"] in found
        }
    assert found == dict.fromkeys((*CLEAR, *DOUBTFUL), 1)
    assert people == {name: [("Kari", "Moe"), ("Ola", name.split()[0])] for name in found}


@pytest.mark.long
def test_killed_while_everything_is_put_away_the_next_start_knows_how_far_it_was(tmp_path: Path) -> None:
    home, file = tmp_path / "home", tmp_path / "table.tsv"
    home.mkdir()
    file.write_text(table(), encoding="utf-8", newline="")
    with SandboxServer(tmp_path / "server.sqlite3", Options(companies=False)) as server:
        profile = Profile(name=CONNECTION, url=server.url, user=USER, language="en")
        SettingsFile(AppPaths.of(home).settings).save(Settings().with_profile(profile))
        (status,) = _lives(home, file, [Import(point=CommitPoint.ADD, turn=3)])
        assert os.WIFSIGNALED(status)
        (left,) = UnfinishedImports(AppPaths.of(home).store.parent).take()
    assert left == Unfinished("", 2, 0, len(CLEAR) + len(DOUBTFUL) - 2), "it was pasted: it has no name"


def _lives(home: Path, file: Path, plans: list[Import]) -> list[int]:
    """Returns the wait status of the window of each plan."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.helpers.kill.importing", home, file],
        cwd=ROOT,
        env={**os.environ, "PYTHON_KEYRING_BACKEND": "tests.helpers.secrets.memory_keyring.MemoryKeyring"},
        input="".join(f"{plan.to_json()}\n" for plan in plans),
        text=True,
        timeout=300,
        stdout=subprocess.PIPE,
        check=True,
    )
    return [int(line) for line in done.stdout.splitlines()]
