"""Who took part, as minutes list it on labelled lines: Present: A, B, C; Anwesende Mitglieder: A, B."""

import re
from collections.abc import Iterator

from catalog.domain.description import Agent
from catalog.ingest.recognisers.rules.people import split_names
from catalog.ingest.statements import Said, Span, Voice, words_of

_LISTED = re.compile(
    r"^[ \t*_]*(?:participating|those (?:taking part|present)|participants?|(?:members )?present"
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
_NAME = re.compile(r"(?:(?:Comrades?|Cdes?\.|Gen\.|Genossen?) )?[^\W\d_a-zа-я][\w.’' -]{1,40}")
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
