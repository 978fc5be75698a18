"""What a page says and the project does not have is named, with the line it stands in."""

from __future__ import annotations

import argparse

import pytest
from checks import pages

from tests.project.checks.conftest import House


@pytest.fixture
def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser("contact-entry")
    made.add_argument("--home")
    commands = made.add_subparsers()
    commands.add_parser("submit").add_argument("--strict", action="store_true")
    profile = commands.add_parser("profile").add_subparsers()
    profile.add_parser("add").add_argument("--url")
    return made


def test_the_readme_ends_in_time(house: House) -> None:
    house.write("README.md", "\n" * 120)
    assert pages.readme(house.project).findings == ()
    house.write("README.md", "\n" * 121)
    assert pages.readme(house.project).findings


@pytest.mark.parametrize(
    "link",
    ["[a](more.md)", "[a](more.md#the-end)", "[a](../README.md)", "[a](#here)", "[a](https://example.com)"],
)
def test_a_link_that_leads_somewhere_passes(house: House, link: str) -> None:
    house.write("README.md", "# Read me\n")
    house.write("docs/more.md", "# The end\n")
    house.write("docs/page.md", f"# Here\n\n{link}\n")
    assert pages.links(house.project).findings == ()


@pytest.mark.parametrize("link", ["[a](gone.md)", "[a](more.md#the-middle)", "![a](gone.png)", "[a](#there)"])
def test_a_dead_link_is_named(house: House, link: str) -> None:
    house.write("docs/more.md", "# The end\n")
    house.write("docs/page.md", f"# Here\n\n{link}\n")
    (finding,) = pages.links(house.project).findings
    assert (finding.path, finding.line) == ("docs/page.md", 3)


def test_a_path_that_is_not_there_is_named_in_a_page_and_in_code(house: House) -> None:
    house.write("README.md", "`app/model/first.py`, `app/model/`, `app/*/first.py`\n")
    assert pages.paths(house.project).findings == ()
    house.write("README.md", "\n`app/model/gone.py`\n")
    house.write("app/model/first.py", '"""See app/model/lost.py."""\n')
    found = [str(finding) for finding in pages.paths(house.project).findings]
    assert found == [
        "README.md:2: names app/model/gone.py, which is not there.",
        "app/model/first.py:1: names app/model/lost.py, which is not there.",
    ]


def test_a_make_target_that_is_not_there_is_named(house: House) -> None:
    house.write("Makefile", "check: ## look\n\ttrue\n")
    house.write("README.md", "`make check`, and make sure of it.\n\n```sh\nmake coffee\n```\n")
    (finding,) = pages.make_targets(house.project).findings
    assert str(finding) == "README.md:4: names make coffee, which the Makefile does not have."


@pytest.mark.parametrize(("name", "known"), [("first", True), ("first.VALUE", True), ("first.GONE", False)])
def test_a_dotted_name_is_a_module_or_a_name_in_one(house: House, name: str, known: bool) -> None:
    house.write("app/service/second.py", f'"""Like `app.model.{name}`."""\n')
    assert (pages.names(house.project).findings == ()) is known


@pytest.mark.parametrize("name", ["VALUE", "run", "begun"])
def test_a_name_of_a_file_is_defined_there(house: House, name: str) -> None:
    house.write("app/model/first.py", "VALUE = 1\ndef run(self):\n    self.begun = 1\n")
    house.write("app/model/second.py", "from app.model.first import VALUE, run\n")
    house.write(
        "docs/page.md", f"`VALUE`, `{name}` of `app/model/first.py`; `{name}` in `app/model/first.py`"
    )
    assert pages.names_of_files(house.project).findings == ()
    house.write("docs/page.md", f"\n`{name}` of `app/model/second.py`")
    (finding,) = pages.names_of_files(house.project).findings
    assert str(finding) == f"docs/page.md:2: names {name} of app/model/second.py, where it is not defined."


def test_every_room_has_a_row(house: House) -> None:
    rows = "| `app/model/` | values |\n| `app/service/` | use cases |\n"
    house.write("docs/architecture.md", rows)
    (finding,) = pages.rooms(house.project).findings
    assert "app/commands/" in str(finding)
    house.write("docs/architecture.md", rows + "| `app/commands/` | commands |\n")
    assert pages.rooms(house.project).findings == ()


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("contact-entry submit FILE --strict --home DIR  # --anything", ""),
        ("contact-entry profile add Work --url https://crm.example.com", ""),
        ("apt-get remove -y contact-entry   # all of it", ""),
        ("contact-entry publish", "names contact-entry publish, which is no command."),
        ("contact-entry profile sell", "names contact-entry profile sell, which is no command."),
        ("contact-entry submit --url X", "names the option --url, which contact-entry submit does not take."),
        ("contact-entry --strict", "names the option --strict, which contact-entry does not take."),
    ],
)
def test_commands_and_options_are_those_of_the_parser(
    house: House, parser: argparse.ArgumentParser, line: str, sentence: str
) -> None:
    house.write("README.md", f"```sh\n{line}\n```\n")
    found = [finding.sentence for finding in pages.commands(house.project, parser).findings]
    assert found == ([sentence] if sentence else [])
