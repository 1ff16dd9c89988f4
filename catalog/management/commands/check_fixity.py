"""manage.py check_fixity: compute the digest of every kept file again."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from catalog.files import fixity
from catalog.models import StoredFile


class Command(BaseCommand):
    help = "Checks that every kept file still has the bytes it came with, and names those that have not."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        found = fixity.check()
        self.stdout.write(
            _("%(all)s files checked, %(kept)s of them whole.")
            % {"all": sum(found.values()), "kept": found[StoredFile.State.KEPT]}
        )
        harmed = StoredFile.objects.exclude(state=StoredFile.State.KEPT).order_by("name")
        if harmed.exists():
            lines = [f"{one.get_state_display()}: {one.name} ({one.sha256})" for one in harmed]
            raise CommandError("\n".join([*lines, _("Restore them from the backup, or upload them again.")]))
