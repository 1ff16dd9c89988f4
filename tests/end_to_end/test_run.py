"""`make run` as a person meets it: started, used, disturbed, stopped and started again."""

import os
import signal
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import psycopg
import pytest
from elasticsearch import Elasticsearch
from redis import Redis

from tests.end_to_end.running_site import Site, start_site

SERVER_VARIABLES = ("DATABASE_URL", "ELASTICSEARCH_URL", "ELASTICSEARCH_INDEX", "CELERY_BROKER_URL")


@pytest.fixture(
    params=[
        "no server",
        pytest.param(
            "servers",
            marks=[
                pytest.mark.postgres,
                pytest.mark.elasticsearch,
                pytest.mark.redis,
            ],
        ),
    ]
)
def environment(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a site of its own: without servers, or with all three."""
    own = {name: value for name, value in os.environ.items() if name not in SERVER_VARIABLES}
    own["REGESTA_HOME"] = str(tmp_path / "home")
    if request.param == "no server":
        yield own
        return
    server = request.getfixturevalue("postgres_url")
    name = f"regesta_test_run_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    elastic = request.getfixturevalue("elasticsearch_url")
    broker = request.getfixturevalue("redis_url").rpartition("/")[0] + "/7"
    yield own | {
        "DATABASE_URL": server.rpartition("/")[0] + f"/{name}",
        "ELASTICSEARCH_URL": elastic,
        "ELASTICSEARCH_INDEX": name,
        "CELERY_BROKER_URL": broker,
    }
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
    client = Elasticsearch(elastic)
    for index in client.indices.get(index=f"{name}*"):
        client.indices.delete(index=index)
    Redis.from_url(broker).flushdb()


@pytest.fixture
def start(environment: dict[str, str]) -> Iterator[Callable[[], Site]]:
    sites: list[Site] = []

    def started() -> Site:
        sites.append(start_site(environment))
        return sites[-1]

    yield started
    for site in sites:
        if site.process.poll() is None:
            site.stop()


def count(site: Site, words: str = "") -> int:
    answer = httpx.get(f"{site.address}/api/v1/records/", params={"q": words}, timeout=20)
    return int(answer.raise_for_status().json()["count"])


def eventually(holds: Callable[[], bool], seconds: float = 60) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if holds():
            return True
        time.sleep(0.2)
    return False


def worker_of(site: Site) -> int:
    """The process id of the worker for long jobs, or 0 while there is none."""
    workers = [pid for pid, command in site.children().items() if "celery" in command and "long@" in command]
    return min(workers, default=0)


def signs_in(site: Site) -> bool:
    with httpx.Client(base_url=site.address, timeout=20) as browser:
        browser.get("/sign-in/")
        form = {"username": "admin", "password": site.password}
        form["csrfmiddlewaretoken"] = browser.cookies["csrftoken"]
        browser.post("/sign-in/?next=/admin/", data=form, headers={"Referer": site.address})
        return "sessionid" in browser.cookies


def test_a_site_is_started_used_disturbed_and_started_again(
    start: Callable[[], Site], environment: dict[str, str]
) -> None:
    site = start()
    assert eventually(lambda: count(site) == 7), "five documents and two collections are found"
    assert count(site, "Port Arthur") > 0
    assert signs_in(site)
    refused = httpx.get(f"{site.address}/search/", params={"q": "Lüshun, " * 1250}, timeout=20)
    assert refused.status_code == 400
    assert "2,000 characters" in refused.text
    for secret in ("secret-key", "admin-password"):
        assert stat.S_IMODE((Path(environment["REGESTA_HOME"]) / secret).stat().st_mode) == 0o600

    killed = worker_of(site)
    os.kill(killed, signal.SIGKILL)
    assert eventually(lambda: worker_of(site) not in (0, killed)), "a worker that ends is started again"

    below = site.children()
    assert "Stopped." in site.stop()
    assert site.process.returncode == 0
    assert eventually(lambda: not any(Path(f"/proc/{pid}").exists() for pid in below), 10)

    again = start()
    assert count(again) == 7
    assert again.password == site.password
