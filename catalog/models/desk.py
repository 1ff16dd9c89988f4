"""What archivists keep at the desk beside records: filters, templates, and the figures of quality."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class SavedFilter(models.Model):
    """What the list of records was narrowed to. ``query`` is the list's address behind the question mark.

    It holds names of filters and what was chosen of them, and no record: everybody sees by it what their
    own rank sees.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_filters")
    name = models.CharField(_("name"), max_length=100)
    query = models.TextField()
    shared = models.BooleanField(_("shared with everybody at the desk"), default=False)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="saved_filter_name_is_unique")]

    def __str__(self) -> str:
        return self.name


class Template(models.Model):
    """A named set of statements from which records of one family of sources are begun.

    ``snapshot`` is a Description of accepted statements, encoded as a record's is, without identifiers,
    files, text and access, and as staff without leave for closed material see it.
    """

    name = models.CharField(_("name"), max_length=100, unique=True)
    snapshot = models.BinaryField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("template")
        verbose_name_plural = _("templates")

    def __str__(self) -> str:
        return self.name


class QualityCount(models.Model):
    """How many records one check of records.quality found, by the rank from which they are seen."""

    check_name = models.CharField(max_length=40)
    seen_from = models.PositiveSmallIntegerField()
    records = models.PositiveIntegerField()
    counted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["check_name", "seen_from"], name="quality_count_is_unique"),
            models.CheckConstraint(condition=~Q(check_name=""), name="quality_count_is_of_a_check"),
        ]

    def __str__(self) -> str:
        return f"{self.check_name}: {self.records}"
