"""docker-compose.yml runs all that a site needs, with health checks and without a secret of its own."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = ROOT / "docker-compose.yml"
SECRETS = {"SECRET_KEY": "x" * 50, "POSTGRES_PASSWORD": "letters1", "INSTITUTION_NAME": "An Archive"}
RUN_ONCE = {"prepare"}


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    return dict(yaml.safe_load(COMPOSE.read_text())["services"])


def test_every_process_and_server_is_there_and_looked_after(services: dict[str, Any]) -> None:
    assert {"web", "indexing", "worker", "beat", "postgres", "elasticsearch", "redis"} <= set(services)
    for name in set(services) - RUN_ONCE:
        assert services[name]["healthcheck"]["test"], name
        assert services[name]["restart"] == "unless-stopped", name


def test_only_the_site_is_reached_and_only_from_this_machine(services: dict[str, Any]) -> None:
    published = {name: one["ports"] for name, one in services.items() if "ports" in one}
    assert published == {"web": ["127.0.0.1:8000:8000"]}


def test_no_secret_has_a_default() -> None:
    given = re.findall(r"\$\{(\w+)(:[?-])", COMPOSE.read_text())
    assert {mark for name, mark in given if name in SECRETS} == {":?"}


def test_every_setting_can_be_given(services: dict[str, Any]) -> None:
    known = set(re.findall(r"^\| `(\w+)` \|", (ROOT / "README.md").read_text(), re.MULTILINE))
    assert set(services["web"]["environment"]) == known - {"REGESTA_HOME", "DEBUG"}


def test_the_client_takes_it_and_refuses_it_without_secrets() -> None:
    client = _client()
    if client is None:
        pytest.skip("docker compose is not installed")
    clean = {name: value for name, value in os.environ.items() if name not in SECRETS}
    ask = [*client, "--file", str(COMPOSE), "config"]
    given = subprocess.run(ask, env=clean | SECRETS | {"TIME_ZONE": "Asia/Tokyo"}, capture_output=True)
    assert given.returncode == 0
    site = yaml.safe_load(given.stdout)["services"]["worker"]["environment"]
    assert site["TIME_ZONE"] == "Asia/Tokyo"
    assert site.get("EMAIL_URL") is None
    assert b"SECRET_KEY" in subprocess.run(ask, env=clean, capture_output=True).stderr


def _client() -> list[str] | None:
    for client in (["docker", "compose"], ["docker-compose"]):
        if (
            shutil.which(client[0])
            and not subprocess.run([*client, "version"], capture_output=True).returncode
        ):
            return client
    return None
