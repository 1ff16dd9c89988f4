"""Accessions: entered once by their number, joined to batches of files, named by records."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from catalog.domain.identifiers import matching_number
from catalog.domain.text import clean
from catalog.models import Accession, AccessionBatch, Record, StatementRow
from catalog.records.author import Author
from catalog.records.refusal import Refused

_WORDS = ("number", "source", "terms", "extent", "note")


def keep_accession(accession: Accession, *, author: Author) -> None:
    """Saves an accession. Raises Refused as refuse_number does."""
    for name in _WORDS:
        setattr(accession, name, clean(getattr(accession, name)).strip())
    refuse_number(accession)
    accession.number_key = matching_number(accession.number)
    if accession.pk is None:
        accession.created_by_id = author.user_id
    accession.save()


def refuse_number(accession: Accession) -> None:
    """Raises Refused where its institution has the number already, written in any way, or where records name
    the number that it had.
    """
    key = matching_number(accession.number)
    if not key:
        raise Refused(_("An accession number holds a letter or a digit."))
    others = Accession.objects.filter(institution=accession.institution_id, number_key=key)
    if others.exclude(pk=accession.pk).exists():
        raise Refused(_("This institution has an accession of this number already."))
    held = Accession.objects.filter(pk=accession.pk).first()
    moved = held is not None and (held.number_key, held.institution_id) != (key, accession.institution_id)
    if held is not None and moved and _naming(held).exists():
        raise Refused(_("Records name this accession by its number, so number and institution stay."))


def join_batch(accession: Accession, batch: str) -> None:
    """Says that a batch of files came with an accession."""
    AccessionBatch.objects.update_or_create(batch=batch, defaults={"accession": accession})


def accessions_named(record_id: int) -> list[Accession]:
    """The accessions that a record names. One query."""
    rows = StatementRow.objects.filter(record=record_id, kind="provenance", role="accession")
    keys = rows.exclude(state="rejected").values("key")
    held = Record.objects.filter(pk=record_id).values("institution")
    return list(Accession.objects.filter(number_key__in=keys, institution__in=held))


def _naming(accession: Accession) -> QuerySet[StatementRow]:
    rows = StatementRow.objects.filter(kind="provenance", key=accession.number_key, role="accession")
    return rows.filter(record__institution=accession.institution_id).exclude(state="rejected")
