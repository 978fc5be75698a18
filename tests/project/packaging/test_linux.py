"""The Linux packages, as far as they can be judged without building them."""

from __future__ import annotations

import ast
import configparser
import re
import runpy
import shutil
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtGui import QImage

import resources
from app import __version__
from app.commands.command_line.parser import build_parser
from app.storage.settings.policy_places import POLICY_FILE
from app.translation.compiled_catalogue import CompiledCatalogue
from app.translation.languages import ENGLISH, LANGUAGES

ROOT = Path(__file__).parents[3]
PACKAGING = ROOT / "packaging"
LINUX = PACKAGING / "linux"
NFPM = (LINUX / "nfpm.yaml").read_text(encoding="utf-8")
XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
OTHERS = [language for language in LANGUAGES if language != ENGLISH]
METAINFO = "local.contact_entry.ContactEntry.metainfo.xml"


@pytest.fixture(autouse=True)
def scripts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The scripts import each other as they do when they run."""
    before = [*sys.path]
    monkeypatch.syspath_prepend(PACKAGING)
    yield
    sys.path[:] = before


def loaded(name: str) -> ModuleType:
    from importlib import import_module

    return import_module(name)


def contents() -> dict[str, str]:
    """Of each file in the package where it comes from; of links what they point to."""
    return {
        place: source
        for source, place in re.findall(r"^  - src: (\S+)\n    dst: (\S+)$", NFPM, re.MULTILINE)
        if not source.startswith("../")
    }


def desktop_file(group: str = "Desktop Entry") -> configparser.SectionProxy:
    parsed = configparser.ConfigParser(interpolation=None)
    parsed.optionxform = str  # type: ignore[assignment,method-assign]  # the keys have capitals
    parsed.read(LINUX / "contact-entry.desktop", encoding="utf-8")
    return parsed[group]


def test_what_is_packed_is_there() -> None:
    from_here = [source for source in contents().values() if not source.startswith("build/")]
    assert len(from_here) > 10
    assert [source for source in from_here if not (ROOT / source).is_file()] == []
    made = {source for source in contents().values() if source.startswith("build/")}
    assert f"build/linux/{METAINFO}" in made
    spec = (PACKAGING / "contact-entry.spec").read_text(encoding="utf-8")
    named = re.findall(r'here / "([\w-]+)"(?: / "([\w.-]+)")?', spec)
    assert named
    assert [parts for parts in named if not PACKAGING.joinpath(*filter(None, parts)).exists()] == []


def test_icons_have_the_size_of_their_folder() -> None:
    found = {
        place: source
        for place, source in contents().items()
        if "/hicolor/" in place and source.endswith(".png")
    }
    assert len(found) == 9
    for place, source in found.items():
        side = int(re.findall(r"/(\d+)x\1/", place)[0])
        image = QImage(str(ROOT / source))
        assert (image.width(), image.height()) == (side, side)
        assert image.pixelColor(side // 2, side - 1).name() == "#0a5e55"
    assert contents()["/usr/share/icons/hicolor/scalable/apps/contact-entry.svg"] == "resources/icons/app.svg"


def test_the_desktop_file_starts_the_program_and_its_window_is_found_again() -> None:
    entry = desktop_file()
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]
    name, *arguments = entry["Exec"].split()
    assert name in scripts
    assert f"    dst: /usr/bin/{name}\n" in NFPM
    assert arguments == ["open", "%F"]
    assert build_parser().parse_args(["open", "/tmp/a.vcf"]).files == [Path("/tmp/a.vcf")]  # noqa: S108  # only named
    assert entry["MimeType"] == "text/vcard;text/x-vcard;"
    assert f"/usr/share/icons/hicolor/scalable/apps/{entry['Icon']}.svg" in contents()
    bootstrap = (ROOT / "app" / "bootstrap" / "start.py").read_text(encoding="utf-8")
    # X11 takes the class of a window from the one, Wayland its id from the other.
    assert f'setApplicationName("{entry["StartupWMClass"]}")' in bootstrap
    assert f'setDesktopFileName("{entry["StartupWMClass"]}")' in bootstrap
    assert f"/usr/share/applications/{entry['StartupWMClass']}.desktop" in contents()


@pytest.mark.parametrize(
    ("name", "command", "action"),
    [
        ("new", ["new"], "&New company"),
        ("from-clipboard", ["new", "--from-clipboard"], "New from the clip&board"),
        ("outbox", ["open", "--outbox"], "&Outbox"),
    ],
)
def test_the_menu_of_its_icon_has_what_the_window_has_by_the_same_names(
    name: str, command: list[str], action: str
) -> None:
    assert name in desktop_file()["Actions"].split(";")[:-1]
    entry = desktop_file(f"Desktop Action {name}")
    assert entry["Exec"].split() == [desktop_file()["Exec"].split()[0], *command]
    assert build_parser().parse_args(command).command == command[0]
    assert entry["Name"] == action.replace("&", "")
    for language in OTHERS:
        told = CompiledCatalogue(resources.data(f"locale/{language}.mo")).gettext(action)
        assert entry[f"Name[{language}]"] == told.replace("&", "") != entry["Name"]


def test_the_metainfo_belongs_to_the_desktop_file() -> None:
    told = ET.parse(LINUX / f"{METAINFO}.in").getroot()  # noqa: S314  # a file of our own
    identifier = loaded("bundle.selection").IDENTIFIER
    assert told.findtext("id") == identifier
    assert f"{identifier}.metainfo.xml" == METAINFO
    assert f"/usr/share/applications/{told.findtext('launchable')}" in contents()
    assert told.findtext("icon") == desktop_file()["Icon"]
    assert told.findtext("name") == desktop_file()["Name"]


@pytest.mark.parametrize("language", OTHERS)
def test_desktop_file_and_metainfo_speak_the_language(language: str) -> None:
    entry = desktop_file()
    assert all(entry[f"{key}[{language}]"] for key in ("GenericName", "Comment", "Keywords"))
    told = ET.parse(LINUX / f"{METAINFO}.in").getroot()  # noqa: S314  # a file of our own
    for kind in ("summary", "p", "li"):
        texts = [one.get(XML_LANGUAGE) for one in told.iter(kind)]
        assert texts.count(language) == texts.count(None) > 0, kind


def test_the_manual_is_there_in_every_language() -> None:
    assert [*loaded("linux.man_words").WORDS] == OTHERS
    assert {f"/usr/share/man/{language}/man1/contact-entry.1.gz" for language in OTHERS} <= contents().keys()
    page = loaded("linux.texts")._man_page_in("de", datetime(2026, 3, 1, tzinfo=UTC))
    assert '"Dienstprogramme für Benutzer"' in page
    assert "Firmen und ihre Personen" in page, "it is of the German help"
    untold = [word for word in loaded("linux.man_words").ENGLISH if page.count(f".SH {word}\n")]
    assert untold == ["NAME"], "which German says so, too"


def test_the_version_is_written_once() -> None:
    sources = [path for path in [*LINUX.iterdir(), PACKAGING / "contact-entry.spec"] if path.is_file()]
    assert [path.name for path in sources if __version__ in path.read_text(encoding="utf-8")] == []


def test_the_policy_lies_where_the_program_looks_and_goes_when_the_package_is_purged() -> None:
    assert f"  - dst: {Path(POLICY_FILE).parent}\n    type: dir\n" in NFPM
    assert f"rm -f {POLICY_FILE}\n" in (LINUX / "postrm").read_text(encoding="utf-8")


def test_man_page_and_changelog_say_what_there_is() -> None:
    texts = loaded("linux.texts")
    page = texts.man_page(datetime(2026, 3, 1, tzinfo=UTC))
    assert page.startswith('.TH CONTACT-ENTRY 1 "2026-03-01"')
    headings = [line.replace("\\", "") for line in page.splitlines() if line.startswith(".SS ")]
    assert {".SS submit", ".SS outbox list", ".SS profile add", ".SS self-test"} <= {*headings}
    assert str(POLICY_FILE).replace("-", r"\-") in page
    assert not [line for line in page.splitlines() if re.match(r"[.'](?![A-Z]{2}|br|nf|fi)", line)]
    log = texts.debian_changelog(datetime(2026, 3, 1, tzinfo=UTC), "A <a@example.com>")
    assert log.startswith(f"contact-entry ({__version__}-1) ")
    assert "\n  * " in log
    assert log.endswith("\n\n -- A <a@example.com>  Sun, 01 Mar 2026 00:00:00 +0000\n")
    assert f'version="{__version__}" date="2026-03-01"' in texts.metainfo(datetime(2026, 3, 1, tzinfo=UTC))


@pytest.mark.skipif(shutil.which("readelf") is None, reason="readelf is not installed (Debian: binutils)")
def test_what_a_program_needs_is_found_by_looking(tmp_path: Path) -> None:
    needs = loaded("linux.needs")
    shutil.copy(sys.executable, tmp_path / "program")
    (tmp_path / "no-program").write_text("text")
    found = needs.needs_of(tmp_path)
    assert "libc.so.6" in found
    assert any(version.startswith("GLIBC_") for version in found["libc.so.6"])
    assert "libc.so.6()(64bit)" in needs.rpm(found)
    # What lies beside it is not asked of the system.
    (tmp_path / "libc.so.6").write_bytes(b"")
    assert "libc.so.6" not in needs.needs_of(tmp_path)


def test_dependencies_take_the_place_that_is_kept_for_them(monkeypatch: pytest.MonkeyPatch) -> None:
    needs = loaded("linux.needs")
    packages = {"libssl.so.3": "libssl3", "libz.so.1": "zlib1g", "libc.so.6": "libc6"}
    monkeypatch.setattr(needs, "_package_of", packages.__getitem__)
    found = {
        "libc.so.6": frozenset({"GLIBC_2.4", "GLIBC_2.34"}),
        "libssl.so.3": frozenset({"OPENSSL_3.0.0"}),
        "libz.so.1": frozenset[str](),
    }
    text = needs.filled(NFPM, found)
    for line in ("libc6 (>= 2.34)", "libssl3 | libssl3t64", "zlib1g", "libssl.so.3(OPENSSL_3.0.0)(64bit)"):
        assert f'      - "{line}"\n' in text
    assert "@" not in re.sub(r"#.*", "", text)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"LD_LIBRARY_PATH": "/ours", "LD_LIBRARY_PATH_ORIG": "/theirs"}, "/theirs"),
        ({"LD_LIBRARY_PATH": "/ours"}, None),
    ],
    ids=["had one", "had none"],
)
def test_programs_started_from_the_built_one_get_the_systems_libraries(
    monkeypatch: pytest.MonkeyPatch, before: dict[str, str], after: str | None
) -> None:
    import os

    environment = dict(before)
    monkeypatch.setattr(os, "environ", environment)
    runpy.run_path(str(PACKAGING / "bundle" / "clean_environment.py"))
    assert environment.get("LD_LIBRARY_PATH") == after
    assert "LD_LIBRARY_PATH_ORIG" not in environment


def test_of_qt_only_what_is_used_is_bundled() -> None:
    selection = loaded("bundle.selection")
    environment = f"{sys.prefix}/lib/"
    qt = "PySide6/Qt/"
    used = ["lib/libQt6Core.so.6", "plugins/platforms/libqxcb.so", "plugins/imageformats/libqsvg.so"]
    unused = ["lib/libQt6Quick.so.6", "plugins/platforms/libqvnc.so", "plugins/sqldrivers/libqsqlite.so"]
    table = [(f"{qt}{name}", f"{environment}{qt}{name}", "BINARY") for name in (*used, *unused)]
    assert [place for place, _, _ in selection.kept(table)] == [f"{qt}{name}" for name in used]
    cache = ("resources/__pycache__/__init__.cpython-311.pyc", "", "DATA")
    assert selection.kept([cache]) == []
    texts = [(f"resources/locale/{name}", "", "DATA") for name in ("nb.po", "contact-entry.pot", "nb.mo")]
    assert selection.kept(texts) == texts[2:]
    if sys.platform == "linux":
        of_the_system = ("libssl.so.3", "/lib/x86_64-linux-gnu/libssl.so.3", "BINARY")
        python = ("libpython3.11.so.1.0", "/lib/x86_64-linux-gnu/libpython3.11.so.1.0", "BINARY")
        assert selection.kept([of_the_system, python]) == [python]


@pytest.mark.long
def test_nothing_is_left_out_that_the_program_imports() -> None:
    excluded = set(loaded("bundle.selection").EXCLUDED)
    imported: dict[str, str] = {}
    for path in (PACKAGING.parent / "app").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Import):
                imported |= {alias.name: path.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                imported[node.module] = path.name
    assert {name: file for name, file in imported.items() if excluded & {name, name.partition(".")[0]}} == {}


@pytest.mark.long
def test_the_licence_of_what_is_bundled_is_handed_on(tmp_path: Path) -> None:
    import cryptography
    import httpx
    import PySide6
    import stdnum
    import zxingcpp

    licences = loaded("bundle.licences")
    entries = [(Path(file).parent.name, str(file), "PYMODULE") for file in (httpx.__file__, PySide6.__file__)]
    entries.append(("cryptography", cryptography.__file__, "PYMODULE"))
    # Collected as a file of its own, and therefore among the data.
    entries.append(("stdnum/__init__.py", stdnum.__file__, "DATA"))
    entries.append(
        ("zxingcpp/zxingcpp.so", sys.modules["zxingcpp.zxingcpp"].__file__ or zxingcpp.__file__, "EXTENSION")
    )
    entries.append(("PySide6/Qt/lib/libicuuc.so.73", "/somewhere/libicuuc.so.73", "BINARY"))
    folder = tmp_path / "licences"
    parts = {part.name: part for part in licences.collect(entries, folder)}
    assert {"Python", "httpx", "python-stdnum", "pyinstaller", "icu"} - {*parts} <= {"pyinstaller"}
    assert parts.keys() == {one.name for one in folder.iterdir() if one.is_dir()}
    assert "Encode" in (folder / "httpx" / "LICENSE.md").read_text(encoding="utf-8")
    for name, text, words in (
        ("PySide6_Essentials", "LGPL-3.0-only.txt", "GNU LESSER GENERAL PUBLIC LICENSE"),
        ("PySide6_Essentials", "Qt-third-party.txt", "src/3rdparty/harfbuzz-ng"),
        ("python-stdnum", "COPYING", "GNU LESSER GENERAL PUBLIC LICENSE"),
        ("zxing-cpp", "LICENSE", "Apache License"),
        ("zxing-cpp", "zxing-cpp-third-party.txt", "libzint"),
        ("icu", "ICU.txt", "UNICODE, INC. LICENSE AGREEMENT"),
        ("openssl-of-cryptography", "Apache-2.0.txt", "Apache License"),
    ):
        assert words in (folder / name / text).read_text(encoding="utf-8")
    assert parts["icu"].version == "73"
    assert "stdnum" in parts["python-stdnum"].claims
    assert licences.read_parts(folder) == list(parts.values())
    assert "pytest" not in parts


def test_the_trial_installs_the_tools_that_it_wants() -> None:
    setup = (PACKAGING / "setup.sh").read_text(encoding="utf-8")
    lists = dict(re.findall(r"^(trial|repository)_packages=[\"'](.*)[\"']$", setup, re.MULTILINE))
    of_every_debian = {"dpkg", "util-linux"}
    wanted = {*loaded("linux.try_packages").TOOLS.values()} - of_every_debian
    assert wanted <= {*lists["trial"].split(), *lists["repository"].split()}


def test_commands_and_options_complete_in_a_shell() -> None:
    pytest.importorskip("shtab", reason="the tools for packaging are not installed")
    texts = loaded("linux.texts")
    for shell in ("bash", "zsh"):
        text = texts.completion(shell)
        assert all(word in text for word in ("self-test", "policy", "--strict", "--further-secret"))
        assert "--part" not in text, "it is for the program itself"
    done = subprocess.run(["bash", "-n"], input=texts.completion("bash"), text=True, check=False)  # noqa: S607  # any
    assert done.returncode == 0


def test_nothing_that_the_rpm_needs_is_taken_for_a_version() -> None:
    """Its packer cuts a name at a sign of comparison, but for a choice, which is one in brackets."""
    needed = re.findall(r'^      - "(.+)"$', NFPM[NFPM.index("\n  rpm:\n") :], re.MULTILINE)
    assert "ca-certificates" in needed
    plain = [name for name in needed if not (name.startswith("(") and name.endswith(")"))]
    assert not [name for name in plain if set(name) & set("<=>")]
