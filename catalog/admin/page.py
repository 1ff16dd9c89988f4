"""A page of our own within the admin's frame."""

from collections.abc import Mapping
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from catalog.models import Record

Posted = Mapping[str, Any]
Files = MultiValueDict[str, Any]


def page(
    request: HttpRequest, template: str, title: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    """A whole page with the admin's menus around it."""
    frame = admin.site.each_context(request)
    content = {**frame, "title": title, "opts": Record._meta, "trail": _trail(title, context), **context}
    return TemplateResponse(request, template, content, status=status)


def _trail(title: str, context: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What stands below the list in the line that says where one is: words, and the address of what is above
    the page; the page itself has none.
    """
    record, listed = context.get("record"), context.get("opts", Record._meta).verbose_name_plural
    trail = []
    if record is not None and context["record_title"] != title:
        trail.append((context["record_title"], reverse("admin:catalog_record_change", args=[record.pk])))
    return trail if title.lower() == listed.lower() else [*trail, (title, "")]


def posted(request: HttpRequest) -> tuple[Posted, Files] | tuple[None, None]:
    """What was sent, as forms take it: the words and the files, or nothing where a form is only opened."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def number_of(typed: str) -> int:
    """A number of at most nine figures as it was sent, 0 for anything else."""
    return int(typed) if typed.isdecimal() and len(typed) < 10 else 0


def is_fragment(request: HttpRequest) -> bool:
    """Whether htmx asks for a piece of a page."""
    return "HX-Request" in request.headers
