"""A record as plain text, for a person: each term under its name, then the citation."""

from catalog.domain.description import Description
from catalog.interchange.dublin_core import dublin_core
from catalog.interchange.surroundings import Surroundings

MEDIA_TYPE = "text/plain"
_LABELS = {
    "tableOfContents": "Contents",
    "isPartOf": "Part of",
    "hasPart": "Parts",
    "dateSubmitted": "Registered",
    "valid": "In force",
    "spatial": "Places",
    "temporal": "Period",
    "bibliographicCitation": "Cite as",
    "accessRights": "Access",
    "rightsHolder": "Rights holder",
    "isReferencedBy": "Cited by",
    "isVersionOf": "Version of",
    "hasVersion": "Has version",
    "isFormatOf": "Copy of",
    "hasFormat": "Has copy",
    "isReplacedBy": "Replaced by",
}


def write_text(description: Description, around: Surroundings) -> str:
    """Lines of label and value; a line break in a value is a blank. A blank line ends the record."""
    told = dublin_core(description, around)
    lines = [
        f"{_LABELS.get(term, term.capitalize())}: {' '.join(value.split())}\n"
        for term, values in told.items()
        for value in values
    ]
    return "".join(lines) + "\n"
