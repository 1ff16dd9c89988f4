"""The record that is asked for, at every door that shows one whole."""

from django.http import HttpRequest

from catalog.models import User
from catalog.records.audit import note_seen
from catalog.records.author import person
from catalog.records.queries import RecordView, view
from catalog.web.rank import request_rank


def asked_record(request: HttpRequest, public_id: str) -> RecordView | None:
    """The record as whoever asks sees it, or None. Who is shown closed material stands in the audit."""
    found = view(public_id, request_rank(request))
    if found is not None and isinstance(request.user, User):
        note_seen(found.public_id, found.text_from, person(request.user))
    return found
