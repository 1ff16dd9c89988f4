"""Columns that are compared byte by byte: what begins alike stands together, and an index finds it."""

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


class PathField(models.TextField):  # type: ignore[type-arg]  # generic only in the stubs
    """Ids from the root down, each with a slash behind it: ``12/345/``."""

    def db_parameters(self, connection: BaseDatabaseWrapper) -> Any:
        return _bytewise(super().db_parameters(connection), connection)


class KeyField(models.CharField):  # type: ignore[type-arg]  # generic only in the stubs
    """A folded form of some words, to be found by how it begins."""

    def db_parameters(self, connection: BaseDatabaseWrapper) -> Any:
        return _bytewise(super().db_parameters(connection), connection)


def _bytewise(parameters: Any, connection: BaseDatabaseWrapper) -> Any:
    """PostgreSQL needs the C collation for that; SQLite compares so by itself."""
    return {**parameters, "collation": "C"} if connection.vendor == "postgresql" else parameters


def below(path: str) -> models.Q:
    """The records under the record at ``path``, itself included: a range that the index serves."""
    return models.Q(path__gte=path, path__lt=f"{path[:-1]}0")


def ancestors_of(path: str) -> list[int]:
    """The ids above the record at ``path``, from the root down, itself left out."""
    return [int(one) for one in path.split("/")[:-2]]
