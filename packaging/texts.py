"""``make texts``: takes the code's texts into the catalogues, and compiles these.

``--language CODE`` adds an empty catalogue first. What is left to translate is told at the end.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from checks import catalogues  # beside this file
from checks.project import Project  # beside this file

from app.translation.languages import ENGLISH, LANGUAGES  # the checkout's own


def main() -> int:
    """Writes the files anew. Returns 1 if something is left to translate."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--language", choices=[code for code in LANGUAGES if code != ENGLISH])
    language = options.parse_args().language
    project = Project(Path(__file__).parents[1])
    folder = project.root / catalogues.FOLDER
    if language and not (folder / f"{language}.po").exists():
        with (folder / f"{language}.po").open("wb") as file:
            write_po(file, Catalog(locale=language))
    for path, content in catalogues.made(project).items():
        (project.root / path).write_bytes(content)
    report = catalogues.are_whole(project)
    print(report.figure)
    print(*report.findings, sep="\n")
    return 1 if report.findings else 0


if __name__ == "__main__":
    sys.exit(main())
