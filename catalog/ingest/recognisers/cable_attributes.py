"""The attributes under a released cable: what the archives recorded of it, one label a line."""

import re
from collections.abc import Iterator

from catalog.domain.classification import level_of
from catalog.domain.description import Classification, ClassificationEvent, Extent, Marking, Subject
from catalog.ingest.document import Document
from catalog.ingest.recognisers.rules.labels import Field, first_line_of, labelled
from catalog.ingest.statements import Said, Span, Voice, date_in, dates_in, trimmed, words_of

_LABELS = {
    "draft date": "drafted",
    "document number": "number",
    "canonical id": "number",
    "film number": "film",
    "legacy key": "legacy",
    "message id": "message id",
    "original classification": "classification",
    "classification": "classification",
    "date": "drafted",
    "current classification": "current",
    "original handling restrictions": "handling",
    "page count": "pages",
    "review action": "action",
    "review date": "reviewed",
    "disposition date": "disposed",
    "concepts": "concepts",
    "subject": "subject",
    "type": "type",
    "from": "from",
    "to": "to",
    "reference": "reference",
    "tags": "tags",
    "drafter": "drafter",
    "automatic decaptioning": "other",
    "capture date": "other",
    "channel indicators": "other",
    "control number": "other",
    "copy": "other",
    "decaption date": "other",
    "decaption note": "other",
    "disposition action": "other",
    "document source": "other",
    "enclosure": "other",
    "executive order": "other",
    "errors": "other",
    "handling restrictions": "other",
    "image path": "other",
    "line count": "other",
    "locator": "other",
    "office": "other",
    "previous classification": "other",
    "previous handling restrictions": "other",
    "review authority": "other",
    "review comment": "other",
    "review markings": "other",
    "secure": "other",
    "character count": "other",
    "archive status": "other",
    "office origin": "other",
    "office action": "other",
    "status": "other",
    "markings": "other",
}
_RELEASED = re.compile(r"Declassified/Released[^\n]{0,80}(?:EO )?Systematic Review\s+(?=\d)")
_HANDLING = re.compile(r"\b(?:EXDIS|NODIS|LIMDIS|STADIS|NOFORN)\b")


def attributes(document: Document, start: int, end: int | None = None) -> dict[str, Field]:
    """The attributes that have a value, between two offsets; concepts may run over several lines."""
    fields: dict[str, Field] = {}
    last = None if end is None else document.line_at(end)
    for one in labelled(document, _LABELS, document.line_at(start), last):
        fields.setdefault(one.key, first_line_of(document, one) if one.key != "concepts" else one)
    return {key: one for key, one in fields.items() if one.value and not one.value.startswith("--")}


def access(voice: Voice, fields: dict[str, Field]) -> Iterator[Said]:
    """Classification then and now, handling, and when and how the cable was reviewed and released."""
    document = voice.document
    for key in ("classification", "current"):
        level = level_of(fields[key].value) if key in fields else ""
        if level and key == "classification":
            yield voice.says(Classification, fields[key].span, level=level)
        elif level:
            yield voice.says(Classification, fields[key].span, level=level, current=True)
    if "handling" in fields:
        for found in _HANDLING.finditer(
            document.text, fields["handling"].span.start, fields["handling"].span.end
        ):
            yield voice.says(Marking, Span(found.start(), found.end()), value=found.group())
    stamp = _RELEASED.search(document.text)
    dated = next(dates_in(document, Span(stamp.end(), stamp.end() + 20)), None) if stamp else None
    action = fields.get("action")
    if action:
        edtf = dated.parsed.edtf if dated else ""
        yield voice.says(
            ClassificationEvent, action.span, act="released", date=edtf, decision_code=action.value
        )
    elif dated:
        yield voice.says(
            ClassificationEvent, Span(dated.start, dated.end), act="released", date=dated.parsed.edtf
        )
    reviewed = date_in(document, fields["reviewed"].span) if "reviewed" in fields else None
    if reviewed:
        at = Span(reviewed.start, reviewed.end)
        yield voice.says(ClassificationEvent, at, act="reviewed", date=reviewed.parsed.edtf)


def content(voice: Voice, fields: dict[str, Field]) -> Iterator[Said]:
    """Pages and concepts."""
    document = voice.document
    if "pages" in fields and fields["pages"].value.isdecimal():
        yield voice.says(Extent, fields["pages"].span, quantity=fields["pages"].value, unit="pages")
    if "concepts" in fields:
        start = fields["concepts"].span.start
        for piece in document.text[start : fields["concepts"].span.end].split(","):
            at = trimmed(document.text, Span(start, start + len(piece)))
            start += len(piece) + 1
            if at.end > at.start:
                yield voice.says(Subject, at, name=words_of(document, at))
