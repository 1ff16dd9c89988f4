"""Bringing the index up to date from a worker, a command or the clock."""

import logging

from catalog.search.query import SearchAway
from catalog.search.sync import sync_pending

logger = logging.getLogger(__name__)


def index_saved() -> int:
    """Index all that was saved since, and return how many records that were.

    An engine that does not answer is said in the log: what was saved waits for the next sweep.
    """
    indexed = 0
    try:
        while done := sync_pending():
            indexed += done
    except SearchAway as away:
        logger.warning("%s What was saved is indexed once it answers again.", away)
    return indexed
