"""An administrator's policy in the installed program: what holds, with its source, and one that is broken."""

from __future__ import annotations

import json
from typing import Final

from linux.bare_root import Root
from linux.steps import as_user, expect, say

PLACE: Final = "/etc/contact-entry/policy.toml"
_POLICY: Final = """\
active = "SuperOffice"
log_level = "WARNING"

[[profiles]]
name = "SuperOffice"
scheme = "online"
customer_id = "Cust12345"
client_id = "0123456789abcdef0123456789abcdef"
"""
_BROKEN: Final = 'log_level = "WARNING"\nhistory_days =\n'


def obey_policy(root: Root) -> None:
    """Sets a policy, looks at what the program says of it, breaks it, and takes it away again."""
    run = as_user(root)
    file = root.there(PLACE)
    file.write_text(_POLICY, encoding="utf-8")
    shown = json.loads(run("contact-entry", "policy", "show", "--json"))
    level = next(one for one in shown["settings"] if one["key"] == "log_level")
    expect((level["value"], level["source"]) == ("WARNING", "policy"), f"policy show: {level}")
    listed = json.loads(run("contact-entry", "profile", "list", "--json"))
    managed = [one["name"] for one in listed if one["managed"]]
    expect(managed == ["SuperOffice"], f"profile list: {listed}")
    file.write_text(_BROKEN, encoding="utf-8")
    told = json.loads(run("contact-entry", "self-test", "--json", code=7))
    (check,) = [one for one in told["checks"] if one["name"] == "policy"]
    named = "history_days" in check["sentence"] and "2" in check["sentence"]
    expect(check["outcome"] == "failed" and named, f"self-test of a broken policy: {check}")
    file.unlink()
    say(f"policy: shown with its source; where it is broken, self-test ends with 7: {check['sentence']}")
