"""How large folders, files and functions may become: what grows past that usually holds two things."""

from __future__ import annotations

import ast
from collections import defaultdict, deque
from collections.abc import Iterator
from pathlib import PurePosixPath

from checks.project import Finding, Project, Report

MODULES_IN_FOLDER = 12
FEWEST_IN_FOLDER = 3
"""A folder that holds folders only has none of its own, and may."""
LINES_OF_APP = 350
LINES_OF_TESTS = 400
FUNCTION_AT_MOST = 50
FUNCTION_NINE_IN_TEN = 25
_BLOCKS = ("body", "orelse", "finalbody", "handlers", "cases")


def folders(project: Project) -> Report:
    """Checks how many modules stand directly in a folder of app."""
    modules: dict[str, int] = defaultdict(int)
    for path in project.python_files("app"):
        if not path.endswith("/__init__.py"):
            modules[str(PurePosixPath(path).parent)] += 1
    most = max(modules.values(), default=0)
    fewest = min(modules.values(), default=0)
    too_many = f"modules in one folder, at most {MODULES_IN_FOLDER}: make a room of some."
    too_few = f"modules in a folder, at least {FEWEST_IN_FOLDER}: they belong into a room that is there."
    findings = [Finding(one, f"{n} {too_many}") for one, n in modules.items() if n > MODULES_IN_FOLDER]
    findings += [Finding(one, f"{n} {too_few}") for one, n in modules.items() if n < FEWEST_IN_FOLDER]
    return Report(
        f"folders: {fewest} to {most} modules (bounds {FEWEST_IN_FOLDER} and {MODULES_IN_FOLDER})",
        tuple(findings),
    )


def files(project: Project) -> Report:
    """Checks how long files are."""
    longest, findings = {"app": 0, "tests": 0}, []
    for folder, bound in (("app", LINES_OF_APP), ("tests", LINES_OF_TESTS)):
        for path in project.python_files(folder):
            lines = project.text(path).count("\n")
            longest[folder] = max(longest[folder], lines)
            if lines > bound:
                sentence = f"{lines} lines, at most {bound}: it holds two things, give one a file of its own."
                findings.append(Finding(path, sentence))
    return Report(
        f"files: app at most {longest['app']} lines (bound {LINES_OF_APP}), "
        f"tests {longest['tests']} (bound {LINES_OF_TESTS})",
        tuple(findings),
    )


def functions(project: Project) -> Report:
    """Checks how long functions are, from their ``def`` to their last line; in tests only the longest."""
    lengths: dict[str, list[int]] = {"app": [], "tests": []}
    findings = []
    for folder, found in lengths.items():
        for path in project.python_files(folder):
            for node in _functions(project.tree(path)):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                found.append(length)
                if length > FUNCTION_AT_MOST:
                    sentence = f"{node.name} is {length} lines long, at most {FUNCTION_AT_MOST}: split it."
                    findings.append(Finding(path, sentence, node.lineno))
    in_order = sorted(lengths["app"])
    nine_in_ten = in_order[int(len(in_order) * 0.9)] if in_order else 0
    if nine_in_ten > FUNCTION_NINE_IN_TEN:
        sentence = (
            f"nine in ten functions have up to {nine_in_ten} lines, at most {FUNCTION_NINE_IN_TEN}: "
            f"split the long ones."
        )
        findings.append(Finding("app", sentence))
    return Report(
        f"functions: nine in ten of app have at most {nine_in_ten} lines (bound {FUNCTION_NINE_IN_TEN}), the "
        f"longest {max(in_order, default=0)}, of tests {max(lengths['tests'], default=0)} "
        f"(bound {FUNCTION_AT_MOST})",
        tuple(findings),
    )


def _functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    # No expression has a function in it, and most of a tree is expressions.
    waiting: deque[ast.AST] = deque([tree])
    while waiting:
        node = waiting.popleft()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
        for block in _BLOCKS:
            waiting.extend(getattr(node, block, ()))
