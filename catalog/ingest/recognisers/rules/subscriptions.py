"""The subscription of an instrument: when and where it was done, and the names set under that clause."""

import re
from collections.abc import Iterator

from catalog.domain.date_spelled import spelled_date
from catalog.domain.description import Agent, Place
from catalog.ingest.document import Document
from catalog.ingest.recognisers.rules.letters import line_span
from catalog.ingest.recognisers.rules.markings import cells
from catalog.ingest.recognisers.rules.people import is_name_line
from catalog.ingest.recognisers.rules.places import find_names, fold, place_name
from catalog.ingest.statements import Said, Span, Voice, dates_in, trimmed, words_of

DONE = re.compile(
    r"\b(?:D(?:one|ONE)|[Ss]igned|SIGNED|Fait|FAIT|Signée?|Gegeben|Geschehen)"
    r"(?: in (?:duplicate|triplicat[ea]|quadruplicate|two (?:copies|originals)),?)? (?:at|in|à|zu) "
    r"(?:the [Cc]ity of )?(?P<place>[A-ZÀ-Þ][\w’'.-]+"
    r"(?:[ -](?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z.])"
    r"[A-ZÀ-Þ][\w’'.-]+){0,2})"
)
# What a sovereign or a president ends with, or a conference; letters and memoranda end otherwise.
_WITNESS = (
    *("in witness whereof", "in faith whereof", "in testimony whereof"),
    *("en foi de quoi", "urkund dessen"),
)
_DONE_WORDS = ("done at", "done in", "signed at", "fait à", "signed in", "fait a")
_SEAL = re.compile(
    r"[\[(]?\s?(?:SEAL|L\. ?S\.|LS)\.?\s?[\])]?|[\[(](?:[Ss]igned|[Ss]eal|SIGNED|[Ss]igné|[Ss]gd\.?)[\])]:?"
    r"|/s/|(?:Signed|Sgd\.):?"
)
_CUT_SHORT = re.compile(r"\b(\w{3,8})\.(?= )")
_ONE_WORD = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ’'-]{3,20}")
_NO_NAME = frozenset(
    ("his", "her", "your", "article", "section", "annex", "chapter", "part", "schedule", "title")
)
_TAIL_LINES, _LONGEST, _MOST = 160, 70, 40
_LONG_LINE = 90


def done(voice: Voice, start: int, end: int) -> Iterator[Said]:
    """Day and place of the first clause that says both where and when an instrument was done."""
    document = voice.document
    for found in DONE.finditer(document.text, start, end):
        near = Span(found.end(), min(found.end() + 160, end))
        dated = spelled_date(document.text, near.start, near.end) or next(dates_in(document, near), None)
        if dated:
            yield voice.dates(dated, "signed", primary=True)
            at = Span(found.start("place"), found.end("place"))
            yield voice.says(Place, at, name=place_name(words_of(document, at)), role="place_of_signature")
            return


def clause(document: Document) -> int:
    """Where the subscription begins among the last lines, with a witness clause or Done at; -1 for none."""
    tail = document.offset_of(max(len(document.lines) - _TAIL_LINES, 1))
    folded = fold(document.text)
    begins = [at for words in _WITNESS if (at := folded.find(words, tail)) >= 0]
    for words in _DONE_WORDS:
        at = folded.find(words, tail)
        if at >= 0 and not document.text[document.text.rfind("\n", 0, at) + 1 : at].strip(" \t"):
            begins.append(at)
    return min(begins, default=-1)


def signatories(voice: Voice, start: int) -> Iterator[Said]:
    """The names that stand alone on the lines under the clause, with seals and offices, each once."""
    document = voice.document
    line, seen = document.line_at(start), set[str]()
    while line < len(document.lines) and len(seen) < _MOST:
        line += 1
        words = document.lines[line - 1]
        if not words.strip() or len(words.strip()) > _LONGEST:
            if seen and len(words) > _LONG_LINE and not DONE.search(words):
                return
            continue
        for whole in _columns_of_names(document, line):
            yield from _named(voice, line, whole, seen)


def _columns_of_names(document: Document, line: int) -> list[Span]:
    """The stretches of a line that holds a name for each side; else the line."""
    stretches = cells(document, line)
    names = (words_of(document, one) for one in stretches)
    both = len(stretches) == 2 and all(is_name_line(name.title()) for name in names)
    return stretches if both else [line_span(document, line)]


def _named(voice: Voice, line: int, whole: Span, seen: set[str]) -> Iterator[Said]:
    document = voice.document
    at = _without_seal(document, whole)
    name = words_of(document, at)
    # Beside a seal one word is a name: MINCKWITZ. [L. S.]
    sealed = at.end - at.start < whole.end - whole.start - 2 and _ONE_WORD.fullmatch(name)
    honoured = name.split(" ", 1)[0].casefold() in _NO_NAME
    if (
        name.casefold() not in seen
        and not honoured
        and (sealed or _stands_for_a_person(document, line, name))
    ):
        seen.add(name.casefold())
        office = _office_under(document, line)
        yield voice.says(
            Agent, at, name=name, role="signatory", agent_kind="person", office=office, confidence=0.85
        )


def _without_seal(document: Document, span: Span) -> Span:
    """A name without [SEAL], L.S. or (Signed) before or after it."""
    text = document.text
    before = _SEAL.match(text, span.start, span.end)
    start = before.end() if before else span.start
    after = next((one for one in _SEAL.finditer(text, start, span.end) if one.end() == span.end), None)
    return trimmed(text, Span(start, after.start() if after else span.end), " \t,.:*_")


def _stands_for_a_person(document: Document, line: int, name: str) -> bool:
    """A name line in capitals, or with an empty line or another name over it, that is no land or town."""
    # Fredk. T. Frelinghuysen: a first name cut short keeps its stop.
    plain = _CUT_SHORT.sub(r"\1", name.title() if name.isupper() else name)
    if not is_name_line(plain):
        return False
    whole = any(
        one.kind in ("place", "country") and one.end - one.start == len(name) for one in find_names(name)
    )
    over = document.lines[line - 2].strip() if line > 1 else ""
    return not whole and (name.isupper() or not over or len(over) < _LONGEST)


def _office_under(document: Document, line: int) -> str:
    """The office on the line under a name, where it begins with a capital and is no name itself."""
    words = document.lines[line].strip() if line < len(document.lines) else ""
    plain = words.title() if words.isupper() else words
    fit = words[:1].isupper() and 5 < len(words) < _LONGEST and not is_name_line(plain)
    return words.rstrip(".") if fit and not _SEAL.match(words) else ""
