"""Where the window may use what takes a text for HTML: in one module, which hands plain text to it.

Others hand it over as text by another way, and may use what that takes (`ALLOWED`).
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Sequence

from checks.project import Finding, Project, Report

THE_ONE_PLACE = "app/ui/common/plain_text.py"

_CLASSES = {
    "QLabel": "PlainLabel",
    "QMessageBox": "PlainMessageBox",
    "QErrorMessage": "PlainMessageBox",
    "QInputDialog": "a dialog with a PlainLabel",
    "QProgressDialog": "a dialog with a PlainLabel",
    "QToolTip": "set_tip or show_tip",
    "QWhatsThis": "set_tip",
    "QTextBrowser": "QPlainTextEdit",
    "QTextEdit": "QPlainTextEdit",
    "QTextDocument": "QPlainTextEdit",
    "QTextDocumentFragment": "text_of_html of app/recognition/values/html_text.py",
}
_CALLS = {
    "setToolTip": "set_tip or set_item_tip",
    "setTabToolTip": "plain_tip",
    "setWhatsThis": "set_tip",
    "setInformativeText": "PlainMessageBox",
    "setTextFormat": "PlainLabel",
    "setHtml": "show_table",
    "insertHtml": "show_table",
    "appendHtml": "show_table",
    "setMarkdown": "show_table",
}
ALLOWED = {
    "app/ui/guide/page_view.py": {"QTextBrowser", "QTextEdit", "QTextDocument"},
    "app/ui/printing/drawing.py": {"QTextDocument"},
}
"""What a module may use: one shows what the program has brought along itself, and loads nothing else
(`loadResource` of its view), the other writes with a cursor, which takes text for text."""

_ROLES = {"ToolTipRole", "WhatsThisRole"}


def plain_everywhere(project: Project) -> Report:
    """Checks every module of app for Qt's classes, calls and roles that guess whether a text is HTML."""
    paths = [path for path in project.python_files("app") if path != THE_ONE_PLACE]
    findings = [
        Finding(path, sentence, line)
        for path in paths
        for line, sentence in sorted(_used(project.nodes(path), ALLOWED.get(path, set())))
    ]
    return Report(
        f"text from outside: {len(paths)} modules, {len(findings)} with a way around {THE_ONE_PLACE}",
        tuple(findings),
    )


def _used(nodes: Sequence[ast.AST], allowed: Collection[str]) -> Iterator[tuple[int, str]]:
    for node in nodes:
        if isinstance(node, ast.ImportFrom):
            names = [alias.name for alias in node.names if alias.name in _CLASSES]
        elif isinstance(node, ast.Attribute):
            names = [node.attr] if node.attr in _CLASSES or node.attr in _CALLS else []
        else:
            continue
        for name in set(names) - set(allowed):
            instead = _CLASSES.get(name) or _CALLS[name]
            yield (
                node.lineno,
                f"{name} takes what looks like HTML for HTML: use {instead}, see {THE_ONE_PLACE}.",
            )
    for line in _bare_roles(nodes):
        yield line, f"a tooltip's text goes through plain_tip of {THE_ONE_PLACE}, in the branch of its role."


def _bare_roles(nodes: Sequence[ast.AST]) -> Iterator[int]:
    """Yields the line of every role of tooltips that no branch with a call of `plain_tip` belongs to."""
    roles = {node: node.lineno for node in nodes if isinstance(node, ast.Attribute) and node.attr in _ROLES}
    if not roles:
        return
    safe = {
        inner
        for branch in nodes
        if isinstance(branch, ast.match_case | ast.If) and _calls_plain_tip(branch.body)
        for inner in ast.walk(branch.pattern if isinstance(branch, ast.match_case) else branch.test)
    }
    yield from (line for node, line in roles.items() if node not in safe)


def _calls_plain_tip(body: list[ast.stmt]) -> bool:
    return any(
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "plain_tip"
        for statement in body
        for node in ast.walk(statement)
    )
