"""Makes text of bytes: in which encoding a file was written, where nothing in it says so."""

from __future__ import annotations

import re
from typing import Final

_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_SAMPLE: Final = 64 * 1024
_WESTERN: Final = "cp1252"
_WESTERN_PAGES: Final = (_WESTERN, "cp850", "mac_roman")
"""Windows, DOS (accounting programs still export so) and Mac; the first is taken where two would do."""
_LETTERS: Final = frozenset("æøåäöüéèêëáàâãíìîïóòôõúùûñçßÆØÅÄÖÜÉÈÊËÁÀÂÍÓÒÔÚÑÇ–—’“”€§°´«»\u00a0")
_LOOKED_AT: Final = 1024 * 1024
_MOSTLY: Final = 0.9
_CAPITAL_WITHIN: Final = re.compile(r"[a-zæøåäöü][ÆØÅÄÖÜÉÈ]|[A-ZÆØÅÄÖ][ÆØÅÄÖÜÉÈ][a-zæøåäöü]")
_MANY_TO_ONE: Final = 4


def decoded(data: bytes) -> str:
    """Returns the text of a file: by its mark, as UTF-8 or UTF-16, else by what its bytes look like."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if encoding := _wide_encoding(data):
        return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        encoding = _western(data) or _guessed(data)
        return data.decode(encoding, "replace")


def _wide_encoding(data: bytes) -> str:
    """Returns UTF-16's name for a text without a mark: every other byte of its letters is empty."""
    sample = data[:2000]
    if len(sample) < 4 or b"\x00" not in sample:
        return ""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 4 < len(sample):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _western(data: bytes) -> str:
    """Returns the encoding in which the bytes beyond ASCII are letters of Western Europe; empty for none.

    Each of them has its letters at other places: what is a letter in one is a sign in the others. A file in
    UTF-8 with a damaged letter, or the half of one at its end, remains one in UTF-8.
    """
    beyond = [one for one in data[:_LOOKED_AT] if one > 0x7F]
    known = data[:_LOOKED_AT].decode("utf-8", "replace")
    lost, letters = known.count("\ufffd"), sum(map(_LETTERS.__contains__, known))
    if letters > _MANY_TO_ONE * lost:
        return "utf-8"
    text = bytes(beyond)
    found = {one: sum(map(_LETTERS.__contains__, text.decode(one, "replace"))) for one in _WESTERN_PAGES}
    for one in found:  # no word has a capital behind a small letter: "FÜretag"
        found[one] -= len(_CAPITAL_WITHIN.findall(data[:_LOOKED_AT].decode(one, "replace")))
    best = max(found, key=lambda one: found[one])
    return best if found[best] >= _MOSTLY * len(beyond) else ""


def _guessed(data: bytes) -> str:
    """Returns the encoding that a library finds likely, Windows' Western one where it has no idea."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    # Short lists of names look like many code pages; users of this program have the Western one.
    if best is None or best.encoding.startswith(("cp125", "latin", "iso8859", "mac", "cp4", "cp8", "cp7")):
        return _WESTERN
    return best.encoding
