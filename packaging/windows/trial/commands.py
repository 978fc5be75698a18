"""What the installed program does on the command line, tried under Wine."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any, Final

from windows.trial.tracks import StepFailed, expect, say
from windows.trial.wine import PROGRAM, Done, Wine

ROOT: Final = Path(__file__).parents[3]
NOWHERE: Final = (
    "Work", "--url", "http://127.0.0.1:9", "--allow-plain-http", "--user", "you", "--secret-stdin",
)  # fmt: skip
POLICIES: Final = r"HKLM\SOFTWARE\Policies\Contact Entry"


def _read(done: Done) -> Any:
    """Returns the JSON that a command has printed. Raises StepFailed where it is none."""
    try:
        return json.loads(done.out)
    except ValueError:
        said = f"{done.out[-1000:]}{done.said[-1000:]}"
        raise StepFailed(f"It ended with {done.code} and printed no JSON: {said}") from None


def company(name: str) -> str:
    """Returns a company as `submit` takes it."""
    return json.dumps({"Name": name, "Country": {"CountryId": 578}}, ensure_ascii=False)


def self_test(wine: Wine, how: str, program: str = PROGRAM) -> None:
    """Runs the program's own test; every check of it has to be well."""
    # Wine's desktop comes with the first window. If that is of the test's child, the desktop has its pipes
    # open, and the test waits for them. In a Windows that has just been started, the desktop is there before.
    wine.end()
    told = _read(wine.run(program, "self-test", "--json", code=None))
    wine.end()
    wine.stay()
    wrong = [check for check in told["checks"] if check["outcome"] != "ok"]
    expect(told["ok"] and told["bundled"] and not wrong, f"self-test {how}: {wrong or told}")
    expect(told["version"].endswith("+trial"), f"It calls itself {told['version']}, which is no trial.")
    say(f"self-test {how}: {len(told['checks'])} checks, version {told['version']}")


def submit(wine: Wine) -> None:
    """Sends companies to the practice server: from a file, of each encoding, and from standard input."""
    name = "Łódź 日本 Ærø AS"
    file = wine.disk / "company.json"
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        file.write_bytes(company(name).encode(encoding))
        told = _read(wine.run(PROGRAM, "submit", "--sandbox", "--json", r"C:\company.json"))
        expect(told["state"] == "saved" and told["ContactId"] > 0, f"submit of {encoding}: {told}")
    told = _read(wine.run(PROGRAM, "submit", "--sandbox", "--json", "-", typed=company(name)))
    expect(told["state"] == "saved", f"submit from standard input: {told}")
    say("submit saves a company from a file (UTF-8, with a mark, UTF-16) and from standard input")


def speaks(wine: Wine) -> None:
    """Asks for help in each of the program's languages; no two answers may be the same."""
    languages = ("en", *sorted(file.stem for file in (ROOT / "resources/locale").glob("??.po")))
    told = {wine.run(PROGRAM, "--help", CONTACT_ENTRY_LANGUAGE=one).out for one in languages}
    expect(len(told) == len(languages), f"Of {len(languages)} languages it speaks {len(told)}.")
    say(f"it speaks {', '.join(languages)}")


def table(wine: Wine) -> None:
    """Reads a spreadsheet, which takes a compiled library, and sends nothing of it."""
    shutil.copy(ROOT / "tests/data/tables/fair.xlsx", wine.disk / "fair.xlsx")
    told = _read(wine.run(PROGRAM, "import", "--sandbox", "--dry-run", "--json", r"C:\fair.xlsx", code=None))
    names = [one["name"] for one in told["companies"]]
    expect("Fjell & Sønn AS" in names, f"import finds {names} in a spreadsheet.")
    say(f"import reads a spreadsheet with {len(names)} companies")


def jump_list(wine: Wine) -> None:
    """Sets what the taskbar offers at the icon: Wine 8 fills links and has no list that would take them."""
    told = _read(wine.run(PROGRAM, "self-test", "--part", "jump-list"))
    is_missing = told["because"] == "0x80004001 in place 4"  # E_NOTIMPL of BeginList
    expect(told["set"] or is_missing, f"The jump list: {told}")
    say("the jump list is set" if told["set"] else "the jump list: Wine has none, and that does no harm")


def fill_outbox(wine: Wine, count: int) -> list[dict[str, Any]]:
    """Sets up a server that is not there, and submits that many companies for it. Returns the outbox."""
    # No server answers there, which is found out and said; the connection is kept.
    wine.run(PROGRAM, "profile", "add", *NOWHERE, typed="a password\n", code=None)
    for number in range(count):
        wine.run(PROGRAM, "submit", "--profile", "Work", "-", typed=company(f"Fjell {number} AS"), code=6)
    listed = outbox(wine)
    expect(len(listed) == count, f"The outbox has {len(listed)} entries instead of {count}.")
    waiting = {entry["state"] for entry in listed}
    expect(waiting == {"queued"}, f"The entries are {waiting}.")
    say(f"without a server {count} companies wait in the outbox (exit code 6)")
    return listed


def outbox(wine: Wine) -> list[dict[str, Any]]:
    """Returns what the outbox lists."""
    listed: list[dict[str, Any]] = _read(wine.run(PROGRAM, "outbox", "list", "--json"))
    return listed


def policy(wine: Wine) -> None:
    """Sets policies in the registry, as group policy does, and looks at what the program makes of them."""
    wine.set_value(POLICIES, "log_level", "WARNING")
    wine.set_value(POLICIES, "history_days", "7", "REG_DWORD")
    wine.set_value(rf"{POLICIES}\profiles\1", "name", "Office")
    wine.set_value(rf"{POLICIES}\profiles\1", "url", "https://crm.example.com")
    told = _read(wine.run(PROGRAM, "policy", "show", "--json"))
    settings = {row["key"]: row for row in told["settings"]}
    expect(settings["log_level"]["value"] == "WARNING", f"policy show: {settings['log_level']}")
    expect(settings["log_level"]["source"] == "registry", f"policy show: {settings['log_level']}")
    managed = [one for one in _read(wine.run(PROGRAM, "profile", "list", "--json")) if one["managed"]]
    expect([one["name"] for one in managed] == ["Office"], f"profile list: {managed}")
    wine.set_value(POLICIES, "log_level", "LOUD")
    wrong = wine.run(PROGRAM, "policy", "show", code=7)
    expect("log_level" in wrong.said, f"policy show does not name the value: {wrong.said}")
    tested = wine.run(PROGRAM, "self-test", code=7)
    expect("log_level" in tested.out + tested.said, "self-test does not name the value.")
    wine.run("reg", "delete", POLICIES, "/f")
    say("policies of the registry hold, are shown with their source, and a wrong one is named (exit code 7)")
