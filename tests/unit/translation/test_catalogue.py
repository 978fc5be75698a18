"""The catalogue in use: another language, several forms, meanings, and catalogues that cannot be read."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

import resources
from app.translation import N_, _, ngettext, pgettext
from app.translation.catalogue import (
    asked_language,
    catalogue_name,
    language_problem,
    use_language,
    used_language,
)


@pytest.fixture(autouse=True)
def _english_afterwards() -> Iterator[None]:
    yield
    use_language("en")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of resources of the test's own."""
    (tmp_path / "locale").mkdir()
    monkeypatch.setattr(resources, "_FOLDER", tmp_path)
    return tmp_path


def _compiled() -> bytes:
    catalogue = Catalog(locale="nb")
    catalogue.add("Save {name}", "Lagre {name}")
    catalogue.add(("{count} company", "{count} companies"), ("{count} firma", "{count} firmaer"))
    catalogue.add("Contact", "Person", context="card")
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def test_english_is_as_it_stands_in_the_code() -> None:
    assert (_("Save {name}"), pgettext("card", "Contact"), N_("Later")) == ("Save {name}", "Contact", "Later")
    assert [ngettext("one", "many", count) for count in (0, 1, 2)] == ["many", "one", "many"]
    assert (used_language(), language_problem()) == ("en", "")


def test_a_catalogue_translates(folder: Path) -> None:
    (folder / catalogue_name("nb")).write_bytes(_compiled())
    use_language("nb")
    assert used_language() == "nb"
    assert _("Save {name}").format(name="{x} 100 %") == "Lagre {x} 100 %"
    assert ngettext("{count} company", "{count} companies", 2) == "{count} firmaer"
    assert (pgettext("card", "Contact"), pgettext("page", "Contact"), _("Unknown")) == (
        "Person",
        "Contact",
        "Unknown",
    )


@pytest.mark.parametrize("content", [None, b"", b"\xde\x12\x04\x95", b"no catalogue", _compiled()[:60]])
def test_a_catalogue_that_cannot_be_read_leaves_english_and_says_so(
    folder: Path, content: bytes | None
) -> None:
    if content is not None:
        (folder / catalogue_name("nb")).write_bytes(content)
    use_language("nb")
    assert (asked_language(), used_language(), _("Save {name}")) == ("nb", "en", "Save {name}")
    assert "locale/nb.mo cannot be read" in language_problem()


def test_a_language_nobody_knows_is_english() -> None:
    use_language("tlh")
    assert (used_language(), language_problem()) == ("en", "There is no language 'tlh'.")
