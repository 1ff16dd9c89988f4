"""The five documents of seeds/, catalogued by the real ingest and published."""

from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from catalog.management.commands.run import SEEDS
from catalog.management.prepare import AUTHORITIES, prepare_collections
from catalog.models import Record
from catalog.records.author import command
from catalog.records.authorities import load_authorities

ROOT = Path(__file__).parents[2]
CODES = {"treaty": "000", "communiqué": "001", "estimate": "002", "cable": "003", "meeting": "004"}


def catalogue_seeds() -> dict[str, str]:
    """The public ids of the documents by a short name, and of the two collections by their code."""
    load_authorities(settings.BASE_DIR / AUTHORITIES)
    prepare_collections(command("run"))
    for reference, names in SEEDS:
        paths = [str(ROOT / "seeds" / name) for name in names]
        call_command("ingest", *paths, under=reference, publish=True, verbosity=0)
    return _named()


def _named() -> dict[str, str]:
    named = {one.reference_code: one.public_id for one in Record.objects.exclude(reference_code="")}
    for record in Record.objects.filter(level="item"):
        file = record.file_rows.select_related("file").first()
        number = file.file.name[:3] if file else ""
        named |= {short: record.public_id for short, code in CODES.items() if code == number}
    return named
