"""Every text that is kept as a code has a translation with the same places, in each catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from string import Formatter

import pytest

from app.translation import catalogue
from app.translation.catalogue import use_language
from app.translation.languages import ENGLISH, LANGUAGES
from app.translation.message import Message
from tests.helpers.data.message_codes import codes, texts


@pytest.fixture(params=[code for code in LANGUAGES if code != ENGLISH])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    use_language(request.param)
    yield request.param
    use_language(ENGLISH)


def _places(text: str) -> set[str | None]:
    return {name for _text, name, _form, _conversion in Formatter().parse(text)} - {None}


@pytest.mark.long
@pytest.mark.usefixtures("language")
def test_each_is_translated_with_its_places() -> None:
    known = catalogue._catalogue
    assert known is not None
    forms = {text: known._forms(text.encode()) for text in texts()}
    assert [text for text, told in forms.items() if not told] == []
    assert [text for text, told in forms.items() if any(_places(one) != _places(text) for one in told)] == []


@pytest.mark.usefixtures("language")
def test_a_brace_in_a_value_breaks_none_of_them() -> None:
    for text in texts():
        values = dict.fromkeys(_places(text) - {"count"}, "{x} %s")
        told = Message("code", text, **{str(name): value for name, value in values.items()}, count=2)
        assert told.count("{x} %s") >= len(values)


def test_there_are_as_many_as_the_program_has() -> None:
    assert len(texts()) > 150
    assert {"saved", "waiting", r"no_\w+"} <= codes()
