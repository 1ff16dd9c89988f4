"""Every test of this folder runs against both engines, each with an index of its own."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from catalog.search.elastic_client import client
from catalog.search.engine import Engine, engine


@pytest.fixture(params=["embedded", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def using(request: pytest.FixtureRequest, settings: Any, tmp_path: Path) -> Iterator[Engine]:
    """The engine under test, without any index yet."""
    settings.REGESTA_HOME = tmp_path
    settings.ELASTICSEARCH_URL = ""
    if request.param == "elasticsearch":
        settings.ELASTICSEARCH_URL = request.getfixturevalue("elasticsearch_url")
        settings.ELASTICSEARCH_TIMEOUT = 30.0
        settings.ELASTICSEARCH_INDEX = f"regesta_test_{tmp_path.name.lower()}_{id(settings)}"
    engine.cache_clear()
    client.cache_clear()
    yield engine()
    if settings.ELASTICSEARCH_URL:
        for place in client().indices.get(index=f"{settings.ELASTICSEARCH_INDEX}-*"):
            client().indices.delete(index=place)
    engine.cache_clear()
    client.cache_clear()
