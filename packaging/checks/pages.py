"""What pages and docstrings speak of is there: links, paths, make targets, commands and options, names."""

from __future__ import annotations

import argparse
import ast
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from checks.project import Finding, Project, Report

README_LINES = 120
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_CODE = re.compile(r"`([^`\n]+)`")
_PATH = re.compile(r"(?<![\w./])(?:app|tests|packaging|docs|resources|\.github)/[\w./*{}-]*")
_FILE = re.compile(
    r"(?<![\w./{}])(?:app|tests|packaging|docs|resources)/[\w./-]+\.(?:md|py|sh|svg|toml|txt)\b"
)
"""A file as a docstring or a message names it, where a slash alone may mean anything."""
_MAKE = re.compile(r"\bmake ([a-z][a-z-]*)")
_OF_FILE = re.compile(r"((?:`[A-Za-z_]\w*`,? (?:and )?)+)(?:of|in) `(app/[\w./]+\.py)`")
"""Names as a page says where they are: `A`, `B` of that path."""
ARCHITECTURE = "docs/architecture.md"
_COMMAND = re.compile(r"(?<!-y )\bcontact-entry(?: +([^#|;&\n]+)|$)")
"""What the program is called with; ``apt-get remove -y contact-entry`` names the package."""


def readme(project: Project) -> Report:
    """Checks that the README is short enough to be read."""
    lines = project.text("README.md").count("\n")
    long = Finding(
        "README.md", f"{lines} lines, at most {README_LINES}: move what only some read into docs/."
    )
    return Report(f"README: {lines} lines (bound {README_LINES})", (long,) if lines > README_LINES else ())


def links(project: Project) -> Report:
    """Checks that every relative link leads to a file, and to a heading where it names one."""
    findings, count = [], 0
    for page, number, line in _lines(project):
        for target in _LINK.findall(line):
            if re.match(r"[a-z]+:", target):
                continue
            count += 1
            path, _, heading = target.partition("#")
            full = _joined(page, path) if path else page
            if not (project.root / full).exists():
                findings.append(Finding(page, f"the link to {target} leads nowhere.", number))
            elif heading and heading not in _headings(project, full):
                findings.append(Finding(page, f"{full} has no heading #{heading}.", number))
    return Report(f"links: {count}, {len(findings)} lead nowhere", tuple(findings))


def paths(project: Project) -> Report:
    """Checks that every path of the repository that a page names exists, and every file that code names."""
    findings, count = [], 0
    for page, number, line in _lines(project):
        for code in _CODE.findall(line):
            for path in _PATH.findall(code):
                if "*" in path or "{" in path or not path.strip("/"):
                    continue
                count += 1
                if not (project.root / path.rstrip("/.")).exists():
                    findings.append(Finding(page, f"names {path}, which is not there.", number))
    for source in (*project.python_files("app"), *project.python_files("packaging")):
        text = project.text(source)
        for match in _FILE.finditer(text):
            count += 1
            if not (project.root / match[0]).exists():
                number = text[: match.start()].count("\n") + 1
                findings.append(Finding(source, f"names {match[0]}, which is not there.", number))
    return Report(f"paths named: {count}, {len(findings)} are not there", tuple(findings))


def make_targets(project: Project) -> Report:
    """Checks that every make target that a page names is in the Makefile."""
    targets = set(re.findall(r"^([a-z][a-z-]*):", project.text("Makefile"), re.MULTILINE))
    findings, count = [], 0
    for page, number, line in _lines(project, code_only=True):
        for target in _MAKE.findall(line):
            count += 1
            if target not in targets:
                findings.append(
                    Finding(page, f"names make {target}, which the Makefile does not have.", number)
                )
    return Report(f"make targets named: {count}, {len(findings)} are not there", tuple(findings))


def names(project: Project) -> Report:
    """Checks that every dotted name of app in backticks, in pages and code, is a module or a name in one."""
    findings, count = [], 0
    for path in (*_pages(project), *project.python_files("app"), *project.python_files("packaging")):
        text = project.text(path)
        for match in re.finditer(r"`(app(?:\.\w+)+)`", text):
            count += 1
            if not _is_name(project, match[1]):
                line = text[: match.start()].count("\n") + 1
                findings.append(Finding(path, f"names {match[1]}, which is not there.", line))
    return Report(f"names of app named: {count}, {len(findings)} are not there", tuple(findings))


def names_of_files(project: Project) -> Report:
    """Checks that every name that a page places in a file is defined there, not only imported."""
    findings, count = [], 0
    for page, number, line in _lines(project):
        for quoted, path in _OF_FILE.findall(line):
            if not (project.root / path).exists():
                continue  # `paths` says so
            defined = _defined(project.tree(path), with_imports=False)
            for name in re.findall(r"\w+", quoted.replace("` and `", "` `")):
                count += 1
                if name not in defined:
                    findings.append(
                        Finding(page, f"names {name} of {path}, where it is not defined.", number)
                    )
    return Report(f"names of files: {count}, {len(findings)} are not there", tuple(findings))


def rooms(project: Project) -> Report:
    """Checks that the architecture page has a row for each folder of the program."""
    text = project.text(ARCHITECTURE)
    folders = {str(PurePosixPath(path).parent) for path in project.python_files("app")} - {"app"}
    missing = sorted(folder for folder in folders if f"| `{folder}/` |" not in text)
    findings = tuple(
        Finding(ARCHITECTURE, f"has no row that says what is in {folder}/.") for folder in missing
    )
    return Report(f"rooms: {len(folders)}, {len(findings)} without a row", findings)


def commands(project: Project, parser: argparse.ArgumentParser) -> Report:
    """Checks that every command that a page names is known, and takes the options it is named with."""
    findings, count = [], 0
    for page, number, line in _lines(project, code_only=True):
        for arguments in _COMMAND.findall(line):
            count += 1
            findings += [Finding(page, sentence, number) for sentence in _unknown(parser, arguments.split())]
    return Report(f"commands named: {count}, {len(findings)} findings", tuple(findings))


def _unknown(parser: argparse.ArgumentParser, words: list[str]) -> Iterator[str]:
    """Goes down the parsers along the words of a command line, and yields what they do not know."""
    options, subcommands = _takes(parser)
    for word in words:
        option = word.partition("=")[0]
        if option.startswith("--") and option not in options:
            yield f"names the option {option}, which {parser.prog} does not take."
        elif word in subcommands:
            parser = subcommands[word]
            more, subcommands = _takes(parser)
            options |= more
        elif subcommands and re.fullmatch("[a-z][a-z-]*", word):
            yield f"names {parser.prog} {word}, which is no command."
            return


def _takes(parser: argparse.ArgumentParser) -> tuple[set[str], dict[str, argparse.ArgumentParser]]:
    options: set[str] = set()
    subcommands: dict[str, argparse.ArgumentParser] = {}
    for action in parser._actions:  # noqa: SLF001  # argparse tells no other way
        options.update(action.option_strings)
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001  # argparse tells no other way
            subcommands.update(action.choices)
    return options, subcommands


def _is_name(project: Project, name: str) -> bool:
    if name in project.modules:
        return True
    module, _, rest = name.rpartition(".")
    attributes = [rest]
    while module and module not in project.modules:
        module, _, rest = module.rpartition(".")
        attributes.insert(0, rest)
    return bool(module) and attributes[0] in _defined(project.tree(project.modules[module]))


def _defined(tree: ast.Module, *, with_imports: bool = True) -> set[str]:
    """Returns the names that a module defines, assigns or, `with_imports`, imports."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            names.add(node.attr)
        elif with_imports and isinstance(node, ast.Import | ast.ImportFrom):
            names.update(alias.asname or alias.name for alias in node.names)
    return names


def _pages(project: Project) -> tuple[str, ...]:
    return tuple(path for path in project.files if path.endswith(".md") and path != "CHANGELOG.md")


def _lines(project: Project, *, code_only: bool = False) -> Iterator[tuple[str, int, str]]:
    """Yields page, line number and line; with `code_only` only what stands in code, block or inline."""
    for page in _pages(project):
        in_block = False
        for number, line in enumerate(project.text(page).splitlines(), 1):
            if line.lstrip().startswith("```"):
                in_block = not in_block
            elif not code_only or in_block:
                yield page, number, line
            else:
                for code in _CODE.findall(line):
                    yield page, number, code


def _headings(project: Project, page: str) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", project.text(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title).strip().lower().replace(" ", "-") for title in titles}


def _joined(page: str, path: str) -> str:
    parts: list[str] = []
    for part in (*PurePosixPath(page).parent.parts, *PurePosixPath(path).parts):
        if part == "..":
            parts = parts[:-1]
        elif part != ".":
            parts.append(part)
    return "/".join(parts)
