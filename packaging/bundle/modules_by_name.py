"""Runs first in the built program: modules in its archive are found by `pkgutil`, for whoever asks.

PyInstaller's own hook for that loads `pkgutil` at each start; this one takes nothing until it is asked.
"""

from __future__ import annotations

import pyimod02_importers  # type: ignore[import-not-found]  # PyInstaller's, inside the built program

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any


def _iter_modules(finder: Any, prefix: str = "") -> Iterator[tuple[str, bool]]:
    """Yields the name of each module at a finder's place, and whether it is a package, for `pkgutil`."""
    found = pyimod02_importers.get_pyz_toc_tree()
    for name in filter(None, finder._pyz_entry_prefix.split(".")):  # noqa: SLF001  # as PyInstaller's own hook
        found = found.get(name)
        found = found if isinstance(found, dict) else {}  # else it is a module, or there is none
    for name, inside in found.items():
        yield prefix + name, isinstance(inside, dict)
    # Packages whose modules are files.
    if finder.fallback_finder is not None:
        import pkgutil

        found_there = pkgutil.iter_importer_modules(  # type: ignore[attr-defined]  # typeshed has it not
            finder.fallback_finder, prefix
        )
        yield from found_there


pyimod02_importers.PyiFrozenFinder.iter_modules = _iter_modules
