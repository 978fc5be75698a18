"""Puts the lines of a signature in order: a line each, a block for each person, one office."""

from __future__ import annotations

from collections.abc import Sequence

from app.recognition.layout.assistants import with_assistants_apart
from app.recognition.layout.glued_words import with_words_apart
from app.recognition.layout.group_lines import without_groups
from app.recognition.layout.labelled_lines import with_labels_ahead
from app.recognition.layout.offices import of_one_office
from app.recognition.layout.team_lists import with_people_apart
from app.recognition.lines.meetings import without_meetings
from app.recognition.lines.short_numbers import with_extensions
from app.recognition.lines.text_columns import below_one_another

_MOST = 60_000  # characters: more than any signature or list of people


def laid_out(lines: Sequence[str]) -> list[str]:
    """Returns the lines as what follows reads them best; those of longer texts only without columns."""
    if sum(map(len, lines)) > _MOST:
        return below_one_another(list(lines))
    lines = below_one_another(with_words_apart(without_meetings(list(with_labels_ahead(lines)))))
    lines = list(with_extensions(lines))
    lines = with_people_apart(with_assistants_apart(without_groups(lines)))
    return of_one_office(lines)
