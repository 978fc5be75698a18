"""The Windows installer and the group policies, as far as this can be looked at on every system."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import fields
from functools import partial
from importlib import import_module
from pathlib import Path
from runpy import run_path
from typing import TYPE_CHECKING, Any, Final, get_type_hints

import pytest
from defusedxml.ElementTree import parse

from app import __version__
from app.model.profile import Environment, Format, Profile, Scheme
from app.model.templates.reading import Templates
from app.storage.settings.managed_settings import KEYS, load_managed_settings
from app.storage.settings.policy_places import POLICY_KEY
from app.storage.settings.policy_sources import registry_policy
from app.storage.settings.settings_file import Settings
from app.translation.languages import LANGUAGES

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

ROOT: Final = Path(__file__).parents[3]
PACKAGING: Final = ROOT / "packaging"
WINDOWS: Final = PACKAGING / "windows"
WIX: Final = {"w": "http://schemas.microsoft.com/wix/2006/wi"}
GP: Final = {"p": "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions"}
ENUMS: Final = {
    "language": list(LANGUAGES),
    "log_level": ["DEBUG", "INFO", "WARNING", "ERROR"],
    "scheme": [one.value for one in Scheme],
    "environment": [one.value for one in Environment],
    "body_format": [one.value for one in Format],
    "answer_format": [one.value for one in Format if one is not Format.FORM],
}
KINDS: Final = {bool: "policy", int: "decimal", Templates: "list"}

needs_wixl = pytest.mark.skipif(
    not all(map(shutil.which, ("wixl", "wixl-heat", "msibuild", "msiinfo"))),
    reason="wixl and msitools are not installed",
)


@pytest.fixture(scope="module")
def policies() -> Element:
    root: Element = parse(WINDOWS / "policies" / "contact-entry.admx").getroot()
    return root


def values_of(policy: Element) -> dict[tuple[str, str], Element]:
    """What a policy writes: key and name of each value, with the element that describes it."""
    key = policy.attrib["key"]
    named = {policy.attrib["valueName"]: policy} if "valueName" in policy.attrib else {}
    elements = policy.findall("p:elements/*", GP)
    named |= {one.attrib["valueName"]: one for one in elements if "valueName" in one.attrib}
    # A list has a key of its own below, and values of any names.
    named |= {one.attrib["key"].removeprefix(f"{key}\\"): one for one in elements if "key" in one.attrib}
    return {(key, name): element for name, element in named.items()}


def test_there_is_a_policy_for_each_setting_that_can_be_managed_and_for_no_other(
    policies: Element,
) -> None:
    written = {value for policy in policies.findall("p:policies/p:policy", GP) for value in values_of(policy)}
    settings = set()
    for key in KEYS:
        folder, _, name = key.rpartition(".")
        settings.add((f"{POLICY_KEY}\\{folder}".rstrip("\\"), name))
    one_for_all = {(key, name) for key, name in written if key == f"{POLICY_KEY}\\profiles\\1"}
    assert written - one_for_all == settings
    assert {name for _, name in one_for_all} < {one.name for one in fields(Profile)}


def test_the_editor_of_policies_offers_what_the_program_takes(policies: Element) -> None:
    for policy in policies.findall("p:policies/p:policy", GP):
        assert policy.attrib["class"] == "Machine"
        for (key, name), element in values_of(policy).items():
            kind = element.tag.rpartition("}")[2]
            offered = [one.text for one in element.findall("p:item/p:value/p:string", GP)]
            # The language of the program is one of its own; that of a connection may be any.
            is_free = name == "language" and key != POLICY_KEY
            assert offered == ([] if is_free else ENUMS.get(name, [])), name
            hint = (get_type_hints(Settings) | get_type_hints(Profile))[name]
            others = "enum" if offered else "text"
            expected = next((kind for type_, kind in KINDS.items() if hint == type_), others)
            assert kind == expected, name


def values_at(keys: Mapping[str, Mapping[str, Any]], key: str) -> Mapping[str, Any]:
    return keys.get(key, {})


def test_a_switch_of_the_editor_arrives_as_one(policies: Element) -> None:
    for policy in policies.findall("p:policies/p:policy[@valueName]", GP):
        on, off = (policy.find(f"p:{which}Value/p:decimal", GP) for which in ("enabled", "disabled"))
        assert on is not None
        assert off is not None
        name = policy.attrib["valueName"]
        for element, expected in ((on, True), (off, False)):
            keys = {policy.attrib["key"]: {name: int(element.attrib["value"])}}
            layers = load_managed_settings({}, {}, [partial(registry_policy, partial(values_at, keys))])
            (profile,) = layers.apply(Settings(profiles=(Profile(name="Mine"),))).profiles
            assert (layers.notice, getattr(profile, name)) == ("", expected)


@pytest.mark.parametrize("culture", ["en-US", "nb-NO", "sv-SE", "da-DK", "de-DE", "nl-NL"])
def test_every_text_of_the_policies_is_there_and_used(policies: Element, culture: str) -> None:
    texts = parse(WINDOWS / "policies" / culture / "contact-entry.adml").getroot()
    whole = (WINDOWS / "policies" / "contact-entry.admx").read_text(encoding="utf-8")
    strings = {one.attrib["id"] for one in texts.iterfind(".//p:string", GP)}
    assert set(re.findall(r"\$\(string\.(\w+)\)", whole)) == strings
    presentations = {one.attrib["id"]: one for one in texts.iterfind(".//p:presentation", GP)}
    assert set(re.findall(r"\$\(presentation\.(\w+)\)", whole)) == presentations.keys()
    for policy in policies.findall("p:policies/p:policy[p:elements]", GP):
        shown = [one.attrib["refId"] for one in presentations[policy.attrib["name"]]]
        assert shown == [one.attrib["id"] for one in policy.findall("p:elements/*", GP)]


def test_the_installer_has_the_programs_that_the_spec_makes() -> None:
    made = set(
        re.findall(r'program\("([\w-]+)"', (PACKAGING / "contact-entry.spec").read_text(encoding="utf-8"))
    )
    wix = parse(WINDOWS / "contact-entry.wxs")
    packed = {one.attrib["Name"] for one in wix.iterfind(".//w:File", WIX)}
    assert packed == {f"{name}.exe" for name in made}
    (shortcut,) = wix.iterfind(".//w:Shortcut", WIX)
    assert shortcut.attrib["Target"] == "[INSTALLDIR]contact-entry-window.exe"
    (product,) = wix.iterfind("w:Product", WIX)
    assert product.attrib["UpgradeCode"] == "D738E754-6E36-43EF-8446-DEED271156A5", "it is for good"


def test_the_licences_are_where_the_program_says(tmp_path: Path) -> None:
    payload, licences = tmp_path / "payload", tmp_path / "made"
    payload.mkdir()
    (licences / "httpx").mkdir(parents=True)
    subprocess.run(["sh", WINDOWS / "complete.sh", payload, licences], check=True)  # noqa: S607  # any POSIX shell
    named = re.search(
        r"folder “(\w+)”", (ROOT / "app/ui/window/first_picture.py").read_text(encoding="utf-8")
    )
    assert named is not None
    assert (payload / named[1] / "httpx").is_dir()
    nfpm = (PACKAGING / "linux" / "nfpm.yaml").read_text(encoding="utf-8")
    assert f"dst: /usr/lib/contact-entry/{named[1]}\n" in nfpm
    release = (ROOT / ".github/workflows/release.yml").read_text(encoding="utf-8")
    assert f"/Contents/Resources/{named[1]}" in release


def test_the_window_is_offered_for_vcards_and_takes_none_by_itself() -> None:
    wix = parse(WINDOWS / "contact-entry.wxs")
    keys = {one.attrib["Key"]: one for one in wix.iterfind(".//w:RegistryKey", WIX)}
    application = r"SOFTWARE\Classes\Applications\contact-entry-window.exe"
    assert {key.removeprefix(application) for key in keys} == {"", r"\SupportedTypes", r"\shell\open\command"}
    (command,) = keys[rf"{application}\shell\open\command"]
    assert command.attrib["Value"] == '"[INSTALLDIR]contact-entry-window.exe" open "%1"'
    (kind,) = keys[rf"{application}\SupportedTypes"]
    assert kind.attrib["Name"] == ".vcf"


@needs_wixl
def test_the_installer_is_built_with_the_version_of_the_program(tmp_path: Path) -> None:
    for name in ("contact-entry.exe", "contact-entry-window.exe", "_internal/some.dll", "licenses/X/LICENSE"):
        file = tmp_path / "payload" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name)
    installer = tmp_path / "made.msi"
    subprocess.run(["sh", WINDOWS / "msi.sh", tmp_path / "payload", installer], check=True)  # noqa: S607  # any POSIX shell
    numbers = re.match(r"\d+\.\d+\.\d+", __version__)
    assert numbers is not None
    assert f"ProductVersion\t{numbers[0]}" in table(installer, "Property")
    assert "ALLUSERS\t1" in table(installer, "Property")
    assert f"0.0.0\t{numbers[0]}\t\t768\t\tOLDER" in table(installer, "Upgrade")
    packed = table(installer, "File")
    assert all(
        name in packed for name in ("contact-entry.exe", "contact-entry-window.exe", "some.dll", "LICENSE")
    )
    asked = [line for line in table(installer, "InstallExecuteSequence").splitlines() if "find_user" in line]
    assert len(asked) == 2
    assert all("REMOVEUSERDATA=1" in line and "NOT UPGRADINGPRODUCTCODE" in line for line in asked)


def table(installer: Path, name: str) -> str:
    command = ["msiinfo", "export", str(installer), name]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return done.stdout


def test_without_a_certificate_nothing_is_signed_and_that_is_said(tmp_path: Path) -> None:
    program = tmp_path / "contact-entry.exe"
    program.write_text("MZ")
    done = subprocess.run(
        ["sh", WINDOWS / "sign.sh", program],  # noqa: S607  # any POSIX shell
        env={"PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "There is no certificate" in done.stdout
    assert program.read_text() == "MZ"


def test_the_properties_of_a_program_hold_its_version(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pefile", reason="PyInstaller needs pefile, and Windows alone has it")
    monkeypatch.setattr("PyInstaller.compat.win32api", None, raising=False)  # for writing files alone
    monkeypatch.syspath_prepend(PACKAGING / "bundle")
    resource = import_module("version_resource").version_resource("contact-entry-window", "1.2.3rc1")
    assert "filevers=(1, 2, 3, 0)" in str(resource)
    assert "contact-entry-window.exe" in str(resource)
    assert "1.2.3rc1" in str(resource)
    assert resource.toRaw()


def test_windows_gets_time_zones(monkeypatch: pytest.MonkeyPatch) -> None:
    selection = PACKAGING / "bundle" / "selection.py"
    monkeypatch.setattr(sys, "platform", "linux")
    assert "tzdata" not in run_path(str(selection))["HIDDEN"]
    monkeypatch.setattr(sys, "platform", "win32")
    assert "tzdata" in run_path(str(selection))["HIDDEN"]


def test_of_a_version_the_numbers_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(PACKAGING / "bundle")
    numbers = import_module("version_resource").numbers
    assert (numbers("1.2.3rc1"), numbers("0.10.2")) == ((1, 2, 3), (0, 10, 2))
    with pytest.raises(ValueError, match="three numbers"):
        numbers("1.2")
