"""A library that the model does not name, and Qt at the top of a command, are named."""

from __future__ import annotations

import pytest
from checks import libraries

from tests.project.checks.conftest import House


def test_the_model_uses_the_standard_library_and_what_is_listed(house: House) -> None:
    house.write(
        "app/model/first.py", "import json\nfrom pydantic import BaseModel\nfrom app.model import second\n"
    )
    house.write("app/service/first.py", "import httpx\n")
    assert libraries.of_the_model(house.project).findings == ()


def test_another_library_in_the_model_is_named(house: House) -> None:
    house.write("app/model/first.py", "def f():\n    import httpx\n")
    (finding,) = libraries.of_the_model(house.project).findings
    assert str(finding).startswith("app/model/first.py:2: imports httpx: the model is values and rules.")


@pytest.mark.parametrize("text", ["import app.ui\n", "from app.ui import window\n", "from app import ui\n"])
def test_what_leads_to_qt_is_not_imported_at_the_top_of_a_command(house: House, text: str) -> None:
    house.write("app/commands/main.py", text)
    assert libraries.loaded_late(house.project).findings
    house.write("app/commands/main.py", f"def main():\n    {text}")
    assert libraries.loaded_late(house.project).findings == ()
