"""The sandbox as a child process."""

from pathlib import Path

import httpx
import pytest

from app.sandbox.child import SandboxChild
from app.sandbox.options import SandboxNotStarted


@pytest.mark.long
def test_it_serves_until_it_is_left(tmp_path: Path) -> None:
    with SandboxChild(tmp_path / "sandbox.sqlite3", ["--scheme", "basic"]) as child:
        sign_in = child.sign_in
        answer = httpx.get(f"{sign_in.url}/api/v1/Contact/1", auth=(sign_in.user, sign_in.password))
        assert answer.status_code == 200
    assert "password" not in repr(sign_in)
    with pytest.raises(httpx.ConnectError):
        httpx.get(sign_in.url)


@pytest.mark.long
def test_a_file_that_cannot_be_used_is_told_in_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "sandbox.sqlite3"
    file.write_bytes(b"not a database, but long enough to be taken for one" * 20)
    child = SandboxChild(file)
    with pytest.raises(SandboxNotStarted, match="does not hold sandbox data"):
        child.start()
    child.stop()


def test_one_that_was_never_started_may_be_stopped(tmp_path: Path) -> None:
    SandboxChild(tmp_path / "sandbox.sqlite3").stop()
