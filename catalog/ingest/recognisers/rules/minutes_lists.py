"""Who took part, as minutes list it on labelled lines: Present: A, B, C; Anwesende Mitglieder: A, B."""

import re
from collections.abc import Iterator

from catalog.domain.description import Agent
from catalog.ingest.recognisers.rules.people import TITLES, is_name_line, listed, office_and_name, split_names
from catalog.ingest.statements import Said, Span, Voice, words_of

_LISTED = re.compile(
    r"^[ \t*_]*(?:participating|those (?:taking part|present)|participants?"
    r"|(?:members )?present(?: (?:from|on|for) (?:the )?\w+ side)?|interpreters?"
    r"|in attendance|attended by|attending"
    r"|candidates(?: present)?|members|also present|guests|chair(?:man|ed by)?|presiding|recorder"
    r"|anwesende?(?: mitglieder| kandidaten)?|teilnehmer|sitzungsleitung|protokollführung|vorsitz"
    r"|присутствовали|председатель)"
    r"(?: (?:members|candidates))?[ \t*_]*:[ \t*_]*(?P<list>[^\n]{3,400})$",
    re.IGNORECASE | re.MULTILINE,
)
# Where line ends are lost the list ends with its last surname.
_RUN_IN = re.compile(
    r"(?<=\s)(?:Those (?:Taking Part|Present)|Present|In Attendance): "
    r"(?P<list>(?:[A-Z][\w’'-]{1,30}, ){2,40}(?:and )?[A-Z][\w’'-]{1,30})"
)
# Present on our side were Vice Foreign Minister Qiao Guanhua, ... and interpreter Li Zewang.
_IN_PROSE = re.compile(
    r"(?:^|(?<=[.\n] ))[ \t]*(?:(?:Also |Others |Those )?[Pp]resent(?: (?:on|from) (?:our|the [A-Z]\w+"
    r"|their) side"
    r"| at the (?:meeting|talks?|conversation|reception|interview))?(?: also)? (?:were|was)"
    r"|(?:The following|Those) (?:persons |comrades )?(?:were|was) (?:also )?present(?: at the \w+)?"
    r"|The (?:meeting|talks?|conversation|session|interview) (?:was|were) (?:also )?attended by"
    r"|(?:Also|Those) (?:attending|taking part)(?: in the \w+)? (?:were|was))"
    r"\s*:?\s+(?P<list>(?:the |[A-Zi])(?:[^\n]|\n(?![ \t]*\n)){3,700}?)(?=(?<!\b[A-Z])\.(?:\s|\[|$)|$)",
    re.MULTILINE,
)
_NAME = re.compile(r"(?:(?:Comrades?|Cdes?\.|Gen\.|Genossen?) )?[^\W\d_a-zа-я][\w.’' -]{1,40}")
_PROSE_MARKS = ("resent", "attended by", "ttending", "aking part")
# Attaché Xu Li of the Embassy: where a person serves.
_SERVES = re.compile(r"\s+of\s+(?:the|our|his)\s+[A-Z].*$", re.DOTALL)
_TWO_NAMES = re.compile(r"[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){1,3} and [A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){1,3}")
_FIRST = 6000


def said(voice: Voice, within: Span) -> Iterator[Said]:
    """Each name of each list once."""
    document = voice.document
    seen: set[str] = set()
    end = min(within.end, within.start + _FIRST)
    for found in (
        *_LISTED.finditer(document.text, within.start, end),
        *_RUN_IN.finditer(document.text, within.start, end),
    ):
        for one in split_names(document.text, Span(found.start("list"), found.end("list"))):
            name = words_of(document, one).rstrip(".")
            if _NAME.fullmatch(name) and name.casefold() not in seen and len(name.split()) < 5:
                seen.add(name.casefold())
                yield voice.says(Agent, one, name=name, role="participant", agent_kind="person")
    yield from in_prose(voice, Span(within.start, end), seen)


def in_prose(voice: Voice, within: Span, seen: set[str]) -> Iterator[Said]:
    """Those whom sentences of a record name as present, each once."""
    text = voice.document.text
    if not any(mark in text for mark in _PROSE_MARKS):
        return
    for found in _IN_PROSE.finditer(text, within.start, within.end):
        yield from _told(voice, Span(found.start("list"), found.end("list")), seen)


def _told(voice: Voice, names: Span, seen: set[str]) -> Iterator[Said]:
    """Each of those whom a sentence lists, with the office before the name."""
    text = voice.document.text
    for item in listed(text, names):
        words = words_of(voice.document, item)
        both = split_names(text, item) if _TWO_NAMES.fullmatch(words) else (item,)
        for at in both:
            whole = words_of(voice.document, at)
            office, name = office_and_name(TITLES.sub("", whole))
            if not is_name_line(name):
                office, name = office_and_name(TITLES.sub("", _SERVES.sub("", whole)))
            if is_name_line(name) and name.casefold() not in seen:
                seen.add(name.casefold())
                yield voice.says(
                    Agent,
                    at,
                    name=name,
                    role="participant",
                    agent_kind="person",
                    office=office,
                    confidence=0.85,
                )
