"""Records of the CIA's CREST release system: labelled fields above and below a body of raw OCR."""

import re
from collections.abc import Iterator

from catalog.domain.classification import level_of, release_decision
from catalog.domain.dates import FoundDate
from catalog.domain.description import (
    Agent,
    Classification,
    ClassificationEvent,
    Container,
    Extent,
    Form,
    Identifier,
    Provenance,
    Title,
)
from catalog.domain.identifiers import crest_number
from catalog.ingest.document import Document
from catalog.ingest.recognisers.crest_body import in_body
from catalog.ingest.recognisers.crest_fields import FEWEST_TELLING, TELLING, fields_of, filled
from catalog.ingest.recognisers.rules.labels import Field
from catalog.ingest.statements import (
    Reading,
    Said,
    Span,
    Voice,
    blocks,
    date_in,
    dates_in,
    trimmed,
    words_of,
)

FAMILY = "CREST record"
_FORMS = {
    "NIE": "National Intelligence Estimate",
    "SNIE": "Special National Intelligence Estimate",
    "MEMO": "memorandum",
    "MFR": "memorandum for the record",
    "IR": "information report",
    "MIN": "minutes",
    "CABLE": "cable",
    "TRANS": "transcript",
    "BIO": "biography",
    "REQ": "request",
    "PAPER": "paper",
    "IM": "Intelligence Memorandum",
    "FORM": "form",
}
_NO_FORM = frozenset(("MISC", "MF", "CONT", "OTHER", "UNKNOWN", "OPEN", "OPEN SOURCE", "NSPR"))
_PUBLISHED_ON = re.compile(r"Published on (?P<who>[^\n]{3,100}?)\s*(?:\(https?://[^\s)]+\)|$)", re.MULTILINE)
_STAMP = re.compile(r"(?i:\bapproved for release\b|\bsanitized copy\b)")
# The subject of an information report, where its form's labels run together with their values.
_SUBJECT = re.compile(
    r"\bSUBJECT:?\s+(?P<title>[A-Z][^\n]{5,150}?)"
    r"(?=\s+(?:NO\. (?:OF )?PAGES|DATE|PLACE|REFERENCES|HOW|REPORT)\b|\s+1\. [A-Z]|\n)"
)
_UNDER_STAMP = re.compile(
    r"[^\n]{0,30}\bApproved [Ff]or [Rr]elease[^\n]{10,80}\n+[ \t]*"
    r"(?P<title>[A-Z][^\n:]{12,120}?[\w)])[ \t]*\n"
)
_FROM_SOMEBODY = re.compile(
    r"(?:MEMO(?:RANDUM)?|LETTER|NOTE)\b[^\n]{0,80}? FROM "
    r"(?P<who>(?:[A-Z]\. ?|[A-Z]{3,20} ){1,3}[A-Z][A-Z'-]{2,20})"
)
_BROKEN = re.compile(r"(?<=[a-z])- (?=[a-z])")
_ACCESSION = re.compile(r"RDP(?P<year>[4-9]\d)")
_COVER = 600
_TOP_SECRET = re.compile(r"\bTOP SECRET\b|\bTop Secret\b")
_URL = re.compile(r"https?://[^\s<>)\]]+")


def recognise(document: Document) -> Reading:
    """The reading of a CREST record; its score is 0 for any other text."""
    known = fields_of(document)
    telling = len(TELLING & known.keys())
    if telling < FEWEST_TELLING and not _names_a_record(known):
        return Reading(family=FAMILY)
    voice = Voice(document, FAMILY)
    said = [
        *_identity(voice, known),
        *_dates(voice, known),
        *_access(voice, known),
        *_provenance(voice, known),
    ]
    body = known.get("body")
    more, parts = in_body(voice, body.span, known) if body and body.value else ([], [])
    return Reading(
        family=FAMILY, score=min(0.5 + telling * 0.08, 1.0), said=(*said, *more), parts=tuple(parts)
    )


def _names_a_record(known: dict[str, Field]) -> bool:
    """Whether a page printed without its other labels has the number of a record over its body."""
    number = known.get("number")
    return "body" in known and number is not None and crest_number(number.value.split(" ")[0]) is not None


def _identity(voice: Voice, known: dict[str, Field]) -> Iterator[Said]:
    labels = [one for key, one in known.items() if key not in ("body", "number")] or [known["number"]]
    yield from _title(voice, min(one.label.start for one in labels), known.get("body"))
    number = filled(known, "number")
    if number:
        yield voice.says(
            Identifier,
            number.span,
            value=number.value,
            role="registration number",
            scheme="CIA document number",
        )
        yield from _locators(voice, number)
    for key, scheme in (("sequence", "CREST sequence number"), ("case", "CREST case number")):
        one = filled(known, key)
        if one and re.fullmatch(r"[\w./-]{1,30}", one.value):
            yield voice.says(Identifier, one.span, value=one.value, scheme=scheme)
    content = filled(known, "content")
    if content and content.value.upper() not in _NO_FORM:
        form = _FORMS.get(content.value.upper(), content.value.lower())
        yield voice.says(
            Form, content.span, value=form, basis="stated" if form == content.value.lower() else "derived"
        )
    pages = filled(known, "pages")
    if pages and pages.value.isdecimal():
        yield voice.says(Extent, pages.span, quantity=pages.value, unit="pages")


def _locators(voice: Voice, number: Field) -> Iterator[Said]:
    """Job, box, folder and place in the folder, that make up a CREST number: neighbours share them."""
    parts = crest_number(number.value)
    if parts is None:
        return
    for kind, value in (
        ("job", parts.job),
        ("box", str(parts.box)),
        ("folder", str(parts.folder)),
        ("sequence", str(parts.sequence)),
    ):
        yield voice.says(
            Container, number.span, container_kind=kind, number=value, basis="derived", confidence=0.8
        )


def _title(voice: Voice, end: int, body: Field | None) -> Iterator[Said]:
    """The paragraph over the first label that is not the line naming the publisher; else the subject, or
    the line under the stamp with which the body begins.
    """
    document = voice.document
    over = [
        block
        for block in blocks(document, 1, document.line_at(end))
        if block.start < end
        and not _PUBLISHED_ON.match(document.text, block.start)
        and not _STAMP.search(document.text, block.start, min(block.end, block.start + 60))
    ]
    if over:
        span = trimmed(document.text, Span(over[-1].start, min(over[-1].end, end)), "*#_")
        if span.end > span.start:
            yield voice.says(Title, span, value=words_of(document, span))
            yield from _written_by(voice, span)
            return
    subject = _SUBJECT.search(document.text, end)
    if subject:
        span = Span(subject.start("title"), subject.end("title"))
        value = _BROKEN.sub("", words_of(document, span))
        yield voice.says(Title, span, value=value, basis="derived", confidence=0.7)
        return
    under = _UNDER_STAMP.match(document.text, body.span.start) if body else None
    if under:
        span = Span(under.start("title"), under.end("title"))
        yield voice.says(Title, span, value=words_of(document, span), confidence=0.7)


def _written_by(voice: Voice, title: Span) -> Iterator[Said]:
    """Who wrote what a title of the system calls a memorandum or letter from somebody by name."""
    found = _FROM_SOMEBODY.fullmatch(voice.document.text, title.start, title.end)
    if found:
        at = Span(found.start("who"), found.end("who"))
        for role in ("author", "sender"):
            yield voice.says(Agent, at, name=words_of(voice.document, at), role=role, agent_kind="person")


def _dates(voice: Voice, known: dict[str, Field]) -> Iterator[Said]:
    for key, role in (("published", "issued"), ("record created", "source_record_created")):
        one = filled(known, key)
        dated = date_in(voice.document, one.span) if one else None
        if not dated:
            continue
        typed = _typed_on_cover(voice.document, known, dated) if role == "issued" else None
        if typed:
            yield voice.dates(typed, role, primary=True)
            yield voice.dates(dated, role, doubt="Later than the accession that the number names.")
        else:
            yield voice.dates(dated, role, primary=role == "issued")


def _typed_on_cover(document: Document, known: dict[str, Field], given: FoundDate) -> FoundDate | None:
    """The first day on the cover, where the field has a year after that of the accession: CIA-RDP79."""
    number, body = known.get("number"), known.get("body")
    accession = _ACCESSION.search(number.value) if number else None
    if not accession or not body or given.parsed.earliest[:4] <= f"19{accession['year']}":
        return None
    cover = Span(body.span.start, min(body.span.start + _COVER, body.span.end))
    days = (one for one in dates_in(document, cover) if len(one.parsed.edtf) == 10)
    return next((one for one in days if one.parsed.latest[:4] <= f"19{accession['year']}"), None)


def _access(voice: Voice, known: dict[str, Field]) -> Iterator[Said]:
    code = filled(known, "classification")
    level = level_of(code.value) if code else ""
    if code and level:
        yield voice.says(Classification, code.span, level=level, code=code.value)
    elif code and code.value == "T":
        yield from _top_secret(voice, code, known)
    decision, released = filled(known, "decision"), filled(known, "released")
    dated = date_in(voice.document, released.span) if released else None
    one = decision or (released if dated else None)
    if not one:
        return
    known_decision = release_decision(decision.value) if decision else None
    span = one.span
    if decision and dated and 0 < dated.end - decision.span.start < 600:
        span = Span(decision.span.start, dated.end)
    yield voice.says(
        ClassificationEvent,
        span,
        act=known_decision.act if known_decision else "released",
        extent=known_decision.extent if known_decision else "",
        date=dated.parsed.edtf if dated else "",
        decision_code=decision.value if decision else "",
        as_given=decision.value if decision else one.value,
    )


def _top_secret(voice: Voice, code: Field, known: dict[str, Field]) -> Iterator[Said]:
    """The code T is Top Secret where the cover says so; by itself nobody explains it."""
    body = known.get("body")
    stamp = _TOP_SECRET.search(voice.document.text, body.span.start, body.span.start + 2000) if body else None
    if stamp:
        yield voice.says(
            Classification, Span(stamp.start(), stamp.end()), level="Top Secret", code=code.value
        )


def _provenance(voice: Voice, known: dict[str, Field]) -> Iterator[Said]:
    collection = filled(known, "collection")
    if collection:
        yield voice.says(Provenance, collection.span, element="collection", value=collection.value)
    published = _PUBLISHED_ON.search(voice.document.text, 0, 2000)
    if published:
        at = Span(published.start("who"), published.end("who"))
        yield voice.says(Provenance, at, element="publisher of the copy", value=words_of(voice.document, at))
    url = filled(known, "url")
    found = _URL.search(voice.document.text, url.span.start, url.span.end) if url else None
    if found:
        at = Span(found.start(), found.end())
        yield voice.says(Provenance, at, element="source URL", value=found.group())
