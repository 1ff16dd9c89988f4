"""What the public once saw and may not see now."""

from catalog.models import Record


def was_public(public_id: str) -> bool:
    """Whether the public saw this record once: what it never saw is as unknown as what never was."""
    return Record.objects.filter(public_id=public_id, was_public=True).exists()
