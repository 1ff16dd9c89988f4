"""Stored files and texts, each by its sha256."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.models.record import Record


class StoredFile(models.Model):
    """A file in the store. ``checked_at`` is the last time its digest was computed again."""

    class State(models.TextChoices):
        KEPT = "kept", _("Kept")
        MISSING = "missing", _("Missing")
        DAMAGED = "damaged", _("Damaged")

    sha256 = models.CharField(max_length=64, unique=True)
    name = models.CharField(_("name"), max_length=255)
    media_type = models.CharField(_("media type"), max_length=100, blank=True)
    size = models.PositiveBigIntegerField(_("size"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.KEPT)
    kept_at = models.DateTimeField(_("kept at"), auto_now_add=True)
    checked_at = models.DateTimeField(_("checked at"), null=True, blank=True)

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["kept", "missing", "damaged"]), name="file_state_is_known"
            )
        ]

    def __str__(self) -> str:
        return self.name


class RecordFile(models.Model):
    """Which record names which file; written from the snapshot."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="file_rows")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="record_rows")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "file"], name="record_file_is_unique")]

    def __str__(self) -> str:
        return str(self.file)


class Text(models.Model):
    """A text as read, one row a text, shared by records, parts and revisions. Line ends are \\n."""

    sha256 = models.CharField(max_length=64, unique=True)
    content = models.TextField()

    def __str__(self) -> str:
        return self.sha256
