"""The forms of the steps of work on a record: to whom it goes, what is said with it, when it is published."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.admin.act_forms import ActForm
from catalog.admin.form_fields import LineField
from catalog.admin.work import planned_for
from catalog.records.author import Author
from catalog.records.queries import RecordView
from catalog.records.workflow import assignable

_SEEN_BY = gettext_lazy(
    "Seen by all staff who see the record, and by no reader. Say nothing of closed material."
)


class WordsForm(ActForm):
    words = LineField(
        label=gettext_lazy("Comment"),
        required=False,
        help_text=_SEEN_BY,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class NeededWordsForm(ActForm):
    words = LineField(
        label=gettext_lazy("Comment"), help_text=_SEEN_BY, widget=forms.Textarea(attrs={"rows": 3})
    )


class PersonForm(WordsForm):
    """A record goes to a person, or to nobody in particular."""

    field_order = ("to", "words")

    def fill(self, record: RecordView, author: Author) -> None:
        self.fields["to"] = forms.ModelChoiceField(
            assignable(record.seen_from),
            label=_("To"),
            required=False,
            empty_label=_("Nobody in particular"),
        )
        self.order_fields(self.field_order)


class PlanForm(ActForm):
    at = forms.DateTimeField(
        label=gettext_lazy("Publish at"),
        required=False,
        help_text=gettext_lazy("In the time of the site. Empty: no publication is planned."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def starting_from(self, record: RecordView) -> dict[str, Any]:
        return {"at": planned_for(record.pk)}
