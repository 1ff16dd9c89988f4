"""What of a text is looked up to find texts that are much like it."""

from django.db import models

from catalog.models.record import Record


class TextSketch(models.Model):
    """One number of the sketch of a record's text (see catalog.domain.likeness.sketch_of)."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="sketch_rows")
    value = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["value", "record"], name="sketch_value_is_unique")]

    def __str__(self) -> str:
        return f"{self.record_id}: {self.value}"
