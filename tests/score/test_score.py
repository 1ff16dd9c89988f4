"""The seeds described as ingest describes them, scored against their gold cataloguing."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from catalog.ingest.describe import describe
from catalog.ingest.readers import read
from catalog.ingest.score_lines import as_score_lines

HERE = Path(__file__).parent
SEEDS = HERE.parents[1] / "seeds"
LEAST = "0.95"


def test_seeds_reach_the_score_with_every_stated_value_on_its_line() -> None:
    described = "".join(
        json.dumps({"file": str(path), "statements": as_score_lines(describe(read(path)))}) + "\n"
        for path in sorted(SEEDS.glob("*.txt"))
    )
    gold = [str(path) for path in sorted((HERE / "gold").glob("0*.json"))]
    scored = subprocess.run(
        [sys.executable, str(HERE / "score.py"), "--texts", str(SEEDS), "--misses", "--least", LEAST, *gold],
        input=described,
        capture_output=True,
        text=True,
        check=False,
    )
    assert scored.returncode == 0, scored.stdout + scored.stderr
    evidence = re.search(r"evidence: (\d+) of (\d+) stated values", scored.stdout)
    assert evidence is not None
    assert evidence[1] == evidence[2], scored.stdout


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.stem[:3])
def test_line_numbers_are_those_of_the_file(path: Path) -> None:
    lines = re.split(r"\r\n|\n|\r", path.read_text(encoding="utf-8"))
    described = describe(read(path))
    for statement in (*described.statements, *(one for part in described.parts for one in part.statements)):
        proof = statement.evidence
        assert proof is not None
        assert not proof.file
        text = " ".join(" ".join(lines[proof.first_line - 1 : proof.last_line]).split())
        assert " ".join(proof.quote.split()) in text
