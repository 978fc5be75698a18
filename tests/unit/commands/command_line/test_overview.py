"""The overview says what the parser's own help would say, without the parser."""

from __future__ import annotations

import argparse

import pytest

from app.commands.command_line import overview as module
from app.commands.command_line.overview import overview
from app.commands.command_line.parser import build_parser


def test_it_has_the_words_of_the_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert overview().split() == argparse.ArgumentParser.format_help(build_parser()).split()
    assert build_parser().format_help() == overview()


@pytest.mark.parametrize("width", [1, 30, 60, 80, 200])
def test_lines_are_as_wide_as_the_terminal_where_words_allow_it(width: int) -> None:
    beside = overview(width).partition("options:")[2].partition("exit codes:")[0].splitlines()
    texts = [line[24:] for line in beside if line.startswith(" " * 24)]
    assert all(len(text) <= max(width - 26, 11) or " " not in text for text in texts)
    assert " ".join(overview(width).split()) == " ".join(overview(80).split())


@pytest.mark.parametrize(("columns", "width"), [("40", 40), ("0", 80), ("many", 80)])
def test_the_width_is_that_of_the_environment(
    monkeypatch: pytest.MonkeyPatch, columns: str, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setattr("sys.__stdout__", None)
    assert overview() == overview(width)


def test_it_is_in_the_users_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_", lambda text: f"<{text}>")
    told = overview(200)
    assert "<usage: >contact-entry" in told
    for text in (*module.COMMANDS.values(), *(text for _value, text in module.OPTIONS.values())):
        assert f"<{text}>" in told
    assert f"<{module.EXIT_CODES}>" in told
    assert f"<{module.DESCRIPTION}>" in told
