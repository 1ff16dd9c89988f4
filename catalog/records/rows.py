"""Statement and file rows, written from the snapshot: the rows that differ and no others."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from catalog.domain.cited import cited_day, is_party, parties_named
from catalog.domain.description import (
    Agent,
    AnyStatement,
    Classification,
    ClassificationEvent,
    Container,
    Date,
    Description,
    Form,
    Identifier,
    Language,
    Note,
    Place,
    Provenance,
    Relation,
    Subject,
    Title,
)
from catalog.domain.identifiers import matching_number
from catalog.domain.names import matching_key
from catalog.domain.states import states_in
from catalog.domain.wording import words
from catalog.models import Authority, Record, RecordFile, StatementRow, StoredFile
from catalog.records.folders import write_folder_place
from catalog.records.refusal import Refused

KEY_LENGTH = 200
_COMPARED = (
    "position",
    "kind",
    "role",
    "state",
    "value",
    "key",
    "earliest",
    "latest",
    "states",
    "basis",
    "doubtful",
    "authority_id",
    "target_id",
)


def write_rows(record: Record, description: Description, *, new: bool = False) -> frozenset[int]:
    """Makes the rows say what the description says; gives the ids of all authorities touched.

    A ``new`` record has no rows yet, so none are read. Raises Refused where a statement names an
    authority, a record or a file that is not there.
    """
    authorities = _ids_of_authorities(description)
    targets = _ids_of_targets(description)
    wanted = {
        one.id: statement_row(record, place, one, authorities, targets)
        for place, one in enumerate(description.statements)
    }
    held = {} if new else {row.statement_id: row for row in record.statement_rows.all()}
    stale = [row for key, row in held.items() if key not in wanted or not _same(row, wanted[key])]
    missing = [row for key, row in wanted.items() if key not in held or not _same(held[key], row)]
    if stale:
        StatementRow.objects.filter(pk__in=[row.pk for row in stale]).delete()
    StatementRow.objects.bulk_create(missing, batch_size=500)
    if description.files or not new:
        _write_files(record, description)
    write_folder_place(record, description, new=new)
    return frozenset(row.authority_id for row in (*stale, *missing) if row.authority_id)


def rows_differ(record: Record, description: Description) -> bool:
    """Whether the stored rows say something else than the snapshot."""
    authorities, targets = _ids_of_authorities(description), _ids_of_targets(description)
    held = {row.statement_id: row for row in record.statement_rows.all()}
    wanted = [
        statement_row(record, place, one, authorities, targets)
        for place, one in enumerate(description.statements)
    ]
    return len(held) != len(wanted) or any(
        row.statement_id not in held or not _same(held[row.statement_id], row) for row in wanted
    )


def statement_row(
    record: Record, place: int, one: AnyStatement, authorities: dict[str, int], targets: dict[str, int]
) -> StatementRow:
    """The row of one statement, not yet stored; authorities and targets by their public ids."""
    value = words(one)
    return StatementRow(
        record=record,
        statement_id=one.id,
        position=place,
        kind=str(one.__struct_config__.tag),
        role=_role(one),
        state=one.state,
        value=value,
        key=_key(one, value)[:KEY_LENGTH],
        earliest=_earliest(one),
        latest=one.latest if isinstance(one, Date) else "",
        states=_states(one),
        basis=one.evidence.basis if one.evidence else "",
        doubtful=bool(one.evidence and one.evidence.doubt),
        authority_id=authorities.get(authority_named(one)),
        target_id=targets.get(one.target) if isinstance(one, Relation) else None,
    )


def _earliest(one: AnyStatement) -> str:
    match one:
        case Date(earliest=earliest):
            return earliest
        case Relation(target="", cited=cited):
            return cited_day(cited)
    return ""


def _states(one: AnyStatement) -> str | None:
    match one:
        case Agent(name=name) if is_party(one):
            named = states_in(name)
            return named[0] if len(named) == 1 else None
        case Title(value=value):
            return parties_named(value) or None
        case Relation(target="", cited=cited):
            return parties_named(cited) or None
    return None


def _same(held: StatementRow, wanted: StatementRow) -> bool:
    return all(getattr(held, name) == getattr(wanted, name) for name in _COMPARED)


def _role(one: AnyStatement) -> str:
    match one:
        case (
            Agent(role=role)
            | Place(role=role)
            | Date(role=role)
            | Identifier(role=role)
            | Language(role=role)
        ):
            return role
        case Title(title_kind=kind) | Note(note_kind=kind) | Container(container_kind=kind):
            return kind[:48]
        case Relation(relation=relation):
            return relation
        case Provenance(element=element):
            return element
        case ClassificationEvent(act=act):
            return act
        case Classification(current=current):
            return "current" if current else "original"
    return ""


def _key(one: AnyStatement, value: str) -> str:
    match one:
        case Identifier() | Container():
            return matching_number(value)
        case Agent() | Place() | Subject():
            return matching_key(one.as_given or value)
        case Title() | Form():
            return matching_key(value)
        case Relation(cited=cited):
            return matching_number(cited)
        case Language(code=code):
            return code
        case Provenance(element="accession"):
            return matching_number(value)
    return ""


def authority_named(one: AnyStatement) -> str:
    """The public id of the authority that a statement is linked to, empty where it is linked to none."""
    return one.authority if isinstance(one, Agent | Place | Subject | Provenance) else ""


def _ids_of_authorities(description: Description) -> dict[str, int]:
    found = authority_ids(description.statements)
    named = {authority_named(one) for one in description.statements} - {""}
    _refuse_missing("authority", named - set(found))
    return found


def authority_ids(statements: Iterable[AnyStatement]) -> dict[str, int]:
    """The ids of the authorities that statements are linked to, by public id; those that are not there are
    left out. One query, and none where nothing is linked.
    """
    named = {authority_named(one) for one in statements} - {""}
    if not named:
        return {}
    return dict(Authority.objects.filter(public_id__in=named).values_list("public_id", "pk"))


def _ids_of_targets(description: Description) -> dict[str, int]:
    named = {one.target for one in description.of(Relation)} - {""}
    found = dict(Record.objects.filter(public_id__in=named).values_list("public_id", "pk")) if named else {}
    _refuse_missing("record", named - set(found))
    return found


def _refuse_missing(what: str, missing: Iterable[str]) -> None:
    for one in missing:
        raise Refused(
            _("There is no %(what)s %(one)s. Choose one that the catalogue holds.")
            % {"what": what, "one": one}
        )


def _write_files(record: Record, description: Description) -> None:
    wanted = {one.sha256 for one in description.files}
    held = {row.file.sha256: row for row in record.file_rows.select_related("file")}
    gone = [row.pk for sha256, row in held.items() if sha256 not in wanted]
    if gone:
        RecordFile.objects.filter(pk__in=gone).delete()
    missing = wanted - set(held)
    if not missing:
        return
    stored = list(StoredFile.objects.filter(sha256__in=missing))
    _refuse_missing("file", missing - {one.sha256 for one in stored})
    RecordFile.objects.bulk_create(RecordFile(record=record, file=one) for one in stored)
