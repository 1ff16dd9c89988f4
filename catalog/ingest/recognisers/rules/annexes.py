"""Annexes: their headings in lines of their own or in run-on text, their dates and signatures."""

import re
from collections.abc import Iterator

from catalog.domain.classification import level_of
from catalog.domain.description import Agent, Language, Place
from catalog.ingest.recognisers.rules import languages
from catalog.ingest.recognisers.rules.forms import form_in, form_name
from catalog.ingest.recognisers.rules.places import fold, place_name
from catalog.ingest.statements import Part, Said, Span, Voice, date_in, one_line, trimmed, words_of

_NUMBERS = "One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten"
# In a line of its own: Annex One: Title.
_IN_LINE = re.compile(
    rf"^[ \t*_#]*(?P<label>(?:Annex|Appendix|Enclosure|Attachment|Supplement|Tab)\s+(?:No\.?\s*)?"
    rf"[\"“'’(]?(?:{_NUMBERS}|[A-Z]|[IVX]{{1,5}}|\d{{1,2}})[\"”'’)]?)(?:[ \t]*[:.—–-][ \t]*|["
    rf" \t]*$)(?P<title>[^\n]{{0,300}})$",
    re.MULTILINE | re.IGNORECASE,
)
# In run-on capitals: ANNEX "A" THE TREATY OF ... The text begins.
_IN_CAPITALS = re.compile(
    r"(?<=\s)(?P<label>(?:ANNEX|APPENDIX|ENCLOSURE|TAB)\s+[\"“'’]?(?:[A-Z]|[IVX]{1,5}|\d{1,2})[\"”'’]?)\s+"
    r"(?P<title>(?:[A-Z][A-Z'’,.&;:()/\-]*\s+){3,60})(?=[A-Z\d]?[a-z\d])"
)
_REMARK = re.compile(r"\s*\((?=[^()]{4,200}\)\s*$)")
_DONE = re.compile(r"\bDone (?:at|in) (?P<place>[A-Z][\w-]+(?: [A-Z][\w-]+)?),? (?:on |this )?")
_EQUAL = re.compile(
    r"\bin the (?P<languages>[^.]{5,120}?) languages?\b[^.]{0,60}\b(?:equally|authentic|valid|equal)\b"
)
_AUTHORIZED = re.compile(
    r"\bOn the authori[sz]ation of[^.\n]{10,200}?\s"
    r"(?P<name>(?:[A-Z]\.\s?){0,3}[A-Z][A-Z'’\-]{2,}(?:\s[A-Z][A-Z'’\-]{2,}){0,2})(?=\s|$)"
)


# A single annex has no number: ANNEX on a line of its own, its title on the next.
_ALONE = re.compile(
    r"^[ \t*_]*(?P<label>Annex|Appendix|Enclosure|Attachment|Annexe|Anlage)[ \t*_:]*\n+"
    r"(?P<title>[^\n]{3,300})$",
    re.MULTILINE | re.IGNORECASE,
)
# (Reference Materials), with its title on the next line.
_IN_BRACKETS = re.compile(
    r"^[ \t*_]*[(\[](?P<label>(?:Reference Materials?|Annex|Appendix|(?:Sub)?[ei]nclosure|Attachment"
    r"|Supplement)(?: (?:No\. ?)?\d{1,2})?)(?: (?:in|to|with) [^\n)\]]{2,60})?\.?(?:—[^\n)\]]{2,40})?[)\]]"
    r"[ \t*_]*\n+"
    r"(?P<title>[^\n]{3,300})$",
    re.MULTILINE | re.IGNORECASE,
)


_MARKS = (
    "annex",
    "appendix",
    "enclosure",
    "inclosure",
    "attachment",
    "supplement",
    "tab ",
    "reference material",
    "anlage",
)
_LONGEST_LEAD, _LEAST_TEXT = 40, 60
# What stands under the last words of a page: levels, excisions, the stamp of a release.
_STAMPS = re.compile(
    r"(?:TOP )?SECRET|CONFIDENTIAL|\b(?:25|50)X\d\S*|(?:Declassified in Part|Sanitized|Approved)[^\n]*",
    re.IGNORECASE,
)


def annexes(voice: Voice, within: Span, in_lines: bool = False) -> Iterator[Part]:
    """The annexes whose headings stand in a span; each runs to the next, the last to the span's end.

    With ``in_lines`` headings within run-on capitals are not looked for.
    """
    text = voice.document.text
    marked = sorted(_marked(fold(text), within))
    found = [one for at in marked if (one := _heading_of_lines(text, at, within))]
    if not found and not in_lines:
        found = [one for at in marked if (one := _IN_CAPITALS.match(text, at, within.end))]
    found = [one for one in found if not _in_list(text, one, within.end)]
    firsts: dict[str, re.Match[str]] = {}
    for one in found:
        firsts.setdefault(one["label"].casefold(), one)
    kept = list(firsts.values())
    for index, one in enumerate(kept):
        end = kept[index + 1].start() - 1 if index + 1 < len(kept) else within.end
        yield _annex(voice, one, end)


def _marked(folded: str, within: Span) -> Iterator[int]:
    """Where a word stands that may head an annex."""
    for mark in _MARKS:
        start = folded.find(mark, within.start, within.end)
        while start >= 0:
            yield start
            start = folded.find(mark, start + 1, within.end)


def _heading_of_lines(text: str, at: int, within: Span) -> re.Match[str] | None:
    """The heading of a line that a word begins, but for blanks, signs and a bracket."""
    line = max(text.rfind("\n", within.start, at) + 1, within.start)
    if at - line > _LONGEST_LEAD or text[line:at].strip(" \t*_#(["):
        return None
    patterns = (_IN_LINE, _IN_BRACKETS, _ALONE)
    return next((found for one in patterns if (found := one.match(text, line, within.end))), None)


def _in_list(text: str, found: re.Match[str], end: int) -> bool:
    """Whether a heading stands in a list of what is attached: another heading or nothing follows it."""
    if _IN_LINE.match(found["title"]):
        return True
    after = text[found.end() : min(end, found.end() + 400)].strip()
    if found.re is _ALONE and len(_STAMPS.sub("", after).strip()) < _LEAST_TEXT:
        return True
    return not after or bool(_IN_LINE.match(after))


def _annex(voice: Voice, found: re.Match[str], end: int) -> Part:
    document = voice.document
    span = _without_level(
        document.text, trimmed(document.text, Span(found.start("title"), found.end("title")), "*_ ")
    )
    title = words_of(document, span)
    remark = _REMARK.search(title)
    title = title[: remark.start()] if remark else title
    form = form_in(title)
    last = trimmed(document.text, Span(found.start("label"), max(end, found.end())))
    return Part(
        label=one_line(found["label"]),
        title=title,
        first_line=document.line_at(found.start("label")),
        last_line=document.line_at(max(last.end - 1, last.start)),
        form=form_name(form) if form else "",
        evidence=voice.evidence(Span(found.start("label"), max(span.end, found.end("label")))),
    )


def _without_level(text: str, span: Span) -> Span:
    """A running head (SECRET) at the end of capitals is not of the title."""
    last = text.rfind(" ", span.start, span.end)
    return Span(span.start, last) if last > 0 and level_of(text[last : span.end]) else span


def signed_annexes(voice: Voice, within: Span, parts: list[Part]) -> Iterator[Said]:
    """Where and when each annex was done, the languages that are valid, and who signed it."""
    text = voice.document.text
    starts = [text.find(one.evidence.quote, within.start, within.end) for one in parts]
    for index, part in enumerate(parts):
        end = starts[index + 1] if index + 1 < len(starts) else within.end
        yield from _signing(voice, Span(starts[index], end), part.label)


def _signing(voice: Voice, span: Span, label: str) -> Iterator[Said]:
    document = voice.document
    done = _DONE.search(document.text, span.start, span.end)
    if done:
        dated = date_in(document, Span(done.end(), min(done.end() + 40, span.end)))
        if dated:
            yield voice.dates(dated, "signed", part=label, primary=True)
        at = Span(done.start("place"), done.end("place"))
        name = place_name(words_of(document, at))
        yield voice.says(Place, at, part=label, name=name, role="place_of_signature")
    equal = _EQUAL.search(document.text, span.start, span.end)
    if equal:
        for code, start, stop in languages.named(equal["languages"]):
            at = Span(equal.start("languages") + start, equal.start("languages") + stop)
            yield voice.says(Language, at, part=label, code=code, role="authentic")
    for found in _AUTHORIZED.finditer(document.text, span.start, span.end):
        at = Span(found.start("name"), found.end("name"))
        at = _without_level(document.text, at)
        yield voice.says(
            Agent, at, part=label, name=words_of(document, at), role="signatory", agent_kind="person"
        )
