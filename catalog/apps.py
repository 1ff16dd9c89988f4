"""The catalogue as a Django application."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CatalogConfig(AppConfig):
    name = "catalog"
    verbose_name = "Catalogue"

    def ready(self) -> None:
        # After every migration: permissions are rows that Django makes only then.
        post_migrate.connect(_make_groups, sender=self, dispatch_uid="catalog.groups")


def _make_groups(**given: Any) -> None:
    # Imported here: models are not loaded when applications are.
    from catalog.records.groups import make_groups

    make_groups()
