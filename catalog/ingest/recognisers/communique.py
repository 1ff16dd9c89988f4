"""A communiqué as newspapers publish it, with the notes and announcements printed under it."""

import re
from collections.abc import Iterator

from catalog.domain.description import Agent, Form, Place, Provenance, Title
from catalog.ingest.document import Document
from catalog.ingest.recognisers.rules.exchanges import exchanged
from catalog.ingest.recognisers.rules.forms import form_in, form_name
from catalog.ingest.recognisers.rules.people import listed, office_and_name
from catalog.ingest.recognisers.rules.places import place_name
from catalog.ingest.statements import Reading, Said, Span, Voice, blocks, date_in, trimmed, words_of

FAMILY = "newspaper communiqué"
_PUBLISHED = re.compile(
    r"[(\[]?(?:originally |first )?(?:published|printed|appeared|carried) in (?:the )?[^\n)\]]{3,200}[)\]]?",
    re.IGNORECASE,
)
_ISSUE = re.compile(
    r"\b(?:issue|edition) of (?:the )?(?P<paper>[^\n)\],]{3,80})|\bin (?P<other>[A-Z][^\n,()\d]{3,60}),"
)
_FOLLOWS = re.compile(
    r"\b(?:are|is) (?:hereby )?(?:published|printed|reproduced|given) (?:as follows|below)\b", re.I
)
_DELEGATION = re.compile(
    r"\bdelegation\b[^.\n]{0,150}?(?:\bconsisting of|\bcomposed of|\bled by|\bheaded by|\bincluded"
    r"|\bincluding)\s+",
    re.I,
)
_MEMBERS = re.compile(
    r"\b(?:consisting of|composed of|led by|headed by|(?:which )?included|including)\s+", re.IGNORECASE
)
_MEMBERS_END = re.compile(
    r",?\s+(?:held|conducted|arrived|visited|had|took part|participated|and the delegation|with the"
    r" delegation)\b|(?<!\b[A-Z])\.(?=\s|$)"
    r"|,\s+(?:which|who) "
)
_BETWEEN = re.compile(
    r"\bdelegations? of (?:the )?(?P<a>[^,\n]{5,90}?) and (?:of )?(?:the )?(?P<b>Government[^,.\n]{5,90})|"
    r"\bbetween (?:the )?(?P<c>Governments? of [^,\n]{5,90}?) and (?:the )?(?P<d>Government of"
    r" [^,.\n]{5,90})",
    re.IGNORECASE,
)
_TALKS = re.compile(
    r"\b(?:negotiations|talks|conversations|meetings?|discussions)\b[^.\n]{0,60}\b(?:took place"
    r"|(?:were|was) held)\b"
    r"[^.\n]{0,40}?\bin (?P<place>[A-Z][\w-]+(?: [A-Z][\w-]+)?)",
    re.IGNORECASE,
)
_HEAD = 12_000


def recognise(document: Document) -> Reading:
    """The reading of a published communiqué; its score is 0 for any other text."""
    first = next(blocks(document, 1, 20), None)
    if first is None or len(words_of(document, first)) > 400:
        return Reading(family=FAMILY)
    found = form_in(words_of(document, first))
    named = found is not None and form_name(found).endswith(
        ("communiqué", "joint statement", "joint declaration")
    )
    if not named:
        return Reading(family=FAMILY)
    published = _PUBLISHED.search(document.text, 0, 3000)
    follows = _FOLLOWS.search(document.text, 0, _HEAD)
    if not (published or follows):
        return Reading(family=FAMILY)
    voice = Voice(document, FAMILY)
    said = [
        *_title(voice, first),
        *_issue(voice, published),
        *_delegates(voice),
        *_governments(voice, first),
        *_talks(voice),
    ]
    begin = document.line_at(follows.end()) + 1 if follows else document.line_at(first.end) + 1
    more, parts = exchanged(voice, begin, len(document.lines)) if follows else ([], [])
    return Reading(family=FAMILY, score=0.85, said=(*said, *more), parts=tuple(parts))


def _title(voice: Voice, first: Span) -> Iterator[Said]:
    span = trimmed(voice.document.text, first, "*_#")
    words = words_of(voice.document, span)
    yield voice.says(Title, span, value=words)
    found = form_in(words)
    raw = form_in(voice.document.text[span.start : span.end])
    if found and raw:
        at = Span(span.start + raw.start(), span.start + raw.end())
        yield voice.says(Form, at, value=form_name(found))


def _issue(voice: Voice, published: re.Match[str] | None) -> Iterator[Said]:
    """The issue's date and newspaper; without them the dateline under the title."""
    document = voice.document
    within = Span(published.start(), published.end()) if published else Span(0, 600)
    dated = date_in(document, within) or date_in(document, Span(0, 600))
    if dated:
        yield voice.dates(dated, "issued", primary=True)
    paper = _ISSUE.search(document.text, within.start, within.end) if published else None
    if paper:
        group = "paper" if paper["paper"] else "other"
        at = trimmed(document.text, Span(paper.start(group), paper.end(group)), " .")
        yield voice.says(Provenance, at, element="source publication", value=words_of(document, at))


def _delegates(voice: Voice) -> Iterator[Said]:
    document = voice.document
    for block in blocks(document, 1, document.line_at(_HEAD)):
        if not _DELEGATION.search(document.text, block.start, block.end):
            continue
        for found in _MEMBERS.finditer(document.text, block.start, block.end):
            ended = _MEMBERS_END.search(document.text, found.end(), block.end)
            for item in listed(document.text, Span(found.end(), ended.start() if ended else block.end)):
                yield from _delegate(voice, item)
        return


def _delegate(voice: Voice, item: Span) -> Iterator[Said]:
    text = voice.document.text
    office, name = office_and_name(words_of(voice.document, item))
    if not office or len(name.split()) < 2:
        return
    # The name ends the item, so it is found from the item's end.
    start = item.end
    for _ in name.split():
        start = text.rfind(" ", item.start, start)
    at = trimmed(text, Span(max(start, item.start), item.end))
    yield voice.says(Agent, at, name=name, role="delegate", agent_kind="person", office=office)


def _governments(voice: Voice, first: Span) -> Iterator[Said]:
    found = _BETWEEN.search(voice.document.text, first.start, first.end)
    if not found:
        return
    for group in ("a", "b", "c", "d"):
        if found[group]:
            at = Span(found.start(group), found.end(group))
            name = words_of(voice.document, at)
            yield voice.says(
                Agent, at, name=name, role="creator", agent_kind="corporate body", basis="derived"
            )


def _talks(voice: Voice) -> Iterator[Said]:
    found = _TALKS.search(voice.document.text, 0, _HEAD)
    if found:
        at = Span(found.start("place"), found.end("place"))
        yield voice.says(Place, at, name=place_name(words_of(voice.document, at)), role="place_of_event")
