"""What the writer of records refuses, in sentences for people."""

from catalog.domain.difference import Difference


class Refused(ValueError):
    """Something that cannot be done to a record; the text says why and what to do."""


class NoSuchRecord(Refused):
    """No record is seen under that identifier at the author's rank."""


class Conflict(Refused):
    """Another person saved in between; ``differences`` is what they changed, as the author may see it."""

    def __init__(self, message: str, differences: tuple[Difference, ...]) -> None:
        super().__init__(message)
        self.differences = differences


class AlreadyCatalogued(Refused):
    """The same bytes have a record."""
