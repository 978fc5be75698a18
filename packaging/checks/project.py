"""The project as the checks see it: its files, its modules, and what a check found."""

from __future__ import annotations

import ast
import subprocess
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Finding:
    """Something that breaks a rule: where it is, and a sentence that says what to do."""

    path: str
    sentence: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.path}{f':{self.line}' if self.line else ''}: {self.sentence}"


@dataclass(frozen=True)
class Report:
    """What one check found. `figure` is a line for people, with the bounds it was held to."""

    figure: str
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Project:
    """A checkout. Only files that git knows or would take are looked at."""

    root: Path
    _trees: dict[str, ast.Module] = field(default_factory=dict)
    _nodes: dict[str, tuple[ast.AST, ...]] = field(default_factory=dict)

    @cached_property
    def files(self) -> tuple[str, ...]:
        """Paths of all files, relative to the root, in order."""
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        out = subprocess.run(command, cwd=self.root, check=True, capture_output=True, text=True).stdout  # noqa: S603  # git, by name
        return tuple(sorted(name for name in out.split("\0") if name and (self.root / name).is_file()))

    @cached_property
    def settings(self) -> dict[str, Any]:
        """What ``pyproject.toml`` says."""
        return tomllib.loads(self.text("pyproject.toml"))

    def text(self, path: str) -> str:
        """Returns the text of a file."""
        return (self.root / path).read_text(encoding="utf-8")

    def python_files(self, folder: str) -> tuple[str, ...]:
        """Returns the Python files below a folder."""
        return tuple(path for path in self.files if path.startswith(f"{folder}/") and path.endswith(".py"))

    def tree(self, path: str) -> ast.Module:
        """Returns the syntax tree of a Python file; parsed once."""
        if path not in self._trees:
            self._trees[path] = ast.parse(self.text(path), path)
        return self._trees[path]

    def nodes(self, path: str) -> tuple[ast.AST, ...]:
        """Returns every node of that syntax tree, an outer one before those in it; walked once."""
        if path not in self._nodes:
            self._nodes[path] = tuple(ast.walk(self.tree(path)))
        return self._nodes[path]

    @cached_property
    def modules(self) -> dict[str, str]:
        """The modules of app by dotted name, each with its path."""
        return {dotted(path): path for path in self.python_files("app")}

    @cached_property
    def imports(self) -> tuple[tuple[str, str, int], ...]:
        """Importing module, imported module and line, for every import of app within app.

        Imports inside functions and for typing only count, too.
        """
        return tuple(self._imports())

    def _imports(self) -> Iterator[tuple[str, str, int]]:
        for name, path in self.modules.items():
            for node in self.nodes(path):
                if isinstance(node, ast.Import):
                    wanted = [alias.name for alias in node.names]
                elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    wanted = [self._imported(node.module, alias.name) for alias in node.names]
                else:
                    continue
                for other in wanted:
                    if other in self.modules and other != name:
                        yield name, other, node.lineno

    def _imported(self, module: str, name: str) -> str:
        return f"{module}.{name}" if f"{module}.{name}" in self.modules else module


def dotted(path: str) -> str:
    """Returns the dotted name of a Python file."""
    return path.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
