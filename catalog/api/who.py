"""Who asks, and what they may do: by token or by the session of the site."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed, NotAuthenticated, PermissionDenied
from rest_framework.request import Request

from catalog.domain.disclosure import STAFF
from catalog.models import Token, User
from catalog.records.author import Author, person
from catalog.records.tokens import token_of

READ, WRITE, PUBLISH = Token.Scope.READ, Token.Scope.WRITE, Token.Scope.PUBLISH
_SCOPES = (READ, WRITE, PUBLISH)


class TokenAuthentication(BaseAuthentication):
    """``Authorization: Bearer TOKEN`` (RFC 6750)."""

    def authenticate(self, request: Request) -> tuple[User, Token] | None:
        kind, _space, text = request.headers.get("Authorization", "").partition(" ")
        if kind.lower() != "bearer":
            return None
        token = token_of(text.strip())
        if token is None:
            raise AuthenticationFailed(_("This token is not known, or has ended. Make a new one."))
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Tells the schema of tokens; found by drf-spectacular."""

    target_class = TokenAuthentication
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer"}


def signed_in(request: Request) -> User:
    """The person who asks. Raises NotAuthenticated."""
    if not isinstance(request.user, User):
        raise NotAuthenticated(_("Sign in, or send a token: Authorization: Bearer TOKEN."))
    return request.user


def acting(request: Request, permission: str, scope: str) -> Author:
    """The author that the person who asks is, where rank, permission and scope of the token allow the act.

    Raises NotAuthenticated or PermissionDenied, with a sentence.
    """
    user = signed_in(request)
    if isinstance(request.auth, Token) and _SCOPES.index(Token.Scope(request.auth.scope)) < _SCOPES.index(
        Token.Scope(scope)
    ):
        raise PermissionDenied(_("This token may not do that. Make one with the scope “%s”.") % scope)
    if user.rank < STAFF or not user.has_perm(f"catalog.{permission}"):
        raise PermissionDenied(_("You have no leave for this. Ask an administrator for it."))
    return person(user)
