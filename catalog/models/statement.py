"""One row a statement, with only what is filtered, joined or constrained."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.models.authority import Authority
from catalog.models.record import Record


class StatementRow(models.Model):
    """Written from the snapshot. ``key`` is the matching key of names and numbers, cut to its column.

    Of a relation to what is not held, ``key`` is that of the words cited, and ``earliest`` a day in them.
    ``states`` are, by the codes of domain/states.py, the two between which an agreement is that a title or
    the words cited name, and the one that a contracting party is; NULL of most rows.
    """

    record = models.ForeignKey(Record, models.CASCADE, related_name="statement_rows")
    statement_id = models.CharField(max_length=24)
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=32)
    role = models.CharField(max_length=48, blank=True)
    state = models.CharField(max_length=10)
    value = models.TextField(_("value"), blank=True)
    key = models.CharField(max_length=200, blank=True)
    earliest = models.CharField(max_length=10, blank=True)
    latest = models.CharField(max_length=10, blank=True)
    # NULL, since SQLite takes an index of what is not NULL for any value that is looked for.
    states = models.CharField(max_length=40, null=True, blank=True)  # noqa: DJ001
    basis = models.CharField(max_length=10, blank=True)
    doubtful = models.BooleanField(default=False)
    authority = models.ForeignKey(
        Authority, models.PROTECT, null=True, blank=True, related_name="statement_rows"
    )
    target = models.ForeignKey(Record, models.PROTECT, null=True, blank=True, related_name="pointing_rows")

    class Meta:
        indexes = [
            models.Index(fields=["kind", "key", "record", "state"], name="statement_said"),
            models.Index(fields=["state", "kind"], name="statement_state"),
            models.Index(
                fields=["record"], name="statement_doubtful", condition=Q(doubtful=True, state="proposed")
            ),
            models.Index(
                fields=["earliest"],
                name="statement_cited_day",
                condition=Q(kind="relation", target__isnull=True),
            ),
            models.Index(fields=["states"], name="statement_states", condition=Q(states__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["record", "statement_id"], name="statement_id_is_unique"),
            models.CheckConstraint(
                condition=Q(state__in=["proposed", "accepted", "rejected"]), name="statement_state_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.value}"
