"""How often the API may be asked: so many times a minute by rank, told in every answer."""

import logging
import time
from typing import NamedTuple

from django.conf import settings
from django.core.cache import BaseCache, caches
from redis.exceptions import RedisError
from rest_framework.request import Request

from catalog.domain.disclosure import CLOSED, PUBLIC, READING_ROOM, STAFF
from catalog.models import User

logger = logging.getLogger(__name__)

WINDOW = 60
_TIMES = {PUBLIC: 1, READING_ROOM: 2, STAFF: 10, CLOSED: 10}
"""Of settings.API_RATE_LIMIT. The reading room's network is no person: there it is the public's."""


class Rate(NamedTuple):
    """How often in this minute, how often still, and in how many seconds it begins anew."""

    limit: int
    remaining: int
    reset: int

    @property
    def is_exceeded(self) -> bool:
        return self.remaining < 0

    def headers(self) -> dict[str, str]:
        """As IETF's draft for rate limit headers names them; Retry-After (RFC 9110) where it is exceeded."""
        told = {
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(max(0, self.remaining)),
            "RateLimit-Reset": str(self.reset),
        }
        return {**told, "Retry-After": str(self.reset)} if self.is_exceeded else told


def counted(request: Request) -> Rate | None:
    """This request counted for whoever asks, None where the site has no limit."""
    if not settings.API_RATE_LIMIT:
        return None
    user = request.user if isinstance(request.user, User) else None
    who = f"user {user.pk}" if user else request.META.get("REMOTE_ADDR", "")
    minute, second = divmod(int(time.time()), WINDOW)
    limit = settings.API_RATE_LIMIT * _TIMES[user.rank if user else PUBLIC]
    asked = _one_more(f"rate:{who}:{minute}".replace(" ", "-"))
    return Rate(limit, limit - asked, WINDOW - second)


def _one_more(key: str) -> int:
    """How often this was counted, with this time. While the count that all processes share is away, each
    counts alone: the API answers on.
    """
    try:
        return _incremented(caches["counts"], key)
    except RedisError as problem:
        logger.warning("Requests are counted by each process alone (%s).", type(problem).__name__)
        return _incremented(caches["default"], key)


def _incremented(counts: BaseCache, key: str) -> int:
    counts.add(key, 0, timeout=2 * WINDOW)
    try:
        return counts.incr(key)
    except ValueError:  # a full cache has just forgotten it
        return 1
