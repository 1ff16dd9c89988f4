"""Looking records up as an archivist types them: by indexed columns, so that a long list stays quick."""

from typing import Any

from django.db.models import QuerySet

from catalog.domain.identifiers import is_public_id, matching_number, normal_public_id
from catalog.domain.names import matching_key
from catalog.models import Record, StatementRow
from catalog.records.rows import KEY_LENGTH

_LAST = "\U0010ffff"


def search(records: QuerySet[Record], words: str) -> QuerySet[Record]:
    """The records with this identifier, with a number written so in any way, or whose title or reference
    code begins so.
    """
    words = words.strip()
    number, title = matching_number(words)[:KEY_LENGTH], matching_key(words)[:KEY_LENGTH]
    # One list of ids for all ways: with OR between them, PostgreSQL looks at every record.
    ways = [_ids(reference_code__gte=words, reference_code__lt=words + _LAST)]
    if is_public_id(words):
        ways.append(_ids(public_id=normal_public_id(words)))
    if number:
        ways.append(_stating(kind="identifier", key=number))
    if title:
        ways.append(_stating(kind="title", key__gte=title, key__lt=title + _LAST))
    return records.filter(pk__in=ways[0].union(*ways[1:], all=True)) if words else records


def _ids(**chosen: str) -> QuerySet[Any]:
    return Record.objects.filter(**chosen).values_list("pk", flat=True)


def _stating(**chosen: str) -> QuerySet[Any]:
    return StatementRow.objects.filter(**chosen).exclude(state="rejected").values_list("record", flat=True)
