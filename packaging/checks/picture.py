"""The picture of the floors: drawn from the import contracts, so that it cannot be out of date."""

from __future__ import annotations

from html import escape
from itertools import pairwise

from checks.project import Finding, Project, Report
from checks.rooms import Floors, floors_of

PICTURE = "docs/floors.svg"
_WIDTH, _MARGIN, _GAP = 960, 16, 12
_TITLE, _ROOM, _BOX_PADDING = 22, 24, 10
_STYLE = (
    "text{font-family:system-ui,sans-serif;fill:#1b2733}"
    ".floor{fill:#e8eef5;stroke:#5b7391}.room{fill:#fff;stroke:#8aa0b8}.title{font-weight:600}"
    "@media(prefers-color-scheme:dark){text{fill:#e6edf3}.floor{fill:#1f2a36;stroke:#7f97b2}"
    ".room{fill:#2b3947;stroke:#5b7391}}"
)


def draw(project: Project) -> str:
    """Returns the picture as SVG: a row a floor, a box a folder, in it its rooms from the top down."""
    floors = floors_of(project)
    house = next(one for one in floors if one.container == "app")
    rooms = {one.container: one for one in floors if one.container != "app"}
    body, top = [], _MARGIN
    for layer in house.layers:
        needs = [_need(package, rooms.get(package)) for package in layer]
        height = max(_height(rooms.get(package)) for package in layer)
        for package, (left, width) in zip(
            layer, _shared(needs, _MARGIN, _WIDTH - 2 * _MARGIN, _GAP), strict=True
        ):
            body += _box(left, top, width, height, "floor")
            body.append(_text(left + _BOX_PADDING, top + _TITLE - 4, package.removeprefix("app."), "title"))
            body += _rooms(rooms.get(package), left, top, width)
        top += height + _GAP
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {top + _MARGIN - _GAP}" role="img" '
        f'aria-label="The floors of app, from what is started at the top to the values at the bottom">'
    )
    return "\n".join([head, f"<style>{_STYLE}</style>", *body, "</svg>", ""])


def is_drawn(project: Project) -> Report:
    """Checks that the picture in the repository is the one that would be drawn now."""
    current = (project.root / PICTURE).is_file() and project.text(PICTURE) == draw(project)
    stale = Finding(PICTURE, "is not what the contracts say now: run make docs and commit it.")
    return Report(
        f"picture of the floors: {'as' if current else 'not as'} the contracts say",
        () if current else (stale,),
    )


def _height(rooms: Floors | None) -> int:
    rows = len(rooms.layers) if rooms else 0
    return _TITLE + rows * (_ROOM + 4) + _BOX_PADDING


def _need(package: str, rooms: Floors | None) -> int:
    """Returns how many letters wide a folder's widest row is, with the space around each box."""
    rows = [[room.rpartition(".")[2] for room in layer] for layer in (rooms.layers if rooms else ())]
    return max(sum(len(name) + 3 for name in row) for row in [*rows, [package]])


def _shared(needs: list[int], left: int, width: int, gap: int) -> list[tuple[int, int]]:
    """Shares a row's width out by need: the left edge and the width of each box."""
    inner = width - gap * (len(needs) - 1)
    edges = [sum(needs[:index]) * inner // sum(needs) for index in range(len(needs) + 1)]
    return [(left + start + index * gap, end - start) for index, (start, end) in enumerate(pairwise(edges))]


def _rooms(rooms: Floors | None, left: int, top: int, width: int) -> list[str]:
    body: list[str] = []
    inner = width - 2 * _BOX_PADDING
    for row, layer in enumerate(rooms.layers if rooms else ()):
        names = [room.rpartition(".")[2] for room in layer]
        y = top + _TITLE + row * (_ROOM + 4)
        boxes = _shared([len(name) + 3 for name in names], left + _BOX_PADDING, inner, 4)
        for name, (x, each) in zip(names, boxes, strict=True):
            body += _box(x, y, each, _ROOM, "room")
            body.append(_text(x + 8, y + 17, name, "", each - 14))
    return body


def _box(x: int, y: int, width: int, height: int, kind: str) -> list[str]:
    return [f'<rect class="{kind}" x="{x}" y="{y}" width="{width}" height="{height}" rx="5"/>']


def _text(x: int, y: int, text: str, kind: str, room: int = _WIDTH) -> str:
    size = min(14, int(14 * room / (len(text) * 8)))  # a letter is about 8 wide at 14
    return f'<text class="{kind}" x="{x}" y="{y}" style="font-size:{size}px">{escape(text)}</text>'
