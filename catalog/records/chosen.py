"""Records chosen by what archivists narrow a list to; filters combine, and a job chooses by them again."""

from collections.abc import Callable, Mapping

from django.db.models import F, Q, QuerySet

from catalog.domain.dates import InvalidDate, bounds
from catalog.domain.description import Value
from catalog.domain.identifiers import matching_number, normal_public_id
from catalog.domain.names import matching_key
from catalog.models import Record, Revision, SetMember, StatementRow
from catalog.models.path import below
from catalog.records.elements import ELEMENTS
from catalog.records.lookup import search
from catalog.records.quality import CHECKS, failing
from catalog.records.queries import resolve, visible_to
from catalog.records.refusals import refused_for
from catalog.records.rows import KEY_LENGTH

Records = QuerySet[Record]


class Selection(Value, frozen=True, kw_only=True):
    """Records by id, or where none is named all that the filters choose."""

    filters: dict[str, str] = {}
    ids: tuple[int, ...] = ()


def selected(selection: Selection, rank: int) -> Records:
    """The records of a selection that this rank sees."""
    records = visible_to(rank)
    if selection.ids:
        return records.filter(pk__in=selection.ids)
    return narrowed(records, selection.filters, rank)


def narrowed(records: Records, filters: Mapping[str, str], rank: int) -> Records:
    """The records that all of the filters choose; parts only where their level is asked for."""
    for name, value in filters.items():
        if name in FILTERS and value:
            records = FILTERS[name](records, value)
    if filters.get("under"):
        records = under(records, filters["under"], rank)
    return records if filters.get("level") else records.exclude(level="part")


def _proposed(records: Records, value: str) -> Records:
    match value:
        case "yes":
            return records.filter(proposed__gt=0)
        case "no":
            return records.filter(proposed=0)
        case "doubtful":
            doubtful = StatementRow.objects.filter(doubtful=True, state="proposed")
            return records.filter(pk__in=doubtful.values("record"))
    return records


def _is_id(value: str) -> bool:
    return value.isdecimal() and len(value) < 19


def _stating(kind: str, key: str) -> Q:
    rows = StatementRow.objects.filter(kind=kind, key=key).exclude(state="rejected")
    return Q(pk__in=rows.values("record"))


_DATED = ~Q(earliest="", latest="")
"""An end that is open is empty, and the empty one comes before every day."""


def _from(records: Records, typed: str) -> Records:
    """What may be of that day or later; of a year or month its first day is meant."""
    day = _days(typed)[0]
    return records.filter(_DATED, Q(latest__gte=day) | Q(latest="")) if day else records.none()


def _to(records: Records, typed: str) -> Records:
    """What may be of that day or earlier; of a year or month its last day is meant."""
    day = _days(typed)[1]
    return records.filter(_DATED, earliest__lte=day) if day else records.none()


def _days(typed: str) -> tuple[str, str]:
    try:
        return bounds(typed)
    except InvalidDate:
        return "", ""


def under(records: Records, reference: str, rank: int) -> Records:
    """Those that stand under the record of this code or identifier, at any depth."""
    public_id = resolve(reference, rank) or normal_public_id(reference)
    path = visible_to(rank).filter(public_id=public_id).values_list("path", flat=True).first()
    if path is None:
        return records.none()
    return records.filter(below(path)).exclude(path=path)


FILTERS: Mapping[str, Callable[[Records, str], Records]] = {
    "q": search,
    "status__exact": lambda records, value: records.filter(status=value),
    "stage__exact": lambda records, value: records.filter(stage=value),
    "assigned_to__id__exact": lambda records, value: (
        records.filter(assigned_to=int(value)) if _is_id(value) else records.none()
    ),
    "institution__id__exact": lambda records, value: (
        records.filter(institution=int(value)) if _is_id(value) else records.none()
    ),
    "level": lambda records, value: records.filter(level=value),
    "proposed": _proposed,
    "indexed": lambda records, value: (
        records.filter(indexed_version__lt=F("version")) if value == "no" else records
    ),
    "batch": lambda records, value: records.filter(
        pk__in=Revision.objects.filter(job__batch=value).values("record")
    ),
    "accession": lambda records, value: records.filter(_stating("provenance", matching_number(value))),
    "form": lambda records, value: records.filter(_stating("form", matching_key(value)[:KEY_LENGTH])),
    "language": lambda records, value: records.filter(_stating("language", value)),
    "missing": lambda records, value: (
        records.filter(ELEMENTS[value].lacking) if value in ELEMENTS else records.none()
    ),
    "from": _from,
    "to": _to,
    "lacks": lambda records, value: records.filter(refused_for(value)),
    "set": lambda records, value: records.filter(
        pk__in=SetMember.objects.filter(harvest_set__spec=value, left=False).values("record")
    ),
    "check": lambda records, value: failing(value, records) if value in CHECKS else records.none(),
}
"""Each filter by its name in the list's address; ``under`` beside them needs the rank."""
