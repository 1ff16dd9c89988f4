"""NUL, which PostgreSQL keeps in no text, is taken out of what is asked before anything looks at it."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponseBase, QueryDict

Answer = Callable[[HttpRequest], HttpResponseBase]
_NUL = "\x00"
_FORM = "application/x-www-form-urlencoded"
"""What comes otherwise, with files or from programs, is read as values, which refuse NUL or take it out."""


def without_nul(answer: Answer) -> Answer:
    """Middleware: no path that holds NUL leads anywhere; in parameters, fields and cookies it is left out."""

    def cleaned(request: HttpRequest) -> HttpResponseBase:
        if _NUL in request.path_info:
            raise Http404
        if "%00" in request.META.get("QUERY_STRING", ""):
            request.GET = _without(request.GET)  # type: ignore[assignment]  # as tests set it
        if request.content_type == _FORM:
            request.POST = _without(request.POST)  # type: ignore[assignment]
        for name, value in request.COOKIES.items():
            request.COOKIES[name] = value.replace(_NUL, "")
        return answer(request)

    return cleaned


def _without(sent: QueryDict) -> QueryDict:
    if not any(_NUL in value for _name, values in sent.lists() for value in values):
        return sent
    kept = sent.copy()
    for name, values in sent.lists():
        kept.setlist(name, [value.replace(_NUL, "") for value in values])
    return kept
