"""Lists of those who met: a person a line, or several between semicolons, with office or country."""

import re
from collections.abc import Iterator

from catalog.domain.description import Agent
from catalog.domain.states import without_states
from catalog.ingest.document import Document
from catalog.ingest.recognisers.rules.markings import cells
from catalog.ingest.recognisers.rules.people import PARTICLE, TITLES, office_and_name
from catalog.ingest.statements import Said, Span, Voice, lines_span, trimmed, words_of

_OFFICE_BEGINS = re.compile(r",\s|[—–]|\s-\s|\s\(|\s{3,}")
_LONGEST = 160
_PRESENT = re.compile(r"[\s•*-]*(?i:present|participants|in attendance)\s*:?\s*")
_AGENDA = re.compile(r"\s*(?:\d{1,2}|\(?[a-z]\))[.)]\s")
_COURTEOUS = re.compile(
    r"(?:^|[\s•*—–(-])(?P<name>(?:(?:The )?(?:Rt\. )?Hon\.|H\. ?E\.|Mr\.|MM?\.|Mrs\.|Miss|Dr\.|Sir|Lord|Baron"
    r"|Count|Marquis|Viscount|Prince|President|Captain|Capt\.|Commander|Major|Lt\.(?: ?-?Col\.)?|Lieut\."
    r"|Colonel|Col\.|(?:Brig\. )?Gen(?:eral|\.)|Admiral|Marshal|Professor|Ambassador)"
    r"\s[A-Zd][\w.’'-]*(?:[\s,]{1,2}[A-Zd][\w.’'-]*){0,4})\s*$"
)
_BULLET = re.compile(r"\s*[•●*–-]\s+\S")
_POLITE = re.compile(
    r"\s*[•●*–-]\s+(?:(?:The )?(?:Rt\. )?Hon\.|Mr\.|Mrs\.|Miss|Ms\.|Dr\.|Sir|Lord|Ambassador|President"
    r"|(?:Prime )?Minister|(?:Foreign |Under )?Secretary|Chairman|Premier|General|Admiral|Colonel|Governor"
    r"|Senator)\s[A-Z]"
)
# Assistant Secretary of State for / Far Eastern Affairs
_UNFINISHED = re.compile(r",.{3,}(?:\b(?:and|of|for|the|to|in|on)|,)\s*$")
_POLITE_BEGINS = re.compile(
    r"\s*(?:(?:The )?Hon\.|Mr\.|Mrs\.|Miss|Ms\.|Dr\.|Sir|Lord|Lt\.|Col\.|Gen\.|Amb\.|(?:Ambassador|General"
    r"|Admiral|Colonel|Senator|President|Premier|Chairman|Marshal|Prime Minister|Foreign Minister"
    r"|The (?:President|Secretary|Vice President)) [A-Z(])"
)
_SIDE = re.compile(r"\b(?:the|side|delegation|participants|officials)\b|[\W_]", re.IGNORECASE)
_LONGEST_LAND = 50
# Headings over those who came from there.
_AGENCIES = frozenset(
    (
        *(
            "State",
            "Department of State",
            "Defense",
            "Department of Defense",
            "OSD",
            "JCS",
            "DCI",
            "CIA",
            "NSC",
        ),
        *(
            "NSC Staff",
            "Treasury",
            "Justice",
            "OMB",
            "ACDA",
            "USUN",
            "Energy",
            "White House",
            "The White House",
        ),
        *(
            "Commerce",
            "AID",
            "USIA",
            "ICA",
            "Interior",
            "Agriculture",
            "CEA",
            "STR",
            "OSTP",
            "Joint Chiefs of Staff",
        ),
    )
)
_DEEPER = 2
_GAP = 4
_MOST_LISTED = 90
_FRENCH_TITLES = re.compile(r"^(?:MM?\.|Mmes?\.?|Mlle\.?|S\.\s?E\.(?: M\.)?)\s+")


def listed_in_lines(voice: Voice, block: Span) -> Iterator[Said]:
    """The participants of a block, a line each; lines in small letters, and those set in under a line that
    gives an office, continue what stands above.
    """
    document = voice.document
    first = document.line_at(block.start)
    last = document.line_at(max(block.end - 1, block.start))
    if _in_two_columns(document, first, last):
        for line in range(first, last + 1):
            for cell in cells(document, line):
                yield from _participant(voice, trimmed(document.text, cell, "*_-•;. "))
        return
    column = _column(document, block, first)
    for line in range(first, last + 1):
        whole = lines_span(document, line, line)
        if line > first and _goes_on(document.lines[line - 2], document.lines[line - 1], column):
            continue
        whole = Span(max(whole.start, block.start), min(whole.end, block.end))
        for one in _between_semicolons(document.text, whole):
            yield from _participant(voice, trimmed(document.text, one, "*_-•;. "))


def _in_two_columns(document: Document, first: int, last: int) -> bool:
    """Whether each side has a column: what stands to the right is headed by a land, or is all persons."""
    rows = [cells(document, line) for line in range(first, last + 1)]
    pairs = [row for row in rows if len(row) == 2]
    if len(pairs) < 2 or any(len(row) > 2 for row in rows):
        return False
    seconds = [words_of(document, row[1]) for row in pairs]
    headed = _is_land(seconds[0])
    return all(_POLITE_BEGINS.match(one) for one in seconds[1 if headed else 0 :])


def _is_land(words: str) -> bool:
    """Whether words are the name of a state and no more: the heading over its people."""
    return len(words) < _LONGEST_LAND and not _SIDE.sub("", without_states(words))


def _column(document: Document, block: Span, first: int) -> int:
    """The column in which the names of a block begin: that of the first, or of a line further to the left."""
    later = document.text[block.start : block.end].split("\n")[1:]
    return min([block.start - document.offset_of(first), *(_set_in(one) for one in later if one.strip())])


def _set_in(line: str) -> int:
    return len(line) - len(line.lstrip())


def _goes_on(above: str, line: str, column: int) -> bool:
    """Whether a line goes on with the office of the line above: set in, or after a small word or a comma."""
    office = bool(_OFFICE_BEGINS.search(above.strip())) or _set_in(above) >= column + _DEEPER
    set_in = _set_in(line) >= column + _DEEPER and office
    return (set_in or bool(_UNFINISHED.search(above))) and not _POLITE_BEGINS.match(line)


def listed_by_courtesy(voice: Voice, first: int) -> Iterator[Said]:
    """Those under Present in lists by country: each line that ends in a name with its courtesy title."""
    document = voice.document
    last = min(first + _MOST_LISTED, len(document.lines))
    heads = (
        line
        for line in range(first, min(first + 12, last) + 1)
        if _PRESENT.fullmatch(document.lines[line - 1])
    )
    for line in range(next(heads, last) + 1, last + 1):
        words = document.lines[line - 1]
        if _AGENDA.match(words) or len(words) > _LONGEST:
            return
        found = _COURTEOUS.search(words)
        if found:
            start = document.offset_of(line)
            at = trimmed(document.text, Span(start + found.start("name"), start + found.end("name")), " .,;")
            yield voice.says(Agent, at, name=words_of(document, at), role="participant", agent_kind="person")


def bulleted(voice: Voice, first: int) -> Iterator[Said]:
    """Those listed right under the title of a record of a meeting, whose label the copy lost: two or more
    lines with a bullet, each of which begins with a courtesy title.
    """
    document = voice.document
    line, listed = first, []
    while line <= min(first + _MOST_LISTED, len(document.lines)):
        words = document.lines[line - 1]
        if _BULLET.match(words):
            listed.append(line)
        elif words.strip() or (not listed and line > first + _GAP):
            break
        line += 1
    if len(listed) > 1 and all(_POLITE.match(document.lines[one - 1]) for one in listed):
        for one in listed:
            yield from _participant(voice, trimmed(document.text, lines_span(document, one, one), "*_-•;. "))


def _is_sentence(words: str) -> bool:
    """Whether more than half of many words are small: the record has begun."""
    tokens = words.split()
    return len(tokens) > 6 and sum(map(str.islower, tokens)) * 2 > len(tokens)


def _between_semicolons(text: str, line: Span) -> Iterator[Span]:
    start = line.start
    while (end := text.find(";", start, line.end)) >= 0:
        yield Span(start, end)
        start = end + 1
    yield Span(start, line.end)


def _participant(voice: Voice, whole: Span) -> Iterator[Said]:
    text = voice.document.text
    words = words_of(voice.document, whole)
    begins = words[:1].isupper() or re.match(rf"{PARTICLE}\s[A-Z]", words)
    if words.rstrip(":") in _AGENCIES or _is_sentence(words):
        return
    if not begins or len(words) > _LONGEST or words.endswith(":") or _is_land(words):
        return
    polite = _FRENCH_TITLES.match(words)
    if polite:
        whole = trimmed(text, Span(whole.start + polite.end(), whole.end))
    cut = _OFFICE_BEGINS.search(text, whole.start, whole.end)
    at = trimmed(text, Span(whole.start, cut.start()) if cut else whole, " ,")
    office = text[cut.end() : whole.end].strip(" ).;").replace("), ", ", ") if cut else ""
    name = words_of(voice.document, at)
    before, bare = office_and_name(TITLES.sub("", name))
    full = len(bare.split()) > 1
    yield voice.says(
        Agent, at, name=bare if full else name, role="participant", office=before or " ".join(office.split())
    )
