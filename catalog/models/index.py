"""What the index of the catalogue must know between writes."""

from django.db import models

from catalog.models.record import Record
from catalog.models.user import Rank


class Exclusion(models.Model):
    """A narrowing that the index has not yet seen: below ``rank``, the record and all under it are
    left out of hits, counts, facets and suggestions. Removed once that subtree is indexed.
    """

    record = models.ForeignKey(Record, models.CASCADE, related_name="exclusions")
    rank = models.PositiveSmallIntegerField(choices=Rank.choices)
    version = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return f"{self.record_id} below {self.rank}"


class IndexState(models.Model):
    """The one row of an engine: which index is being written to, and since when.

    ``place`` is the index's name or directory; ``declaration`` the digest of the fields it was made with.
    Of an index that is being filled aside: when that began, up to which record's number its entries outlive
    the filling process, and which records could not be written.
    """

    engine = models.CharField(max_length=16, unique=True)
    generation = models.PositiveIntegerField(default=0)
    place = models.CharField(max_length=200, blank=True)
    declaration = models.CharField(max_length=64, blank=True)
    changed_at = models.DateTimeField(auto_now=True)
    began_at = models.DateTimeField(null=True)
    filled_to = models.PositiveBigIntegerField(default=0)
    left_out = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.engine} {self.generation}"
