"""Where a document lies in its folder, so that its neighbours can be asked for."""

from django.db import models

from catalog.models.record import Record


class FolderPlace(models.Model):
    """Written from the snapshot's containers (see catalog.domain.folders).

    ``sequence`` is null where the containers name a folder and no place in it. ``accepted`` says
    whether readers may know of it, whose records show only what is accepted.
    """

    record = models.OneToOneField(Record, models.CASCADE, related_name="folder_place")
    folder = models.CharField(max_length=200)
    sequence = models.PositiveIntegerField(null=True)
    accepted = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["folder", "sequence", "record"], name="folder_sequence")]

    def __str__(self) -> str:
        return f"{self.folder}: {self.sequence}"
