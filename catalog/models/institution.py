"""Institutions that hold what is described."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Institution(models.Model):
    """The institution of every record; ISIL is its ISO 15511 identifier."""

    name = models.CharField(_("name"), max_length=300, unique=True)
    isil = models.CharField(_("ISIL"), max_length=16, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True, help_text=_("ISO 3166 code"))
    contact = models.TextField(_("contact"), blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("institution")
        verbose_name_plural = _("institutions")

    def __str__(self) -> str:
        return self.name
