"""The record: its snapshot, its place in the tree, and what of it must be filtered or constrained."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from catalog.domain.wording import UNTITLED
from catalog.models.institution import Institution
from catalog.models.path import PathField
from catalog.models.user import Rank


class Record(models.Model):
    """One description in the tree. Only catalog/records writes it; only catalog/search/sync writes
    ``indexed_version`` and ``entry_ranks``.

    ``seen_from`` and ``text_from`` are the lowest ranks that see the description and its text: the
    record's own (``own_…``) or its parent's, the higher. ``revision`` counts what people did,
    ``version`` every change of what is indexed or shown.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    class Stage(models.TextChoices):
        """How far the work on what is not published has come; what is published has none."""

        IN_WORK = "in work", _("In work")
        IN_REVIEW = "in review", _("In review")
        APPROVED = "approved", _("Approved")

    public_id = models.CharField(_("identifier"), max_length=12, unique=True)
    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="records", verbose_name=_("institution")
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("parent")
    )
    document = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("document"),
        db_index=False,
    )
    """Of a part: the document that it stands in, also where another part lies between."""
    position = models.PositiveIntegerField(default=0)
    path = PathField()
    level = models.CharField(_("level"), max_length=16)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.DRAFT)

    stage = models.CharField(_("stage"), max_length=10, choices=Stage.choices, default=Stage.IN_WORK)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="assigned_records",
        verbose_name=_("assigned to"),
    )
    publish_at = models.DateTimeField(_("publish at"), null=True, blank=True)
    opens_on = models.CharField(_("opens on"), max_length=10, blank=True, default="")
    """The ISO day on which the record's own restriction ends, by domain.opening; empty where none is."""
    review_on = models.CharField(_("access due for review on"), max_length=10, blank=True, default="")

    own_seen_from = models.PositiveSmallIntegerField(choices=Rank.choices, default=Rank.STAFF)
    own_text_from = models.PositiveSmallIntegerField(choices=Rank.choices, default=Rank.STAFF)
    seen_from = models.PositiveSmallIntegerField(_("seen from"), choices=Rank.choices, default=Rank.STAFF)
    text_from = models.PositiveSmallIntegerField(_("text from"), choices=Rank.choices, default=Rank.STAFF)

    snapshot = models.BinaryField()
    revision = models.PositiveIntegerField(default=0)
    version = models.PositiveBigIntegerField(default=1)
    indexed_version = models.PositiveBigIntegerField(default=0)
    entry_ranks = models.CharField(max_length=16, blank=True, default="")
    """The ranks, with commas between, under which an index entry of this record was ever written."""

    title = models.TextField(_("title"))
    reference_code = models.CharField(_("reference code"), max_length=200, blank=True, default="")
    earliest = models.CharField(max_length=10, blank=True, default="")
    latest = models.CharField(max_length=10, blank=True, default="")
    proposed = models.PositiveIntegerField(_("proposed statements"), default=0)
    source_sha256 = models.CharField(max_length=64, null=True, blank=True, unique=True)
    """The file that ingest made this record from: the same bytes never make a second one."""
    read_with = models.PositiveSmallIntegerField(null=True, blank=True)
    """The version of the recognisers that last read its text; null where none did."""
    relations_due = models.BooleanField(default=True)
    """Whether what it cites, who cites it and what is like it is still to be looked for."""

    public_digest = models.CharField(max_length=64, blank=True, default="")
    was_public = models.BooleanField(default=False)
    oai_datestamp = models.DateTimeField(null=True, blank=True)
    harvest_lacks = models.CharField(max_length=100, blank=True, default="")
    """What aggregators ask for and the public view has not: names of interchange.requirements, a space
    before and behind each.
    """
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(_("last changed"))

    class Meta:
        verbose_name = _("record")
        verbose_name_plural = _("records")
        permissions = [
            ("publish_record", _("Can publish and withdraw records")),
            ("publish_unapproved_record", _("Can publish records that nobody has approved")),
            ("approve_record", _("Can approve records and send them back")),
        ]
        indexes = [
            # Rank, level and id stand in these, so that a list is counted without a look at its rows, also
            # where statements narrow it as well.
            models.Index(fields=["path", "seen_from", "level", "id"], name="record_below"),
            models.Index(fields=["id", "seen_from", "level"], name="record_listed"),
            models.Index(fields=["earliest", "latest", "seen_from", "level", "id"], name="record_dates"),
            models.Index(fields=["level", "-updated_at", "-id"], name="record_level"),
            models.Index(fields=["parent", "position"], name="record_position"),
            # Of parts alone: an index of the others' nulls would be taken for harvests, which ask for them.
            models.Index(fields=["document"], name="record_parts", condition=Q(document__isnull=False)),
            models.Index(fields=["-updated_at", "-id"], name="record_changed"),
            models.Index(fields=["-updated_at", "-id"], name="record_drafts", condition=Q(status="draft")),
            models.Index(
                fields=["-updated_at", "-id"], name="record_withdrawn", condition=Q(status="withdrawn")
            ),
            models.Index(fields=["-updated_at", "-id"], name="record_waiting", condition=Q(proposed__gt=0)),
            models.Index(fields=["id"], name="record_untitled", condition=Q(title=UNTITLED)),
            models.Index(fields=["reference_code"], name="record_code"),
            models.Index(fields=["read_with"], name="record_read", condition=Q(read_with__isnull=False)),
            models.Index(fields=["id"], name="record_relations_due", condition=Q(relations_due=True)),
            models.Index(fields=["id"], name="record_dirty", condition=Q(indexed_version__lt=F("version"))),
            models.Index(fields=["stage", "id"], name="record_stage", condition=~Q(stage="in work")),
            models.Index(
                fields=["publish_at"], name="record_publish_at", condition=Q(publish_at__isnull=False)
            ),
            models.Index(fields=["opens_on"], name="record_opens_on", condition=~Q(opens_on="")),
            models.Index(fields=["review_on"], name="record_review_on", condition=~Q(review_on="")),
            # All that a page of a harvest asks of a record stands in it: snapshots are not walked through.
            models.Index(
                fields=["oai_datestamp", "id", "document", "public_id", "seen_from", "public_digest"],
                name="record_stamp",
                condition=Q(oai_datestamp__isnull=False, document__isnull=True),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(seen_from__gte=F("own_seen_from"), text_from__gte=F("own_text_from")),
                name="record_seen_no_earlier_than_own",
            ),
            models.CheckConstraint(
                condition=Q(text_from__gte=F("seen_from")), name="record_text_no_earlier_than_record"
            ),
            models.CheckConstraint(
                condition=Q(seen_from__in=Rank.values, text_from__in=Rank.values),
                name="record_ranks_are_known",
            ),
            models.CheckConstraint(
                condition=Q(status="published") | Q(own_seen_from__gte=Rank.STAFF),
                name="record_unpublished_is_for_staff",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=["in work", "in review", "approved"]), name="record_stage_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(status="published") | Q(stage="in work", publish_at__isnull=True),
                name="record_published_has_no_stage",
            ),
            models.CheckConstraint(
                condition=Q(level="part", document__isnull=False)
                | (~Q(level="part") & Q(document__isnull=True)),
                name="record_part_has_document",
            ),
            models.CheckConstraint(
                condition=Q(indexed_version__lte=F("version")), name="record_indexed_no_later_than_saved"
            ),
            models.CheckConstraint(
                condition=~Q(was_public=True) | Q(oai_datestamp__isnull=False),
                name="record_public_has_datestamp",
            ),
            models.UniqueConstraint(
                fields=["institution", "reference_code"],
                condition=~Q(reference_code=""),
                name="record_code_is_unique",
                violation_error_message=_("Another record of this institution has this reference code."),
            ),
        ]

    def __str__(self) -> str:
        return self.title
