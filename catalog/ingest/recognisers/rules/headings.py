"""The heading of a text that has no label for it: the first paragraph that is a title and no furniture."""

import re
from collections.abc import Iterator

from catalog.domain.description import Title
from catalog.ingest.document import Document
from catalog.ingest.recognisers.rules import markings
from catalog.ingest.recognisers.rules.forms import form_in
from catalog.ingest.recognisers.rules.letterheads import is_letterhead
from catalog.ingest.recognisers.rules.markings import marked_level
from catalog.ingest.statements import Said, Span, Voice, blocks, date_in, lines_span, trimmed, words_of

_FURNITURE = re.compile(
    r"(?:this document is the property of .{0,80}|printed for .{0,80}|.{0,40}approved for release.{0,80}"
    r"|.{0,60}telephone:?.{0,40}|embassy of .{0,80}|ministry of .{0,80}|department of .{0,60}"
    r"|declassified.{0,80}|sanitized copy.{0,80}|.{0,30}release under the president john .{0,80}"
    r"|skip to (?:main )?content|page \d+(?: of \d+)?|document|text|```\w*|[\W_]+|menu|home"
    r"|digital archive(?: international history declassified)?|digitalarchive\.wilsoncenter\.org"
    r"|chapter [\w ]{1,20}|(?:re)?printed in .{0,80}|\d{1,3}-\d{4,5}-\d{4,5}\W*"
    r"|print|search|copy(?: no\.?| number)? \d+(?: of \d+)?|https?://\S+|[\W\d_]{1,12}v?[\d.]{1,6}"
    r"|\[translation.*|translation|(?:original|official) .{0,40}:.*|(?:fc|fo|wg|nnd) ?[\d/ ]+.{0,30}"
    r"|(?:daily |weekly )?(?:press )?(?:release|bulletin|despatch|dispatch|note)? ?(?:no|number)\.? ?[\w/-]+"
    r"|v\d[\d.]{0,4}|copy|draft|to (?:comrade|cde\.?|comrades|mr\.) [^\n]{2,60}"
    r"|in reply,? (?:please )?refer to.*|(?:bu|bureau |[a-z]{2} |[a-z]{4,12} )?file(?: no)?\.?:? ?[\d-]*"
    r"|serial no\.? .{2,16}|indicate:? .{0,40}"
    r"|united nations|nations unies|(?:office memorandum\W{0,4})?united states government"
    r"|standard form .{0,20}|(?:general|limited|restricted) ?distr\.?|distr\.?:?"
    r"|general|original ?: ?\w+|[aes]/[\w./-]*\d[\w./-]*(?: \(\d{4}\))?"
    r"|(?:security|trusteeship|economic and social) council"
    r"|general assembly|(?:incoming|outgoing) (?:telegram|message|airgram)|airgram|a-\d{1,4})",
    re.IGNORECASE,
)
_HEAD_LINES = 60
_LONGEST_TITLE, _LONGEST_DATE_LINE, _LONGEST_BLOCK = 300, 150, 2000
# Two columns on a line: no title is printed so.
_COLUMNS = re.compile(r"\w\s{4,}\w")
_LABEL = re.compile(r"[A-Z][\w ()/.-]{1,50}:")
_LABEL_WITHIN = re.compile(r"\sDATE: ")
_LABELS = re.compile(r"(?:[A-Z]+(?: [A-Z]+){0,3} ?: ?){2,6}")
_CONTINUES = re.compile(r"(?:der|des|die|das|of|du|de la|on|with|from|to|for)\s")


# A paragraph with one of these words and a full stop is a sentence, whatever form it names.
SENTENCE = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|should|must)\b")
_YEAR_WITH_CALL = re.compile(r"[A-Z][a-z]{2,8} \d{1,2}, (?:1[5-9]|20)\d\d(?=\d)")

# PROCLAMATION 3246: a number under which an act is printed; its title stands under it.
NUMBER_OF_ACT = re.compile(
    r"(?P<form>proclamation|executive order|presidential directive|general order)(?:[/ ]nsc)?"
    r"(?: no\.?| number)?[ -]?(?P<number>\d{1,5})\.?",
    re.IGNORECASE,
)


def heading(document: Document, labels: set[int], first: int = 1) -> Span | None:
    """The first paragraph of the head, from a line on, that is a heading, down to the lines that hold labels.

    The number of an act is its heading only where no title follows it.
    """
    found = _heading(document, labels, first)
    if found and NUMBER_OF_ACT.fullmatch(words_of(document, found)):
        return _heading(document, labels, document.line_at(found.end) + 1) or found
    return _without_call(document, found) if found else None


def _without_call(document: Document, title: Span) -> Span:
    """A title without the number of a note that stands at its last year: February 1, 19511."""
    found = _YEAR_WITH_CALL.search(document.text, max(title.end - 30, title.start), title.end)
    return Span(title.start, found.end()) if found and found.end() == title.end - 1 else title


def _heading(document: Document, labels: set[int], first: int) -> Span | None:
    for block in blocks(document, first, _HEAD_LINES):
        span = without_furniture(document, block)
        if span.end <= span.start:
            continue
        words = words_of(document, Span(span.start, min(span.end, span.start + _LONGEST_BLOCK)))
        if document.line_at(span.start) in labels:
            return None
        if marked_level(words) or _is_date(document, span, words) or _only_labels(document, span):
            continue
        return _with_continuation(document, _as_heading(document, span, words))
    return None


def without_furniture(document: Document, block: Span) -> Span:
    """A paragraph without the lines at its beginning that are letterhead, markings, numbers or dates."""
    last = document.line_at(max(block.end - 1, block.start))
    for line in range(document.line_at(block.start), last + 1):
        span = trimmed(document.text, lines_span(document, line, line), "*_#`= \t")
        words = words_of(document, Span(span.start, min(span.end, span.start + _LONGEST_BLOCK)))
        if words and not _is_furniture(document, span, words):
            return trimmed(document.text, Span(max(span.start, block.start), block.end), "*_#`=")
    return Span(block.end, block.end)


def _only_labels(document: Document, span: Span) -> bool:
    """Whether each line is a label whose value is lost or stands elsewhere."""
    lines = document.text[span.start : span.end].split("\n")
    alone = all(_LABEL.fullmatch(line.strip()) or _LABELS.fullmatch(line.strip()) for line in lines)
    return alone or (len(lines) > 1 and all(_LABEL.match(line.strip()) for line in lines))


def _is_furniture(document: Document, span: Span, words: str) -> bool:
    return bool(
        _FURNITURE.fullmatch(words)
        or marked_level(words)
        or markings.is_marking(words)
        or is_letterhead(words)
        or _LABEL_WITHIN.search(words)
        or _COLUMNS.search(document.text[span.start : min(span.end, span.start + _LONGEST_TITLE)])
        or _is_date(document, span, words)
    )


def _is_date(document: Document, span: Span, words: str) -> bool:
    """Whether a stretch is little more than a date with its place."""
    dated = date_in(document, span) if len(words) < _LONGEST_DATE_LINE else None
    return dated is not None and len(words) < len(dated.text) + 40 and not form_in(words)


def _as_heading(document: Document, span: Span, words: str) -> Span | None:
    """A paragraph is a heading if it is short and no sentence; of a longer one its first line may be."""
    if words[-1] == "." and SENTENCE.search(words) and not words.isupper():
        return None
    if len(words) <= _LONGEST_TITLE and (words[-1] not in ".:;,?" or words.isupper() or form_in(words[:40])):
        return span
    end = document.text.find("\n", span.start, span.end)
    first = document.text[span.start : end] if end > 0 else ""
    if (
        8 < len(first) <= _LONGEST_TITLE
        and first.rstrip()[-1] not in ".:;,?"
        and (first.isupper() or form_in(first))
    ):
        return trimmed(document.text, Span(span.start, end), "*_#")
    return None


def _with_continuation(document: Document, span: Span | None) -> Span | None:
    """A heading with the paragraph under it that goes on with a small word: Protokoll Nr. 3 / der Sitzung."""
    if span is None or span.end - span.start > 80:
        return span
    line = document.line_at(max(span.end - 1, span.start))
    following = next(blocks(document, line + 1, line + 4), None)
    if following and _CONTINUES.match(document.text, following.start, following.end):
        words = words_of(document, following)
        if len(words) < 200 and words[-1] not in ".:;,?":
            return Span(span.start, following.end)
    return span


def supplied(voice: Voice) -> Iterator[Said]:
    """Without a heading the first words stand for a title, for a person to replace."""
    for block in blocks(voice.document, 1, _HEAD_LINES):
        block = without_furniture(voice.document, trimmed(voice.document.text, block, "*_#`= \t"))
        words = words_of(voice.document, Span(block.start, min(block.end, block.start + 400)))
        if words and not _FURNITURE.fullmatch(words[:200]) and not _LABEL.match(words):
            span = Span(block.start, min(block.end, block.start + 100))
            short = words if len(words) <= 80 else words[:80].rsplit(" ", 1)[0] + " …"
            yield voice.says(
                Title, span, value=short, title_kind="supplied", basis="inferred", confidence=0.3
            )
            return
