"""Installs, upgrades, uses and removes the built packages in a bare Debian without Python.

Usage, as root, after ``make package``: ``make package-test``, or ``python packaging/linux/try_packages.py``
with ``--suite trixie`` for another Debian. Ends with 1 at the first step that fails, and says which.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]

from linux import first_paint, repository_trial, speaking  # noqa: E402  # beside this file
from linux.bare_root import USER, Root, StepFailed, bare_root  # noqa: E402  # beside this file
from linux.policy_trial import obey_policy  # noqa: E402  # beside this file
from linux.steps import as_user, checked, expect, say  # noqa: E402  # beside this file
from linux.wayland import work_on_wayland  # noqa: E402  # beside this file

from tests.helpers.data.vendor import sample  # noqa: E402  # as above

ROOT: Final = Path(__file__).parents[2]
OLD: Final = "0.0.9"
MOST_BYTES: Final = 60_000_000
SLOWEST: Final = 1.2
RUNS: Final = 9
DISPLAY: Final = ":97"
TOOLS: Final = {
    "debootstrap": "debootstrap", "unshare": "util-linux", "lintian": "lintian", "rpm": "rpm",
    "desktop-file-validate": "desktop-file-utils", "appstreamcli": "appstream", "dpkg-deb": "dpkg",
    "gpg": "gnupg", "apt-ftparchive": "apt-utils", "createrepo_c": "createrepo-c",
}  # fmt: skip
NAMESPACE: Final = "CONTACT_ENTRY_TRIAL"
PATIENCE: Final = 120.0  # seconds
NOWHERE: Final = (
    "Work", "--url", "http://127.0.0.1:9", "--allow-plain-http", "--user", "you", "--secret-stdin",
)  # fmt: skip
OTHER_HOME: Final = ("--home", f"/home/{USER}/open")
# With what it says on standard error.
STORE_OF_WINDOW: Final = (
    "sh",
    "-c",
    '"$@" 2>&1',
    "sh",
    "contact-entry",
    "outbox",
    "list",
    "--json",
    *OTHER_HOME,
)
COMPANY: Final = {
    "Name": "Fjell & Vidde AS",
    "OrgNr": "974760673",
    "Persons": [{"Firstname": "Kari", "Lastname": "Nordmann"}],
}


@dataclass(frozen=True)
class Packages:
    """The files to try, and the same program under an older number."""

    new: Path
    old: Path


# What can be seen without installing


def look_at(deb: Path) -> None:
    size = deb.stat().st_size
    expect(size <= MOST_BYTES, f"{deb.name} has {size / 1e6:.1f} MB; {MOST_BYTES / 1e6:.0f} MB are allowed.")
    say(f"{deb.name} has {size / 1e6:.1f} MB (at most {MOST_BYTES / 1e6:.0f})")
    checked("lintian", "--fail-on", "error,warning", "--tag-display-limit", "0", deb)
    say("lintian finds no error and no warning (exceptions and their reasons: linux/lintian-overrides)")
    with tempfile.TemporaryDirectory() as folder:
        checked("dpkg-deb", "-x", deb, folder)
        share = Path(folder, "usr/share")
        checked("appstreamcli", "validate", "--no-net", *share.glob("metainfo/*.xml"))
        checked("desktop-file-validate", *share.glob("applications/*.desktop"))
        say("appstreamcli and desktop-file-validate find nothing wrong")


# What the installed program does


def self_test(root: Root, how: str, platform: str, keyring: str, **variables: str) -> None:
    """`keyring` is the outcome that the check of the password store has to have."""
    run = root.run_with_keyring if keyring == "ok" else as_user(root)
    told = json.loads(run("contact-entry", "self-test", "--json", code=None, **variables))
    checks = {check["name"]: check for check in told["checks"]}
    wrong = [check for check in told["checks"] if check["outcome"] != "ok" and check["name"] != "keyring"]
    expect(told["ok"] and told["bundled"] and not wrong, f"self-test {how}: {wrong or told}")
    expect(platform in checks["window"]["detail"], f"not on {platform}: {checks['window']}")
    expect(checks["keyring"]["outcome"] == keyring, f"self-test {how}: {checks['keyring']}")
    say(f"self-test {how}: {checks['window']['detail']}; keyring: {checks['keyring']['detail']}")


def save_sample(root: Root) -> None:
    typed = json.dumps(sample("Sample request"))
    told = json.loads(root.run("contact-entry", "submit", "--sandbox", "--json", "-", user=USER, typed=typed))
    expect(told["state"] == "saved" and told["ContactId"] > 0, f"submit --sandbox: {told}")
    say(f"submit --sandbox saves the reference page's sample as number {told['ContactId']}")


def fill_outbox(root: Root, count: int) -> list[dict[str, Any]]:
    """Companies for a server that does not answer; the entries as the outbox lists them."""
    root.run_with_keyring("contact-entry", "profile", "add", *NOWHERE, typed="a password\n")
    for number in range(count):
        typed = json.dumps({**COMPANY, "Name": f"Fjell {number} AS"})
        root.run_with_keyring("contact-entry", "submit", "--profile", "Work", "-", typed=typed, code=6)
    listed = outbox(root)
    expect(len(listed) == count, f"The outbox has {len(listed)} entries instead of {count}.")
    return listed


def outbox(root: Root) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = json.loads(
        root.run("contact-entry", "outbox", "list", "--json", user=USER)
    )
    return listed


@contextmanager
def screen(root: Root) -> Iterator[None]:
    command = root.command("Xvfb", DISPLAY, "-screen", "0", "1280x1024x24", "-displayfd", "1", user="root")
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)  # noqa: S603  # the root's own
    with process:
        assert process.stdout is not None  # noqa: S101  # asked for above
        process.stdout.readline()  # it takes windows from here on
        try:
            yield
        finally:
            process.terminate()


@contextmanager
def open_window(root: Root) -> Iterator[None]:
    """One without a screen, with a home of its own, that has its entries open."""
    command = root.command("contact-entry", *OTHER_HOME, user=USER, QT_QPA_PLATFORM="offscreen")
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:  # noqa: S603  # the root's own
        try:
            until = time.monotonic() + PATIENCE
            while "is running already" not in root.run(*STORE_OF_WINDOW, user=USER, code=None):
                expect(process.poll() is None and time.monotonic() < until, "No window came up.")
                time.sleep(0.5)
            yield
            expect(process.poll() is None, "The window that was open has ended.")
        finally:
            process.kill()


def upgrade_under_a_window(root: Root, package: Path) -> None:
    """A window of the old version goes on working, and takes what a command of the new one hands over."""
    root.run("contact-entry", "profile", "add", *OTHER_HOME, *NOWHERE, user=USER, typed="secret\n", code=None)
    with open_window(root):
        root.install(root.put(package))
        company = json.dumps({**COMPANY, "Name": "Handed Over AS"})
        submit = ("contact-entry", "submit", *OTHER_HOME, "--profile", "Work", "-")
        root.run(*submit, user=USER, typed=company, code=6)
    names = [entry["name"] for entry in json.loads(root.run(*STORE_OF_WINDOW[4:], user=USER))]
    expect(names == ["Handed Over AS"], f"The open window has taken {names}.")
    say("a window that is open during the upgrade goes on working")


def clean_children(root: Root) -> None:
    """What the program starts, a web browser for example, does not inherit its libraries.

    Seen at the practice server, which is a program of its own as well.
    """
    calls = "/tmp/calls"  # noqa: S108  # of the root
    watching = ("strace", "-f", "-v", "-s", "4096", "-e", "trace=execve", "-o", calls)
    company = json.dumps(COMPANY)
    root.run(*watching, "contact-entry", "submit", "--sandbox", "-", user=USER, typed=company)
    started = [line for line in root.there(calls).read_text().splitlines() if '"--until-eof"' in line]
    expect(bool(started), "The practice server was not seen to be started.")
    expect("LD_LIBRARY_PATH" not in started[0], "A browser would inherit the program's libraries.")
    say("programs that it starts get the system's libraries, not its own")


def start_up(root: Root) -> None:
    """Measured where the other steps have passed: nothing else runs."""
    installed = root.command("/usr/bin/contact-entry", "--home", f"/home/{USER}/measured", user=USER)
    shown = [f"DISPLAY={DISPLAY}", "QT_QPA_PLATFORM=xcb", "QT_LOGGING_RULES=qt.widgets.painting.info=true"]
    at = installed.index("/usr/bin/contact-entry")
    with tempfile.TemporaryDirectory() as home:
        plain = [str(ROOT / "build/package-venv/bin/python"), "-m", "app", "--home", home]
        commands = {"installed": [*installed[:at], *shown, *installed[at:]], "plain Python": plain}
        environment = {**first_paint.environment_for(DISPLAY), "PYTHONPATH": str(ROOT)}
        took = first_paint.medians(commands, environment, RUNS)
    times = took["installed"] / took["plain Python"]
    figures = ", ".join(f"{name} {seconds * 1000:.0f} ms" for name, seconds in took.items())
    expect(times <= SLOWEST, f"Start to first paint: {figures}: {times:.2f} times; {SLOWEST} are allowed.")
    say(f"start to first paint, median of {RUNS}: {figures}: {times:.2f} times (at most {SLOWEST})")


# Both kinds of package


def try_deb(packages: Packages, root: Root) -> list[dict[str, Any]]:
    """The entries that the user has in the end."""
    expect(not list(root.folder.glob("usr/bin/python3*")), "There is a Python in the root.")
    root.run("apt-get", "update", "-q")
    root.install(root.put(packages.old))
    say("installed in a minimal Debian without Python, with the dependencies that apt finds")
    root.install("gnome-keyring", "dbus", "xvfb", "xauth", "strace")
    expect(not list(root.folder.glob("usr/bin/python3*")), "There is a Python in the root by now.")
    before = fill_outbox(root, 5)
    upgrade_under_a_window(root, packages.new)
    expect(outbox(root) == before, "The outbox is not the same after the upgrade.")
    say(f"upgrade from {OLD}: all {len(before)} entries of the outbox are there")
    self_test(root, "without a desktop", "offscreen", "note")
    self_test(root, "with a keyring", "offscreen", "ok")
    save_sample(root)
    clean_children(root)
    with screen(root):
        self_test(root, "on a virtual screen", "xcb", "note", DISPLAY=DISPLAY)
        start_up(root)
    obey_policy(root)
    speaking.speak_in_commands(root)
    speaking.play_demo()
    with screen(root):
        speaking.read_window(root, DISPLAY)
    work_on_wayland(root)
    entries = outbox(root)
    remove_deb(root)
    repository_trial.put_repository(root)
    repository_trial.install_from_repository(root)
    expect(outbox(root) == entries, "The outbox is not the same after removing and installing again.")
    say("installed again, all entries are there")
    root.run("apt-get", "purge", "-y", "-q", "contact-entry")
    return entries


def remove_deb(root: Root) -> None:
    files = root.run("dpkg", "-L", "contact-entry").splitlines()
    policy = root.there("/etc/contact-entry/policy.toml")
    policy.write_text('log_level = "INFO"\n')
    root.run("apt-get", "remove", "-y", "-q", "contact-entry")
    left = [name for name in files if root.there(name).is_file() or root.there(name).is_symlink()]
    expect(not left and not root.there("/usr/lib/contact-entry").exists(), f"Removal leaves {left}.")
    expect(policy.exists(), "Removal takes the administrator's policy with it.")
    store = root.there(f"/home/{USER}/.local/share/contact-entry/entries.sqlite3")
    expect(store.exists(), "Removal takes the user's entries with it.")
    say("removal leaves no program file, keeps the user's data and the administrator's policy")
    root.run("apt-get", "purge", "-y", "-q", "contact-entry")
    expect(not traces(root), f"Purging leaves {traces(root)}.")
    say("purging leaves nothing outside the users' homes")


def traces(root: Root) -> list[str]:
    found = root.run(
        "find", "/etc", "/usr", "/opt", "/var/lib", "/var/cache", "/lib", "-xdev", "-name", "*contact*entry*"
    )
    return [line for line in found.splitlines() if "/apt/" not in line]


def try_rpm(packages: Packages, root: Root, before: list[dict[str, Any]]) -> None:
    """As far as Debian's rpm goes: it does not know which of its libraries Debian's packages provide."""
    root.install("rpm")
    old, new = root.put(packages.old), root.put(packages.new)
    # Debian 12's asks to be told that it is meant, 13's does not know the word.
    known = root.run("rpm", "--help")
    force = [option for option in ("--nodeps", "--force-debian") if option in known]
    repository_trial.check_signed_rpm(root)
    root.run("rpm", "-i", *force, old)
    root.run("rpm", "-U", *force, new)
    expect(root.run("rpm", "-V", "--nodeps", "contact-entry") == "", "rpm -V finds changed files.")
    expect(outbox(root) == before, "The outbox is not the same after rpm -U.")
    files = root.run("rpm", "-ql", "contact-entry").splitlines()
    needed = root.run("rpm", "-qR", "contact-entry").splitlines()
    cut = [one for one in needed if one.split()[0].count("(") != one.split()[0].count(")") and one[0] != "("]
    expect(not cut, f"No system has what the rpm needs: {cut}")
    say(f"rpm -i, -U and -V: {len(files)} files, {len(needed)} requirements")
    self_test(root, "of the rpm", "offscreen", "note")
    save_sample(root)
    root.run("rpm", "-e", "contact-entry")
    expect(not traces(root), f"rpm -e leaves {traces(root)}.")
    expect(
        root.there(f"/home/{USER}/.local/share/contact-entry/entries.sqlite3").exists(), "The data is gone."
    )
    say("rpm -e leaves nothing outside the users' homes, and keeps the user's data")


# The run


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--suite", default="bookworm", help="the Debian to try it in")
    options.add_argument("--cache", type=Path, default=Path("/var/cache/contact-entry-trial"))
    arguments = options.parse_args()
    if trouble := _what_is_missing():
        print(f"try_packages: {trouble}", file=sys.stderr)
        return 1
    if NAMESPACE not in os.environ:
        # Mounts and processes of ours end with it.
        unshare = (
            "unshare",
            "--mount",
            "--pid",
            "--fork",
            "--kill-child",
            "--propagation",
            "private",
            "--mount-proc",
        )
        os.environ[NAMESPACE] = "1"
        os.execvp("unshare", [*unshare, sys.executable, *sys.argv])  # noqa: S606, S607  # this program itself
    try:
        _try_all(arguments.suite, arguments.cache)
    except StepFailed as failure:
        print(f"FAILED  {failure}", file=sys.stderr)
        return 1
    return 0


def _try_all(suite: str, cache: Path) -> None:
    checked("sh", "packaging/linux/build.sh", OLD)
    deb = Packages(_only("dist/*.deb"), _only(f"build/packages-{OLD}/*.deb"))
    rpm = Packages(_only("dist/*.rpm"), _only(f"build/packages-{OLD}/*.rpm"))
    look_at(deb.new)
    folder = Path(tempfile.mkdtemp(prefix="contact-entry-trial-"))
    try:
        with bare_root(suite, cache, folder / "root") as root:
            entries = try_deb(deb, root)
            try_rpm(rpm, root, entries)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _only(pattern: str) -> Path:
    found = sorted(ROOT.glob(pattern))
    expect(len(found) == 1, f"There has to be one {pattern}, and there are {len(found)}: run make package.")
    return found[0]


def _what_is_missing() -> str:
    if sys.platform != "linux" or os.geteuid() != 0:
        return "this is for root on Linux: it makes a system of its own in a folder."
    missing = sorted({package for tool, package in TOOLS.items() if shutil.which(tool) is None})
    if missing:
        return f"some tools are missing: apt-get install -y --no-install-recommends {' '.join(missing)}"
    if not list(ROOT.glob("dist/*.deb")):
        return "there is no package in dist/ yet: run make package."
    return ""


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main())
