"""Puts the company at a place before others of its name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from app.model.company_search.places import FAR, Place
from app.model.company_search.similar_companies import CompanyDetails
from app.service.company_search.same_name import CompanyOfName
from app.service.company_search.similar_companies import details_of
from app.webapi.errors import WebApiError

if TYPE_CHECKING:
    from app.webapi.client import WebApi

_MOST_COMPARED: Final = 5
"""Companies of one name that are read: each is a request."""


def nearest_first(
    api: WebApi, similar: Sequence[CompanyOfName], place: Place
) -> tuple[list[CompanyOfName], int]:
    """Returns companies with the one at `place` first, and how many others of its name may be meant as well.

    The most alike are first in `similar`, and only these change places. Blocks. What the server does not tell
    of one is as if it was anywhere.
    """
    alike = [one for one in similar if one.likeness is similar[0].likeness]
    if len(alike) <= 1:
        return list(similar), 0
    far = dict.fromkeys(range(len(alike)), FAR)
    for number, one in enumerate(alike[:_MOST_COMPARED]) if place.is_known else ():
        contact_id = one.entry.so_primary_key or 0
        there = _details_of(api, contact_id) if contact_id else None
        far[number] = place.distance(one.entry.entry_name or "", there)
    order = sorted(far, key=far.__getitem__)
    is_told = far[order[0]] < far[order[1]]
    return [*(alike[number] for number in order), *similar[len(alike) :]], 0 if is_told else len(alike) - 1


def _details_of(api: WebApi, contact_id: int) -> CompanyDetails | None:
    try:
        return details_of(api, contact_id)
    except WebApiError:
        return None
