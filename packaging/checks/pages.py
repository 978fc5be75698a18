"""Whether what the pages say is there: links, paths, make targets, commands and their options, names."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from checks.project import Finding, Project, Report

README_LINES = 120
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_CODE = re.compile(r"`([^`\n]+)`")
_PATH = re.compile(r"(?<![\w./])(?:app|tests|packaging|docs|resources|\.github)/[\w./*{}-]*")
_MAKE = re.compile(r"\bmake ([a-z][a-z-]*)")
_NAME = re.compile(r"app(?:\.\w+)+")
_COMMAND = re.compile(r"\bcontact-entry ((?:[a-z][a-z-]*)(?: [a-z][a-z-]*)?)")
_OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")


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
    """Checks that every path of the repository that a page names exists."""
    findings, count = [], 0
    for page, number, line in _lines(project):
        for code in _CODE.findall(line):
            for path in _PATH.findall(code):
                if "*" in path or "{" in path or not path.strip("/"):
                    continue
                count += 1
                if not (project.root / path.rstrip("/.")).exists():
                    findings.append(Finding(page, f"names {path}, which is not there.", number))
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
    """Checks that every dotted name of app in pages and docstrings is a module, or a name in one."""
    findings, count = [], 0
    sources = [(path, project.text(path)) for path in (*_pages(project), *project.python_files("app"))]
    for path, text in sources:
        for match in re.finditer(r"`(app(?:\.\w+)+)`", text):
            count += 1
            if not _is_name(project, match[1]):
                line = text[: match.start()].count("\n") + 1
                findings.append(Finding(path, f"names {match[1]}, which is not there.", line))
    return Report(f"names of app named: {count}, {len(findings)} are not there", tuple(findings))


def commands(project: Project, parser: argparse.ArgumentParser) -> Report:
    """Checks that every command that a page names, and every option in such a line, is known."""
    known = dict(_commands(parser))
    options = {option for names in known.values() for option in names}
    findings, count = [], 0
    for page, number, line in _lines(project, code_only=True):
        for words in _COMMAND.findall(line):
            first = words.split()[0]
            count += 1
            if first not in known:
                findings.append(Finding(page, f"names contact-entry {first}, which is no command.", number))
        if "contact-entry" in line.split("#")[0] and "apt-get" not in line and "msiexec" not in line:
            findings += [
                Finding(page, f"names the option {option}, which is not known.", number)
                for option in _OPTION.findall(line.split("#")[0])
                if option not in options
            ]
    return Report(f"commands named: {count}, {len(findings)} findings", tuple(findings))


def _commands(parser: argparse.ArgumentParser, name: str = "") -> Iterator[tuple[str, set[str]]]:
    own = {option for action in parser._actions for option in action.option_strings}  # noqa: SLF001  # argparse tells no other way
    yield name, own
    for action in parser._actions:  # noqa: SLF001  # argparse tells no other way
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001  # argparse tells no other way
            for word, sub in action.choices.items():
                yield from _commands(sub, word)


def _is_name(project: Project, name: str) -> bool:
    if name in project.modules:
        return True
    module, _, attribute = name.rpartition(".")
    while module and module not in project.modules:
        module, _, attribute = module.rpartition(".")
    return bool(module) and re.search(rf"\b{attribute}\b", project.text(project.modules[module])) is not None


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
