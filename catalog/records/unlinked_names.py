"""Names in records that are linked to no authority yet: how often each stands, whom it may name, and why."""

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

import msgspec
from django.db.models import Count, Min, Q, QuerySet
from django.utils.translation import gettext as _
from rapidfuzz.fuzz import ratio

from catalog.domain.description import Agent, AnyStatement, Description, Place, Subject
from catalog.domain.names import (
    direct,
    matching_key,
    parse_name,
    pinyin_to_wade_giles,
    place_of_postal_name,
    wade_giles_to_pinyin,
)
from catalog.jobs.queue import Claim, Request, WorkRefused, enqueue
from catalog.models import Authority, AuthorityName, Job, Record, StatementRow, User
from catalog.records.linking import carry
from catalog.records.queries import visible_to
from catalog.records.refusal import Refused
from catalog.records.rows import KEY_LENGTH

KIND = "naming"
ALIKE = 88
"""Hundredths of a spelling that two keys share from which on they are offered as alike."""
BEGINNING = 4
"""Letters at the beginning of a name that one written nearly alike shares with it."""
OFFERED = 5

KINDS: dict[str, tuple[type[AnyStatement], tuple[str, ...]]] = {
    "agent": (Agent, ("person", "corporate body", "family")),
    "place": (Place, ("place",)),
    "subject": (Subject, ("subject", "person", "corporate body", "family", "place")),
}
"""The kinds of statements that name somebody or something, and the kinds of authority that each may bear."""


class Likely(NamedTuple):
    """An authority that a name may be of, and why."""

    authority: Authority
    reason: str


class Waiting(NamedTuple):
    """A name as it is written, the key in which its writings meet, and in how many records it waits."""

    kind: str
    key: str
    name: str
    records: int
    likely: tuple[Likely, ...] = ()


def unlinked(kind: str, rank: int) -> QuerySet[StatementRow]:
    """The names of one kind of statement that bear no authority, in records of which this rank sees all.

    Keys are made of words as given: no record counts whose document has a part that the rank may not read.
    """
    strict = Record.objects.filter(text_from__gt=rank, document__isnull=False).values("document")
    seen = visible_to(rank).filter(text_from__lte=rank).exclude(Q(pk__in=strict) | Q(document__in=strict))
    rows = StatementRow.objects.filter(kind=kind, authority__isnull=True, record__in=seen)
    return rows.exclude(state="rejected").exclude(key="")


def names_waiting(kind: str, rank: int, first: int, count: int) -> tuple[Waiting, ...]:
    """The names that wait, those of the most records first, each with whom it may name: four queries."""
    grouped = (
        unlinked(kind, rank)
        .values("key")
        .annotate(records=Count("record", distinct=True), name=Min("value"))
        .order_by("-records", "key")[first : first + count]
    )
    found = [Waiting(kind, one["key"], one["name"], one["records"]) for one in grouped]
    likely = likely_authorities({one.key: one.name for one in found}, KINDS[kind][1], rank)
    return tuple(one._replace(likely=likely[one.key]) for one in found)


def likely_authorities(
    named: Mapping[str, str], kinds: Iterable[str], rank: int
) -> Mapping[str, tuple[Likely, ...]]:
    """For each name, by its key, the authorities of these kinds that it may be of; the best reasons first."""
    if not named:
        return {}
    writings = {key: _writings(name) for key, name in named.items()}
    same = {one for of_name in writings.values() for one in of_name}
    begin = reduce(or_, (Q(key__startswith=key[:BEGINNING]) for key in named))
    begin |= reduce(or_, (Q(authority__heading__startswith=f"{name},") for name in named.values()))
    rows = AuthorityName.objects.filter(Q(key__in=same) | begin, authority__kind__in=list(kinds))
    names = list(rows.filter(authority__seen_from__lte=rank).select_related("authority").order_by("pk"))
    return {key: _likely(key, writings[key], names) for key in named}


def name_all(kind: str, key: str, authority: Authority, user: User) -> Job:
    """Links every statement that bears this name, and no authority yet, to one; the records follow as a job.

    Raises Refused where no such name waits, or the authority is of another kind.
    """
    if authority.kind not in KINDS[kind][1]:
        raise Refused(_("An authority of this kind cannot stand there. Choose another."))
    if not unlinked(kind, user.rank).filter(key=key).exists():
        raise Refused(_("No record waits with this name any longer. Look at the list again."))
    payload = {"kind": kind, "key": key, "authority": authority.pk, "rank": user.rank}
    return enqueue(Request(KIND, payload, f"{key} → {authority.heading}", created_by=user))


def carry_naming(claim: Claim) -> Mapping[str, Any]:
    """Saves each record in which the name waits with the authority; one revision each."""
    kind, key = claim.payload["kind"], claim.payload["key"]
    authority = Authority.objects.filter(pk=claim.payload["authority"]).first()
    if authority is None:
        raise WorkRefused(_("The authority is gone: choose another for this name."))
    waiting = unlinked(kind, claim.payload["rank"]).filter(key=key)

    def named(before: Description, _record: Record) -> Description:
        statements = tuple(_named(one, KINDS[kind][0], key, authority) for one in before.statements)
        return msgspec.structs.replace(before, statements=statements)

    return carry(claim, Record.objects.filter(pk__in=waiting.values("record")), named)


def _named(one: AnyStatement, kind: type[AnyStatement], key: str, authority: Authority) -> AnyStatement:
    if not isinstance(one, Agent | Place | Subject) or not isinstance(one, kind):
        return one
    if one.authority or one.state == "rejected" or matching_key(one.as_given or one.name)[:KEY_LENGTH] != key:
        return one
    return msgspec.structs.replace(
        one, authority=authority.public_id, name=authority.heading, as_given=one.as_given or one.name
    )


def _writings(name: str) -> dict[str, str]:
    """The keys of the same name in other writings, each with the reason that it gives."""
    found = {
        wade_giles_to_pinyin(name): _("the same name in pinyin"),
        pinyin_to_wade_giles(name): _("the same name in Wade-Giles"),
        place_of_postal_name(name): _("its postal name"),
        direct(name): _("bears this name"),
    }
    return {matching_key(other): reason for other, reason in found.items() if other}


def _likely(key: str, writings: Mapping[str, str], names: Sequence[AuthorityName]) -> tuple[Likely, ...]:
    scored: dict[int, tuple[float, Likely]] = {}
    for row in names:
        alike, reason = _alike(key, row, writings)
        if alike < ALIKE:
            continue
        held = scored.get(row.authority_id)
        if held is None or held[0] < alike:
            scored[row.authority_id] = (alike, Likely(row.authority, reason))
    best = sorted(scored.values(), key=lambda one: -one[0])
    return tuple(likely for _score, likely in best[:OFFERED])


def _alike(key: str, row: AuthorityName, writings: Mapping[str, str]) -> tuple[float, str]:
    """How near a name of an authority comes, in hundredths, and why: a family name alone comes last."""
    if row.key in writings:
        return 200, writings[row.key]
    near = ratio(key, row.key)
    if near >= ALIKE:
        return near, _("written nearly alike: %(form)s") % {"form": row.form}
    if " " not in key and key == matching_key(parse_name(row.form).family):
        return ALIKE, _("the same family name")
    return 0, ""
