"""The list of parts is that of the built program: what is in it and what is named are the same."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

PACKAGING = Path(__file__).parents[3] / "packaging"


@pytest.fixture(autouse=True)
def scripts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    before = [*sys.path]
    monkeypatch.syspath_prepend(PACKAGING)
    yield
    sys.path[:] = before


@pytest.fixture
def sbom() -> Any:
    pytest.importorskip("cyclonedx.validation", reason="the tools for packaging are not installed")
    return import_module("sbom")


def parts() -> list[Any]:
    part = import_module("bundle.licences").Part
    return [
        part("Python", "3.11.14", "PSF-2.0", ("json", "base_library.zip")),
        part("PySide6_Essentials", "6.11.3", "LGPL-3.0-only", ("PySide6", "libQt6*"), "pypi"),
        part("icu", "73", "ICU", ("libicu*.so.*",)),
        part("openssl-of-cryptography", "4.0.3", "Apache-2.0"),
    ]


NAMES = {
    "app",
    "start",
    "json",
    "base_library.zip",
    "PySide6",
    "libQt6Core.so.6",
    "libicuuc.so.73",
    "pyimod02",
}


@pytest.fixture
def licences(tmp_path: Path) -> Path:
    """What is written while the program is built."""
    for part in parts():
        (tmp_path / part.name).mkdir()
    (tmp_path / "parts.json").write_text(json.dumps([asdict(part) for part in parts()]))
    return tmp_path


def test_the_program_is_the_subject_and_depends_on_each_part(sbom: Any) -> None:
    told = sbom.bill(parts())
    assert sbom.JsonStrictValidator(sbom.SchemaVersion.V1_6).validate_str(json.dumps(told)) is None
    own = told["metadata"]["component"]
    assert (own["name"], own["type"]) == ("contact-entry", "application")
    assert {one["name"]: one["version"] for one in told["components"]} == {
        "Python": "3.11.14",
        "PySide6_Essentials": "6.11.3",
        "icu": "73",
        "openssl-of-cryptography": "4.0.3",
    }
    purls = [one["purl"] for one in told["components"]]
    assert purls[1:3] == ["pkg:pypi/pyside6-essentials@6.11.3", "pkg:generic/icu@73"]
    assert told["dependencies"][0]["dependsOn"] == [one["bom-ref"] for one in told["components"]]


def test_parts_program_and_texts_that_agree_are_taken(
    sbom: Any, licences: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sbom, "names_in", lambda _bundle: NAMES)
    assert sbom.check(licences, licences) == parts()


@pytest.mark.parametrize(
    ("names", "text", "words"),
    [
        (NAMES | {"requests"}, "", "requests is in the program and belongs to no part"),
        (NAMES - {"libicuuc.so.73"}, "", "icu is named and not in the program"),
        (NAMES, "-icu", "icu has no licence text"),
        (NAMES, "+urllib3", "the texts of urllib3 belong to no part"),
    ],
)
def test_each_difference_is_refused(  # noqa: PLR0917  # a row of the table
    sbom: Any, licences: Path, monkeypatch: pytest.MonkeyPatch, names: set[str], text: str, words: str
) -> None:
    monkeypatch.setattr(sbom, "names_in", lambda _bundle: names)
    if text.startswith("-"):
        (licences / text[1:]).rmdir()
    if text.startswith("+"):
        (licences / text[1:]).mkdir()
    with pytest.raises(ValueError, match=words):
        sbom.check(licences, licences)


@pytest.mark.parametrize(
    ("version", "words"),
    [((3, 11, 7), "lacks corrections"), ((3, 11, 99), ""), ((3, 99, 0), "nobody has looked at")],
)
def test_an_old_python_is_not_handed_out(version: tuple[int, int, int], words: str) -> None:
    shortcoming = import_module("bundle.python_version").shortcoming(version)
    assert words in shortcoming
    assert bool(words) == bool(shortcoming)


def test_a_release_with_an_old_python_is_refused_and_a_trial_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    module = import_module("bundle.python_version")
    monkeypatch.setattr(module, "shortcoming", lambda _version: "Python 3.11.7 lacks corrections.")
    monkeypatch.delenv("RELEASE", raising=False)
    module.check()
    assert "trial, not to be handed out: Python 3.11.7" in capsys.readouterr().err
    monkeypatch.setenv("RELEASE", "1")
    with pytest.raises(SystemExit, match=r"refused: Python 3\.11\.7"):
        module.check()
