"""The steps of work on a record, each an act of its own beside those of catalog.admin.acts."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.admin.acts import Act, Said
from catalog.admin.opened import APPROVE, CHANGE, PUBLISH
from catalog.admin.work_forms import NeededWordsForm, PersonForm, PlanForm, WordsForm
from catalog.models import Step
from catalog.records.author import Author
from catalog.records.queries import RecordView
from catalog.records.workflow import assign, comment, plan_publication, take_step


def _send(record: RecordView, author: Author, said: Said, expected: int) -> object:
    return take_step(record.public_id, Step.Kind.SENT, author=author, words=said["words"], to=said["to"])


def _approve(record: RecordView, author: Author, said: Said, expected: int) -> object:
    return take_step(record.public_id, Step.Kind.APPROVED, author=author, words=said["words"])


def _send_back(record: RecordView, author: Author, said: Said, expected: int) -> object:
    return take_step(record.public_id, Step.Kind.SENT_BACK, author=author, words=said["words"])


def _assign(record: RecordView, author: Author, said: Said, expected: int) -> object:
    return assign(record.public_id, said["to"], author=author, words=said["words"])


def _comment(record: RecordView, author: Author, said: Said, expected: int) -> object:
    return comment(record.public_id, said["words"], author=author)


def _plan(record: RecordView, author: Author, said: Said, expected: int) -> object:
    return plan_publication(record.public_id, said["at"], author=author, now=timezone.now())


WORK_ACTS: dict[str, Act] = {
    "send": Act(CHANGE, _("Send to review"), _("Send to review"), _("Sent to review."), PersonForm, _send),
    "approve": Act(
        APPROVE,
        _("Approve"),
        _("Approve"),
        _("Approved."),
        WordsForm,
        _approve,
        _("An approval is of what the record says now: if it is changed, it is in review again."),
    ),
    "send_back": Act(APPROVE, _("Send back"), _("Send back"), _("Sent back."), NeededWordsForm, _send_back),
    "assign": Act(CHANGE, _("Give to"), _("Give to"), _("Given."), PersonForm, _assign),
    "comment": Act(CHANGE, _("Comment"), _("Comment"), _("Said."), NeededWordsForm, _comment),
    "plan": Act(
        PUBLISH,
        _("Publish at a time"),
        _("Save the plan"),
        _("The plan is saved."),
        PlanForm,
        _plan,
        _("The clock publishes the record then, if it is still approved."),
    ),
}
