"""What was done with a record besides describing it, and what people said to each other about it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.models.record import Record


class Step(models.Model):
    """One step of the work on a record, or a comment. For staff alone: it stands in no output and no index.

    ``to_name`` is the person to whom the record was given, as ``author_name`` for those who are gone.
    """

    class Kind(models.TextChoices):
        SENT = "sent to review", _("Sent to review")
        APPROVED = "approved", _("Approved")
        SENT_BACK = "sent back", _("Sent back")
        LAPSED = "approval lapsed", _("Changed after approval: in review again")
        ASSIGNED = "assigned", _("Assigned")
        PLANNED = "planned", _("Publication planned")
        UNPLANNED = "unplanned", _("Plan of publication taken off")
        COMMENT = "comment", _("Comment")

    record = models.ForeignKey(Record, models.CASCADE, related_name="steps")
    kind = models.CharField(_("what was done"), max_length=16, choices=Kind.choices)
    words = models.TextField(_("words"), blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True)
    author_name = models.CharField(max_length=150)
    to_name = models.CharField(max_length=150, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.words}"
