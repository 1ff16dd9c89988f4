"""The reference: XML that was stored beforehand, read by keyset and sent as it is."""

from django.db import connection
from django.http import HttpRequest, HttpResponse

PAGE = 100


def prepare() -> None:
    """The table of records as XML, empty."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE bench_stored (id BIGINT PRIMARY KEY, stamp BIGINT NOT NULL, xml TEXT NOT NULL)"
        )


def store(rows: list[tuple[int, int, str]]) -> None:
    """Adds (id, stamp, xml) rows."""
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO bench_stored (id, stamp, xml) VALUES (%s, %s, %s)", rows)


def index() -> None:
    """The index of the keyset, once all is stored."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE INDEX bench_stored_keyset ON bench_stored (stamp, id)")


def stored(request: HttpRequest) -> HttpResponse:
    """A page behind ``?stamp=&id=``; the key of the next one stands in its first line."""
    stamp, pk = int(request.GET.get("stamp", 0)), int(request.GET.get("id", 0))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT stamp, id, xml FROM bench_stored WHERE stamp = %s AND id > %s ORDER BY id LIMIT %s",
            [stamp, pk, PAGE],
        )
        rows = cursor.fetchall()
        if len(rows) < PAGE:
            cursor.execute(
                "SELECT stamp, id, xml FROM bench_stored WHERE stamp > %s ORDER BY stamp, id LIMIT %s",
                [stamp, PAGE - len(rows)],
            )
            rows += cursor.fetchall()
    key = f"{rows[-1][0]},{rows[-1][1]}" if rows else "end"
    body = f"<!-- {key} -->\n<ListRecords>{''.join(row[2] for row in rows)}</ListRecords>"
    return HttpResponse(body, content_type="text/xml; charset=utf-8")
