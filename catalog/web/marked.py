"""The words that a search matched, marked in a title.

An engine marks an excerpt, which may be of a part's title as well: its marks are carried over to the
title as it stands.
"""

import html
import re
from collections.abc import Iterable

from django.utils.safestring import SafeString

_MARKED = re.compile(r"<mark>(.*?)</mark>", re.DOTALL)


def marked(title: str, excerpts: Iterable[str]) -> SafeString:
    """The title as HTML.

    >>> marked("Notes on Port Arthur", ["on <mark>Port</mark> <mark>Arthur</mark>"])
    'Notes on <mark>Port</mark> <mark>Arthur</mark>'
    """
    words = {html.unescape(one) for excerpt in excerpts for one in _MARKED.findall(excerpt)} - {""}
    if not words:
        return SafeString(html.escape(title))
    longest_first = sorted(map(re.escape, words), key=len, reverse=True)
    cut = re.split(rf"(?<!\w)({'|'.join(longest_first)})(?!\w)", title, flags=re.IGNORECASE)
    pieces = [html.escape(one) for one in cut]
    pieces[1::2] = (f"<mark>{one}</mark>" for one in pieces[1::2])
    return SafeString("".join(pieces))
