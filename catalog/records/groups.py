"""The four groups, each with exactly what its people may do. What they see is their rank, and apart.

An institution that wants other groups makes its own: these are set again after every update.
"""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission

READER, CATALOGUER, REVIEWER, ADMINISTRATOR = "Reader", "Cataloguer", "Reviewer", "Administrator"

_READS = ("view_record", "view_authority", "view_authorityname", "view_institution", "view_accession")
_CATALOGUES = (
    *("add_record", "change_record", "delete_record"),
    *("add_authority", "change_authority"),
    *("add_authorityname", "change_authorityname", "delete_authorityname"),
    *("add_authorityrelation", "change_authorityrelation", "delete_authorityrelation"),
    "view_authorityrelation",
    *("add_accession", "change_accession"),
    *("add_job", "view_job", "view_storedfile"),
)
_REVIEWS = ("approve_record", "publish_record", "change_job")
_ADMINISTERS = (
    "publish_unapproved_record",
    *("delete_authority", "delete_accession"),
    *("add_expunction", "view_auditline"),
    *("add_institution", "change_institution", "delete_institution"),
    *("add_user", "change_user", "delete_user", "view_user"),
    *("add_group", "change_group", "delete_group", "view_group"),
)

GROUPS: dict[str, tuple[str, ...]] = {
    READER: _READS,
    CATALOGUER: (*_READS, *_CATALOGUES),
    REVIEWER: (*_READS, *_CATALOGUES, *_REVIEWS),
    ADMINISTRATOR: (*_READS, *_CATALOGUES, *_REVIEWS, *_ADMINISTERS),
}
"""Permissions by the codename that Django gives them; docs/desk.md tells them in words."""


def make_groups() -> None:
    """Makes the four groups, or gives them again what GROUPS says and nothing else."""
    known = {one.codename: one for one in Permission.objects.filter(codename__in=_every(GROUPS.values()))}
    for name, codenames in GROUPS.items():
        group, _made = Group.objects.get_or_create(name=name)
        group.permissions.set(known[one] for one in codenames if one in known)


def _every(groups: Iterable[Iterable[str]]) -> set[str]:
    return {one for group in groups for one in group}
