"""The page of kept searches and tokens, where they are made and ended."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from catalog.models import SavedSearch, Token, User
from catalog.records.tokens import make_token
from catalog.search.query import InvalidQuery
from catalog.web.kept import MOST_KEPT, TokenForm, keep_search, searches_of


@never_cache
@login_required
def kept(request: HttpRequest) -> HttpResponse:
    """What the person keeps."""
    return _page(request, TokenForm(_user(request)))


@never_cache
@login_required
@require_POST
def new_token(request: HttpRequest) -> HttpResponse:
    """A new token, whose text is shown this once."""
    user = _user(request)
    form = TokenForm(user, request.POST)
    if not form.is_valid():
        return _page(request, form, status=400)
    said = form.cleaned_data
    text = make_token(user, said["name"], said["scope"], said["days"])[1]
    return _page(request, TokenForm(user), text=text)


@login_required
@require_POST
def end_token(request: HttpRequest, pk: int) -> HttpResponse:
    get_object_or_404(Token, pk=pk, user=_user(request)).delete()
    return redirect("kept")


@login_required
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keeps the search that was asked for; the page then says its feed's address."""
    user = _user(request)
    if user.saved_searches.count() < MOST_KEPT:
        try:
            keep_search(user, request.POST.get("query", ""))
        except InvalidQuery:
            return redirect("search")
    return redirect("kept")


@login_required
@require_POST
def change_kept(request: HttpRequest, pk: int) -> HttpResponse:
    """Mail on or off, or the search let go."""
    saved = get_object_or_404(SavedSearch, pk=pk, user=_user(request))
    if "remove" in request.POST:
        saved.delete()
    else:
        saved.by_mail = "mail" in request.POST
        saved.save(update_fields=["by_mail"])
    return redirect("kept")


def _page(request: HttpRequest, form: TokenForm, text: str = "", status: int = 200) -> HttpResponse:
    user = _user(request)
    shown = {"form": form, "made": text, "tokens": user.tokens.all(), "searches": searches_of(user)}
    return render(request, "kept.html", shown, status=status)


def _user(request: HttpRequest) -> User:
    return cast(User, request.user)
