"""A file in the wrong room, an import upwards, a circle, and a test that mirrors nothing are named."""

from __future__ import annotations

import pytest
from checks import rooms

from tests.project.checks.conftest import House


def test_a_small_house_is_well(house: House) -> None:
    for check in (rooms.known, rooms.directions, rooms.circles, rooms.tests_mirror):
        assert check(house.project).findings == ()


def test_a_folder_without_a_contract_has_no_place(house: House) -> None:
    house.write("app/helpers/any.py", "")
    house.write("app/ui/window/main.py", "")
    house.write("app/ui/extras/more.py", "")
    report = rooms.known(house.project)
    assert [finding.path for finding in report.findings] == ["app/helpers", "app/ui/extras"]


@pytest.mark.parametrize(
    ("path", "imports", "sentence"),
    [
        ("app/model/first.py", "from app.service.first import VALUE", "which is above app.model"),
        ("app/model/first.py", "import app.service.first", "which is above app.model"),
        ("app/service/first.py", "from app.storage import rows", "which is beside app.service"),
        ("app/model/first.py", "def f():\n    from app.service import first", "which is above app.model"),
        ("app/ui/inputs/text.py", "from app.ui.window.main import Window", "which is above app.ui.inputs"),
    ],
)
def test_an_import_that_goes_up_or_sideways_is_named(
    house: House, path: str, imports: str, sentence: str
) -> None:
    house.write("app/storage/rows.py", "")
    house.write("app/ui/window/main.py", "class Window: ...\n")
    house.write(path, imports + "\n")
    (finding,) = rooms.directions(house.project).findings
    assert finding.path == path
    assert sentence in finding.sentence
    assert "a folder imports what stands below it" in finding.sentence


def test_an_import_downwards_passes(house: House) -> None:
    house.write(
        "app/ui/window/main.py", "from app.model.first import VALUE\nfrom app.service import second\n"
    )
    assert rooms.directions(house.project).findings == ()


def test_a_circle_counts_also_where_it_is_for_typing_only(house: House) -> None:
    house.write("app/model/first.py", "from app.model.second import VALUE\n")
    house.write(
        "app/model/second.py",
        "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    from app.model.first import VALUE\n",
    )
    (finding,) = rooms.circles(house.project).findings
    assert "app.model.first" in finding.sentence
    assert "app.model.second" in finding.sentence


@pytest.mark.parametrize(
    "test",
    [
        "tests/unit/model/test_first_at_midnight.py",
        "tests/unit/model/test_model.py",
        "tests/gui/window/test_main.py",
        "tests/gui/window/test_main_keys.py",
    ],
)
def test_a_test_is_named_for_a_module_an_aspect_of_it_or_its_folder(house: House, test: str) -> None:
    house.write("app/model/__init__.py", "")
    house.write("app/ui/window/main.py", "")
    house.write("tests/unit/ui/window/test_main.py", "")
    house.write(test, "")
    assert rooms.tests_mirror(house.project).findings == ()


def test_a_test_that_mirrors_no_module_is_named(house: House) -> None:
    house.write("tests/unit/model/test_everything.py", "")
    (finding,) = rooms.tests_mirror(house.project).findings
    assert str(finding).startswith("tests/unit/model/test_everything.py: names no module of app/.")


def test_a_module_without_a_test_is_named(house: House) -> None:
    house.write("app/model/fourth.py", "")
    (finding,) = rooms.tests_mirror(house.project).findings
    assert str(finding) == "app/model/fourth.py: has no test of its name: tests/unit/model/test_fourth.py."


def test_a_widget_without_a_test_is_sent_to_the_rooms_of_the_real_window(house: House) -> None:
    house.write("app/ui/window/main.py", "")
    (finding,) = rooms.tests_mirror(house.project).findings
    assert finding.sentence == "has no test of its name: tests/gui/window/test_main.py."


def test_the_longest_name_of_a_module_counts(house: House) -> None:
    house.write("app/model/first_of_all.py", "")
    house.write("tests/unit/model/test_first_of_all_twice.py", "")
    assert rooms.tests_mirror(house.project).findings == ()
