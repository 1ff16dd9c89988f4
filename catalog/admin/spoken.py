"""What works in the background, in words that an archivist would use."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from catalog.models import Revision

KINDS: dict[str, Promise] = {
    "again": _("Reading again"),
    "announcement": _("News for harvesters"),
    "authority import": _("Import of authorities"),
    "authority merge": _("Merging of authorities"),
    "authority parting": _("Parting of authorities"),
    "bulk edit": _("Change of many records"),
    "due": _("Openings and publications that are due"),
    "export": _("Download of a whole result"),
    "finding aid": _("Finding aid"),
    "headings": _("New heading in the records"),
    "ingest": _("Reading of a file"),
    "naming": _("Linking of a name"),
    "propagation": _("Records below brought up to date"),
    "sheet": _("Saving of a sheet"),
    "undo": _("Undo"),
}
"""The kinds of jobs, by the names that settings.JOB_KINDS has for them."""

_NOBODY: dict[str, Promise] = {
    "authorities": _("by authority"),
    "clock": _("by the clock"),
    "ingest": _("read from the file"),
    "relations": _("found by comparison"),
    "run": _("first start"),
}


def who(revision: Revision) -> str:
    """Whose revision it is: a person's name, or what made it where no person did."""
    name = revision.author_name
    return name if revision.author_id else str(_NOBODY.get(name, name))
