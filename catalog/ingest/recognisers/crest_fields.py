"""The labelled fields of a CREST record, on lines of their own or run together."""

import re

from catalog.ingest.document import Document
from catalog.ingest.recognisers.rules.labels import Field, first_line_of, labelled, run_on
from catalog.ingest.statements import Span, trimmed, words_of

_LABELS = {
    "document type": "system",
    "collection": "collection",
    "document number foia esdn crest": "number",
    "document number foia esdn": "number",
    "document number": "number",
    "release decision": "decision",
    "original classification": "classification",
    "document page count": "pages",
    "document creation date": "record created",
    "document release date": "released",
    "sequence number": "sequence",
    "case number": "case",
    "publication date": "published",
    "content type": "content",
    "file": "file",
    "body": "body",
    "source url": "url",
}
TELLING = frozenset(
    ("number", "decision", "classification", "pages", "record created", "released", "sequence")
)
"""The labels by which a record of the system is known."""
FEWEST_TELLING = 3
_LINK_NUMBER = re.compile(r"\s*\[\d{1,3}\]$")
_FILE = re.compile(
    r"(?:PDF icon )?(?P<number>(?:CIA|NSA|DIA)-RDP[0-9A-Z-]{18,26}-\d)\.pdf(?: ?\|? ?[\d.]+ ?[KM]B ?\|?)?",
    re.IGNORECASE,
)


def fields_of(document: Document) -> dict[str, Field]:
    """The fields by key, the body among them; fewer than FEWEST_TELLING telling ones in any other text."""
    fields = (
        [one for one in labelled(document, _LABELS) if one.key != "file"] if "elease" in document.text else []
    )
    if len(TELLING & {one.key for one in fields}) < FEWEST_TELLING and "elease Decision" in document.text:
        fields = run_on(document, _LABELS)
    known = {one.key: one for one in reversed(fields)}
    if len(TELLING & known.keys()) < FEWEST_TELLING:
        return known
    return _with_file(
        document, {key: one if key == "body" else _value(document, one) for key, one in known.items()}
    )


def filled(known: dict[str, Field], key: str) -> Field | None:
    """The field of a key, where it has a value."""
    one = known.get(key)
    return one if one and one.value else None


def _value(document: Document, field: Field) -> Field:
    """The first line of the value, without the number of a link at its end."""
    one = first_line_of(document, field)
    found = _LINK_NUMBER.search(document.text, one.span.start, one.span.end)
    if not found or found.start() == one.span.start:
        return one
    span = Span(one.span.start, found.start())
    return Field(one.key, one.label, span, words_of(document, span))


def _with_file(document: Document, known: dict[str, Field]) -> dict[str, Field]:
    """Pages that lost their values still name the file, which bears the number; the body stands under it."""
    content = known.get("content")
    if content and (_FILE.match(content.value) or content.value.startswith("Attachment")):
        known = {key: one for key, one in known.items() if key != "content"}
    found = _FILE.search(document.text)
    if not found:
        return known
    given = known.get("number")
    if given is None or not given.value:
        at = Span(found.start("number"), found.end("number"))
        known |= {"number": Field("number", at, at, found["number"])}
    if "body" not in known:
        at = trimmed(document.text, Span(found.end(), len(document.text)))
        known |= {"body": Field("body", at, at, "body" if at.end > at.start else "")}
    return known
