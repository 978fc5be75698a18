"""The image for macOS: its property lists, and what is done to it in which order."""

from __future__ import annotations

import base64
import plistlib
import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest

from app.storage.settings.managed_settings import load_managed_settings
from app.storage.settings.policy_places import PREFERENCES_FILE
from app.storage.settings.policy_sources import preferences_policy
from app.storage.settings.settings_file import Settings
from app.translation.languages import LANGUAGES

MACOS: Final = Path(__file__).parents[3] / "packaging" / "macos"
CERTIFICATE: Final = {
    "CERTIFICATE_P12": base64.b64encode(b"the certificate").decode(),
    "CERTIFICATE_PASSWORD": "open sesame",
}
NOTARY: Final = {"NOTARY_KEY": "the key", "NOTARY_KEY_ID": "KEYID", "NOTARY_ISSUER": "an-issuer"}

# Each of Apple's tools is this script: it writes down how it was called and answers what dmg.sh reads.
_TOOL: Final = """#!/bin/sh
name=${0##*/}
echo "$name $*" >>"$CALLS"
case "$name $*" in
"security -i") cat >/dev/null ;;
"security find-identity"*) echo '  1) 0123456789ABCDEF0123456789ABCDEF01234567 "Developer ID"' ;;
"file -b "*.so | "file -b "*/QtCore) echo "Mach-O 64-bit dynamically linked shared library arm64" ;;
"file "*) echo "ASCII text" ;;
"hdiutil create"*) for output; do :; done; echo image >"$output" ;;
esac
"""

needs_sh = pytest.mark.skipif(shutil.which("sh") is None, reason="there is no POSIX shell")


@pytest.fixture
def app(tmp_path: Path) -> Path:
    contents = tmp_path / "Contact Entry.app" / "Contents"
    for name in (
        "MacOS/contact-entry",
        "Frameworks/lib/_ssl.so",
        "Frameworks/QtCore.framework/Versions/A/QtCore",
        "Resources/style.qss",
    ):
        (contents / name).parent.mkdir(parents=True, exist_ok=True)
        (contents / name).touch()
    return contents.parent


def make_image(app: Path, **secrets: str) -> list[str]:
    """Runs dmg.sh and returns the calls of Apple's tools, in their order."""
    folder = app.parent
    tools = folder / "tools"
    tools.mkdir()
    for name in ("codesign", "hdiutil", "security", "xcrun", "openssl", "file"):
        (tools / name).write_text(_TOOL)
        (tools / name).chmod(0o755)
    calls = folder / "calls"
    environment = {"PATH": f"{tools}:/usr/bin:/bin", "TMPDIR": str(folder), "CALLS": str(calls), **secrets}
    command = ["sh", str(MACOS / "dmg.sh"), str(app), str(folder / "out.dmg")]
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    assert (folder / "out.dmg").read_text() == "image\n"
    assert sorted(one.name for one in folder.iterdir() if one.name.startswith("tmp")) == []
    return calls.read_text().splitlines()


def test_the_property_lists_are_some() -> None:
    info = plistlib.loads((MACOS / "Info.plist").read_bytes())
    assert info["CFBundleLocalizations"] == list(LANGUAGES)
    assert info["CFBundleDisplayName"] == "Contact Entry"
    (document,) = info["CFBundleDocumentTypes"]
    assert document["LSItemContentTypes"] == ["public.vcard"]
    assert document["LSHandlerRank"] == "Alternate", "which program opens them stays the user's choice"
    entitlements = plistlib.loads((MACOS / "entitlements.plist").read_bytes())
    assert list(entitlements) == ["com.apple.security.cs.allow-unsigned-executable-memory"]


def test_the_example_for_administrators_is_one(tmp_path: Path) -> None:
    profile = plistlib.loads((MACOS / "contact-entry.mobileconfig").read_bytes())
    (payload,) = profile["PayloadContent"]
    ((domain, content),) = payload["PayloadContent"].items()
    assert domain == Path(PREFERENCES_FILE).stem
    (forced,) = content["Forced"]
    file = tmp_path / Path(PREFERENCES_FILE).name
    file.write_bytes(plistlib.dumps(forced["mcx_preference_settings"]))
    layers = load_managed_settings({}, {}, [lambda: preferences_policy(file)])
    settings = layers.apply(Settings())
    assert layers.notice == ""
    assert settings.active_profile
    assert settings.active_profile.customer_id == "Cust12345"


@needs_sh
def test_what_is_inside_is_signed_first_and_only_the_program_has_exceptions(app: Path) -> None:
    calls = make_image(app, **CERTIFICATE, **NOTARY)
    signed = [call for call in calls if call.startswith("codesign --force")]
    names = [Path(call.partition(" --sign ")[2]).name for call in signed]
    assert sorted(names[:2]) == ["QtCore", "_ssl.so"]
    assert names[2:] == ["QtCore.framework", "Contact Entry.app", "out.dmg"]
    assert [("--entitlements" in call) for call in signed] == [False, False, False, True, False]
    assert all("--options runtime" in call for call in signed[:-1])
    assert all("0123456789ABCDEF" in call and "--timestamp" in call for call in signed)


@needs_sh
def test_the_image_is_notarised_and_carries_its_ticket(app: Path) -> None:
    calls = make_image(app, **CERTIFICATE, **NOTARY)
    after = calls[next(number for number, call in enumerate(calls) if call.startswith("hdiutil")) :]
    steps = [" ".join(re.findall(r"^\S+|(?<=xcrun )\S+ \S+", call)) for call in after]
    assert steps[:5] == [
        "hdiutil",
        "codesign",
        "xcrun notarytool submit",
        "xcrun stapler staple",
        "xcrun stapler validate",
    ]
    assert "security delete-keychain" not in calls, "the stand-in makes none"


@needs_sh
def test_no_secret_is_an_argument(app: Path) -> None:
    said = "\n".join(make_image(app, **CERTIFICATE, **NOTARY))
    for secret in (*CERTIFICATE.values(), NOTARY["NOTARY_KEY"]):
        assert secret not in said


@needs_sh
@pytest.mark.parametrize("secrets", [{}, CERTIFICATE], ids=["nothing", "no notary"])
def test_without_secrets_there_is_an_image_all_the_same(app: Path, secrets: dict[str, str]) -> None:
    calls = make_image(app, **secrets)
    assert not [call for call in calls if call.startswith("xcrun")]
    signed = [call for call in calls if call.startswith("codesign --force")]
    assert ("--sign - " in signed[0]) is not bool(secrets)
    assert ("runtime" in signed[0]) is bool(secrets), "the hardened runtime needs a team"
