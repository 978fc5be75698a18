"""Files of the program that are no code; the same call finds them in a checkout, a wheel and an installer."""

from __future__ import annotations

import os

TYPE_CHECKING = False  # for the checker it is True; typing itself takes its time to load

if TYPE_CHECKING:
    from typing import Final

NAMES: Final = (
    "guide/01-first-start.md",
    "guide/02-connect.md",
    "guide/03-first-company.md",
    "guide/04-people.md",
    "guide/05-addresses.md",
    "guide/06-interests-and-custom-fields.md",
    "guide/07-pasting.md",
    "guide/08-checks.md",
    "guide/09-tables.md",
    "guide/10-outbox.md",
    "guide/11-nothing-is-lost.md",
    "guide/12-keys.md",
    "guide/13-preferences.md",
    "guide/14-trouble.md",
    "guide/15-privacy.md",
    "guide/index.md",
    "guide/pictures/adding.png",
    "guide/pictures/checks.png",
    "guide/pictures/company-search-found.png",
    "guide/pictures/company.png",
    "guide/pictures/connection.png",
    "guide/pictures/custom-fields.png",
    "guide/pictures/first-start.png",
    "guide/pictures/import.png",
    "guide/pictures/moving.png",
    "guide/pictures/next-step.png",
    "guide/pictures/outbox.png",
    "guide/pictures/people.png",
    "guide/pictures/phones.png",
    "guide/pictures/preferences.png",
    "guide/pictures/recognition.png",
    "guide/pictures/similar.png",
    "icons/app-small.png",
    "icons/app-small.svg",
    "icons/app.png",
    "icons/app.svg",
    "icons/arrow-dark.png",
    "icons/arrow-dark@2x.png",
    "icons/arrow-dark@3x.png",
    "icons/arrow-light.png",
    "icons/arrow-light@2x.png",
    "icons/arrow-light@3x.png",
    "icons/check-dark.png",
    "icons/check-dark@2x.png",
    "icons/check-dark@3x.png",
    "icons/check-light.png",
    "icons/check-light@2x.png",
    "icons/check-light@3x.png",
    "icons/state-queued.svg",
    "icons/state-rejected.svg",
    "icons/state-saved.svg",
    "icons/state-sending.svg",
    "icons/state-undecided.svg",
    "icons/state-unknown.svg",
    "locale/da.mo",
    "locale/de.mo",
    "locale/nb.mo",
    "locale/nl.mo",
    "locale/qtbase_nb.qm",
    "locale/sv.mo",
    "recognition/NOTICE.txt",
    "recognition/companies.toml",
    "recognition/counties.toml",
    "recognition/countries.toml",
    "recognition/country_names.toml",
    "recognition/honorifics.toml",
    "recognition/industries.toml",
    "recognition/labels.toml",
    "recognition/nothing.toml",
    "recognition/postcodes.tsv.xz",
    "recognition/registers.toml",
    "recognition/table_headings.toml",
    "recognition/titles.toml",
    "recognition/top-levels.txt",
    "samples/code.jpg",
    "samples/mail.msg",
    "samples/table.xlsx",
    "style.qss",
)
"""All of them: what a wheel or an installer must carry."""

# importlib.resources would read zipped packages, too, which we are none of, and takes its time to load; so
# does pathlib.
_FOLDER: Final = os.path.dirname(__file__)  # noqa: PTH120  # see above
_GUIDE: Final = "guide/"


def is_there(name: str) -> bool:
    return os.path.isfile(_place(name))  # noqa: PTH113  # see above


def text(name: str) -> str:
    """The text of a resource, for example ``text("style.qss")``."""
    with open(_place(name), encoding="utf-8") as file:  # noqa: PTH123  # see above
        return file.read()


def data(name: str) -> bytes:
    """The bytes of a resource, for example ``data("icons/app.svg")``."""
    with open(_place(name), "rb") as file:  # noqa: PTH123  # see above
        return file.read()


def path(name: str) -> str:
    """Where a resource lies, with forward slashes, for a style sheet that can only take files."""
    return _place(name).replace(os.sep, "/")


def _place(name: str) -> str:
    place = os.path.join(_FOLDER, name)  # noqa: PTH118  # see above
    if name.startswith(_GUIDE) and not os.path.exists(place):  # noqa: PTH110  # see above
        # In a checkout, the guide is where people look for it; a wheel or an installer brings it along here.
        return os.path.join(os.path.dirname(_FOLDER), "docs", name)  # noqa: PTH118, PTH120  # see above
    return place
