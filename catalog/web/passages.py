"""What matched in a hit, each passage with a link to the line, the page or the part where it stands."""

from bisect import bisect_right
from collections.abc import Iterator
from html import escape
from itertools import islice

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from catalog.records.queries import RecordView
from catalog.search.passages import Passage
from catalog.search.query import Hit
from catalog.web.record_address import record_address

MOST = 3
"""Passages of a hit, of which the text's come first."""


def passages_of(hit: Hit, view: RecordView) -> SafeString:
    """In HTML, passages of the text, titles of parts, then notes. A part is named at its first passage."""
    shown: list[str] = []
    parts = {one.public_id: one.title for one in view.parts}
    before = ""
    for field, one in islice(_in_order(hit), MOST):
        part = one.part if one.part in parts else ""
        where = [parts[part]] if part and part != before else []
        where += _place(field, one, view)
        path = record_address(part or view.public_id)
        anchor = "" if field != "text" else f"#l{one.line}" if one.line else "#text"
        place = escape(", ".join(where) or _("title"))
        link = f'<a class="where" href="{escape(path + anchor)}">{place}</a>'
        shown.append(f'<p><span class="passage">{one.html}</span> {link}</p>')
        before = part
    return SafeString("".join(shown))


def _in_order(hit: Hit) -> Iterator[tuple[str, Passage]]:
    for field in ("text", "title", "notes"):
        # The record's own title stands above its passages, marked.
        yield from ((field, one) for one in hit.highlights.get(field, ()) if field != "title" or one.part)


def _place(field: str, one: Passage, view: RecordView) -> list[str]:
    text = view.description.text
    match field:
        case "text" if one.line and not one.part and text is not None and text.pages:
            page = bisect_right(text.pages, one.line)
            return [_("page %(page)d, line %(line)d") % {"page": page, "line": one.line}]
        case "text":
            return [_("line %(line)d") % {"line": one.line} if one.line else _("text")]
        case "notes":
            return [_("notes")]
    return []
