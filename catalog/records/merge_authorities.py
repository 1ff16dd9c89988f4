"""Two authorities that turn out to be one: the names and records of the one become the other's, and back.

The names go over at once, the records follow as a job with one revision each. The merged authority keeps
its row and its identifier, so that its address leads to the one that was kept, and so that it can be parted
from it again.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from catalog.domain.description import Description
from catalog.domain.names import matching_key
from catalog.domain.upgrades import read
from catalog.jobs.queue import Claim, Request, WorkRefused, enqueue
from catalog.models import (
    Authority,
    AuthorityName,
    AuthorityRelation,
    Job,
    Record,
    Revision,
    StatementRow,
    User,
)
from catalog.records.linking import carry, linked
from catalog.records.queries import records_naming
from catalog.records.refusal import Refused
from catalog.records.rows import authority_named

MERGE, PART = "authority merge", "authority parting"


class Preview(NamedTuple):
    """What a merge would do: the names that are gained, and how many records are changed."""

    kept: Authority
    merged: Authority
    names: tuple[str, ...]
    records: int


def preview_merge(kept: Authority, merged: Authority, rank: int) -> Preview:
    """Counts the records that ``rank`` sees. Raises Refused where the two cannot be one."""
    _refuse_unlike(kept, merged)
    return Preview(kept, merged, _gained(kept, merged), records_naming(merged, rank).count())


def merge(kept: Authority, merged: Authority, user: User) -> Job:
    """Gives all names and relations of ``merged`` to ``kept``; the records that bear it follow as a job.

    Raises Refused where the two cannot be one.
    """
    with transaction.atomic():
        kept, merged = _locked(kept.pk, merged.pk)
        _refuse_unlike(kept, merged)
        gained = _gained(kept, merged)
        payload = {
            "kept": kept.pk,
            "merged": merged.pk,
            "gained": gained,
            "names": list(merged.names.values("form", "system", "dates_of_use", "key")),
            "relations": _move_relations(kept, merged),
        }
        AuthorityName.objects.filter(authority=merged, form__in=gained).update(authority=kept)
        merged.names.all().delete()
        merged.merged_into = kept
        merged.save(update_fields=["merged_into", "updated_at"])
        return enqueue(Request(MERGE, payload, f"{merged.heading} → {kept.heading}", created_by=user))


def part(kept: Authority, merged: Authority, user: User) -> Job:
    """Undoes a merge: the names and relations go back at once, the statements that it changed as a job.

    Raises Refused where the one was not merged into the other.
    """
    with transaction.atomic():
        kept, merged = _locked(kept.pk, merged.pk)
        if merged.merged_into_id != kept.pk:
            raise Refused(_("%(heading)s is not merged into this authority.") % {"heading": merged.heading})
        done = _merge_of(kept, merged)
        kept.names.filter(form__in=done.payload["gained"]).delete()
        AuthorityName.objects.bulk_create(
            AuthorityName(authority=merged, written_key=matching_key(one["form"]), **one)
            for one in done.payload["names"]
        )
        _give_relations_back(kept, merged, done.payload["relations"])
        merged.merged_into = None
        merged.save(update_fields=["merged_into", "updated_at"])
        payload = {"kept": kept.pk, "merged": merged.pk, "merge": done.pk}
        return enqueue(Request(PART, payload, f"{merged.heading} ≠ {kept.heading}", created_by=user))


def carry_merge(claim: Claim) -> Mapping[str, Any]:
    """Saves every record that bears the merged authority with the one that was kept; one revision each."""
    kept, merged = _pair(claim)
    using = Record.objects.filter(pk__in=StatementRow.objects.filter(authority=merged).values("record"))
    return carry(claim, using, lambda before, _record: linked(before, merged, kept))


def carry_parting(claim: Claim) -> Mapping[str, Any]:
    """Links the statements that a merge changed, and that still bear the kept authority, as before it."""
    kept, merged = _pair(claim)
    changed = Revision.objects.filter(job=claim.payload["merge"])

    def parted(before: Description, record: Record) -> Description:
        return linked(before, kept, merged, _borne_before(record, changed, merged))

    records = Record.objects.filter(pk__in=changed.values("record"))
    return carry(claim, records, parted)


def follow_merges(description: Description) -> Description:
    """The description with every merged authority replaced by the one that was kept: a restored revision
    names authorities of its own day.
    """
    named = {authority_named(one) for one in description.statements} - {""}
    merged = Authority.objects.filter(merged_into__isnull=False, public_id__in=named)
    for authority in merged:
        description = linked(description, authority, _kept_in_the_end(authority))
    return description


def _kept_in_the_end(authority: Authority) -> Authority:
    while authority.merged_into is not None:
        authority = authority.merged_into
    return authority


def _borne_before(record: Record, changed: QuerySet[Revision], merged: Authority) -> frozenset[str]:
    """The ids of the statements that bore the merged authority before the merge changed the record."""
    first = changed.filter(record=record).order_by("number")[0]
    before = read(bytes(Revision.objects.get(record=record, number=first.number - 1).snapshot))
    return frozenset(one.id for one in before.statements if authority_named(one) == merged.public_id)


def _pair(claim: Claim) -> tuple[Authority, Authority]:
    found = Authority.objects.in_bulk([claim.payload["kept"], claim.payload["merged"]])
    if len(found) < 2:
        raise WorkRefused(_("One of the two authorities is gone: there is nothing left to do."))
    return found[claim.payload["kept"]], found[claim.payload["merged"]]


def _locked(kept: int, merged: int) -> tuple[Authority, Authority]:
    rows = Authority.objects.select_for_update().filter(pk__in=(kept, merged)).order_by("pk")
    found = {one.pk: one for one in rows}
    if len(found) < 2:
        raise Refused(_("An authority cannot be merged into itself. Choose another."))
    return found[kept], found[merged]


def _refuse_unlike(kept: Authority, merged: Authority) -> None:
    if kept.pk == merged.pk:
        raise Refused(_("An authority cannot be merged into itself. Choose another."))
    if kept.kind != merged.kind:
        raise Refused(
            _("A %(one)s and a %(other)s cannot be one. Choose an authority of the same kind.")
            % {"one": kept.get_kind_display().lower(), "other": merged.get_kind_display().lower()}
        )
    for one in (kept, merged):
        if one.merged_into_id is not None:
            raise Refused(
                _("%(heading)s was merged into another already. Choose that one.") % {"heading": one.heading}
            )


def _gained(kept: Authority, merged: Authority) -> tuple[str, ...]:
    held_by = set(kept.names.values_list("form", flat=True))
    forms = merged.names.order_by("form").values_list("form", flat=True)
    return tuple(form for form in forms if form not in held_by)


def _merge_of(kept: Authority, merged: Authority) -> Job:
    done = Job.objects.filter(kind=MERGE, payload__kept=kept.pk, payload__merged=merged.pk).latest("pk")
    if done.state in (Job.State.WAITING, Job.State.RUNNING):
        raise Refused(_("The merge is still under way. Wait for its job to end, or stop it, and try again."))
    return done


def _move_relations(kept: Authority, merged: Authority) -> list[list[Any]]:
    """Gives the relations of one authority to the other; tells them as (outward, relation, other, gained)."""
    told: list[list[Any]] = []
    for outward, rows in ((True, merged.relations.all()), (False, merged.inverse_relations.all())):
        for row in rows:
            other = row.other_id if outward else row.authority_id
            gained = other != kept.pk and _relate(kept.pk, row.relation, other, outward)
            told.append([outward, row.relation, other, gained])
            row.delete()
    return told


def _give_relations_back(kept: Authority, merged: Authority, relations: list[list[Any]]) -> None:
    there = set(Authority.objects.filter(pk__in=[one[2] for one in relations]).values_list("pk", flat=True))
    for outward, relation, other, gained in relations:
        if gained:
            ends = (kept.pk, other) if outward else (other, kept.pk)
            AuthorityRelation.objects.filter(
                authority_id=ends[0], relation=relation, other_id=ends[1]
            ).delete()
        if other in there:
            _relate(merged.pk, relation, other, outward)


def _relate(authority: int, relation: str, other: int, outward: bool) -> bool:
    ends = (authority, other) if outward else (other, authority)
    return AuthorityRelation.objects.get_or_create(authority_id=ends[0], relation=relation, other_id=ends[1])[
        1
    ]
