"""Pages of the Wilson Center Digital Archive: the older layout with a citation, and the newer."""

import re
from collections.abc import Iterator

from catalog.domain.dates import FoundDate, ParsedDate
from catalog.domain.description import Abstract, Agent, Form, Language, Provenance, Title
from catalog.ingest.document import Document
from catalog.ingest.recognisers import wilson_run_in
from catalog.ingest.recognisers.rules import languages, meetings, minutes_lists, titles
from catalog.ingest.recognisers.rules.annexes import annexes
from catalog.ingest.recognisers.rules.footnotes import footnotes
from catalog.ingest.recognisers.rules.forms import OF_A_MEETING, records_meeting
from catalog.ingest.recognisers.rules.labels import Field, labelled
from catalog.ingest.recognisers.wilson_information import citation, closing_block
from catalog.ingest.statements import Reading, Said, Span, Voice, blocks, date_in, dates_in, trimmed, words_of

FAMILY = "Wilson Center Digital Archive"
_OLDER = {
    "citation": "citation",
    "summary": "summary",
    "credits": "credits",
    "original language": "original language",
    "contents": "contents",
    "document type": "form",
    "source": "source",
    "rights": "rights",
}
_MARKS = (
    "digitalarchive.wilsoncenter.org",
    "History and Public Policy Program",
    "Wilson Center Digital Archive",
)
_FURNITURE = re.compile(
    r"skip to (?:main )?content|digital archive(?: international history declassified)?"
    r"|international history declassified|print|menu|wilson center|(?:https?://)?digitalarchive\.wilsoncenter\.org/?",
    re.I,
)
CREDIT = re.compile(
    r"\b(?:made possible|support(?:ed)?)\b[^\n]{0,40}?\b(?:by|from)\s+(?P<funder>(?:the"
    r" )?[A-Z][^\n]{3,150}?)\.?[ \t]*$",
    re.MULTILINE,
)
# Of "9 and 12 July 1956" neither day is that of the whole.
_SEVERAL_DAYS = re.compile(r"\d{1,2},? (?:and|&) (?![^\n])")
_LABEL = re.compile(r"[A-Z][\w ()]{2,30}:|(?:Associated|Related|Subjects?|Author)[\w ()]{0,30}:?")
_INFORMATION = re.compile(r"^[ \t#*]*Document Information[ \t*]*$", re.MULTILINE)
_ANNOTATOR = re.compile(
    r"[.”\"]\s*[–—-]{1,2}\s*(?P<name>[A-Z][\w'’-]+(?: [A-Z]\.)?(?: [A-Z][\w'’-]+){1,2})\.?\s*$"
)


def recognise(document: Document) -> Reading:
    """The reading of a page of the Digital Archive; its score is 0 for any other text."""
    marks = sum(mark in document.text for mark in _MARKS) or (
        "Original Uploaded Date" in document.text and "Record ID" in document.text
    )
    information = _INFORMATION.search(document.text) if marks else None
    fields = (marks and wilson_run_in.fields_of(document)) or {}
    fields = fields or (
        {one.key: one for one in reversed(labelled(document, _OLDER, 1, 80))} if marks else {}
    )
    older = "citation" in fields or ("summary" in fields and "contents" in fields)
    if not marks or not (older or information):
        return Reading(family=FAMILY)
    voice = Voice(document, FAMILY)
    said, parts_in = _older(voice, fields) if older else _newer(voice, information)
    body = _without_footnotes(document, parts_in)
    return Reading(
        family=FAMILY,
        score=0.9,
        said=(*said, *_annotators(voice)),
        parts=tuple(annexes(voice, body)),
    )


def _older(voice: Voice, fields: dict[str, Field]) -> tuple[list[Said], Span]:
    document = voice.document
    first = min(one.label.start for one in fields.values())
    said, written, title = _head(voice, Span(0, first))
    run_in = wilson_run_in.head(document, first)
    after = max(fields.values(), key=lambda one: one.label.start)
    body = Span(_end_of_list(document, after), len(document.text))
    if run_in and title:
        body = wilson_run_in.body(document, fields["contents"], title)
    if "summary" in fields and fields["summary"].value:
        span = _first_block(document, fields["summary"].span)
        said.append(voice.says(Abstract, span, value=words_of(document, span), by="the repository"))
    if "credits" in fields and fields["credits"].value:
        said.extend(credit(voice, fields["credits"].span))
    else:
        head_blocks = blocks(document, 1, document.line_at(first))
        credited = next(
            (one for one in head_blocks if CREDIT.search(document.text, one.start, one.end)), None
        )
        said.extend(credit(voice, credited) if credited else ())
    if "original language" in fields:
        said.extend(_languages(voice, fields["original language"].span, "original"))
    if "contents" in fields:
        listed = Span(fields["contents"].span.start, body.start)
        if "ranslation" in document.text[listed.start : listed.end]:
            said.extend(_languages(voice, listed, "text"))
    if "citation" in fields:
        said.extend(citation(voice, fields["citation"].span))
    if title and not OF_A_MEETING.search(words_of(document, title)):
        said.extend(meetings.replied(voice, body))
        said.extend(meetings.reported_event(voice, body, written))
    said.extend(minutes_lists.said(voice, body))
    return said, body


def _newer(voice: Voice, information: re.Match[str] | None) -> tuple[list[Said], Span]:
    document = voice.document
    end = information.start() if information else len(document.text)
    line = document.line_at(end)
    head_blocks = list(blocks(document, 1, min(line, 30)))
    credited = next((b for b in head_blocks[:6] if CREDIT.search(document.text, b.start, b.end)), None)
    head_end = credited.start if credited else (head_blocks[3].start if len(head_blocks) > 3 else end)
    said, _, _ = _head(voice, Span(0, min(head_end, end)))
    if credited:
        said.extend(credit(voice, credited))
    body_start = credited.end if credited else head_end
    abstract = _abstract(document, body_start, end)
    if abstract:
        words = words_of(document, abstract)
        said.append(voice.says(Abstract, abstract, value=words, by="the repository", confidence=0.85))
    body = Span(body_start, abstract.start if abstract else end)
    said.extend(_meeting(voice, said, body))
    said.extend(minutes_lists.said(voice, body))
    closing = list(closing_block(voice, Span(information.end() if information else end, len(document.text))))
    if any(isinstance(one.statement, Form) for one in closing):
        # The form of the page's own field goes before the one that the title is read to name.
        said = [one for one in said if not isinstance(one.statement, Form)]
    said.extend(closing)
    return said, body


def _head(voice: Voice, head: Span) -> tuple[list[Said], ParsedDate | None, Span | None]:
    """Dateline and title over the fields or the text, and what the title says."""
    document = voice.document
    title: Span | None = None
    dated: FoundDate | None = None
    run_in = wilson_run_in.head(document, head.end)
    if run_in:
        title, dated = run_in
    for block in () if run_in else blocks(document, 1, document.line_at(max(head.end - 1, 0))):
        span = trimmed(document.text, Span(block.start, min(block.end, head.end)), "*#_")
        first, _, rest = document.text[span.start : span.end].partition("\n")
        over = date_in(document, Span(span.start, span.start + len(first))) if rest.strip() else None
        if over and len(first.strip()) < len(over.text) + 12:
            # The day stands on the line over the title, with no empty line between.
            dated = dated or over
            span = trimmed(document.text, Span(span.start + len(first), span.end), "*#_")
        words = words_of(document, span)
        found = date_in(document, span)
        if found and len(words) < len(found.text) + 12:
            dated = dated or found
        elif words and not title and not _FURNITURE.fullmatch(words):
            title = span
    if not title:
        return [], None, None
    said = [voice.says(Title, title, value=words_of(document, title), title_kind="supplied")]
    said += [*titles.form(voice, title), *titles.people(voice, title), *_issued(voice, title)]
    if dated:
        met = records_meeting(_before_quote(words_of(document, title)))
        own = next((one for one in dates_in(document, title) if len(one.parsed.edtf) == 10), None)
        if own and _SEVERAL_DAYS.search(document.text, title.start, own.start):
            own = None
        reported = met and own is not None and own.parsed.edtf != dated.parsed.edtf
        role = "event" if met and not reported else "created"
        said.append(voice.dates(_with_time(document, dated, head.end), role, primary=not reported))
        if own and reported:
            said.append(voice.dates(own, "event", primary=True))
    return said, dated.parsed if dated else None, title


def _before_quote(title: str) -> str:
    """A quoted title inside a title does not say what the document itself records."""
    return re.split(r"(?:^|(?<=[\s,(]))['‘“\"](?=\w)", title, maxsplit=1)[0]


def _with_time(document: Document, dated: FoundDate, start: int) -> FoundDate:
    """The same day with its clock time, where the text opens with it."""
    for found in dates_in(document, Span(start, min(start + 800, len(document.text)))):
        if found.parsed.edtf == dated.parsed.edtf and found.parsed.time:
            return found
    return dated


def _issued(voice: Voice, title: Span) -> Iterator[Said]:
    found = titles.issuing_body(voice.document.text, title)
    if found:
        body = Span(title.start + found.start("body"), title.start + found.end("body"))
        inner = Span(title.start + found.start("title"), title.start + found.end("title"))
        yield voice.says(Agent, body, name=found["body"], role="author", agent_kind="corporate body")
        yield voice.says(Title, inner, value=words_of(voice.document, inner), title_kind="variant")


def credit(voice: Voice, span: Span) -> Iterator[Said]:
    """The credit line and the bodies that paid."""
    document = voice.document
    span = _first_block(document, span)
    yield voice.says(Provenance, span, element="credits", value=words_of(document, span))
    found = CREDIT.search(document.text, span.start, span.end)
    if found:
        at = Span(found.start("funder"), found.end("funder"))
        name = words_of(document, at).removeprefix("the ").removeprefix("The ")
        yield voice.says(Agent, at, name=name, role="funder", agent_kind="corporate body")


def _languages(voice: Voice, span: Span, role: str) -> Iterator[Said]:
    for code, start, end in languages.named(
        voice.document.text[span.start : min(span.end, span.start + 200)]
    ):
        yield voice.says(Language, Span(span.start + start, span.start + end), code=code, role=role)


def _abstract(document: Document, start: int, end: int) -> Span | None:
    """The last paragraph over Document Information, where the page prints its summary."""
    last = document.line_at(end) - 1
    paragraphs = list(blocks(document, max(last - 40, document.line_at(start) + 1), last))
    # Labels of lists that the page left empty stand between.
    while paragraphs and _LABEL.fullmatch(words_of(document, paragraphs[-1])):
        paragraphs.pop()
    span = paragraphs[-1] if paragraphs else None
    words = words_of(document, span) if span else ""
    return (
        span
        if 40 < len(words) < 2500 and words[-1] in '.”"’!?' and not words.startswith(("[", "^"))
        else None
    )


def _meeting(voice: Voice, said: list[Said], body: Span) -> Iterator[Said]:
    met = [
        one.statement
        for one in said
        if isinstance(one.statement, Agent) and one.statement.role == "participant"
    ]
    if not met:
        return
    document = voice.document
    heard = meetings.speakers(document)
    first = document.line_at(body.start) + 1
    columns = list(meetings.listed_in_columns(voice, first, first + 40, heard))
    yield from columns
    known = {one.name.split()[-1].casefold() for one in met}
    known |= {one.statement.name.casefold() for one in columns if isinstance(one.statement, Agent)}
    yield from meetings.speaking(voice, heard, known)


def _annotators(voice: Voice) -> Iterator[Said]:
    for note in footnotes(voice.document):
        found = _ANNOTATOR.search(voice.document.text, note.span.start, note.span.end)
        if found:
            at = Span(found.start("name"), found.end("name"))
            yield voice.says(Agent, at, name=words_of(voice.document, at), role="editor", agent_kind="person")


def _without_footnotes(document: Document, body: Span) -> Span:
    first = next((document.offset_of(document.line_at(n.span.start)) for n in footnotes(document)), body.end)
    return Span(body.start, min(body.end, first)) if first > body.start else body


def _first_block(document: Document, span: Span) -> Span:
    first = next(
        blocks(document, document.line_at(span.start), document.line_at(max(span.end - 1, span.start))), span
    )
    return trimmed(document.text, Span(max(first.start, span.start), min(first.end, span.end)))


def _end_of_list(document: Document, field: Field) -> int:
    """Where a value ends that is a list of lines with dashes; without any, its first paragraph."""
    line = document.line_at(field.span.start)
    if not field.value.startswith("-"):
        return _first_block(document, field.span).end if field.value else field.label.end
    while line < len(document.lines) and (
        not document.lines[line].strip() or document.lines[line].lstrip().startswith("- ")
    ):
        line += 1
    return document.offset_of(line + 1) - 1 if line < len(document.lines) else len(document.text)
