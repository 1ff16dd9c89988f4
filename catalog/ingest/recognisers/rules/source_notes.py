"""The archival source that a publisher's note gives: repository, collection, containers, contributors."""

import re
from collections.abc import Iterator

from catalog.domain.description import Agent, Container, Identifier, Language, Provenance
from catalog.ingest.recognisers.rules import languages
from catalog.ingest.recognisers.rules.people import split_names
from catalog.ingest.statements import Said, Span, Voice, trimmed, words_of

CONTAINER = re.compile(
    r"\b(?P<kind>box|boxes|folder|file|reel|fond|opis|delo|list|carton|entry|fiche|drawer)s?\.?\s*"
    r"(?:no\.?\s*|#\s*)?(?!(?:18|19|20)\d\d[-–/](?:18|19"
    r"|20)?\d\d\b)(?P<number>(?-i:[A-Z]{2} (?=\d))?[A-Z]{0,3}[’'\-]?\d[\w’'./\-–]*)",
    re.IGNORECASE,
)
_HOLDER = re.compile(
    r"\b(?:archives?|library|museum|institut(?:e|ion|ute)|repository|record office|bundesarchiv|arkhiv"
    r"|archiwum"
    r"|levéltár|national security archive|presidential libraries)\b|^(?:RGANI|RGASPI|GARF|AVPRF|APRF"
    r"|PRCFMA|TsKhSD"
    r"|SAPMO-BArch|NARA|PRO|TNA|BStU)$",
    re.IGNORECASE,
)
_COLLECTION = re.compile(
    r"\b(?:collections?|papers|records|record group \d+|RG \d+|fonds?|files|central files|series)\b",
    re.IGNORECASE,
)
_CONTRIBUTED = re.compile(
    r"(?:contributed|obtained|provided|donated)(?:,? (?:transcribed|translated|edited|annotated)){0,2}"
    r"(?:,? and (?:transcribed|translated|edited|annotated))?(?: for \w+)? by ",
    re.I,
)
_TRANSLATED = re.compile(r"translat(?:ed|ion)(?: (?:for|from)[\w ]{1,40})? by ", re.I)
_FROM_LANGUAGE = re.compile(r"[Tt]ranslated (?:for [\w ]{2,40} )?from (?:the )?(?P<language>[A-Z][a-z]+) by ")
# A full stop ends a clause only after a word: "A. Y. Vyshinsky" goes on.
_CLAUSE_END = re.compile(
    r"(?<![A-Z])\.(?=\s|$)|;|\s+and(?: (?:translated|contributed|obtained|provided|edited)|\s*$)|\n\n"
)
_SENTENCE_END = re.compile(r"(?<=[\w)’'])(?<!\b[A-Z])\.(?=\s+[A-Z]|\s*$)")


def said(voice: Voice, note: Span) -> Iterator[Said]:
    """Everything a source note says, and the note itself."""
    text = voice.document.text
    yield voice.says(
        Provenance, note, element="source note", value=words_of(voice.document, note), as_given=""
    )
    ended = _SENTENCE_END.search(text, note.start, note.end)
    source = Span(note.start, ended.start() if ended else note.end)
    yield from _elements(voice, source)
    yield from _archive_by_its_letters(voice, source)
    yield from _russian_containers(voice, note)
    yield from _chinese_file(voice, note)
    for pattern, role in ((_CONTRIBUTED, "contributor"), (_TRANSLATED, "translator")):
        yield from named_after(voice, note, pattern, role)
    tongue = _FROM_LANGUAGE.search(text, note.start, note.end)
    if tongue:
        for code, _, _ in languages.named(tongue["language"]):
            at = Span(tongue.start("language"), tongue.end("language"))
            yield voice.says(Language, at, code=code, role="original", confidence=0.85)


def named_after(voice: Voice, span: Span, pattern: re.Pattern[str], role: str) -> Iterator[Said]:
    """The persons named after words such as "translated by", to the end of the clause."""
    text = voice.document.text
    found = pattern.search(text, span.start, span.end)
    if not found:
        return
    ended = _CLAUSE_END.search(text[: span.end], found.end())
    names = Span(found.end(), ended.start() if ended else span.end)
    for one in split_names(text, names):
        name = words_of(voice.document, one)
        if name[:1].isupper() and len(name) < 100:
            yield voice.says(Agent, one, name=name, role=role)


def _elements(voice: Voice, source: Span) -> Iterator[Said]:
    text = voice.document.text
    held = collected = False
    for one in _cut(text, source):
        words = words_of(voice.document, one)
        container = CONTAINER.search(words)
        if container:
            yield from containers(voice, one)
        elif not held and _HOLDER.search(words):
            held = True
            yield voice.says(Provenance, one, element="holder of the original", value=words)
        elif not collected and _COLLECTION.search(words):
            collected = True
            yield voice.says(Provenance, one, element="collection", value=words)


# A note of a source names a container, or the letters of an archive.
CITED = re.compile(rf"{CONTAINER.pattern}|\bf\. ?\d{{1,5}}, op\. ?\d", re.IGNORECASE)
# AVPRF, f. 0100, op. 48, d. 9: a line that is such a reference alone.
LINE = re.compile(
    r"^[ \t*_\[(]*(?P<note>(?:APRF|AP RF|AVPRF|AVP RF|AVP SSSR|RGANI|RGASPI|TsKhSD|GARF|TsAMO)[,:.]? ?"
    r"(?:f|F|fond|Fond)\b[^\n]{8,200}?)[ \t*_\])]*$",
    re.MULTILINE,
)
# APRF: F. 39, Op. 1; AVPRF, f. 0100: the letters by which an archive is cited, before its reference.
_LETTERS = re.compile(
    r"(?:APRF|AP RF|AVPRF|AVP RF|AVP SSSR|RGANI|RGASPI|TsKhSD|TsDA|GARF|PRC FMA|PRCFMA|CFMA"
    r"|SAPMO-BArch|BArch|BStU"
    r"|AAN|MOL|MNL|PAAA|PA AA|AMFA|AMZV|NAA|TNA|NARA)(?=[:,. ])"
)


def _archive_by_its_letters(voice: Voice, source: Span) -> Iterator[Said]:
    """The archive whose letters a reference begins with, where no comma parts them from it."""
    found = _LETTERS.match(voice.document.text, source.start, source.end)
    if found and (voice.document.text[found.end()] != "," or not _HOLDER.search(found.group())):
        at = Span(found.start(), found.end())
        yield voice.says(Provenance, at, element="holder of the original", value=found.group())


def _cut(text: str, source: Span) -> Iterator[Span]:
    start = source.start
    for found in re.compile(r"[,;]\s|\s\(|\)").finditer(text, source.start, source.end):
        if found.start() > start:
            yield trimmed(text, Span(start, found.start()))
        start = found.end()
    if start < source.end:
        yield trimmed(text, Span(start, source.end))


_RUSSIAN = re.compile(r"\b(?P<kind>(?i:f|op|p|d|por))\.\s?(?P<number>\d[\w/-]*)")
_RUSSIAN_KINDS = {"f": "fond", "op": "opis", "p": "papka", "d": "delo", "por": "portfolio"}


def _russian_containers(voice: Voice, note: Span) -> Iterator[Said]:
    """Fond, opis, papka and delo by their letters: f. 0100, op. 43, p. 302, d. 8."""
    text = voice.document.text
    if not re.search(r"\b[Oo]p\.\s?\d", text[note.start : note.end]):
        return
    filed = False
    for found in _RUSSIAN.finditer(text, note.start, note.end):
        at = Span(found.start(), found.end())
        if filed and found["kind"].lower() == "p":
            # A p. after the delo is a page of the place where it was printed.
            continue
        filed = filed or found["kind"].lower() == "d"
        yield voice.says(
            Container, at, container_kind=_RUSSIAN_KINDS[found["kind"].lower()], number=found["number"]
        )


# PRC FMA 109-03910-02, 45-52: the file of the Chinese Foreign Ministry, before its pages.
_CHINESE = re.compile(r"\b(?:PRC ?FMA|CFMA)[ ,]{1,3}(?:No\. )?(?P<number>\d{3}-\d{5}-\d{2}(?:\(\d{1,2}\))?)")


def _chinese_file(voice: Voice, note: Span) -> Iterator[Said]:
    found = _CHINESE.search(voice.document.text, note.start, note.end)
    if found:
        at = Span(found.start("number"), found.end("number"))
        yield voice.says(Identifier, at, value=found["number"], scheme="file number")


def containers(voice: Voice, span: Span) -> Iterator[Said]:
    """The locators that a span names: box 6, folder 9."""
    for found in CONTAINER.finditer(voice.document.text, span.start, span.end):
        kind = found["kind"].casefold()
        kind = {"boxes": "box"}.get(kind, kind)
        at = Span(found.start(), found.end())
        yield voice.says(Container, at, container_kind=kind, number=found["number"].rstrip("."))
