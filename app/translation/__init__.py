"""Texts in the user's language: gettext with the catalogues of `resources/locale`, and which language it is.

A text stands in the code in English, as a whole sentence with named places:
``_("There is no file {path}.").format(path=path)``. How to write one: docs/translating.md.
"""

from app.translation.catalogue import N_, _, ngettext, pgettext

__all__ = ["N_", "_", "ngettext", "pgettext"]
