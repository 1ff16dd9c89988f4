"""How often the API may be asked: counted by all processes together, and alone while their count is away."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from redis import Redis

pytestmark = pytest.mark.django_db


def counting_in(address: str) -> dict[str, Any]:
    redis = "django.core.cache.backends.redis.RedisCache"
    process = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    return {"default": process, "counts": {"BACKEND": redis, "LOCATION": address, "KEY_PREFIX": str(uuid4())}}


@pytest.mark.redis
def test_all_processes_count_together(client: Client, settings: Any, redis_url: str) -> None:
    settings.API_RATE_LIMIT = 100
    settings.CACHES = counting_in(redis_url)
    asked = [client.get("/api/v1/authorities/", REMOTE_ADDR="192.0.2.8") for _ in range(2)]
    prefix = settings.CACHES["counts"]["KEY_PREFIX"]
    server = Redis.from_url(redis_url)
    counts = [int(server.get(key) or 0) for key in server.keys(f"{prefix}:*")]
    assert sum(counts) == 2
    # What another process counts is seen here.
    for key in server.keys(f"{prefix}:*"):
        server.incrby(key, 200)
    refused = client.get("/api/v1/authorities/", REMOTE_ADDR="192.0.2.8")
    assert {one.status_code for one in asked} == {200}
    assert (refused.status_code, refused["RateLimit-Remaining"]) in ((429, "0"), (200, "99"))  # a new minute


def test_while_the_count_is_away_each_process_counts_alone(client: Client, settings: Any) -> None:
    settings.API_RATE_LIMIT = 5
    settings.CACHES = counting_in("redis://127.0.0.1:9/0")
    answers = [client.get("/api/v1/authorities/", REMOTE_ADDR="192.0.2.9") for _ in range(2)]
    assert [one.status_code for one in answers] == [200, 200]
    assert {one["RateLimit-Limit"] for one in answers} == {"5"}
