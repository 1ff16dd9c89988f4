"""Labelled fields: "Label: value", or a label on a line of its own with its value on the next lines."""

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import zip_longest

import msgspec

from catalog.ingest.document import Document
from catalog.ingest.statements import Span, lines_span, one_line, trimmed

_NOT_IN_LABEL = re.compile(r"[^\w ]+|_+")
_LONGEST_LABEL = 60
_LONGEST_VALUE = 4000
_RUN_ON = 8000
_LOOK_ALIKE = str.maketrans("1i|!05", "llllos")
_EMPTY = frozenset(("n/a", "none", "null", "-", "--", "not available", "not given", "no title", "[no title]"))


class Field(msgspec.Struct, frozen=True):
    """A field as it stands: where its label starts, its value's span and first words ("" if it has none)."""

    key: str
    label: Span
    span: Span
    value: str

    @property
    def whole(self) -> Span:
        """From the label to the end of the value."""
        return Span(self.label.start, max(self.span.end, self.label.end))


@lru_cache(maxsize=8192)
def folded_label(text: str) -> str:
    """The form in which labels are compared: no punctuation, single blanks, lower case."""
    return one_line(_NOT_IN_LABEL.sub(" ", text)).casefold()


def unmistaken(text: str) -> str:
    """One form for what OCR mistakes for one another: l, 1, I and |; O and 0; rn and m."""
    return text.casefold().replace("rn", "m").translate(_LOOK_ALIKE)


@lru_cache(maxsize=8192)
def _unmistaken_label(label: str) -> str:
    return unmistaken(label)


@lru_cache(maxsize=64)
def _misread(labels: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return {unmistaken(label): key for label, key in labels}


def labelled(
    document: Document,
    labels: Mapping[str, str],
    first: int = 1,
    last: int | None = None,
    *,
    colon: bool = True,
) -> list[Field]:
    """The fields between two lines; ``labels`` gives the key of each folded label.

    A value runs to the next label. With ``colon`` a label ends in one; without, a label may also
    stand bare on a line of its own.
    """
    marks: list[tuple[int, str, Span, int]] = []
    misread = _misread(tuple(labels.items()))
    end = min(last or len(document.lines), len(document.lines))
    for number in range(first, end + 1):
        line = document.lines[number - 1]
        head, found, _ = line.partition(":")
        if (not found and (colon or not line.strip())) or len(head) > _LONGEST_LABEL:
            continue
        label = folded_label(head)
        key = labels.get(label) or misread.get(_unmistaken_label(label))
        if key:
            start = document.offset_of(number)
            marks.append(
                (number, key, Span(start, start + len(head) + len(found)), start + len(head) + len(found))
            )
    return [
        _field(document, mark, marks[n + 1][0] - 1 if n + 1 < len(marks) else end)
        for n, mark in enumerate(marks)
    ]


def _field(document: Document, mark: tuple[int, str, Span, int], last_line: int) -> Field:
    number, key, label, value_start = mark
    limit = lines_span(document, number, max(last_line, number)).end
    span = trimmed(document.text, Span(value_start, max(limit, value_start)))
    value = one_line(document.text[span.start : min(span.end, span.start + _LONGEST_VALUE)])
    return Field(key, trimmed(document.text, label), span, "" if value.casefold() in _EMPTY else value)


def first_line_of(document: Document, field: Field) -> Field:
    """The field with the first line of its value alone."""
    end = document.text.find("\n", field.span.start, field.span.end)
    if end < 0:
        return field
    span = trimmed(document.text, Span(field.span.start, end))
    return Field(field.key, field.label, span, one_line(document.text[span.start : span.end]))


def run_on(document: Document, labels: Mapping[str, str]) -> list[Field]:
    """The fields of a text whose line ends are lost: each value runs from its label to the next one."""
    known = "|".join(sorted((_in_text(label) for label in labels), key=len, reverse=True))
    pattern = re.compile(rf"(?<!\w)(?:{known})\s*:", re.IGNORECASE)
    found = list(pattern.finditer(document.text, 0, _RUN_ON))
    fields = []
    for one, following in zip_longest(found, found[1:]):
        end = following.start() if following else len(document.text)
        span = trimmed(document.text, Span(one.end(), end))
        value = one_line(document.text[span.start : min(span.end, span.start + _LONGEST_VALUE)])
        key = labels[folded_label(one.group())]
        fields.append(
            Field(key, Span(one.start(), one.end()), span, "" if value.casefold() in _EMPTY else value)
        )
    return fields


def _in_text(label: str) -> str:
    """The words of a label with whatever punctuation the text has between them."""
    return r"[\s()/]{1,4}".join(re.escape(word) for word in label.split()) + r"\)?"
