"""What is done to a record as a whole: each act is a form of its own and one call of a service."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import puremagic
from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalog.admin.act_forms import (
    AccessForm,
    ActForm,
    AttachForm,
    LevelForm,
    MoveForm,
    NothingForm,
    PublishForm,
    ReasonForm,
)
from catalog.admin.again import read_one_again
from catalog.admin.conflict import Problem, problem_of
from catalog.admin.opened import CHANGE, DELETE, PUBLISH, Page, on_record, seen
from catalog.admin.page import is_fragment, number_of, page, posted
from catalog.admin.record_page import head_of
from catalog.domain.change import SetAccess, SetLevel
from catalog.domain.description import Access, File
from catalog.files.store import FileTooLarge, keep, path_of
from catalog.ingest.document import Unreadable
from catalog.ingest.probe import probe
from catalog.records.attach import attach
from catalog.records.author import Author
from catalog.records.change import change
from catalog.records.delete import delete
from catalog.records.move import move
from catalog.records.publish import publish, withdraw
from catalog.records.queries import RecordView
from catalog.records.refusal import Refused

Said = Mapping[str, Any]
LIST = "admin:catalog_record_changelist"
RECORD = "admin:catalog_record_change"


class Act(NamedTuple):
    """One thing that can be done: who may, what is asked, and the service that does it.

    ``do`` gets the record, the author, the form's values and the revision that the page showed.
    """

    permission: str
    title: Promise
    button: Promise
    done: Promise
    form: type[ActForm]
    do: Callable[[RecordView, Author, Said, int], object]
    before: Promise | str = ""
    ends: bool = False


def _set_access(record: RecordView, author: Author, said: Said, expected: int) -> object:
    access = SetAccess(access=Access(**said))
    return change(
        record.public_id, [access], expected_revision=expected, author=author, reason=gettext("Access set")
    )


def _set_level(record: RecordView, author: Author, said: Said, expected: int) -> object:
    level = SetLevel(level=said["level"], label=said["label"])
    return change(
        record.public_id, [level], expected_revision=expected, author=author, reason=gettext("Level set")
    )


def _publish(record: RecordView, author: Author, said: Said, expected: int) -> object:
    return publish(record.public_id, author=author, reason=said["reason"], basis=said["basis"])


def _withdraw(record: RecordView, author: Author, said: Said, expected: int) -> object:
    return withdraw(record.public_id, author=author, reason=said["reason"])


def _move(record: RecordView, author: Author, said: Said, expected: int) -> object:
    under = said["under"].public_id if said["under"] else None
    return move(record.public_id, under, author=author, reason=said["reason"])


def _read_again(record: RecordView, author: Author, said: Said, expected: int) -> object:
    read_one_again(record, author)
    return None


def _delete(record: RecordView, author: Author, said: Said, expected: int) -> object:
    delete(record.public_id, author=author)
    return None


def _attach(record: RecordView, author: Author, said: Said, expected: int) -> object:
    files = [_kept(one) for one in said["uploads"]]
    return attach(record.public_id, files, expected_revision=expected, author=author)


def _kept(upload: "UploadedFile[Any]") -> File:
    try:
        stored = keep(upload, upload.name or "", settings.FILE_LIMIT, upload.size)  # type: ignore[arg-type]
    except FileTooLarge as refusal:
        raise Refused(str(refusal)) from refusal
    name = stored.name
    return File(
        sha256=stored.sha256, name=name, media_type=_media_type(path_of(stored.sha256)), size=stored.size
    )


def _media_type(path: Path) -> str:
    """By content: what can be read as a document, else what its first bytes say."""
    try:
        return probe(path)
    except Unreadable:
        try:
            return str(puremagic.from_file(path, mime=True)) or "application/octet-stream"
        except (puremagic.PureError, ValueError):
            return "application/octet-stream"


ACTS: dict[str, Act] = {
    "access": Act(CHANGE, _("Access"), _("Save access"), _("Access is saved."), AccessForm, _set_access),
    "level": Act(CHANGE, _("Level"), _("Save level"), _("The level is saved."), LevelForm, _set_level),
    "publish": Act(
        PUBLISH,
        _("Publish"),
        _("Publish"),
        _("Published."),
        PublishForm,
        _publish,
        _("The record and its parts become public as far as its access says."),
    ),
    "withdraw": Act(
        PUBLISH,
        _("Withdraw"),
        _("Withdraw"),
        _("Withdrawn."),
        ReasonForm,
        _withdraw,
        _("Readers no longer see the record. Its address stays and says that it was withdrawn."),
    ),
    "move": Act(CHANGE, _("Move"), _("Move"), _("Moved."), MoveForm, _move),
    "attach": Act(CHANGE, _("Add files"), _("Add files"), _("Added."), AttachForm, _attach),
    "read_again": Act(
        CHANGE,
        _("Read again"),
        _("Read again"),
        _("The text is being read again; the list of jobs says what comes of it."),
        NothingForm,
        _read_again,
        _(
            "The recognisers of today read the text. What is new is proposed; what was decided stays, and "
            "what was rejected is not proposed again."
        ),
    ),
    "delete": Act(
        DELETE,
        _("Delete draft"),
        _("Delete this draft"),
        _("Deleted."),
        NothingForm,
        _delete,
        _("The draft, its parts and its history are deleted. Its file stays in the store."),
        ends=True,
    ),
}


def page_of(act: Act) -> Page:
    """The page of one act: its form, what was wrong with it, and the doing."""

    def act_page(request: HttpRequest, author: Author, record: RecordView) -> HttpResponse:
        form = act.form(record, author, *posted(request))
        problem = None
        if form.is_valid():
            problem = _try(act, record, author, form.cleaned_data, request.POST.get("expected_revision", ""))
            if problem is None:
                messages.success(request, str(act.done))
                return redirect(LIST) if act.ends else redirect(RECORD, record.pk)
            record = seen(record.pk, author.rank)
        return _shown(request, act, record, form, problem)

    return on_record(act.permission)(act_page)


def _try(act: Act, record: RecordView, author: Author, said: Said, expected: str) -> Problem | None:
    try:
        act.do(record, author, said, number_of(expected))
    except Refused as refusal:
        return problem_of(refusal)
    return None


def _shown(
    request: HttpRequest, act: Act, record: RecordView, form: ActForm, problem: Problem | None
) -> HttpResponse:
    told = {**head_of(request, record), "act": act, "form": form, "problem": problem, "action": request.path}
    if is_fragment(request):
        return render(request, "desk/act_form.html", told)
    return page(
        request, "desk/act_page.html", str(act.title), status=400 if problem or form.errors else 200, **told
    )
