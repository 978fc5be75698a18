"""Proxies, gateways and filters as companies have them: squid, tinyproxy, haproxy and nginx, on loopback.

Each is started from a configuration of its own in a folder of its own and ended by its process id.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from textwrap import dedent

HOST = "crm.corp.test"
"""The name of the server, which only the proxies can resolve."""

_SECONDS_TO_START = 20.0
_SECONDS_TO_END = 5.0
_PATH = f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin"


def program_path(name: str) -> str | None:
    """Where a program of the system is, with those for administrators."""
    return shutil.which(name, path=_PATH)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@contextmanager
def serving(name: str, arguments: list[str], port: int, folder: Path) -> Iterator[None]:
    """Runs a service in the foreground until the end of the block, from when its port takes calls."""
    program = program_path(name)
    assert program is not None, f"{name} is not installed"
    with (
        (folder / f"{name}.out").open("ab") as output,
        subprocess.Popen([program, *arguments], stdout=output, stderr=output, cwd=folder) as process,
    ):
        try:
            _wait_for(process, port, folder / f"{name}.out")
            yield
        finally:
            process.terminate()
            try:
                process.wait(_SECONDS_TO_END)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait_for(process: subprocess.Popen[bytes], port: int, output: Path) -> None:
    deadline = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise RuntimeError(f"{process.args!r} does not serve:\n{output.read_text(errors='replace')[-2000:]}")


class Squid:
    """A squid that may ask for a sign-in. `url` is its address; `sign_ins` what each request brought."""

    def __init__(self, folder: Path, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self._log = folder / "access.log"

    @property
    def requests(self) -> list[str]:
        """A line for each request: status, method, target, and the credentials that came with it."""
        return self._log.read_text(encoding="utf-8").splitlines()

    @property
    def sign_ins(self) -> list[str]:
        """The credentials of those requests that had any."""
        return [line.split(" ", 3)[3] for line in self.requests if not line.endswith(" -")]


BASIC_SIGN_IN = """
    auth_param basic program {folder}/basic.sh
    auth_param basic children 1 startup=1 idle=1
    auth_param basic realm Corp
"""
DIGEST_SIGN_IN = """
    auth_param digest program /usr/lib/squid/digest_file_auth {folder}/digest.txt
    auth_param digest realm Corp
"""
NTLM_SIGN_IN = """
    auth_param ntlm program /usr/lib/squid/ntlm_fake_auth
    auth_param ntlm children 2 startup=1 idle=1
"""
_ASKS = "acl known proxy_auth REQUIRED\n    http_access allow known\n    http_access deny all"


@contextmanager
def squid(folder: Path, *, sign_in: str = "") -> Iterator[Squid]:
    """A squid to which `HOST` is this computer; with `sign_in`, any user is "right"."""
    folder = _folder(folder, "squid")
    port = free_port()
    (folder / "hosts").write_text(f"127.0.0.1 {HOST}\n", encoding="utf-8")
    (folder / "digest.txt").write_text("kari:right\n", encoding="utf-8")
    helper = folder / "basic.sh"
    judged = 'case "$password" in right) echo OK ;; *) echo ERR ;; esac'
    helper.write_text(f"#!/bin/sh\nwhile read -r user password; do {judged}; done\n", encoding="utf-8")
    helper.chmod(0o755)
    rule = _ASKS if sign_in else "http_access allow all"
    text = f"""
    http_port 127.0.0.1:{port}
    {sign_in.format(folder=folder)}
    {rule}
    hosts_file {folder}/hosts
    dns_nameservers 127.0.0.1
    visible_hostname proxy.corp.test
    cache deny all
    cache_mem 8 MB
    pinger_enable off
    netdb_filename none
    pid_filename {folder}/squid.pid
    coredump_dir {folder}
    cache_log {folder}/cache.log
    logformat seen %>Hs %rm %ru %{{Proxy-Authorization}}>h
    access_log stdio:{folder}/access.log logformat=seen
    shutdown_lifetime 0 seconds
    """
    (folder / "access.log").touch()
    (folder / "squid.conf").write_text(dedent(text), encoding="utf-8")
    _give_to(folder, "proxy")
    with serving("squid", ["-N", "-f", str(folder / "squid.conf")], port, folder):
        yield Squid(folder, port)


@contextmanager
def tinyproxy(folder: Path, *, credentials: str = "") -> Iterator[str]:
    """Yields the address of a tinyproxy, which asks for ``user password`` if these are given."""
    folder, port = _folder(folder, "tinyproxy"), free_port()
    asks = f"BasicAuth {credentials}" if credentials else ""
    text = f"Port {port}\nListen 127.0.0.1\nTimeout 60\nMaxClients 20\n{asks}\n"
    (folder / "tinyproxy.conf").write_text(text, encoding="utf-8")
    with serving("tinyproxy", ["-d", "-c", str(folder / "tinyproxy.conf")], port, folder):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def haproxy(
    folder: Path, behind: int, rules: str = "", *, port: int = 0, tls: Path | None = None
) -> Iterator[int]:
    """Yields the port of a haproxy before the port `behind`, with these rules for requests and answers.

    ``{ var(txn.new) -m bool }`` is true for a POST of a company. With `tls`, the file of certificate and key,
    it takes TLS and passes what is in it on as it is (mode tcp), as before a proxy.
    """
    folder, port = _folder(folder, "haproxy"), port or free_port()
    mode, crt = ("tcp", f" ssl crt {tls}") if tls else ("http", "")
    is_new = "http-request set-var(txn.new) bool(true) if { method POST } { path_end -i /v1/contact }"
    lines = [] if tls else [is_new, *rules.strip().splitlines()]
    text = "\n".join(
        (
            "global\n  maxconn 100",
            f"defaults\n  mode {mode}\n  timeout connect 5s\n  timeout client 60s\n  timeout server 60s",
            f"frontend front\n  bind 127.0.0.1:{port}{crt}\n  default_backend back",
            *(f"  {line.strip()}" for line in lines),
            f"backend back\n  server behind 127.0.0.1:{behind}\n",
        )
    )
    (folder / "haproxy.cfg").write_text(text, encoding="utf-8")
    with serving("haproxy", ["-db", "-f", str(folder / "haproxy.cfg")], port, folder):
        yield port


@contextmanager
def nginx(folder: Path, behind: int, certificate: Path, rules: str = "") -> Iterator[int]:
    """Yields the port at which an nginx takes TLS with that certificate and key, for the port `behind`."""
    folder, port = _folder(folder, "nginx"), free_port()
    user = f"user {pwd.getpwuid(os.getuid()).pw_name};" if os.getuid() == 0 else ""
    own = "\n".join(f"{kind}_temp_path {folder}/{kind};" for kind in _NGINX_FOLDERS)
    text = f"""
    {user}
    daemon off;
    pid {folder}/nginx.pid;
    error_log {folder}/error.log;
    events {{ }}
    http {{
      access_log off;
      {own}
      server {{
        listen 127.0.0.1:{port} ssl;
        ssl_certificate {certificate};
        ssl_certificate_key {certificate};
        {rules}
        location / {{
          proxy_pass http://127.0.0.1:{behind};
          proxy_set_header Host $http_host;
        }}
      }}
    }}
    """
    (folder / "nginx.conf").write_text(dedent(text), encoding="utf-8")
    with serving("nginx", ["-c", str(folder / "nginx.conf"), "-p", str(folder)], port, folder):
        yield port


_NGINX_FOLDERS = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def _folder(parent: Path, name: str) -> Path:
    number = len([*parent.glob(f"{name}-*")])
    folder = parent / f"{name}-{number}"
    folder.mkdir()
    return folder


def _give_to(folder: Path, user: str) -> None:
    """Started by root, a service goes on as a user of its own, who must be able to write here."""
    if os.getuid():
        return
    account = pwd.getpwnam(user)
    for each in (folder, *folder.iterdir()):
        os.chown(each, account.pw_uid, account.pw_gid)
