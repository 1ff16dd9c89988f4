"""Documents as Foreign Relations of the United States prints them: number, title, dateline, source note."""

import re
from collections.abc import Iterator

from catalog.domain.classification import level_of
from catalog.domain.description import (
    Agent,
    Classification,
    Container,
    Identifier,
    Marking,
    Place,
    Provenance,
    Subject,
    Title,
)
from catalog.ingest.document import Document
from catalog.ingest.recognisers.rules import footnotes, own_numbers, source_notes, titles
from catalog.ingest.recognisers.rules.forms import records_meeting
from catalog.ingest.recognisers.rules.labels import labelled
from catalog.ingest.recognisers.rules.letters import (
    closing_lines,
    line_span,
    salutation_lines,
    signature_after,
)
from catalog.ingest.recognisers.rules.participants import bulleted, listed_in_lines
from catalog.ingest.recognisers.rules.people import listed
from catalog.ingest.recognisers.rules.places import may_be_place, place_name
from catalog.ingest.statements import Reading, Said, Span, Voice, blocks, date_in, trimmed, words_of

FAMILY = "Foreign Relations of the United States"
_HEADING = re.compile(
    r"^[ \t#*]*(?P<number>\d{1,4})\.[ \t]+(?P<title>[A-Z][^\n]{3,300}?)[ \t*]*(?:\[\d+\]|/\d+/|\d)?[ \t]*$",
    re.MULTILINE,
)
_SOURCE = re.compile(
    r"^[ \t]*(?:/\d{1,3}/[ \t]*|[-•][ \t]+|\[?(?:Footnote:)?\d*[\].]?[ \t]*)\[?Source:[ \t]*(?P<note>[^\n]+)",
    re.MULTILINE,
)
# A level opens a sentence of its own, also after a file number that ends in a letter: POL 15 VIET S.
_LEVEL_NEXT = re.compile(
    r"(?:(?:Top )?Secret|Confidential|Unclassified|(?:Limited )?Official Use|Restricted|No classification)\b"
)
_SURNAME = re.compile(r"[A-Z][\w’'-]{2,20}(?: [A-Z][\w’'-]{2,20})?")
_AND_BY = re.compile(
    r"\band (?P<name>[A-Z][\w.’'-]+(?: [A-Z]\.)? [A-Z][\w’'-]+)(?=,| of | in | \(|\.|;| on )"
)
_PAGE = re.compile(r"\[Page \d+\]")
# The form with the call of the source note, which the copy left out.
_NOTED = re.compile(
    r"\d{1,4}\. (?:[A-Z][\w ]{2,40} )?(?:Telegram|Letter|Memorandum|Note|Message|Minutes|Record|Summary"
    r"|Airgram|Despatch|Report|Paper)\b[^\n]{0,280}?[a-z)](?:/1/|1|0)"
)
# What the volumes print over each page, beside its number.
_RUNNING_HEAD = re.compile(
    r"(?i:Foreign Relations),? (?:of the United States, )?\d{4}[-–]\d{2,4}, Volume [IVXL]+"
)
_DATELINE = re.compile(
    r"^(?P<place>[A-Z][A-Za-z .'’-]{2,40}?),\s+(?P<rest>(?:undated\.?|[A-Z0-9][^\n]{4,80}))$"
)
_DRAFTED = re.compile(
    r"\b[Dd]rafted (?:and (?:approved|cleared|initialed|signed) )?(?:in \w+ )?(?:by )(?=[A-Z])"
)
_FILE = re.compile(r"^(?:\d{3}[.\w]*[./][\w./–-]+|[A-Z]{2,5} \d{1,2}(?:[–-]\d+)? [A-Z][\w ./–-]*)$")
_LABELS = {
    "subject": "subject",
    "participants": "participants",
    "present": "participants",
    "also present": "participants",
}
_SENTENCE = re.compile(r"\s[a-z]+\s(?:\w+\s)*[a-z]{4,}\.$")
_STOP = re.compile(r"\w{4,}\.\s+[A-Z\[]")
_COLLECTION = re.compile(r"\b(?:Materials|Manuscript Division|Project)\b")
_PRESIDENTS = re.compile(r"(?:[A-Z][\w.]+ ){1,3}(?:Presidential )?Library")
_FILES = re.compile(
    r"\b(?:files?|records|papers|collection|series|RG \d+|record group \d+|Lot \d+)\b", re.IGNORECASE
)


def recognise(document: Document) -> Reading:
    """The reading of a document of a documentary edition with a source note; its score is 0 otherwise."""
    heading = _HEADING.search(document.text, 0, 1500)
    source = _SOURCE.search(document.text) if "Source:" in document.text else None
    if not heading or not (
        source
        or heading["title"].startswith("Editorial Note")
        or _RUNNING_HEAD.search(document.text, 0, 500)
        or _NOTED.fullmatch(heading.group().strip())
    ):
        return Reading(family=FAMILY)
    voice = Voice(document, FAMILY)
    if not source:
        said = [*_heading(voice, heading), *_people(voice, heading.end())]
        return Reading(family=FAMILY, score=0.7, said=tuple(said))
    said = [
        *_heading(voice, heading),
        *_people(voice, heading.end()),
        *_signature(voice, heading.end(), source.start()),
        *(
            own_numbers.of_telegram(voice, document.line_at(heading.end()) + 1)
            if _is_telegram(heading)
            else ()
        ),
        *_source(voice, source),
    ]
    score = 0.7 + 0.1 * bool(_PAGE.search(document.text)) + 0.1 * ("Department of State" in source["note"])
    return Reading(family=FAMILY, score=score, said=tuple(said))


def _is_telegram(heading: re.Match[str]) -> bool:
    return "elegram" in heading["title"] or "message" in heading["title"].casefold()


def _heading(voice: Voice, heading: re.Match[str]) -> Iterator[Said]:
    document = voice.document
    number = Span(heading.start("number"), heading.end("number"))
    yield voice.says(Identifier, number, value=heading["number"], scheme="document number in the volume")
    title = trimmed(document.text, Span(heading.start("title"), heading.end("title")), "*")
    yield voice.says(Title, title, value=words_of(document, title))
    yield from titles.form(voice, title)
    yield from titles.people(voice, title)
    for block in blocks(document, document.line_at(heading.end()) + 1, document.line_at(heading.end()) + 8):
        span = trimmed(document.text, block, "*_")
        line = _DATELINE.match(document.text[span.start : span.end])
        dated = date_in(document, span) if line else None
        undated = line and line["rest"].startswith("undated")
        if line and (dated or undated) and may_be_place(line["place"]):
            role = "event" if records_meeting(heading["title"]) else "created"
            if dated:
                yield voice.dates(dated, role, primary=True)
            at = Span(span.start, span.start + line.end("place"))
            place_role = "place_of_event" if role == "event" else "place_of_writing"
            yield voice.says(Place, at, name=place_name(line["place"]), role=place_role)
            return


def _people(voice: Voice, start: int) -> Iterator[Said]:
    """Subject and participants: short lines under their labels, down to the first sentence."""
    document = voice.document
    first = document.line_at(start) + 1
    yield from bulleted(voice, first)
    for field in labelled(document, _LABELS, first, first + 30, colon=False):
        for block in blocks(
            document, document.line_at(field.span.start), document.line_at(max(field.span.end - 1, 0))
        ):
            span = trimmed(
                document.text, Span(max(block.start, field.span.start), min(block.end, field.span.end))
            )
            words = words_of(document, span)
            longest = max(map(len, document.text[span.start : span.end].split("\n")))
            running = words.endswith(".") or _STOP.search(words)
            if longest > 160 or (running and (len(words) > 60 or _SENTENCE.search(words))):
                break
            if field.key == "subject":
                yield voice.says(Subject, span, name=words)
                break
            yield from listed_in_lines(voice, span)


def _signature(voice: Voice, start: int, end: int) -> Iterator[Said]:
    """Whoever signed a letter or a telegram."""
    document = voice.document
    first = document.line_at(start)
    last = document.line_at(end) if end > start else len(document.lines)
    if not salutation_lines(document, first, min(first + 14, last)):
        yield from _under_telegram(voice, first, last)
        return
    for line in closing_lines(document, first, last):
        signature = signature_after(document, line, last)
        if signature:
            name = words_of(document, signature.name)
            yield voice.says(Agent, signature.name, name=name, role="signatory", agent_kind="person")
            return
    yield from _under_telegram(voice, first, last)


def _under_telegram(voice: Voice, first: int, last: int) -> Iterator[Said]:
    """The surname alone on the last line over the notes: who signed a telegram."""
    document = voice.document
    notes = [document.line_at(one.span.start) for one in footnotes.called_at_end(document)]
    line = min([last, *notes]) - 1
    while line > first and not document.lines[line - 1].strip():
        line -= 1
    at = line_span(document, line)
    numbered = next(own_numbers.of_telegram(voice, first), None)
    if numbered and _SURNAME.fullmatch(document.text, at.start, at.end):
        name = words_of(document, at)
        yield voice.says(Agent, at, name=name, role="signatory", agent_kind="person")


def _source(voice: Voice, source: re.Match[str]) -> Iterator[Said]:
    document = voice.document
    note = Span(source.start("note"), source.end("note"))
    yield voice.says(Provenance, note, element="source note", value=words_of(document, note), as_given="")
    sentences = _sentences(document.text, note)
    yield from _holding(voice, sentences[0])
    for sentence in sentences[1:]:
        yield from _marked(voice, sentence)
    drafted = _DRAFTED.search(document.text, note.start, note.end)
    if drafted:
        end = re.compile(r"\s+(?:and|on|in|of)\b|[.;,(]").search(document.text, drafted.end(), note.end)
        at = Span(drafted.end(), end.start() if end else note.end)
        yield voice.says(Agent, at, name=words_of(document, at), role="drafter", agent_kind="person")
        clause = document.text.find(";", drafted.end(), note.end)
        also = _AND_BY.search(document.text, at.end, clause if clause > 0 else note.end)
        if also and ". " not in document.text[at.end : also.start()]:
            also_at = Span(also.start("name"), also.end("name"))
            yield voice.says(Agent, also_at, name=also["name"], role="drafter", agent_kind="person")


def _sentences(text: str, note: Span) -> list[Span]:
    spans, start = [], note.start
    for found in re.compile(r"(?<=[\w)])\.\s+(?=[A-Z])").finditer(text, note.start, note.end):
        level = _LEVEL_NEXT.match(text, found.end())
        if level or not re.search(r"\b[A-Z]$", text[max(found.start() - 3, start) : found.start()]):
            spans.append(Span(start, found.start()))
            start = found.end()
    return [*spans, trimmed(text, Span(start, note.end), ".")]


def _holding(voice: Voice, sentence: Span) -> Iterator[Said]:
    """Repository, collection, then file number and containers, with commas between."""
    collected = library = False
    for index, one in enumerate(listed(voice.document.text, sentence)):
        words = words_of(voice.document, one).rstrip(".")
        if not words:
            continue
        if index == 0:
            library = bool(_PRESIDENTS.fullmatch(words))
            yield voice.says(Provenance, one, element="holder of the original", value=words)
        elif _FILE.match(words):
            yield voice.says(Identifier, one, value=words, scheme="file number")
            yield voice.says(Container, one, container_kind="file", number=words)
        elif source_notes.CONTAINER.search(words):
            yield from source_notes.containers(voice, one)
        elif library and index == 1 and not (_FILES.search(words) or _COLLECTION.search(words)):
            # Carter Library, National Security Affairs: a library's collection stands next to it.
            collected = True
            yield voice.says(Provenance, one, element="collection", value=words)
        elif not collected and (_FILES.search(words) or _COLLECTION.search(words)):
            collected = True
            one = _with_series(voice, one, sentence) if _COLLECTION.search(words) else one
            yield voice.says(Provenance, one, element="collection", value=words_of(voice.document, one))


def _with_series(voice: Voice, collection: Span, sentence: Span) -> Span:
    """The collection with the series named after it: Nixon Presidential Materials, NSC Files."""
    rest = trimmed(voice.document.text, Span(collection.end, sentence.end), " ,")
    following = next(iter(listed(voice.document.text, rest)), None)
    words = words_of(voice.document, following) if following else ""
    series = following and _FILES.search(words) and not _FILE.match(words)
    return (
        Span(collection.start, following.end) if following and series and "Lot" not in words else collection
    )


def _marked(voice: Voice, sentence: Span) -> Iterator[Said]:
    """A sentence that is a level alone, with handling after semicolons: "Secret; Exdis"."""
    start = sentence.start
    for piece in voice.document.text[sentence.start : sentence.end].split(";"):
        at = trimmed(voice.document.text, Span(start, start + len(piece)), " .")
        start += len(piece) + 1
        words = words_of(voice.document, at)
        level = level_of(words) if len(words) > 3 else ""
        if level:
            yield voice.says(Classification, at, level=level)
        elif re.fullmatch(
            r"(?i)exdis|nodis|limdis|noforn|priority|immediate|flash|eyes only|sensitive|niact"
            r"|limit(?:ed)? distribution"
            r"|exclusively eyes only|exclusive distribution|no distribution|verbatim text|routine"
            r"|operational immediate|personal",
            words,
        ):
            yield voice.says(Marking, at, value=words)
