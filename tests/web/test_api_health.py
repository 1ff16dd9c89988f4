"""What /health/ says while parts of the site are away: each site here is a process of its own."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from catalog.models import Job

ROOT = Path(__file__).parents[2]
ASK = """
import django
django.setup()
from django.conf import settings
settings.ALLOWED_HOSTS = ["testserver"]
settings.ROOT_URLCONF = "catalog.api.urls"  # the pages and the desk take as long to load as all the rest
from django.test import Client
Client().get("/health/")  # a site that has just begun is still loading what it asks with
answer = Client().get("/health/")
print(answer.status_code, answer.content.decode())
"""
NOBODY = "127.0.0.1:9"


@pytest.fixture
def silent() -> Iterator[str]:
    """The address of a server that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"127.0.0.1:{server.getsockname()[1]}"


def asked(home: Path, **environment: str) -> tuple[int, dict[str, Any], str]:
    """Status and answer of a site with these settings, and all that it wrote."""
    given = {name: value for name, value in os.environ.items() if not name.endswith("_URL")}
    given |= {"REGESTA_HOME": str(home), "DJANGO_SETTINGS_MODULE": "config.settings", **environment}
    done = subprocess.run(
        [sys.executable, "-c", ASK],
        cwd=ROOT,
        env=given,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    status, _, body = done.stdout.partition(" ")
    answer: dict[str, Any] = json.loads(body)
    return int(status), answer, done.stdout + done.stderr


def parts(answer: dict[str, Any]) -> dict[str, str]:
    return {name: answer[name]["status"] for name in ("database", "index", "broker", "work")}


@pytest.mark.django_db(transaction=True)
def test_a_whole_site_is_well_until_work_stands_still(client: Client) -> None:
    answer = client.get("/health/")
    assert answer.status_code == 200
    assert answer.json()["status"] == "ok"
    assert set(parts(answer.json()).values()) == {"ok"}
    assert "no-store" in answer["Cache-Control"]
    waiting = Job.objects.create(kind="headings")
    Job.objects.filter(pk=waiting.pk).update(created_at=timezone.now() - timedelta(minutes=10))
    answer = client.get("/health/")
    assert (answer.status_code, answer.json()["status"]) == (200, "degraded")
    assert "the worker for long jobs is not running" in answer.json()["work"]["message"]
    assert {name for name, status in parts(answer.json()).items() if status == "away"} == {"work"}


def test_without_its_database_the_site_is_away(tmp_path: Path) -> None:
    status, answer, written = asked(tmp_path, DATABASE_URL=f"postgres://regesta:opensesame@{NOBODY}/regesta")
    assert (status, answer["status"]) == (503, "away")
    assert parts(answer)["database"] == "away"
    assert parts(answer)["broker"] == "ok"
    assert "opensesame" not in written


def test_without_index_and_broker_records_can_be_read(tmp_path: Path) -> None:
    status, answer, written = asked(
        tmp_path,
        ELASTICSEARCH_URL=f"http://elastic:opensesame@{NOBODY}",
        CELERY_BROKER_URL=f"redis://:opensesame@{NOBODY}/0",
    )
    assert (status, answer["status"]) == (200, "degraded")
    assert [parts(answer)[name] for name in ("database", "index", "broker")] == ["ok", "away", "away"]
    assert all(answer[name]["message"].endswith(".") for name in parts(answer))
    assert "opensesame" not in written


def test_what_takes_connections_and_never_answers_is_away(tmp_path: Path, silent: str) -> None:
    status, answer, _ = asked(
        tmp_path,
        DATABASE_URL=f"postgres://regesta@{silent}/regesta",
        ELASTICSEARCH_URL=f"http://{silent}",
        CELERY_BROKER_URL=f"redis://{silent}/0",
    )
    assert status == 503
    assert set(parts(answer).values()) == {"away"}


@pytest.mark.elasticsearch
@pytest.mark.postgres
@pytest.mark.redis
def test_real_servers_are_well(
    tmp_path: Path, elasticsearch_url: str, postgres_url: str, redis_url: str
) -> None:
    status, answer, _ = asked(
        tmp_path, DATABASE_URL=postgres_url, ELASTICSEARCH_URL=elasticsearch_url, CELERY_BROKER_URL=redis_url
    )
    assert status == 200
    assert [parts(answer)[name] for name in ("database", "index", "broker")] == ["ok"] * 3
