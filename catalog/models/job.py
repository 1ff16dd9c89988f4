"""One table for every long work."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Job(models.Model):
    """A long work: claimed with a lease, renewed, ended once. ``report`` is for people.

    ``claimed_until`` is the end of the lease; a write under a ``claim`` that is not the row's is refused.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")
        ATTENTION = "needs attention", _("Needs attention")
        STOPPED = "stopped", _("Stopped")

    kind = models.CharField(_("kind"), max_length=32)
    title = models.CharField(_("title"), max_length=300, blank=True)
    payload = models.JSONField(default=dict)
    state = models.CharField(_("state"), max_length=16, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    claim = models.CharField(max_length=32, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)
    progress = models.PositiveIntegerField(_("progress"), default=0)
    total = models.PositiveIntegerField(_("total"), default=0)
    report = models.JSONField(default=dict, blank=True)
    error = models.TextField(_("what went wrong"), blank=True)
    batch = models.CharField(_("batch"), max_length=32, blank=True, db_index=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    started_at = models.DateTimeField(_("started"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["kind", "id"], name="job_open", condition=Q(state__in=["waiting", "running"])
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "running", "done", "failed", "needs attention", "stopped"]),
                name="job_state_is_known",
            )
        ]

    def __str__(self) -> str:
        return self.title or self.kind
