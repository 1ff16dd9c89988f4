"""Persons, bodies, families, places, subjects and forms with every name that sources use."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.models.path import KeyField
from catalog.models.user import Rank


class Authority(models.Model):
    """ISAAR(CPF) 5.1. ``seen_from`` is the lowest rank at which an accepted statement uses it."""

    class Kind(models.TextChoices):
        PERSON = "person", _("Person")
        CORPORATE_BODY = "corporate body", _("Corporate body")
        FAMILY = "family", _("Family")
        PLACE = "place", _("Place")
        SUBJECT = "subject", _("Subject")
        FORM = "form", _("Form")

    public_id = models.CharField(_("identifier"), max_length=12, unique=True)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind.choices)
    heading = models.CharField(_("heading"), max_length=300)
    dates = models.CharField(_("dates of existence"), max_length=60, blank=True, help_text=_("EDTF"))
    family_name_first = models.BooleanField(_("family name first"), default=False)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    source = models.TextField(_("source"), blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", verbose_name=_("merged into")
    )
    """The authority that this one turned out to be: it keeps its identifier, and has no names of its own."""
    seen_from = models.PositiveSmallIntegerField(choices=Rank.choices, default=Rank.STAFF)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("authority")
        verbose_name_plural = _("authorities")
        ordering = ["heading"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "heading"],
                name="authority_heading_is_unique",
                violation_error_message=_("Another authority of this kind has this heading."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["person", "corporate body", "family", "place", "subject", "form"]),
                name="authority_kind_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.heading


class AuthorityName(models.Model):
    """One name of an authority. ``key`` is domain.names.matching_key of the form in its direct order, where
    writings of a name meet; ``written_key`` is that of the form as it stands, for those who type it.
    """

    authority = models.ForeignKey(Authority, models.CASCADE, related_name="names")
    form = models.CharField(_("name"), max_length=300)
    system = models.CharField(
        _("script or romanisation"), max_length=60, blank=True, help_text=_("Wade-Giles, pinyin, Hans, Cyrl…")
    )
    dates_of_use = models.CharField(_("dates of use"), max_length=60, blank=True)
    key = KeyField(max_length=300, editable=False)
    written_key = KeyField(max_length=300, editable=False, default="")

    class Meta:
        verbose_name = _("name")
        verbose_name_plural = _("names")
        indexes = [
            models.Index(fields=["key"], name="authority_name_key"),
            models.Index(fields=["written_key"], name="authority_name_written_key"),
        ]
        constraints = [models.UniqueConstraint(fields=["authority", "form"], name="authority_name_is_unique")]

    def __str__(self) -> str:
        return self.form


class AuthorityRelation(models.Model):
    """ISAAR(CPF) 5.3: an earlier, later, larger or member body."""

    class Kind(models.TextChoices):
        EARLIER = "earlier", _("Earlier")
        LATER = "later", _("Later")
        PART_OF = "part of", _("Part of")
        MEMBER = "member", _("Member")

    authority = models.ForeignKey(Authority, models.CASCADE, related_name="relations")
    relation = models.CharField(_("relation"), max_length=10, choices=Kind.choices)
    other = models.ForeignKey(Authority, models.CASCADE, related_name="inverse_relations")

    class Meta:
        verbose_name = _("relation")
        verbose_name_plural = _("relations")
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "relation", "other"], name="authority_relation_is_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_relation_display()}: {self.other}"
