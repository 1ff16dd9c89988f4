"""Files of whole results are not given any more when something in them may be hidden since."""

from functools import partial

from django.db import transaction

from catalog.models import StoredResult


def forget_results(rank: int) -> None:
    """Forgets the files that were written for ranks below ``rank``, in the present transaction; and those
    that were asked for while it was open, which were made of what stood before.
    """
    _forget(rank)
    transaction.on_commit(partial(_forget, rank))


def _forget(rank: int) -> None:
    StoredResult.objects.filter(rank__lt=rank).delete()
