"""The citations that a record page offers, and the one that was chosen."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from catalog.domain.description import Description
from catalog.interchange.citation import GIVEN, GIVEN_LABEL, STYLES, citations
from catalog.interchange.csl_style import COMMON_STYLES, NoSuchStyle, in_style
from catalog.interchange.surroundings import Surroundings


class CitationStyle(NamedTuple):
    """A style that can be chosen by its key."""

    key: str
    label: str
    chosen: bool


class Cite(NamedTuple):
    """``given`` says that the words are the source's own."""

    text: str
    given: bool
    key: str
    styles: tuple[CitationStyle, ...]


def cite(description: Description, around: Surroundings, asked: str) -> Cite:
    """The citation in the style that was asked for, else the first that the record has."""
    found = citations(description, around)
    key = asked if asked in found or asked in COMMON_STYLES else next(iter(found))
    labels = {GIVEN: GIVEN_LABEL} | {name: style.label for name, style in STYLES.items()} | COMMON_STYLES
    offered = (*found, *COMMON_STYLES)
    styles = tuple(CitationStyle(one, _(labels[one]), one == key) for one in offered)
    text = found[key] if key in found else in_style(description, around, key)
    return Cite(text, key == GIVEN, key, styles)


def citation_in(description: Description, around: Surroundings, style: str) -> str:
    """The citation in one of our styles or any of the CSL repository. Raises NoSuchStyle."""
    found = citations(description, around)
    if style in found:
        return found[style]
    if style in STYLES or style == GIVEN:
        raise NoSuchStyle(style)
    return in_style(description, around, style)
