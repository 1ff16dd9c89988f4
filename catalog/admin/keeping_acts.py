"""What is made of a record as a whole for readers: its finding aid."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.admin.act_forms import ActForm
from catalog.admin.acts import Act, Said
from catalog.admin.opened import CHANGE
from catalog.domain.disclosure import PUBLIC
from catalog.exports.finding_aids import ask_for_finding_aid
from catalog.models import User
from catalog.models.user import Rank
from catalog.records.author import Author
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


def _finding_aid(record: RecordView, author: Author, said: Said, expected: int) -> object:
    return ask_for_finding_aid(record, said["rank"], User.objects.filter(pk=author.user_id).first())


KEEPING_ACTS: dict[str, Act] = {
    "finding_aid": Act(
        CHANGE,
        _("Finding aid"),
        _("Make the finding aid"),
        _("It is being made; “Jobs” shows how far it is, and the record's page leads to it."),
        FindingAidForm,
        _finding_aid,
        _(
            "A page and a PDF of all that stands here, as it is described now; made anew after a change."
        ),
    ),
}
