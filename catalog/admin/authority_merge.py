"""Merging two authorities that are one: choose, see what would change, merge; and part them again."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from catalog.admin.form_fields import AuthorityField
from catalog.admin.opened import needs, signed_in
from catalog.admin.page import Posted, page, posted
from catalog.domain.date_display import in_words_or_as_given
from catalog.models import Authority, Record
from catalog.records.author import Author
from catalog.records.merge_authorities import Preview, merge, part, preview_merge
from catalog.records.queries import records_naming
from catalog.records.refusal import Refused

CHANGE = "change_authority"
LISTED = 25
"""Records that are listed beside an authority; the rest is one click away."""


class MergeForm(forms.Form):
    """Which authority is the same; a second sending with ``sure`` does it."""

    sure = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, kept: Authority, rank: int, data: Posted | None) -> None:
        super().__init__(data, auto_id="merge-%s")
        self.fields["merged"] = AuthorityField(
            kinds=(kept.kind,),
            rank=rank,
            label=_("The other authority"),
            help_text=_("Any of its names. It goes; all of its names and records go to the one above."),
        )
        self.kept = kept
        self.preview: Preview | None = None

    def clean(self) -> dict[str, Any]:
        other = self.fields["merged"].found  # type: ignore[attr-defined]  # of AuthorityField
        if other is not None:
            try:
                self.preview = preview_merge(self.kept, other, self.fields["merged"].rank)  # type: ignore[attr-defined]
            except Refused as refusal:
                self.add_error("merged", str(refusal))
        return self.cleaned_data


@needs(CHANGE)
def merge_page(request: HttpRequest, author: Author, pk: int) -> HttpResponse:
    """Asks for the other authority, shows what merging would change, and merges where it is confirmed."""
    kept = authority_of(pk, author.rank)
    form = MergeForm(kept, author.rank, posted(request)[0])
    if form.is_valid() and form.preview is not None and form.cleaned_data["sure"]:
        merge(kept, form.preview.merged, signed_in(request))
        messages.success(request, _("Merged. The records follow; “Jobs” shows how far they are."))
        return redirect("admin:catalog_authority_change", pk)
    dates = in_words_or_as_given(kept.dates)
    told = {"authority": kept, "dates": dates, "form": form, "preview": form.preview}
    return page(
        request,
        "desk/authority_merge.html",
        _("Merge authorities"),
        **told,
        opts=Authority._meta,
        status=400 if form.errors else 200,
    )


@require_POST
@needs(CHANGE)
def part_again(request: HttpRequest, author: Author, pk: int) -> HttpResponse:
    """Undoes the merge of one authority into this one."""
    kept = authority_of(pk, author.rank)
    merged = kept.merged.filter(public_id=request.POST.get("merged", "")).first()
    if merged is None:
        raise Http404(gettext_lazy("There is no such authority."))
    try:
        part(kept, merged, signed_in(request))
        messages.success(request, _("Parted again. The records follow; “Jobs” shows how far they are."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("admin:catalog_authority_change", pk)


def authority_of(pk: int, rank: int) -> Authority:
    """An authority that this rank sees and that was not merged. Raises Http404 where there is none."""
    found = Authority.objects.filter(pk=pk, seen_from__lte=rank, merged_into__isnull=True).first()
    if found is None:
        raise Http404(gettext_lazy("There is no such authority."))
    return found


def use_of(authority: Authority, rank: int) -> dict[str, Any]:
    """Where an authority is used, and what was merged into it, as far as this rank may know."""
    naming = records_naming(authority, rank)
    listed: list[Record] = list(naming.only("pk", "title", "status", "level")[:LISTED])
    return {
        "authority": authority,
        "naming": listed,
        "naming_count": naming.count() if len(listed) == LISTED else len(listed),
        "merged": list(authority.merged.order_by("heading")),
    }
