"""The catalogue in use: what a text of the code reads in the user's language.

It is chosen once, before any module with texts is imported, since many of these are constants; another
language therefore takes effect with the next start of the program.
"""

from __future__ import annotations

from app.translation.languages import ENGLISH, LANGUAGES

TYPE_CHECKING = False  # for the checker it is True; typing itself takes its time to load

if TYPE_CHECKING:
    from app.translation.compiled_catalogue import CompiledCatalogue

DOMAIN = "contact-entry"

_catalogue: CompiledCatalogue | None = None
_asked = ENGLISH
_language = ENGLISH
_problem = ""


def use_language(language: str) -> None:
    """Takes the texts of a language of `LANGUAGES` from now on; English if there is no usable catalogue.

    Never raises: `language_problem` tells what was wrong.
    """
    global _asked, _catalogue, _language, _problem  # noqa: PLW0603  # one language a process, as gettext has it
    _asked, _catalogue, _language, _problem = ENGLISH, None, ENGLISH, ""
    if language not in LANGUAGES:
        _problem = f"There is no language {language[:20]!r}."
        return
    _asked = language
    if language == ENGLISH:
        return
    # English needs none of it, and it takes its time to load.
    import resources
    from app.translation.compiled_catalogue import CompiledCatalogue

    name = catalogue_name(language)
    try:
        _catalogue = CompiledCatalogue(resources.data(name))
    except (OSError, ValueError) as error:
        _problem = f"The texts in {name} cannot be read ({type(error).__name__})."
        return
    _language = language


def catalogue_name(language: str) -> str:
    """Returns the name that `resources` knows the compiled catalogue of a language by."""
    return f"locale/{language}.mo"


def used_language() -> str:
    """Returns the code of the language whose texts are in use."""
    return _language


def asked_language() -> str:
    """Returns the code of the language that was asked for, which lists of the server come in."""
    return _asked


def language_problem() -> str:
    """Returns why the texts are English though another language was asked for, for the log; else empty."""
    return _problem


def _(text: str) -> str:
    """Returns a text in the user's language; itself where it has no translation."""
    return _catalogue.gettext(text) if _catalogue else text


def N_(text: str) -> str:  # noqa: N802  # gettext's own name for it
    """Marks a text for translation and returns it as it is: `_` translates it where it is shown."""
    return text


def ngettext(one: str, many: str, count: int) -> str:
    """Returns the form of a text that the user's language has for a number of things."""
    if _catalogue:
        return _catalogue.ngettext(one, many, count)
    return one if count == 1 else many


def pgettext(context: str, text: str) -> str:
    """Returns a text in the user's language where one English word has several meanings."""
    return _catalogue.pgettext(context, text) if _catalogue else text
