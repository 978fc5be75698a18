"""Where the window hands a text to what has no class of ours: items, titles, menus, spoken names.

Such a text is the program's own (written here, or translated), or goes through the module that leaves nothing
in it that turns directions or cannot be seen.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from checks.outside_text import THE_ONE_PLACE
from checks.project import Finding, Project, Report

_IN = ("app/ui/", "app/bootstrap/")
_SAFE = frozenset(
    (
        "_",
        "plain_line",
        "plain_lines",
        "plain_tip",
        "displayable",
        "several_lines",
        "moment_text",
        "full_moment_text",
        "len",
        "str.join",
    )
)
"""Functions whose texts are safe: those that translate, that make a text plain, that write a time."""
_TRANSPARENT = frozenset(("without_mnemonic", "with_mnemonic", "list", "tuple"))
"""Functions whose texts are as safe as what they are given."""
_NUMBERS = frozenset(("count", "total", "number", "numbers", "left", "page"))
"""Places of a sentence that are numbers, by their names (docs/translating.md)."""
_KEYS = "tab_and_keys"
"""Keys as they are written behind an entry of a menu, with a tab before them."""

_FIRST = frozenset(
    (
        "setWindowTitle",
        "setAccessibleName",
        "setAccessibleDescription",
        "addItem",
        "addItems",
        "showMessage",
        "setHorizontalHeaderLabels",
        "setHeaderLabels",
        "setStatusTip",
        "setTitle",
        "QTableWidgetItem",
        "QStandardItem",
        "setPlainText",
    )
)
"""Calls whose first argument is a text, or several."""
_ANY = frozenset(("QListWidgetItem", "QTreeWidgetItem", "QAction", "addAction", "setItemText", "insertItem"))
"""Calls with a text among others, which are told by how they are written (`_is_no_text`)."""
_ROLES = frozenset(("DisplayRole", "AccessibleTextRole", "AccessibleDescriptionRole", "StatusTipRole"))
_OTHERS = frozenset(("self", "parent", "icon", "head", "fields", "action", "picker", "index", "above"))
"""Names of what is no text beside one."""


def shown_as_text(project: Project) -> Report:
    """Checks the modules of the window for texts that reach a widget without the one way."""
    paths = [path for path in project.python_files("app") if path.startswith(_IN) and path != THE_ONE_PLACE]
    findings = [
        Finding(path, f"{what}: a text from outside goes through plain_line of {THE_ONE_PLACE}.", line)
        for path in paths
        for line, what in sorted(_found(project.nodes(path)))
    ]
    return Report(
        f"shown texts: {len(paths)} modules, {len(findings)} places without {THE_ONE_PLACE}", tuple(findings)
    )


def _found(nodes: Sequence[ast.AST]) -> Iterator[tuple[int, str]]:
    for node in nodes:
        if isinstance(node, ast.Call):
            name = _name(node.func)
            if any(isinstance(one, ast.Call) and _name(one.func) in _ANY for one in node.args):
                continue  # an item that is made there is looked at itself
            texts = node.args[:1] if name in _FIRST else node.args if name in _ANY else []
            if any(not _is_safe(one) and not _is_no_text(one, is_first=name in _FIRST) for one in texts):
                yield node.lineno, name
    yield from _bare_roles(nodes)


def _is_no_text(node: ast.expr, *, is_first: bool) -> bool:
    """Returns True for what stands beside a text: parents, icons, rows, keys, other objects."""
    if is_first:
        return False
    if isinstance(node, ast.Name):
        return node.id in _OTHERS
    if isinstance(node, ast.Attribute):
        return isinstance(node.value, ast.Name | ast.Attribute) and (
            node.attr.startswith("_") or node.attr[0].isupper()
        )
    return isinstance(node, ast.Call) and ast.unparse(node.func).startswith("Q")


def _is_safe(node: ast.expr) -> bool:
    """Returns True for a text that the program has written itself, or that has gone through the one way."""
    if isinstance(node, ast.Subscript):
        node = node.value
    if isinstance(node, ast.Name):
        return node.id.isupper() or node.id == _KEYS
    if isinstance(node, ast.Call):
        return _is_safe_call(node)
    parts = _parts(node)
    return isinstance(node, ast.Constant) if parts is None else all(map(_is_safe, parts))


def _is_safe_call(node: ast.Call) -> bool:
    name = _name(node.func)
    if name == "format" and isinstance(node.func, ast.Attribute):
        places = [one.value for one in node.keywords if one.arg not in _NUMBERS]
        return _is_safe(node.func.value) and all(map(_is_safe, places))
    return name in _SAFE or (name in _TRANSPARENT and all(map(_is_safe, node.args)))


def _parts(node: ast.expr) -> Sequence[ast.expr] | None:
    """Returns what a text is made of, which has to be safe for it to be so; None if that is nothing."""
    match node:
        case ast.JoinedStr(values=values) | ast.BoolOp(values=values) | ast.List(elts=values):
            return values
        case ast.IfExp(body=one, orelse=other) | ast.BinOp(left=one, right=other):
            return [one, other]
        case ast.FormattedValue(value=value) | ast.ListComp(elt=value):
            return [value]
    return None


def _bare_roles(nodes: Sequence[ast.AST]) -> Iterator[tuple[int, str]]:
    """Yields each branch of a role that shows a text, unless it answers with a safe one."""
    for node in nodes:
        if isinstance(node, ast.match_case | ast.If | ast.IfExp):
            test = node.pattern if isinstance(node, ast.match_case) else node.test
            role = next(
                (one.attr for one in ast.walk(test) if isinstance(one, ast.Attribute) and one.attr in _ROLES),
                "",
            )
            if role and not _answers_safely(node.body):
                yield test.lineno, role
        elif isinstance(node, ast.Call) and _name(node.func) == "setData":
            role = next((_name(one) for one in node.args if _name(one) in _ROLES), "")
            if role and not _is_safe(node.args[-1]):
                yield node.lineno, role


def _answers_safely(body: list[ast.stmt] | ast.expr) -> bool:
    if isinstance(body, ast.expr):
        return _is_safe(body)
    returned = [
        one.value for each in body for one in ast.walk(each) if isinstance(one, ast.Return) and one.value
    ]
    return all(map(_is_safe, returned))


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
