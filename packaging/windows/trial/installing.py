"""The installer: installing, upgrading, a refused downgrade, repairing and removing, under Wine."""

from __future__ import annotations

import os
import shutil
import time
import zipfile
from pathlib import Path
from typing import Any, Final

from windows.trial.commands import outbox, self_test
from windows.trial.tracks import expect, say
from windows.trial.wine import PROGRAM, Wine

FOLDER: Final = r"C:\Program Files\Contact Entry"
UNINSTALL: Final = r"HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall"
MOST_BYTES: Final = 50_000_000
# ERROR_INSTALL_FAILURE, of which Linux sees one byte: https://learn.microsoft.com/windows/win32/msi/error-codes
_REFUSED: Final = 1603 & 0xFF


def _msi(wine: Wine, action: str, name: str, *words: str, code: int | None = 0, trace: bool = False) -> str:
    debug = "+msi" if trace else "-all"
    words = ("msiexec", action, rf"C:\{name}", "/qn", "/norestart", *words)
    return wine.run(*words, code=code, WINEDEBUG=debug).said


def look_at(msi: Path, archive: Path) -> None:
    """Looks at what can be seen without installing: the size."""
    for file in (msi, archive):
        megabytes = file.stat().st_size / 1e6
        expect(file.stat().st_size <= MOST_BYTES, f"{file.name} has {megabytes:.1f} MB; 50 are allowed.")
        say(f"{file.name} has {megabytes:.1f} MB (at most 50)")


def install(wine: Wine, msi: Path, name: str) -> None:
    """Installs silently, under that name on the drive."""
    shutil.copy(msi, wine.disk / name)
    began = time.monotonic()
    _msi(wine, "/i", name)
    took = time.monotonic() - began
    expect(wine.there(PROGRAM).is_file(), "The program is not where it belongs.")
    say(f"{name} installed silently in {took:.0f} s, {_count(wine.there(FOLDER))} files")


def is_registered(wine: Wine, version: str) -> None:
    """Looks at what Windows shows of it: in Installed apps, the Start menu, on the path, for vCards."""
    installed = wine.registry(UNINSTALL, "/s")
    names = [line for line in installed.splitlines() if "DisplayName" in line and "Contact Entry" in line]
    expect(len(names) == 1 and "(trial)" in names[0], f"Installed apps names it {names}.")
    expect(f"DisplayVersion    REG_SZ    {version}" in installed, f"Installed apps has no version {version}.")
    shown = [file for file in wine.disk.rglob("Contact Entry.lnk") if "Start Menu" in str(file)]
    expect(len(shown) == 1, f"The Start menu has {len(shown)} entries.")
    path = wine.registry(r"HKLM\System\CurrentControlSet\Control\Session Manager\Environment", "/v", "PATH")
    expect("Contact Entry" in path, "The command is not on the path.")
    opens = wine.registry(r"HKLM\SOFTWARE\Classes\Applications\contact-entry-window.exe", "/s")
    expect(".vcf" in opens and 'open "%1"' in opens, "It is not offered for vCards.")
    say(f"it is in Installed apps (version {version}), the Start menu, on the path, and offered for vCards")


def upgrade(wine: Wine, msi: Path, before: list[dict[str, Any]]) -> None:
    """Installs the newer one over the older one; the outbox has to be as it was."""
    (wine.there(FOLDER) / "_internal/only-in-the-old-one.txt").write_text("not the installer's")
    install(wine, msi, "now.msi")
    expect(outbox(wine) == before, "The outbox is not the same after the upgrade.")
    say(f"upgraded: all {len(before)} entries of the outbox are there")


def refused_downgrade(wine: Wine) -> None:
    """Tries to go back to the older one, which must change nothing."""
    files = _files(wine.there(FOLDER))
    said = _msi(wine, "/i", "before.msi", code=_REFUSED)
    expect(_files(wine.there(FOLDER)) == files, f"The refused version changed something: {said}")
    say("an older version is refused and changes nothing")


def repair(wine: Wine) -> None:
    """Damages two files and has the installer repair them."""
    core = next(wine.there(FOLDER).rglob("Qt6Core.dll"))
    whole = core.read_bytes()
    core.write_bytes(b"damaged")
    wine.there(PROGRAM).unlink()
    # What "msiexec /fa" comes to, which Wine's does not do.
    _msi(wine, "/i", "now.msi", "REINSTALL=ALL", "REINSTALLMODE=amus")
    expect(wine.there(PROGRAM).is_file(), "The repair did not bring the program back.")
    expect(core.read_bytes() == whole, "The repair left a damaged library.")
    say("repaired: a missing program and a damaged library are as they were")


def remove(wine: Wine, before: list[dict[str, Any]]) -> None:
    """Removes it with the data kept, installs it again, and has the data removed as well."""
    wine.set_value(r"HKLM\SOFTWARE\Policies\Contact Entry", "log_level", "INFO")
    trace = _msi(wine, "/x", "now.msi", trace=True)
    expect(not _deletes(trace), f"Removal was to delete {_deletes(trace)}.")
    left = [file.name for file in wine.there(FOLDER).rglob("*") if file.is_file()]
    expect(left in ([], ["only-in-the-old-one.txt"]), f"Removal left {left}.")
    expect("Contact Entry" not in wine.registry(UNINSTALL, "/s"), "Installed apps has it still.")
    expect(data_folder(wine).is_dir(), "Removal took the user's entries.")
    expect("INFO" in wine.registry(r"HKLM\SOFTWARE\Policies\Contact Entry"), "Removal took the policies.")
    _msi(wine, "/i", "now.msi")
    expect(outbox(wine) == before, "The outbox is not the same after removing and installing again.")
    say(
        f"removed: no file left, policies and data kept; installed again, all {len(before)} entries are there"
    )
    # Wine passes over the wildcards that Windows Installer takes: it is asked what it was told to delete.
    told = _deletes(_msi(wine, "/x", "now.msi", "REMOVEUSERDATA=1", trace=True))
    expect(
        len(told) == 2 and all(r"Local\\contact-entry" in line for line in told), f"It was to delete {told}."
    )
    say("removed with REMOVEUSERDATA=1: the user's data and log are to be deleted, and nothing else")


def from_archive(wine: Wine, archive: Path) -> None:
    """Unpacks the archive in a folder of the user's, and runs the program there without installing."""
    folder = wine.disk / "users/public/Übung"
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(folder)
    self_test(wine, "from the unpacked archive", r"C:\users\public\Übung\Contact Entry\contact-entry.exe")
    shutil.rmtree(folder)


def data_folder(wine: Wine) -> Path:
    """Returns the folder of the user's entries."""
    user = os.environ.get("USER") or Path.home().name
    return next(iter(wine.disk.glob("users/*/AppData/Local/contact-entry")), wine.disk / "users" / user)


def _deletes(trace: str) -> list[str]:
    return sorted(
        {line for line in trace.splitlines() if "Deleting misc file" in line and "contact-entry" in line}
    )


def _files(folder: Path) -> list[str]:
    return sorted(f"{file} {file.stat().st_size}" for file in folder.rglob("*") if file.is_file())


def _count(folder: Path) -> int:
    return len(_files(folder))
