"""What must be told later: who saw and changed closed material, and what was expunged by whom."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.models.record import Record


class AuditLine(models.Model):
    """One thing that a person did to a record that is closed. It names the record by its identifier alone, so
    that it says nothing of what the record says, and outlives it.
    """

    class Act(models.TextChoices):
        SAW = "saw", _("Saw")
        CHANGED = "changed", _("Changed")
        ASKED_TO_EXPUNGE = "asked to expunge", _("Asked to expunge")
        EXPUNGED = "expunged", _("Expunged")

    at = models.DateTimeField(_("at"), db_index=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True)
    person_name = models.CharField(_("person"), max_length=150)
    act = models.CharField(_("act"), max_length=20, choices=Act.choices)
    record_public_id = models.CharField(_("record"), max_length=12, db_index=True)
    detail = models.CharField(_("detail"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("audit line")
        verbose_name_plural = _("audit")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.person_name} {self.act} {self.record_public_id}"


class Expunction(models.Model):
    """A request that all a record says be removed for good; a second person must confirm it."""

    record = models.ForeignKey(Record, models.PROTECT, related_name="expunctions")
    reason = models.CharField(_("reason"), max_length=500)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="expunctions_asked"
    )
    asked_by_name = models.CharField(max_length=150)
    asked_at = models.DateTimeField()
    confirmed_by_name = models.CharField(max_length=150, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("expunction")
        verbose_name_plural = _("expunctions")
        constraints = [
            models.UniqueConstraint(
                fields=["record"], condition=Q(done_at__isnull=True), name="expunction_one_open_a_record"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.record_id}: {self.reason}"
