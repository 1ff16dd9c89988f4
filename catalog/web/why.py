"""Why a hit is among the results that does not say what was typed."""

from collections.abc import Collection, Sequence

from django.utils.translation import gettext as _

from catalog.domain.names import matching_key
from catalog.search.query import Hit, OtherNames


def why(hit: Hit, others: Sequence[OtherNames]) -> tuple[str, ...]:
    """A sentence for each thing of which another name than the typed one is marked in the hit, as
    “Port Arthur”, “Lüshun”: names of Lüshunkou.
    """
    if not others:
        return ()
    keys = {matching_key(one) for one in hit.marked}
    return tuple(
        _("%(names)s: names of %(heading)s.")
        % {"names": ", ".join(f"“{name}”" for name in (one.typed, *met)), "heading": " · ".join(one.headings)}
        for one in others
        if matching_key(one.typed) not in keys and (met := _met(one.names, keys))
    )


def _met(names: Sequence[str], keys: Collection[str]) -> list[str]:
    """The names that are marked; of those that are spelled alike but for their marks, the first."""
    by_key: dict[str, str] = {}
    for name in names:
        if matching_key(name) in keys:
            by_key.setdefault(matching_key(name), name)
    return list(by_key.values())
