"""Generated records for benchmarks: Zipf text of 2 KB and six facets, written straight into rows.

Three records in ten have a note for staff alone, and so two views.
"""

import itertools
import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.management.color import no_style
from django.db import connection, transaction

from catalog.domain.description import (
    Agent,
    AnyStatement,
    Classification,
    ClassificationEvent,
    Date,
    Description,
    Form,
    Language,
    Note,
    Place,
    Subject,
    Title,
    decode,
    encode,
)
from catalog.domain.description import Text as OwnText
from catalog.domain.text import sha256_of
from catalog.domain.wording import primary_date
from catalog.models import Institution, Record, StatementRow, Text
from catalog.records.rows import statement_row

VOCABULARY = 20_000
WORDS_OF_TEXT = 320
COLLECTIONS = 20
BATCH = 1000
TWO_VIEWS = 0.3
SYLLABLES = [first + second for first in "bdfgklmnprstvz" for second in "aeiou"]
FORMS = ("Cable", "Letter", "Memorandum", "Minutes", "Report", "Treaty", "Communiqué", "Estimate")
LANGUAGES = ("eng", "rus", "zho", "fra")
LEVELS = ("Unclassified", "Confidential", "Secret", "Top Secret")
SEEN = datetime(2020, 1, 1, tzinfo=UTC)
BETWEEN = timedelta(hours=7)
"""Between the times at which copies say that they were changed."""


def vocabulary() -> list[str]:
    """Words of two to four syllables, the same each time, the most frequent first."""
    chance = random.Random(7)
    made: dict[str, None] = {}
    while len(made) < VOCABULARY:
        made["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4)))] = None
    return list(made)


def fill(count: int, *, with_rows: bool = False) -> None:
    """``count`` published records under COLLECTIONS published collections, none of them indexed;
    ``with_rows`` writes the rows of their statements too, by which the desk filters.
    """
    institution = Institution.objects.create(name="Archives of the Benchmark")
    numbers = iter(range(1, count + COLLECTIONS + 1))
    above = [_collection(next(numbers), institution) for _ in range(COLLECTIONS)]
    Record.objects.bulk_create(above)
    records = _records(count, numbers, above)
    while batch := list(itertools.islice(records, BATCH)):
        with transaction.atomic():
            Text.objects.bulk_create([text for _, text in batch])
            Record.objects.bulk_create([record for record, _ in batch])
            if with_rows:
                StatementRow.objects.bulk_create(_statement_rows([record for record, _ in batch]))


def _statement_rows(records: Sequence[Record]) -> list[StatementRow]:
    return [
        statement_row(record, place, one, {}, {})
        for record in records
        for place, one in enumerate(decode(bytes(record.snapshot)).statements)
    ]


def _records(count: int, numbers: Iterator[int], above: Sequence[Record]) -> Iterator[tuple[Record, Text]]:
    chance = random.Random(11)
    words = vocabulary()
    weights = list(itertools.accumulate(1 / rank for rank in range(1, VOCABULARY + 1)))
    for number in itertools.islice(numbers, count):
        drawn = chance.choices(words, cum_weights=weights, k=WORDS_OF_TEXT)
        content = "\n".join(" ".join(drawn[start : start + 12]) for start in range(0, WORDS_OF_TEXT, 12))
        text = Text(sha256=sha256_of(f"{number} {content}".encode()), content=content)
        parent = above[number % COLLECTIONS]
        title = " ".join(drawn[-8:]).capitalize()
        description = Description(
            level="item",
            status="published",
            statements=tuple(_statements(chance, title, words)),
            text=OwnText(
                sha256=text.sha256, first_line=1, last_line=content.count("\n") + 1, length=len(content)
            ),
        )
        yield _row(number, title, description, parent), text


def _statements(chance: random.Random, title: str, words: Sequence[str]) -> Iterator[AnyStatement]:
    year = chance.randint(1900, 1999)
    day = f"{year}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
    name = words[int(chance.paretovariate(0.6)) % 5000].capitalize()
    place = words[int(chance.paretovariate(0.6)) % 2000].capitalize()
    yield Title(id="t", value=title, state="accepted")
    yield Date(id="d", edtf=day, role="created", primary=True, earliest=day, latest=day, state="accepted")
    yield Agent(id="a", name=f"{name}, A. B.", role="author", state="accepted")
    yield Place(id="p", name=place, state="accepted")
    for number in range(2):
        subject = words[int(chance.paretovariate(0.8)) % 3000]
        yield Subject(id=f"s{number}", name=f"Relations with {subject}", state="accepted")
    yield Form(id="f", value=chance.choice(FORMS), state="accepted")
    yield Language(id="l", code=chance.choice(LANGUAGES), state="accepted")
    yield Classification(id="c", level=chance.choice(LEVELS), state="accepted")
    in_full = ClassificationEvent(id="r", act="released", extent="full", state="accepted")
    in_part = ClassificationEvent(id="r", act="released", extent="part", state="accepted")
    yield chance.choice((in_full, in_part))
    if chance.random() < TWO_VIEWS:
        yield Note(id="n", note_kind="internal", value=" ".join(chance.choices(words, k=5)), state="accepted")


def _collection(number: int, institution: Institution) -> Record:
    title = f"Papers of the benchmark {number}"
    statements = (Title(id="t", value=title, state="accepted"),)
    description = Description(level="collection", status="published", statements=statements)
    record = _row(number, title, description, None)
    record.institution = institution
    return record


def _row(number: int, title: str, description: Description, parent: Record | None) -> Record:
    date = primary_date(description)
    return Record(
        pk=number,
        public_id=f"b{number:08d}",
        institution=parent.institution if parent else None,
        parent=parent,
        path=f"{parent.path if parent else ''}{number}/",
        level=description.level,
        status="published",
        own_seen_from=0,
        own_text_from=0,
        seen_from=0,
        text_from=0,
        snapshot=encode(description),
        title=title,
        earliest=date.earliest if date else "",
        latest=date.latest if date else "",
        public_digest="made for the benchmark",
        was_public=True,
        oai_datestamp=SEEN,
        updated_at=SEEN,
    )


def multiply(times: int) -> None:
    """Copies all items with the rows of their statements within the database, until there are ``times`` as
    many; only ids, places and times of change differ. Filling row by row takes hours for half a million.
    """
    highest = Record.objects.latest("pk").pk
    records = {str(one.column): str(one.column) for one in Record._meta.concrete_fields}
    fields = [one for one in StatementRow._meta.concrete_fields if not one.primary_key]
    rows = {str(one.column): str(one.column) for one in fields}
    with _indexes_made_afterwards(), connection.cursor() as cursor:
        for number in range(1, times):
            pk = f"(id + {number * highest})"
            records |= {"id": pk, "public_id": f"'m' || {pk}", "path": f"parent_id || '/' || {pk} || '/'"}
            records["updated_at"] = f"'{SEEN + number * BETWEEN:%Y-%m-%d %H:%M:%S}+00:00'"
            rows["record_id"] = f"(record_id + {number * highest})"
            _copy(cursor, "catalog_record", records, f"level = 'item' AND id <= {highest}")
            _copy(cursor, "catalog_statementrow", rows, f"record_id <= {highest}")
        for statement in connection.ops.sequence_reset_sql(no_style(), [Record, StatementRow, Text]):
            cursor.execute(statement)


@contextmanager
def _indexes_made_afterwards() -> Iterator[None]:
    """Without the indexes of the two tables and, on PostgreSQL, without a look at each foreign key."""
    indexes = [(model, one) for model in (Record, StatementRow) for one in model._meta.indexes]
    with connection.schema_editor() as editor:
        for model, index in indexes:
            editor.remove_index(model, index)
    with transaction.atomic():
        if connection.vendor == "postgresql":
            connection.cursor().execute("SET LOCAL session_replication_role = replica")
        yield
    with connection.schema_editor() as editor:
        for model, index in indexes:
            editor.add_index(model, index)


def _copy(cursor: Any, table: str, columns: dict[str, str], chosen: str) -> None:
    into = ", ".join(f'"{name}"' for name in columns)
    values = ", ".join(f'"{one}"' if one in columns else one for one in columns.values())
    cursor.execute(f'INSERT INTO "{table}" ({into}) SELECT {values} FROM "{table}" WHERE {chosen}')
