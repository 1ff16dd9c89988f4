"""What harvests and whole results give of a record, made of its public view and written down as it is
announced.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from django.conf import settings
from django.db import connection
from django.db.models import F, Q

from catalog.domain.description import Description, Relation
from catalog.domain.disclosure import PUBLIC
from catalog.interchange.csv import write_csv
from catalog.interchange.dublin_core_xml import write_simple
from catalog.interchange.mods import write_mods
from catalog.interchange.surroundings import FileAddress, Surroundings
from catalog.models import Record, StatementRow, WrittenRecord
from catalog.records.public_view import PublicView, public_views, row_of
from catalog.records.sets import SetName

WRITTEN: Mapping[str, Callable[[Description, Surroundings], str]] = {
    "oai_dc": write_simple,
    "mods": write_mods,
    "csv": write_csv,
}
"""The formats that are written down; each is a column of WrittenRecord. Harvests know the first two by these
names as metadataPrefix.
"""
_COLUMNS = ("digest", "address", "sets", *WRITTEN)


def written(view: PublicView, digest: str, address: str) -> WrittenRecord:
    """The row of a record, not yet stored; ``digest`` is that of the view, ``address`` record_addresses()."""
    around = surroundings(view, address)
    texts = {name: write(view.description, around) for name, write in WRITTEN.items()}
    sets = set_elements(view.sets())
    return WrittenRecord(record_id=view.row.pk, digest=digest, address=address, sets=sets, **texts)


def write_down(rows: Iterable[WrittenRecord]) -> None:
    """Stores what is written of records. One query."""
    WrittenRecord.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["record"], update_fields=_COLUMNS
    )


def written_texts(ids: Sequence[int], name: str) -> dict[int, str]:
    """What was written down of records in a format of WRITTEN, by id: of those that are public now, as the
    public sees them now. What is left out has to be made anew, or is not public. One query, by hand: models
    take longer for it than the database.
    """
    # The ids are numbers of ours; as parameters, a thousand of them take longer to pass than to answer.
    numbers = ",".join(map(str, map(int, ids)))
    query = (
        f"SELECT r.id, w.{name} FROM catalog_record r JOIN catalog_writtenrecord w ON w.record_id = r.id "
        f"WHERE r.id IN ({numbers or 'NULL'}) AND r.seen_from = %s AND w.digest = r.public_digest "
        f"AND w.address = %s AND w.{name} <> ''"
    )
    with connection.cursor() as cursor:
        cursor.execute(query, (PUBLIC, record_addresses()))
        return dict(cursor.fetchall())


def write_missing(records: Sequence[Record]) -> None:
    """Writes down those of announced records that were not written, or not as they stand. At most four
    queries.
    """
    announced = [one for one in records if one.public_digest and one.document_id is None]
    rows = WrittenRecord.objects.filter(record__in=announced, address=record_addresses()).exclude(csv="")
    current = set(rows.filter(digest=F("record__public_digest")).values_list("pk", flat=True))
    digests = {one.pk: one.public_digest for one in announced if one.pk not in current}
    views = public_views(row_of(one) for one in announced if one.pk in digests)
    address = record_addresses()
    write_down(
        [written(one, digests[pk], address) for pk, one in views.items() if one.digest() == digests[pk]]
    )


def forget(records: Q) -> None:
    """Removes what was written of records: of what is gone, and where it names what must be named no more."""
    WrittenRecord.objects.filter(record__in=Record.objects.filter(records)).delete()


def forget_naming(records: Q) -> None:
    """Removes what was written of those that name these records in a relation."""
    naming = StatementRow.objects.filter(target__in=Record.objects.filter(records)).values("record")
    WrittenRecord.objects.filter(record__in=naming).delete()


def set_elements(sets: Iterable[SetName]) -> str:
    """The setSpec elements of a header."""
    return "".join(f"<setSpec>{one.spec}</setSpec>" for one in sets)


def record_addresses() -> str:
    """What the address of every record's page begins with."""
    # Not asked of the addresses: they load every page of the site, which workers and commands do without.
    return f"{settings.SITE_URL}/records/"


def surroundings(view: PublicView, address: str) -> Surroundings:
    """What a format says around a record; ``address`` is record_addresses()."""
    description, own = view.description, f"{address}{view.row.public_id}/"
    return Surroundings(
        address=own,
        institution=view.row.institution,
        above=[one.title for one in view.above],
        parts=[one.title for one in view.parts],
        related={
            one.target: f"{address}{one.target}/"
            for one in description.statements
            if type(one) is Relation and one.target
        },
        files=[
            FileAddress(f"{own}files/{one.sha256}", one.name, one.media_type, one.size)
            for one in description.files
        ],
        public_id=view.row.public_id,
    )
