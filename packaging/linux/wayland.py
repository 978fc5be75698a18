"""The installed window on Wayland: sway without a screen, worked with keys of a virtual keyboard."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Final

from linux.bare_root import USER, Root
from linux.steps import as_user, expect, say

PICTURE: Final = Path(__file__).parents[2] / "build/wayland.png"
NAME: Final = "Fjell & Vidde Ås"
_HOME: Final = f"/home/{USER}/wayland"
_OF_WINDOW: Final = ("--home", _HOME)
_SESSION: Final = """
export XDG_RUNTIME_DIR="$HOME/run" WLR_BACKENDS=headless WLR_LIBINPUT_NO_DEVICES=1 WLR_RENDERER=pixman
mkdir -p -m 700 "$XDG_RUNTIME_DIR"
printf 'xwayland disable\\noutput HEADLESS-1 resolution 1280x1024\\n' >"$HOME/sway"
sway --config "$HOME/sway" >"$HOME/sway.log" 2>&1 & compositor=$!
until_true() { turn=0; until "$@" || [ $turn -ge 1800 ]; do sleep 0.1; turn=$((turn + 1)); done; }
display() { WAYLAND_DISPLAY=$(cd "$XDG_RUNTIME_DIR" && ls | grep -x 'wayland-[0-9]*'); }
until_true display
export WAYLAND_DISPLAY SWAYSOCK=$(ls "$XDG_RUNTIME_DIR"/sway-ipc.*)
export QT_QPA_PLATFORM=wayland
contact-entry self-test --json
contact-entry --home "$1" --sandbox & window=$!
shown() { swaymsg -t get_tree | grep -q '"name": "Contact Entry"'; }
until_true shown
# Before the server has said what it requires, Save has nowhere to send to.
signed_in() { grep -q 'GET /v1/User/currentPrincipal 200' "$1/logs/contact-entry.log"; }
until_true signed_in "$1"
sleep 3
# A virtual keyboard comes and goes with each wtype, and the window has to hear of it before the first key.
wtype -s 500 "$2"
wtype -s 500 -M ctrl -k Return -m ctrl
sleep 3
# What the practice server requires besides: Save has led there.
wtype -s 500 "K-2026-17"
wtype -s 500 -M ctrl -k Return -m ctrl
sleep 3
grim "$HOME/wayland.png"
kill $window
wait $window
kill $compositor
"""


def work_on_wayland(root: Root) -> None:
    """Self-test, a name that is typed, Save: the entry is in the outbox. The picture is left in build/."""
    root.install("sway", "wtype", "grim")
    shared = root.there("/dev/shm")  # noqa: S108  # of the root: where pictures are handed over
    shared.mkdir(exist_ok=True)
    shared.chmod(0o1777)
    told = root.run("sh", "-c", _SESSION, "sh", _HOME, NAME, user=USER, code=None)
    checks = {check["name"]: check for check in json.loads(told.splitlines()[0])["checks"]}
    window = checks["window"]
    expect(window["outcome"] == "ok" and "wayland" in window["detail"], f"self-test on Wayland: {window}")
    taken = root.there(f"/home/{USER}/wayland.png")
    expect(taken.exists(), f"There is no picture: {root.there(f'/home/{USER}/sway.log').read_text()[-2000:]}")
    PICTURE.parent.mkdir(exist_ok=True)
    shutil.copy(taken, PICTURE)
    listed = as_user(root)("contact-entry", "outbox", "list", "--json", *_OF_WINDOW)
    names = [entry["name"] for entry in json.loads(listed)]
    expect(NAME in names, f"The window on Wayland has kept {names}: see {PICTURE}.")
    say(f"on Wayland (sway, {window['detail']}): {NAME} is typed and saved with keys")
