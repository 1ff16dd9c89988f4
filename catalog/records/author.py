"""Who acts: a person who is signed in, or a command."""

from typing import NamedTuple

from catalog.models import User


class Author(NamedTuple):
    """``name`` stands in histories and stays when the user is gone; ``rank`` is what the author sees.

    ``publishes_unapproved`` says whether the author may publish what nobody has approved.
    """

    name: str
    user_id: int | None = None
    rank: int = 0
    publishes_unapproved: bool = True


def person(user: User) -> Author:
    """The author that a signed-in user is."""
    return Author(user.get_username(), user.pk, user.rank, user.has_perm("catalog.publish_unapproved_record"))


def command(name: str) -> Author:
    """A command acts with the rank of staff: what is closed is not its business."""
    return Author(name, None, 20)


def clock() -> Author:
    """Carries out on its day what people with leave decided before; of itself it decides nothing."""
    return Author("clock", None, 30, publishes_unapproved=False)
