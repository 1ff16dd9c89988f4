"""What a site has before its first document: someone to sign in, authorities, and two collections."""

from pathlib import Path

import msgspec
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from catalog.domain.description import Description, Identifier, Provenance, Title
from catalog.models import Record, User
from catalog.models.user import Rank
from catalog.records.author import Author, command
from catalog.records.authorities import load_authorities
from catalog.records.institutions import own_institution
from catalog.records.publish import publish
from catalog.records.save import create
from config.secret_file import kept_secret

ADMINISTRATOR = "admin"
PASSWORD_BYTES = 12
AUTHORITIES = Path("catalog/domain/data/authorities.json")
VICTOR_HOO, CIA_RECORDS = "HOO", "CIA"
"""The reference codes of the two collections that documents of seeds/ belong to."""


def prepare_database() -> None:
    """Tables, static files, authorities and the first collections; what is there already stays as it is."""
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    load_authorities(settings.BASE_DIR / AUTHORITIES)
    prepare_collections(command("run"))


def prepare_administrator() -> str:
    """The password of the administrator, kept in the data folder; empty where it was changed since."""
    password = kept_secret(settings.REGESTA_HOME / "admin-password", PASSWORD_BYTES)
    user = User.objects.filter(username=ADMINISTRATOR).first()
    if user is None:
        User.objects.create_superuser(ADMINISTRATOR, password=password, rank=Rank.CLOSED)
        return password
    return password if user.check_password(password) else ""


@transaction.atomic
def prepare_collections(author: Author) -> None:
    """The two collections, published, in a catalogue that has no record yet."""
    if Record.objects.exists():
        return
    for description in (
        _collection(
            author,
            Title(value="Victor Hoo Collection"),
            Identifier(value=VICTOR_HOO, role="reference code"),
            Provenance(element="holder of the original", value="Hoover Institution Archives"),
        ),
        _collection(
            author,
            Title(value="General CIA Records"),
            Identifier(value=CIA_RECORDS, role="reference code"),
            Provenance(element="publisher of the copy", value="CIA FOIA (foia.cia.gov)"),
        ),
    ):
        record = create(description, institution=own_institution(), author=author, reason="First collections")
        publish(record.public_id, author=author)


def _collection(author: Author, *statements: Title | Identifier | Provenance) -> Description:
    at = timezone.now().isoformat(timespec="seconds")
    decided = {"state": "accepted", "decided_by": author.name, "decided_at": at}
    return Description(
        level="collection",
        statements=tuple(msgspec.structs.replace(statement, **decided) for statement in statements),
    )
