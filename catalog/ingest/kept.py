"""Drafts made ready to be saved: linked to authorities, with their text kept."""

from catalog.domain.description import Description
from catalog.ingest.drafts import Drafts
from catalog.models import Text
from catalog.records.linking import link_full_names


def linked(drafts: Drafts) -> Drafts:
    """The drafts with what is named in full linked to the authority that bears the name. One query."""
    found = link_full_names([drafts.document, *(part.description for part in drafts.parts)])
    parts = (part._replace(description=one) for part, one in zip(drafts.parts, found[1:], strict=True))
    return Drafts(found[0], tuple(parts))


def keep_text(description: Description, content: str) -> None:
    """Keeps the text of a description under its digest; one that is kept already stays."""
    if description.text is not None:
        text = Text(sha256=description.text.sha256, content=content)
        Text.objects.bulk_create([text], ignore_conflicts=True)
