"""Forms of a text in which spellings of the same thing are equal, one for each kind of question.

They differ on purpose. `normalize` tells whether two texts are the same, so accents count: Ås is not As.
`normalize_for_search` finds what somebody types without accents. `normalize_for_store` is what is written
into the store, so that its result must never change. `ascii_letters` is how names stand in mailboxes.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from functools import cache

# Letters that Unicode does not take for a plain one with an accent.
_LETTERS = {"ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "ł": "l", "þ": "th"}
# How mailboxes and domains write letters with two of ASCII: Jürgen Søe is juergen.soee there.
_DIGRAPHS = str.maketrans({"ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ü": "ue"})

# Codecs of Python that nobody means who names an encoding; some take minutes for a long text.
_NO_CHARSETS = ("idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined")

# Full-width forms of ASCII, the full stops of Chinese and Japanese, and their blank.
_NARROW: dict[int, int | str] = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys((0x3002, 0xFF61), "."),
    **dict.fromkeys((0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " "),
    **dict.fromkeys((0x2010, 0x2011, 0x2212), "-"),
}
_HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def normalize(text: str) -> str:
    """Returns the text without case, superfluous spaces, and differences in how accents are composed."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def equal_ignoring_case(one: str, other: str) -> bool:
    """Returns True if two texts are the same to `normalize`."""
    return normalize(one) == normalize(other)


def normalize_for_search(text: str) -> str:
    """Returns the text without case, accents and superfluous spaces, for searching in long lists."""
    text = " ".join(text.casefold().split())
    return text if text.isascii() else text.translate(_without_accents())


def normalize_for_store(text: str) -> str:
    """Returns the text as it stands in the store's column for searching: without case, NFKC composed.

    It keeps spaces and lines as they are, unlike `normalize`: existing stores hold texts in this form, and
    what is searched for has to match them.
    """
    return unicodedata.normalize("NFKC", text).casefold()


def ascii_letters(text: str, *, digraphs: bool = False) -> str:
    """Returns nothing but the letters a to z and the digits of a text, as in mailboxes and domains.

    Letters beyond ASCII lose their marks; with `digraphs`, those that have a common spelling of two letters
    get it: ``ae`` for ä.
    """
    if digraphs:
        text = unicodedata.normalize("NFC", text).lower().translate(_DIGRAPHS)
    return re.sub(r"[^a-z0-9]", "", normalize_for_search(text))


def shortened(text: str, longest: int = 60) -> str:
    """Returns the text as a sentence quotes it: cut where it is long, with an ellipsis."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def file_name(text: str, longest: int) -> str:
    """Returns a text without what some system does not have in names of files; it may be empty."""
    known = (letter if letter.isalnum() or letter in " -_.,&()" else " " for letter in text)
    return " ".join("".join(known).split())[:longest].strip(" .")


def capitalized(text: str) -> str:
    """Returns a text with a capital first letter; unlike str.capitalize it leaves the other letters alone."""
    return text[:1].upper() + text[1:]


def displayable(text: str, longest: int) -> str:
    """Returns the text as a window or a terminal can show it: cut, each character that does harm there as �.

    These are control characters but for line breaks and tabs, half surrogates, which nothing can encode, and
    the characters that turn the direction of what follows, so that a name reads as another one.
    """
    return _HARMFUL.sub("\ufffd", shortened(text, longest).replace("\r\n", "\n").replace("\r", "\n"))


def _strip_accents(letter: str) -> str:
    parts = unicodedata.normalize("NFKD", letter)
    return "".join(part for part in parts if not unicodedata.combining(part))


# One table for the Latin letters, full-width ones too: ten thousand names take a few hundredths of a second.
_LATIN = (*range(0xC0, 0x250), *range(0x1E00, 0x1F00), *range(0xFF01, 0xFF5F))


@cache
def _without_accents() -> dict[int, str]:
    return {
        **{code: _strip_accents(chr(code)) for code in _LATIN},
        **dict.fromkeys(range(0x300, 0x370), ""),
        **{ord(letter): plain for letter, plain in _LETTERS.items()},
    }


def narrow(text: str) -> str:
    """Returns the text with full-width letters, special blanks and hyphens as in ASCII: ``＠`` is ``@``.

    For numbers, addresses and codes, which some keyboards and web pages write so.
    """
    return text if text.isascii() else text.translate(_NARROW)


def utf16_length(text: str) -> int:
    """Returns how many characters the text has as the server's columns count: UTF-16 units, two for an emoji.

    Lone halves of a pair count one each.
    """
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def first_utf16(text: str, count: int) -> str:
    """Returns the beginning of the text, `count` UTF-16 units long, as Qt counts."""
    return text.encode("utf-16-le", "surrogatepass")[: 2 * count].decode("utf-16-le", "surrogatepass")


def known_charset(name: str) -> str:
    """Returns an encoding that somebody has named, or UTF-8. Raises LookupError for what nobody means."""
    found = codecs.lookup(name or "utf-8").name
    if found in _NO_CHARSETS:
        raise LookupError(name)
    return found
