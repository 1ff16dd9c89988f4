"""What README, CHANGELOG and docs say, held against the code."""

import ast
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
PAGES = [README, ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]


def settings_read() -> dict[str, str | None]:
    """The variables that config/settings.py reads, and their defaults (None: none, or computed)."""
    found: dict[str, str | None] = {}
    for node in ast.walk(ast.parse((ROOT / "config" / "settings.py").read_text())):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="env")), args=[ast.Constant(value=str(name)), *_]
            ):
                default = next((word.value for word in node.keywords if word.arg == "default"), None)
                found[name] = None if default is None else shown(default)
    return found


def shown(default: ast.expr) -> str | None:
    try:
        value: Any = eval(compile(ast.Expression(default), "settings", "eval"), {"__builtins__": {}})
    except NameError:
        return None
    return (", ".join(value) if isinstance(value, list) else str(value)) or None


def settings_listed() -> dict[str, str]:
    """Name and default in the rows of the settings table in README."""
    rows = re.findall(r"^\| `([A-Z_]+)` \| (.*?) \|", README.read_text(), re.MULTILINE)
    return {name: default.strip("`") for name, default in rows}


def test_the_settings_table_lists_what_the_settings_read() -> None:
    assert sorted(settings_listed()) == sorted(settings_read())


def test_the_settings_table_gives_the_defaults() -> None:
    listed = settings_listed()
    read = {name: default for name, default in settings_read().items() if default is not None}
    assert {name: listed[name] for name in read} == read


def test_the_changelog_speaks_of_this_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert f"## {version}" in (ROOT / "CHANGELOG.md").read_text()


def test_the_licence_is_there_in_full() -> None:
    licence = (ROOT / "LICENSE").read_text()
    assert "Apache License" in licence
    assert "END OF TERMS AND CONDITIONS" in licence


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_that_a_page_links_to_is_there(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)", page.read_text())
    local = [target for target in targets if not re.match(r"[a-z]+:", target)]
    assert [target for target in local if not (page.parent / target).exists()] == []


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
