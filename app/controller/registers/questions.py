"""What the window asks of registers, and what it gets. Immutable: it passes between threads."""

from __future__ import annotations

from dataclasses import dataclass

from app.model.registers.record import RegisterRecord
from app.recognition import FormContext, RecognitionResult, ReviewLine


@dataclass(frozen=True)
class Question:
    """A text in the field at `path`; `is_asked` means that somebody has pressed the key for it."""

    path: str
    text: str
    country: str
    is_asked: bool


@dataclass(frozen=True)
class Hits:
    """The companies that answer a question; without any, the sentences that say why."""

    question: Question
    records: tuple[RegisterRecord, ...]
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True)
class Proposal:
    """What can go into the form of one hit: `lines` to review, with what they are about."""

    question: Question
    found: RecognitionResult
    lines: tuple[ReviewLine, ...]
    context: FormContext
