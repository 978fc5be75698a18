"""Small faults put into a module, one at a time, to see whether its tests notice them."""

from __future__ import annotations

import ast
import importlib.abc
import importlib.machinery
import sys
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType
from typing import Final

_OTHER_COMPARISON: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_NOT_RUN: Final = ("TYPE_CHECKING", "__all__")


@dataclass(frozen=True)
class Mutant:
    """A module with the fault of that number. `line` is where, `fault` says what was changed."""

    module: str
    number: int
    line: int
    fault: str


def mutants(module: str, source: str) -> tuple[Mutant, ...]:
    """Returns every mutant of a module, in the order of its text."""
    found = _Faults()
    found.visit(ast.parse(source))
    return tuple(Mutant(module, number, line, fault) for number, (line, fault) in enumerate(found.made))


def mutated(source: str, number: int) -> ast.Module:
    """Returns the syntax tree with the fault of that number."""
    faults = _Faults(number)
    tree = faults.visit(ast.parse(source))
    assert isinstance(tree, ast.Module)
    return ast.fix_missing_locations(tree)


class _Faults(ast.NodeTransformer):
    """Counts the places of faults, and makes the one that was chosen."""

    def __init__(self, chosen: int = -1) -> None:
        self.made: list[tuple[int, str]] = []
        self._chosen = chosen

    def _swap(self, node: ast.AST, changed: ast.AST | None, fault: str) -> ast.AST:
        """Returns the changed node if it is the chosen one. None stands for `pass`."""
        is_chosen = len(self.made) == self._chosen
        self.made.append((getattr(node, "lineno", 0), fault))
        return ast.copy_location(changed or ast.Pass(), node) if is_chosen else node

    def visit(self, node: ast.AST) -> ast.AST:
        if isinstance(node, ast.stmt) and _is_not_tried(node):
            return node
        result = self.generic_visit(node)
        for changed, fault in _changes(deepcopy(node)):
            swapped = self._swap(node, changed, fault)
            result = swapped if swapped is not node else result
        return result

    def generic_visit(self, node: ast.AST) -> ast.AST:
        """As its parent, but annotations, decorators and default types are left as they are."""
        for name, value in ast.iter_fields(node):
            if name in ("annotation", "returns", "decorator_list", "bases", "keywords") and not isinstance(
                node, ast.Call
            ):
                continue
            if isinstance(value, list):
                value[:] = [self.visit(one) if isinstance(one, ast.AST) else one for one in value]
            elif isinstance(value, ast.AST):
                setattr(node, name, self.visit(value))
        return node


def _is_not_tried(node: ast.stmt) -> bool:
    """Docstrings, imports, logging, and what only a type checker reads."""
    if isinstance(node, ast.Import | ast.ImportFrom | ast.AnnAssign):
        return not (isinstance(node, ast.AnnAssign) and node.value is not None)
    text = ast.unparse(node)
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant) or text.startswith("_log.")
    return any(word in text.partition("\n")[0] for word in _NOT_RUN)


def _changes(node: ast.AST) -> Iterator[tuple[ast.AST | None, str]]:
    """Yields the faults that can be made of one node."""
    match node:
        case ast.Compare(ops=[one]) if type(one) in _OTHER_COMPARISON:
            other = _OTHER_COMPARISON[type(one)]
            node.ops = [other()]
            yield node, f"{type(one).__name__} becomes {other.__name__}"
        case ast.BoolOp():
            is_and = isinstance(node.op, ast.And)
            node.op = ast.Or() if is_and else ast.And()
            yield node, "and becomes or" if is_and else "or becomes and"
        case ast.UnaryOp(op=ast.Not()):
            yield node.operand, "not is removed"
        case ast.If() | ast.While() | ast.IfExp():
            node.test = ast.UnaryOp(ast.Not(), node.test)
            yield node, "the condition is inverted"
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value), f"{value} becomes {not value}"
        case ast.Constant(value=int(value)):
            yield ast.Constant(value + 1), f"{value} becomes {value + 1}"
        case ast.Return(value=ast.expr()) if not isinstance(node.value, ast.Constant):
            yield ast.Return(ast.Constant(None)), "None is returned"
        case ast.Expr(value=ast.Call()) | ast.Assign(targets=[ast.Attribute()]) | ast.AugAssign():
            yield None, f"deleted: {ast.unparse(node)[:60]}"


class _MutatingLoader(SourceFileLoader):
    number = 0

    def source_to_code(self, data: object, path: object, **_options: object) -> CodeType:  # type: ignore[override]  # as it is called
        assert isinstance(data, bytes)
        return compile(mutated(data.decode(), self.number), str(path), "exec")

    def get_code(self, fullname: str) -> CodeType | None:
        """Without the cache of compiled files."""
        path = self.get_filename(fullname)
        return self.source_to_code(self.get_data(path), path)


class Mutation(importlib.abc.MetaPathFinder):
    """Imports a module as one of its mutants, once it is installed."""

    def __init__(self, mutant: Mutant) -> None:
        self._mutant = mutant

    def install(self) -> None:
        assert self._mutant.module not in sys.modules
        sys.meta_path.insert(0, self)

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != self._mutant.module:
            return None
        spec = importlib.machinery.PathFinder.find_spec(fullname, path, target)
        assert spec is not None
        assert spec.origin is not None
        loader = _MutatingLoader(fullname, spec.origin)
        loader.number = self._mutant.number
        spec.loader = loader
        return spec


def source_of(module: str, root: Path) -> str:
    """Returns the text of a module."""
    return root.joinpath(*module.split(".")).with_suffix(".py").read_text(encoding="utf-8")
