from __future__ import annotations

import json

import pytest

from app.model.plain_values import read_values
from app.model.release import Release, update_result

URL = "https://updates.example.com/newest.json"
PAGE = "https://updates.example.com/contact-entry"


@pytest.mark.parametrize(
    ("newest", "own", "newer"),
    [
        ("0.2.0", "0.1.0", True),
        ("0.10.0", "0.9.0", True),
        ("1.0.0", "1.0.0rc1", True),
        ("v1.1", "1.0.9", True),
        ("0.1.0", "0.1.0", False),
        ("0.1", "0.1.0", False),
        ("1.0.0rc1", "1.0.0", False),
    ],
)
def test_which_of_two_is_newer(newest: str, own: str, newer: bool) -> None:
    assert Release(version=newest).is_newer_than(own) is newer


@pytest.mark.parametrize("text", ['{"version": "soon"}', '{"version": 1}', "{}", "[]", "", '{"version": ""}'])
def test_an_answer_without_a_version_is_none(text: str) -> None:
    with pytest.raises((ValueError, TypeError)):
        read_values(Release, json.loads(text))


@pytest.mark.parametrize("page", ["http://updates.example.com", "file:///etc/passwd", "javascript:alert(1)"])
def test_a_page_that_should_not_be_opened_spoils_the_answer(page: str) -> None:
    with pytest.raises(ValueError):
        Release(version="1.0", url=page)


def test_a_newer_version_is_told_with_its_page() -> None:
    news = update_result(Release(version="1.3.0", url=PAGE), URL, "1.2.0")
    assert news.sentence == (
        "Version 1.3.0 of Contact Entry is out, says updates.example.com; this is 1.2.0. "
        "Nothing has been downloaded."
    )
    assert (news.page, news.is_newer) == (PAGE, True)


@pytest.mark.parametrize(
    ("newest", "sentence"),
    [
        ("1.2.0", "This is the newest version, 1.2.0, says updates.example.com."),
        ("1.2", "This is the newest version, 1.2.0, says updates.example.com."),
        ("1.1.0", "The newest version, says updates.example.com, is 1.1.0; this is 1.2.0."),
    ],
)
def test_no_page_is_offered_where_there_is_nothing_newer(newest: str, sentence: str) -> None:
    news = update_result(Release(version=newest, url=PAGE), URL, "1.2.0")
    assert (news.sentence, news.page, news.is_newer) == (sentence, "", False)
