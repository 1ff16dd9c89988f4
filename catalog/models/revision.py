"""What people did to a record."""

from django.conf import settings
from django.db import models

from catalog.models.job import Job
from catalog.models.record import Record


class Revision(models.Model):
    """The whole description after one act of a person or command, with who, why and when."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    snapshot = models.BinaryField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True)
    author_name = models.CharField(max_length=150)
    reason = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    job = models.ForeignKey(Job, models.SET_NULL, null=True, blank=True, related_name="revisions")

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["record", "number"], name="revision_number_is_unique")]

    def __str__(self) -> str:
        return f"{self.number}: {self.reason}"
