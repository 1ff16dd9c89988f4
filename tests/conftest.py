"""What every test session gets: a data folder of its own, and the services that are there.

The site under test is the default one (SQLite, embedded index, filesystem broker) unless
TEST_DATABASE=postgres. Servers are asked for by mark (postgres, elasticsearch, redis) and address by
fixture; what is absent is skipped with one line, and fails under REQUIRE_ALL=1.
"""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urlsplit

import django
import hypothesis
import pytest
from elasticsearch import Elasticsearch

NAMES = {
    "postgres": ("PostgreSQL", "DATABASE_URL"),
    "elasticsearch": ("Elasticsearch", "ELASTICSEARCH_URL"),
    "redis": ("Redis", "CELERY_BROKER_URL"),
}
REQUIRE_ALL = os.environ.get("REQUIRE_ALL") == "1"
SESSION = f"regesta_test_{os.getpid()}"


def _find_services() -> dict[str, str]:
    """Addresses by variable: from the environment, or from what the command in SERVICES_UP prints."""
    variables = [variable for _, variable in NAMES.values()]
    found = {name: os.environ[name] for name in variables if os.environ.get(name)}
    command = os.environ.get("SERVICES_UP")
    if not command or len(found) == len(variables):
        return found
    printed = subprocess.run(command, shell=True, stdout=subprocess.PIPE, text=True, check=True).stdout
    exports = dict(re.findall(r"^export (\w+)=['\"]?(.*?)['\"]?$", printed, re.MULTILINE))
    return {**{name: exports[name] for name in variables if name in exports}, **found}


SERVICES = _find_services()
DATA_FOLDER = Path(tempfile.mkdtemp(prefix="regesta-test-"))


def _set_environment() -> None:
    """Before Django reads its settings: nothing of the site in var/, nor of another session, is touched."""
    for _, variable in NAMES.values():
        os.environ.pop(variable, None)
    if os.environ.get("TEST_DATABASE") == "postgres" and "DATABASE_URL" in SERVICES:
        os.environ["DATABASE_URL"] = urlsplit(SERVICES["DATABASE_URL"])._replace(path=f"/{SESSION}").geturl()
    os.environ["REGESTA_HOME"] = str(DATA_FOLDER)
    os.environ["API_RATE_LIMIT"] = "0"
    os.environ["ELASTICSEARCH_INDEX"] = SESSION
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"


_set_environment()
django.setup()
hypothesis.settings.register_profile("regesta", deadline=None)
hypothesis.settings.load_profile("regesta")


def absent(sentence: str) -> NoReturn:
    """Skip with ``sentence``, or fail with it where everything is required."""
    if REQUIRE_ALL:
        pytest.fail(sentence, pytrace=False)
    pytest.skip(sentence)


def _address(service: str) -> str:
    name, variable = NAMES[service]
    if variable not in SERVICES:
        absent(f"{name} is absent: set {variable} or SERVICES_UP")
    return SERVICES[variable]


def _folder(variable: str) -> Path:
    value = os.environ.get(variable, "")
    if not value or not Path(value).is_dir():
        absent(f"{variable} names no folder: these samples are absent")
    return Path(value).resolve()


def pytest_runtest_setup(item: pytest.Item) -> None:
    for mark in item.iter_markers():
        if mark.name in NAMES:
            _address(mark.name)
        elif mark.name == "chromium":
            _chromium()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Under REQUIRE_ALL no test is skipped, whatever asked for it."""
    outcome: Any = yield
    report = outcome.get_result()
    if REQUIRE_ALL and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"


def pytest_configure() -> None:
    if os.environ.get("TEST_DATABASE") == "postgres" and "DATABASE_URL" not in SERVICES:
        pytest.exit("PostgreSQL is absent: set DATABASE_URL or SERVICES_UP", returncode=int(REQUIRE_ALL))


def pytest_unconfigure() -> None:
    shutil.rmtree(DATA_FOLDER, ignore_errors=True)


def _chromium() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    absent("Chromium is absent: install the package chromium")


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """SQLite in a file, as a site has it: a database in memory knows neither WAL nor a second process."""
    from django.conf import settings

    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database.setdefault("TEST", {})["NAME"] = str(DATA_FOLDER / "test.sqlite3")


@pytest.fixture(scope="session")
def postgres_url() -> str:
    return _address("postgres")


@pytest.fixture(scope="session")
def elasticsearch_url() -> Iterator[str]:
    """The server's address; indices whose names begin with settings.ELASTICSEARCH_INDEX go at the end."""
    address = _address("elasticsearch")
    yield address
    client = Elasticsearch(address)
    for name in client.indices.get(index=f"{SESSION}*"):
        client.indices.delete(index=name)


@pytest.fixture(scope="session")
def redis_url() -> str:
    return _address("redis")


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of further sample documents."""
    return _folder("SAMPLES")


@pytest.fixture(scope="session")
def scale_data() -> Path:
    """The folder of scale sets."""
    return _folder("SCALE_DATA")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium browser."""
    return _chromium()
