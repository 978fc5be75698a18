"""What others hand to the window waits until the last draft is back."""

from __future__ import annotations

from pathlib import Path

from app.controller.process.handed_over import HandedOver


def told_by(handed: HandedOver) -> list[object]:
    told: list[object] = []
    handed.files_given.connect(told.append)
    handed.asked.connect(told.append)
    return told


def test_what_the_start_names_comes_once_the_last_draft_is_back() -> None:
    handed = HandedOver([Path("a.vcf")], "clipboard")
    told = told_by(handed)
    handed.take_files([Path("b.vcf"), Path("a.vcf")])
    assert not told
    assert not handed.is_ready
    handed.begin()
    assert told == ["clipboard", (Path("a.vcf"), Path("b.vcf"))]
    assert handed.is_ready


def test_what_comes_later_comes_at_once_and_once() -> None:
    handed = HandedOver()
    told = told_by(handed)
    handed.begin()
    assert not told
    handed.take_asked("empty")
    handed.take_files([Path("a.vcf")])
    assert told == ["empty", (Path("a.vcf"),)]
