"""What any document has: title, form, dateline, head of a memorandum, signature, markings, notes, names."""

import re
from collections.abc import Iterator

from catalog.domain.description import Container, Language, Provenance, Title
from catalog.ingest.document import Document
from catalog.ingest.recognisers.rules import (
    cited_agreements,
    copies,
    datelines,
    excisions,
    footnotes,
    headings,
    languages,
    letterheads,
    markings,
    memorandum_heads,
    mentioned,
    minutes_lists,
    own_days,
    own_numbers,
    references,
    release_stamps,
    remarks,
    signatures,
    source_notes,
    titles,
)
from catalog.ingest.recognisers.rules.annexes import annexes
from catalog.ingest.recognisers.rules.forms import records_meeting
from catalog.ingest.recognisers.rules.labels import Field
from catalog.ingest.statements import (
    Reading,
    Said,
    Span,
    Voice,
    blocks,
    trimmed,
    words_of,
)

FAMILY = "general"
# What the Ford Library prints under each page.
_DIGITIZED = re.compile(
    r"Digitized from Box (?P<box>[A-Z]?\d{1,4}) of (?:the )?(?P<collection>[A-Z][^\n]{4,150}?)\s+at the\s+"
    r"(?P<holder>[A-Z][\w. ]{4,60}Library)"
)
_SOURCE = re.compile(r"^[ \t]*\[?Source:[ \t]*(?P<note>[^\n]{20,})", re.MULTILINE)


def recognise(document: Document) -> Reading:
    """The reading that every text gets; what a family says of its own goes before it."""
    if not document.text.strip():
        return Reading(family=FAMILY)
    voice = Voice(document, FAMILY)
    parts = list(annexes(voice, Span(0, len(document.text)), in_lines=True))
    attached = min((one.first_line for one in parts), default=0)
    said = [
        *_head(voice),
        *markings.said(voice),
        *own_numbers.said(voice),
        *own_numbers.of_bureau(voice),
        *own_numbers.beside_the_day(voice),
        *signatures.said(voice, attached - 1 if attached > 1 else None),
        *signatures.drafted(voice),
        *copies.said(voice),
        *copies.in_prose(voice, Span(0, len(document.text))),
        *copies.counted(voice, Span(0, len(document.text))),
        *footnotes.said(voice),
        *_language(voice),
        *mentioned.said(voice),
        *excisions.said(voice),
        *release_stamps.said(voice),
        *remarks.said(voice),
        *_source(voice),
        *_digitized(voice),
        *references.said(voice),
        *cited_agreements.said(voice),
    ]
    said.extend(datelines.of_parts(voice, parts))
    return Reading(family=FAMILY, score=0.1, said=tuple(said), parts=tuple(parts))


def _digitized(voice: Voice) -> Iterator[Said]:
    """Box, collection and library of a page that says where it was digitized."""
    found = _DIGITIZED.search(voice.document.text) if "Digitized from" in voice.document.text else None
    if found:
        box = Span(found.start("box"), found.end("box"))
        yield voice.says(Container, box, container_kind="box", number=found["box"])
        for group, element in (("collection", "collection"), ("holder", "holder of the original")):
            at = Span(found.start(group), found.end(group))
            yield voice.says(Provenance, at, element=element, value=words_of(voice.document, at))


def _source(voice: Voice) -> Iterator[Said]:
    """A line that names the archival source: Source: National Archives, Record Group 59, Box 6."""
    found = _SOURCE.search(voice.document.text) if "Source:" in voice.document.text else None
    if found and source_notes.CITED.search(voice.document.text, found.start("note"), found.end("note")):
        note = trimmed(voice.document.text, Span(found.start("note"), found.end("note")), " ]")
        yield from source_notes.said(voice, note)
    elif any(
        mark in voice.document.text for mark in ("AVP", "APRF", "AP RF", "RGA", "TsKhSD", "GARF", "TsAMO")
    ):
        alone = source_notes.LINE.search(voice.document.text)
        if alone:
            yield from source_notes.said(voice, Span(alone.start("note"), alone.end("note")))


def _head(voice: Voice) -> Iterator[Said]:
    fields = memorandum_heads.fields_of(voice.document)
    subject = fields.get("title")
    labels = {voice.document.line_at(one.label.start) for one in fields.values()}
    title = subject.span if subject and subject.value else headings.heading(voice.document, labels)
    if title:
        supplied = voice.document.text[title.start : title.end]
        yield voice.says(Title, title, value=words_of(voice.document, title), confidence=0.7)
        if subject and subject.value:
            # What a memorandum is about may be a report.
            yield from memorandum_heads.form(voice, fields)
        yield from titles.form(voice, title)
        yield from own_numbers.of_resolution(voice, title)
        yield from list(titles.agents(voice, title)) or titles.written(voice, title)
        yield from _over_subject(voice, title, subject)
        met = not {"to", "from"} & fields.keys() and records_meeting(supplied)
        if met:
            yield from minutes_lists.said(voice, Span(title.end, len(voice.document.text)))
        day = own_days.of_title(voice.document, title, met)
        if day:
            yield voice.dates(day, "event" if met else "created", primary=True)
        else:
            yield from own_days.said(voice, fields, met)
    else:
        yield from headings.supplied(voice)
        yield from own_days.said(voice, fields, False)
    yield from memorandum_heads.said(voice, fields)
    if "from" not in fields:
        yield from letterheads.said(voice)


def _over_subject(voice: Voice, title: Span, subject: Field | None) -> Iterator[Said]:
    """What the heading over a labelled subject says: "Telegram by the Hungarian Ambassador"."""
    above = headings.heading(voice.document, set()) if subject and subject.value else None
    if above and above.end < title.start:
        yield from titles.form(voice, above)
        yield from titles.written(voice, above)


def _language(voice: Voice) -> Iterator[Said]:
    """The language of the longest paragraph near the beginning."""
    document = voice.document
    end = document.line_at(min(20_000, len(document.text)))
    longest = max(blocks(document, 1, min(end, 150)), key=lambda block: block.end - block.start, default=None)
    code = languages.detected(document.text[longest.start : longest.start + 3000]) if longest else ""
    if longest and code:
        at = Span(longest.start, min(longest.end, longest.start + 80))
        yield voice.says(Language, at, code=code, role="text", basis="derived", confidence=0.85, as_given="")
