"""Hangul, composed with ibus in the program on a real X screen; ``test_real_hangul.py`` starts this.

Usage, in a D-Bus session of its own: ``python -m tests.end2end.real_hangul HOME PICTURES SCENARIO …``, as
``tests.end2end.real_keys`` has it. The keys are those of the Korean keyboard with two sets: what is typed as
"gksrmf" is 한글, of which 한 is written once 글 has begun.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtGui import QAction

from app.model.carriers.lists import Choice
from app.storage.sqlite.drafts import Drafts
from tests.end2end.real_keys import CATEGORY, Hands, work
from tests.helpers.ui.window import wait_until

ENGINE = "/usr/libexec/ibus-engine-hangul"
HAN, GEUL, GA = "gks", "rmf", "rk"
_PATIENCE_S = 20
_TRIES = 50


def wait_for_open(hands: Hands, text: str) -> None:
    """Waits until `text` is what is being composed, underlined and in no value yet."""
    wait_until(lambda: (hands.typist.focused.property("openComposition") or "") == text)


def compose_hangul(hands: Hands, path: str) -> None:
    """Composes 한글 in a field; 글 is still open."""
    hands.go_to(path)
    hands.type(HAN + GEUL)
    wait_for_open(hands, "글")


def press_tab(hands: Hands) -> None:
    """Leaves the name. The input method commits first, and only then gives the key back to the program."""
    hands.key("Tab")
    hands.expect_at("Department")


def expect_new(hands: Hands) -> None:
    """The next company is empty, and what is composed next is all that it has."""
    hands.expect("Name", None)
    hands.go_to("Name")
    wait_for_open(hands, "")
    hands.type(GA)
    wait_for_open(hands, "가")
    assert hands.typist.program.entry.is_blank
    press_tab(hands)
    hands.expect("Name", "가")


def drafted_forms(hands: Hands) -> list[dict[str, Any]]:
    store = hands.typist.program.store
    assert store is not None
    return [draft.form for draft in Drafts(store).all()]


def expect_drafts(hands: Hands, *names: str) -> None:
    """Waits until these are the drafts on disk; AssertionError with those that are there instead."""
    try:
        wait_until(lambda: {form.get("Name") for form in drafted_forms(hands)} == set(names))
    except AssertionError as never:
        raise AssertionError(f"the drafts are {drafted_forms(hands)}, not {names}") from never


def syllables(hands: Hands) -> None:
    """What is open is in no value and no draft; Backspace takes back one letter of it; Tab commits it."""
    hands.go_to("Name")
    hands.type(HAN)
    wait_for_open(hands, "한")
    assert hands.form.value().get("Name") is None
    hands.type(GEUL)
    wait_for_open(hands, "글")
    expect_drafts(hands, "한")
    assert hands.form.value()["Name"] == "한"
    hands.key("BackSpace")
    wait_for_open(hands, "그")
    hands.type("f")
    wait_for_open(hands, "글")
    press_tab(hands)
    hands.expect("Name", "한글")
    expect_drafts(hands, "한글")


def save(hands: Hands) -> None:
    hands.go_to("CustomFields.SuperOffice:1")
    hands.type("1234")
    # Keys take a turn through the input method, in which the focus would have gone on.
    wait_until(lambda: hands.form.value().get("CustomFields", {}).get("SuperOffice:1") == "1234")
    compose_hangul(hands, "Name")
    hands.key("ctrl+Return")
    hands.typist.wait_for_outcome("Saved as number")
    assert hands.saved_names() == ["한글"]
    expect_new(hands)


def new(hands: Hands) -> None:
    compose_hangul(hands, "Name")
    hands.key("ctrl+n")
    expect_new(hands)
    expect_drafts(hands, "한글", "가")


def spoken(hands: Hands) -> None:
    """A command that comes neither by a key nor by a click, as from a screen reader, commits as well."""
    compose_hangul(hands, "Name")
    hands.typist.find(QAction, "action.new").trigger()
    expect_new(hands)
    expect_drafts(hands, "한글", "가")


def page(hands: Hands) -> None:
    compose_hangul(hands, "Name")
    hands.key("ctrl+2")
    wait_until(lambda: hands.typist.place != "Name")
    hands.expect("Name", "한글")
    compose_hangul(hands, "Name")
    hands.key("ctrl+2")
    wait_until(lambda: hands.typist.place != "Name")
    hands.expect("Name", "한글한글")


def person(hands: Hands) -> None:
    """A command that adds a person: each keeps what was composed in it."""
    compose_hangul(hands, "Persons[0].Firstname")
    hands.key("ctrl+shift+p")
    hands.expect_at("Persons[1].Firstname")
    hands.type(GA)
    wait_for_open(hands, "가")
    hands.key("ctrl+shift+p")
    hands.expect_at("Persons[2].Firstname")
    names = [one.get("Firstname") for one in hands.form.value()["Persons"]]
    assert names == ["한글", "가"]


def undo(hands: Hands) -> None:
    """Ctrl+Z while something is open takes back all that was composed without a pause, and nothing more."""
    hands.go_to("Department")
    hands.type("1")
    hands.expect("Department", "1")
    compose_hangul(hands, "Name")
    hands.key("ctrl+z")
    hands.expect("Name", None)
    assert hands.form.value()["Department"] == "1"


def mouse(hands: Hands) -> None:
    compose_hangul(hands, "Name")
    other = hands.form.parts_by_path["Department"]
    target = other.mapToGlobal(other.rect().center())
    hands.xdotool("mousemove", "--sync", str(target.x()), str(target.y()), "click", "1")
    hands.expect_at("Department")
    hands.expect("Name", "한글")
    hands.expect("Department", None)


def choice(hands: Hands) -> None:
    """A list is searched by what is open, and Enter takes the entry."""
    combo = hands.combo(CATEGORY)
    combo.set_choices([Choice(4, "서울"), Choice(7, "한글 회사")])
    hands.go_to(CATEGORY)
    before = hands.form.value().get(CATEGORY)
    hands.key("ctrl+a")
    hands.type(HAN)
    wait_for_open(hands, "한")
    wait_until(lambda: combo.is_open)
    assert hands.form.value().get(CATEGORY) == before
    hands.type(GEUL)
    wait_for_open(hands, "글")
    assert combo.is_open
    hands.key("Return")
    hands.expect(CATEGORY, {"Id": 7})
    assert combo.currentText() == "한글 회사"


SCENARIOS: dict[str, Callable[[Hands], None]] = {
    scenario.__name__: scenario
    for scenario in (syllables, save, new, spoken, page, person, undo, mouse, choice)
}


@contextmanager
def input_method() -> Iterator[None]:
    """ibus without its own windows, composing Hangul in every field of this screen."""
    # The address needs no file: a socket's path must be short, a test's folder is not.
    command = ["ibus-daemon", "--panel=disable", "--emoji-extension=disable", "--address=unix:tmpdir=/tmp"]
    choose = ["ibus", "engine", "hangul"]
    with subprocess.Popen(command) as daemon:
        try:
            for _try in range(_TRIES):
                chosen = subprocess.run(choose, capture_output=True, timeout=_PATIENCE_S, check=False)
                if chosen.returncode == 0:
                    break
            assert chosen.returncode == 0, chosen.stderr.decode()
            yield
        finally:
            daemon.terminate()


if __name__ == "__main__":
    with input_method():
        sys.exit(work(SCENARIOS, *sys.argv[1:]))
