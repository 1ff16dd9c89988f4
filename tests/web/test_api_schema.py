"""The schema: valid OpenAPI, and true to what the API answers."""

import os
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from drf_spectacular.validation import validate_schema
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from catalog.api.parameters import CURSOR, FIELDS, PARAMETERS
from catalog.domain.description import Agent, Date
from catalog.search.fields import FACETS
from catalog.search.sync import sync_pending
from tests.database.records import collection, internal, item, published

pytestmark = pytest.mark.django_db
ACCEPTED = Path(__file__).parents[2] / "docs" / "openapi.yaml"


@pytest.fixture
def schema(client: Client) -> dict[str, Any]:
    answer = client.get("/api/schema/?format=json")
    assert answer.status_code == 200
    read: dict[str, Any] = answer.json()
    return read


def test_the_schema_is_valid_openapi(schema: dict[str, Any]) -> None:
    assert schema["openapi"].startswith("3.1")
    validate_schema(schema)  # type: ignore[no-untyped-call]


def test_every_shape_that_is_referred_to_is_there(schema: dict[str, Any]) -> None:
    named = set(_references(schema))
    assert {"Record", "RecordList", "Problem"} <= named
    assert named <= set(schema["components"]["schemas"])


def test_every_filter_is_in_the_schema(schema: dict[str, Any]) -> None:
    told = {one["name"] for one in schema["paths"]["/api/v1/records/"]["get"]["parameters"]}
    assert told == {one.name for one in (*PARAMETERS, CURSOR, FIELDS)}
    assert set(FACETS) <= told


def test_answers_have_the_shapes_that_the_schema_says(client: Client, schema: dict[str, Any]) -> None:
    above = published(collection())
    date = Date(edtf="1952", role="created", earliest="1952-01-01", latest="1952-12-31", state="accepted")
    agent = Agent(name="Zhou Enlai", role="sender", state="accepted")
    one = published(item("Cable", date, agent, internal("Ask Moscow"), parent=above, text="A base\n"))
    while sync_pending():
        pass
    for address, shape in (
        (f"/api/v1/records/{one.public_id}/", "Record"),
        ("/api/v1/records/?q=cable", "RecordList"),
        ("/api/v1/records/?cursor=*", "RecordList"),
        ("/api/v1/facets/agent/?find=zhou", "FacetValues"),
        ("/api/v1/suggestions/?q=cab", "Suggestions"),
        ("/api/v1/records/?page=none", "Problem"),
        ("/api/v1/records/000000000/", "Problem"),
    ):
        validator = Draft202012Validator(
            {"$ref": f"#/components/schemas/{shape}", "components": schema["components"]}
        )
        assert [error.message for error in validator.iter_errors(client.get(address).json())] == []


def test_a_changed_schema_is_accepted_first(client: Client) -> None:
    """What programs rely on: to accept a change, write the new schema with ACCEPT_SCHEMA=1 and commit it."""
    told = client.get("/api/schema/").content.decode()
    if os.environ.get("ACCEPT_SCHEMA") == "1":
        ACCEPTED.write_text(told)
    assert told == ACCEPTED.read_text()


def test_the_schema_is_made_without_a_warning(capsys: pytest.CaptureFixture[str], client: Client) -> None:
    client.get("/api/schema/")
    assert "Warning" not in capsys.readouterr().err


def test_yaml_is_given_to_those_who_ask_for_nothing_else(client: Client) -> None:
    assert client.get("/api/schema/").content.startswith(b"openapi: 3.1")


def _references(node: Any) -> list[str]:
    if isinstance(node, dict):
        own = [node["$ref"].rsplit("/", 1)[-1]] if isinstance(node.get("$ref"), str) else []
        return own + [name for value in node.values() for name in _references(value)]
    return [name for value in node for name in _references(value)] if isinstance(node, list) else []
