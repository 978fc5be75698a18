"""Answers of the last minute: what has not changed in the form is not asked again for the next key."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING, Final

from app.model.company_search.questions import Criterion, Question
from app.service.company_search.whole_phones import of_whole_phone

if TYPE_CHECKING:
    from app.webapi.client import WebApi
    from app.webapi.company_finder import FoundHits

_AGE_S: Final = 60
_MOST_REMEMBERED: Final = 50


class RecentAnswers:
    """What was asked a moment ago is not asked again for the next key. One thread at a time."""

    def __init__(self) -> None:
        self.has_no_rules = False
        """True once the server is known to have no search by its own rules for names."""
        self._known: OrderedDict[tuple[Question, str], tuple[float, FoundHits]] = OrderedDict()

    def find(self, api: WebApi, question: Question, most: int, region: str = "") -> FoundHits:
        """Returns the answer of the last minute, or asks. Raises WebApiError.

        Whole phone numbers are those of `region`, an ISO 3166 code.
        """
        asked_at, answer = self._known.get((question, region), (0.0, None))
        if answer is None or monotonic() - asked_at > _AGE_S:
            answer = api.find_companies(question, most)
            if question.is_whole and question.criterion in (Criterion.PHONE, Criterion.PERSON_PHONE):
                answer = replace(answer, hits=tuple(of_whole_phone(api, question, answer.hits, region)))
            self._known[question, region] = monotonic(), answer
            while len(self._known) > _MOST_REMEMBERED:
                self._known.popitem(last=False)
        return answer
