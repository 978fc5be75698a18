"""What ``read`` takes."""

import argparse

from app.commands.finding.read_options import READ, add_to


def test_a_file_is_named_and_perhaps_a_country() -> None:
    parser = argparse.ArgumentParser(description=READ)
    add_to(parser)
    assert vars(parser.parse_args(["a.msg"])) == {"file": "a.msg", "country": ""}
    assert parser.parse_args(["-", "--country", "NO"]).country == "NO"
