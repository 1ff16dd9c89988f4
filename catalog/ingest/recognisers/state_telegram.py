"""Telegrams on the forms of the Department of State before 1973: control number, post, number, day."""

import re
from collections.abc import Iterator

from catalog.domain.dates import FoundDate, parse_date
from catalog.domain.description import Agent, Form, Identifier, Place, Title
from catalog.ingest.document import Document
from catalog.ingest.recognisers.rules import signatures
from catalog.ingest.recognisers.rules.letters import line_span
from catalog.ingest.recognisers.rules.markings import is_marking, marked_level
from catalog.ingest.recognisers.rules.places import find_names, place_name
from catalog.ingest.statements import Reading, Said, Span, Voice, date_in, trimmed, words_of

FAMILY = "State Department telegram"
_CONTROL = re.compile(r"\bC(?:ontrol|ONTROL)(?: No\.?)?[:.]?[ \t]{1,12}(?P<number>\d{1,6})\b")
_RECEIVED = re.compile(r"\b(?:Rec['’]?d|REC['’]?D|Date)\.?:[ \t]{0,12}(?=[A-Za-z]{3}|\d)")
# Another column may stand to the right.
_TO_COLUMN = r"(?P<who>[A-Z][A-Za-z.,'’ ]{2,50}?)(?=[ \t]{3,}|[ \t]*$)"
_FROM = re.compile(r"\bFROM:[ \t]+" + _TO_COLUMN, re.MULTILINE)
_TO = re.compile(r"\bTO:[ \t]+" + _TO_COLUMN, re.MULTILINE)
_NUMBER = re.compile(
    r"\bN[Oo][:.]{1,2}[ \t]+(?P<number>(?:[A-Z][A-Za-z]{3,8} )?\d{1,5}),[ \t]+(?P<day>[A-Z][a-z]{2,8}"
    r" \d{1,2})\b"
)
_SENT = re.compile(
    r"\bS(?:ENT|ent)(?: TO| to)? (?P<first>[A-Z][A-Za-z. ]{2,20}) \d{1,5}[;,.]?\s+"
    r"(?:R(?:EPEATED|epeated|PTD|ptd)\s+(?:INFO(?:RMATION)?|[Ii]nfo(?:rmation)?)(?: TO| to)?\s+"
    r"(?P<list>[A-Z][^\n]{3,100}(?:\n[^\n.]{3,100}){0,3}))?"
)
_REPEATED = re.compile(r"(?P<who>[A-Z][A-Za-z]+(?: (?!AND)[A-Z][A-Za-z]+){0,2})\s+(?:\d{1,5}|UNNUMBERED)")
_OUTGOING = re.compile(r"\bOUTGOING TELEGRAM\s+(?P<who>D(?:epartment|EPARTMENT) (?:of|OF) S(?:tate|TATE))\b")
_SENT_TO = re.compile(
    r"^[ \t]*(?:(?:ACTION|INFO|SENT TO|TO|RPTD? INFO)[ \t]*:?[ \t]+)?"
    r"(?P<who>(?:Am(?:embassy|consul|Embassy|Consul)|AM(?:EMBASSY|CONSUL)|US(?:UN|RO|MISSION"
    r"|BER))(?: [A-Z][A-Z. ]{2,24}?)?)"
    r"(?=[ \t]{2,}|[ \t]*$|[ \t]\d)[ \t]*(?:(?:PRIORITY|NIACT|IMMEDIATE|ROUTINE|FLASH"
    r"|OPERATIONAL)[ \t]*){0,2}"
    r"(?P<number>\d{1,5})?[ \t]*$",
    re.MULTILINE,
)
_DEPARTMENT = re.compile(r"(?:the )?dep(?:artmen)?t", re.IGNORECASE)
_SIGNED = re.compile(r"[A-Z][A-Z'’-]{3,20}(?: [A-Z][A-Z'’-]{2,20})?")
_HEAD, _TAIL_LINES = 2500, 16


def recognise(document: Document) -> Reading:
    """The reading of a telegram on its form; its score is 0 for any other text."""
    text = document.text
    outgoing = _OUTGOING.search(text, 0, _HEAD) if "OUTGOING" in text[:_HEAD] else None
    if outgoing:
        told = tuple(_outgoing(Voice(document, FAMILY), outgoing))
        return Reading(family=FAMILY, score=0.7 if told else 0, said=told)
    numbered = _NUMBER.search(text, 0, _HEAD) if "FROM:" in text[:_HEAD] else None
    control = _CONTROL.search(text, 0, _HEAD) if numbered else None
    if not numbered or not control:
        return Reading(family=FAMILY)
    voice = Voice(document, FAMILY)
    said = [
        *_identity(voice, numbered, control),
        *_day(voice, numbered),
        *_correspondents(voice, numbered),
        *_signature(voice, document.line_at(numbered.end())),
    ]
    return Reading(family=FAMILY, score=0.7, said=tuple(said))


def _outgoing(voice: Voice, form: re.Match[str]) -> Iterator[Said]:
    """The Department's own telegram: the posts that it goes to, and who signed."""
    document = voice.document
    posts = list(_SENT_TO.finditer(document.text, form.end(), form.end() + _HEAD))
    if not posts:
        return
    whole = Span(form.start(), form.end())
    yield voice.says(Form, whole, value="telegram", basis="derived", as_given="")
    title = f"Telegram from the Department of State to {words_of(document, Span(*posts[0].span('who')))}"
    yield voice.says(
        Title, whole, value=title, title_kind="supplied", basis="inferred", confidence=0.6, as_given=""
    )
    sender = Span(form.start("who"), form.end("who"))
    yield voice.says(
        Agent, sender, name=words_of(document, sender), role="sender", agent_kind="corporate body"
    )
    for one in posts:
        at = Span(one.start("who"), one.end("who"))
        yield voice.says(Agent, at, name=words_of(document, at), role="recipient")
    first = posts[0]
    if first["number"]:
        at = Span(first.start("number"), first.end("number"))
        yield voice.says(Identifier, at, value=first["number"], scheme="number of the sender")
    yield from _signature(voice, document.line_at(posts[-1].end()))
    yield from signatures.drafted(voice)


def _identity(voice: Voice, numbered: re.Match[str], control: re.Match[str]) -> Iterator[Said]:
    """Form and numbers; the form has no title, so one is supplied."""
    whole = Span(numbered.start(), numbered.end())
    yield voice.says(Form, whole, value="telegram", basis="derived", as_given="")
    number = Span(numbered.start("number"), numbered.end("number"))
    yield voice.says(Identifier, number, value=numbered["number"], scheme="number of the sender")
    at = Span(control.start("number"), control.end("number"))
    yield voice.says(Identifier, at, value=control["number"], scheme="control number")
    post = _FROM.search(voice.document.text, 0, _HEAD)
    if post:
        title = f"Telegram {numbered['number']} from {post['who']}"
        yield voice.says(
            Title, whole, value=title, title_kind="supplied", basis="inferred", confidence=0.6, as_given=""
        )


def _day(voice: Voice, numbered: re.Match[str]) -> Iterator[Said]:
    """The day of sending, whose year is that of the receipt, and the day of receipt."""
    document = voice.document
    label = _RECEIVED.search(document.text, 0, _HEAD)
    received = date_in(document, Span(label.end(), label.end() + 30)) if label else None
    if not received or len(received.parsed.edtf) != 10:
        return
    year, month = int(received.parsed.edtf[:4]), received.parsed.edtf[5:7]
    sent = parse_date(f"{numbered['day']}, {year}")
    if sent and sent.edtf[5:7] == "12" and month == "01":
        # Sent on the last days of a year and received in the next.
        sent = parse_date(f"{numbered['day']}, {year - 1}")
    if sent:
        at = FoundDate(numbered.start("day"), numbered.end("day"), numbered["day"], sent)
        doubt = "The year is that of the receipt."
        yield voice.dates(at, "created", primary=True, basis="derived", doubt=doubt)
    yield voice.dates(received, "received")


def _correspondents(voice: Voice, numbered: re.Match[str]) -> Iterator[Said]:
    text = voice.document.text
    post = _FROM.search(text, 0, _HEAD)
    if post:
        at = Span(post.start("who"), post.end("who"))
        yield voice.says(Agent, at, name=words_of(voice.document, at), role="sender")
        words = post["who"].title() if post["who"].isupper() else post["who"]
        if any(one.kind == "place" and one.end - one.start == len(words) for one in find_names(words)):
            yield voice.says(Place, at, name=place_name(words), role="place_of_writing")
    reader = _TO.search(text, 0, _HEAD)
    if reader:
        at = Span(reader.start("who"), reader.end("who"))
        yield voice.says(Agent, at, name=words_of(voice.document, at), role="recipient")
    sent = _SENT.search(text, numbered.end(), numbered.end() + _HEAD)
    if not sent:
        return
    if not _DEPARTMENT.fullmatch(sent["first"]):
        at = Span(sent.start("first"), sent.end("first"))
        yield voice.says(Agent, at, name=words_of(voice.document, at), role="recipient")
    for one in _REPEATED.finditer(text, *sent.span("list")) if sent["list"] else ():
        at = Span(one.start("who"), one.end("who"))
        name = words_of(voice.document, at)
        yield voice.says(Agent, at, name=name, role="recipient", doubt="Repeated for information.")


def _signature(voice: Voice, first: int) -> Iterator[Said]:
    """The surname in capitals that stands alone under the last words."""
    document = voice.document
    count = len(document.lines)
    for line in range(count, max(count - _TAIL_LINES, first), -1):
        span = trimmed(document.text, line_span(document, line), ".")
        words = words_of(document, span)
        over = document.lines[line - 2].strip()
        if _SIGNED.fullmatch(words) and not over and not marked_level(words) and not is_marking(words):
            yield voice.says(Agent, span, name=words, role="signatory", agent_kind="person")
            return
