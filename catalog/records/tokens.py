"""Tokens: made once and shown once; only their digest is kept."""

import hashlib
import secrets
from datetime import timedelta

from django.utils import timezone

from catalog.models import Token, User

MARK = "regesta_"
"""Begins every token, so that one that was left somewhere is known for what it is."""
LONGEST_DAYS = 365
_BEGINNING = len(MARK) + 4
_KNOWN_FOR = timedelta(hours=1)


def make_token(user: User, name: str, scope: str, days: int) -> tuple[Token, str]:
    """A new token and its text, which cannot be shown again. ``days`` are at most LONGEST_DAYS."""
    text = MARK + secrets.token_urlsafe(32)
    token = Token.objects.create(
        user=user,
        name=name,
        scope=scope,
        digest=_digest(text),
        beginning=text[:_BEGINNING],
        expires_at=timezone.now() + timedelta(days=min(days, LONGEST_DAYS)),
    )
    return token, text


def token_of(text: str) -> Token | None:
    """The token with its user, None where it is unknown, has ended, or its user may no longer sign in."""
    now = timezone.now()
    valid = Token.objects.filter(digest=_digest(text), expires_at__gt=now, user__is_active=True)
    token = valid.select_related("user").first()
    if token is not None and (token.used_at is None or now - token.used_at > _KNOWN_FOR):
        Token.objects.filter(pk=token.pk).update(used_at=now)
    return token


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
