"""The bare e-mail address, phone number or web address in a text that is copied with its surroundings.

Mail programs copy ``Kari Nordmann <kari@fjell.no>``, browsers ``mailto:kari@fjell.no?subject=Hi`` (RFC 6068)
and ``tel:+47-22-33-44-55;ext=5`` (RFC 3966), chats ``[fjell.no](https://fjell.no)``, and Japanese keyboards
type ``kari＠fjell．no``. A text that is not plainly one value in such surroundings is returned as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import unquote

from app.model.carriers.common import Email, Phone, Url
from app.model.text_normalization import narrow
from app.model.visible_text import without_any_unseen

_LONGEST = 400
"""Longer text is no address in any notation, and is not looked at further."""
_LONGEST_LIST, _MOST_VALUES = 4_000, 50
_QUOTES = ('""', "''", "“”", "„“", "„”", "‘’", "‚‘", "«»", "»«", "‹›", "「」", "<>", "[]", "``")
_MARKDOWN = re.compile(r"\[[^\[\]]*\]\(\s*([^()\s]+)\s*\)")
_EMAIL = re.compile(r"[^\s@<>()\[\],;:\"]+@[^\s@<>()\[\],;:\"]+")
_NAMED = re.compile(r"[^<>\[\]]*[<\[]\s*(?:mailto:)?\s*([^<>\[\]\s]+)\s*[>\]]", re.IGNORECASE)
# ``Kari Nordmann (kari@fjell.no)``, as address books show it.
_IN_BRACKETS = re.compile(r"[^<>()@]*\(\s*([^\s()]+@[^\s()]+)\s*\)")
_COMMENTED = re.compile(r"(\S+@\S+)\s*\([^()@]*\)")
_CALL = re.compile(r"(?:tel|callto|phone|fax|smsto|sms|facetime(?:-audio)?):(?://)?", re.IGNORECASE)
_PHONE = re.compile(r"[+(]?[\d(][\d\s()./\-\u2010-\u2015]*\d\)?(?: ext\. \d+)?")
# The code of an area before a slash, and of its country: ``02351/111222``, ``+49 (0) 171 / 2223344``.
_CODE = re.compile(
    r"(?<![\d+])(?<!\d[\s().-])(?P<code>(?:\+|\(?00)[\d\s().-]{2,16}|\(?0[\d\s]{1,9}\)?)(?P<blank>\s*)/"
    r"(?=\s*(?P<behind>[1-9][\d\s().-]*))"
)
_OF_TRUNK = re.compile(r"\(\s*0\s*\)")
_WHOLE_CODE = re.compile(r"(?:\+|00)[1-9]\d{2,6}|0[1-9]\d{0,4}")
_FEWEST_BEHIND, _MOST_AT_HOME, _MOST_ABROAD, _LONGEST_CODE = 3, 12, 15, 6
_SCHEME = re.compile(r"\b[a-z-]+:(?://)?", re.IGNORECASE)
_URL = re.compile(r"(?:https?://)?[^\s/<>\"@:]+\.[^\s<>\"]+", re.IGNORECASE)


def bare_code(text: str) -> str:
    """Returns a number or code without quotes around it and in narrow letters."""
    if len(text) > _LONGEST:
        return text
    text = narrow(without_any_unseen(text)).strip()
    text = re.sub(r"^(?:>\s*)+(?=[^>]*$)", "", text)  # the mark of a quoted mail
    while len(text) > 2 and f"{text[0]}{text[-1]}" in _QUOTES and text[0] not in text[1:-1]:
        text = text[1:-1].strip()
    return text


def bare_email(text: str) -> str:
    """Returns the one e-mail address in a text; the text as it is where it is none or several."""
    if len(text) > _LONGEST:
        return text
    inner = bare_code(text).rstrip(",;")
    for form in (_MARKDOWN, _COMMENTED, _IN_BRACKETS, _NAMED):
        if found := form.fullmatch(inner):
            inner = bare_code(found[1])
            break
    inner = inner.partition("|")[0]  # ``<mailto:kari@fjell.no|kari@fjell.no>``, as chats copy a link
    if inner[:7].lower() == "mailto:":
        inner = unquote(inner[7:].partition("?")[0])
    return _if_whole(_EMAIL, inner.strip().removesuffix("."), text)


def bare_phone(text: str) -> str:
    """Returns the one phone number in a text, an extension behind ``ext.``; else the text as it is."""
    if len(text) > _LONGEST:
        return text
    inner = bare_code(text).rstrip(",;")
    if found := _MARKDOWN.fullmatch(inner):
        inner = found[1]
    inner = inner.partition("|")[0]
    if scheme := _CALL.match(inner):
        number, *parameters = unquote(inner[scheme.end() :].partition("?")[0]).split(";")
        given = dict(one.lower().split("=", 1) for one in parameters if "=" in one)
        context, extension = given.get("phone-context", ""), given.get("ext", "")
        inner = f"{context}{number}" if context.startswith("+") and not number.startswith("+") else number
        inner += f" ext. {extension}" if extension else ""
    digits = "".join(str(int(one)) if one.isdecimal() else one for one in inner.strip())
    return _if_whole(_PHONE, digits, text)


def bare_web_address(text: str) -> str:
    """Returns the one web address in a text; else the text as it is."""
    if len(text) > _LONGEST:
        return text
    inner = bare_code(text).rstrip(",;")
    if found := _MARKDOWN.fullmatch(inner) or _NAMED.fullmatch(inner):
        inner = found[1]
    inner = inner.partition("|")[0]
    return _if_whole(_URL, re.sub(r"^url:\s*", "", inner, flags=re.IGNORECASE).strip(), text)


def bare_form(carrier: type) -> Callable[[str], str]:
    """Returns the function of this module that reads what a field of that carrier holds."""
    return _OF_CARRIERS.get(carrier, bare_code)


def several_values(text: str, bare: Callable[[str], str]) -> tuple[str, ...]:
    """Returns the values of a list such as ``Kari <kari@fjell.no>; ola@fjell.no``; none where it is no list.

    `bare` is the function of this module that reads one of them.
    """
    form = _FORMS.get(bare)
    if form is None or len(text) > _LONGEST_LIST:
        return ()
    for separator in (r"[;\n]", r",", r"\s"):
        parts = [part.strip() for part in re.split(separator, text) if part.strip()]
        values = [bare(part) for part in parts]
        is_list = 2 <= len(values) <= _MOST_VALUES and all(form.fullmatch(value) for value in values)
        # Blanks stand inside a number, too, and a comma may be that of a short one.
        if is_list and (form is not _PHONE or all(sum(map(str.isdecimal, one)) > 4 for one in values)):
            return tuple(dict.fromkeys(values))
    return ()


def without_slashes(text: str, sign: str) -> str:
    """Returns phone numbers with another sign for the slash behind the code of an area, which parts no two.

    "22 33 44 55 / 66 77 88 99" are two numbers, and so are "0171 2223344 / 02351 111222".
    """

    def joined(match: re.Match[str]) -> str:
        code = re.sub(r"[^+\d]", "", _OF_TRUNK.sub("", match["code"]))
        behind = sum(map(str.isdecimal, match["behind"]))
        most = _MOST_AT_HOME + (len(code) == _LONGEST_CODE)
        most = _MOST_ABROAD + 2 if code.startswith(("+", "00")) else most
        is_one = _WHOLE_CODE.fullmatch(code) and behind >= _FEWEST_BEHIND and len(code) + behind <= most
        return f"{match['code']}{match['blank']}{sign}" if is_one else match[0]

    return _CODE.sub(joined, text) if "/" in text else text


def words_left_out(text: str, bare: str) -> str:
    """Returns the words, such as a name, that stood around `bare` in `text`; an empty text where none did."""
    rest = _SCHEME.sub("", bare_code(text).replace(bare, " "))
    return " ".join(re.sub(r"[^\w\s.,'-]+", " ", rest).split()).strip(" .,'-") if bare != text else ""


def _if_whole(form: re.Pattern[str], found: str, text: str) -> str:
    return found if form.fullmatch(found) else text


_FORMS: dict[Callable[[str], str], re.Pattern[str]] = {
    bare_email: _EMAIL,
    bare_phone: _PHONE,
    bare_web_address: _URL,
}
_OF_CARRIERS: dict[type, Callable[[str], str]] = {
    Email: bare_email,
    Phone: bare_phone,
    Url: bare_web_address,
}
