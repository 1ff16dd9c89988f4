"""Tokens with which a program acts for a person."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Token(models.Model):
    """``digest`` is the sha256 of the token, which is shown once and not kept; ``beginning`` is its first
    letters, by which its owner knows it again. ``used_at`` is kept to the hour.
    """

    class Scope(models.TextChoices):
        """What a token may do at most; its owner's rank and permissions bound it as well."""

        READ = "read", _("Read")
        WRITE = "write", _("Read and change")
        PUBLISH = "publish", _("Read, change and publish")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="tokens")
    name = models.CharField(_("name"), max_length=100)
    scope = models.CharField(_("may"), max_length=8, choices=Scope.choices, default=Scope.READ)
    digest = models.CharField(max_length=64, unique=True)
    beginning = models.CharField(max_length=12)
    created_at = models.DateTimeField(_("made"), auto_now_add=True)
    expires_at = models.DateTimeField(_("ends"))
    used_at = models.DateTimeField(_("last used"), null=True, blank=True)

    class Meta:
        verbose_name = _("token")
        verbose_name_plural = _("tokens")
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(scope__in=["read", "write", "publish"]), name="token_scope_is_known"
            )
        ]

    def __str__(self) -> str:
        return self.name
