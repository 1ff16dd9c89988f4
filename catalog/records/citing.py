"""What a record cites, looked for in the catalogue: by number, title, parties, or by day, kind and names.

A relation is proposed only where exactly one record fits; a person accepts it.
"""

from collections.abc import Iterable, Mapping, Sequence

import msgspec
from django.db.models import F, Q, QuerySet

from catalog.domain.cited import agrees, cited_day, fits, parties_named, parties_of
from catalog.domain.description import AnyStatement, Description, Identifier, Relation, Title
from catalog.domain.identifiers import matching_number, new_statement_id
from catalog.domain.names import matching_key
from catalog.domain.states import pairs_like
from catalog.domain.upgrades import read
from catalog.domain.vocabularies import AGGREGATE_LEVELS
from catalog.domain.wording import primary_date
from catalog.models import Record, StatementRow
from catalog.records.rows import KEY_LENGTH

FOUND_BY_DAY = "Found by its day, its kind and the names given: see whether it is the document meant."
FOUND_BY_PARTIES = (
    "Found by its parties and its kind, as the only one held: see whether it is the document meant."
)
_FEWEST_CHARACTERS = 5
"""A shorter number cites only what bears it as its registration number or reference code."""
_FEWEST_WORDS = 3
"""A title of fewer words may be anybody's."""
_MOST_OF_A_DAY = 200
"""Documents of one day that are looked through."""
_MOST_OF_PARTIES = 200
"""Agreements of the same two states that are looked through."""
_MOST_CITING = 1000
_STRONG_ROLES = ("registration number", "reference code", "former reference code")


def open_citations(description: Description) -> tuple[Relation, ...]:
    """The relations to something that is cited and not held."""
    return tuple(
        one for one in description.of(Relation) if one.cited and not one.target and one.state != "rejected"
    )


def found(record: Record, description: Description) -> dict[str, Relation]:
    """By the id of an open citation, what it says once it names the record that it cites. Four queries."""
    cited = open_citations(description)
    if not cited:
        return {}
    numbers = {_number_key(one.cited) for one in cited}
    long = Q(role__in=_STRONG_ROLES) | Q(key__in=[one for one in numbers if len(one) >= _FEWEST_CHARACTERS])
    by_number = _bearing(Q(kind="identifier") & long, numbers)
    titles = {_title_key(one.cited) for one in cited if len(one.cited.split()) >= _FEWEST_WORDS}
    by_title = _bearing(Q(kind="title"), titles)
    by_day = _of_days({cited_day(one.cited) for one in cited} - {""})
    agreements = _between({parties_named(one.cited) for one in cited} - {""})
    own = record.document_id or record.pk
    made: dict[str, Relation] = {}
    for one in cited:
        bearing = by_number.get(_number_key(one.cited)) or by_title.get(_title_key(one.cited), {})
        sure = _only(bearing.values(), own)
        if sure is not None:
            made[one.id] = msgspec.structs.replace(one, target=sure.public_id)
            continue
        likely = _likely(one, record, description, by_day) if not bearing else None
        doubt = FOUND_BY_DAY
        if likely is None and not bearing:
            fitting = [held for held, said in agreements if agrees(one.cited, description, said)]
            likely, doubt = _only(fitting, own), FOUND_BY_PARTIES
        if likely is not None:
            made[one.id] = _judged(msgspec.structs.replace(one, target=likely.public_id), doubt)
    return made


def with_proposals(description: Description, proposals: Mapping[str, Relation]) -> Description:
    """The description with what was found: in the place of what is proposed, and beside what is accepted,
    whose place it takes if a person accepts it. What was rejected once is not proposed again.
    """
    known = {(one.relation, one.target) for one in description.of(Relation) if one.target}
    awaited = {one.replaces for one in description.statements}
    statements: list[AnyStatement] = []
    for one in description.statements:
        new = proposals.get(one.id)
        fresh = new is not None and (new.relation, new.target) not in known and one.id not in awaited
        if new is None or not fresh or not isinstance(one, Relation) or one.target or one.state == "rejected":
            statements.append(one)
        elif one.state == "proposed":
            statements.append(new)
        else:
            beside = msgspec.structs.replace(
                new, id=new_statement_id(), state="proposed", decided_by="", decided_at="", replaces=one.id
            )
            statements += [one, beside]
    return msgspec.structs.replace(description, statements=tuple(statements))


def citing(description: Description) -> list[int]:
    """The ids of the records that cite something not held which this one may be: one query."""
    standing = [one for one in description.statements if one.state != "rejected"]
    keys = {_number_key(one.value) for one in standing if isinstance(one, Identifier | Title)} - {""}
    date = primary_date(description)
    day = date.earliest if date and date.earliest == date.latest else ""
    alike = set[str]().union(*(pairs_like(one) for one in parties_of(description)))
    named = Q(key__in=keys)
    named |= Q(earliest=day) if day else Q()
    named |= Q(states__in=alike) if alike else Q()
    rows = StatementRow.objects.filter(named, kind="relation", target=None).exclude(state="rejected")
    return list(rows.values_list("record", flat=True).distinct()[:_MOST_CITING])


def _bearing(chosen: Q, keys: set[str]) -> dict[str, dict[int, Record]]:
    """The records that bear a number or title, by its key and their ids."""
    if not keys:
        return {}
    rows = StatementRow.objects.filter(chosen, key__in=keys).exclude(state="rejected")
    rows = rows.exclude(record__status=Record.Status.WITHDRAWN).select_related("record")
    bearing: dict[str, dict[int, Record]] = {}
    for row in rows.only("key", "record__public_id", "record__document", "record__level")[:_MOST_CITING]:
        bearing.setdefault(row.key, {})[row.record_id] = row.record
    return bearing


def _of_days(days: set[str]) -> Sequence[tuple[Record, Description]]:
    """The documents and parts of some days; of days with too many documents none."""
    if not days:
        return ()
    rows = Record.objects.filter(earliest__in=days, latest=F("earliest")).exclude(level__in=AGGREGATE_LEVELS)
    rows = rows.exclude(status=Record.Status.WITHDRAWN).order_by("pk")
    held = list(rows[: _MOST_OF_A_DAY + 1])
    return [(one, read(bytes(one.snapshot))) for one in held] if len(held) <= _MOST_OF_A_DAY else ()


def _between(pairs: set[str]) -> Sequence[tuple[Record, Description]]:
    """The agreements between two states, by title or contracting parties; of too many none. One query."""
    if not pairs:
        return ()
    chosen = Q()
    for alike in set[str]().union(*(pairs_like(one) for one in pairs)):
        one, other = (Q(pk__in=_bearing_states(state)) for state in alike.split())
        chosen |= Q(pk__in=_bearing_states(alike)) | (one & other)
    rows = Record.objects.filter(chosen).exclude(level__in=AGGREGATE_LEVELS)
    held = list(rows.exclude(status=Record.Status.WITHDRAWN).order_by("pk")[: _MOST_OF_PARTIES + 1])
    return [(one, read(bytes(one.snapshot))) for one in held] if len(held) <= _MOST_OF_PARTIES else ()


def _bearing_states(states: str) -> QuerySet[StatementRow, int]:
    rows = StatementRow.objects.filter(states=states, kind__in=("title", "agent"))
    return rows.values_list("record", flat=True)


def _likely(
    relation: Relation, record: Record, citing: Description, by_day: Iterable[tuple[Record, Description]]
) -> Record | None:
    """The one document of the day that fits; else the one part of the citing document itself, as a reply
    cites the note that stands before it.
    """
    day, own = cited_day(relation.cited), record.document_id or record.pk
    fitting = [
        (one, said) for one, said in by_day if one.earliest == day and fits(relation.cited, citing, said)
    ]
    elsewhere = [one for one, _ in fitting if (one.document_id or one.pk) != own]
    if elsewhere:
        return _only(elsewhere, own)
    parts = [one for one, said in fitting if one.document_id == own and not _holds(said, relation)]
    return parts[0] if len(parts) == 1 and parts[0].pk != record.pk else None


def _holds(description: Description, relation: Relation) -> bool:
    """Whether the citation stands in the text of this very part."""
    text, where = description.text, relation.evidence
    return bool(text and where and text.first_line <= where.first_line <= text.last_line)


def _only(records: Iterable[Record], own_document: int) -> Record | None:
    """The one record that fits: of a document and its parts the document, of several documents none, and
    never the citing document itself.
    """
    others = [one for one in records if (one.document_id or one.pk) != own_document]
    whole = [one for one in others if one.document_id is None]
    documents = {one.document_id or one.pk for one in others}
    if len(documents) != 1:
        return None
    if whole:
        return whole[0]
    return others[0] if len(others) == 1 else None


def _judged(one: Relation, doubt: str) -> Relation:
    if one.evidence is None:
        return one
    evidence = msgspec.structs.replace(
        one.evidence, basis="inferred", confidence=min(one.evidence.confidence, 0.6), doubt=doubt
    )
    return msgspec.structs.replace(one, evidence=evidence)


def _number_key(text: str) -> str:
    return matching_number(text)[:KEY_LENGTH]


def _title_key(text: str) -> str:
    return matching_key(text)[:KEY_LENGTH]
