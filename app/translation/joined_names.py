"""Names as a sentence has them: ``“A”``; in a row ``A``, ``A and B``, ``A, B and C``."""

from __future__ import annotations

from app.translation.catalogue import _

TYPE_CHECKING = False  # for the checker it is True; typing itself takes its time to load

if TYPE_CHECKING:
    from collections.abc import Sequence


def quoted(name: str) -> str:
    """Returns a name in the quotation marks of the language."""
    return _("“{name}”").format(name=name)


def joined_by_and(names: Sequence[str]) -> str:
    """Returns the names as part of a sentence, in their order; empty for none."""
    if len(names) < 2:
        return "".join(names)
    return _("{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])
