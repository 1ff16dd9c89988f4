"""Authorities from a file of another system: each is made, or gains the names that it lacks."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from catalog.files.store import open_file
from catalog.interchange.authority_entry import AuthorityEntry, NotReadable
from catalog.interchange.eac import read_eac
from catalog.interchange.skos import read_skos
from catalog.jobs.queue import Claim, Request, WorkRefused, enqueue, held, show_progress
from catalog.models import Authority, Job, StoredFile, User
from catalog.records.authorities import Name, add_names, create_authority, relate

KIND = "authority import"
LARGEST = 50 * 1024 * 1024
"""Bytes of a file: a thesaurus is read whole before its first concept is known."""
FORMATS: Mapping[str, Callable[[BinaryIO, str], Iterator[AuthorityEntry]]] = {
    "EAC-CPF": lambda file, _kind: read_eac(file),
    "SKOS": read_skos,
}
REPORTED = 100
"""Entries that were refused which the report names."""


def ask_for_import(file: StoredFile, form: str, kind: str, user: User | None) -> Job:
    """A job that reads the file; ``kind`` is what the concepts of a thesaurus are (place, subject, form).

    Raises WorkRefused where the file is too large to be read.
    """
    if file.size > LARGEST:
        raise WorkRefused(_("The file is larger than 50 MB. Divide it, and import the parts one by one."))
    payload = {"sha256": file.sha256, "format": form, "kind": kind}
    return enqueue(Request(KIND, payload, title=f"{form}: {file.name}", created_by=user))


def import_authorities(claim: Claim) -> Mapping[str, Any]:
    """Takes in every entry of the file; one that cannot be taken in does not keep out the others.

    It may be begun again: what is there already is left as it is. Raises WorkRefused where the file cannot
    be read, and LostClaim.
    """
    entries = _entries(claim)
    outcomes: dict[str, int] = {"made": 0, "extended": 0, "unchanged": 0, "refused": 0}
    refused: list[str] = []
    for number, entry in enumerate(entries, 1):
        with held(claim):
            outcome, reason = _take_in(entry)
        outcomes[outcome] += 1
        if reason and len(refused) < REPORTED:
            refused.append(reason)
        if number % 20 == 0:
            show_progress(claim, number, len(entries))
    related = _relate_all(claim, entries)
    return {**outcomes, "related": related, "warnings": refused}


def _entries(claim: Claim) -> list[AuthorityEntry]:
    read = FORMATS[claim.payload["format"]]
    try:
        with open_file(claim.payload["sha256"]) as file:
            return list(read(file, claim.payload["kind"]))
    except NotReadable as error:
        raise WorkRefused(str(error)) from error


def _take_in(entry: AuthorityEntry) -> tuple[str, str]:
    """What became of it, and why it was refused."""
    if len(entry.heading) > 300:
        return "refused", _("The heading “%(begin)s …” is longer than 300 characters.") % {
            "begin": entry.heading[:60]
        }
    short = (one for one in entry.names if len(one.form) <= 300)
    names = [Name(one.form, _that_has_room(one.system), _that_has_room(one.dates_of_use)) for one in short]
    held_already = Authority.objects.filter(kind=entry.kind, heading=entry.heading).first()
    if held_already is None:
        create_authority(
            entry.kind, entry.heading, names, dates=_that_has_room(entry.dates), source=entry.source
        )
        return "made", ""
    kept = held_already.merged_into or held_already
    return ("extended" if add_names(kept, names) else "unchanged"), ""


def _that_has_room(told: str) -> str:
    """What is told beside a name, left out where it is too long: half of it would say something else."""
    return told if len(told) <= 60 else ""


def _relate_all(claim: Claim, entries: list[AuthorityEntry]) -> int:
    """Relates the entries to each other and to what is there; a heading that nobody bears is left out."""
    with held(claim):
        return sum(
            relate(entry.kind, entry.heading, relation, other)
            for entry in entries
            for relation, other in entry.relations
        )
