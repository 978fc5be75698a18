"""A translation with another word than SuperOffice's is found, also where languages join words."""

from __future__ import annotations

import pytest
from checks import glossary

from tests.project.checks.conftest import House

WORDS = """\
[password]
de = ["kennwort", "kennwörter"]

["user name"]
de = ["benutzername"]

[user]
de = ["benutzer"]

[company]
de = ["firma", "firmen"]
not_in = ["company number"]  # the number of an official register

[save]
also = ["saved"]
de = ["speicher"]
"""


@pytest.fixture
def words(house: House) -> House:
    house.write(glossary.GLOSSARY, WORDS)
    return house


def findings(house: House, english: str, translated: str) -> list[str]:
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
    house.write("resources/locale/de.po", f'{header}msgid "{english}"\nmsgstr "{translated}"\n')
    return [finding.sentence for finding in glossary.is_kept(house.project).findings]


@pytest.mark.parametrize(
    ("english", "translated"),
    [
        ("&Password:", "Ihr Kenn&wort:"),
        ("Passwords are kept.", "Der Kennwortspeicher hat sie."),
        ("{count} companies are saved.", "{count} Firmen sind gespeichert."),
        ("The user name is empty.", "Der Benutzername ist leer."),
        ("A company number has digits.", "Eine Handelsregisternummer hat Ziffern."),
        ("{password} is wrong.", "{password} ist falsch."),
        ("--json has password=yes.", "--json hat password=yes."),
        ("See “contact-entry save”.", "Siehe „contact-entry save“."),
        ("A passwordless door.", "Eine Tür."),
        ("Password", ""),
    ],
)
def test_the_words_of_superoffice_pass(words: House, english: str, translated: str) -> None:
    assert findings(words, english, translated) == []


@pytest.mark.parametrize(
    ("english", "translated", "term"),
    [
        ("Type the password.", "Geben Sie das Passwort ein.", "password"),
        ("The user name is empty.", "Der Name des Benutzers ist leer.", "user name"),
        ("The user has a user name.", "Er hat einen Nutzernamen.", "user name"),
        ("Two Companies", "Zwei Unternehmen", "company"),
        ("This company has a company number.", "Sie hat eine Nummer.", "company"),
        ("It is Saved.", "Gesichert.", "save"),
    ],
)
def test_another_word_is_found(words: House, english: str, translated: str, term: str) -> None:
    assert f"“{english}” has “{term}”, its translation not" in findings(words, english, translated)[0]


def test_a_word_without_a_translation_is_found(words: House) -> None:
    words.write(glossary.GLOSSARY, '[password]\nnb = ["passord"]\n')
    assert findings(words, "Yes", "Ja") == ["“password” has no word for de."]
