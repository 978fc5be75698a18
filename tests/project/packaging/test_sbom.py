"""The list of parts: the program is its subject, and what is no Python package is in it as well."""

from __future__ import annotations

import json
import platform
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

PACKAGING = Path(__file__).parents[3] / "packaging"


def test_the_program_is_the_subject_and_its_python_one_of_the_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("cyclonedx.validation", reason="the tools for packaging are not installed")
    monkeypatch.syspath_prepend(PACKAGING)
    sbom: Any = import_module("sbom")
    own = {
        "type": "library",
        "bom-ref": "contact-entry==1.2.3",
        "name": "contact-entry",
        "version": "1.2.3",
        "externalReferences": [{"type": "distribution", "url": "file:///home/somebody"}],
    }
    part = {"type": "library", "bom-ref": "httpx==1", "name": "httpx", "version": "1"}
    made = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {},
        "components": [own, part],
        "dependencies": [{"ref": own["bom-ref"], "dependsOn": [part["bom-ref"]]}, {"ref": part["bom-ref"]}],
    }
    told = sbom.with_the_rest(made)
    assert sbom.JsonStrictValidator(sbom.SchemaVersion.V1_6).validate_str(json.dumps(told)) is None
    assert (told["metadata"]["component"]["name"], told["metadata"]["component"]["type"]) == (
        "contact-entry",
        "application",
    )
    parts = {one["name"]: one["version"] for one in told["components"]}
    assert parts.keys() == {"httpx", "openssl", "python", "qt", "sqlite"}
    assert parts["python"] == platform.python_version()
    needs = next(one["dependsOn"] for one in told["dependencies"] if one["ref"] == "contact-entry==1.2.3")
    assert sorted(needs) == sorted(one["bom-ref"] for one in told["components"])
    assert "somebody" not in json.dumps(told)
