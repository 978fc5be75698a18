"""What the commands print in one language, for a process that has taken it before anything was imported.

Prints as JSON what each said on both streams; `python -m tests.end2end.languages` compares it with English.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout, suppress
from pathlib import Path
from unittest.mock import patch

import keyring

from app.__main__ import main as run_program
from app.commands.command_line.parser import build_parser
from app.storage.files.paths import AppPaths
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.store import Store
from tests.end2end.scenes import NOBODY, SIGNATURE, one_of_each_state
from tests.helpers.data import fair
from tests.helpers.processes.submitting import COMPANY
from tests.helpers.secrets.memory_keyring import MemoryKeyring

_WRONG = (
    *(
        "nothing",
        "submit",
        "submit a b",
        "profile add x --auth y",
        "profile add x --timezone",
        "outbox list -z",
    ),
    *("--profile Nobody outbox list", "--sandbox --profile Work submit a.json", "open nothing.vcf"),
)
_SAID = (
    *("outbox list", "outbox send", "outbox show zzz", "outbox discard zzz"),
    *(
        "profile list",
        "profile test",
        "profile test Nobody",
        "profile remove Nobody",
        "profile sign-out Work",
    ),
    *("register list", "register allow no", "register allow zz", "register forbid no", "register key no"),
    *(
        "register set no --url http://127.0.0.1:9",
        "register test dk",
        "lookup 923609016",
        "lookup 923609016 --country NO",
    ),
    *("policy show", "update-check"),
)
_FILES = {
    "not-json": '{"Name": "A"',
    "not-one": "[1]",
    "wrong-types": '{"Name": 5, "Xstop": "no"}',
    "wrong-steps": '{"Name": "A", "NextSteps": [{"Kind": "Letter"}, {"Kind": "Selection"}]}',
    "wrong-values": json.dumps({"Name": "", "Emails": [{"Value": "bauer.example"}], "Category": {"Id": 999}}),
    "warned": json.dumps({**COMPANY, "Name": "Bauer AS", "Emails": [{"Value": "bauer.example"}]}),
    "empty": "",
}
_TABLE = "Firma\tE-post\tPostnr\nHavglimt AS\tpost@havglimt\t50033\n\tpost@nobody.example\t\n"


def main() -> None:
    """Runs every command that ends by itself, right and wrong."""
    keyring.set_keyring(MemoryKeyring())
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CONTACT_ENTRY_HOME"] = folder
        said = dict(_all_said(Path(folder)))
    sys.stdout.write(json.dumps(said, ensure_ascii=False) + "\n")


def _all_said(home: Path) -> Iterator[tuple[str, list[str]]]:
    yield "--help", _said_by("--help")
    yield from _helps(build_parser())
    for command in _WRONG:
        yield command, _said_by(*command.split())
    yield (
        "profile add",
        _said_by("profile", "add", "Work", "--url", NOBODY, "--user", "demo", "--allow-plain-http"),
    )
    with Store.open(AppPaths.of(home).store) as store:
        for entry in one_of_each_state():
            Outbox(store).add(entry)
    for command in _SAID:
        yield command, _said_by(*command.split())
    yield from _of_files(home)
    for one in one_of_each_state():
        yield f"outbox show {one.name}", _said_by("outbox", "show", one.id)
    yield "self-test", _said_by("self-test")


def _of_files(home: Path) -> Iterator[tuple[str, list[str]]]:
    for name, text in _FILES.items():
        file = home / f"{name}.json"
        file.write_text(text)
        yield f"submit {name}", _said_by("--sandbox", "submit", str(file))
    yield "submit --add", _said_by("--sandbox", "submit", "--add", str(home / "warned.json"))
    texts = {"fair.tsv": fair.as_text(), "table.tsv": _TABLE, "mail.txt": SIGNATURE, "nothing.txt": "---"}
    for name, text in texts.items():
        (home / name).write_text(text)
    (home / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    for name in ("fair.tsv", "table.tsv", "mail.txt"):
        yield f"import {name}", _said_by("--sandbox", "import", "--dry-run", str(home / name))
    for further in (("--set", "Zzz=1"), ("--set", "NextSteps.StartDate=soon"), ("--map", "9=Name")):
        yield f"import {further[1]}", _said_by("--sandbox", "import", str(home / "table.tsv"), *further)
    yield "import", _said_by("--sandbox", "import", str(home / "table.tsv"))
    for name in ("mail.txt", "nothing.txt", "picture.png", "absent.txt"):
        yield f"read {name}", _said_by("read", str(home / name))


def _helps(parser: argparse.ArgumentParser) -> Iterator[tuple[str, list[str]]]:
    yield parser.prog, parser.format_help().splitlines()
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for inner in action.choices.values():
                yield from _helps(inner)


def _said_by(*arguments: str) -> list[str]:
    """Returns the lines of both streams; standard input is empty."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _stream in range(2))
    nothing = io.TextIOWrapper(io.BytesIO())
    with (
        redirect_stdout(out),
        redirect_stderr(err),
        patch.object(sys, "stdin", nothing),
        suppress(SystemExit),
    ):
        run_program(list(arguments))
    return [line for one in (out, err) for line in one.buffer.getvalue().decode().splitlines()]
