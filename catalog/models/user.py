"""People who sign in."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class Rank(models.IntegerChoices):
    """Who sees what; apart from the permission to edit."""

    PUBLIC = 0, _("Public")
    READING_ROOM = 10, _("Reading room")
    STAFF = 20, _("Staff")
    CLOSED = 30, _("Staff with leave for closed material")


class User(AbstractUser):
    """A person with a rank: the permission to see, not to edit."""

    rank = models.PositiveSmallIntegerField(_("rank"), choices=Rank.choices, default=Rank.PUBLIC)

    class Meta(AbstractUser.Meta):
        constraints = [
            models.CheckConstraint(condition=models.Q(rank__in=Rank.values), name="user_rank_is_known")
        ]
