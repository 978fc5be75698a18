"""A catalogue that is not as the code says, or not whole, is found and says what to do."""

from __future__ import annotations

import pytest
from checks import catalogues

from tests.project.checks.conftest import House

CODE = """\
first = _("Save {name}")
second = ngettext("{count} company", "{count} companies", 3)
third = pgettext("card", "Contact")
"""
TRANSLATED = {"Save {name}": "Lagre {name}", "Contact": "Person"}
FORMS = 'msgstr[0] "{count} firma"\nmsgstr[1] "{count} firmaer"'


@pytest.fixture
def translated(house: House) -> House:
    """A project with one language, translated and compiled."""
    house.write("app/model/first.py", CODE)
    house.write("resources/locale/nb.po", 'msgid ""\nmsgstr "Language: nb\\n"\n')
    write(house)
    text = house.project.text("resources/locale/nb.po")
    for source, translation in TRANSLATED.items():
        text = text.replace(f'msgid "{source}"\nmsgstr ""', f'msgid "{source}"\nmsgstr "{translation}"')
    house.write("resources/locale/nb.po", text.replace('msgstr[0] ""\nmsgstr[1] ""', FORMS))
    write(house)
    return house


def write(house: House) -> None:
    for path, content in catalogues.made(house.project).items():
        (house.root / path).parent.mkdir(parents=True, exist_ok=True)
        (house.root / path).write_bytes(content)


def change(house: House, old: str, new: str, path: str = "resources/locale/nb.po") -> None:
    text = house.project.text(path)
    assert old in text
    house.write(path, text.replace(old, new))


def test_a_whole_catalogue_passes(translated: House) -> None:
    assert catalogues.are_whole(translated.project).findings == ()
    assert catalogues.are_made(translated.project).findings == ()
    template = translated.project.text(catalogues.TEMPLATE)
    assert 'msgctxt "card"' in template
    assert "#: app/model/first.py\n" in template


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ("Lagre {name}", "", "is not translated."),
        ("{count} firmaer", "", "is not translated."),
        ("Lagre {name}", "Lagre {navn}", "has name to be put in, its translation navn."),
        ("Lagre {name}", "Lagre", "has name to be put in, its translation nothing."),
        ("Lagre {name}", "Lagre {name", "has name to be put in, its translation what cannot be read."),
        ("{count} firmaer", "{antall} firmaer", "has count to be put in, its translation antall."),
        ("Lagre {name}", "&Lagre {name}", "has no letter to press (&), its translation has one."),
        ("Lagre {name}", "Lagre “{name}”", "quotes with “”, its language with «»."),
        ("Lagre {name}", "Lagre {name} ", "begins or ends with a space"),
        ('#, python-brace-format\nmsgid "Save', '#, fuzzy, python-brace-format\nmsgid "Save', "(fuzzy)."),
    ],
)
def test_a_translation_that_is_not_whole_is_found(translated: House, old: str, new: str, wrong: str) -> None:
    change(translated, old, new)
    (finding,) = map(str, catalogues.are_whole(translated.project).findings)
    assert wrong in finding


def test_a_new_text_of_the_code_is_missed_in_every_file(translated: House) -> None:
    change(translated, "Save {name}", "Keep {name}", "app/model/first.py")
    findings = [finding.path for finding in catalogues.are_made(translated.project).findings]
    assert findings == [catalogues.TEMPLATE, "resources/locale/nb.po", "resources/locale/nb.mo"]


def test_a_translation_that_was_not_compiled_is_found(translated: House) -> None:
    change(translated, "Lagre {name}", "Gjem {name}")
    findings = [finding.path for finding in catalogues.are_made(translated.project).findings]
    assert findings == ["resources/locale/nb.mo"]


def test_who_is_addressed_as_a_friend_is_found(house: House) -> None:
    house.write("app/model/first.py", 'first = _("You may")\n')
    house.write(
        "resources/locale/de.po",
        'msgid ""\nmsgstr "Language: de\\n"\n\nmsgid "You may"\nmsgstr "Du darfst"\n',
    )
    (finding,) = map(str, catalogues.are_whole(house.project).findings)
    assert "addresses people otherwise than the web client: “Du”" in finding
