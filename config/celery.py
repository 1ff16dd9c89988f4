"""The Celery application: two queues, messages that only wake, and the clock of the site."""

import os
from pathlib import Path
from typing import Any

from celery import Celery
from celery.schedules import crontab
from kombu import Connection

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
# Django's checks load every page of the site, which doubles the time in which a worker starts.
os.environ.setdefault("CELERY_SKIP_CHECKS", "1")

from django.conf import settings  # after the settings have been named

from config.broker import broker_settings

SWEEP_SECONDS = 10
INBOX_SECONDS = 5
QUALITY_SECONDS = 600
DUE_SECONDS = 60
FINDING_AIDS_SECONDS = 600

app = Celery("regesta")


def _broker() -> dict[str, Any]:
    if settings.CELERY_BROKER_URL:
        return {"broker_url": settings.CELERY_BROKER_URL}
    return broker_settings(Path(settings.REGESTA_HOME) / "broker")


def publishing_connection() -> Connection:
    """A connection for sending one message: a broker that hangs is given up after half a second."""
    impatient = {
        "socket_timeout": 0.5,
        "socket_connect_timeout": 0.5,
        "retry_on_timeout": False,
        "max_retries": 0,
    }
    connection: Connection = app.connection_for_write(connect_timeout=0.5, transport_options=impatient)
    return connection


def _schedule() -> dict[str, Any]:
    """What the clock sends. A message that was not taken before the next one expires, so that workers
    that were away find one and not thousands.
    """
    every = {
        "sweep of the index": ("indexing", SWEEP_SECONDS),
        "sweep of the jobs": ("long", SWEEP_SECONDS),
        "what is due": ("due", DUE_SECONDS),
        "quality": ("quality", QUALITY_SECONDS),
        "finding aids": ("finding aids", FINDING_AIDS_SECONDS),
    }
    if settings.REGESTA_INBOX:
        every["inbox"] = ("inbox", INBOX_SECONDS)
    schedule: dict[str, Any] = {
        name: {"task": task, "schedule": seconds, "options": {"expires": seconds}}
        for name, (task, seconds) in every.items()
    }
    schedule["alerts"] = {
        "task": "alerts",
        "schedule": crontab(hour=6, minute=7),
        "options": {"expires": 3600},
    }
    schedule["fixity"] = {
        "task": "fixity",
        "schedule": crontab(hour=3, minute=17),
        "options": {"expires": 3600},
    }
    return schedule


app.conf.update(
    **_broker(),
    imports=("catalog.ingest.tasks", "catalog.exports.tasks", "catalog.web.tasks"),
    task_default_queue="long",
    task_routes={"indexing": {"queue": "indexing"}},
    task_ignore_result=True,
    task_acks_late=True,
    task_time_limit=3600,
    worker_prefetch_multiplier=1,
    worker_concurrency=1,
    worker_max_memory_per_child=800_000,
    worker_enable_remote_control=False,
    worker_send_task_events=False,
    worker_hijack_root_logger=False,
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,
    beat_schedule=_schedule(),
    beat_schedule_filename=str(Path(settings.REGESTA_HOME) / "beat-schedule"),
    timezone=settings.TIME_ZONE,
)
