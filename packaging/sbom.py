"""Lists what the program is made of, as CycloneDX 1.6, for whoever has to look after it (an SBOM).

``make sbom``, or ``sbom.py OUTPUT.json`` on the system that the program is built for: each has other parts.
The Python packages are those of a fresh environment; what Python brings along is that of the Python that runs
this.
"""

from __future__ import annotations

import json
import platform
import sqlite3
import ssl
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

_ROOT: Final = Path(__file__).parents[1]
_QUIETLY: Final = ("--quiet", "--no-input", "--disable-pip-version-check")


def environment(folder: Path) -> Path:
    """Makes an environment with the program and nothing that it does not need; returns its interpreter."""
    _run("venv", "--without-pip", folder)
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    _run(
        "pip", "--python", python, "install", *_QUIETLY, "-c", _ROOT / "packaging" / "constraints.txt", _ROOT
    )
    return python


def packages(python: Path) -> dict[str, Any]:
    """What cyclonedx-py makes of the environment of that interpreter."""
    made: dict[str, Any] = json.loads(_run("cyclonedx_py", "environment", "--output-reproducible", python))
    return made


def with_the_rest(made: dict[str, Any]) -> dict[str, Any]:
    """The program is the subject, not one of the parts; and what Python and PySide6 carry is told as well."""
    own = next(one for one in made["components"] if one["name"] == "contact-entry")
    parts = [one for one in made["components"] if one is not own] + carried()
    # Where it was installed from says something of the building machine alone.
    own = {name: value for name, value in own.items() if name != "externalReferences"}
    refs = [part["bom-ref"] for part in carried()]
    for one in made["dependencies"]:
        if one["ref"] == own["bom-ref"]:
            one["dependsOn"] = sorted([*one["dependsOn"], *refs])
    return {
        **made,
        "metadata": {**made["metadata"], "component": {**own, "type": "application"}},
        "components": sorted(parts, key=lambda part: str(part["bom-ref"])),
        "dependencies": made["dependencies"] + [{"ref": ref} for ref in refs],
    }


def carried() -> list[dict[str, Any]]:
    """What is no Python package, but in the folder of the built program all the same."""
    openssl = ssl.OPENSSL_VERSION.split()[1]
    return [
        _part("python", platform.python_version(), "PSF-2.0"),
        _part("openssl", openssl, "Apache-2.0"),
        _part("sqlite", sqlite3.sqlite_version, "blessing"),
        _part("geonames-postcodes", "2024-08-09", "CC-BY-4.0"),
        _part("qt", version("PySide6_Essentials"), "LGPL-3.0-only"),
    ]


def _run(module: str, *arguments: str | Path) -> bytes:
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout  # noqa: S603  # our own tools


def _part(name: str, number: str, licence: str) -> dict[str, Any]:
    return {
        "type": "library",
        "bom-ref": f"{name}=={number}",
        "name": name,
        "version": number,
        "licenses": [{"license": {"id": licence}}],
        "purl": f"pkg:generic/{name}@{number}",
    }


def main(output: Path) -> None:
    """Writes the list. Raises ValueError where it is not one by CycloneDX's schema."""
    with tempfile.TemporaryDirectory() as folder:
        text = json.dumps(with_the_rest(packages(environment(Path(folder)))), indent=2) + "\n"
    if trouble := JsonStrictValidator(SchemaVersion.V1_6).validate_str(text):
        raise ValueError(str(trouble))
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(text, encoding="utf-8")
    print(f"sbom: {output}, {len(json.loads(text)['components'])} parts")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
