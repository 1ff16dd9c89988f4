"""The order of records under their parent."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from catalog.models import Record

Places = Mapping[str, Sequence[int]]
"""By the id of a record as text, the position before and after: what a report keeps as JSON."""
BATCH = 500


def reorder(parent: int, order: Sequence[int]) -> dict[str, list[int]]:
    """Gives some children of a record their positions in another order; all others stay where they are.

    ``order`` names the children by id; must be called in a transaction. Gives what was moved.
    """
    held = _positions(parent, order)
    if any(first >= second for first, second in pairwise(sorted(held.values()))):
        _renumber(parent)
        held = _positions(parent, order)
    wanted = dict(zip([one for one in order if one in held], sorted(held.values()), strict=True))
    moved = {pk: [held[pk], place] for pk, place in wanted.items() if held[pk] != place}
    _write({pk: after for pk, (_before, after) in moved.items()})
    return {str(pk): places for pk, places in moved.items()}


def put_back(places: Places) -> None:
    """Takes a new order back, for those records that nobody moved since."""
    now = dict(Record.objects.filter(pk__in=[int(one) for one in places]).values_list("pk", "position"))
    _write({int(pk): before for pk, (before, after) in places.items() if now.get(int(pk)) == after})


def _positions(parent: int, chosen: Sequence[int]) -> dict[int, int]:
    children = Record.objects.filter(parent=parent, pk__in=chosen).select_for_update()
    return dict(children.order_by("pk").values_list("pk", "position"))


def _renumber(parent: int) -> None:
    """Children that share a position stand in the order of their ids; each gets one of its own."""
    ids = Record.objects.filter(parent=parent).order_by("position", "pk").values_list("pk", flat=True)
    _write({pk: place for place, pk in enumerate(ids, 1)})


def _write(positions: Mapping[int, int]) -> None:
    rows = [Record(pk=pk, position=place) for pk, place in positions.items()]
    Record.objects.bulk_update(rows, ["position"], batch_size=BATCH)
