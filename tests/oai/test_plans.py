"""How pages of a harvest are read, by the database's word: along the index of the keyset, never sorted."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from catalog.models import HarvestSet, Record, SetMember, WrittenRecord
from tests.database.records import collection, published
from tests.oai.harvests import asked, token_in

pytestmark = pytest.mark.django_db
RECORDS = 4000
FIRST = 1000
"""The id of the first copy."""
SMALL = "form:0123456789"
"""A set of every fifth record."""
TIMES: tuple[dict[str, str], ...] = (
    {},
    {"from": "2020-01-01"},
    {"until": "2020-06-01"},
    {"from": "2020-01-01", "until": "2020-06-01"},
)
SLOW = ("Sort", "TEMP B-TREE", "Seq Scan on catalog_record", "Seq Scan on catalog_setmember", "Hash")


@pytest.fixture
def large() -> str:
    """The set of many copies of one record, half of them stamped in one second, as the statistics of the
    database know; every seventh has left its sets.
    """
    top = published(collection())
    member = SetMember.objects.get(record=top, harvest_set__spec__startswith="collection:")
    small = HarvestSet.objects.create(spec=SMALL, name="Cable")
    copies = {"record_id": "n", "datestamp": "r.oai_datestamp", "left": "n %% 7 = 0"}
    _copy(Record, top.pk, {"id": "n", "public_id": "'r' || n"})
    for place in range(RECORDS // 200):
        later = Record.objects.filter(pk__gte=FIRST + RECORDS // 2 + place * 100)
        later.update(oai_datestamp=datetime(2020, 1, 2, tzinfo=UTC) + timedelta(hours=place))
    _copy(WrittenRecord, top.pk, {"record_id": "n"})
    _copy(SetMember, member.pk, {"id": "n", **copies})
    _copy(
        SetMember,
        member.pk,
        {"id": f"n + {RECORDS}", "harvest_set_id": f"{small.pk}", **copies},
        "n %% 5 = 0",
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return member.harvest_set.spec


def _copy(model: Any, pk: int, values: dict[str, str], chosen: str = "true") -> None:
    """Copies a row under the ids of the copies of the record, with other ``values``, in SQL."""
    columns = [field.column for field in model._meta.concrete_fields]
    quoted = ", ".join(f'"{one}"' for one in columns)
    selected = ", ".join(values.get(one, f'c."{one}"') for one in columns)
    table = model._meta.db_table
    joined = "" if model is Record else "JOIN catalog_record r ON r.id = n"
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH RECURSIVE numbers(n) AS (SELECT %s UNION ALL SELECT n + 1 FROM numbers WHERE n < %s) "
            f"INSERT INTO {table} ({quoted}) SELECT {selected} FROM {table} c CROSS JOIN numbers {joined} "
            f"WHERE c.{model._meta.pk.column} = %s AND {chosen}",
            [FIRST, FIRST + RECORDS - 1, pk],
        )


def plans(act: Callable[[], object]) -> list[str]:
    """How the database reads the pages that ``act`` asks for."""
    seen: list[tuple[str, Any]] = []

    def see(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if "catalog_writtenrecord" in sql:
            seen.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(see):
        act()
    return [_plan(*one) for one in seen]


def _plan(sql: str, params: Any) -> str:
    explain = "EXPLAIN" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
    with connection.cursor() as cursor:
        cursor.execute(f"{explain} {sql}", params)
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


def test_every_page_is_read_along_the_index_of_its_keyset(client: Client, large: str) -> None:
    for verb, spec, times in product(("ListRecords", "ListIdentifiers"), ("", large, SMALL), TIMES):
        arguments = {"verb": verb, "metadataPrefix": "oai_dc", **times, **({"set": spec} if spec else {})}

        def harvest_two_pages(arguments: dict[str, str] = arguments) -> None:
            token = token_in(asked(client, arguments))
            asked(client, {"verb": arguments["verb"], "resumptionToken": token})

        found = plans(harvest_two_pages)
        assert len(found) >= 2
        for plan in found:
            assert ("set_member_stamp" if spec else "record_stamp") in plan, plan
            # PostgreSQL decides by what has been vacuumed whether it looks at the rows, too.
            assert spec or connection.vendor == "postgresql" or "COVERING INDEX record_stamp" in plan, plan
            assert not [one for one in SLOW if one in plan], plan
