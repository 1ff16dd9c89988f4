"""The words that matched, marked in what tantivy stores of a hit."""

import re
from collections.abc import Mapping

from tantivy import Document, Query, Searcher, Snippet, SnippetGenerator

from catalog.search.embedded_schema import schema
from catalog.search.entry import FIELDS

LONGEST_MARKED = 160
LONGEST_READ = 10_000
"""Characters of a text that are cut into words again: a text of megabytes would take a second a hit."""
_MARKED = tuple(one.name for one in FIELDS if one.kind == "words" and one.shown)
_WORD = re.compile(r"\w{3,}")


class Marks:
    """Marks what a query matches in the fields that are shown."""

    def __init__(self, searcher: Searcher, query: Query, words: str) -> None:
        self._generators = {
            name: SnippetGenerator.create(searcher, query, schema(), name) for name in _MARKED
        }
        for one in self._generators.values():
            one.set_max_num_chars(LONGEST_MARKED)
        # The first letters of a word stand in all of its forms.
        starts = {re.escape(one[: max(3, len(one) - 3)]) for one in _WORD.findall(words)}
        self._near = re.compile("|".join(sorted(starts)), re.IGNORECASE) if starts else None

    def of(self, document: Document) -> Mapping[str, tuple[str, ...]]:
        """HTML by field, escaped but for <mark>; fields in which nothing matched are left out."""
        found = {name: self._marked(name, document) for name in self._generators}
        return {name: (html,) for name, html in found.items() if html}

    def _marked(self, name: str, document: Document) -> str:
        text = document.get_first(name) or ""
        if len(text) > LONGEST_READ:
            document = Document.from_dict({name: [self._window(text)]}, schema())
        return _html(self._generators[name].snippet_from_doc(document))

    def _window(self, text: str) -> str:
        near = self._near.search(text) if self._near else None
        start = max(0, near.start() - LONGEST_MARKED) if near else 0
        return text[start : start + LONGEST_READ]


def _html(snippet: Snippet) -> str:
    if not snippet.highlighted():
        return ""
    html: str = snippet.to_html()
    return html.replace("<b>", "<mark>").replace("</b>", "</mark>")
