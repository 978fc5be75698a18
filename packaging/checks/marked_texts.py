"""Every text of app that people read is marked for translation: ``_("…")``, and its like.

Two kinds of text are looked for: whole sentences, wherever they stand, and whatever is handed to a call that
shows it. What is for logs, servers and databases is known by its place.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from typing import Final

from checks.project import Finding, Project, Report

_MARKS: Final = {"_", "N_", "ngettext", "pgettext"}
_SHOWING: Final = {
    *("QAction", "QPushButton", "PlainLabel", "PlainMessageBox", "SearchLine", "ActionText", "Row", "Look"),
    *("addAction", "addButton", "addRow", "setAccessibleName", "setHeaderLabels", "setPlaceholderText"),
    *("setText", "setWindowTitle", "set_hint", "set_item_tip", "set_tip", "show_message", "show_table"),
    *("showMessage", "CommandFailed", "print_error", "print_line", "FieldMessage", "warning_of", "Check"),
    *("say",),
}
"""Calls whose texts are for people."""
_FIELDS: Final = {"Field", "PersonField"}
"""Declarations whose second argument is the label."""
_TECHNICAL: Final = {
    "app/sandbox/*": "plays SuperOffice, in English",
    "app/translation/*": "tells the log why texts are English",
    "app/storage/sqlite/row_format.py": "tells the log what is wrong with a row",
    "app/controller/connection/diagnostics.py": "is for whoever looks after the program",
    "app/recognition/language/*": "knows words of other people's texts",
    "app/webapi/archive*.py": "asks the server",
}
"""Modules whose sentences nobody is shown."""
_ERRORS: Final = {"AttributeError", "OSError", "TypeError", "RuntimeError", "AssertionError"}
"""Errors for those who write the program; a ValueError's text is shown at a field."""
_LOG: Final = re.compile(r"\b_?log(?:ger|ging|)\b")
_SENTENCE: Final = re.compile(r"(?=[^a-z]*[A-Z“{])(?=.*[a-z]).*\s.*[.…?!]$", re.DOTALL)
_NO_TEXT: Final = re.compile(r"\(\?|\\[dsb]|\b(?:SELECT|INSERT|UPDATE|CREATE|DELETE|WHERE)\b|^BEGIN:")
_WORDS: Final = re.compile(r"[A-Za-zÀ-ÿ]{2,}")
_LABEL: Final = re.compile(r".*\S\s+\S.*|&?[A-Z][a-z&]+(?:\s?…|:)?", re.DOTALL)


def are_marked(project: Project) -> Report:
    """Checks every module of app for texts for people that are not marked."""
    paths = [path for path in project.python_files("app") if not _is_technical(path)]
    findings = [
        Finding(path, f"“{' '.join(text.split())[:60]}” is shown to people: mark it, _(…).", line)
        for path in paths
        for line, text in _unmarked(project.tree(path))
    ]
    findings += [
        Finding(path, "A text that is marked in an f-string is not found: take it out.", line)
        for path in paths
        for line in _marked_inside(project.tree(path))
    ]
    return Report(
        f"texts: {len(paths)} modules, {len(findings)} texts not marked for translation", tuple(findings)
    )


def _is_technical(path: str) -> bool:
    return any(fnmatch(path, one) for one in _TECHNICAL)


def _unmarked(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yields line and text of each text for people that stands outside of a mark."""
    calls: list[tuple[ast.AST, str]] = [(tree, "")]
    while calls:
        node, showing = calls.pop()
        if isinstance(node, ast.Constant | ast.JoinedStr):
            text = _text(node)
            if _is_for_people(text, showing):
                yield node.lineno, text
        if isinstance(node, ast.JoinedStr):
            continue  # its parts are the text
        for inner, name in _inside(node, showing):
            calls.append((inner, name))


def _marked_inside(tree: ast.AST) -> Iterator[int]:
    """Yields the line of each literal that is marked within an f-string, where Babel does not look."""
    for node in ast.walk(tree):
        for inner in ast.walk(node) if isinstance(node, ast.JoinedStr) else ():
            if isinstance(inner, ast.Call) and _name(inner.func) in _MARKS:
                yield from (one.lineno for one in inner.args[:1] if isinstance(one, ast.Constant))


def _inside(node: ast.AST, showing: str) -> Iterator[tuple[ast.AST, str]]:
    """Yields what is to be looked at within a node, with the name of the call that it is handed to."""
    if isinstance(node, ast.Call):
        name = _name(node.func)
        if name in _MARKS or name in _ERRORS or _is_log(node.func):
            return
        for number, one in enumerate((*node.args, *(keyword.value for keyword in node.keywords))):
            yield one, "Row" if name in _FIELDS and number == 1 else name
        yield node.func, ""
    elif isinstance(node, ast.Compare | ast.Subscript | ast.Expr) and not isinstance(
        getattr(node, "value", None), ast.Call | ast.Yield | ast.Await
    ):
        return  # a docstring, a key, something that is compared
    else:
        is_part = isinstance(node, ast.IfExp | ast.BoolOp | ast.BinOp | ast.List | ast.Tuple)
        parts = (one for one in ast.iter_child_nodes(node) if not isinstance(one, ast.arg))
        yield from ((one, showing if is_part else "") for one in parts)


def _is_for_people(text: str, showing: str) -> bool:
    if _NO_TEXT.search(text) or not _WORDS.search(text):
        return False
    if showing in _SHOWING:
        return bool(_LABEL.fullmatch(text))
    return bool(_SENTENCE.match(text.strip()))


def _text(node: ast.Constant | ast.JoinedStr) -> str:
    """Returns a literal; of an f-string what it says besides its values."""
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return node.value if isinstance(node.value, str) else ""


def _name(called: ast.AST) -> str:
    if isinstance(called, ast.Attribute):
        return called.attr
    return called.id if isinstance(called, ast.Name) else ""


def _is_log(called: ast.AST) -> bool:
    return isinstance(called, ast.Attribute) and bool(_LOG.search(ast.unparse(called.value)))
