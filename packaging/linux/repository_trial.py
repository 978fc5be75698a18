"""The repository of the packages, signed with a key of the moment: apt takes it, and not an altered one."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import Final

from linux.bare_root import Root
from linux.steps import checked, expect, say

_PLACE: Final = "/srv/repository"
_LIST: Final = "/etc/apt/sources.list.d/contact-entry.list"
_LINE: Final = f"deb [signed-by={_PLACE}/contact-entry.asc] file:{_PLACE}/deb ./\n"
# The other sources are not asked: what is refused or taken is this one.
_THIS_ONE: Final = (
    *("-o", f"Dir::Etc::SourceList={_LIST}", "-o", "Dir::Etc::SourceParts=/nowhere"),
    *("-o", "APT::Get::List-Cleanup=0"),
)


def put_repository(root: Root) -> None:
    """Makes the repository as `make repository` does, with a key made for it, and lays it into the root."""
    with tempfile.TemporaryDirectory(prefix="contact-entry-key-") as folder:
        home = {**os.environ, "GNUPGHOME": folder}
        made = ("--batch", "--pinentry-mode", "loopback", "--passphrase", "secret")
        checked("gpg", *made, "--quick-gen-key", "Trial <trial@contact-entry.example>", environment=home)
        key = checked("gpg", *made, "--armor", "--export-secret-keys", environment=home)
        checked("gpgconf", "--kill", "gpg-agent", environment=home)
        given = {**os.environ, "SIGNING_KEY": key, "SIGNING_KEY_PASSWORD": "secret"}
        target = Path(folder) / "repository"
        checked("sh", "packaging/linux/repository.sh", target, environment=given)
        shutil.copytree(target, root.there(_PLACE))


def install_from_repository(root: Root) -> None:
    """Has apt refuse an altered list, and install from the right one. The program is installed then."""
    signed = root.there(f"{_PLACE}/deb/InRelease")
    right = signed.read_text(encoding="utf-8")
    root.there(_LIST).write_text(_LINE, encoding="utf-8")
    (signed.parent / "Release.gpg").rename(signed.parent / "set-aside")
    signed.write_text(right.replace("Origin: Contact Entry", "Origin: Somebody Else"), encoding="utf-8")
    refused = root.run("sh", "-c", '"$@" 2>&1', "sh", "apt-get", *_THIS_ONE, "update", code=100)
    expect("BADSIG" in refused or "not signed" in refused, f"apt says of an altered list: {refused}")
    signed.write_text(right, encoding="utf-8")
    root.run("apt-get", *_THIS_ONE, "update")
    told = root.run("apt-cache", "policy", "contact-entry")
    expect(f"file:{_PLACE}" in told, f"apt knows the package from elsewhere: {told}")
    root.install("contact-entry")
    root.there(_LIST).unlink()
    say("apt installs from the signed repository, and refuses one whose list was altered")


def check_signed_rpm(root: Root) -> None:
    """Has rpm look at the signature of the package, without and with the key."""
    (package,) = root.there(f"{_PLACE}/rpm").glob("*.rpm")
    place = f"{_PLACE}/rpm/{package.name}"
    unknown = root.run("rpm", "--checksig", place, code=1)
    expect("NOT OK" in unknown, f"rpm says without the key: {unknown}")
    root.run("rpm", "--import", f"{_PLACE}/contact-entry.asc")
    known = root.run("rpm", "--checksig", place)
    expect("signatures OK" in known, f"rpm says with the key: {known}")
    expect(root.there(f"{_PLACE}/rpm/repodata/repomd.xml.asc").exists(), "The rpm's list is not signed.")
    say(f"rpm: {known.strip().rpartition('/')[2]}")
