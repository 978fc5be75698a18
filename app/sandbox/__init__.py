"""The sandbox: a local server that imitates the SuperOffice REST WebAPI with invented data.

Importing this package is cheap; the server itself is loaded on first use of one of its names.
"""

from typing import TYPE_CHECKING, Any

from app.sandbox.options import PASSWORD, USER, Options, SandboxNotStarted

if TYPE_CHECKING:
    from app.sandbox.http.application import create_app
    from app.sandbox.http.server import Request, SandboxServer, serve

__all__ = [
    "PASSWORD",
    "USER",
    "Options",
    "Request",
    "SandboxNotStarted",
    "SandboxServer",
    "create_app",
    "serve",
]


def __getattr__(name: str) -> Any:
    if name == "create_app":
        from app.sandbox.http import application

        return application.create_app
    if name in {"Request", "SandboxServer", "serve"}:
        from app.sandbox.http import server

        return getattr(server, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
