"""Whole results that jobs write for readers, and that may still be given."""

from django.db import models

from catalog.models.job import Job
from catalog.models.user import Rank


class StoredResult(models.Model):
    """The file that a job writes of what ``rank`` sees is given as long as this row is there. It goes in the
    transaction that hides something from that rank or takes words back.
    """

    job = models.OneToOneField(Job, models.CASCADE, primary_key=True, related_name="stored_result")
    rank = models.PositiveSmallIntegerField(choices=Rank.choices)

    def __str__(self) -> str:
        return f"{self.job_id} for {self.rank}"
