"""What nobody would think of sending: no answer is a fault of ours, none is off the schema."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    positive_data_acceptance,
    response_schema_conformance,
    status_code_conformance,
)

from catalog.models import User
from catalog.records.tokens import make_token
from tests.database.records import collection, item, published

EXAMPLES = 3
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
READING = [*CHECKS, positive_data_acceptance]
"""Nothing that the schema allows to be read is refused. What is written may not fit what is there already,
and a page of a search may lie behind the last that there can be: a schema cannot say that.
"""
SEARCHES = ("/api/v1/records/", "/api/v1/facets/{facet}/")
pytestmark = [pytest.mark.django_db]


@pytest.fixture
def kept_connection() -> Iterator[None]:
    """The end of a request closes the connection, and with it what this test has in its transaction."""
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)


@pytest.mark.usefixtures("kept_connection")
def test_no_request_is_answered_with_a_fault_or_off_the_schema() -> None:
    above = published(collection())
    published(item("Letter", parent=above, text="A line\n"))
    text = make_token(User.objects.create_superuser("archivist", rank=20), "a program", "publish", 1)[1]
    # The client of the tests does not unpack.
    headers = {"Authorization": f"Bearer {text}", "Accept-Encoding": "identity"}
    schema = schemathesis.openapi.from_wsgi("/api/schema/?format=json", get_wsgi_application())
    for result in schema.get_all_operations():
        assert isinstance(result, Ok)

        @settings(max_examples=EXAMPLES, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
        @given(case=result.ok().as_strategy())
        def asked(case: schemathesis.Case[Any]) -> None:
            checks = READING if case.method == "GET" and case.path not in SEARCHES else CHECKS
            case.call_and_validate(headers=headers, checks=checks)

        asked()
