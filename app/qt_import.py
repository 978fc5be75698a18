"""Imports Qt's binding without two habits of it that cost every start a third of its time.

1. It compiles the source of its signature module at each start, of which most is only used to explain a wrong
   call, or to write stubs for editors. Those parts are compiled when something of them is asked for.
2. It puts itself in the place of `__import__` and reads the source of each module that is imported from then
   on, to find out whether that wants one of its "features", such as snake case. Nothing here does.

What another version of the binding does differently is left as it is. https://wiki.qt.io/Qt_for_Python_Signature
"""

from __future__ import annotations

import builtins
import linecache
import sys
import threading
from collections.abc import Callable
from types import CodeType
from typing import Any

from app.qt_enums import make_enums_fast

_ON_DEMAND = frozenset(
    f"shibokensupport/signature/{name}.py"
    for name in ("errorhandler", "layout", "lib/enum_sig", "lib/pyi_generator", "mapping", "parser")
)
_STAND_IN = "from app.qt_import import stand_in as _s\n__getattr__ = _s(__name__)"

_lock = threading.RLock()
_sources: dict[str, tuple[Any, str]] = {}  # by module: source, file name


def load_qt() -> None:
    """Imports what every window needs of Qt. Call it before anything else imports it."""
    make_enums_fast()
    if "PySide6" not in sys.modules:
        compiled = builtins.compile
        builtins.compile = _compiled_on_demand(compiled)  # for these imports only
        try:
            import PySide6.QtWidgets  # noqa: F401  # for what its import does
        finally:
            builtins.compile = compiled
        # It has read the source of three modules by then, of which one has two thousand lines.
        linecache.clearcache()
    own_import = getattr(builtins, "__orig_import__", None)
    if own_import is not None:
        builtins.__import__ = own_import


def stand_in(module: str) -> Callable[[str], Any]:
    """Returns the ``__getattr__`` of a module whose source is compiled when it is first needed."""

    def get(name: str) -> Any:
        contents = vars(sys.modules[module])
        with _lock:
            source, file = _sources.pop(module, (None, ""))
            if source is not None:
                exec(compile(source, file, "exec"), contents)  # noqa: S102  # the binding's own, as it does
            if name in contents:
                return contents[name]
        raise AttributeError(f"module {module!r} has no attribute {name!r}")

    return get


def _compiled_on_demand(compiled: Callable[..., Any]) -> Callable[..., Any]:
    def compile_or_wait(source: Any, file: Any, *further: Any, **named: Any) -> CodeType | Any:
        if file in _ON_DEMAND:
            _sources[file.removesuffix(".py").replace("/", ".")] = source, file
            source = _STAND_IN
        return compiled(source, file, *further, **named)

    return compile_or_wait
