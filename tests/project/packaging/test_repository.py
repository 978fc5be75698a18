"""The repository of the Linux packages, with stand-ins for the tools that make and sign it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest

SCRIPT: Final = Path(__file__).parents[3] / "packaging" / "linux" / "repository.sh"
TOOLS: Final = ("apt-ftparchive", "createrepo_c", "gpg", "gpgconf", "rpmsign")
_FINGERPRINT: Final = "0123456789ABCDEF0123456789ABCDEF01234567"
# Each writes down how it was called, and makes what the script reads or hands out.
_TOOL: Final = f"""#!/bin/sh
name=${{0##*/}}
echo "$name $*" >>"$CALLS"
case "$name $*" in
"apt-ftparchive packages"*) echo "Package: contact-entry" ;;
"gpg --list-secret-keys"*) echo "fpr:::::::::{_FINGERPRINT}:" ;;
"gpg --import "*) [ "$(cat "$2")" = "the key" ] || exit 2 ;;
esac
while [ $# -gt 0 ]; do
    [ "$1" != --output ] || echo signed >"$2"
    shift
done
"""

pytestmark = pytest.mark.skipif(shutil.which("sh") is None, reason="there is no POSIX shell")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with two packages."""
    folder = tmp_path / "checkout"
    (folder / "packaging/linux").mkdir(parents=True)
    (folder / "dist").mkdir()
    shutil.copy(SCRIPT, folder / "packaging/linux")
    for name in ("contact-entry_1.0.0-1_amd64.deb", "contact-entry-1.0.0-1.x86_64.rpm"):
        (folder / "dist" / name).write_text(name)
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in TOOLS:
        (tools / name).write_text(_TOOL)
        (tools / name).chmod(0o755)
    return folder


def make(checkout: Path, **secrets: str) -> tuple[int, str, list[str]]:
    """Returns exit code, what is said, and the calls of the tools."""
    calls, kept = checkout.parent / "calls", checkout.parent / "kept"
    kept.mkdir()
    path = f"{checkout.parent / 'tools'}:/usr/bin:/bin"
    done = subprocess.run(
        ["sh", checkout / "packaging/linux/repository.sh"],  # noqa: S607  # any POSIX shell
        env={"PATH": path, "TMPDIR": str(kept), "CALLS": str(calls), **secrets},
        capture_output=True,
        text=True,
        check=False,
    )
    assert [*kept.iterdir()] == [], "a key may be in it"
    return (
        done.returncode,
        done.stdout + done.stderr,
        calls.read_text().splitlines() if calls.exists() else [],
    )


def test_with_a_key_both_lists_and_the_rpm_are_signed(checkout: Path) -> None:
    code, said, calls = make(checkout, SIGNING_KEY="the key", SIGNING_KEY_PASSWORD="open sesame")
    assert code == 0, said
    assert f"signed by {_FINGERPRINT}" in said
    made = checkout / "build/repository"
    assert [name for name in ("InRelease", "Release.gpg") if not (made / "deb" / name).exists()] == []
    assert (made / "contact-entry.asc").exists()
    assert any(call.startswith("rpmsign") and call.endswith(".rpm") for call in calls)
    assert any(call.endswith("--detach-sign " + str(made / "rpm/repodata/repomd.xml")) for call in calls)
    assert not any("sesame" in call or "the key" in call for call in calls)
    packages = [*checkout.glob("dist/*")]
    assert [one.name for one in packages] == [one.read_text() for one in packages], "they stay as built"


def test_without_a_key_nothing_is_signed_and_that_is_said(checkout: Path) -> None:
    code, said, calls = make(checkout)
    assert code == 0, said
    assert "There is no key" in said
    assert (checkout / "build/repository/deb/Packages.gz").exists()
    assert not any(call.startswith(("gpg ", "rpmsign")) for call in calls)


def test_without_packages_there_is_no_repository(checkout: Path) -> None:
    for package in checkout.glob("dist/*.rpm"):
        package.unlink()
    code, said, _calls = make(checkout)
    assert (code, "run make package" in said) == (1, True)
    assert not (checkout / "build").exists()


def test_what_is_no_key_makes_no_repository(checkout: Path) -> None:
    code, said, calls = make(checkout, SIGNING_KEY="something else")
    assert (code, "failed" in said) == (1, True)
    assert not any(call.startswith("apt-ftparchive") for call in calls)
