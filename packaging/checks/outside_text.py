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
    "QStaticText": "PlainLabel",
    "QSplashScreen": "PlainLabel",
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
    "setDefaultAction": "a button with a text of its own, and set_tip",
}
_PROPERTIES = {"toolTip": "set_tip", "whatsThis": "set_tip"}
_BOXES = {"about", "critical", "information", "question", "warning"}
"""Ways of QMessageBox, which PlainMessageBox inherits, to a box that Qt makes itself."""
_ROW = "addRow"
"""Qt makes a label of its own for a row's text."""
ALLOWED = {
    "app/ui/guide/page_view.py": {"QTextBrowser", "QTextEdit", "QTextDocument"},
    "app/ui/printing/drawing.py": {"QTextDocument"},
    "app/ui/connection/dialog.py": {_ROW},
    "app/ui/connection/password_dialog.py": {_ROW},
    "app/ui/preferences/own_defaults.py": {_ROW},
}
"""What a module may use: one shows what the program has brought along itself, and loads nothing else
(`loadResource` of its view), another writes with a cursor, which takes text for text. Rows have names of
the program's own fields."""

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
        elif isinstance(node, ast.Call):
            names = [*_of_call(node)]
        else:
            continue
        for name in set(names) - set(allowed):
            instead = (_CLASSES | _CALLS | _PROPERTIES).get(name, "PlainMessageBox itself, or PlainLabel")
            yield (
                node.lineno,
                f"{name} takes what looks like HTML for HTML: use {instead}, see {THE_ONE_PLACE}.",
            )
    for line in _bare_roles(nodes):
        yield line, f"a tooltip's text goes through plain_tip of {THE_ONE_PLACE}, in the branch of its role."


def _of_call(call: ast.Call) -> Iterator[str]:
    """Yields what a call does that names neither class nor setter: properties, rows, boxes of Qt's own."""
    yield from (one.arg for one in call.keywords if one.arg in _PROPERTIES)
    if not isinstance(call.func, ast.Attribute):
        return
    name, first = call.func.attr, call.args[0] if call.args else None
    if name == "setProperty" and isinstance(first, ast.Constant) and first.value in _PROPERTIES:
        yield str(first.value)
    elif name == _ROW and call.args[1:] and not _is_own_text(first):
        yield _ROW
    elif name in _BOXES and isinstance(call.func.value, ast.Name) and "MessageBox" in call.func.value.id:
        yield name


def _is_own_text(node: ast.expr | None) -> bool:
    """Returns True for a text in the code, also one to be translated, and for a name, which is a widget's."""
    if isinstance(node, ast.Call):
        of = node.func
        return isinstance(of, ast.Name) or (isinstance(of, ast.Attribute) and _is_own_text(of.value))
    return isinstance(node, ast.Constant | ast.Name)


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
