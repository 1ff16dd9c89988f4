"""Why a hit is among the results that does not say what was typed."""

import html
import re
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from catalog.domain.names import matching_key
from catalog.search.query import OtherNames

_MARKED = re.compile(r"<mark>(.*?)</mark>", re.DOTALL)


def why(highlights: Mapping[str, Sequence[str]], others: Sequence[OtherNames]) -> tuple[str, ...]:
    """A sentence for each other name that is marked in the hit, as “Port Arthur is a name of Lüshunkou”."""
    if not others:
        return ()
    passages = (one for excerpts in highlights.values() for one in excerpts)
    marked = (html.unescape(one) for passage in passages for one in _MARKED.findall(passage))
    keys = {matching_key(one) for one in marked}
    said = {
        _("“%(typed)s” and “%(name)s” are names of %(heading)s.")
        % {"typed": one.typed, "name": name, "heading": " · ".join(one.headings)}: None
        for one in others
        if matching_key(one.typed) not in keys
        for name in one.names
        if matching_key(name) in keys
    }
    return tuple(said)
