"""Writes the score table of docs/reading.md: python tests/score/table.py [FOLDER of more gold and texts]

The seeds are described as ingest describes them and scored against tests/score/gold; a folder given
holds further texts beside their gold (NAME.txt, NAME.gold.json).
"""

import json
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT))

from catalog.ingest.describe import describe  # noqa: E402
from catalog.ingest.readers import read  # noqa: E402
from catalog.ingest.score_lines import as_score_lines  # noqa: E402

PAGE = ROOT / "docs" / "reading.md"
BEGIN, END = "<!-- score table: written by tests/score/table.py -->", "<!-- end of the score table -->"
_ROW = re.compile(
    r"^(\S+)\s+gold\s+(\d+) right\s+(\d+) wrong\s+(\d+)\s+P (\S+)\s+R (\S+)\s+F1 (\S+)$", re.MULTILINE
)


def scored(texts: list[Path], gold: list[Path]) -> str:
    """What the scorer prints of some texts."""
    described = "".join(
        json.dumps({"file": str(path), "statements": as_score_lines(describe(read(path)))}) + "\n"
        for path in texts
    )
    folders = sorted({str(path.parent) for path in texts})
    options = [word for folder in folders for word in ("--texts", folder)]
    command = [sys.executable, str(HERE / "score.py"), *options, *map(str, gold)]
    return subprocess.run(command, input=described, capture_output=True, text=True, check=True).stdout


def table(printed: str) -> str:
    """The scorer's lines as a table, with the line on evidence under it."""
    rows = [f"| {' | '.join(found.groups())} |" for found in _ROW.finditer(printed)]
    evidence = re.search(r"^evidence: .*$", printed, re.MULTILINE)
    head = [
        "| Field or file | Catalogued | Right | Wrong | Precision | Recall | F1 |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    return "\n".join([*head, *rows, "", evidence.group().capitalize() + "." if evidence else ""])


def main() -> None:
    """The tables of the seeds, and of the folder named, into the page."""
    parts = [
        "### The seeds",
        "",
        table(scored(sorted((ROOT / "seeds").glob("*.txt")), sorted((HERE / "gold").glob("0*.json")))),
    ]
    for folder in map(Path, sys.argv[1:]):
        texts, gold = sorted(folder.glob("**/*.txt")), sorted(folder.glob("**/*.gold.json"))
        parts += ["", f"### {folder.name.capitalize()}", "", table(scored(texts, gold))]
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}\n{chr(10).join(parts)}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
