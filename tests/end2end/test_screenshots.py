"""``make screenshots`` comes to every scene of the guide, and makes its pictures."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.end2end.screenshots import GUIDE, PICTURES

ROOT = Path(__file__).parents[2]


@pytest.mark.long
def test_the_pictures_of_the_guide_can_be_made_anew(tmp_path: Path) -> None:
    (tmp_path / GUIDE).mkdir(parents=True)
    done = subprocess.run(
        [sys.executable, "-m", "tests.end2end.screenshots", "guide"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert {file.stem for file in (tmp_path / GUIDE).iterdir()} == {*PICTURES}
