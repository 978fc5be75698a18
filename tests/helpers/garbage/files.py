"""Mutated files and messages of other processes, and what their readers make of them."""

from __future__ import annotations

import json
import plistlib
import ssl
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any, Final

from app.model.checks.rules import Rules
from app.model.form.submission import InvalidEntity, parse_entity
from app.model.profile import Profile
from app.recognition import FormContext, decode, merge, recognise, review
from app.service.delivery.deliverer import check_new, new_entry
from app.service.running_window import SubmissionRefused, _outcome_in
from app.storage.settings.managed_settings import ManagedSettings, load_managed_settings
from app.storage.settings.policy_sources import file_policy, preferences_policy, registry_policy
from app.storage.settings.settings_file import Settings, SettingsFile
from app.storage.sqlite.row_format import UNREADABLE, entry_from_row, entry_row
from app.webapi.errors import CaFileError
from app.webapi.http.trust import ssl_context
from tests.helpers.garbage.answers import Findings
from tests.helpers.garbage.mutations import SCALARS, mutant_of, mutated_value
from tests.helpers.garbage.uses import COMPANY, PROFILE

_CARD: Final = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Ås;Kari;;Dr.;\r\nFN:Kari Ås\r\nORG:Fjord AS;Salg\r\nTITLE:Sjef\r\n"
    "TEL;TYPE=WORK,VOICE:+47 22 33 44 55\r\nEMAIL;TYPE=INTERNET:kari@fjord.example\r\nBDAY:1970-01-01\r\n"
    "ADR;TYPE=WORK:;;Havnegata 1;Bergen;;5003;Norge\r\nURL:https://fjord.example\r\nNOTE;ENCODING=QUOTED-"
    "PRINTABLE:=C3=A5\r\nPHOTO;ENCODING=b;TYPE=JPEG:AAAA\r\nEND:VCARD\r\n"
)
_MAIL: Final = (
    "From: Kari Ås <kari@fjord.example>\nTo: ola@li.example\nSubject: =?utf-8?q?Tilbud?=\n"
    "Content-Type: text/plain; charset=utf-8\n\nHei!\n\n-- \nMed vennlig hilsen\nKari Ås\nSalgssjef\nFjord AS"
    "\nHavnegata 1, 5003 Bergen\nTlf: 22 33 44 55 | Mob.: 91122333\nfjord.example | Org.nr. 974 760 673\n"
)
_SETTINGS: Final = {
    "profiles": [{"name": "Work", "url": "https://crm.example.com", "user": "kari"}, {"name": "Two"}],
    "active": "Work",
    "window_geometry": "AAAA",
    "history_days": 30,
    "log_level": "INFO",
    "update_url": "https://updates.example.com/newest.json",
    "of_a_newer_version": {"a": [1]},
}
_POLICY: Final = (
    'active = "Work"\nhistory_days = 30\nlog_level = "INFO"\n[connection]\nsend_persons = false\n'
    'proxy = "direct"\n[[profiles]]\nname = "Work"\nurl = "https://crm.example.com"\nscheme = "basic"\n'
)
_CERTIFICATE: Final = (
    b"# The company's\n-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIU\n-----END CERTIFICATE-----\n"
)


@dataclass(frozen=True)
class Reader:
    """`mutate` makes a file or a message, `read` reads it as the program does."""

    mutate: Callable[[Random], tuple[Any, str]]
    read: Callable[[Path, Any], object]
    own: tuple[type[Exception], ...] = ()


def fuzz_files(folder: Path, *, count: int, seed: int) -> Findings:
    """Has every reader, in turn, read `count` mutants in all."""
    random = Random(seed)  # noqa: S311  # chance that can be repeated is what is wanted
    findings, file = Findings(), folder / "file"
    for number in range(count):
        name, reader = list(_READERS.items())[number % len(_READERS)]
        content, what = reader.mutate(random)
        begun = time.thread_time()
        try:
            reader.read(file, content)
        except reader.own:
            pass
        except Exception as error:  # noqa: BLE001  # whatever it is: it is what is looked for
            findings.fault(name, error, what)
        findings.note(name, time.thread_time() - begun, what)
        for left in folder.glob("file*"):
            left.unlink()
    return findings


def _json_of(value: Any) -> Callable[[Random], tuple[bytes, str]]:
    def mutate(random: Random) -> tuple[bytes, str]:
        mutant = mutant_of(value, random, largest=3000)
        return mutant.body, mutant.what

    return mutate


def _bytes_of(text: str | bytes) -> Callable[[Random], tuple[bytes, str]]:
    """Cuts, repeats, swaps and adds parts; what is added is what such a format stumbles over."""
    whole = text.encode() if isinstance(text, str) else text

    def mutate(random: Random) -> tuple[bytes, str]:
        content, done = whole, []
        for _ in range(random.choice((1, 1, 2, 5))):
            start, end = sorted(random.randrange(len(content) + 1) for _ in range(2))
            junk = random.choice(_JUNK) * random.choice((1, 1, 3, 2000))
            kind, content = random.choice(
                (
                    ("cut", content[:start] + content[end:]),
                    ("end", content[:end]),
                    ("repeat", content[:end] + content[start:end] * random.choice((1, 30)) + content[end:]),
                    ("junk", content[:start] + junk + content[start:]),
                    ("replace", content[:start] + junk + content[end:]),
                    ("recode", content.decode("utf-8", "replace").encode("utf-16")),
                    ("bom", b"\xef\xbb\xbf" + content),
                )
            )
            done.append(f"{kind} {start}-{end} {junk[:20]!r}")
        return content[:200_000], "; ".join(done)

    return mutate


_JUNK: Final = (
    *(
        b"\x00",
        b"\xff\xc3\x28",
        b"\r\n",
        b";",
        b":",
        b"=",
        b'"',
        b"'",
        b"[",
        b"{",
        b"\\",
        b"%",
        b"@",
        b"+47 ",
    ),
    *(
        b"BEGIN:VCARD\r\n",
        b"END:VCARD\r\n",
        b"\n ",
        b"=\r\n",
        b"X-A;B=C;D:",
        b"<b>",
        b"&#0;",
        b"-- \n",
        b"> ",
    ),
    *("\u202e".encode(), "\ufeff".encode(), "🙂".encode(), b"9", b"1.", b"-----BEGIN CERTIFICATE-----\n"),
)


def _policy_values(random: Random) -> tuple[Any, str]:
    given = {"active": "Work", "history_days": 3, "connection": {"proxy": "", "send_persons": True}}
    profile = {"name": "Work", "url": "https://crm.example.com"}
    return mutated_value({**given, "profiles": [profile]}, random, largest=300)


def _row(random: Random) -> tuple[Any, str]:
    entry = new_entry(COMPANY, PROFILE, "a" * 32, datetime.now(UTC))
    row = list(entry_row(entry))
    place = random.randrange(len(row))
    stored = row[place]
    if isinstance(stored, str) and stored[:1] in ("[", "{") and random.random() < 0.7:
        value, what = mutated_value(json.loads(stored), random, largest=300)
        row[place] = json.dumps(value)
    else:
        row[place] = random.choice(SCALARS)
        what = repr(row[place])[:40]
    return row, f"column {place}: {what}"


def _read_settings(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    reader = SettingsFile(file)
    settings = load_managed_settings({}, {}, []).apply(reader.load())
    assert reader.load() == reader.load()
    reader.change(lambda now: now.with_changes(history_days=7))
    assert isinstance(settings.active_profile, Profile | None)


def _apply(layer: Any) -> None:
    managed = ManagedSettings((layer,))
    assert isinstance(managed.notice, str)
    managed.apply(Settings(profiles=(PROFILE,), active="Work"))
    managed.user_part(PROFILE, None)


def _read_toml(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    _apply(file_policy(file))


def _read_plist(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    _apply(preferences_policy(file))


def _read_registry(_file: Path, values: Any) -> None:
    """Group policies hold whatever an administrator, or damage, has put there."""
    tree = values if isinstance(values, dict) else {"active": values}

    def at(path: str) -> Mapping[str, Any]:
        last = path.rpartition("\\")[2]
        found = tree if last == "Contact Entry" else tree.get(last) if last == "connection" else None
        if last == "1":
            profiles = tree.get("profiles")
            found = profiles[0] if isinstance(profiles, list) and profiles else None
        return found if isinstance(found, dict) else {}

    _apply(registry_policy(at))


def _read_text(_file: Path, content: bytes) -> None:
    found = recognise(decode(content), "NO", ())
    lines = review({}, found, _NOTHING_KNOWN)
    merge({}, found, [line.key for line in lines], _NOTHING_KNOWN)


def _read_certificates(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    assert isinstance(ssl_context(str(file), "host"), ssl.SSLContext)


def _read_row(_file: Path, row: Any) -> None:
    """What a command hands to the window."""
    check_new(entry_from_row(row))


def _read_answer(_file: Path, content: bytes) -> None:
    """What a window answers to a command."""
    with suppress(SubmissionRefused):
        assert _outcome_in(content) in (True, False, None)


_NOTHING_KNOWN: Final = FormContext((), {}, Rules())
_PLIST: Final = plistlib.dumps({"active": "Work", "history_days": 3, "connection": {"proxy": "direct"}})
_READERS: Final[Mapping[str, Reader]] = {
    "company file": Reader(
        _json_of(COMPANY.to_create_body()), lambda _, c: parse_entity(c), (InvalidEntity,)
    ),
    "settings file": Reader(_json_of(_SETTINGS), _read_settings),
    "policy file": Reader(_bytes_of(_POLICY), _read_toml),
    "managed preferences": Reader(_bytes_of(_PLIST), _read_plist),
    "group policy": Reader(_policy_values, _read_registry),
    "vCard": Reader(_bytes_of(_CARD), _read_text),
    "mail": Reader(_bytes_of(_MAIL), _read_text),
    "CA file": Reader(_bytes_of(_CERTIFICATE), _read_certificates, (CaFileError,)),
    "message of a command": Reader(_row, _read_row, (*UNREADABLE, ValueError)),
    "answer of a window": Reader(_json_of({"ok": False, "because": "No."}), _read_answer),
}
