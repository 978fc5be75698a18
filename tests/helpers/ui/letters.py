"""The letters to press with Alt (&) of what is in view, in every language of the program."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterable, Iterator
from functools import cache

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QLabel, QTabBar, QWidget

import resources
from app.translation.catalogue import catalogue_name
from app.translation.languages import ENGLISH, LANGUAGES

_TAIL = re.compile(r":?(?: \*)?$")  # what a form's label has behind its name


def texts_in_view(window: QWidget) -> Iterator[str]:
    """What is in view and may have an underlined letter."""
    for widget in window.findChildren(QWidget):
        if not widget.isVisible():
            continue
        if isinstance(widget, QAbstractButton) or (isinstance(widget, QLabel) and widget.buddy() is not None):
            yield widget.text()
        elif isinstance(widget, QTabBar):
            yield from (widget.tabText(place) for place in range(widget.count()))


def letters(texts: Iterable[str]) -> dict[str, list[str]]:
    """The texts by their key: ``Alt+F``."""
    found: dict[str, list[str]] = {}
    for text in texts:
        if key := QKeySequence.mnemonic(text).toString():
            found.setdefault(key, []).append(text)
    return found


def clashes(texts: Iterable[str]) -> dict[str, dict[str, list[str]]]:
    """By language, the keys that mean two things, for texts that are in English now."""
    english = list(texts)
    found: dict[str, dict[str, list[str]]] = {}
    free_in_all = {f"Alt+{chr(code)}" for code in range(65, 91)}
    for language in LANGUAGES:
        shown = letters(_in(language, text) for text in english)
        free_in_all -= shown.keys()
        if doubled := {key: meant for key, meant in shown.items() if len(meant) > 1}:
            found[language] = doubled
    return {"free": {"in every language": sorted(free_in_all)}} | found if found else {}


def letter_of(text: str, language: str) -> str:
    """The key of a text that is in English now, in another language."""
    return QKeySequence.mnemonic(_in(language, text)).toString()


def _in(language: str, text: str) -> str:
    if language == ENGLISH:
        return text
    catalogue = _catalogue(language)
    # Custom fields and addresses are named by the server: they have no letter, and no translation.
    name = _TAIL.sub("", text)
    return next((told for one in (text, name, f"{name}:") if (told := catalogue.gettext(one)) != one), text)


def translations(language: str) -> Iterator[tuple[str, str]]:
    """Each text of the program in English and in a language, without letters to press."""
    texts = _catalogue(next(one for one in LANGUAGES if one != ENGLISH) if language == ENGLISH else language)
    for key, told in texts._catalog.items():  # type: ignore[attr-defined]  # there is no other list
        if english := (key if isinstance(key, str) else key[0]).rpartition("\4")[2]:
            pair = (english, english if language == ENGLISH else told)
            yield pair[0].replace("&", ""), pair[1].replace("&", "")


@cache
def _catalogue(language: str) -> gettext.GNUTranslations:
    with open(resources.path(catalogue_name(language)), "rb") as file:  # noqa: PTH123  # as the program does
        return gettext.GNUTranslations(file)
