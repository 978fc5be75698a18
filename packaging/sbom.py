"""Lists what the built program is made of, as CycloneDX 1.6, for whoever has to look after it (an SBOM).

``make sbom`` after ``make package``, or ``sbom.py OUTPUT.json`` after PyInstaller has run, on the system that
the program is built for: each has other parts. The list is that of the program itself, as
`bundle.licences` has found it while it was built; it is refused where the program has something else in it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Final

_ROOT: Final = Path(__file__).parents[1]
sys.path[:0] = [str(Path(__file__).parent), str(_ROOT)]

from bundle.contents import names_in, unclaimed, unused  # noqa: E402  # beside this file
from bundle.licences import Part, read_parts  # noqa: E402  # beside this file
from cyclonedx.schema import SchemaVersion  # noqa: E402  # see above
from cyclonedx.validation.json import JsonStrictValidator  # noqa: E402  # see above

from app import __version__  # noqa: E402  # from this checkout

BUNDLE: Final = _ROOT / "build/bundle/contact-entry"
LICENCES: Final = _ROOT / "build/pyinstaller/contact-entry/licences"


def bill(parts: list[Part]) -> dict[str, Any]:
    """Returns the list: the program is its subject, and depends on each of the parts."""
    own = f"contact-entry=={__version__}"
    components = [_component(part) for part in parts]
    refs = [str(one["bom-ref"]) for one in components]
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": own,
                "name": "contact-entry",
                "version": __version__,
                "licenses": [{"license": {"id": "MIT"}}],
            }
        },
        "components": components,
        "dependencies": [{"ref": own, "dependsOn": refs}, *({"ref": ref} for ref in refs)],
    }


def _component(part: Part) -> dict[str, Any]:
    name = part.name.lower().replace("_", "-")
    purl = f"pkg:pypi/{name}@{part.version}" if part.kind == "pypi" else f"pkg:generic/{name}@{part.version}"
    return {
        "type": "library",
        "bom-ref": f"{part.name}=={part.version}",
        "name": part.name,
        "version": part.version,
        "licenses": [{"license": {"name": part.licence}}],
        "purl": purl,
    }


def check(bundle: Path, licences: Path) -> list[Part]:
    """Returns the parts of a built program. Raises ValueError where it, they and their texts differ."""
    parts, names = read_parts(licences), names_in(bundle)
    texts = {one.name for one in licences.iterdir() if one.is_dir()}
    wrong = [
        *(f"{name} is in the program and belongs to no part" for name in unclaimed(names, parts)),
        *(f"{name} is named and not in the program" for name in unused(names, parts)),
        *(f"{part.name} has no licence text" for part in parts if part.name not in texts),
        *(f"the texts of {name} belong to no part" for name in texts - {part.name for part in parts}),
    ]
    if wrong:
        raise ValueError("; ".join(wrong))
    return parts


def main(output: Path, bundle: Path = BUNDLE, licences: Path = LICENCES) -> None:
    """Writes the list. Raises ValueError where it is not true, or not one by CycloneDX's schema."""
    text = json.dumps(bill(check(bundle, licences)), indent=2) + "\n"
    if trouble := JsonStrictValidator(SchemaVersion.V1_6).validate_str(text):
        raise ValueError(str(trouble))
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(text, encoding="utf-8")
    print(f"sbom: {output}, {len(json.loads(text)['components'])} parts")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
