"""Working through the queue: what workers and commands have in common."""

import logging
import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
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
    ends, done = time.monotonic() + seconds, 0
    queue.give_up_lost()
    with gathered():
        while claim := queue.claim(kinds or tuple(settings.JOB_KINDS), batch):
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
        with _renewed(claim):
            report = work_of(claim.kind)(claim)
        queue.finish(claim, report)
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


@contextmanager
def _renewed(claim: Claim) -> Iterator[None]:
    """The lease is renewed from a thread of its own, three times in its length, while the work goes on."""
    ended = threading.Event()
    thread = threading.Thread(target=_keep_renewing, args=(claim, ended), daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _keep_renewing(claim: Claim, ended: threading.Event) -> None:
    try:
        while not ended.wait(settings.JOB_LEASE / 3):
            try:
                queue.renew(claim)
            except LostClaim:
                return
            except DatabaseError as error:
                logger.warning("The lease of job %s could not be renewed: %s", claim.job, error)
    finally:
        connection.close()
