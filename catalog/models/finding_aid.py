"""Finding aids that were made of collections."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.models.record import Record
from catalog.models.user import Rank


class FindingAid(models.Model):
    """The finding aid of what stands under a record, as one rank sees it.

    ``fingerprint`` is of everything that went into it: where the records say otherwise today, it is not
    shown any longer. The pages themselves lie in the data folder.
    """

    record = models.ForeignKey(Record, models.CASCADE, related_name="finding_aids")
    rank = models.PositiveSmallIntegerField(choices=Rank.choices)
    fingerprint = models.CharField(max_length=64)
    entries = models.PositiveIntegerField()
    made_at = models.DateTimeField(_("made"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record", "rank"], name="finding_aid_one_a_rank"),
        ]

    def __str__(self) -> str:
        return f"{self.record} ({self.rank})"
