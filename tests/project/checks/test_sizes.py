"""Folders, files and functions that outgrow their bounds are named."""

from __future__ import annotations

from checks import sizes

from tests.project.checks.conftest import House


def _function(lines: int, name: str = "f") -> str:
    return f"def {name}() -> None:\n" + "    print()\n" * (lines - 1)


def test_a_small_house_is_well(house: House) -> None:
    for check in (sizes.folders, sizes.files, sizes.functions):
        assert check(house.project).findings == ()


def test_a_folder_holds_twelve_modules_and_not_thirteen(house: House) -> None:
    house.write("app/model/__init__.py", "")
    for number in range(9):
        house.write(f"app/model/more_{number}.py", "")
    assert sizes.folders(house.project).findings == ()
    house.write("app/model/thirteenth.py", "")
    (finding,) = sizes.folders(house.project).findings
    assert str(finding).startswith("app/model: 13 modules in one folder, at most 12")


def test_a_folder_of_two_modules_is_no_room(house: House) -> None:
    house.write("app/storage/one.py", "")
    house.write("app/storage/two.py", "")
    (finding,) = sizes.folders(house.project).findings
    assert str(finding).startswith("app/storage: 2 modules in a folder, at least 3")


def test_files_of_app_and_of_tests_have_a_bound_each(house: House) -> None:
    house.write("app/model/first.py", "\n" * 350)
    house.write("tests/unit/model/test_first.py", "\n" * 400)
    assert sizes.files(house.project).findings == ()
    house.write("app/model/first.py", "\n" * 351)
    house.write("tests/unit/model/test_first.py", "\n" * 401)
    found = [(finding.path, finding.sentence[:9]) for finding in sizes.files(house.project).findings]
    assert found == [("app/model/first.py", "351 lines"), ("tests/unit/model/test_first.py", "401 lines")]


def test_a_function_of_51_lines_is_named_with_its_line(house: House) -> None:
    house.write(
        "app/model/first.py", "\n" + _function(51) + "".join(_function(2, f"g{n}") for n in range(20))
    )
    (finding,) = sizes.functions(house.project).findings
    assert str(finding) == "app/model/first.py:2: f is 51 lines long, at most 50: split it."


def test_nine_in_ten_functions_are_short(house: House) -> None:
    house.write("app/model/first.py", "".join(_function(2, f"g{n}") for n in range(8)))
    house.write("app/model/second.py", _function(26, "a") + _function(26, "b"))
    report = sizes.functions(house.project)
    assert [finding.path for finding in report.findings] == ["app"]
    assert "nine in ten of app have at most 26 lines (bound 25), the longest 26" in report.figure
