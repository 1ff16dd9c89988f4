"""Accessions: what came into the house, when, from whom and on what terms."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.models.institution import Institution


class Accession(models.Model):
    """One accession (ISAD(G) 3.2.4); records name it by its number, in a statement of provenance.

    ``number_key`` is domain.identifiers.matching_number of the number.
    """

    number = models.CharField(_("accession number"), max_length=60)
    number_key = models.CharField(max_length=60, editable=False)
    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="accessions", verbose_name=_("institution")
    )
    received_on = models.DateField(_("received on"), null=True, blank=True)
    source = models.TextField(
        _("immediate source"), blank=True, help_text=_("Who gave, sold or transferred it.")
    )
    terms = models.TextField(
        _("terms"), blank=True, help_text=_("Gift, purchase, deposit; conditions of access and use.")
    )
    extent = models.CharField(_("extent"), max_length=200, blank=True, help_text=_("3 boxes; 412 files"))
    note = models.TextField(_("note"), blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False
    )
    created_at = models.DateTimeField(_("entered"), auto_now_add=True)

    class Meta:
        verbose_name = _("accession")
        verbose_name_plural = _("accessions")
        ordering = ["-received_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "number_key"],
                name="accession_number_is_unique",
                violation_error_message=_("This institution has an accession of this number already."),
            )
        ]

    def __str__(self) -> str:
        return self.number


class AccessionBatch(models.Model):
    """A batch of files, named as its jobs name it, that came with an accession."""

    accession = models.ForeignKey(Accession, models.CASCADE, related_name="batches")
    batch = models.CharField(max_length=32, unique=True)

    def __str__(self) -> str:
        return self.batch
