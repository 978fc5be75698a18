"""Limits the size of a text."""

from __future__ import annotations

MEGABYTE = 1_000_000
MOST_TEXT = MEGABYTE
MOST_PASTED = 10 * MEGABYTE


def why_refused(size: int, *, is_card: bool) -> str:
    """Returns a sentence if a text is too large to be read, else an empty string.

    `size` is in bytes of a file or in characters of a text. vCards may be larger, since they hold pictures.
    """
    most = MOST_PASTED if is_card else MOST_TEXT
    if size <= most:
        return ""
    what = "These cards are" if is_card else "This text is"
    advice = "Choose fewer cards." if is_card else "Copy only the signature and paste again."
    shown = f"{size / MEGABYTE:.1f}".removesuffix(".0")
    return f"{what} too large to be read: {shown} MB, and {most // MEGABYTE} MB is the most. {advice}"
