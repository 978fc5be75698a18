"""Collects the licence texts of everything that goes into the built program."""

from __future__ import annotations

import json
import platform
import re
import shutil
import sys
import sysconfig
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from fnmatch import fnmatch
from importlib.metadata import Distribution, distributions
from pathlib import Path, PurePath
from typing import Final

_LICENCE = re.compile(r"(^|/)(licen[cs]es?/.+|(licen[cs]e|copying|notice|authors)[\w.-]*)$", re.IGNORECASE)
_TEXTS: Final = Path(__file__).parents[1] / "licenses"
_RESOURCES: Final = Path(__file__).parents[2] / "resources"
PARTS: Final = "parts.json"
_QT: Final = ("LGPL-3.0-only.txt", "GPL-3.0-only.txt", "Qt-third-party.txt")
# Their wheels come without the text, the last one without that of what it contains.
_FROM_HERE: Final = {
    "PySide6_Essentials": _QT,
    "shiboken6": ("LGPL-3.0-only.txt", "GPL-3.0-only.txt"),
    "zxing-cpp": ("zxing-cpp-third-party.txt",),
}
_RUNS_IN_IT: Final = ("pyinstaller",)
"""Its start-up code, the starter, is part of what it builds."""


_LIBRARIES_OF: Final = {
    "PySide6_Essentials": ("libQt6*", "Qt6*.dll", "Qt*.framework", "Qt[A-Z]*", "libpyside6*", "pyside6*.dll"),
    "shiboken6": ("libshiboken6*", "shiboken6*.dll"),
}


@dataclass(frozen=True)
class Part:
    """Something bundled: its texts lie in the folder `name` of the collection.

    `claims` are the names by which it is found in the built program: those of modules and files at the top,
    and those of libraries, each as a pattern of `fnmatch`. `kind` is "pypi" for what a package index has.
    """

    name: str
    version: str
    licence: str
    claims: tuple[str, ...] = ()
    kind: str = "generic"


@dataclass(frozen=True)
class _Library:
    """A library that comes with a Python package or with Python itself. `text` is in packaging/licenses."""

    name: str
    patterns: tuple[str, ...]
    licence: str
    version: Callable[[str], str]
    text: str = ""


def _openssl_of_python(_name: str) -> str:
    import ssl

    return ssl.OPENSSL_VERSION.split()[1]


def _sqlite_of_python(_name: str) -> str:
    import sqlite3

    return sqlite3.sqlite_version


def _number_in(name: str) -> str:
    found = re.search(r"(\d+(?:\.\d+)*)(?:\.dylib|\.dll)?$", name)
    return found[1] if found else "unknown"


# Where a text is missing here, it is part of the licence text of Python, which lists what it brings along.
_LIBRARIES: Final = (
    _Library("icu", ("libicu*.so.*", "libicu*.dylib", "icu*.dll"), "ICU", _number_in, "ICU.txt"),
    _Library("openssl", ("libssl*", "libcrypto*"), "Apache-2.0", _openssl_of_python),
    _Library("sqlite", ("libsqlite3*", "sqlite3.dll"), "blessing", _sqlite_of_python),
    _Library("libffi", ("libffi*",), "MIT", _number_in),
    _Library("zlib", ("libz.*", "zlib*.dll"), "Zlib", _number_in),
    _Library("expat", ("libexpat*",), "MIT", _number_in),
    _Library(
        "microsoft-runtime",
        ("vcruntime*.dll", "msvcp*.dll", "concrt*.dll", "ucrtbase.dll", "api-ms-win-*.dll"),
        "LicenseRef-Microsoft-Redistributable",
        lambda _name: "14",
    ),
)


def collect(entries: Iterable[tuple[str, str, str]], folder: Path) -> list[Part]:
    """Writes the texts below `folder`, and a table ``parts.json`` of everything that is in the program.

    `entries` are PyInstaller's, of modules, libraries and data: where each goes, and the file that it was
    taken from. Raises LookupError for a part that says nothing of its licence or brings no text.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    listed = [(place, str(Path(source))) for place, source, _ in entries if source]
    used = {source for _, source in listed}
    found = sorted(distributions(), key=lambda one: one.name.lower())
    bundled = [_distribution(one, used, folder) for one in found if _is_in(one, used)]
    names = {PurePath(place.replace("\\", "/")).name for place, _ in listed}
    parts = [_python(folder), *_data(folder), *bundled, *_libraries(names, folder)]
    if any(part.name == "cryptography" for part in bundled):
        parts.append(_openssl_of_cryptography(folder))
    parts.sort(key=lambda part: part.name.lower())
    text = json.dumps([asdict(part) for part in parts], indent=1)
    (folder / PARTS).write_text(f"{text}\n", encoding="utf-8")
    return parts


def read_parts(folder: Path) -> list[Part]:
    """Reads what `collect` has written there."""
    told = json.loads((folder / PARTS).read_text(encoding="utf-8"))
    return [Part(**{**one, "claims": tuple(one["claims"])}) for one in told]


def _is_in(one: Distribution, used: set[str]) -> bool:
    return one.name in _RUNS_IN_IT or any(str(one.locate_file(file)) in used for file in one.files or ())


def _libraries(names: set[str], folder: Path) -> list[Part]:
    """Returns the libraries among the files of those names, each once."""
    parts = []
    for library in _LIBRARIES:
        here = sorted(name for name in names if any(fnmatch(name, one) for one in library.patterns))
        if here:
            source = _TEXTS / library.text if library.text else _python_text()
            _copy(source, folder / library.name)
            version = library.version(here[0])
            parts.append(Part(library.name, version, library.licence, library.patterns))
    return parts


def _openssl_of_cryptography(folder: Path) -> Part:
    """Returns the OpenSSL that is inside the compiled module of cryptography, which says which it is."""
    from cryptography.hazmat.backends.openssl.backend import backend

    _copy(_TEXTS / "Apache-2.0.txt", folder / "openssl-of-cryptography")
    return Part("openssl-of-cryptography", backend.openssl_version_text().split()[1], "Apache-2.0")


def _python(folder: Path) -> Part:
    _copy(_python_text(), folder / "Python")
    modules = sorted(sys.stdlib_module_names)
    files = (
        "_sysconfigdata*",
        "lib-dynload",
        "python3*",
        "base_library.zip",
        "libpython3*",
        "Python",
        "Python.framework",
    )
    return Part("Python", platform.python_version(), "PSF-2.0", (*modules, *files))


def _python_text() -> Path:
    text = Path(sysconfig.get_path("stdlib"), "LICENSE.txt")
    if text.is_file():
        return text
    # Debian's Python has it here, Windows' beside the interpreter.
    places = Path(sys.base_prefix, "LICENSE.txt"), Path("/usr/share/doc/python3/copyright")
    return next(path for path in places if path.is_file())


def _data(folder: Path) -> Iterator[Part]:
    """Yields what postcodes and the names of countries are made from."""
    _copy(_RESOURCES / "recognition" / "NOTICE.txt", folder / "GeoNames")
    yield Part("GeoNames", "2024-08-09", "CC-BY-4.0")
    _copy(_TEXTS / "Unicode-3.0.txt", folder / "CLDR")
    yield Part("CLDR", "49", "Unicode-3.0")


def _distribution(one: Distribution, used: set[str], folder: Path) -> Part:
    target = folder / one.name
    for file in one.files or ():
        if ".dist-info/" in file.as_posix() and _LICENCE.search(file.as_posix().partition(".dist-info/")[2]):
            _copy(Path(str(one.locate_file(file))), target)
    for name in _FROM_HERE.get(one.name, ()):
        _copy(_TEXTS / name, target)
    if not target.is_dir():
        raise LookupError(f"{one.name} brings no licence text: put one into packaging/licenses.")
    return Part(one.name, one.version, _licence_of(one), _claims_of(one, used), "pypi")


def _claims_of(one: Distribution, used: set[str]) -> tuple[str, ...]:
    if one.name in _RUNS_IN_IT:
        return ()  # it is the program's own file
    tops = {file.parts[0] for file in one.files or () if str(one.locate_file(file)) in used}
    names = {top.partition(".")[0] for top in tops if not top.endswith(".dist-info")}
    infos = {top for top in tops if top.endswith(".dist-info")}
    # Compiled libraries lie beside their package, and Qt's at the top of the program as well.
    libraries = {f"{name}.libs" for name in names} | {*_LIBRARIES_OF.get(one.name, ())}
    return tuple(sorted(names | infos | libraries))


def _licence_of(one: Distribution) -> str:
    told = one.metadata
    named = str(told.json.get("license_expression") or told.json.get("license") or "")
    classes = [
        line.split(" :: ")[-1] for line in told.get_all("Classifier", []) if line.startswith("License")
    ]
    # Some put the whole text there.
    licence = named if named and "\n" not in named else " and ".join(classes)
    if not licence:
        raise LookupError(f"{one.name} does not say under which licence it is.")
    return licence


def _copy(source: Path, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    shutil.copyfile(source, folder / source.name)
