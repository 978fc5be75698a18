"""Theme of the application, for light and dark desktops."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import asdict, dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QTabWidget, QWidget

import resources


@dataclass(frozen=True, eq=False, repr=False)
class Colours:
    """The colours that the style sheet names, each as #rrggbb."""

    window: str
    card: str
    field: str
    text: str
    muted: str
    border: str
    primary: str
    primaryHover: str  # noqa: N815  # the names stand in the style sheet, spelled as Qt spells
    onPrimary: str  # noqa: N815  # see above
    soft: str
    link: str
    error: str
    errorSoft: str  # noqa: N815  # see above
    warning: str
    warningSoft: str  # noqa: N815  # see above
    good: str
    goodSoft: str  # noqa: N815  # see above


# Text on its background has a contrast of at least 4.5 : 1 (WCAG 2.1, 1.4.3).
LIGHT = Colours(
    window="#eef1f0",
    card="#ffffff",
    field="#ffffff",
    text="#1b211f",
    muted="#5a6663",
    border="#cdd5d3",
    primary="#0a5e55",
    primaryHover="#0d7368",
    onPrimary="#ffffff",
    soft="#d1e5e3",
    link="#1f5fa8",
    error="#b3261e",
    errorSoft="#fdecea",
    warning="#855300",
    warningSoft="#fff4dd",
    good="#1e7d4f",
    goodSoft="#e5f5ec",
)
DARK = Colours(
    window="#151918",
    card="#1e2423",
    field="#262d2b",
    text="#e7ecea",
    muted="#9fadaa",
    border="#414c49",
    primary="#5cc0b2",
    primaryHover="#76d0c3",
    onPrimary="#06231f",
    soft="#24413d",
    link="#8ab8ef",
    error="#ff9d94",
    errorSoft="#3d2220",
    warning="#f0c36d",
    warningSoft="#3a2f18",
    good="#79d3a2",
    goodSoft="#1d3528",
)


def colours() -> Colours:
    """Returns the colours in use."""
    window = QGuiApplication.palette().color(QPalette.ColorRole.Window)
    return DARK if window.lightness() < 128 else LIGHT


USUAL_TEXT_SIZE = 100
LINE, NAME_LINE = 20, 28
"""How high a line is in the style sheet: of an input, and of that for the company's name."""


@dataclass(frozen=True)
class Look:
    """How the windows look; `text_size` is in per cent of the usual one.

    `theme` is "light", "dark" or empty for the desktop's, `density` "compact" or empty.
    """

    theme: str = ""
    text_size: int = USUAL_TEXT_SIZE
    density: str = ""


class Theme(QObject):
    """Styles the application and follows the desktop when it turns dark or light.

    Font and colours are there at once, the style sheet from `apply` on: under a style sheet a widget is
    styled anew with each parent it is given, which doubles the time that a window takes to build.
    """

    def __init__(self, app: QApplication, look: Look = Look(), *, is_fusion: bool = False) -> None:
        """Sets font and colours, and all but the style sheet where the application is not in Fusion yet."""
        super().__init__(app)
        self._app = app
        self._look = look
        self._is_dark = self._is_applied = False
        if not is_fusion:
            app.setStyle("Fusion")
            self.set_icon()
        self._set_font()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_color_scheme_changed)
        self._on_color_scheme_changed()

    @property
    def look(self) -> Look:
        """How the windows look now."""
        return self._look

    def set_icon(self) -> None:
        """Sets the icon of the windows, which takes a while to draw."""
        self._app.setWindowIcon(app_icon())

    def _on_color_scheme_changed(self) -> None:
        is_dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        self.apply_colors(dark=self._look.theme == "dark" if self._look.theme else is_dark)

    def _set_font(self) -> None:
        font = self._app.font()
        font.setPointSizeF(_POINTS * self._look.text_size / 100)
        self._app.setFont(font)

    def apply(self) -> None:
        """Sets the style sheet; call it once the window is built."""
        self._is_applied = True
        self._app.setStyleSheet(_sheet(self._look, dark=self._is_dark))

    def change(self, look: Look) -> None:
        """Has the windows that are open look so from now on."""
        if look != self._look:
            self._look = look
            self._set_font()
            self._on_color_scheme_changed()

    def apply_colors(self, *, dark: bool) -> None:
        """Sets the light or the dark colours."""
        self._is_dark = dark
        self._app.setPalette(_palette(DARK if dark else LIGHT))
        self._app.setStyleSheet(_sheet(self._look, dark=dark) if self._is_applied else "")


def change_look(look: Look) -> None:
    """Changes the theme of this application, if it wears one."""
    if (theme := _worn()) is not None:
        theme.change(look)


def _worn() -> Theme | None:
    """Returns the theme that this application wears: one that is about to be deleted came before it."""
    application = QApplication.instance()
    if application is None:
        return None
    themes = application.findChildren(Theme, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return themes[-1] if themes else None


def height_of_input(line: int) -> int:
    """Returns how high an input is, in pixels, whose one line has that height in the style sheet."""
    theme = _worn()
    look = theme.look if theme is not None else Look()
    line, around = (_CLOSER_LINE, _CLOSER_AROUND) if look.density else (line, _AROUND)
    return round(_scaled(line, look.text_size)) + around


def look_of(text: Callable[[str], str]) -> Look:
    """Returns the look that settings name; `text` returns one of them. What cannot be is as usual."""
    theme, density, size = text("theme"), text("density"), text("text_size")
    if not (theme or density or size):
        return Look()
    # Most have no preferences, and the first picture needs nothing of them then.
    from app.model.preferences import DENSITIES, LARGEST_TEXT_SIZE, SMALLEST_TEXT_SIZE, THEMES

    is_size = size.isascii() and size.isdecimal() and SMALLEST_TEXT_SIZE <= int(size[:4]) <= LARGEST_TEXT_SIZE
    return Look(
        theme if theme in THEMES else "",
        int(size) if is_size else USUAL_TEXT_SIZE,
        density if density in DENSITIES else "",
    )


def _sheet(look: Look, *, dark: bool) -> str:
    colours = DARK if dark else LIGHT
    pictures = {name: resources.path(f"icons/{name}-{'dark' if dark else 'light'}.png") for name in _PICTURES}
    sheet = resources.text("style.qss")
    # Longest names first: @error must not eat the beginning of @errorSoft.
    for name, value in sorted((asdict(colours) | pictures).items(), key=lambda item: -len(item[0])):
        sheet = sheet.replace(f"@{name}", value)
    if look.density:
        sheet += _CLOSER
    if look.text_size != USUAL_TEXT_SIZE:
        sheet = _FONTS.sub(lambda found: f"{found[1]}{float(found[2]) * look.text_size / 100:g}", sheet)
        sheet = _HEIGHTS.sub(lambda found: f"{found[1]}{_scaled(float(found[2]), look.text_size):g}", sheet)
    if look.text_size < USUAL_TEXT_SIZE:
        # A tab as low as its letters has no corners that are rounder than half of it.
        sheet = sheet.replace(_ROUND, _ROUND_ENOUGH)
    return sheet


def _scaled(height: float, text_size: int) -> float:
    """Returns the height of a line for letters of that size; the arrow of a list needs one of `_LOWEST`."""
    scaled = height * text_size / USUAL_TEXT_SIZE
    return scaled if text_size >= USUAL_TEXT_SIZE else max(scaled, min(height, _LOWEST))


_PICTURES = ("arrow", "check")
_POINTS = 10.5
_FONTS, _HEIGHTS = (re.compile(rf"({name}: )([\d.]+)") for name in ("font-size", "min-height"))
"""What grows with the text."""
_ROUND, _ROUND_ENOUGH = "border-radius: 14px", "border-radius: 12px"
_LOWEST = 18.0
_AROUND, _CLOSER_LINE, _CLOSER_AROUND = 10, 19, 4
"""Pixels of an input: padding and border, and the same with its line where all is closer together."""
_CLOSER = """
QLineEdit, QPlainTextEdit, QComboBox { padding: 1px 8px; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus { padding: 0 7px; }
QComboBox, QComboBox:focus { padding-right: 23px; }
QLineEdit, QComboBox, QLineEdit#Name { min-height: 19px; }
QLineEdit#Name { font-size: 12pt; }
QAbstractItemView::item { padding: 1px 6px; min-height: 16px; }
QCheckBox { padding: 1px 3px; }
"""


def _palette(colours: Colours) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for key, value in (
        (role.Window, colours.window),
        (role.WindowText, colours.text),
        (role.Base, colours.field),
        (role.AlternateBase, colours.card),
        (role.Text, colours.text),
        (role.Button, colours.card),
        (role.ButtonText, colours.text),
        (role.Highlight, colours.primary),
        (role.HighlightedText, colours.onPrimary),
        (role.PlaceholderText, colours.muted),
        (role.ToolTipBase, colours.card),
        (role.ToolTipText, colours.text),
        (role.Link, colours.link),
        (role.Mid, colours.border),
    ):
        palette.setColor(key, QColor(value))
    return palette


def app_icon() -> QIcon:
    icon = QIcon()
    # The smallest has a drawing of its own, laid out on its pixels.
    for name in ("app-small", "app"):
        picture = QPixmap()
        picture.loadFromData(resources.data(f"icons/{name}.png"), "PNG")
        icon.addPixmap(picture)
    return icon


def dot(colour: str) -> QIcon:
    """Draws an icon for a tab or a line of a list."""
    picture = QPixmap(16, 16)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(colour))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(4, 4, 8, 8)
    painter.end()
    icon = QIcon(picture)
    # Else Qt tints it in a line that is chosen.
    icon.addPixmap(picture, QIcon.Mode.Selected)
    return icon


def mark_tab(tabs: QTabWidget, index: int, title: str, errors: int, *, is_used: bool, count: int = 0) -> None:
    """Marks a tab with the count of its errors; else with a dot if something is set there, and how much."""
    text = f"{title}  ({errors})" if errors else f"{title} · {count}" if count else title
    mark = colours().error if errors else colours().primary if is_used or count else ""
    # A tab that is set anew has the whole bar laid out again.
    if tabs.tabText(index) != text:
        tabs.setTabText(index, text)
    if tabs.tabBar().tabData(index) != mark:
        tabs.tabBar().setTabData(index, mark)
        tabs.setTabIcon(index, dot(mark) if mark else QIcon())


def restyle(widget: QWidget, **properties: str) -> bool:
    """Sets properties that the style sheet selects by, and applies it again where they were others.

    Returns whether they were.
    """
    if all(widget.property(name) == value for name, value in properties.items()):
        return False
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    return True
