"""Authorities: making them, naming them, and loading a file of them."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from catalog.domain.identifiers import new_public_id
from catalog.domain.names import direct, matching_key
from catalog.jobs.queue import Request, enqueue
from catalog.models import Authority, AuthorityName, AuthorityRelation
from catalog.records.refusal import Refused

HEADINGS = "headings"
KEY_LENGTH = 300
"""A name of this length may have a longer key: ß is written ss there."""


class Name(NamedTuple):
    """One name of an authority; ``system`` is its script or romanisation."""

    form: str
    system: str = ""
    dates_of_use: str = ""


def create_authority(
    kind: str,
    heading: str,
    names: Iterable[Name] = (),
    *,
    dates: str = "",
    family_name_first: bool = False,
    latitude: float | None = None,
    longitude: float | None = None,
    source: str = "",
) -> Authority:
    """A new authority; its heading is one of its names. Raises Refused where the heading is taken."""
    with transaction.atomic():
        if Authority.objects.filter(kind=kind, heading=heading).exists():
            raise Refused(
                _("There is an authority %(heading)s of this kind already. Add the name to it instead.")
                % {"heading": heading}
            )
        authority = Authority.objects.create(
            public_id=new_public_id(),
            kind=kind,
            heading=heading,
            dates=dates,
            family_name_first=family_name_first,
            latitude=latitude,
            longitude=longitude,
            source=source,
        )
        set_names(authority, names)
    return authority


def set_names(authority: Authority, names: Iterable[Name]) -> None:
    """Makes these, with the heading, the names of an authority."""
    wanted = {
        one.form.strip(): one for one in (*names, Name(authority.heading, "heading")) if one.form.strip()
    }
    authority.names.all().delete()
    AuthorityName.objects.bulk_create(_row(authority, form, one) for form, one in wanted.items())


def _row(authority: Authority, form: str, name: Name) -> AuthorityName:
    return AuthorityName(
        authority=authority,
        form=form,
        system=name.system,
        dates_of_use=name.dates_of_use,
        key=matching_key(direct(form))[:KEY_LENGTH],
        written_key=matching_key(form)[:KEY_LENGTH],
    )


def add_names(authority: Authority, names: Iterable[Name]) -> int:
    """Gives an authority the names that it lacks; returns how many."""
    held = set(authority.names.values_list("form", flat=True))
    missing = {one.form.strip(): one for one in names if one.form.strip() and one.form.strip() not in held}
    AuthorityName.objects.bulk_create(_row(authority, form, one) for form, one in missing.items())
    return len(missing)


def relate(kind: str, heading: str, relation: str, other: str) -> bool:
    """Relates two authorities of a kind by heading; False where one is missing or they are related."""
    found = {one.heading: one for one in Authority.objects.filter(kind=kind, heading__in=(heading, other))}
    if len(found) < 2:
        return False
    return AuthorityRelation.objects.get_or_create(
        authority=found[heading], relation=relation, other=found[other]
    )[1]


def rename(authority: Authority, heading: str) -> None:
    """Gives an authority another heading; the old one stays a name, and records follow as a job."""
    with transaction.atomic():
        if Authority.objects.filter(kind=authority.kind, heading=heading).exclude(pk=authority.pk).exists():
            raise Refused(
                _("Another authority of this kind has the heading %(heading)s.") % {"heading": heading}
            )
        held = [Name(one.form, one.system, one.dates_of_use) for one in authority.names.all()]
        authority.heading = heading
        authority.save()
        set_names(authority, held)
        if authority.statement_rows.exists():
            enqueue(Request(HEADINGS, {"authority": authority.pk}, title=heading))


def load_authorities(path: Path) -> tuple[int, int]:
    """Makes the authorities of a JSON file that are not there yet: (made, there already).

    The file holds ``{"authorities": [{"heading", "kind", "names": [{"form", "system"}], …}]}``.
    """
    entries = json.loads(path.read_text())["authorities"]
    made = [one for one in entries if _load(one)]
    for one in made:
        for relation in ("earlier", "later"):
            relate(one["kind"], one["heading"], relation, one.get(relation, ""))
    return len(made), len(entries) - len(made)


def _load(entry: Mapping[str, Any]) -> bool:
    if Authority.objects.filter(kind=entry["kind"], heading=entry["heading"]).exists():
        return False
    create_authority(
        entry["kind"],
        entry["heading"],
        [Name(one["form"], one.get("system", "")) for one in entry["names"]],
        dates=entry.get("dates", ""),
        family_name_first=entry.get("name_order") == "family first",
        latitude=entry.get("latitude"),
        longitude=entry.get("longitude"),
        source=entry.get("source", ""),
    )
    return True
