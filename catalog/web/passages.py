"""What matched in a hit, each passage with a link to the line, the page or the part where it stands."""

from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from django.urls import get_script_prefix, reverse
from django.utils.translation import gettext as _

from catalog.records.queries import RecordView
from catalog.search.passages import Passage
from catalog.search.query import Hit

MOST = 3
"""Passages of a hit, of which the text's come first."""


class PassageShown(NamedTuple):
    """``html`` is escaped, with <mark> around what matched; ``where`` is the place that ``url`` leads to."""

    html: str
    where: str
    url: str = ""


def passages_of(hit: Hit, view: RecordView) -> tuple[PassageShown, ...]:
    """Passages of the text, titles of parts, then notes."""
    return tuple(_passages(hit, view))[:MOST]


def _passages(hit: Hit, view: RecordView) -> Iterator[PassageShown]:
    for one in hit.highlights.get("text", ()):
        yield _of_text(one, view)
    for one in hit.highlights.get("title", ()):
        if one.part:
            yield PassageShown(one.html, *_part(one, view))
    for one in hit.highlights.get("notes", ()):
        title, url = _part(one, view)
        yield PassageShown(one.html, title or _("Notes"), url)


def _of_text(one: Passage, view: RecordView) -> PassageShown:
    title, url = _part(one, view)
    url = url or _record_path(get_script_prefix(), view.public_id)
    if not one.line:
        return PassageShown(one.html, title or _("Text"), f"{url}#text")
    where = _line(one, view)
    return PassageShown(one.html, f"{title}, {where}" if title else where, f"{url}#l{one.line}")


def _line(one: Passage, view: RecordView) -> str:
    text = view.description.text
    if one.part or text is None or not text.pages:
        return _("line %(line)d") % {"line": one.line}
    page = bisect_right(text.pages, one.line)
    return _("page %(page)d, line %(line)d") % {"page": page, "line": one.line}


def _part(one: Passage, view: RecordView) -> tuple[str, str]:
    """The title and the address of the part, as far as this reader knows of it."""
    found = next((part for part in view.parts if part.public_id == one.part), None) if one.part else None
    return (found.title, _record_path(get_script_prefix(), found.public_id)) if found else ("", "")


def _record_path(prefix: str, public_id: str) -> str:
    return _record_form(prefix).replace("-", public_id)


@cache
def _record_form(prefix: str) -> str:
    """A page of results holds sixty of these addresses; all but the id changes with the prefix alone."""
    return reverse("record", args=["-"])
