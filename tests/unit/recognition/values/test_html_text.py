"""What somebody sees of pasted HTML is read, line by line; nothing that it names is opened."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.recognition.values.html_text import attributes, text_of_html


@pytest.mark.parametrize(
    ("html", "text"),
    [
        (
            "<p>Kari Nordmann<br>Daglig leder</p><div>Fjell &amp; Vidde AS</div>",
            "Kari Nordmann\nDaglig leder\n\nFjell & Vidde AS",
        ),
        ("Kari\n   Nordmann<br/>x", "Kari Nordmann\nx"),
        (
            "<table><tr><td>Mobil:</td><td>+47 911 00 234</td></tr><tr><td>Web</td></tr></table>",
            "Mobil: +47 911 00 234\n\nWeb",
        ),
        ("<head><title>No</title><style>p {}</style></head><body>Yes</body>", "Yes"),
        ("<head><style>p {}</style><body>Yes", "Yes"),
        ("<script>alert('<p>no')</script>Yes<style>@import url(x);</style>", "Yes"),
        ("a &lt;b&gt; c&nbsp;d", "a <b> c d"),
        ("<p>one</p><p></p><p></p><p>two</p>", "one\n\ntwo"),
        ('<img src="//host/share/x.png" alt="no">Yes<link rel="stylesheet" href="x">', "Yes"),
        ("<b>unclosed <i>tags", "unclosed tags"),
        ("a < b, 5<6, 1<é>2, </>3", "a < b, 5<6, 1<é>2, 3"),
        ('<p title="a>b" class=\'c>d\' lang = "e>f">Yes', "Yes"),
        ('<p title="a>Yes', "Yes"),
        ("Yes<p title='never closed", "Yes"),
        ("Yes<!-- never > closed", "Yes"),
        ("<!--><!---><!-- no -- > no -->Yes<![if !x]>, yes<![endif]><?no?><!no></ no>", "Yes, yes"),
        ("<style/>Yes<script src='x'/>, <STYLE>no</stylish></STYLE >yes", "Yes, yes"),
        ("a<p/>b<hr />c<p></p>d", "a\nb\nc\n\nd"),
        ("<script>no </scrip> never closed", ""),
        ("a&#10;b &amp;lt; c", "a b &lt; c"),
        ("", ""),
    ],
)
def test_the_text_that_is_seen(html: str, text: str) -> None:
    assert text_of_html(html) == text


@pytest.mark.long
def test_of_a_page_without_end_the_beginning_is_read() -> None:
    assert text_of_html("<p>Kari</p>" + "<b>" * 2_000_000).startswith("Kari")


@pytest.mark.parametrize(
    "piece",
    ["a<b ", "<", "</", "<!--", "<a b=", "<a b='c> ", "<a b=\"c>' ", "<script>", "&a", "<p>", "<td>x"],
)
def test_no_text_takes_long(piece: str) -> None:
    """50,000 characters of the first took Python's own reader half a minute."""
    began = time.thread_time()
    text_of_html(piece * (50_000 // len(piece)))
    assert time.thread_time() - began < 0.5


@given(
    st.lists(st.sampled_from([*"<>/!-='\" ab&;\n", "<p", "</p>", "<!--", "-->", "<script", "<td "])).map(
        "".join
    )
)
def test_every_text_is_read_to_its_end(html: str) -> None:
    assert text_of_html(html + "'\">-->'\"></script>-->'\"><body><p>the end").endswith("the end")


def test_the_attributes_of_a_tag() -> None:
    more = """ HREF="a?b&amp;c" href='no' lang = nb ss:Index='3' disabled a/b=c' d="" e"""
    assert attributes(more) == {
        "href": "a?b&c",
        "lang": "nb",
        "ss:index": "3",
        "disabled": "",
        "a": "",
        "b": "c'",
        "d": "",
        "e": "",
    }
