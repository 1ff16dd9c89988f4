"""Searches that readers keep, to be told what is new."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedSearch(models.Model):
    """``query`` is the part of the search's web address behind the question mark; ``key`` makes the address
    of its feed, which nobody can guess. ``told_until`` is the datestamp up to which mail was sent.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_searches")
    name = models.CharField(_("name"), max_length=200)
    query = models.TextField(blank=True)
    key = models.CharField(max_length=43, unique=True)
    by_mail = models.BooleanField(_("tell me by mail"), default=False)
    told_until = models.DateTimeField()
    created_at = models.DateTimeField(_("kept since"), auto_now_add=True)

    class Meta:
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["user", "query"], name="saved_search_is_kept_once")]
        indexes = [models.Index(fields=["id"], name="saved_search_by_mail", condition=models.Q(by_mail=True))]

    def __str__(self) -> str:
        return self.name
