"""Whether the parts that the site stands on answer, for those who run it."""

import logging
import time
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TookTooLong
from contextlib import suppress
from http import HTTPStatus
from threading import BoundedSemaphore, Thread
from typing import Literal, NamedTuple

import msgspec
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from catalog.records.standstill import standing_still
from catalog.search.engine import engine
from catalog.search.state import is_searched, what_is_wrong
from config.celery import publishing_connection

logger = logging.getLogger(__name__)

Answer = bool | str
SECONDS = 1.0
"""All parts together have this long to answer; they are asked at once."""
_asking = BoundedSemaphore(12)


class Part(msgspec.Struct):
    status: Literal["ok", "away"]
    message: str


class Health(msgspec.Struct):
    """``status`` is away where the site cannot be read at all, degraded where only some of it works."""

    status: Literal["ok", "degraded", "away"]
    database: Part
    index: Part
    broker: Part
    work: Part


class Check(NamedTuple):
    """``answers`` gives whether a part does, or a sentence of its own where it does and is of no use.

    The other sentences say what the answer means for people.
    """

    answers: Callable[[], Answer]
    ok: str
    away: str


@never_cache
def health(request: HttpRequest) -> HttpResponse:
    """200 while records can be read, 503 when the database is away; the body names each part."""
    told = _asked(
        database=Check(
            database_answers,
            _("The database answers."),
            _("The database does not answer: nothing can be read or saved until it does."),
        ),
        index=Check(
            index_answers,
            _("The search index answers."),
            _("The search index does not answer: records can be read and saved, but not searched."),
        ),
        broker=Check(
            broker_answers,
            _("The broker answers."),
            _("The broker does not answer: work waits, and nothing is lost, until it does."),
        ),
        work=Check(
            work_goes_on,
            _("No work stands still."),
            _("The database does not say whether work stands still."),
        ),
    )
    is_served = told.database.status == "ok"
    status = HTTPStatus.OK if is_served else HTTPStatus.SERVICE_UNAVAILABLE
    return HttpResponse(msgspec.json.encode(told), status=status, content_type="application/json")


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return bool(cursor.fetchone())
    finally:
        # Asked in a thread of its own, whose connection nobody else would close.
        connection.close()


def index_answers() -> Answer:
    try:
        if not engine().healthy():
            return False
        with suppress(DatabaseError):  # which is a part of its own
            return what_is_wrong() or is_searched()
        return True
    finally:
        connection.close()


def broker_answers() -> bool:
    with publishing_connection() as broker:
        broker.connect()
        return bool(broker.connected)


def work_goes_on() -> Answer:
    try:
        return " ".join(standing_still(timezone.now())) or True
    finally:
        connection.close()


def _asked(**checks: Check) -> Health:
    engine()  # the first time it loads a client, and that is not the index's delay
    started = time.monotonic()
    answers = {name: _ask_aside(check.answers) for name, check in checks.items()}
    parts = {}
    for name, check in checks.items():
        try:
            answer = answers[name].result(timeout=max(0.0, started + SECONDS - time.monotonic()))
        except TookTooLong:
            answer = False
        said = answer if isinstance(answer, str) else check.away
        parts[name] = Part("ok", check.ok) if answer is True else Part("away", said)
    overall: Literal["ok", "degraded", "away"] = "ok"
    if parts["database"].status == "away":
        overall = "away"
    elif any(part.status == "away" for part in parts.values()):
        overall = "degraded"
    return Health(overall, **parts)


def _ask_aside(answers: Callable[[], Answer]) -> "Future[Answer]":
    """Asks in a thread that neither the answer nor the end of the process waits for.

    Few at once: while that many hang, what they ask is away without asking again.
    """
    future: Future[Answer] = Future()
    if not _asking.acquire(blocking=False):
        future.set_result(False)
        return future
    Thread(target=_ask, args=(answers, future), daemon=True).start()
    return future


def _ask(answers: Callable[[], Answer], future: "Future[Answer]") -> None:
    try:
        future.set_result(answers())
    except Exception as error:  # noqa: BLE001  # every driver raises its own
        # Without its text: some name the address, and the password in it.
        logger.warning("%s: %s", answers.__name__, type(error).__name__)
        future.set_result(False)
    finally:
        _asking.release()
