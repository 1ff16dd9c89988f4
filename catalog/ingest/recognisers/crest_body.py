"""The body of a CREST record: intelligence papers as raw OCR, lines and pages run together."""

import re
from collections.abc import Iterator

from catalog.domain.classification import level_of
from catalog.domain.description import Abstract, Agent, Classification, Form, Identifier, Marking, Title
from catalog.ingest.recognisers import crest_memorandum
from catalog.ingest.recognisers.rules import copies, ocr_footnotes
from catalog.ingest.recognisers.rules.annexes import annexes, signed_annexes
from catalog.ingest.recognisers.rules.labels import Field
from catalog.ingest.recognisers.rules.letterheads import is_letterhead
from catalog.ingest.recognisers.rules.letters import line_span
from catalog.ingest.statements import Part, Said, Span, Voice, date_in, trimmed, words_of

_COVER = 4000
_FRONT, _HEAD_LINES = 20_000, 12
_FORM = re.compile(
    r"\b(?:SPECIAL )?NATIONAL INTELLIGENCE ESTIMATE\b|\bINTELLIGENCE MEMORANDUM\b|\bINFORMATION REPORT\b"
    r"|\bOffice Memorandum\b(?=.{0,4} ?UNITED STATES GOVERNMENT)"
)
_SERIES = re.compile(
    r"\b(?P<series>SNIE|NIE|ORE|IIM|SE)(?P<dash>\s?[-–?#. ]\s?"
    r"|\s)(?:No\.?\s?)?(?P<number>\d{1,3}(?:[-/.]\d{1,4}){0,3})\b"
)
_COPY = re.compile(r"\bCOPY\s+N[Oo0]\w?[.:]?\s*(?P<number>\d{1,4})\b", re.IGNORECASE)
# OCI NO. 1684/59, CPW Report No. 60-A: numbers that an office gave its papers.
_OFFICE_NUMBER = re.compile(
    r"\b(?:(?:OCI|CIA|OCR|ORE|ORR|OSI|OER|DDI|SC|TDCS|CS)(?:/[A-Z]{1,4})?|[A-Z]{2,4} Report)"
    r" N[Oo]\.? ?\d{1,6}(?:[/-]\w{1,4}){0,2}(?![\w/])"
)
_COPY_FOR = re.compile(
    r"\bCOPY\s+N[Oo0]\w?[.:]?\s*\d{1,4}\s+(?:\S{1,8}\s+){0,3}?"
    r"(?P<office>(?:ASSISTANT |DEPUTY |ASSOCIATE )?(?:DIRECTOR|SECRETARY|CHIEF|ADMINISTRATOR)[A-Z,/"
    r" .]{0,60}?)"
    r"(?=\s+SECURITY INFORMATION|\s+\d|\s+NATIONAL|\s+TOP |\s+SECRET)"
)
_CONTROL = re.compile(r"\bControl:? ?\d{1,5} Rec['’]?d:")
_FROM_POST = re.compile(r"\bFROM: ?(?P<who>[A-Z][a-z]+(?: (?!Info)[A-Z][a-z]+)?)")
_TO_OFFICE = re.compile(r"\bTO: ?(?P<who>Secretary of State|Department of State|[A-Z][a-z]+ of [A-Z][a-z]+)")
_LEVEL = re.compile(r"\b(?P<level>TOP SECRET|SECRET|CONFIDENTIAL|RESTRICTED) SECURITY INFORMATION\b")
_PROBLEM = re.compile(
    r"\b(?:THE PROBLEM|SCOPE NOTE|PROBLEM)\s+(?P<text>To\s.{30,1500}?\.)\s+"
    r"(?=CONCLUSIONS?|SUMMARY|ASSUMPTIONS?|THE ESTIMATE|ESTIMATE|DISCUSSION|SCOPE|FORCE|NOTE|[A-Z]{5,}"
    r" [A-Z]{2,})",
    re.DOTALL,
)
_PARTICIPATED = re.compile(
    r"\b(?P<who>(?:The Central Intelligence Agency and )?[Tt]he"
    r" intelligence\s+organizations?\s+of\s+the [^.]{10,300}?)"
    r"(?=\.\s|\s+(?:participated|and(?! [Tt]he)) )"
)
_CONCURRED = re.compile(
    r"\b(?:members of the|by the)\s+(?P<who>(?:[A-Z][\w-]*\s?){2,6}?(?:COMMITTEE|BOARD|Com-?\s?mittee|Board))"
    r"\s+con-?\s?curred\b[^.]{0,80}?\bon\s+(?=\d)|"
    r"\b[Cc]oncurred in by the\s+(?P<also>[A-Z][A-Z ]{5,60}(?:COMMITTEE|BOARD))\b"
)
_RESERVED = re.compile(
    r"\breservations? of the (?P<who>[A-Z][^.;()]{5,120}?)(?=,?\s+(?:to|on|concerning"
    r"|regarding)\s+(?:paragraphs?|the)\b|\.\s)"
)
_DISSENTED = re.compile(
    r"\bThe (?P<who>(?:Special Assistant|Director|Deputy Director|Assistant Chief of Staff"
    r"|Chief)[A-Za-z0-9, .\-/]{3,100}?),?\s+"
    r"(?:does not concur|dissents|reserves (?:his )?(?:judgment|position))"
)
_AGENCY = re.compile(r"\bCENTRAL INTELLIGENCE AGENCY\b")
_DISTRIBUTION = re.compile(r"\bDISTRIBUTION\s*(?:\([^)]{0,40}\))?\s*:\s*(?P<list>[^\n]{10,900})")
_BODY_NAME = re.compile(
    r"Department of (?:the )?[A-Z]\w+|Federal Bureau of Investigation|Bureau of (?:the )?[A-Z]\w+"
    r"|Office of [A-Z]\w+(?: [A-Z]\w+)*"
    r"|Joint Chiefs of Staff|(?:[A-Z][a-z]+\.? ){1,4}?(?:House|Council|Board|Agency|Commission"
    r"|Committee|Administration|Staff|Bureau|Corps)\b"
)
_LIST_ENDS = re.compile(
    r"\b(?:Declassified|Approved [Ff]or [Rr]elease|SECRET|CONFIDENTIAL|WARNING|[A-Z]{4,} [A-Z]{4,})\b"
)
_MARKINGS = re.compile(
    r"\bSECURITY INFORMATION\b|\bDISSEMINATION NOTICE\b|\bTitle 18,? U\.?S\.?C?\.?,? Secs?\.? ?793 and"
    r" 794\b|\bNOFORN\b"
    r"|\bNO FOREIGN DISSEM(?:INATION)?\b|\bCONTROLLED DISSEM\b|\bNOT RELEASABLE TO FOREIGN NATIONALS\b"
    r"|\bLIMITED DISTRIBUTION\b|\bU\.? ?S\.? OFFICIALS ONLY\b"
    r"|\bSENSITIVE(?<=SECRET/SENSITIVE)\b"
    r"|\bWNINTEL\b|\bORCON\b"
)
# What OCR puts into a sentence that runs over a page: the stamp of the release, the level, the page's number.
_RUNNING_HEAD = re.compile(
    r"(?:(?:Sanitized Copy )?Approved [Ff]or [Rr]elease ?\d{4}/\d\d/\d\d ?:? ?\S{20,40}"
    r"|\b(?:TOP SECRET|SECRET|CONFIDENTIAL|RESTRICTED)\b(?: [-–] ?\d{1,3} ?[-–]| \d{1,3}\b)?)"
)
_HYPHEN = re.compile(r"(?<=[a-z])- (?=[a-z])")


def in_body(voice: Voice, body: Span, known: dict[str, Field]) -> tuple[list[Said], list[Part]]:
    """What the body of a record says, and its annexes."""
    parts = list(annexes(voice, body))
    # What an annex says is not said of the paper that it is annexed to.
    paper = Span(
        body.start, min([voice.document.text.find(p.evidence.quote, body.start) for p in parts] + [body.end])
    )
    said = [
        *_cover(voice, paper),
        *_telegram(voice, paper, known),
        *_agents(voice, paper),
        *_markings(voice, paper),
        *ocr_footnotes.said(voice, paper),
        *copies.counted(voice, paper),
    ]
    said.extend(problem(voice, paper))
    said.extend(signed_annexes(voice, body, parts))
    return said, parts


def problem(voice: Voice, paper: Span) -> Iterator[Said]:
    """What an estimate sets out to estimate, as its abstract."""
    found = _PROBLEM.search(voice.document.text, paper.start, min(paper.end, paper.start + _FRONT))
    if found is None:
        return
    at = Span(found.start("text"), found.end("text"))
    given = words_of(voice.document, at)
    value = " ".join(_HYPHEN.sub("", _RUNNING_HEAD.sub(" ", given)).split())
    doubt = "A running head or a stamp stood inside it." if _RUNNING_HEAD.search(given) else ""
    yield voice.says(Abstract, at, value=value, by="the document", doubt=doubt)


def _cover(voice: Voice, paper: Span) -> Iterator[Said]:
    text, end = voice.document.text, min(paper.end, paper.start + _COVER)
    form = _FORM.search(text, paper.start, end)
    if form:
        at = Span(form.start(), form.end())
        yield voice.says(Form, at, value=form.group().title())
    series = _SERIES.search(text, paper.start, end)
    if series:
        value = f"{series['series']}-{series['number']}"
        doubt = (
            ""
            if series["dash"].strip(" ") in ("-", "–", "")
            else "A misread mark stands where the dash should be."
        )
        at = Span(series.start(), series.end())
        yield voice.says(Identifier, at, value=value, scheme="report series", basis="derived", doubt=doubt)
        yield voice.says(Title, at, value=value, title_kind="variant", basis="derived", doubt=doubt)
    copy = _COPY.search(text, paper.start, end)
    if copy:
        at = Span(copy.start(), copy.end())
        doubt = "Read from raw OCR: compare it with the image."
        yield voice.says(
            Identifier, at, value=copy["number"], scheme="copy number", basis="derived", doubt=doubt
        )
    numbered = _OFFICE_NUMBER.search(text, paper.start, end)
    if numbered:
        at = Span(numbered.start(), numbered.end())
        yield voice.says(Identifier, at, value=words_of(voice.document, at), scheme="report number")
    addressed = _COPY_FOR.search(text, paper.start, end)
    if addressed:
        at = trimmed(text, Span(addressed.start("office"), addressed.end("office")), " ,.")
        name = words_of(voice.document, at)
        yield voice.says(
            Agent, at, name=name, role="recipient", doubt="An office, as the OCR has it.", confidence=0.7
        )


def _telegram(voice: Voice, paper: Span, known: dict[str, Field]) -> Iterator[Said]:
    """The copy of an incoming telegram: control number, post, addressee; its level where no field has it."""
    text, end = voice.document.text, min(paper.end, paper.start + _COVER)
    control = _CONTROL.search(text, paper.start, end)
    if not control:
        return
    yield voice.says(
        Form, Span(control.start(), control.end()), value="telegram", basis="derived", as_given=""
    )
    for pattern, role in ((_FROM_POST, "sender"), (_TO_OFFICE, "recipient")):
        found = pattern.search(text, paper.start, end)
        if found:
            at = Span(found.start("who"), found.end("who"))
            yield voice.says(Agent, at, name=words_of(voice.document, at), role=role, confidence=0.7)
    marked = _LEVEL.search(text, paper.start, end)
    given = known.get("classification")
    if marked and not (given and given.value):
        at = Span(marked.start("level"), marked.end("level"))
        yield voice.says(Classification, at, level=level_of(marked["level"]), confidence=0.7)


def _agents(voice: Voice, paper: Span) -> Iterator[Said]:
    text, end = voice.document.text, min(paper.end, paper.start + _FRONT)
    sent = crest_memorandum.HEAD.search(text, paper.start, min(end, paper.start + _COVER))
    # Over a memorandum the agency's name is its letterhead; under it, it is only named.
    agency = _AGENCY.search(text, paper.start, sent.start() if sent else end)
    if agency:
        yield _body(voice, Span(agency.start(), agency.end()), "creator")
    if sent:
        yield from crest_memorandum.said(voice, sent, end)
    elif not agency:
        yield from _office(voice, paper)
    yield from makers(voice, paper)


def _office(voice: Voice, paper: Span) -> Iterator[Said]:
    """The office whose name stands in capitals on a line of its own over a paper."""
    document = voice.document
    first = document.line_at(paper.start)
    for line in range(first, min(first + _HEAD_LINES, len(document.lines)) + 1):
        span = line_span(document, line)
        words = words_of(document, span)
        if words.isupper() and "OFFICE OF" in words and is_letterhead(words):
            yield _body(voice, span, "creator")
            return


def makers(voice: Voice, paper: Span) -> Iterator[Said]:
    """Who took part in an estimate, concurred, dissented, and to whom it went."""
    text, end = voice.document.text, min(paper.end, paper.start + _FRONT)
    took_part = _PARTICIPATED.search(text, paper.start, end)
    if took_part:
        yield _body(voice, Span(took_part.start("who"), took_part.end("who")), "contributor")
    concurred = _CONCURRED.search(text, paper.start, end)
    if concurred:
        group = "who" if concurred["who"] else "also"
        yield _body(voice, Span(concurred.start(group), concurred.end(group)), "concurring")
        dated = date_in(voice.document, Span(concurred.end(), concurred.end() + 60))
        if dated:
            yield voice.dates(dated, "concurred")
    for pattern in (_RESERVED, _DISSENTED):
        found = pattern.search(text, paper.start, end)
        if found:
            yield _body(voice, Span(found.start("who"), found.end("who")), "dissenting")
            break
    yield from _distribution(voice, paper, end)


def _body(voice: Voice, at: Span, role: str) -> Said:
    name = _HYPHEN.sub("", words_of(voice.document, at))
    return voice.says(Agent, at, name=name, role=role, agent_kind="corporate body")


def _distribution(voice: Voice, paper: Span, end: int) -> Iterator[Said]:
    found = _DISTRIBUTION.search(voice.document.text, paper.start, end)
    if not found:
        return
    ended = _LIST_ENDS.search(voice.document.text, found.start("list"), found.end("list"))
    last = ended.start() if ended else found.end("list")
    for one in _BODY_NAME.finditer(voice.document.text, found.start("list"), last):
        at = Span(one.start(), one.end())
        # A full stop inside a name is a speck on the page.
        name = words_of(voice.document, at).replace(". ", " ")
        yield voice.says(Agent, at, name=name, role="recipient", agent_kind="corporate body")


def _markings(voice: Voice, paper: Span) -> Iterator[Said]:
    seen: set[str] = set()
    for found in _MARKINGS.finditer(voice.document.text, paper.start, min(paper.end, paper.start + _FRONT)):
        words = " ".join(found.group().split())
        if words.casefold() not in seen and not level_of(words):
            seen.add(words.casefold())
            yield voice.says(Marking, Span(found.start(), found.end()), value=words)
