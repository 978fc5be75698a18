"""Limits the size of a text, and decodes vCard files."""

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


def decode(data: bytes) -> str:
    """Decodes a vCard file: UTF-16 by its byte order mark, else UTF-8, else Windows-1252 of old programs."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
