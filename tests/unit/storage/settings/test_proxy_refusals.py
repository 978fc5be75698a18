"""Refused sign-ins to proxies, kept for all processes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.storage.settings.proxy_refusals import ProxyRefusals

PROXY, USER = "http://proxy.corp.test:3128", "kari"


def test_a_refusal_is_known_to_others_until_it_is_forgotten(tmp_path: Path) -> None:
    one, other = ProxyRefusals(tmp_path), ProxyRefusals(tmp_path)
    assert not other.has(PROXY, USER)
    one.add(PROXY, USER)
    one.add(PROXY, USER)
    assert other.has(PROXY, USER)
    assert not other.has(PROXY, "nina")
    assert not other.has("http://other.corp.test:3128", USER)
    other.forget()
    other.forget()
    assert not one.has(PROXY, USER)


def test_one_attempt_at_a_time(tmp_path: Path) -> None:
    one, other = ProxyRefusals(tmp_path / "new"), ProxyRefusals(tmp_path / "new")
    end = one.begin_attempt(0)
    assert end is not None
    assert other.begin_attempt(0) is None
    assert one.begin_attempt(0) is None, "another thread's"
    end()
    end_other = other.begin_attempt(0)
    assert end_other is not None
    end_other()


@pytest.mark.parametrize(
    "content", [b"", b"{", b"\xff\xfe", b'{"a": 1}', b"[1, [2]]", b"[" * 60_000, b"x" * 99_999]
)
def test_a_damaged_file_refuses_nobody_and_is_written_anew(tmp_path: Path, content: bytes) -> None:
    ProxyRefusals(tmp_path).add(PROXY, USER)
    (file,) = tmp_path.iterdir()
    file.write_bytes(content)
    refusals = ProxyRefusals(tmp_path)
    assert not refusals.has(PROXY, USER)
    refusals.add(PROXY, USER)
    assert refusals.has(PROXY, USER)


def test_the_file_stays_small(tmp_path: Path) -> None:
    refusals = ProxyRefusals(tmp_path)
    for number in range(120):
        refusals.add(PROXY, f"user {number}")
    known = [refusals.has(PROXY, f"user {number}") for number in (0, 19, 20, 119)]
    assert known == [False, False, True, True]


@pytest.mark.parametrize(("length", "is_read"), [(65_536, True), (65_537, False)])
def test_a_file_is_read_to_a_limit(tmp_path: Path, length: int, is_read: bool) -> None:
    noted = f'[["{PROXY}", "{USER}"]'
    (tmp_path / "proxy-refusals.json").write_text(noted + " " * (length - len(noted) - 1) + "]")
    assert ProxyRefusals(tmp_path).has(PROXY, USER) is is_read


def test_who_waits_for_another_attempt_asks_now_and_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    end = ProxyRefusals(tmp_path).begin_attempt(0)
    assert end is not None
    waits: list[float] = []

    def sleep(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 3:
            end()

    monkeypatch.setattr("app.storage.settings.proxy_refusals.time.sleep", sleep)
    end_other = ProxyRefusals(tmp_path).begin_attempt(20)
    assert end_other is not None
    end_other()
    assert waits == [0.02] * 3


@pytest.mark.parametrize(
    "use",
    [
        lambda refusals: refusals.add(PROXY, USER),
        lambda refusals: refusals.has(PROXY, USER),
        lambda refusals: refusals.forget(),
        lambda refusals: refusals.begin_attempt(0)(),
    ],
    ids=["add", "has", "forget", "begin_attempt"],
)
def test_a_disk_that_takes_nothing_stops_no_call(
    tmp_path: Path, use: Callable[[ProxyRefusals], None]
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("", encoding="utf-8")
    use(ProxyRefusals(in_the_way / "data"))
