"""The catalogues of translations: made from the code's texts, whole, and compiled as they stand.

A catalogue is `resources/locale/LANGUAGE.po` with its compiled `.mo` beside it. Whether every text of the
code can be translated at all is looked at by `checks.marked_texts`.
"""

from __future__ import annotations

import io
import re
import string
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from checks.project import Finding, Project, Report

from app.translation.catalogue import DOMAIN
from app.translation.languages import ENGLISH, LANGUAGES

FOLDER: Final = "resources/locale"
TEMPLATE: Final = f"{FOLDER}/{DOMAIN}.pot"
_KEYWORDS: Final[dict[str, tuple[int | tuple[int, str], ...] | None]] = {
    "_": None,
    "N_": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
_MARKED: Final = re.compile(rf"(?<!\w)({'|'.join(_KEYWORDS)})\s*\(")
_COMMENT_TAG: Final = "Translators:"
# Else every update would change it, and nobody asks when.
_MADE: Final = datetime(2026, 1, 1, tzinfo=UTC)
_HEADER: Final = f"# Texts of Contact Entry, by “make texts”. Each file of {FOLDER} is for one language."
_WIDTH: Final = 110
_QUOTES: Final = {"nb": "«»", "sv": "”", "da": "»«", "de": "„“", "nl": "“”"}
_FAMILIAR: Final = {
    "de": re.compile(
        r"\b(du|dich|dir|dein\w*|hast|bist|kannst|musst|darfst|lass|verwende|wähle|gib)\b", re.IGNORECASE
    ),
    "nl": re.compile(r"\b(je|jij|jou|jouw)\b", re.IGNORECASE),
}
"""How nobody is addressed who is addressed as the web client does (docs/translating.md)."""


def template(project: Project) -> Catalog:
    """Returns all texts that the code marks, without translations."""
    catalogue = Catalog(project="Contact Entry", header_comment=_HEADER, creation_date=_MADE, fuzzy=False)
    for path in project.python_files("app"):
        if not _MARKED.search(project.text(path)):
            continue  # taking it apart takes longer than all else here
        source = io.BytesIO(project.text(path).encode())
        for _line, text, comments, context in extract(
            "python", source, keywords=_KEYWORDS, comment_tags=(_COMMENT_TAG,), strip_comment_tags=True
        ):
            catalogue.add(text, locations=[(path, 0)], auto_comments=comments, context=context)
    return catalogue


def made(project: Project) -> dict[str, bytes]:
    """Returns the content of every file that is made of the code's texts and of the translations, by path."""
    texts = template(project)
    files = {TEMPLATE: _po(texts)}
    for language in languages_of(project):
        catalogue = catalogue_of(project, language)
        catalogue.update(texts, no_fuzzy_matching=True, update_header_comment=True)
        catalogue.revision_date = _MADE
        files[f"{FOLDER}/{language}.po"] = _po(catalogue)
        file = io.BytesIO()
        write_mo(file, catalogue)
        files[f"{FOLDER}/{language}.mo"] = file.getvalue()
    return files


def are_made(project: Project) -> Report:
    """Checks that template, catalogues and compiled catalogues are what ``make texts`` makes of the code."""
    files = made(project)
    findings = tuple(
        Finding(path, "is not what the code's texts say now: run make texts, translate, commit.")
        for path, content in files.items()
        if not (project.root / path).is_file() or (project.root / path).read_bytes() != content
    )
    return Report(f"catalogues: {len(files)} files, {len(findings)} not as the code says", findings)


def are_whole(project: Project) -> Report:
    """Checks that nothing is untranslated or doubtful, and that translations keep what is put into them."""
    findings = []
    for language in languages_of(project):
        for message in catalogue_of(project, language):
            if message.id and (wrong := _wrong(message) or _not_in_its_voice(message, language)):
                told = " ".join(forms_of(message.id)[0].split())[:60]
                findings.append(Finding(f"{FOLDER}/{language}.po", f"“{told}” {wrong}"))
    languages = ", ".join(languages_of(project)) or "none"
    return Report(f"translations: {languages}; {len(findings)} that are not whole", tuple(findings))


def _wrong(message: Message) -> str:
    translated = forms_of(message.string or "")
    if not all(translated):
        return "is not translated."
    if message.fuzzy:
        return "is marked as doubtful (fuzzy)."
    places = [_places(form) for form in forms_of(message.id)]
    for form in translated:
        # One of several forms may leave the number out: “a company”.
        if _places(form) not in places:
            return f"has {_listed(places[-1])} to be put in, its translation {_listed(_places(form))}."
        if _mnemonics(form) > max(map(_mnemonics, forms_of(message.id)), default=0):
            return "has no letter to press (&), its translation has one."
    if _margins(forms_of(message.id)[0]) != _margins(translated[0]):
        return "begins or ends with a space, its translation does not, or the other way round."
    return ""


def _not_in_its_voice(message: Message, language: str) -> str:
    for form in forms_of(message.string or ""):
        strange = "".join(sorted(set(re.findall("[«»“”„‟‘]", form)) - set(_QUOTES.get(language, form))))
        if strange:
            return f"quotes with {strange}, its language with {_QUOTES[language]}."
        if language in _FAMILIAR and (found := _FAMILIAR[language].search(form)):
            return f"addresses people otherwise than the web client: “{found.group()}”."
    return ""


def forms_of(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """Returns the forms of a text or of its translation: one, or one each for one and for several things."""
    return (text,) if isinstance(text, str) else tuple(text)


def _margins(text: str) -> tuple[bool, bool]:
    return text[:1].isspace(), text[-1:].isspace()


def _places(text: str) -> frozenset[str]:
    try:
        parsed = string.Formatter().parse(text)
        return frozenset(name for _text, name, _form, _kind in parsed if name is not None)
    except ValueError:
        return frozenset(("what cannot be read",))


def _listed(places: frozenset[str]) -> str:
    return ", ".join(sorted(places)) or "nothing"


def _mnemonics(text: str) -> int:
    return len(re.findall(r"&[^\s&]", text.replace("&&", "")))


def languages_of(project: Project) -> Iterator[str]:
    """Returns the codes of the languages that there are catalogues of."""
    return (
        code for code in LANGUAGES if code != ENGLISH and (project.root / FOLDER / f"{code}.po").is_file()
    )


def catalogue_of(project: Project, language: str) -> Catalog:
    """Returns the translations of a language, as its file says now."""
    with (project.root / FOLDER / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN, ignore_obsolete=True)


def _po(catalogue: Catalog) -> bytes:
    file = io.BytesIO()
    write_po(file, catalogue, width=_WIDTH, include_lineno=False, ignore_obsolete=True, sort_by_file=True)
    return file.getvalue()
