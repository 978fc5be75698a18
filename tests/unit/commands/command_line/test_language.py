"""The language of a command line, known before it is parsed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.commands.command_line.language import use_language_of
from app.translation.catalogue import asked_language, use_language


@pytest.fixture(autouse=True)
def _english_afterwards(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv("CONTACT_ENTRY_LANGUAGE", raising=False)
    yield
    use_language("en")


@pytest.mark.parametrize(
    ("argv", "language"),
    [
        (["--language", "de", "submit", "x"], "de"),
        (["--language=sv", "--help"], "sv"),
        (["--language", "de", "--language", "da"], "da"),
        (["--language"], "nl"),
        (["profile", "add", "Work", "--language", "nb"], "nl"),
        (["--language", "de", "--profile", "Work", "--sandbox", "submit", "--language", "nb"], "nb"),
        (["profile", "--language", "nb", "add", "Work", "--language", "de"], "nb"),
        (["outbox", "list", "--language", "nb"], "nb"),
        (["profile", "list", "--language=nb"], "nb"),
        (["self-test", "--language", "nb"], "nb"),
        (["submit", "--", "--language", "nb"], "nl"),
        (["import", "fair.csv", "--language", "nb"], "nb"),
        (["--language", "de", "import", "fair.csv", "--language=sv"], "sv"),
        (["--language="], "nl"),
        ([], "nl"),
    ],
)
def test_the_language_is_taken_before_the_parser_is_built(
    tmp_path: Path, argv: list[str], language: str
) -> None:
    (tmp_path / "settings.json").write_text('{"language": "nl"}')
    use_language_of(["--home", str(tmp_path), *argv])
    assert asked_language() == language
