"""The elements of a description by which records are found that lack them, and what DACS requires where.

DACS 2022, chapter 1: a description that stands alone needs all of the single-level minimum; what stands
under another inherits its creator, language and conditions of access, and needs what tells it apart.
"""

from collections.abc import Mapping
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from catalog.domain.vocabularies import AGGREGATE_LEVELS, COLLECTION_LEVELS, CREATOR_ROLES
from catalog.domain.wording import UNTITLED
from catalog.models import StatementRow


class Element(NamedTuple):
    """``lacking`` chooses the records that do not have it; what is only proposed counts as there."""

    label: Promise
    lacking: Q


def _lacks(**chosen: object) -> Q:
    rows = StatementRow.objects.filter(record=OuterRef("pk"), **chosen).exclude(state="rejected")
    return ~Q(Exists(rows))


ELEMENTS: Mapping[str, Element] = {
    "code": Element(_("Reference code"), Q(reference_code="")),
    # What has no title is listed as untitled, and an index holds what is.
    "title": Element(_("Title"), Q(title=UNTITLED) & _lacks(kind="title")),
    "date": Element(_("Date"), Q(earliest="", latest="")),
    "extent": Element(_("Extent"), _lacks(kind="extent")),
    "creator": Element(_("Creator"), _lacks(kind="agent", role__in=CREATOR_ROLES)),
    "scope": Element(_("Scope and content"), _lacks(kind="note", role="scope") & _lacks(kind="abstract")),
    "access": Element(_("Conditions governing access"), _lacks(kind="note", role="access")),
    "language": Element(_("Language"), _lacks(kind="language")),
    "form": Element(_("Documentary form"), _lacks(kind="form")),
    "container": Element(_("Container"), _lacks(kind="container")),
    "subject": Element(_("Subject"), _lacks(kind="subject")),
    "place": Element(_("Place"), _lacks(kind="place")),
    "rights": Element(_("Rights"), _lacks(kind="rights")),
}

REQUIRED: Mapping[str, frozenset[str]] = {
    "code": COLLECTION_LEVELS,
    "title": AGGREGATE_LEVELS | {"item"},
    "date": AGGREGATE_LEVELS | {"item"},
    "extent": AGGREGATE_LEVELS,
    "creator": COLLECTION_LEVELS,
    "scope": COLLECTION_LEVELS,
    "access": COLLECTION_LEVELS,
    "language": COLLECTION_LEVELS,
}
"""The levels at which DACS asks for an element; every record has its repository, the institution."""
