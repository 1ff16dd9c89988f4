"""What is done for good with a record as a whole: its finding aid is made, or all that it says expunged."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.admin.act_forms import ActForm, NothingForm, ReasonForm
from catalog.admin.acts import Act, Said
from catalog.admin.form_fields import LineField
from catalog.admin.opened import CHANGE, EXPUNGE
from catalog.domain.disclosure import PUBLIC
from catalog.exports.finding_aids import ask_for_finding_aid, remove_orphans
from catalog.models import User
from catalog.models.user import Rank
from catalog.records.author import Author
from catalog.records.expunge import ask_to_expunge, confirm_expunging, let_be
from catalog.records.queries import RecordView


class FindingAidForm(ActForm):
    rank = forms.TypedChoiceField(
        label=_("For whom"),
        coerce=int,
        help_text=_("It holds what they may see, and nobody below them may open it."),
    )

    def starting_from(self, record: RecordView) -> dict[str, Any]:
        return {"rank": PUBLIC}

    def fill(self, record: RecordView, author: Author) -> None:
        offered = [(one.value, one.label) for one in Rank if one.value <= author.rank]
        cast(forms.TypedChoiceField, self.fields["rank"]).choices = offered


class ExpungeForm(ReasonForm):
    """The history of the record goes with it; the reason does not."""

    reason = LineField(
        label=_("Reason"), help_text=_("It is told to the second person, and stays in the audit.")
    )


def _finding_aid(record: RecordView, author: Author, said: Said, expected: int) -> object:
    return ask_for_finding_aid(
        record, said["rank"], User.objects.get(pk=author.user_id) if author.user_id else None
    )


def _ask(record: RecordView, author: Author, said: Said, expected: int) -> object:
    return ask_to_expunge(record.public_id, said["reason"], author=author)


def _confirm(record: RecordView, author: Author, said: Said, expected: int) -> object:
    expunged = confirm_expunging(record.public_id, author=author)
    remove_orphans()
    return expunged


def _let_be(record: RecordView, author: Author, said: Said, expected: int) -> object:
    let_be(record.public_id, author=author)
    return None


KEEPING_ACTS: dict[str, Act] = {
    "finding_aid": Act(
        CHANGE,
        _("Finding aid"),
        _("Make the finding aid"),
        _("It is being made; “Jobs” shows how far it is, and the record's page leads to it."),
        FindingAidForm,
        _finding_aid,
        _("A page and a PDF of all that stands here, as it is described now; made anew after a change."),
    ),
    "expunge": Act(
        EXPUNGE,
        _("Expunge"),
        _("Ask to expunge it"),
        _("Asked for. Nothing is removed before a second person confirms it."),
        ExpungeForm,
        _ask,
        _("All that the record and its parts say, their history, files and texts are removed for good."),
    ),
    "confirm_expunging": Act(
        EXPUNGE,
        _("Confirm expunging"),
        _("Expunge for good"),
        _("Expunged. Backups of earlier days still hold it; rebuild the index to empty its old files."),
        NothingForm,
        _confirm,
        _("This cannot be undone: nothing but the identifier and a line of the audit will stay."),
        ends=True,
    ),
    "let_be": Act(
        EXPUNGE,
        _("Do not expunge"),
        _("Take the request back"),
        _("Nothing is expunged."),
        NothingForm,
        _let_be,
    ),
}
