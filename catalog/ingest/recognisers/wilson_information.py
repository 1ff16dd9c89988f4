"""What a page of the Digital Archive says of its copy: the citation, or what follows Document Information."""

import re
from collections.abc import Iterator

from catalog.domain.classification import level_of
from catalog.domain.dates import FoundDate, parse_date
from catalog.domain.description import (
    Agent,
    Citation,
    Classification,
    Form,
    Identifier,
    Language,
    Provenance,
    Rights,
)
from catalog.ingest.recognisers.rules import languages, source_notes
from catalog.ingest.recognisers.rules.forms import form_in, form_name
from catalog.ingest.recognisers.rules.labels import Field, labelled
from catalog.ingest.recognisers.rules.people import split_names
from catalog.ingest.statements import Said, Span, Voice, blocks, date_in, trimmed, words_of

_LABELS = {
    "source": "source",
    "rights": "rights",
    "original uploaded date": "uploaded",
    "uploaded date": "uploaded",
    "language": "language",
    "original language": "language",
    "record id": "record",
    "original classification": "classification",
    "donors": "donors",
    "contributor": "contributor",
    "contributors": "contributor",
    "document type": "form",
    "type": "form",
    "original archive": "archive",
    "original archive title": "archive title",
    "translator": "translator",
    "publisher": "publisher",
    "subjects discussed": "subjects",
}
_URL = re.compile(r"https?://[^\s<>]{1,500}?(?=[>)\].,]{0,4}(?:\s|$))")
_RECORD = re.compile(r"/document/(?P<number>\d{4,8})\b")
_ARCHIVE = re.compile(r"(?:History and Public Policy Program|Wilson Center) Digital Archive")
_PRINTED = re.compile(r"\((?P<place>[A-Z][^():]{1,40}):\s(?P<publisher>[^()]{3,120}),\s(?P<year>\d{4})\)")
_EDITORS = re.compile(r",\s+eds?\.,")
_TRANSLATED = re.compile(r"[Tt]ranslat(?:ed|ion)(?: for [\w ]{1,40})? by ")
_COMPILED = re.compile(r"\b(?:compiled|edited) by ")
_RIGHTS = re.compile(r"\b(?:copyright|welcomes reuse|rights holders?|permission)\b", re.IGNORECASE)
_SOURCE = re.compile(r"\b(?:Collection|Archives?|box|folder|fond|opis|reel|Contributed by|Papers|Library)\b")
_LONGEST = 600
_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")


def citation(voice: Voice, span: Span) -> Iterator[Said]:
    """The citation as given, and what it says of source, translator, editors and address."""
    document = voice.document
    yield voice.says(Citation, span, value=words_of(document, span), as_given="")
    yield from _address(voice, span)
    archive = _ARCHIVE.search(document.text, span.start, span.end)
    yield from source_notes.named_after(voice, span, _TRANSLATED, "translator")
    yield from source_notes.named_after(voice, span, _COMPILED, "editor")
    if not archive:
        return
    yield voice.says(
        Provenance,
        Span(archive.start(), archive.end()),
        element="publisher of the copy",
        value=words_of(document, Span(archive.start(), archive.end())),
    )
    yield from _printed_source(voice, trimmed(document.text, Span(archive.end(), span.end), ", "))


def _address(voice: Voice, span: Span) -> Iterator[Said]:
    found = _URL.search(voice.document.text, span.start, span.end)
    if not found:
        return
    at = Span(found.start(), found.end())
    yield voice.says(Provenance, at, element="source URL", value=found.group())
    record = _RECORD.search(found.group())
    if record:
        number = Span(at.start + record.start("number"), at.start + record.end("number"))
        yield voice.says(
            Identifier, number, value=record["number"], scheme="Wilson Center Digital Archive record"
        )


def _printed_source(voice: Voice, span: Span) -> Iterator[Said]:
    """A printed edition has editors, place, publisher and year; an archive its own reference."""
    document = voice.document
    ended = _TRANSLATED.search(document.text, span.start, span.end) or _URL.search(
        document.text, span.start, span.end
    )
    source = trimmed(document.text, Span(span.start, ended.start() if ended else span.end), " .,<")
    printed = _PRINTED.search(document.text, source.start, source.end)
    if not printed:
        if source.end > source.start:
            yield from source_notes.said(voice, source)
        return
    yield voice.says(Provenance, source, element="source publication", value=words_of(document, source))
    year = parse_date(printed["year"])
    if year:
        found = FoundDate(printed.start("year"), printed.end("year"), printed["year"], year)
        yield voice.dates(found, "source_published")
    editors = _EDITORS.search(document.text, source.start, min(source.start + _LONGEST, source.end))
    if editors:
        for one in split_names(document.text, Span(source.start, editors.start())):
            yield voice.says(Agent, one, name=words_of(document, one), role="editor")


def closing_block(voice: Voice, block: Span) -> Iterator[Said]:
    """The fields under Document Information.

    Pages lose labels or values on their way: a value is taken for what it is, whatever label it
    stands under, and a label without a fitting value says nothing.
    """
    document = voice.document
    first = document.line_at(block.start) + 1
    fields = labelled(document, _LABELS, first, len(document.lines), colon=False)
    seen: set[str] = set()
    for one in fields:
        if one.value:
            yield from _field(voice, one, seen)
    head = fields[0].label.start if fields else block.end
    for paragraph in blocks(document, first, document.line_at(max(head - 1, 0))):
        if paragraph.start < head:
            yield from _by_content(voice, paragraph, seen)


def _field(voice: Voice, one: Field, seen: set[str]) -> Iterator[Said]:
    dated = date_in(voice.document, one.span)
    if one.key == "source":
        seen.add("source")
        yield from source_notes.said(voice, one.span)
    elif one.key == "rights":
        yield from _rights(voice, one.span, seen)
    elif one.key == "uploaded" and dated and len(one.value) < 40:
        yield voice.dates(dated, "source_record_created")
    elif one.key == "language":
        for code, start, end in languages.named(voice.document.text[one.span.start : one.span.end]):
            yield voice.says(
                Language, Span(one.span.start + start, one.span.start + end), code=code, role="original"
            )
    elif one.key == "record" and one.value.isdecimal():
        yield voice.says(Identifier, one.span, value=one.value, scheme="Wilson Center Digital Archive record")
    elif one.key == "classification" and level_of(one.value):
        yield voice.says(Classification, one.span, level=level_of(one.value))
    elif one.key == "contributor" and len(one.value) < 200:
        for name in split_names(voice.document.text, one.span):
            yield voice.says(Agent, name, name=words_of(voice.document, name), role="contributor")
    elif one.key == "donors":
        yield voice.says(Agent, one.span, name=one.value, role="funder", agent_kind="corporate body")
    else:
        yield from _by_content(voice, one.span, seen)


def _rights(voice: Voice, span: Span, seen: set[str]) -> Iterator[Said]:
    """The statement as given. A masked address ([email protected]) is no contact."""
    if "rights" in seen:
        return
    seen.add("rights")
    words = words_of(voice.document, span)
    contact = _ADDRESS.search(words)
    yield voice.says(Rights, span, value=words, contact=contact.group() if contact else "", as_given="")


def _by_content(voice: Voice, span: Span, seen: set[str]) -> Iterator[Said]:
    document = voice.document
    words = words_of(document, span)
    form = form_in(words)
    if _RIGHTS.search(words) and len(words) > 80:
        yield from _rights(voice, span, seen)
    elif form and len(words) < 40 and form.end() - form.start() > len(words) * 0.6 and "form" not in seen:
        seen.add("form")
        yield voice.says(
            Form, span, value=form_name(form), doubt="Its label is lost: it is known by what it says."
        )
    elif "source" not in seen and _SOURCE.search(words) and len(words) < 600:
        seen.add("source")
        yield from source_notes.said(voice, span)
