"""What somebody sees of pasted HTML is read, line by line; nothing that it names is opened."""

from __future__ import annotations

import pytest

from app.recognition.values.html_text import text_of_html


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
        ("", ""),
    ],
)
def test_the_text_that_is_seen(html: str, text: str) -> None:
    assert text_of_html(html) == text


def test_of_a_page_without_end_the_beginning_is_read() -> None:
    assert text_of_html("<p>Kari</p>" + "<b>" * 2_000_000).startswith("Kari")
