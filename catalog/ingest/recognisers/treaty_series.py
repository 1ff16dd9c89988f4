"""Treaty series as the United Nations prints them: number, parties, title, registration, text, notes."""

import re
from collections.abc import Iterator

from catalog.domain.dates import FoundDate, parse_date
from catalog.domain.description import Agent, Form, Identifier, Language, Note, Place, Title
from catalog.ingest.document import Document
from catalog.ingest.recognisers.rules import languages
from catalog.ingest.recognisers.rules.forms import form_in, form_name
from catalog.ingest.recognisers.rules.numbered_notes import numbered_notes
from catalog.ingest.recognisers.rules.places import place_name
from catalog.ingest.statements import (
    Reading,
    Said,
    Span,
    Voice,
    blocks,
    date_in,
    lines_span,
    one_line,
    trimmed,
    words_of,
)

FAMILY = "treaty series"
_DRESS = "*_#`"
_NUMBER = re.compile(r"^[ \t*_#]*No\.?[ \t]+((?:[AB]-)?\d{1,6})[ \t*_.]*$", re.MULTILINE)
_REGISTERED = re.compile(r"\bRegistered by (?P<who>(?:the )?[^\n]{2,120}?) on (?=\d|[A-Z])")
_LEAGUE = re.compile(
    r"\b(?P<texts>[A-Z][a-z]+(?:, [A-Z][a-z]+)*(?: and [A-Z][a-z]+)?) official texts? communicated by "
    r"(?:the )?(?P<who>[^.\n]{3,120})\.\s+The registration of this [\w ]{3,30} took place (?:on )?(?=[A-Z\d])"
)
_FILED = re.compile(r"\bFiled and recorded by (?P<who>[^\n]{2,120}?) on (?=\d|[A-Z])")
_OFFICIAL = re.compile(r"\b(?:Official|Authentic) texts?\s*:[^\n]{3,200}", re.IGNORECASE)
_SIGNED = re.compile(
    r"\.\s+(?i:(?:Signed|Done|Concluded|Adopted|Opened for signature|Sign[ée]e?s?|Faite?s?|Conclue?s?)\s+"
    r"(?:at|in|à|en)\s+)(?P<place>[^,.\n]{2,60}?(?:\.\s?[A-Z]\.)*)"
    r"(?:,\s*|\s+(?=(?:on|le|the|\d)\b))(?:on|le|the)?\s*",
)
_DATED_PLACE = re.compile(
    r"\.\s+(?P<place>[A-Z][\w .'’-]{2,40}),\s+(?=\d{1,2}\s+[A-Z][a-z]+(?:\s+\d{4})?(?:\s+and\s|\s*\**\s*$))"
)
_FIRST_OF_TWO = re.compile(
    r"(?P<day>\d{1,2}\s+[A-Z][a-z]{2,8})\s+and\s+(?=\d{1,2}\s+[A-Z][a-z]{2,8}\s+(?P<year>\d{4}))"
)
_FRENCH = re.compile(r"\.\s+(?:Sign[ée]e?s?|Faite?s?|Conclue?s?)\s+(?:à|en)\s")
_IN_FORCE = re.compile(r"\b(?:Came|Entered) into force\b[^\n.]{0,40}?\b(?:on|since)\s+", re.IGNORECASE)
_NAMED_SIGNER = re.compile(r"\s*[\[(]?\s*(?:Signed|Signé)\s*[\])]?\s*:?\s*", re.IGNORECASE)
_CALL = re.compile(r"\s*<sup>[^<]{1,4}</sup>|[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\^\[\d+\]")
_CAPTION = re.compile(r"^[*_\s]*No\.?\s+[\w-]+\.\s+")
_TRANSLATION = re.compile(r"^[ \t]*\[?[ \t]*TRANSLATION\b[^\n]{0,60}$", re.MULTILINE)
_FOR = re.compile(
    r"^[ \t]*(?:For|Pour) (?P<side>(?:the )?[A-Z][^\n:]{2,100}):?[ \t]*\n+[ \t]*(?:\(?Signed\)?:?[ \t]*)?"
    r"(?P<name>(?:[A-Z][a-z]*\.? ?){1,4}[A-Z][A-Z'’-]{2,30}(?: [A-Z]{2,20})?)[ \t]*$",
    re.MULTILINE,
)
_HEAD = 12_000


def recognise(document: Document) -> Reading:
    """The reading of a text printed in a treaty series; its score is 0 for any other."""
    head = document.text[:_HEAD]
    number = _NUMBER.search(head)
    if not number:
        return Reading(family=FAMILY)
    marks = [bool(p.search(head)) for p in (_REGISTERED, _FILED, _OFFICIAL, _LEAGUE)]
    if not any(marks):
        return Reading(family=FAMILY)
    voice = Voice(document, FAMILY)
    said = (
        *_heading(voice, number),
        *_registration(voice),
        *_of_the_league(voice),
        *_titles(voice, number),
        *_signatories(voice),
        *_for_parties(voice),
    )
    more, parts = numbered_notes(voice, document.line_at(number.end()))
    return Reading(family=FAMILY, score=0.6 + 0.2 * sum(marks[::2]), said=(*said, *more), parts=tuple(parts))


def _heading(voice: Voice, number: re.Match[str]) -> Iterator[Said]:
    yield voice.says(
        Identifier,
        trimmed(voice.document.text, Span(number.start(), number.end()), _DRESS),
        value=number[1],
        role="registration number",
        scheme="treaty registration",
    )
    for party in _parties(voice, number):
        name = one_line(voice.document.text[party.start : party.end].replace("*", " "))
        yield voice.says(Agent, party, name=name, role="contracting_party", agent_kind="corporate body")
    found = _TRANSLATION.search(voice.document.text)
    if found:
        at = Span(found.start(), found.end())
        words = words_of(voice.document, at)
        yield voice.says(Note, at, note_kind="textual", value=f"The text is a translation: {words}")


def _parties(voice: Voice, number: re.Match[str]) -> Iterator[Span]:
    """Runs of lines in capitals under the number, cut at a line that says and, down to the title."""
    document = voice.document
    begun: Span | None = None
    for line in range(
        document.line_at(number.end()) + 1, min(document.line_at(number.end()) + 40, len(document.lines))
    ):
        span = trimmed(document.text, lines_span(document, line, line), _DRESS + "- ,")
        words = words_of(document, span)
        if words.isupper() and len(words) > 2 and words != "MULTILATERAL":
            begun = Span(begun.start, span.end) if begun else span
            joined = document.text.rfind(" AND ", span.start, span.end)
            if joined > 0 and " AND " in document.text[span.start : joined]:
                # "GREAT BRITAIN AND NORTHERN IRELAND AND PORTUGAL": the last joins the parties.
                yield Span(begun.start, joined)
                begun = Span(joined + len(" AND "), span.end)
        elif words.casefold() in ("and", "et"):
            if begun:
                yield begun
            begun = None
        elif words:
            break
    if begun:
        yield begun


def _registration(voice: Voice) -> Iterator[Said]:
    document = voice.document
    found = _REGISTERED.search(document.text, 0, _HEAD)
    if found:
        who = Span(found.start("who"), found.end("who"))
        name = words_of(document, who).removeprefix("the ")
        yield voice.says(Agent, who, name=name, role="registering_party", agent_kind="corporate body")
    when = found or _FILED.search(document.text, 0, _HEAD)
    dated = date_in(document, Span(when.end(), when.end() + 40)) if when else None
    if dated:
        yield voice.dates(dated, "registered")
    official = _OFFICIAL.search(document.text, 0, _HEAD)
    if official:
        for code, start, end in languages.named(official.group()):
            at = Span(official.start() + start, official.start() + end)
            yield voice.says(Language, at, code=code, role="authentic")
    force = _IN_FORCE.search(document.text)
    dated = date_in(document, Span(force.end(), force.end() + 40)) if force else None
    if dated:
        yield voice.dates(dated, "entered_into_force")


def _of_the_league(voice: Voice) -> Iterator[Said]:
    """The League's own sentence: official texts communicated by, and the day of registration."""
    document = voice.document
    found = _LEAGUE.search(document.text, 0, _HEAD)
    if not found:
        return
    who = Span(found.start("who"), found.end("who"))
    yield voice.says(
        Agent, who, name=words_of(document, who), role="registering_party", agent_kind="corporate body"
    )
    dated = date_in(document, Span(found.end(), found.end() + 30))
    if dated:
        yield voice.dates(dated, "registered")
    for code, start, end in languages.named(found["texts"]):
        at = Span(found.start("texts") + start, found.start("texts") + end)
        yield voice.says(Language, at, code=code, role="authentic")


def _titles(voice: Voice, number: re.Match[str]) -> Iterator[Said]:
    """The title proper with where and when it was signed; its French parallel; the caption over the text."""
    document = voice.document
    titled = parallel = captioned = False
    for block in blocks(document, document.line_at(number.end()) + 1, document.line_at(_HEAD)):
        raw = document.text[block.start : block.end]
        caption = _CAPTION.match(raw)
        if caption and not captioned:
            captioned = True
            yield _title(voice, Span(block.start + caption.end(), block.end), "variant", "")
        elif _FRENCH.search(raw) and not parallel:
            parallel = True
            yield _title(voice, block, "parallel", "fra")
        elif not titled and not raw.isupper() and form_in(raw[:120]) and not _OFFICIAL.search(raw):
            titled = True
            yield _title(voice, block, "formal", "eng")
            yield from _form(voice, block)
            yield from _signing(voice, block)


def _title(voice: Voice, block: Span, kind: str, language: str) -> Said:
    text = voice.document.text
    signed = _SIGNED.search(text, block.start, block.end) or _DATED_PLACE.search(text, block.start, block.end)
    span = trimmed(text, Span(block.start, signed.start() if signed else block.end), _DRESS)
    value = one_line(_CALL.sub("", text[span.start : span.end]).replace("**", " "))
    return voice.says(Title, span, value=value, title_kind=kind, language=language)


def _form(voice: Voice, block: Span) -> Iterator[Said]:
    found = form_in(voice.document.text[block.start : block.start + 120])
    if found:
        at = Span(block.start + found.start(), block.start + found.end())
        yield voice.says(Form, at, value=f"treaty ({form_name(found)})", basis="derived")


def _signing(voice: Voice, block: Span) -> Iterator[Said]:
    text = voice.document.text
    signed = _SIGNED.search(text, block.start, block.end) or _DATED_PLACE.search(text, block.start, block.end)
    first = _FIRST_OF_TWO.search(text, signed.end() if signed else block.start, block.end)
    earlier = parse_date(f"{first['day']} {first['year']}") if first else None
    if first and earlier:
        found = FoundDate(first.start("day"), first.end("day"), first["day"], earlier)
        yield voice.dates(found, "signed", basis="derived", doubt="The year is that of the second date.")
    dated = date_in(
        voice.document, Span(first.end() if first else signed.end() if signed else block.start, block.end)
    )
    if dated:
        yield voice.dates(dated, "signed", primary=True)
    if signed:
        at = Span(signed.start("place"), signed.end("place"))
        yield voice.says(Place, at, name=place_name(words_of(voice.document, at)), role="place_of_signature")


def _signatories(voice: Voice) -> Iterator[Said]:
    """The names in each paragraph that begins with (Signed)."""
    document = voice.document
    for found in re.finditer(r"^[ \t]*[\[(]?[ \t]*Signed[ \t]*[\])]", document.text, re.MULTILINE):
        line = document.line_at(found.start())
        block = next(blocks(document, line, line + 12), Span(0, 0))
        for line in range(
            document.line_at(block.start),
            min(document.line_at(block.end), document.line_at(block.start) + 12) + 1,
        ):
            yield from _signer(voice, line)


def _for_parties(voice: Voice) -> Iterator[Said]:
    """ "For Norway:" with the signature under it."""
    document = voice.document
    for found in _FOR.finditer(document.text):
        at = Span(found.start("name"), found.end("name"))
        side = found["side"].removeprefix("the ")
        yield voice.says(
            Agent, at, name=words_of(document, at), role="signatory", agent_kind="person", side=side
        )


def _signer(voice: Voice, line: int) -> Iterator[Said]:
    document = voice.document
    whole = lines_span(document, line, line)
    signed = _NAMED_SIGNER.match(document.text, whole.start, whole.end)
    span = trimmed(document.text, Span(signed.end() if signed else whole.start, whole.end), "[]*_:")
    name = words_of(document, span)
    if 3 < len(name) < 60 and (name.isupper() or signed):
        yield voice.says(Agent, span, name=name, role="signatory", agent_kind="person")
