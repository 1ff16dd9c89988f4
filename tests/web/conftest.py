"""A catalogue of the seeds for every module that asks for it, and its static files."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings
from pytest_django import DjangoDbBlocker

import config.urls  # noqa: F401  # the desk is loaded with the addresses, also for tests of its forms alone
from tests.web.seeds import catalogue_seeds


@pytest.fixture(scope="session", autouse=True)
def collected_static_files() -> None:
    """Pages name stylesheets by the digest that collecting gives them, as on a site.

    They are not compressed, which takes twenty times as long and changes no page.
    """
    uncompressed = {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    with override_settings(STORAGES={**settings.STORAGES, "staticfiles": uncompressed}):
        call_command("collectstatic", interactive=False, verbosity=0)


@pytest.fixture(scope="module")
def seeds(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, str]]:
    """The public ids of catalogue_seeds(), made once a module; what a test changes is rolled back."""
    with django_db_blocker.unblock():
        yield catalogue_seeds()
        call_command("flush", interactive=False, verbosity=0)
