"""Which recognisers read."""

RECOGNISERS = 5
"""Raised when what recognisers read of a text changes, so that what was read before can be read again."""
