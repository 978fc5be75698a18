"""A version is released when everything that names one names the same."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[3] / "packaging" / "release_check.py"
CHANGELOG = """\
# Changelog

## [Unreleased]

## [1.2.0] - 2026-03-01

### Added

- A window.

## [1.1.0] - 2026-02-01

- Nothing to see.
"""
METAINFO = """\
<?xml version="1.0" encoding="UTF-8"?>
<component type="desktop-application">
  <releases>
    <release version="1.2.0" date="2026-03-01"/>
    <release version="1.1.0" date="2026-02-01"/>
  </releases>
</component>
"""
INIT, LOG, README, INFO = (
    "app/__init__.py",
    "CHANGELOG.md",
    "README.md",
    "packaging/linux/x.metainfo.xml",
)


@dataclass(frozen=True)
class Checkout:
    root: Path

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def change(self, name: str, before: str, after: str) -> None:
        text = (self.root / name).read_text(encoding="utf-8")
        assert before in text
        self.write(name, text.replace(before, after, 1))

    def refusals(self, *arguments: str) -> list[str]:
        done = subprocess.run(
            [sys.executable, SCRIPT, "--root", self.root, *arguments],
            capture_output=True,
            encoding="utf-8",
            env={"PYTHONIOENCODING": "utf-8", "PYTHONWARNINGS": "error"},
            check=False,
        )
        sentences = done.stderr.splitlines()
        assert done.returncode == (1 if sentences else 0), done.stderr
        return sentences


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """One that is ready to be released."""
    made = Checkout(tmp_path)
    made.write(INIT, '"""A program."""\n\n__version__ = "1.2.0"\n')
    made.write(LOG, CHANGELOG)
    made.write(README, "Install contact-entry_1.2.0_amd64.deb.\n")
    made.write(INFO, METAINFO)
    return made


def test_what_fits_together_is_released(checkout: Checkout) -> None:
    assert checkout.refusals() == []
    assert checkout.refusals("--tag", "v1.2.0") == []


def test_without_a_metainfo_there_is_nothing_to_compare(checkout: Checkout) -> None:
    (checkout.root / INFO).unlink()
    assert checkout.refusals() == []


def test_a_metainfo_that_is_filled_in_at_the_build_always_fits(checkout: Checkout) -> None:
    (checkout.root / INFO).rename(checkout.root / f"{INFO}.in")
    checkout.change(f"{INFO}.in", '"1.2.0" date="2026-03-01"', '"@VERSION@" date="@DATE@"')
    assert checkout.refusals() == []
    checkout.change(f"{INFO}.in", "@VERSION@", "1.0.0")
    assert checkout.refusals() == [f"{INFO}.in: its first release is 1.0.0, but app/__init__.py says 1.2.0."]


def test_another_tag_is_refused(checkout: Checkout) -> None:
    assert checkout.refusals("--tag", "v1.3.0") == [
        "The tag is v1.3.0, but app/__init__.py says 1.2.0: the tag must be v1.2.0."
    ]


@pytest.mark.parametrize(
    ("name", "before", "after", "said"),
    [
        (INIT, "1.2.0", "soon", "app/__init__.py: “soon” is not a version such as 1.2.3."),
        (INIT, "1.2.0", "1.2.0-rc1", "app/__init__.py: write 1.2.0-rc1 as 1.2.0rc1."),
        (LOG, "## [Unreleased]\n", "", "CHANGELOG.md: the first section must be [Unreleased]."),
        (LOG, "## [1.2.0] - 2026-03-01", "", "CHANGELOG.md: there is no section “## [1.2.0] - "),
        (LOG, "- 2026-03-01", "- March", "CHANGELOG.md: [1.2.0] has no date such as "),
        (LOG, "2026-03-01", "2026-02-30", "CHANGELOG.md: [1.2.0] has no date such as "),
        (LOG, "2026-03-01", "9026-03-01", "CHANGELOG.md: the date of [1.2.0] is still to come."),
        (LOG, "- A window.", "", "CHANGELOG.md: [1.2.0] does not say what is new."),
        (LOG, "## [1.2.0]", "- New.\n\n## [1.2.0]", "CHANGELOG.md: move what stands beneath [Unreleased]"),
        (LOG, "## [1.2.0]", "## [1.3.0]\n\n## [1.2.0]", "CHANGELOG.md: [1.3.0] stands above [1.2.0]."),
        (LOG, "[1.1.0]", "[1.4.0]", "CHANGELOG.md: [1.2.0] cannot stand above [1.4.0]."),
        (LOG, "2026-02-01", "2026-04-01", "CHANGELOG.md: [1.2.0] has an earlier date than [1.1.0]."),
        (LOG, "[1.1.0]", "[old]", "CHANGELOG.md: [old] is not a version such as 1.2.3."),
        (README, "1.2.0", "1.1.0", "README.md: it names a file of version 1.1.0, not of 1.2.0."),
        (INFO, '"1.2.0"', '"1.0.0"', f"{INFO}: its first release is 1.0.0, but app/__init__.py says 1.2.0."),
        (INFO, METAINFO.partition("\n")[2], "<component/>", f"{INFO}: its first release is missing"),
        (INFO, "2026-03-01", "2026-03-02", f"{INFO}: the date of 1.2.0 is 2026-03-02, but CHANGELOG.md"),
    ],
)
def test_what_does_not_fit_is_refused_in_a_sentence(
    name: str, before: str, after: str, said: str, checkout: Checkout
) -> None:
    checkout.change(name, before, after)
    sentences = checkout.refusals()
    assert any(sentence.startswith(said) for sentence in sentences), sentences


@pytest.mark.parametrize("version", ["1.2.0.dev0", "1.2.0.dev0+trial", "1.2.0+local"])
def test_a_trial_is_no_release(checkout: Checkout, version: str) -> None:
    checkout.change(INIT, "1.2.0", version)
    assert f"{INIT}: {version} is a trial, not a release." in checkout.refusals()
