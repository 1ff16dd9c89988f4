"""Working through the queue: what workers and commands have in common."""

import logging
import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, cast

from django.conf import settings
from django.db import DatabaseError, OperationalError, connection
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from catalog.jobs import queue
from catalog.jobs.queue import Claim, LostClaim, WorkRefused
from catalog.jobs.wake import LONG, gathered, wake

logger = logging.getLogger(__name__)

Work = Callable[[Claim], Mapping[str, Any]]
"""Does one job and returns its report. Writes inside queue.held; raises WorkRefused with a sentence."""


def drain(kinds: Collection[str] = (), batch: str = "", seconds: float = float("inf")) -> int:
    """Work on open jobs of these kinds (all where none is named) until none is left; returns how many.

    After ``seconds`` it stops between two jobs and wakes the next worker for the rest, so that a
    worker can be stopped, and its memory looked at, in the midst of a large batch.
    """
    kinds = kinds or tuple(settings.JOB_KINDS)
    queue.give_up_lost()
    if not queue.any_open(kinds, batch):
        return 0
    ends, done = time.monotonic() + seconds, 0
    with gathered(), _renewing() as hands:
        while claim := queue.claim(kinds, batch):
            hands.claim = claim
            run(claim)
            done += 1
            if time.monotonic() > ends:
                wake(LONG)
                break
    return done


def run(claim: Claim) -> None:
    """Do the work of one claim and end its job, as done or as failed with a sentence.

    A lost claim ends nothing. A database that does not answer ends nothing either: the lease runs
    out and the job is taken up again.
    """
    try:
        queue.finish(claim, work_of(claim.kind)(claim))
    except LostClaim:
        logger.warning("Job %s was stopped or taken by another; this attempt wrote nothing.", claim.job)
    except WorkRefused as refusal:
        _fail(claim, str(refusal))
    except OperationalError:
        logger.exception("Job %s: the database did not answer; the job is taken up again.", claim.job)
        connection.close()
    except Exception as error:
        logger.exception("Job %s (%s) met an unexpected error.", claim.job, claim.kind)
        _fail(claim, _unexpected(error))
    except BaseException:  # the command or the worker is being stopped by a person
        queue.release(claim)
        raise


def work_of(kind: str) -> Work:
    """The function that does jobs of this kind, as the settings name it."""
    return cast(Work, import_string(settings.JOB_KINDS[kind]))


def _fail(claim: Claim, sentence: str) -> None:
    try:
        queue.fail(claim, sentence)
    except LostClaim:
        logger.warning("Job %s was stopped or taken by another before it failed.", claim.job)


def _unexpected(error: Exception) -> str:
    return _(
        "Something went wrong that Regesta did not foresee (%(error)s). Nothing was lost: retry, and if it "
        "fails again, give the log of this time to whoever looks after the site."
    ) % {"error": type(error).__name__}


@dataclass
class _Hands:
    """What a worker has in hand."""

    claim: Claim | None = None


@contextmanager
def _renewing() -> Iterator[_Hands]:
    """The lease of what is in hand is renewed from a thread, three times in its length."""
    hands, ended = _Hands(), threading.Event()
    thread = threading.Thread(target=_keep_renewing, args=(hands, ended), daemon=True)
    thread.start()
    try:
        yield hands
    finally:
        ended.set()
        thread.join()


def _keep_renewing(hands: _Hands, ended: threading.Event) -> None:
    while not ended.wait(settings.JOB_LEASE / 3):
        try:
            if hands.claim is not None:
                queue.renew(hands.claim)
        except LostClaim:
            continue  # it has just ended, or its next write will be refused
        except DatabaseError as error:
            logger.warning("The lease of a job could not be renewed: %s", error)
        finally:
            connection.close()
