"""The vendor's reference material where it lies beside the repository: test data, never shipped."""

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest

_BESIDE = Path(__file__).parents[3] / "shared" / "superoffice"
REFERENCE = Path(os.environ.get("SUPEROFFICE_REFERENCE", _BESIDE))

needs_reference = pytest.mark.skipif(
    not (REFERENCE / "openapi").is_dir(),
    reason="the vendor's reference is not beside this checkout (set SUPEROFFICE_REFERENCE to its folder)",
)


@cache
def swagger(name: str) -> dict[str, Any]:
    """The Swagger 2.0 file ``Swagger-v1-{name}.json``, for example ``swagger("Contact")``."""
    loaded: dict[str, Any] = json.loads((REFERENCE / "openapi" / f"Swagger-v1-{name}.json").read_text())
    return loaded


def sample(heading: str) -> dict[str, Any]:
    """The JSON body below ``## Sample request`` or ``## Sample response`` of the reference page."""
    page = (REFERENCE / "post-contact.md").read_text()
    section = page.split(f"## {heading}", 1)[1].split("```", 2)[1]
    loaded: dict[str, Any] = json.loads(section[section.index("{") :])
    return loaded
