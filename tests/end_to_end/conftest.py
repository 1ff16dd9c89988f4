"""What the walks through the whole site share."""

from typing import Any

import pytest

from tests.engine.conftest import using as using


@pytest.fixture
def plain_static_files(settings: Any) -> None:
    """Pages name their styles by plain names: nothing was collected into the folder of a test's site."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
