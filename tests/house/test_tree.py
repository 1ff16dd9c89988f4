"""The rules of the house that a reader of the tree can check."""

import ast
import re
import subprocess
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GIVEN = ("seeds/", "tests/score/", "catalog/migrations/", "LICENSE")
"""Kept as it was given or generated."""

LONGEST_FILE = 400
LONGEST_FUNCTION = 45
STRAYS = {"utils.py", "helpers.py", "common.py", "base.py", "misc.py"}
# Written in pieces, so that this file does not name what it forbids.
MACHINE_FOLDERS = ["wo" "rk", "ro" "ot", r"home/\w+", r"Users/\w+"]
MACHINE_PATH = re.compile(rf"(?<![\w.~])/(?:{'|'.join(MACHINE_FOLDERS)})/")
INDEX_NAMES = ["pypi" r"\.org", "python" "hosted", "--(?:extra-)?index" "-url", "--find" "-links"]
INDEX_ADDRESS = re.compile("|".join(INDEX_NAMES))


@cache
def tracked() -> tuple[Path, ...]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    paths = (ROOT / name for name in listed.stdout.split("\0") if name and not name.startswith(GIVEN))
    return tuple(path for path in paths if path.is_file())


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def written_by_us() -> list[Path]:
    """Code, templates and styles; minified files of others are served as they came."""
    suffixes = {".py", ".html", ".css", ".js", ".sh"}
    return [path for path in tracked() if path.suffix in suffixes and ".min." not in path.name]


def text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def test_no_file_is_too_long() -> None:
    lengths = {named(path): len(text_of(path).splitlines()) for path in written_by_us()}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_no_function_is_too_long() -> None:
    too_long = {}
    for path in written_by_us():
        if path.suffix != ".py":
            continue
        for node in ast.walk(ast.parse(text_of(path))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > LONGEST_FUNCTION:
                    too_long[f"{named(path)}:{node.name}"] = lines
    assert too_long == {}


def test_no_file_gathers_strays() -> None:
    assert [named(path) for path in tracked() if path.name in STRAYS] == []


@pytest.mark.parametrize("forbidden", [MACHINE_PATH, INDEX_ADDRESS], ids=["machine path", "index address"])
def test_tracked_files_name_no_machine(forbidden: re.Pattern[str]) -> None:
    found = [
        f"{named(path)}:{number}: {line.strip()[:100]}"
        for path in tracked()
        if ".min." not in path.name
        for number, line in enumerate(text_of(path).splitlines(), 1)
        if forbidden.search(line)
    ]
    assert found == []


def locked(name: str) -> set[str]:
    """The packages of a lock, each with its hash."""
    pinned = r"^([a-z][\w.-]*)(?:\[\w+\])?==\S+ \\\n +--hash="
    return set(re.findall(pinned, (ROOT / f"{name}.txt").read_text(), re.MULTILINE))


def package(name: str) -> str:
    return re.sub(r"[_.]", "-", name).lower()


def imported(folders: tuple[str, ...]) -> set[str]:
    """The packages that the code in these folders imports, the standard library and our own left out."""
    modules: set[str] = set()
    for path in tracked():
        if path.suffix == ".py" and named(path).startswith(folders):
            for node in ast.walk(ast.parse(text_of(path))):
                if isinstance(node, ast.Import):
                    modules |= {name.name.partition(".")[0] for name in node.names}
                elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    modules.add(node.module.partition(".")[0])
    given_by = packages_distributions()
    return {package(given_by[module][0]) for module in modules if module in given_by}


def test_every_package_that_is_asked_for_is_locked_with_its_hash() -> None:
    for name in ("requirements", "requirements-test"):
        asked = re.findall(r"^([A-Za-z][\w.-]*)", (ROOT / f"{name}.in").read_text(), re.MULTILINE)
        assert {package(one) for one in asked} <= locked(name)


def test_every_package_that_is_imported_is_locked() -> None:
    assert imported(("catalog/", "config/")) - locked("requirements") == set()
    everything = locked("requirements") | locked("requirements-test")
    assert imported(("tests/", "benchmarks/")) - everything == set()
