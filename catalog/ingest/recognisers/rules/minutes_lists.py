"""Who took part, as minutes list it on labelled lines: Present: A, B, C; Anwesende Mitglieder: A, B."""

import re
from collections.abc import Iterator

from catalog.domain.description import Agent
from catalog.ingest.recognisers.rules.people import split_names
from catalog.ingest.statements import Said, Span, Voice, words_of

_LISTED = re.compile(
    r"^[ \t*_]*(?:participating|participants?|(?:members )?present|in attendance|attended by|attending"
    r"|candidates(?: present)?|members|also present|guests|chair(?:man|ed by)?|presiding|recorder"
    r"|anwesende?(?: mitglieder| kandidaten)?|teilnehmer|sitzungsleitung|protokollführung|vorsitz"
    r"|присутствовали|председатель)"
    r"(?: (?:members|candidates))?[ \t*_]*:[ \t*_]*(?P<list>[^\n]{3,400})$",
    re.IGNORECASE | re.MULTILINE,
)
_NAME = re.compile(r"(?:(?:Comrades?|Cdes?\.|Gen\.|Genossen?) )?[^\W\d_a-zа-я][\w.’' -]{1,40}")
_FIRST = 6000


def said(voice: Voice, within: Span) -> Iterator[Said]:
    """Each name of each list once."""
    document = voice.document
    seen: set[str] = set()
    for found in _LISTED.finditer(document.text, within.start, min(within.end, within.start + _FIRST)):
        for one in split_names(document.text, Span(found.start("list"), found.end("list"))):
            name = words_of(document, one).rstrip(".")
            if _NAME.fullmatch(name) and name.casefold() not in seen and len(name.split()) < 5:
                seen.add(name.casefold())
                yield voice.says(Agent, one, name=name, role="participant", agent_kind="person")
