"""What aggregators ask of a record before they take it, and which of it a public view has not.

DPLA: an object that opens, and the URI of a rights statement (Metadata Application Profile 5, section 1.3).
Europeana: the same, a language, since all is given as text, and what it is or is about (Europeana Publishing
Guide, Europeana Data Model mandatory elements). Archives Portal Europe: a reference code and a date (apeEAD).
"""

from collections.abc import Mapping

from catalog.domain.description import (
    AnyStatement,
    Date,
    Description,
    Form,
    Identifier,
    Language,
    Place,
    Rights,
    Subject,
)
from catalog.domain.vocabularies import AGGREGATE_LEVELS

REQUIREMENTS: Mapping[str, str] = {
    "file": "No file that everybody may open",
    "rights": "No URI of a rights statement",
    "language": "No language of the text",
    "about": "No subject, place, documentary form or time that it is about",
    "code": "No reference code",
    "date": "No date",
}
"""By the name that a record's row holds; sentences are English msgids."""

PROFILES: Mapping[str, tuple[str, ...]] = {
    "dpla": ("file", "rights"),
    "europeana": ("file", "rights", "language", "about"),
    "ape": ("code", "date"),
}
"""Of each aggregator, what it refuses a record for."""

AGGREGATORS: Mapping[str, str] = {"dpla": "DPLA", "europeana": "Europeana", "ape": "Archives Portal Europe"}
"""What each is called."""

_RIGHTS = (
    "http://rightsstatements.org/",
    "https://rightsstatements.org/",
    "http://creativecommons.org/",
    "https://creativecommons.org/",
)


def lacking(public: Description) -> tuple[str, ...]:
    """The requirements that are not met by what the public sees of a record, in their order."""
    standing = [one for one in public.statements if one.state == "accepted"]
    kinds = {type(one) for one in standing}
    met = {
        "file": bool(public.files),
        "rights": rights_uri(public) != "",
        "language": any(isinstance(one, Language) and one.role == "text" for one in standing),
        "about": public.level in AGGREGATE_LEVELS or any(_says_what_it_is(one) for one in standing),
        "code": any(isinstance(one, Identifier) and one.role == "reference code" for one in standing),
        "date": Date in kinds,
    }
    return tuple(name for name in REQUIREMENTS if not met[name])


def _says_what_it_is(one: AnyStatement) -> bool:
    """A form, or what it is about: a subject, a place, a time. A collection is told as such."""
    return isinstance(one, Subject | Place | Form) or (
        isinstance(one, Date) and one.role == "temporal_coverage"
    )


def rights_uri(public: Description) -> str:
    """The URI of the first standard rights statement (rightsstatements.org, Creative Commons), or ""."""
    for one in public.statements:
        if isinstance(one, Rights) and one.state == "accepted" and one.uri.startswith(_RIGHTS):
            return one.uri
    return ""
