"""What a record says of others in every format: values that the doors find, as far as the reader may know."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class FileAddress:
    """A file that the reader may download; ``size`` in bytes."""

    url: str
    name: str
    media_type: str
    size: int


@dataclass(frozen=True)
class Surroundings:
    """The record's own web address, the titles above it from the whole down, the titles of its parts, the web
    addresses of related records by their public ids, and its files; ``changed`` is an ISO time or empty.
    """

    address: str
    institution: str
    above: Sequence[str] = ()
    parts: Sequence[str] = ()
    related: Mapping[str, str] = field(default_factory=dict)
    files: Sequence[FileAddress] = ()
    public_id: str = ""
    changed: str = ""
