"""The accession that a file came with, stated in its record by whoever sent the file in."""

import msgspec
from django.utils import timezone

from catalog.domain.description import Provenance
from catalog.ingest.drafts import Drafts
from catalog.records.author import Author


def with_accession(drafts: Drafts, number: str, author: Author) -> Drafts:
    """The drafts, the document's with the number of its accession; as they are where there is none."""
    if not number:
        return drafts
    at = timezone.now().isoformat(timespec="seconds")
    stated = Provenance(
        element="accession", value=number, state="accepted", decided_by=author.name, decided_at=at
    )
    document = msgspec.structs.replace(drafts.document, statements=(*drafts.document.statements, stated))
    return drafts._replace(document=document)
