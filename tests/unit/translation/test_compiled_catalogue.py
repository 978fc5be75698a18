"""The reader of compiled catalogues says what the library's says, and refuses what is damaged."""

from __future__ import annotations

import io
from collections.abc import Iterable
from gettext import GNUTranslations

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from app.translation.compiled_catalogue import CompiledCatalogue

SINGLE = ("Save {name}", "Fjell", "a" * 300, "Contact", "1 %")
PLURAL = ("{count} company", "{count} companies")


def compiled(locale: str, forms: Iterable[str]) -> bytes:
    catalogue = Catalog(locale=locale)
    for text in SINGLE:
        catalogue.add(text, f"Ærø {text} 日本")
    catalogue.add(PLURAL, tuple(f"{{count}} {form}" for form in forms))
    catalogue.add("Contact", "Person", context="card")
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


@pytest.mark.parametrize(
    ("locale", "forms"), [("de", ("Firma", "Firmen")), ("pl", ("firma", "firmy", "firm")), ("ja", ("社",))]
)
def test_it_reads_what_the_library_reads(locale: str, forms: tuple[str, ...]) -> None:
    content = compiled(locale, forms)
    ours, theirs = CompiledCatalogue(content), GNUTranslations(io.BytesIO(content))
    for text in (*SINGLE, "unknown", ""):
        assert ours.gettext(text) == theirs.gettext(text)
        assert ours.pgettext("card", text) == theirs.pgettext("card", text)
    for count in range(30):
        assert ours.ngettext(*PLURAL, count) == theirs.ngettext(*PLURAL, count)
        assert ours.ngettext("one", "many", count) == theirs.ngettext("one", "many", count)


def test_a_catalogue_of_nothing_translates_nothing() -> None:
    empty = b"\xde\x12\x04\x95" + b"".join(number.to_bytes(4, "little") for number in (0, 0, 28, 28, 0, 28))
    assert CompiledCatalogue(empty).gettext("Fjell") == "Fjell"


def test_what_is_cut_off_anywhere_is_refused() -> None:
    content = compiled("nb", ("firma", "firmaer"))
    for length in range(len(content)):
        with pytest.raises(ValueError):  # what of it is missing differs
            CompiledCatalogue(content[:length])


def test_bytes_that_are_no_text_are_refused_at_once() -> None:
    content = compiled("nb", ("firma", "firmaer"))
    with pytest.raises(ValueError, match="utf-8"):
        CompiledCatalogue(content.replace("Ærø".encode(), b"\xff\xfe\xfd\xfc\xfb"))


def test_a_rule_that_cannot_be_read_is_refused() -> None:
    content = compiled("nb", ("firma", "firmaer")).replace(b"(n != 1)", b"(n != x)")
    with pytest.raises(ValueError, match="plural"):
        CompiledCatalogue(content)
