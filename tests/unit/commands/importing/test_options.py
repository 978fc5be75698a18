"""The options of ``import`` are those that scripts rely on."""

from app.commands.command_line.parser import build_parser


def test_options_that_scripts_rely_on() -> None:
    words = "import a.xlsx --map m.toml --set Category=Customer --set Source=7 --dry-run --strict --json"
    more = "--result", "r.csv", "--country", "NO", "--sheet", "Tuesday"
    given = build_parser().parse_args([*words.split(), "--sandbox", *more])
    assert (given.file, given.map, given.set) == ("a.xlsx", "m.toml", ["Category=Customer", "Source=7"])
    assert (given.dry_run, given.strict, given.json, given.sandbox) == (True, True, True, True)
    assert (given.result, given.country, given.sheet) == ("r.csv", "NO", "Tuesday")
