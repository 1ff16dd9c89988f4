"""Linking statements to the one authority that bears a full name, and keeping their headings."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

import msgspec

from catalog.domain.description import Agent, AnyStatement, Description, Place, Provenance, Subject
from catalog.domain.names import direct, is_full_name, matching_key
from catalog.domain.upgrades import read
from catalog.jobs.queue import Claim, held, show_progress
from catalog.models import Authority, AuthorityName, Record, StatementRow
from catalog.records.author import command
from catalog.records.save import write

_AGENT_KINDS = frozenset({"person", "corporate body", "family"})
_PLACE_KINDS = frozenset({"place"})
_SUBJECT_KINDS = _AGENT_KINDS | _PLACE_KINDS | {"subject"}
BATCH = 100


def link_full_names(descriptions: Sequence[Description]) -> list[Description]:
    """The descriptions with each agent, place and subject that is named in full linked to the one authority
    that bears the name; a name that several bear, a bare surname and an office stay as given. One query.
    """
    keys = {
        matching_key(direct(_name(one)))
        for description in descriptions
        for one in description.statements
        if _may_link(one)
    }
    bearers: dict[str, dict[int, Authority]] = {}
    for row in AuthorityName.objects.filter(key__in=keys).select_related("authority"):
        bearers.setdefault(row.key, {})[row.authority_id] = row.authority
    return [
        msgspec.structs.replace(
            description, statements=tuple(_linked(one, bearers) for one in description.statements)
        )
        for description in descriptions
    ]


def _may_link(one: AnyStatement) -> bool:
    match one:
        case Agent(authority="", name=name):
            return is_full_name(name)
        case Place(authority="") | Subject(authority=""):
            return True
        case Provenance(authority="", element="holder of the original"):
            return True
    return False


def _name(one: AnyStatement) -> str:
    return one.value if isinstance(one, Provenance) else cast(Agent, one).name


def _linked(one: AnyStatement, bearers: Mapping[str, Mapping[int, Authority]]) -> AnyStatement:
    if not _may_link(one):
        return one
    kinds = (
        _SUBJECT_KINDS
        if isinstance(one, Subject)
        else _PLACE_KINDS
        if isinstance(one, Place)
        else _AGENT_KINDS
    )
    found = bearers.get(matching_key(direct(_name(one))), {}).values()
    fitting = [authority for authority in found if authority.kind in kinds]
    if len(fitting) != 1:
        return one
    changed = {"authority": fitting[0].public_id}
    if not isinstance(one, Provenance):
        changed |= {"name": fitting[0].heading, "as_given": one.as_given or _name(one)}
    return msgspec.structs.replace(one, **changed)


def renew_headings(claim: Claim) -> Mapping[str, Any]:
    """Saves every record that bears an authority's heading with the heading of today; makes no revisions."""
    authority = Authority.objects.get(pk=claim.payload["authority"])
    last, done = 0, 0
    while batch := _next_batch(claim, authority, last):
        last, done = batch[-1], done + len(batch)
        show_progress(claim, done, 0)
    return {"records": done}


def _next_batch(claim: Claim, authority: Authority, last: int) -> list[int]:
    using = StatementRow.objects.filter(authority=authority).values("record")
    with held(claim):
        rows = Record.objects.select_for_update(of=("self",)).select_related(
            "parent", "document", "institution"
        )
        batch = list(rows.filter(pk__in=using, pk__gt=last).order_by("pk")[:BATCH])
        for record in batch:
            before = read(bytes(record.snapshot))
            after = msgspec.structs.replace(
                before, statements=tuple(_with_heading(one, authority) for one in before.statements)
            )
            write(record, before, after, command("headings"), "", as_revision=False)
    return [record.pk for record in batch]


def _with_heading(one: AnyStatement, authority: Authority) -> AnyStatement:
    if isinstance(one, Agent | Place | Subject) and one.authority == authority.public_id:
        return msgspec.structs.replace(one, name=authority.heading)
    return one
