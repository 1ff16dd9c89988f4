"""Which recognisers read."""

RECOGNISERS = 4
"""Raised when what recognisers read of a text changes, so that what was read before can be read again."""
