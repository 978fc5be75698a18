"""Composition root: the start of the window, and everything that is created behind it."""

from app.qt_import import load_qt

load_qt()
