"""The picture shows every floor and room of the contracts, from the top down, each name inside its box."""

from __future__ import annotations

from itertools import pairwise

from checks import picture
from defusedxml.ElementTree import fromstring

from tests.project.checks.conftest import House

SVG = "{http://www.w3.org/2000/svg}"


def test_floors_and_rooms_stand_in_the_order_of_the_contracts(house: House) -> None:
    texts = [node.text for node in fromstring(picture.draw(house.project)).iter(f"{SVG}text")]
    assert texts == ["commands", "ui", "window", "inputs", "service", "storage", "model"]


def test_boxes_of_one_row_do_not_overlap_and_stay_inside(house: House) -> None:
    drawing = fromstring(picture.draw(house.project))
    boxes = [
        (int(box.get("y", "")), int(box.get("x", "")), int(box.get("width", "")))
        for box in drawing.iter(f"{SVG}rect")
        if box.get("class") == "floor"
    ]
    rows = {y: sorted((x, width) for top, x, width in boxes if top == y) for y, _, _ in boxes}
    assert len(boxes) == 5
    assert len(rows) == 4
    for row in rows.values():
        assert all(left + width < right for (left, width), (right, _) in pairwise(row))
        assert row[0][0] == 16
        assert sum(row[-1]) == 944


def test_an_outdated_picture_is_named_with_what_to_do(house: House) -> None:
    (finding,) = picture.is_drawn(house.project).findings
    assert "run make docs" in finding.sentence
    house.write(picture.PICTURE, picture.draw(house.project))
    assert picture.is_drawn(house.project).findings == ()
    pyproject = (house.root / "pyproject.toml").read_text(encoding="utf-8")
    house.write("pyproject.toml", pyproject.replace('"inputs"', '"entries"'))
    assert picture.is_drawn(house.project).findings
