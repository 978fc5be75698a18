"""Every code that a message may have, and every text that is kept with one, as they stand in the program."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_APP = Path(__file__).parents[3] / "app"


def codes() -> frozenset[str]:
    """Returns the codes as patterns: a part that is made when it is told stands for any letters."""
    return frozenset(filter(None, (_pattern(call.args[0]) for call in _calls("Message"))))


def texts() -> frozenset[str]:
    """Returns the texts that are translated where they are shown (`N_`)."""
    return frozenset(filter(None, (_constant(call.args[0]) for call in _calls("N_"))))


def _pattern(code: ast.expr) -> str:
    if isinstance(code, ast.JoinedStr):
        return "".join(re.escape(_constant(one)) or r"\w+" for one in code.values)
    return re.escape(_constant(code))


def _constant(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _calls(name: str) -> Iterator[ast.Call]:
    return (
        one for one in _all_calls() if isinstance(one.func, ast.Name) and one.func.id == name and one.args
    )


@cache
def _all_calls() -> tuple[ast.Call, ...]:
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in _APP.rglob("*.py"))
    return tuple(node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call))
