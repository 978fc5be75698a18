"""The chain in which Tab visits the widgets of a window."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget


def chain_after(widget: QWidget) -> Iterator[QWidget]:
    """Yields the widgets that Tab comes to after one, round its window until it would be there again.

    PySide takes what such a getter returns for a part of the widget that was asked: once that one is
    deleted, it lets go of all that came behind it in the chain, and a tab bar or a scroll bar that
    somebody holds is "already deleted" while it stands in the window.
    """
    after: QWidget | None = widget.nextInFocusChain()
    while after is not None and after is not widget:
        # Nothing for Qt, which has it there already; PySide learns whose part it is.
        after.setParent(after.parentWidget())
        yield after
        after = after.nextInFocusChain()
    if after is not None:
        after.setParent(after.parentWidget())


def has_focus_proxy(widget: QWidget) -> bool:
    """Returns True for a widget that hands the focus on to another."""
    proxy: QWidget | None = widget.focusProxy()
    if proxy is not None:
        proxy.setParent(proxy.parentWidget())  # as above
    return proxy is not None
