"""Sets of OAI-PMH, which record is in which, and what the provider has fixed for good."""

from django.db import models
from django.db.models import Q

from catalog.models.institution import Institution
from catalog.models.record import Record


class HarvestSet(models.Model):
    """A set that a public record is or was in. ``spec`` is made of ids, never of labels.

    The name of a collection and of a repository is read where it stands; ``name`` holds a form's.
    """

    spec = models.CharField(max_length=200, unique=True)
    name = models.CharField(max_length=200, blank=True, default="")
    record = models.ForeignKey(Record, models.CASCADE, null=True, blank=True, related_name="harvest_sets")
    """Of a collection: the record that is the collection."""
    institution = models.ForeignKey(
        Institution, models.CASCADE, null=True, blank=True, related_name="harvest_sets"
    )

    def __str__(self) -> str:
        return self.spec


class SetMember(models.Model):
    """That a record is in a set, or has ``left`` it; written with the record's datestamp, in its transaction.

    A record that has left stands in the set's list once more, at ``datestamp``; what is no longer public
    keeps its rows.
    """

    harvest_set = models.ForeignKey(HarvestSet, models.CASCADE, related_name="members", db_index=False)
    record = models.ForeignKey(Record, models.CASCADE, related_name="set_rows", db_index=False)
    datestamp = models.DateTimeField()
    left = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["harvest_set", "datestamp", "record"], name="set_member_stamp")]
        constraints = [models.UniqueConstraint(fields=["record", "harvest_set"], name="set_member_is_unique")]

    def __str__(self) -> str:
        return f"{self.record_id} in {self.harvest_set_id}"


class WrittenRecord(models.Model):
    """What harvests and whole results give of a record, written down when it was announced: making it of the
    snapshot every time would take five times as long. It is good as long as ``digest`` is the record's public
    digest and ``address`` the site's; else it is made anew, so nothing is ever told that the snapshot does
    not say.
    """

    record = models.OneToOneField(Record, models.CASCADE, primary_key=True, related_name="written")
    digest = models.CharField(max_length=64)
    address = models.CharField(max_length=200)
    sets = models.TextField()
    oai_dc = models.TextField()
    mods = models.TextField()
    csv = models.TextField(default="")
    """Empty where it was written down before there was this column."""

    def __str__(self) -> str:
        return f"{self.record_id}"


class Provider(models.Model):
    """The one row of what the provider keeps: the namespace of its identifiers, fixed when the first record
    was given out, and the version of the mapping that all datestamps are of.
    """

    namespace = models.CharField(max_length=200)
    mapping_version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="provider_is_one")]

    def __str__(self) -> str:
        return self.namespace
