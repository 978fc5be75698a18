"""Renders the icon from resources/icons into every form that the installers want, and the window's pictures.

Usage: ``python packaging/icons/render.py``, after a change of the drawings; what it writes is kept: beside it
what the installers take, in resources/icons what the window shows in any case. That is no drawing, since what
reads drawings takes a megabyte and a half, and two milliseconds of the start.
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

HERE: Final = Path(__file__).parent
DRAWINGS: Final = HERE.parents[1] / "resources" / "icons"
SMALL_DRAWINGS: Final = HERE / "drawings"
SCALES: Final = {1: "", 2: "@2x", 3: "@3x"}
"""How Qt finds the picture for a screen with more pixels."""
SIZES: Final = (16, 22, 24, 32, 48, 64, 128, 256, 512)
# The largest that Windows shows is 256; 1024 is the Dock's on a fine screen.
ICO_SIZES: Final = (16, 24, 32, 48, 64, 128, 256)
ICNS_TYPES: Final = {
    16: b"icp4",
    32: b"icp5",
    64: b"icp6",
    128: b"ic07",
    256: b"ic08",
    512: b"ic09",
    1024: b"ic10",
}


def png(size: int) -> bytes:
    """The icon at so many pixels; the smallest has a drawing of its own, laid out on its pixels."""
    return rendered(DRAWINGS / ("app-small.svg" if size == 16 else "app.svg"), size)


def rendered(drawing: Path, size: int) -> bytes:
    """A drawing as a PNG of so many pixels."""
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(drawing)).render(painter)
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the binding takes text, whatever its types say
    return bytes(content.data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """Windows' container, with PNGs in it (since Windows Vista)."""
    offset = 6 + 16 * len(pictures)
    directory = struct.pack("<HHH", 0, 1, len(pictures))
    for size, picture in pictures.items():
        side = size % 256  # 256 is written as 0
        directory += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(picture), offset)
        offset += len(picture)
    return directory + b"".join(pictures.values())


def icns(pictures: dict[bytes, bytes]) -> bytes:
    """macOS' container."""
    content = b"".join(
        kind + struct.pack(">I", 8 + len(picture)) + picture for kind, picture in pictures.items()
    )
    return b"icns" + struct.pack(">I", 8 + len(content)) + content


def main() -> None:
    for name, size in (("app-small", 16), ("app", 256)):
        (DRAWINGS / f"{name}.png").write_bytes(png(size))
    for drawing in SMALL_DRAWINGS.glob("*.svg"):
        for scale, ending in SCALES.items():
            size = scale * QSvgRenderer(str(drawing)).defaultSize().width()
            (DRAWINGS / f"{drawing.stem}{ending}.png").write_bytes(rendered(drawing, size))
    for size in SIZES:
        (HERE / f"contact-entry-{size}.png").write_bytes(png(size))
    (HERE / "contact-entry.ico").write_bytes(ico({size: png(size) for size in ICO_SIZES}))
    (HERE / "contact-entry.icns").write_bytes(icns({kind: png(size) for size, kind in ICNS_TYPES.items()}))


if __name__ == "__main__":
    main()
