"""Records with statements that wait for a decision, and which of them comes next."""

from django.db.models import Q, QuerySet

from catalog.models import Record, Revision
from catalog.records.queries import visible_to


def waiting(rank: int) -> QuerySet[Record]:
    """The records that this rank sees and that have proposed statements."""
    return visible_to(rank).filter(proposed__gt=0).exclude(status="withdrawn")


def next_waiting(pk: int, rank: int) -> int | None:
    """The id of the record to look at after this one: its parts or their document, then what came in the
    same batch, then all others; within each, what was made after it goes first. None where nothing waits.
    """
    document = Record.objects.values_list("document", flat=True).get(pk=pk) or pk
    batches = Revision.objects.filter(record=document).exclude(job__batch="").values("job__batch")
    in_batch = Revision.objects.filter(job__batch__in=batches).values("record")
    others = waiting(rank).exclude(pk=pk).order_by("pk")
    for chosen in (Q(document=document) | Q(pk=document), Q(pk__in=in_batch), Q()):
        ids = others.filter(chosen).values_list("pk", flat=True)
        found = ids.filter(pk__gt=pk).first() or ids.first()
        if found is not None:
            return found
    return None
