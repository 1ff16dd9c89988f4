"""What a reader sees where there is nothing to see, in the look of the catalogue."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader

_OF_A_SHORTCUT = "matches the given query."
"""The end of what get_object_or_404 says, in Django's own words."""


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The sentence of the Http404 where a view gave one, never what Django says of its addresses."""
    given = exception.args[0] if exception.args else ""
    is_ours = isinstance(given, str) and not given.endswith(_OF_A_SHORTCUT)
    return render(request, "404.html", {"sentence": given if is_ours else ""}, status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Rendered without the request: what broke may be the session or the user."""
    return HttpResponse(loader.render_to_string("500.html"), status=500)


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Rendered without the request: what cannot be read may be its parameters."""
    return HttpResponse(loader.render_to_string("400.html"), status=400)
