"""HTML as a person reads it: blocks in their order, without scripts and navigation."""

import re
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from catalog.ingest.document import Document, document_of
from catalog.ingest.readers.encoding import decoded

_DROPPED = frozenset(
    ("script", "style", "noscript", "template", "nav", "svg", "head", "iframe", "button", "select", "canvas")
)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "caption",
        "center",
        "details",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "legend",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
    ]
)
_SPACED = frozenset(
    [
        "article",
        "blockquote",
        "dl",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "ul",
    ]
)
_CELLS = frozenset(("td", "th"))
_DECLARED = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]+)", re.I)
_SPACE = re.compile(r"\s+")


def read(path: Path) -> Document:
    """The document of an HTML file; the page's title is its first line where no heading repeats it."""
    content = path.read_bytes()
    declared = _DECLARED.search(content[:4096])
    text, encoding, warnings = decoded(content, declared.group(1).decode("ascii") if declared else "")
    tree = LexborHTMLParser(text)
    lines = _lines(tree.body) if tree.body else []
    title = tree.css_first("title")
    heading = _SPACE.sub(" ", title.text()).strip() if title else ""
    if heading and not any(heading in line for line in lines[:40]):
        lines = [heading, "", *lines]
    if not any(lines):
        warnings = (*warnings, "The page has no text outside its scripts and navigation.")
    return document_of("\n".join(lines), media_type="text/html", encoding=encoding, warnings=warnings)


def _lines(body: LexborNode) -> list[str]:
    """Walks with a stack of its own: pages nest deeper than Python recurses."""
    pieces: list[str] = []
    stack: list[tuple[LexborNode, bool]] = [(body, False)]
    while stack:
        node, leaving = stack.pop()
        tag = node.tag or ""
        if tag == "-text":
            pieces.append(_words(node))
        elif leaving:
            pieces.append(_after(tag))
        elif tag == "br":
            pieces.append("\n")
        elif tag not in _DROPPED:
            pieces.append("\n\n" if tag in _SPACED else "\n" if tag in _BLOCKS else "")
            stack.append((node, True))
            children = list(node.iter(include_text=True))
            stack.extend((child, False) for child in reversed(children))
    return _tidy("".join(pieces))


def _words(node: LexborNode) -> str:
    text = node.text(deep=False) or ""
    parent = node.parent
    return text if parent is not None and parent.tag == "pre" else _SPACE.sub(" ", text)


def _after(tag: str) -> str:
    if tag in _CELLS:
        return "\t"
    return "\n\n" if tag in _SPACED else "\n" if tag in _BLOCKS else ""


def _tidy(text: str) -> list[str]:
    """Lines without blanks at their ends, and never two empty lines together."""
    lines: list[str] = []
    for line in text.split("\n"):
        line = line.strip(" \t\r\f")
        if line or (lines and lines[-1]):
            lines.append(line)
    return lines[:-1] if lines and not lines[-1] else lines
