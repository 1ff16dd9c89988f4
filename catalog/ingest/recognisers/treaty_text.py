"""Treaty texts outside a series' own layout: title, parties, where and when done, who signed for whom."""

import re
from collections.abc import Iterator

from catalog.domain.description import Agent, Form, Language, Place, Title
from catalog.ingest.document import Document
from catalog.ingest.recognisers.rules import headings, languages, subscriptions, treaty_signatures
from catalog.ingest.recognisers.rules.forms import form_in, form_name
from catalog.ingest.recognisers.rules.letters import line_span
from catalog.ingest.recognisers.rules.places import fold, may_be_place, place_name
from catalog.ingest.recognisers.rules.treaty_heads import parties_between, series_numbers
from catalog.ingest.statements import (
    Reading,
    Said,
    Span,
    Voice,
    blocks,
    date_in,
    lines_span,
    trimmed,
    words_of,
)

FAMILY = "treaty text"
_FORMS = frozenset(
    (
        "treaty",
        "agreement",
        "convention",
        "protocol",
        "accord",
        "peace treaty",
        "pact",
        "supplementary agreement",
        "instrument of surrender",
        "act of military surrender",
        "armistice",
        "final act",
        "declaration",
        "joint declaration",
    )
)
# These are done and signed without agreeing on anything.
_DONE_ALONE = frozenset(("instrument of surrender", "act of military surrender", "armistice", "final act"))
# The words between a treaty's preamble and its articles, in small letters without accents.
_AGREED = (
    *(
        "have agreed as follows",
        "to this end agreed as follows",
        "have agreed upon",
        "have agreed on",
        "have agreed to the following",
    ),
    *("the following agreement", "contracting parties", "agreed on the following"),
    *(
        "agree as follows",
        "hereby agree",
        "mutually agree to",
        "have concluded",
        "have therefore concluded",
        "sont convenus",
    ),
    *("haben folgendes vereinbart", "sind wie folgt ubereingekommen"),
)
_IN_AGREED = ("contracting parties", "agree", "concluded", "convenus", "verein", "ubereing")
_HEAD, _TAIL = 20_000, 3000
_IN_FORCE = re.compile(
    r"\b(?:(?:Entered|Came) into force|Effective):?\s+(?:on )?(?=[A-Z][a-z]+ \d|\d)", re.IGNORECASE
)
_TEXTS = re.compile(
    r"(?:equally authentic|texts? (?:being )?(?:equally )?(?:authentic|valid)|equal(?:ly)? (?:force|valid)"
    r"|faisant (?:également )?foi|both texts)"
)
# TREATY—GREAT BRITAIN—PEACE. SEPTEMBER 15, 1914. 1853: what the statutes print over each page.
_RUNNING_HEAD = re.compile(r"(?:\d{3,4} )?[A-Z]+[—–-]+[A-Z .,—–-]{3,60}(?: \d{1,2}, \d{4})?\.?(?: \d{3,4})?")
_PREAMBLE = re.compile(
    r"(?P<one>The (?:Government|President|United States|Republic|Kingdom|Union|Emperor|King|Queen)\b"
    r"[^\n,;]{0,110}?)"
    r"(?:,? on the one part)?,?\s+and\s+(?P<other>(?:the|The|His|Her) [A-Z][^\n,;]{3,110}?)"
    r"(?:,? on the other part)?,\s+(?:(?:being|equally|having|both) )?"
    r"(?:desir|wishing|considering|animated|recogni|anxious|in order|convinced|mindful|conscious|resolved"
    r"|believing|with|inspired|taking|noting|agreed|have)"
)
_BETWEEN_IN_CAPITALS = re.compile(r"\s*[A-Z][A-Z ]{3,40} (?:BETWEEN|CONCERNING|REGARDING|RELATING TO)\b")
_PREAMBLE_LINES, _TITLE_LINES = 25, 30
_DATED_AT = re.compile(r"(?P<place>[A-Z][A-Za-z .'’-]{2,30}?),\s+(?:the )?(?=[A-Z][a-z]+ \d|[A-Z]+ \d|\d)")
_IN_LANGUAGES = re.compile(
    r"\b(?:(?P<both>both )?in (?:the )?)(?P<languages>[A-Z][a-z]+(?:,? (?:and )?[A-Z][a-z]+){1,4})"
    r"(?(both)|(?= languages?\b))"
)
_SIDES = re.compile(
    r"[ \t*_#]*(?:between|concerning|regarding|relating to|relative to|entre)\s", re.IGNORECASE
)
_LINES_OVER, _FORM_ALONE, _LONGEST_SIDES = 4, 40, 400
_LONGEST_CLAUSE, _TAIL_LINES, _LONGEST_DATELINE = 160, 40, 60


def recognise(document: Document) -> Reading:
    """The reading of a treaty's text; its score is 0 for any other."""
    head = fold(document.text)[:_HEAD]
    begun = any(mark in head for mark in _IN_AGREED)
    agreed = begun and any(words in head for words in _AGREED)
    if not agreed and (not any(words in head for words in _DONE_ALONE) or subscriptions.clause(document) < 0):
        return Reading(family=FAMILY)
    title = _title(document)
    form = form_in(words_of(document, title)) if title else None
    if not title or not form or form_name(form) not in (_FORMS if agreed else _DONE_ALONE):
        return Reading(family=FAMILY)
    voice = Voice(document, FAMILY)
    said = [
        voice.says(Title, title, value=words_of(document, title)),
        voice.says(Form, title, value=form_name(form), as_given=""),
        *_parties(voice, title),
        *_done(voice, title),
        *series_numbers(voice),
        *treaty_signatures.said(voice),
        *_languages(voice),
    ]
    return Reading(family=FAMILY, score=0.45, said=tuple(said))


def _title(document: Document) -> Span | None:
    """The first paragraph in the head that names a treaty, without the sentence on its signature."""
    for block in blocks(document, 1, 30):
        span = trimmed(document.text, block, "*_#")
        words = words_of(document, span)
        form = form_in(words[:200])
        if (
            form
            and not _RUNNING_HEAD.fullmatch(words)
            and form_name(form) in _FORMS
            and len(words) < 500
            and not (words.endswith(".") and headings.SENTENCE.search(words))
            and not any(one in fold(words) for one in _AGREED)
        ):
            signed = subscriptions.DONE.search(document.text, span.start, span.end)
            cut = trimmed(document.text, Span(span.start, signed.start() if signed else span.end), " .,")
            if cut.end - cut.start > 20:
                return cut
    found = _in_capitals(document) or headings.heading(document, set())
    return _with_sides(document, found) if found else None


def _with_sides(document: Document, title: Span) -> Span:
    """A form alone on its line with the paragraph under it: PROTOCOL / BETWEEN THE GOVERNMENT OF A AND B."""
    line = document.line_at(title.end)
    under = (
        next(blocks(document, line + 1, line + 4), None) if title.end - title.start < _FORM_ALONE else None
    )
    if (
        under
        and under.end - under.start < _LONGEST_SIDES
        and _SIDES.match(document.text, under.start, under.end)
    ):
        return Span(title.start, trimmed(document.text, under, "*_#").end)
    return title


def _in_capitals(document: Document) -> Span | None:
    """The lines in capitals that name the instrument and its sides, where no blank line sets them off."""
    first = 0
    for line in range(1, min(_TITLE_LINES, len(document.lines)) + 1):
        capitals = document.lines[line - 1].isupper()
        if not first and capitals and _BETWEEN_IN_CAPITALS.match(document.lines[line - 1]):
            first = line
        elif first and not capitals:
            return trimmed(document.text, lines_span(document, first, line - 1), " .,")
        if first and document.lines[line - 1].rstrip().endswith("."):
            return trimmed(document.text, lines_span(document, first, line), " .,")
    return None


def _parties(voice: Voice, title: Span) -> Iterator[Said]:
    document = voice.document
    sides = [
        Span(one.start("side"), one.end("side")) for one in treaty_signatures.FOR.finditer(document.text)
    ]
    between = list(parties_between(voice, title))
    if between:
        yield from between
        return
    sides = sides or _in_preamble(document, title)
    for side in sides[:12]:
        at = trimmed(document.text, side, " .,:")
        yield voice.says(
            Agent, at, name=words_of(document, at), role="contracting_party", agent_kind="corporate body"
        )


def _in_preamble(document: Document, title: Span) -> list[Span]:
    """Both sides of "The Government of A and the Government of B, being desirous"."""
    for block in blocks(
        document, document.line_at(title.end) + 1, document.line_at(title.end) + _PREAMBLE_LINES
    ):
        found = _PREAMBLE.match(document.text, block.start, block.end)
        if found:
            return [Span(found.start(group), found.end(group)) for group in ("one", "other")]
    return []


def _done(voice: Voice, title: Span) -> Iterator[Said]:
    """Where and when it was signed: as the head says, else as the text ends."""
    document = voice.document
    done = list(subscriptions.done(voice, title.start, len(document.text)))
    yield from done or _dateline(voice, title)
    force = _IN_FORCE.search(document.text, 0, 4000)
    dated = date_in(document, Span(force.end(), force.end() + 30)) if force else None
    if dated:
        yield voice.dates(dated, "entered_into_force")


def _dateline(voice: Voice, title: Span) -> Iterator[Said]:
    """A line at the end that is place and day alone, else the day under the title."""
    document = voice.document
    count, first = len(document.lines), document.line_at(title.end)
    for line in [
        *range(count, max(count - _TAIL_LINES, first), -1),
        *range(first + 1, min(first + 5, count) + 1),
    ]:
        span = line_span(document, line)
        dated = date_in(document, span) if 8 < span.end - span.start < _LONGEST_DATELINE else None
        placed = _DATED_AT.match(document.text, span.start, span.end)
        if not dated or not (placed or span.end - span.start < len(dated.text) + 3):
            continue
        yield voice.dates(dated, "signed", primary=True)
        if placed and may_be_place(placed["place"]):
            at = Span(placed.start("place"), placed.end("place"))
            name = placed["place"].title() if placed["place"].isupper() else placed["place"]
            yield voice.says(Place, at, name=place_name(name), role="place_of_signature")
        return
    yield from _over_title(voice, document.line_at(title.start))


def _over_title(voice: Voice, first: int) -> Iterator[Said]:
    """The day in brackets beside the short title of an edition: Armistice Agreement (July 27, 1953)."""
    for line in range(max(first - _LINES_OVER, 1), first):
        span = line_span(voice.document, line)
        opened = voice.document.text.rfind("(", span.start, span.end)
        dated = date_in(voice.document, Span(opened, span.end)) if opened > 0 else None
        if dated and form_in(words_of(voice.document, span)):
            yield voice.dates(dated, "signed", primary=True, confidence=0.8)
            short = trimmed(voice.document.text, Span(span.start, opened), " ●•*#-")
            yield voice.says(Title, short, value=words_of(voice.document, short), title_kind="variant")
            return


def _languages(voice: Voice) -> Iterator[Said]:
    """The languages named in the clause that says which texts are authentic."""
    text = voice.document.text
    found = _TEXTS.search(text)
    if not found:
        yield from _written_in(voice)
        return
    begins = max(text.rfind(".", 0, found.start()) + 1, found.start() - _LONGEST_CLAUSE)
    for code, start, end in languages.named(text[begins : found.start()]):
        yield voice.says(Language, Span(begins + start, begins + end), code=code, role="authentic")


def _written_in(voice: Voice) -> Iterator[Said]:
    """ "Done in duplicate, in the German and Russian languages", with no word on which is authentic."""
    text = voice.document.text
    done = _IN_LANGUAGES.search(text, max(len(text) - _TAIL, 0))
    if done is None:
        return
    for code, start, end in languages.named(done["languages"]):
        at = Span(done.start("languages") + start, done.start("languages") + end)
        yield voice.says(Language, at, code=code, role="authentic")
