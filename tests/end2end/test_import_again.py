"""``contact-entry import`` of one table, again and at once: each company is on the server once."""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from app.sandbox import SandboxServer
from app.storage.files.paths import AppPaths
from app.storage.sqlite.drafts import Drafts
from app.storage.sqlite.store import Store
from tests.helpers.processes.command import Done, Program
from tests.helpers.processes.connected import connect
from tests.helpers.processes.submitting import ask
from tests.helpers.secrets.shared_keyring import KeyringServer

CLEAR = ("Fjell Verft AS", "Vann Verft AS", "Sand Verft AS")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "fair.csv"
    rows = (f"{name};Kari Moe;Oslo;" for name in CLEAR)
    file.write_text("\n".join(("Firma;Navn;Sted;E-post", *rows, ";Ola Li;Oslo;", "")), encoding="utf-8")
    return file


@pytest.fixture
def connected(signed_in: Program, keyring: KeyringServer, server: SandboxServer) -> Program:
    connect(signed_in, keyring, server.url, send_persons=False)
    return signed_in


def there(server: SandboxServer) -> Counter[str]:
    return Counter(
        one["name"]
        for one in ask(server.url, "Contact?$select=contactId,name")["value"]
        if "Verft" in one["name"]
    )


def states(done: Done) -> list[str]:
    return [one["state"] for one in done.json["companies"]]


@pytest.mark.long
def test_two_at_once_do_it_once(connected: Program, server: SandboxServer, table: Path) -> None:
    with ExitStack() as running:
        both = [running.enter_context(connected.started("import", table, "--json")) for _one in range(2)]
        ended = [process.communicate(timeout=100) for process in both]
    codes = sorted(process.returncode for process in both)
    # The second has waited for the first; where that took ten seconds, it has said so.
    assert codes in ([3, 3], [2, 3]), ended
    assert there(server) == dict.fromkeys(CLEAR, 1)
    assert states(connected.run("import", table, "--json")) == [*["done"] * len(CLEAR), "draft"]
    with Store.open(AppPaths.of(connected.home).store) as store:
        assert len(Drafts(store).all()) == 1


@pytest.mark.long
def test_what_was_typed_into_a_draft_since_stays(
    connected: Program, server: SandboxServer, table: Path
) -> None:
    assert states(connected.run("import", table, "--json")) == [*["saved"] * len(CLEAR), "draft"]
    with Store.open(AppPaths.of(connected.home).store) as store:
        (draft,) = Drafts(store).all()
        typed = replace(draft, form={**draft.form, "Name": "Typed AS", "Description": "By hand"})
        Drafts(store).save(typed)
    again = connected.run("import", table, "--json")
    assert (again.code, states(again)) == (3, [*["done"] * len(CLEAR), "draft"])
    with Store.open(AppPaths.of(connected.home).store) as store:
        assert [one.form for one in Drafts(store).all()] == [typed.form]
    assert there(server) == dict.fromkeys(CLEAR, 1)
