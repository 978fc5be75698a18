"""Bytes of a card file to text: one bad byte, or an old program, costs no letter of the others."""

from __future__ import annotations

import codecs
import re

from app.model.text_normalization import known_charset

# A letter of several bytes that a program folded in the middle: lead byte, line break, blank, the rest.
_FOLD = rb"\r?\n[ \t](?=[\x80-\xbf])"
_CUT_LETTER = re.compile(
    rb"(?:(?<=[\xc2-\xf4])|(?<=[\xe0-\xf4][\x80-\xbf])|(?<=[\xf0-\xf4][\x80-\xbf]{2}))" + _FOLD
)
_CHARSET = re.compile(rb"^[^:]{0,200};CHARSET=\"?([\w.:-]{1,40})", re.IGNORECASE)
_MARKS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ENCODING_OF_MARK = dict(zip(_MARKS, ("utf-32", "utf-32", "utf-16", "utf-16"), strict=True))
# How much of a file tells whether every second byte is zero, as in UTF-16 of Latin letters.
_SAMPLE = 4_000


def decode(data: bytes) -> str:
    """Decodes a file: by its byte order mark, as UTF-16 without one, as UTF-8, line by line as older ones."""
    for mark in _MARKS:
        if data.startswith(mark):
            return data.decode(_ENCODING_OF_MARK[mark], errors="replace")
    if wide := _utf16_without_mark(data[:_SAMPLE]):
        return data.decode(wide, errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decode_lines(_CUT_LETTER.sub(b"", data.removeprefix(codecs.BOM_UTF8)))


def decode_named(data: bytes, encoding: str) -> str:
    """Decodes what names its encoding, whether it is right or wrong about it; half letters are left out."""
    for name in (encoding or "utf-8", "utf-8"):
        try:
            return data.decode(known_charset(name))
        except (UnicodeError, LookupError, ValueError):
            continue
    return _decode_line(data, knows_utf8=_is_mostly_utf8(data))


def _utf16_without_mark(head: bytes) -> str:
    """Returns the encoding of text whose every second byte is zero; empty for any other."""
    half = len(head) // 2
    if half < 4:  # fewer letters tell nothing
        return ""
    if head[0::2].count(0) > half * 0.6 and head[1::2].count(0) < half * 0.1:
        return "utf-16-be"
    return "utf-16-le" if head[1::2].count(0) > half * 0.6 and head[0::2].count(0) < half * 0.1 else ""


def _decode_lines(data: bytes) -> str:
    """Decodes a file in which not every line is UTF-8."""
    if b"CHARSET" not in data.upper() and data.decode("utf-8", errors="ignore").isascii():
        return _decode_line(data, knows_utf8=False)
    knows_utf8 = _is_mostly_utf8(data)
    named, lines = "", []
    for line in data.split(b"\n"):
        if line.isascii() and b";" not in line:
            named = named if line.startswith((b" ", b"\t")) else ""
            lines.append(line.decode("ascii"))
            continue
        if not line.startswith((b" ", b"\t")):
            found = _CHARSET.match(line)
            named = found[1].decode("ascii") if found else ""
        lines.append(_decode_old_line(line, named, knows_utf8=knows_utf8))
    return "\n".join(lines)


def _is_mostly_utf8(data: bytes) -> bool:
    read = data.decode("utf-8", errors="ignore")
    letters = len(read) - len(read.encode("ascii", errors="ignore"))
    return letters >= max(1, data.decode("utf-8", errors="replace").count("\ufffd"))


def _decode_old_line(line: bytes, named: str, *, knows_utf8: bool) -> str:
    for encoding in ("utf-8", named):
        try:
            return line.decode(known_charset(encoding))
        except (UnicodeError, LookupError, ValueError):
            continue
    return _decode_line(line, knows_utf8=knows_utf8)


def _decode_line(line: bytes, *, knows_utf8: bool) -> str:
    """Decodes a line of Windows-1252, or one of UTF-8 in which letters were cut, which are left out."""
    read = line.decode("utf-8", errors="ignore")
    if knows_utf8 and (not read.isascii() or re.search(rb"[\xc2\xc3](?![\x80-\xbf])", line)):
        return read
    return line.decode("cp1252", errors="replace").replace("\ufffd", "")
