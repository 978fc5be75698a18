"""Starting and stopping: in a thread, and as a process."""

import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
import pytest
import uvicorn

from app.sandbox import PASSWORD, USER, Options, SandboxNotStarted, SandboxServer, serve
from app.sandbox.http.server import _stop_on_signals
from tests.helpers.processes.command import taking_ctrl_c

ROOT = Path(__file__).parents[4]
PROGRAM = """
import sys
from pathlib import Path
from app.sandbox import Options, SandboxNotStarted, serve
def announce(url, user, password):
    print(url, user, password, flush=True)
try:
    sys.exit(serve(int(sys.argv[1]), Path(sys.argv[2]), Options(), announce, until_eof=sys.argv[3] == "eof"))
except SandboxNotStarted as error:
    sys.exit(str(error))
"""
PARENT = """
import subprocess, sys
child = subprocess.Popen([sys.executable, "-c", *sys.argv[1:]], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
print(child.pid, child.stdout.readline().decode().split()[0], flush=True)
child.wait()
"""


@contextmanager
def process(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    with taking_ctrl_c():
        started = subprocess.Popen(
            [sys.executable, "-c", *arguments],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
    with started:
        try:
            yield started
        finally:
            started.kill()


def test_requests_are_recorded_as_they_came(sandbox: SandboxServer) -> None:
    httpx.post(f"{sandbox.url}/api/v1/Contact?$select=name", content=b'{"a": 1}', headers={"X-Test": "ja"})
    (request,) = sandbox.requests
    assert (request.method, request.path, request.body) == (
        "POST",
        "/api/v1/Contact?$select=name",
        b'{"a": 1}',
    )
    assert request.headers["x-test"] == "ja"
    method, _, _, body = request
    assert (method, body) == ("POST", b'{"a": 1}')
    httpx.get(f"{sandbox.url}/api/v1/Contact/1", auth=(USER, PASSWORD))
    assert "asic" not in repr(sandbox.requests)


def test_a_large_body_arrives_whole(sandbox: SandboxServer, client: httpx.Client) -> None:
    response = client.post("Contact", json={"Name": "Stor AS", "Ignored": "x" * 3_000_000})
    assert response.json()["Name"] == "Stor AS"
    assert len(sandbox.requests[-1].body) > 3_000_000


def test_no_thread_and_no_port_are_left(tmp_path: Path) -> None:
    before = threading.active_count()
    with SandboxServer(tmp_path / "a.db") as server:
        port = int(server.url.rsplit(":", 1)[1])
        httpx.get(f"{server.url}/api")
    assert threading.active_count() <= before
    with SandboxServer(tmp_path / "a.db", port=port) as again:
        assert again.url == server.url


def test_it_ends_at_once(tmp_path: Path) -> None:
    taken = []
    for number in range(5):
        with SandboxServer(tmp_path / f"{number}.db") as server, httpx.Client() as client:
            client.get(f"{server.url}/api")
            begun = time.perf_counter()
        taken.append(time.perf_counter() - begun)
    assert min(taken) < 0.1, "uvicorn pauses up to three times for that long"


@pytest.mark.long
def test_connections_that_are_made_while_it_ends_do_not_hold_it(tmp_path: Path) -> None:
    for number in range(10):  # which of them comes at the wrong moment is chance
        made: list[socket.socket] = []
        some_made = threading.Event()
        with SandboxServer(tmp_path / f"{number}.db") as server:
            thread = threading.Thread(target=_connect_until_refused, args=(server.url, made, some_made))
            thread.start()
            some_made.wait()
        thread.join()
        for connection in made:
            connection.close()


def _connect_until_refused(url: str, made: list[socket.socket], some_made: threading.Event) -> None:
    host, port = url.removeprefix("http://").split(":")
    with suppress(OSError):
        while len(made) < 500:
            made.append(socket.create_connection((host, int(port)), 1))
            if len(made) == 20:
                some_made.set()


def test_a_slow_answer_is_saved_first_and_comes_at_the_latest_when_the_server_stops(tmp_path: Path) -> None:
    answers: list[int] = []
    with SandboxServer(tmp_path / "a.db", Options(answer_after=60)) as server:
        url, sign_in = f"{server.url}/api/v1/Contact", (USER, PASSWORD)

        def post() -> None:
            answers.append(httpx.post(url, json={"Name": "Treg AS"}, auth=sign_in, timeout=60).status_code)

        thread = threading.Thread(target=post)
        thread.start()
        with httpx.Client(auth=sign_in) as client:
            while not client.get(url, params={"$filter": "name is 'Treg AS'"}).json()["value"]:
                assert thread.is_alive()
        assert answers == []
    thread.join()
    assert answers == [200]


@pytest.mark.parametrize("sandbox", [Options(answer_after=0.01)], indirect=True)
def test_a_slow_answer_comes(client: httpx.Client) -> None:
    assert client.post("Contact", json={"Name": "Treg AS"}).json()["Name"] == "Treg AS"


@pytest.mark.long
def test_a_port_in_use_gets_a_sentence(sandbox: SandboxServer, tmp_path: Path) -> None:
    port = int(sandbox.url.rsplit(":", 1)[1])
    with pytest.raises(SandboxNotStarted, match=f"Port {port} of this computer cannot be used"):
        SandboxServer(tmp_path / "b.db", port=port).__enter__()
    with pytest.raises(SandboxNotStarted, match="70000 is not a port"):
        serve(70000, tmp_path / "b.db", Options(), lambda *_: None)
    with process(PROGRAM, str(port), str(tmp_path / "b.db"), "no") as other:
        _, trouble = other.communicate(timeout=30)
    assert other.returncode == 1
    assert trouble.startswith(f"Port {port} of this computer cannot be used")
    assert "Traceback" not in trouble


def test_answers_are_not_held_back_by_nagles_algorithm(tmp_path: Path) -> None:
    with SandboxServer(tmp_path / "a.db") as server:
        (listener,) = server._server.servers[0].sockets
        assert listener.proto == socket.IPPROTO_TCP  # else asyncio leaves it on: 40 ms an answer


def test_a_server_that_ends_or_stands_still_before_it_serves_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(uvicorn.Server, "run", lambda _self, _sockets: None)
    with pytest.raises(SandboxNotStarted, match="ended before"), SandboxServer(tmp_path / "sandbox.db"):
        pass
    may_end = threading.Event()
    monkeypatch.setattr(uvicorn.Server, "run", lambda _self, _sockets: may_end.wait())
    monkeypatch.setattr("app.sandbox.http.server._MOST_LOOKS", 1)
    with pytest.raises(SandboxNotStarted, match="in time"), SandboxServer(tmp_path / "sandbox.db"):
        pass
    may_end.set()
    assert "Thread" in capfd.readouterr().err  # where it stood still


def test_a_bad_file_leaves_the_port_free(tmp_path: Path) -> None:
    with pytest.raises(SandboxNotStarted, match="folder exists"):
        SandboxServer(tmp_path / "nowhere" / "a.db").__enter__()
    with pytest.raises(SandboxNotStarted, match="folder exists"):
        serve(0, tmp_path / "nowhere" / "a.db", Options(), lambda *_: None)


@pytest.mark.long
@pytest.mark.needs("signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_cleanly(tmp_path: Path, number: signal.Signals) -> None:
    with process(PROGRAM, "0", str(tmp_path / "a.db"), "no") as child:
        assert child.stdout
        url, user, password = child.stdout.readline().split()
        auth = (user, password)
        assert httpx.post(f"{url}/api/v1/Contact", json={"Name": "A"}, auth=auth).status_code == 200
        child.send_signal(number)
        output, trouble = child.communicate(timeout=30)
    assert (child.returncode, output, trouble) == (0, "", "")


@pytest.mark.long
def test_the_end_of_standard_input_ends_it_cleanly(tmp_path: Path) -> None:
    with process(PROGRAM, "0", str(tmp_path / "a.db"), "eof") as child:
        assert child.stdout
        assert child.stdin
        child.stdout.readline()
        child.stdin.write("typed by mistake\n")
        child.stdin.flush()
        output, trouble = child.communicate(timeout=30)  # closes standard input
    assert (child.returncode, output, trouble) == (0, "", "")


@pytest.mark.long
@pytest.mark.needs("posix shell")
def test_a_closed_standard_input_counts_as_ended(tmp_path: Path) -> None:
    line = [
        "/bin/sh",
        "-c",
        'exec "$0" "$@" <&-',
        sys.executable,
        "-c",
        PROGRAM,
        "0",
        str(tmp_path / "a.db"),
        "eof",
    ]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, timeout=30, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_signal_before_the_server_runs_is_not_forgotten() -> None:
    with _stop_on_signals() as stop:
        signal.raise_signal(signal.SIGTERM)
        server = uvicorn.Server(uvicorn.Config("nobody:app", log_config=None))
        stop.attach(server)
        assert server.should_exit


def test_a_child_does_not_outlive_a_killed_parent(tmp_path: Path) -> None:
    with process(PARENT, PROGRAM, "0", str(tmp_path / "a.db"), "eof") as parent:
        assert parent.stdout
        url = parent.stdout.readline().split()[1]
        assert httpx.get(f"{url}/api").status_code == 200
        parent.kill()
        parent.wait()
        # The child holds the parent's standard error, too: it ends with the child.
        assert parent.stderr
        assert parent.stderr.read() == ""
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{url}/api")


def test_importing_the_package_does_not_load_a_web_server() -> None:
    code = "import sys, app.sandbox; print({'starlette', 'uvicorn', 'sqlite3'} & set(sys.modules))"
    with process(code) as child:
        output, _ = child.communicate(timeout=30)
    assert output.strip() == "set()"


def test_unknown_names_are_unknown() -> None:
    import app.sandbox

    with pytest.raises(AttributeError, match="nothing_like_that"):
        app.sandbox.nothing_like_that  # noqa: B018  # asking is the test
