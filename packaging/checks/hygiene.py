"""What belongs into no repository: addresses of registries, lock files, paths of one machine."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from checks.project import Finding, Project, Report

_LOCK_FILES = {"uv.lock", "pylock.toml", "poetry.lock", "Pipfile.lock"}
_PATTERNS = (
    (
        re.compile(r"\b(?:pypi|pythonhosted|npmjs|crates|rubygems)\.(?:org|com|io|python\.org)\b"),
        "a package registry's address: pin versions in packaging/constraints.txt, name no registry.",
    ),
    (re.compile(r"(?<![\w.])/(?:home|Users|work)/(?!you\b|me\b)\w+/\w"), "a path of one machine."),
)


def registries_and_paths(project: Project) -> Report:
    """Checks every text file of the repository."""
    findings, count = [], 0
    for path in project.files:
        if PurePosixPath(path).name in _LOCK_FILES:
            findings.append(Finding(path, "a lock file carries addresses: pin in packaging/constraints.txt."))
        try:
            text = project.text(path)
        except UnicodeDecodeError:
            continue
        count += 1
        for pattern, sentence in _PATTERNS:
            findings += [
                Finding(path, sentence, text[: match.start()].count("\n") + 1)
                for match in pattern.finditer(text)
            ]
    return Report(f"addresses and paths: {count} text files, {len(findings)} findings", tuple(findings))
