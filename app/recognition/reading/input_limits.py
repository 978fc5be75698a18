"""What may come in: how large a text may be, and in which encodings files are read."""

from __future__ import annotations

MEGABYTE = 1_000_000
MOST_TEXT = MEGABYTE
MOST_PASTED = 10 * MEGABYTE


def refusal(size: int, *, is_card: bool) -> str:
    """A sentence where a text is too large to be read; `size` in bytes, or in characters of a text at hand.

    Cards may be larger than other text, since they carry pictures.
    """
    most = MOST_PASTED if is_card else MOST_TEXT
    if size <= most:
        return ""
    what = "These cards are" if is_card else "This text is"
    advice = "Choose fewer cards." if is_card else "Copy only the signature and paste again."
    shown = f"{size / MEGABYTE:.1f}".removesuffix(".0")
    return f"{what} too large to be read: {shown} MB, and {most // MEGABYTE} MB is the most. {advice}"


def decode(data: bytes) -> str:
    """The text of a vCard file: UTF-8 or UTF-16 as it is marked, else what old programs wrote on Windows."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
