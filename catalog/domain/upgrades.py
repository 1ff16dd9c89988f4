"""Older snapshots raised to the present schema.

One pure function a step, each with a stored sample as its test.
"""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from catalog.domain.description import SCHEMA, Description, decode

Upgrade = Callable[[dict[str, Any]], dict[str, Any]]
UPGRADES: Mapping[int, Upgrade] = {}
"""By the schema that a function raises from; it returns the value of the next schema."""


class UnknownSchema(ValueError):
    """A snapshot that this version of Regesta cannot read."""


class _Marked(msgspec.Struct):
    schema: int


def read(snapshot: bytes) -> Description:
    """The description in a snapshot of any schema known; raises UnknownSchema on any other."""
    schema = msgspec.json.decode(snapshot, type=_Marked).schema
    if schema == SCHEMA:
        return decode(snapshot)
    value: dict[str, Any] = msgspec.json.decode(snapshot)
    while schema != SCHEMA:
        if schema not in UPGRADES:
            raise UnknownSchema(
                f"This record was saved in schema {schema}, which this version of Regesta cannot read. "
                "Upgrade Regesta, then open the record again."
            )
        value = UPGRADES[schema](value)
        schema = value["schema"]
    return msgspec.convert(value, Description)
