"""A server on the tests' own database."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection

from tests.end_to_end.conftest import plain_static_files as plain_static_files
from tests.oai.loss import Server


@pytest.fixture
def server(transactional_db: None) -> Iterator[Server]:
    """Answers to any host, with this process's secret key."""
    environment = {"SECRET_KEY": settings.SECRET_KEY, "ALLOWED_HOSTS": "*", "DATABASE_URL": _address()}
    running = Server(environment)
    yield running
    running.kill()


def _address() -> str:
    """Where another process finds the database."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    who = f"{quote(database['USER'])}:{quote(database['PASSWORD'])}@" if database["USER"] else ""
    port = f":{database['PORT']}" if database["PORT"] else ""
    return f"postgres://{who}{database['HOST']}{port}/{database['NAME']}"
