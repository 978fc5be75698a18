"""A text for people that is not marked is found; what is for logs, servers and programmers is not."""

from __future__ import annotations

import pytest
from checks import marked_texts

from tests.project.checks.conftest import House


def findings_in(house: House, text: str, path: str = "app/model/first.py") -> list[str]:
    house.write(path, text)
    return list(map(str, marked_texts.are_marked(house.project).findings))


@pytest.mark.parametrize(
    "text",
    [
        "SENTENCE = 'Nothing was saved.'\n",
        "def told(name):\n    return f'“{name}” is not saved.'\n",
        "def told(name):\n    return f'{name} is not saved, since it is too long.'\n",
        "MANY = {1: 'Type a name first.'}\n",
        "raise ValueError('This is not a web address.')\n",
        "button.setText('Save')\n",
        "button.setText('&Save' if is_new else _('Send'))\n",
        "label.set_tip('show them all')\n",
        "view.setHeaderLabels(['Field', _('Value')])\n",
        "dialog.setText(_('{name} is new').format(name='Nobody is here.'))\n",
        "def answer():\n    yield 'Nothing was found.'\n",
        "FIELD = Field('Slogan', 'S&logan', Tab.MORE, length=60)\n",
    ],
)
def test_a_text_that_is_not_marked_is_found(house: House, text: str) -> None:
    (finding,) = findings_in(house, text)
    assert finding.startswith("app/model/first.py:")
    assert finding.endswith("is shown to people: mark it, _(…).")


@pytest.mark.parametrize(
    "text",
    [
        '"""A module that says what it does."""\n',
        "SENTENCE = _('Nothing was saved.')\n",
        "told = ngettext('One company is there.', '{count} companies are there.', 2)\n",
        "told = pgettext('ticked', 'Yes, it is.')\n",
        "log.info('The window is open.')\n",
        "self._log.warning('It could not be read.')\n",
        "raise TypeError('Another kind of application runs.')\n",
        "if text == 'Nothing was saved.':\n    pass\n",
        "value = values['Nothing was saved.']\n",
        "QUERY = 'SELECT name FROM entries WHERE id = ?'\n",
        "ROW = Row('proxy', _('Pro&xy:'), 'proxy_user')\n",
        "FIELD = Field('Slogan', _('S&logan'), Tab.MORE, length=60)\n",
        "PATTERN = r'(?:To|From)\\s+me.'\n",
        "button.setText('x1')\nbutton.setText('Ctrl+S')\nbutton.setText('…')\n",
        "NAME = 'ContactEntity'\n",
    ],
)
def test_what_is_marked_or_for_nobody_passes(house: House, text: str) -> None:
    assert findings_in(house, text) == []


def test_modules_that_nobody_is_shown_are_left_out(house: House) -> None:
    text = "SENTENCE = 'Nothing was saved.'\n"
    assert findings_in(house, text, "app/sandbox/wire/first.py") == []


def test_a_text_that_is_marked_within_an_f_string_is_found(house: House) -> None:
    (finding,) = findings_in(house, "def told(count):\n    return f\"{_('Rows left out')} ({count})\"\n")
    assert finding.endswith("A text that is marked in an f-string is not found: take it out.")
    assert not findings_in(house, "def told(state, count):\n    return f'{_(WORDS[state])}: {count}'\n")
