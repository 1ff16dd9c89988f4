"""Who signed a text: after the closing of a letter, after (Signed), or over an office at the end."""

import re
from collections.abc import Iterator

from catalog.domain.description import Agent
from catalog.ingest.document import Document
from catalog.ingest.recognisers.rules import subscriptions
from catalog.ingest.recognisers.rules.letterheads import is_letterhead
from catalog.ingest.recognisers.rules.letters import closing_lines, line_span, signature_after
from catalog.ingest.recognisers.rules.markings import cells, marked_level
from catalog.ingest.recognisers.rules.people import OFFICE, is_name_line
from catalog.ingest.statements import Said, Span, Voice, trimmed, words_of

_TAIL_LINES, _LAST_LINES = 60, 14
_SIGNED = re.compile(r"\(?(?:signed|/s/|gez\.|signé)\)?[:.]?\s+", re.IGNORECASE)
_SIGNATURE = re.compile(r"[(\[](?:signature|signed)[)\]]:?", re.IGNORECASE)
_LONGEST_OFFICE, _LONGEST_NAME_LINE = 90, 140
# SOA:DDKenner:mh — office, drafter, typist.
_DRAFTER = re.compile(
    r"^[ \t]*(?:[A-Z][A-Z/]{1,12}:[ ]?){1,3}"
    r"(?P<name>(?:[A-Z]\.?){1,3}[A-Z]?[a-z][\w'’-]{2,20}):\w{1,4}[ \t]*$",
    re.MULTILINE,
)
_DRAFTED_BY = re.compile(
    r"^[ \t]*Drafted by:?[ \t]+(?:[A-Z][A-Z/]{0,9}:[ ]?)?(?P<name>[A-Z][\w.’' -]{2,40}?)[ \t]*$", re.MULTILINE
)
# Drafted by:  FE:SEA:RUsher:ls  2/27/61
_DRAFTED_AT = re.compile(
    r"Drafted by:?[ \t]+(?:[A-Z][A-Z/]{0,9}:[ ]?){1,3}"
    r"(?P<name>(?:[A-Z]\.?){1,3}[A-Z]?[a-z][\w'’-]{2,20})(?=:\w)"
)
_DRAFTING_LINES, _INDENT = 12, 20
_JUNIOR = re.compile(r",? (?:Jr|JR|Sr|SR)\.?$")
# A. VYSHINSKY alone on its line.
_INITIALS = re.compile(r"(?:[A-Z]\. ?){1,2}[A-Z][A-Z'’-]{2,20}")
_BY_INITIALS = re.compile(r"(?:[A-Z][a-z]?\. ?){1,2}[A-Z][A-Za-z’'-]{2,20}")
# WM. M. FECHTELER, Thos. E. Dewey: a first name cut short keeps its stop.
_CUT_SHORT = re.compile(r"^(Wm|WM|Geo|GEO|Chas|CHAS|Thos|THOS|Jas|JAS|Robt|ROBT|Jos|JOS|Edw|EDW)\.(?= )")
_HONOURS = frozenset(("his", "her", "your", "the"))
_NO_OFFICE = frozenset(
    ["of", "the", "and", "for", "to", "state", "mr", "mrs", "ms", "dr", "sir", "lord", "comrade", "professor"]
)


def said(voice: Voice, last: int | None = None) -> Iterator[Said]:
    """The signatory, by the first of the three ways that the text has, down to a line: what is attached
    has signatures of its own.
    """
    document = voice.document
    count = min(last or len(document.lines), len(document.lines))
    first = max(count - _TAIL_LINES, 1)
    closings = closing_lines(document, first, count)
    signature = signature_after(document, closings[-1], count) if closings else None
    if signature:
        yield _signatory(voice, signature.name, signature.office)
        return
    under = subscriptions.clause(document)
    named = list(subscriptions.signatories(voice, under)) if under >= 0 else []
    named = named or list(_after_signed(voice, first, count)) or list(_in_a_row(voice, count))
    yield from named or _over_office(voice, count)


def drafted(voice: Voice) -> Iterator[Said]:
    """Who drafted a paper, of the line of initials at its end."""
    document = voice.document
    tail = document.offset_of(max(len(document.lines) - _DRAFTING_LINES, 1))
    drafter = _DRAFTER.search(document.text, tail) or _DRAFTED_BY.search(document.text, tail)
    drafter = drafter or _DRAFTED_AT.search(document.text, tail)
    if drafter:
        at = Span(drafter.start("name"), drafter.end("name"))
        joined = drafter.re is not _DRAFTED_BY
        doubt = "From the drafting line: initials and surname run together." if joined else ""
        yield voice.says(Agent, at, name=drafter["name"], role="drafter", agent_kind="person", doubt=doubt)


def _in_a_row(voice: Voice, last: int) -> Iterator[Said]:
    """Several who sign beside one another: A. Gromyko     Yu. Andropov     D. Ustinov."""
    document = voice.document
    for line in range(last, max(last - _LAST_LINES, 0), -1):
        names = cells(document, line)
        if len(names) > 1 and all(_BY_INITIALS.fullmatch(words_of(document, one)) for one in names):
            for one in names:
                yield _signatory(voice, one, "")
            return


def _after_signed(voice: Voice, first: int, last: int) -> Iterator[Said]:
    document = voice.document
    for line in range(first, last + 1):
        words = document.lines[line - 1].strip()
        signed = _SIGNED.match(words)
        if _SIGNATURE.fullmatch(words) and line < last:
            under = line_span(document, line + 1)
            if is_name_line(words_of(document, under)):
                yield _signatory(voice, under, "")
        elif signed and is_name_line(words[signed.end() :].title()):
            span = line_span(document, line)
            yield _signatory(voice, Span(span.start + signed.end(), span.end), "")
            yield from _signed_below(voice, line, span.start + signed.end(), last)


def _signed_below(voice: Voice, line: int, start: int, last: int) -> Iterator[Said]:
    """Those who signed with the first: names in capitals that begin in his column on the next lines."""
    document = voice.document
    column = start - document.offset_of(line)
    while line < last:
        line += 1
        span = line_span(document, line)
        words = words_of(document, span)
        below = abs(span.start - document.offset_of(line) - column) <= 3
        if not (below and words.isupper() and is_name_line(words.title())):
            return
        yield _signatory(voice, span, "")


def _over_office(voice: Voice, count: int) -> Iterator[Said]:
    """A name alone on a line among the last ones, with an office alone on the line under it."""
    document: Document = voice.document
    for line in range(max(count - _LAST_LINES, count // 2, 1), count + 1):
        if not 4 < len(document.lines[line - 1]) < _LONGEST_NAME_LINE:
            continue
        span = line_span(document, line)
        under = line_span(document, line + 1) if line < count else Span(span.end, span.end)
        name, office = words_of(document, span).rstrip(","), words_of(document, under)
        first = office.split(" ", 1)[0].strip(",.").casefold()
        titled = first in OFFICE and first not in _NO_OFFICE
        if (
            name.split()[0].casefold() not in _HONOURS
            and is_name_line(name.title() if name.isupper() else name)
            and titled
            and _is_office(office)
        ):
            yield _signatory(voice, span, office)
            return
        set_in = len(document.lines[line - 1]) - len(document.lines[line - 1].lstrip()) >= _INDENT
        alone = (set_in and is_name_line(_plain(name))) or _INITIALS.fullmatch(name)
        if alone and not office and not is_letterhead(name) and not marked_level(name):
            yield _signatory(voice, span, "")
            return


def _plain(name: str) -> str:
    """A name in small letters, without Jr.: as running text has it."""
    name = _CUT_SHORT.sub(r"\1", _JUNIOR.sub("", name))
    return name.title() if name.isupper() else name


def _is_office(words: str) -> bool:
    return len(words) < _LONGEST_OFFICE and words[:1].isupper() and not words.endswith((":", ";"))


def _signatory(voice: Voice, at: Span, office: str) -> Said:
    at = trimmed(voice.document.text, at, ",")
    name = words_of(voice.document, at)
    return voice.says(Agent, at, name=name, role="signatory", agent_kind="person", office=office)
