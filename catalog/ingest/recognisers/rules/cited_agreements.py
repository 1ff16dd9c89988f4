"""Agreements that a text cites by their parties or their title, most often without a day."""

import re
from collections.abc import Iterator

from catalog.domain.description import Relation
from catalog.domain.names import matching_key
from catalog.domain.states import STATE, states_in
from catalog.ingest.statements import Said, Span, Voice, date_in, words_of

_KINDS = ("treaty", "agreement", "convention", "pact", "protocol", "declaration", "communiqué", "communique")
_DAY = r"(?:[A-Z][a-z]{2,8}\.?\s\d{1,2},?\s\d{4}|\d{1,2}\s[A-Z][a-z]{2,8}\.?,?\s\d{4})"
# What may stand between the parties and the kind: the Sino-Soviet trade and payments agreement.
_OF_AGREEMENTS = (
    "aid|alliance|and|assistance|border|boundary|commercial|credit|cultural|economic|friendship|loan|military"
    "|mutual|naval|neutrality|non-aggression|payments|peace|railway|scientific|security|technical|trade"
)
_PARTIES = re.compile(
    rf"(?<!\w)(?:(?:{_DAY},?|1[89]\d\d|20\d\d)\s)?(?P<pair>{STATE}\s?[-–—]\s?{STATE})\s"
    rf"(?:(?i:{_OF_AGREEMENTS})\s){{0,4}}$"
)
_OF = r"(?:the\s)?(?:Governments?\sof\s(?:the\s)?)?"
_BETWEEN = re.compile(rf",?\s(?:concluded\s|signed\s)?between\s{_OF}{STATE}\sand\s{_OF}{STATE}")
_ABOUT = re.compile(
    r",?\s(?:of|on|for|[Cc]oncerning|[Rr]egarding|[Rr]elating\sto)\s(?:the\s)?"
    r"(?P<words>[A-Z][\w’'-]+(?:(?:,?(?:\sand)?|(?:\s(?:of|and|on|the|for|in|to|at))+)\s[A-Z][\w’'-]+){0,14})"
)
_CAPITAL = re.compile(r"(?<!\w)[A-ZÀ-Þ]")
# Without capitals only parties name an agreement.
_MAY_BE_NAMED = re.compile(r"[-–—]|\sbetween\s")
_SIGNED = re.compile(
    rf",?\s(?:which\swas\s)?(?:signed|concluded|done)(?:\s(?:at|in)\s[A-Z]\w+)?\s(?:on\s)?(?:the\s)?{_DAY}"
)
_DATED = re.compile(rf",?\s(?:of|dated)\s(?:the\s)?{_DAY}")
_LAST_WORD = re.compile(r"([\w’']+)\W*$")
_NOT_CITED = frozenset(
    {"a", "an", "any", "another", "each", "every", "no", "new", "such", "draft", "proposed", "possible"}
    | {"this", "present", "our", "your", "its"}
)
_FEWEST_CAPITALS = 2
"""A title with fewer is too common to name one agreement: the Treaty of Friendship."""
_BEFORE, _AFTER, _NEAR = 100, 260, 60
_A_WRAPPED_LINE, _LONGEST_HEADING = 55, 300
_MOST = 20


def said(voice: Voice) -> Iterator[Said]:
    """Each agreement that is cited, once; where its day follows its name it is said with other documents."""
    text = voice.document.text
    seen: set[str] = set()
    tried: set[str] = set()
    for kind in _kinds(text):
        words = text[max(kind.start - _NEAR, 0) : kind.end + _NEAR]
        if words in tried:
            continue
        tried.add(words)
        span = _cited(voice, kind)
        key = matching_key(text[span.start : span.end]) if span else ""
        if span is None or key in seen:
            continue
        seen.add(key)
        confidence = 0.7 if date_in(voice.document, span) else 0.6
        cited = words_of(voice.document, span)
        yield voice.says(Relation, span, relation="references", cited=cited, confidence=confidence)
        if len(seen) >= _MOST:
            return


def parties_before(text: str, end: int) -> int:
    """How many characters before an offset name the parties of an agreement: "Sino-Soviet "; 0 for none."""
    before = text[max(end - _BEFORE, 0) : end]
    # Few kinds have a dash before them, and looking for one is fast.
    if "-" not in before and "–" not in before and "—" not in before:
        return 0
    found = _PARTIES.search(before)
    return len(found.group()) if found and len(states_in(found["pair"])) == 2 else 0


def _kinds(text: str) -> list[Span]:
    """Where what an agreement may be stands as a word of its own, small or with a capital, in order."""
    found = []
    for kind in _KINDS:
        # Looking for a few words one after another is faster than a pattern of all of them.
        end = 0
        while (rest := text.find(kind[1:], end)) >= 0:
            start, end = rest - 1, rest - 1 + len(kind)
            whole = (
                not text[end : end + 1].isalnum() and not text[max(start - 1, 0) : max(start, 0)].isalnum()
            )
            if whole and start >= 0 and text[start] in (kind[0], kind[0].upper()):
                found.append(Span(start, end))
    return sorted(found, key=lambda span: span.start)


def _cited(voice: Voice, kind: Span) -> Span | None:
    """The words that cite an agreement around its kind, None where they cite none."""
    text = voice.document.text
    if text[kind.start].islower() and not _MAY_BE_NAMED.search(
        text, max(kind.start - _NEAR, 0), kind.end + _NEAR
    ):
        return None
    start = kind.start - parties_before(text, kind.start)
    after = _going_on(voice, kind.end)
    if _DATED.match(after) or _is_heading(voice, start):
        return None
    about = _ABOUT.match(after)
    end = about.end() if about else 0
    between = _BETWEEN.match(after, end)
    if between:
        end = between.end()
        further = None if about else _ABOUT.match(after, end)
        end = further.end() if further else end
    if _DATED.match(after, end):
        return None
    signed = _SIGNED.match(after, end)
    end = signed.end() if signed else end
    by_title = about and len(_CAPITAL.findall(about["words"])) >= _FEWEST_CAPITALS
    named = start < kind.start or between or (by_title and text[kind.start].isupper())
    return Span(start, kind.end + end) if named and _is_one(text, start, kind) else None


def _going_on(voice: Voice, start: int) -> str:
    """What follows an offset; no further than its line, where that is not one of running text."""
    line = voice.document.line_at(start)
    words = voice.document.lines[line - 1]
    end = start + _AFTER
    if len(words) < _A_WRAPPED_LINE:
        end = min(end, voice.document.starts[line - 1] + len(words))
    return voice.document.text[start:end].split("\n\n")[0]


def _is_heading(voice: Voice, start: int) -> bool:
    """Whether a line that stands alone begins so, in capitals, and is no sentence: it cites nothing then."""
    lines, number = voice.document.lines, voice.document.line_at(start)
    if len(lines[number - 1]) > _LONGEST_HEADING:
        return False
    around = (*lines[max(number - 2, 0) : number - 1], *lines[number : number + 1])
    before = voice.document.text[voice.document.starts[number - 1] : start].split()
    sentence = lines[number - 1].rstrip('"”’ )*').endswith((".", "?", "!", ";", ","))
    return not sentence and not any(map(str.strip, around)) and all(not one[0].islower() for one in before)


def _is_one(text: str, start: int, kind: Span) -> bool:
    """Whether one agreement that there is is meant: the agreement, a name in capitals; not "an agreement"."""
    found = _LAST_WORD.search(text[max(start - 20, 0) : start])
    word = found[1].casefold() if found else ""
    if text[kind.start].islower() and not text[start].isdigit():
        return word == "the"
    return word not in _NOT_CITED
