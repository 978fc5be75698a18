"""What texts read in any of the program's languages, for what was written under another one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

import resources
from app.translation.catalogue import catalogue_name
from app.translation.compiled_catalogue import CompiledCatalogue
from app.translation.languages import ENGLISH, LANGUAGES


def readings(context: str, texts: Iterable[str]) -> Iterator[dict[str, str]]:
    """Yields what texts of a context (`pgettext`), or of none, read by the English ones, by language.

    English comes first; the others are read from their files, one when it is asked for. One whose file cannot
    be read is left out.
    """
    known = tuple(texts)
    yield {text: text for text in known}
    for language in LANGUAGES:
        if language != ENGLISH and (catalogue := _catalogue(language)) is not None:
            read = partial(catalogue.pgettext, context) if context else catalogue.gettext
            yield {text: read(text) for text in known}


def _catalogue(language: str) -> CompiledCatalogue | None:
    try:
        return CompiledCatalogue(resources.data(catalogue_name(language)))
    except (OSError, ValueError):
        return None
