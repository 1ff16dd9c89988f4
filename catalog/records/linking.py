"""Linking statements to the one authority that bears a full name, and keeping their headings."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, cast

import msgspec
from django.db.models import QuerySet

from catalog.domain.description import Agent, AnyStatement, Description, Place, Provenance, Subject
from catalog.domain.disclosure import CLOSED
from catalog.domain.names import direct, is_full_name, matching_key
from catalog.jobs.queue import Claim
from catalog.models import Authority, AuthorityName, Job, Record, StatementRow, User
from catalog.records.author import command, person
from catalog.records.rows import authority_named
from catalog.records.save_many import Saving, rewriting, save_many

_AGENT_KINDS = frozenset({"person", "corporate body", "family"})
_PLACE_KINDS = frozenset({"place"})
_SUBJECT_KINDS = _AGENT_KINDS | _PLACE_KINDS | {"subject"}


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


def linked(
    description: Description, old: Authority, new: Authority, ids: Collection[str] | None = None
) -> Description:
    """The description with each statement that bears ``old`` bearing ``new``; of these ``ids`` alone."""
    return msgspec.structs.replace(
        description,
        statements=tuple(
            _bearing(one, old, new) if ids is None or one.id in ids else one for one in description.statements
        ),
    )


def renew_headings(claim: Claim) -> Mapping[str, Any]:
    """Saves every record that bears an authority's heading with the heading of today; makes no revisions."""
    authority = Authority.objects.get(pk=claim.payload["authority"])
    using = Record.objects.filter(pk__in=StatementRow.objects.filter(authority=authority).values("record"))
    return carry(
        claim, using, lambda before, _record: linked(before, authority, authority), as_revision=False
    )


def carry(
    claim: Claim,
    records: QuerySet[Record],
    changed: Callable[[Description, Record], Description],
    *,
    as_revision: bool = True,
) -> Mapping[str, Any]:
    """Does the job of an authority in the records that it touches, in closed ones too, whoever asked for it.

    Begun again, it changes nothing twice. Gives the report of the job.
    """
    user = User.objects.filter(pk=claim.created_by or 0).first()
    author = (person(user) if user else command("authorities"))._replace(rank=CLOSED)
    reason = Job.objects.values_list("title", flat=True).get(pk=claim.job)
    saving = Saving(claim, author, reason, takes_back=as_revision, as_revision=as_revision)
    save_many(saving, records, rewriting(changed))
    return saving.outcome.report()


def _bearing(one: AnyStatement, old: Authority, new: Authority) -> AnyStatement:
    if authority_named(one) != old.public_id:
        return one
    if isinstance(one, Provenance):
        return msgspec.structs.replace(one, authority=new.public_id)
    return msgspec.structs.replace(cast(Agent, one), authority=new.public_id, name=new.heading)
