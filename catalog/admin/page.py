"""A page of our own within the admin's frame."""

from collections.abc import Mapping
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.datastructures import MultiValueDict

from catalog.models import Record

Posted = Mapping[str, Any]
Files = MultiValueDict[str, Any]


def page(
    request: HttpRequest, template: str, title: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    """A whole page with the admin's menus around it."""
    frame = admin.site.each_context(request)
    content = {**frame, "title": title, "opts": Record._meta, **context}
    return TemplateResponse(request, template, content, status=status)


def posted(request: HttpRequest) -> tuple[Posted, Files] | tuple[None, None]:
    """What was sent, as forms take it: the words and the files, or nothing where a form is only opened."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def is_fragment(request: HttpRequest) -> bool:
    """Whether htmx asks for a piece of a page."""
    return "HX-Request" in request.headers
