"""The controllers behind a form, for widgets that need no window around them."""

from tests.unit.controller.conftest import office

__all__ = ["office"]
