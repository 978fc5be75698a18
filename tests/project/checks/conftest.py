"""A small project that keeps every rule, for a test to break one on purpose."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from checks.project import Project

_PYPROJECT = """\
[[tool.importlinter.contracts]]
name = "Floors"
type = "layers"
layers = ["app.commands", "app.ui", "app.service | app.storage", "app.model"]

[[tool.importlinter.contracts]]
name = "Rooms of the window"
type = "layers"
containers = ["app.ui"]
layers = ["window", "inputs"]

[[tool.importlinter.contracts]]
name = "A command starts without Qt"
type = "forbidden"
source_modules = ["app.commands"]
forbidden_modules = ["PySide6"]
ignore_imports = ["app.commands.main -> app.ui"]
"""


class House:
    """A checkout in a folder of its own. `write` adds files, `project` looks at all of them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        subprocess.run(["git", "init", "-q"], cwd=root, check=True)  # noqa: S607  # the git that is found
        self.write("pyproject.toml", _PYPROJECT)
        for folder in ("model", "service", "commands"):
            for name in ("first", "second", "third"):
                self.write(f"app/{folder}/{name}.py", "VALUE = 1\n")
                self.write(f"tests/unit/{folder}/test_{name}.py", "")

    def write(self, path: str, text: str) -> None:
        """Writes a file, with the folders it needs."""
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, encoding="utf-8")

    @property
    def project(self) -> Project:
        """The project as it is now."""
        return Project(self.root)


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)
