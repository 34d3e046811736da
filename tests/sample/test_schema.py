"""The sample has no finding of the Open XML schemas, so that any later finding is one of ours."""

import subprocess
import sys
from pathlib import Path

import pytest

from jama_checksheet.sample.build import write_sample


@pytest.mark.parametrize("answered", [True, False])
def test_the_sample_follows_the_open_xml_schemas(answered: bool, tmp_path: Path) -> None:
    path = write_sample(tmp_path / "sample.xlsx", answered=answered)
    run = subprocess.run(
        [sys.executable, "-m", "openxml_audit", path], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout
    assert "no findings" in run.stdout
