"""``make check``: the rules of the house, a line each, and a sentence for whatever breaks one.

``--draw`` writes what is made of other files anew instead: docs/floors.svg, templates of policies.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from checks import (
    catalogues,
    glossary,
    hygiene,
    libraries,
    marked_texts,
    outside_text,
    pages,
    picture,
    policies,
    rooms,
    shown_texts,
    sizes,
)  # beside this file
from checks.project import Project, Report  # beside this file

from app.commands.command_line.parser import build_parser  # the checkout's own


def reports(project: Project) -> list[Report]:
    """Runs every check."""
    plain = (
        *(sizes.folders, sizes.files, sizes.functions),
        *(rooms.known, rooms.directions, rooms.circles, rooms.tests_mirror),
        *(libraries.of_the_model, libraries.loaded_late),
        *(pages.readme, pages.links, pages.paths, pages.make_targets, pages.names),
        *(pages.names_of_files, pages.rooms),
        *(hygiene.registries_and_paths, picture.is_drawn, policies.are_made, outside_text.plain_everywhere),
        shown_texts.shown_as_text,
        *(marked_texts.are_marked, catalogues.are_made, catalogues.are_whole, glossary.is_kept),
    )
    return [*(check(project) for check in plain), pages.commands(project, build_parser())]


def main() -> int:
    """Prints what was checked, and every finding. Returns 1 if there is any."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--draw", action="store_true", help="write what is made of other files")
    project = Project(Path(__file__).parents[1])
    if options.parse_args().draw:
        for path, text in {picture.PICTURE: picture.draw(project), **policies.made(project)}.items():
            (project.root / path).parent.mkdir(exist_ok=True)
            (project.root / path).write_text(text, encoding="utf-8")
        return 0
    done = reports(project)
    for report in done:
        print(f"{'not ok' if report.findings else 'ok'}: {report.figure}")
    findings = [finding for report in done for finding in report.findings]
    print(*findings, sep="\n", file=sys.stderr)
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
