"""Notes between missions and ministries: "The Embassy presents its compliments to the Ministry"."""

import re
from collections.abc import Iterator

from catalog.domain.description import Agent, Form, Identifier, Relation, Title
from catalog.ingest.document import Document
from catalog.ingest.recognisers.rules.letters import number_line
from catalog.ingest.statements import Reading, Said, Span, Voice, trimmed, words_of

FAMILY = "diplomatic note"
_COMPLIMENTS = re.compile(
    r"\b(?P<who>(?:The |the )?[A-Z][^.;\n]{3,160}?)\s+presents?\s+(?:its|his|her|their)\s+compliments\s+to\s+"
    r"(?P<whom>(?:the |His |Her )?[A-Z][^.;]{3,160}?)(?=,?\s+and\s+has\b|,?\s+and\s+have\b|,\s+|\.)"
)
_FRENCH = re.compile(
    r"\b(?P<who>(?:L['’]|La |Le )[A-Z][^.;\n]{3,160}?)\s+présente\s+ses\s+compliments\s+"
    r"(?:à la |au |à l['’]|à )"
    r"(?P<whom>[A-Z][^.;]{3,160}?)(?=,?\s+et\s+a\b|,\s+|\.)"
)
_HEAD = 6000
_CITED = re.compile(
    r"\b(?P<what>(?:note|letter|aide-mémoire|memorandum)\s+No\.?\s?[\w/.-]{1,20}?"
    r"(?:,? (?:of|dated) (?:\d{1,2} [A-Z][a-z]+,? \d{4}|[A-Z][a-z]+ \d{1,2}, \d{4}))?)(?=[\s,.;)])"
)


def recognise(document: Document) -> Reading:
    """The reading of a note in the third person; its score is 0 for any other text."""
    head = document.text[:_HEAD]
    found = (_COMPLIMENTS.search(head) if "compliments" in head else None) or (
        _FRENCH.search(head) if "ses compliments" in head else None
    )
    if not found:
        return Reading(family=FAMILY)
    voice = Voice(document, FAMILY)
    return Reading(family=FAMILY, score=0.6, said=tuple(_said(voice, found)))


def _said(voice: Voice, found: re.Match[str]) -> Iterator[Said]:
    document = voice.document
    whole = Span(found.start(), found.end())
    yield voice.says(Form, whole, value="note verbale", basis="derived", as_given="")
    who = trimmed(document.text, Span(found.start("who"), found.end("who")))
    whom = trimmed(document.text, Span(found.start("whom"), found.end("whom")))
    for role in ("author", "sender"):
        yield voice.says(
            Agent, who, name=_body(words_of(document, who)), role=role, agent_kind="corporate body"
        )
    yield voice.says(
        Agent, whom, name=_body(words_of(document, whom)), role="recipient", agent_kind="corporate body"
    )
    number = number_line(document, 1, document.line_at(found.start()))
    if number:
        value = words_of(document, number).split(maxsplit=1)[-1]
        yield voice.says(Identifier, number, value=value, scheme="note number")
    title = f"Note from {_with_article(words_of(document, who))} to {_with_article(words_of(document, whom))}"
    yield voice.says(
        Title, whole, value=title, title_kind="supplied", basis="inferred", confidence=0.6, as_given=""
    )
    for cited in _CITED.finditer(document.text, found.start(), found.end() + _HEAD):
        at = Span(cited.start("what"), cited.end("what"))
        yield voice.says(Relation, at, relation="references", cited=words_of(document, at))


def _body(words: str) -> str:
    return re.sub(r"^(?:[Tt]he |L['’]|La |Le )", "", words)


def _with_article(words: str) -> str:
    return words[:1].lower() + words[1:] if words.startswith("The ") else words
