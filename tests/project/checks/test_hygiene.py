"""Addresses of registries, lock files and paths of one computer are named; what a page may say passes."""

from __future__ import annotations

import pytest
from checks import hygiene

from tests.project.checks.conftest import House

# Put together here, so that this file mentions none itself.
REGISTRY = "pypi" + ".org"
HOME = "/home" + "/somebody/project/app"


@pytest.mark.parametrize("text", [f"https://{REGISTRY}/simple", f"from {REGISTRY}", f"see {HOME}"])
def test_what_belongs_into_no_repository_is_named_with_its_line(house: House, text: str) -> None:
    house.write("packaging/notes.txt", f"\n{text}\n")
    (finding,) = hygiene.registries_and_paths(house.project).findings
    assert (finding.path, finding.line) == ("packaging/notes.txt", 2)


def test_a_lock_file_is_named(house: House) -> None:
    house.write("uv.lock", "")
    (finding,) = hygiene.registries_and_paths(house.project).findings
    assert finding.path == "uv.lock"


def test_temporary_paths_and_what_is_no_text_pass(house: House) -> None:
    house.write("packaging/notes.txt", "/tmp/x, /home/you/notes, https://example.com\n")  # noqa: S108  # a text, no file
    (house.root / "window.png").write_bytes(b"\x89PNG\xff\xfe")
    assert hygiene.registries_and_paths(house.project).findings == ()
