"""Digests are those of hashlib, whatever module makes them."""

from __future__ import annotations

import hashlib
import sys

import pytest

from app.storage.files.digest import sha256_of


@pytest.mark.parametrize("missing", [(), ("_sha2",), ("_sha256",), ("_sha2", "_sha256")])
def test_every_module_gives_the_same(monkeypatch: pytest.MonkeyPatch, missing: tuple[str, ...]) -> None:
    for name in missing:
        monkeypatch.setitem(sys.modules, name, None)
    for content in (b"", b"Fjell AS", bytes(range(256)) * 9):
        assert sha256_of(content) == hashlib.sha256(content).hexdigest()
