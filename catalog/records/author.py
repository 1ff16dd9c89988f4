"""Who acts: a person who is signed in, or a command."""

from typing import NamedTuple

from catalog.models import User


class Author(NamedTuple):
    """``name`` stands in histories and stays when the user is gone; ``rank`` is what the author sees."""

    name: str
    user_id: int | None = None
    rank: int = 0


def person(user: User) -> Author:
    """The author that a signed-in user is."""
    return Author(user.get_username(), user.pk, user.rank)


def command(name: str) -> Author:
    """A command acts with the rank of staff: what is closed is not its business."""
    return Author(name, None, 20)
