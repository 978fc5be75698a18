"""``contact-entry update-check``: asks the configured address for the newest version."""

from __future__ import annotations

import argparse

from app import __version__
from app.commands.exit_codes import CommandFailed, ExitCode
from app.commands.output import print_json, print_line
from app.commands.session import open_session
from app.model.release import update_result
from app.translation import _
from app.webapi.newest_version import UpdateCheckError, fetch_newest_release

_NO_ADDRESS = _(
    "No address is set that tells the newest version, so nobody was asked. Your administrator can set "
    "“update_url”."
)


def run(arguments: argparse.Namespace) -> ExitCode:
    """Runs ``contact-entry update-check``."""
    with open_session(arguments.home, arguments.log_level) as session:
        settings = session.settings
    if not settings.update_url:
        raise CommandFailed(_NO_ADDRESS)
    try:
        release = fetch_newest_release(settings.update_url, settings.active_profile)
    except UpdateCheckError as unknown:
        raise CommandFailed(unknown.message, ExitCode.KEPT) from unknown
    news = update_result(release, settings.update_url, __version__)
    if arguments.json:
        told = {
            "version": __version__,
            "newest": release.version,
            "is_newer": news.is_newer,
            "url": news.page,
        }
        print_json(told)
    else:
        print_line(news.sentence)
        if news.page:
            print_line(news.page)
    return ExitCode.DONE
