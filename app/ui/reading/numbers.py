"""Reads and shows numbers as people write them, in every locale.

A number is never guessed. ``1,234`` is a thousand and more to one half of the world and one and a bit to the
other, whatever the desktop's language is, so a decimal field asks which is meant. What only one habit can
have written is read at once: ``12,5``, ``1.234,56``, ``1,234.56``, ``1 234,5``, ``1'234``.

A currency beside the number is left out, since the field's label says which it is: ``12,5 €``,
``kr 1 234,50``, ``CHF 1'234.-``. An amount in brackets is negative, as spreadsheets write it. A percentage is
asked: 12.5 and 0.125 are both usual. No other unit is left out: ``12k`` is not 12.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation

from PySide6.QtCore import QLocale

from app.model.form.custom_field_values import DECIMAL_DIGITS, INT32_RANGE
from app.translation import _
from app.ui.reading.reading import MOST_CHARACTERS, Reading, in_locale_digits, plain, quoted

_APOSTROPHES = "'’ʼ"
_ARABIC_POINT, _ARABIC_GROUP = "٫", "٬"
# Three digits a group; or two but for the last, as in India.
_GROUPED = r"\d{{1,3}}(?:{g}\d{{3}})+|\d{{1,2}}(?:{g}\d{{2}})+{g}\d{{3}}"

# What stands before the digits, the number, what stands after; ``12,-`` is a price without cents.
_AMOUNT = re.compile(r"([^\d()]*)(\d(?:[^()]*\d)?)(?:[.,] ?[-\u2014]{1,2})?([^\d()+-]*)")
_IN_BRACKETS = re.compile(r"\( ?(\d[^()]*)\)")
_UNIT = re.compile(r"\d ?([^\W\d_]{1,12})\W?$")
# ISO 4217, and how people write them.
_CODES = """
    aed ars aud bgn brl cad chf clp cny cop czk dkk egp eur gbp hkd huf idr ils inr irr isk jpy krw mad mxn
    myr ngn nok nzd pen php pkr pln ron rsd rub sar sek sgd thb try twd uah usd vnd zar
    """
_WORDS = "euro kr zł zl kč kc ft lei lv руб р грн rs fr sfr tl rm rp r"
_CURRENCIES = frozenset(f"{_CODES} {_WORDS}".split())


def read_whole(text: str) -> Reading[int]:
    """Reads a whole number; its groups may stand as in the locale, or behind blanks or apostrophes.

    The range is Int32, which is what the server holds.
    """
    typed = plain(text)
    if not typed:
        return Reading()
    separators = "".join(_neutral_groups() | {_locale_group()})
    if found := _IN_BRACKETS.fullmatch(typed[: MOST_CHARACTERS + 1]):
        # Negative to an accountant, an aside to everybody else.
        inner = found[1].strip()
        if read_whole(inner).value is not None:
            return Reading(
                problem=_("{text} can be read in two ways. Write {inner} or -{inner}.").format(
                    text=quoted(text), inner=inner
                )
            )
    digits = _without_groups(_folded(_without_currency(typed)), separators)
    if len(typed) > MOST_CHARACTERS or re.fullmatch(r"[+-]?\d+", digits) is None:
        return Reading(
            problem=_("{text} is not a whole number. Write it in digits, for example 1234.").format(
                text=quoted(text)
            )
        )
    number = int(digits)
    if not INT32_RANGE[0] <= number <= INT32_RANGE[1]:
        low, high = map(_grouped, INT32_RANGE)
        problem = _("{text} is above {bound}, the most that fits here.")
        if number < 0:
            problem = _("{text} is below {bound}, the least that fits here.")
        return Reading(problem=problem.format(text=quoted(text), bound=low if number < 0 else high))
    return Reading(number)


def read_decimal(text: str) -> Reading[Decimal]:
    """Reads a decimal number; where two habits read it differently, the sentence names both readings."""
    typed = plain(text)
    if not typed:
        return Reading()
    found = _readings(typed) if len(typed) <= MOST_CHARACTERS else set()
    if not found:
        unit = _UNIT.search(typed)
        problem = _("{text} is not a number. Write it for example as {example}.")
        if unit:
            problem = _("{text} is not a number because of {unit}. Write it for example as {example}.")
        shown, example = quoted(unit[1]) if unit else "", number_text(Decimal("12.5"))
        return Reading(problem=problem.format(text=quoted(text), unit=shown, example=example))
    if len(found) > 1:
        small, large = sorted(found, key=abs)
        problem = _("{text} can be read in two ways. Write {large} or {small}.")
        if not re.search("[%٪]", typed):
            # ``1,2340`` alone would be a riddle.
            problem = _(
                "{text} can be read in two ways. Write {large} for thousands or {small} for a fraction."
            )
        large_text, small_text = number_text(large), number_text(small)
        return Reading(problem=problem.format(text=quoted(text), large=large_text, small=small_text))
    (number,) = found
    if not _fits(number):
        return Reading(
            problem=_("{text} has too many digits: {decimal_digits} fit here.").format(
                text=quoted(text), decimal_digits=DECIMAL_DIGITS
            )
        )
    return Reading(number)


def number_text(number: int | Decimal) -> str:
    """Writes a number in the locale's notation, without groups, so that it is read back as what it is."""
    if isinstance(number, int):
        return in_locale_digits(str(number))
    text = f"{number:f}"
    point = _locale_point()
    text = text.replace(".", point)
    if point in ".," and re.fullmatch(r"-?[1-9]\d{0,2}[.,]\d{3}", text):
        # With a fourth digit nobody takes it for thousands.
        text += "0"
    return in_locale_digits(text)


def _grouped(number: int) -> str:
    """Writes a large number so that its size is seen, and that it is read back."""
    return in_locale_digits(f"{number:,}".replace(",", "\N{NO-BREAK SPACE}"))


def _readings(typed: str) -> set[Decimal]:
    """Returns every number that the text can mean."""
    points = "." if _ARABIC_POINT in typed else ".,"  # it is a decimal sign and nothing else
    bare = re.sub(r" ?[%٪]$|^[%٪] ?", "", typed)
    folded = _folded(_without_currency(bare))
    found = {number for point in points if (number := _read_with_point(folded, point)) is not None}
    if bare == typed:
        return found
    return found | {number / 100 for number in found} if len(found) == 1 else set()


def _without_currency(typed: str) -> str:
    """Returns sign and number of an amount; the text as it is if it is none."""
    inner = typed[1:-1].strip() if typed.startswith("(") and typed.endswith(")") else typed
    found = _AMOUNT.fullmatch(inner)
    if found is None:
        return typed
    before, number, after = found.groups()
    sign = "-" if inner != typed else ""
    for one in "+-":
        if one in before:
            before, sign = before.replace(one, "", 1), sign + one
    # ``$.05``, but not ``kr.5``.
    if before.endswith((".", ",")) and not _is_currency(before.strip()):
        before, number = before[:-1], before[-1] + number
    if not all(not word.strip() or _is_currency(word.strip()) for word in (before, after)):
        return typed
    return sign + number if len(sign) < 2 else typed


def _is_currency(word: str) -> bool:
    if unicodedata.category(word[-1]) == "Sc":
        return len(word) == 1 or (len(word) <= 4 and word[:-1].isalpha())
    word = word.casefold()
    return word.rstrip(".") in _CURRENCIES or word == plain(QLocale().currencySymbol()).casefold()


def _read_with_point(text: str, point: str) -> Decimal | None:
    """Returns the number if `point` is the decimal sign; None if it cannot be."""
    group = "," if point == "." else "."
    whole, sign, fraction = text.partition(point)
    if sign and not fraction.isdecimal():
        return None
    digits = _without_groups(whole, "".join({group} | _neutral_groups()))
    if re.fullmatch(r"[+-]?\d+", digits) is None and not (sign and digits in ("", "+", "-")):
        return None
    try:
        return Decimal(f"{digits or '0'}.{fraction}" if sign else digits)
    except InvalidOperation:
        return None


def _without_groups(text: str, separators: str) -> str:
    """Returns the text without its group separators; as it is where they do not stand right."""
    bare = text.lstrip("+-")
    for separator in separators:
        if separator in bare and not bare.startswith("0"):
            if re.fullmatch(_GROUPED.format(g=re.escape(separator)), bare):
                return text[: len(text) - len(bare)] + bare.replace(separator, "")
            return text
    return text


def _folded(text: str) -> str:
    """Returns the text with one kind of apostrophe, and with the signs of Arabic as those of English."""
    text = text.replace(_ARABIC_GROUP, "'").replace(_ARABIC_POINT, ".")
    return re.sub(f"[{_APOSTROPHES}]", "'", re.sub(r"^([+-]) ", r"\1", text))


def _neutral_groups() -> set[str]:
    """Returns what separates groups and nothing else, everywhere."""
    return {" ", "'"}


def _locale_group() -> str:
    return _folded(plain(QLocale().groupSeparator()) or " ")


def _locale_point() -> str:
    return QLocale().decimalPoint()


def _fits(number: Decimal) -> bool:
    digits, exponent = number.as_tuple().digits, number.as_tuple().exponent
    return isinstance(exponent, int) and max(len(digits), -exponent) <= DECIMAL_DIGITS
