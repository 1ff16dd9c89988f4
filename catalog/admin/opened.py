"""Who may open a page of the desk, and the record that it is about.

The desk is for staff: below that rank nobody sees drafts and what is only proposed. Rank says what a
person sees; the permissions of Django say what they may do.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import BigIntegerField
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from catalog.domain.disclosure import STAFF
from catalog.models import User
from catalog.records.audit import note_seen
from catalog.records.author import Author, person
from catalog.records.queries import RecordView, views

VIEW, CHANGE, ADD, DELETE = "view_record", "change_record", "add_record", "delete_record"
PUBLISH, UNAPPROVED = "publish_record", "publish_unapproved_record"
APPROVE = "approve_record"
EXPUNGE = "add_expunction"
UPLOAD = "add_job"

Page = Callable[..., HttpResponse]


def is_at_desk(user: User | AnonymousUser) -> bool:
    """Whether this person has the rank of staff."""
    return isinstance(user, User) and user.rank >= STAFF


def may(request: HttpRequest, permission: str) -> bool:
    """Whether this person has the rank of staff and a permission of the catalogue."""
    return is_at_desk(request.user) and request.user.has_perm(f"catalog.{permission}")


def signed_in(request: HttpRequest) -> User:
    """The person at the desk. Raises PermissionDenied where nobody of the rank of staff is signed in."""
    if not isinstance(request.user, User) or not is_at_desk(request.user):
        raise PermissionDenied(_("The desk is for staff. Ask an administrator for the rank of staff."))
    return request.user


def needs(permission: str) -> Callable[[Page], Page]:
    """A page for staff with this permission; it is called with the request and the author."""

    def decorate(page: Page) -> Page:
        @wraps(page)
        def opened(request: HttpRequest, **names: Any) -> HttpResponse:
            author = person(signed_in(request))
            if not may(request, permission):
                raise PermissionDenied(_("You have no leave for this. Ask an administrator for it."))
            return page(request, author, **names)

        return opened

    return decorate


def on_record(permission: str) -> Callable[[Page], Page]:
    """A page on one record; it is called with the request, the author and the record as they see it."""

    def decorate(page: Page) -> Page:
        @needs(permission)
        @wraps(page)
        def opened(request: HttpRequest, author: Author, pk: int, **names: Any) -> HttpResponse:
            record = seen(pk, author.rank)
            note_seen(record.public_id, record.text_from, author)
            return page(request, author, record, **names)

        return opened

    return decorate


def seen(pk: int, rank: int) -> RecordView:
    """A record as this rank sees it. Raises Http404 where it sees none."""
    # SQLite takes no larger number, and says so with an error of its own.
    found = views((pk,), rank).get(pk) if pk <= BigIntegerField.MAX_BIGINT else None
    if found is None:
        raise Http404(_("There is no such record."))
    return found
