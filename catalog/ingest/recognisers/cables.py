"""Cables of the State Department as the National Archives release them: text and attributes."""

import re
from collections.abc import Iterator

from catalog.domain.classification import level_of
from catalog.domain.dates import FoundDate
from catalog.domain.description import (
    Agent,
    Classification,
    Form,
    Identifier,
    Place,
    Title,
)
from catalog.ingest.document import Document
from catalog.ingest.recognisers.cable_attributes import access, attributes, content
from catalog.ingest.recognisers.rules import references
from catalog.ingest.recognisers.rules.labels import Field
from catalog.ingest.recognisers.rules.places import place_name
from catalog.ingest.statements import (
    Reading,
    Said,
    Span,
    Voice,
    date_in,
    lines_span,
    trimmed,
    words_of,
)

FAMILY = "State Department cable"
_ATTRIBUTES = re.compile(r"^[ \t]*Message Attributes[ \t]*$", re.MULTILINE)
# FM AMEMBASSY LA PAZ; copies on the web have From: AmEmbassy La Paz.
_CONTENT = re.compile(r"^[ \t]*(?:Content|Raw content|Text)[ \t]*$", re.MULTILINE)
_FROM = re.compile(
    r"^[ \t]*(?:FM|F(?:rom|ROM):)[ \t]+(?P<who>[A-Z][A-Za-z .'-]{2,50}?)[ \t]*\d*[ \t]*$", re.MULTILINE
)
_TO = re.compile(
    r"^[ \t]*(?:TO|T[Oo]:)[ \t]+(?P<who>[A-Z][A-Za-z .'/-]{2,50}?)[ \t]*(?:\d+|IMMEDIATE|PRIORITY|NIACT|FLASH"
    r"|ROUTINE|[ \t])*$",
    re.MULTILINE,
)
_POST = re.compile(
    r"(?:AMEMBASSY|AMCONSUL|USMISSION|USINT|USDEL|USLO)\s+(?P<place>[A-Z][A-Z .'-]+)", re.IGNORECASE
)
_POST_LINE = re.compile(
    r"^[ \t]*(?:INFO[ \t]+)?"
    r"(?P<who>(?:AMEMBASSY|AMCONSUL|USMISSION|USDEL|USINT|USLO|SECDEF|CINC[A-Z]+|DIA|CIA|NSC|JCS)"
    r"(?:[ \t](?!PRIORITY|IMMEDIATE|ROUTINE|NIACT|FLASH)[A-Z][A-Z.'-]*){0,3})"
    r"(?=(?:[ \t]+(?:\d+|PRIORITY|IMMEDIATE|ROUTINE|NIACT|FLASH))*[ \t]*$)",
    re.MULTILINE,
)
_SUBJECT = re.compile(
    r"^[ \t]*S(?:UBJ(?:ECT)?|ubject)[ \t]*:[ \t]*(?P<title>[^\n]+(?:\n(?![ \t]*\n|[ \t]*(?:REFS?|TAGS"
    r"|E\.O)\b|[ \t]*1\.[ \t])[^\n]+)*)",
    re.MULTILINE,
)
_REFERENCES = re.compile(
    r"^[ \t]*REFS?[ \t]*:[ \t]*(?P<list>[^\n]+(?:\n(?![ \t]*(?:\n|\d\.|[A-Z][A-Z. ]{2,12}:))[^\n]+){0,6})",
    re.MULTILINE,
)
# DRAFTED BY S/S-S:JJACOBSON: the desk, and whose telegram it is.
_DRAFTED = re.compile(
    r"^[ \t]*DRAFTED BY:?[ \t]+(?P<desk>[A-Z][\w/-]{0,20}):[ \t]?(?P<who>[A-Z][A-Z.' -]{2,30}?)[ \t]*$",
    re.MULTILINE,
)
_GROUP = re.compile(
    r"^[ \t]*[RPOZ](?:[ \t][RPOZ])?[ \t]+(?P<group>\d{6}Z)[ \t]+(?P<month>[A-Z]{3})["
    r" \t]+(?P<year>\d{2})\b[^\n]*",
    re.MULTILINE,
)
_NUMBER_LINE = re.compile(
    r"^[ \t]*(?P<level>(?:[A-Z][ ]{1,3}){3,24}[A-Z]|UNCLASSIFIED|UNCLAS|SECRET|CONFIDENTIAL|LIMITED OFFICIAL"
    r" USE)[ \t]+"
    r"(?:(?:FINAL )?SECTION[ \w]{0,20} )?(?P<id>[A-Z]{2,12}(?:[ .][A-Z]{2,12}){0,2}[ \t]{1,4}\d{2,6})\b",
    re.MULTILINE,
)
_TYPES = {
    "TE": "telegram",
    "AIRGRAM": "airgram",
    "A": "airgram",
    "DIPLOMATIC NOTE": "diplomatic note",
    "N/A": "",
}
_CLASS_LINE = re.compile(r"^(?:SECRET|CONFIDENTIAL|UNCLASSIFIED|LIMITED OFFICIAL USE|TOP SECRET|N{2,})$")
_SIGNER = re.compile(r"[A-Z][A-Z'-]{2,20}(?: [A-Z]{2,15})?|[A-Z][a-z]{2,20}")


def recognise(document: Document) -> Reading:
    """The reading of a released cable; its score is 0 for any other text."""
    found = _ATTRIBUTES.search(document.text) if "Message Attributes" in document.text else None
    header = _GROUP.search(document.text, 0, 4000), _FROM.search(document.text, 0, 4000)
    if not found and not all(header):
        return Reading(family=FAMILY)
    voice = Voice(document, FAMILY)
    above = _CONTENT.search(document.text) if "Canonical ID:" in document.text[:4000] else None
    if found:
        fields, body = attributes(document, found.end()), Span(0, found.start())
    elif above:
        # Copies on the web put the attributes over the text.
        fields, body = attributes(document, 0, above.start()), Span(above.end(), len(document.text))
    else:
        fields, body = {}, Span(0, len(document.text))
    said = [
        *_identity(voice, fields, body),
        *_people(voice, body),
        *access(voice, fields),
        *content(voice, fields),
        *_references(voice, fields, body),
    ]
    return Reading(family=FAMILY, score=0.95 if found or above else 0.7, said=tuple(said))


def _identity(voice: Voice, fields: dict[str, Field], body: Span) -> Iterator[Said]:
    document = voice.document
    title = _SUBJECT.search(document.text, body.start, body.end)
    if title:
        at = trimmed(document.text, Span(title.start("title"), title.end("title")))
        yield voice.says(Title, at, value=words_of(document, at))
    elif "subject" in fields:
        yield voice.says(Title, fields["subject"].span, value=fields["subject"].value)
    kind = fields["type"].value.partition(" - ")[0] if "type" in fields else ""
    form = _TYPES.get(kind.upper(), kind.lower())
    group = _GROUP.search(document.text, body.start, body.end)
    if form:
        yield voice.says(Form, fields["type"].span, value=form, basis="derived")
    elif group and "type" not in fields:
        at = Span(group.start("group"), group.end())
        yield voice.says(Form, at, value="telegram", basis="derived", confidence=0.85, as_given="")
    if "number" in fields:
        one = fields["number"]
        yield voice.says(
            Identifier, one.span, value=one.value, role="registration number", scheme="document number"
        )
    for key, scheme in (("film", "film number"), ("legacy", "legacy key")):
        if key in fields:
            yield voice.says(Identifier, fields[key].span, value=fields[key].value, scheme=scheme)
    number = _NUMBER_LINE.search(document.text, body.start, body.end)
    if number:
        at = Span(number.start("id"), number.end("id"))
        yield voice.says(Identifier, at, value=words_of(document, at), scheme="message number")
        level = level_of(number["level"])
        if level and "classification" not in fields:
            marked = Span(number.start("level"), number.end("level"))
            yield voice.says(Classification, marked, level=level)
    yield from _written(voice, fields, body)


def _written(voice: Voice, fields: dict[str, Field], body: Span) -> Iterator[Said]:
    """The date-time group with its time, else the draft date of the attributes."""
    document = voice.document
    group = _GROUP.search(document.text, body.start, body.end)
    dated: FoundDate | None = None
    if group:
        dated = date_in(document, Span(group.start("group"), group.end("year")))
    if not dated and "drafted" in fields:
        dated = date_in(document, fields["drafted"].span)
    if dated:
        yield voice.dates(dated, "created", primary=True)


def _people(voice: Voice, body: Span) -> Iterator[Said]:
    document = voice.document
    sender = _FROM.search(document.text, body.start, body.end)
    if sender:
        at = trimmed(document.text, Span(sender.start("who"), sender.end("who")))
        name = words_of(document, at)
        yield voice.says(Agent, at, name=name, role="sender", agent_kind="corporate body")
        post = _POST.fullmatch(name)
        if post:
            place = Span(at.end - len(post["place"]), at.end)
            yield voice.says(Place, place, name=place_name(post["place"]), role="place_of_writing")
    for recipient in _TO.finditer(document.text, body.start, _end_of_header(document, body)):
        at = trimmed(document.text, Span(recipient.start("who"), recipient.end("who")))
        yield voice.says(
            Agent, at, name=words_of(document, at), role="recipient", agent_kind="corporate body"
        )
    yield from _informed(voice, body)
    drafted = _DRAFTED.search(document.text, body.start, _end_of_header(document, body))
    if drafted:
        at = Span(drafted.start("who"), drafted.end("who"))
        yield voice.says(
            Agent, at, name=drafted["who"], role="drafter", agent_kind="person", office=drafted["desk"]
        )
    signer = _signer(document, body)
    if signer:
        yield voice.says(
            Agent, signer, name=words_of(document, signer), role="signatory", agent_kind="person"
        )


def _informed(voice: Voice, body: Span) -> Iterator[Said]:
    """The posts under the first addressee, to act or to be informed, down to the classification."""
    document = voice.document
    found = _TO.search(document.text, body.start, _end_of_header(document, body))
    if not found:
        return
    for one in _POST_LINE.finditer(document.text, found.end(), _end_of_header(document, body)):
        at = trimmed(document.text, Span(one.start("who"), one.end("who")))
        yield voice.says(
            Agent,
            at,
            name=words_of(document, at),
            role="recipient",
            agent_kind="corporate body",
            confidence=0.85,
        )


def _end_of_header(document: Document, body: Span) -> int:
    """Addressees stand over the subject, or over the first numbered paragraph."""
    found = re.compile(r"^[ \t]*(?:SUBJ(?:ECT)?[ \t]*:|E\.?O\.? \d|TAGS:|1\.[ \t])", re.MULTILINE).search(
        document.text, body.start, body.end
    )
    return found.start() if found else min(body.end, body.start + 3000)


def _signer(document: Document, body: Span) -> Span | None:
    """The last line of the message over its closing classification: the name of the chief of mission."""
    line = document.line_at(max(body.end - 1, 0))
    while line > 1:
        words = document.lines[line - 1].strip()
        if (
            words
            and not _CLASS_LINE.match(words)
            and "Declassified/Released" not in words
            and words != "Message Attributes"
        ):
            at = trimmed(document.text, lines_span(document, line, line))
            return at if _SIGNER.fullmatch(words) else None
        line -= 1
    return None


def _references(voice: Voice, fields: dict[str, Field], body: Span) -> Iterator[Said]:
    document = voice.document
    line = _REFERENCES.search(document.text, body.start, body.end)
    if line:
        yield from references.cables(
            voice, Span(line.start("list"), line.end("list")), _year(voice, fields, body)
        )
    elif "reference" in fields:
        yield from references.cables(voice, fields["reference"].span, _year(voice, fields, body))


def _year(voice: Voice, fields: dict[str, Field], body: Span) -> str:
    """The year in which the cable was sent: of its number, else of its date-time group."""
    number = fields.get("number")
    group = _GROUP.search(voice.document.text, body.start, body.end)
    if number and number.value[:4].isdecimal():
        return number.value[:4]
    return f"19{group['year']}" if group else ""
