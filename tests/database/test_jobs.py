"""Jobs are claimed by one, ended once, and never lost."""

import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from celery.signals import before_task_publish
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from catalog.jobs import queue, wake
from catalog.jobs.queue import Claim, LostClaim, Request, WorkRefused
from catalog.jobs.run import drain, run
from catalog.models import Institution, Job
from config.celery import app

HERE = "tests.database.test_jobs"


def greets(claim: Claim) -> Mapping[str, Any]:
    return {"greeting": f"Good day, {claim.payload['name']}."}


def refuses(claim: Claim) -> Mapping[str, Any]:
    raise WorkRefused("The letter is written in invisible ink: warm it and retry.")


def stumbles(claim: Claim) -> Mapping[str, Any]:
    return {"never": 1 / 0}


def drain_apart() -> None:
    """What a worker does in a thread, with a connection of its own."""
    drain()
    connection.close()


def takes_long(claim: Claim) -> Mapping[str, Any]:
    """Longer than three leases."""
    time.sleep(1.0)
    with queue.held(claim):
        Institution.objects.create(name=f"by attempt {claim.attempt}")
    return {}


@pytest.fixture(autouse=True)
def _kinds(settings: Any) -> None:
    settings.JOB_KINDS = {name: f"{HERE}.{name}" for name in ("greets", "refuses", "stumbles", "takes_long")}


def ask(kind: str, **payload: object) -> Job:
    return queue.enqueue(Request(kind, payload, title=kind))


def claimed() -> Claim:
    claim = queue.claim(["greets"])
    assert claim is not None
    return claim


def run_out(job: Job) -> None:
    """The lease of the job ended just now."""
    Job.objects.filter(pk=job.pk).update(claimed_until=timezone.now())


@pytest.mark.django_db
def test_a_job_is_done_in_its_turn_and_says_what_it_did() -> None:
    jobs = [ask("greets", name="Dr. Hoo"), ask("greets", name="Mr. Lie")]
    assert drain() == 2
    for job in jobs:
        job.refresh_from_db()
    assert [job.report["greeting"] for job in jobs] == ["Good day, Dr. Hoo.", "Good day, Mr. Lie."]
    assert {job.state for job in jobs} == {"done"}
    assert jobs[0].ended_at is not None
    assert jobs[1].ended_at is not None
    assert jobs[0].ended_at <= jobs[1].ended_at
    assert drain() == 0


@pytest.mark.django_db
def test_work_that_is_refused_ends_as_failed_with_the_sentence_and_others_go_on() -> None:
    refused, done = ask("refuses"), ask("greets", name="Dr. Hoo")
    drain()
    refused.refresh_from_db()
    done.refresh_from_db()
    assert (refused.state, refused.error) == (
        "failed",
        "The letter is written in invisible ink: warm it and retry.",
    )
    assert done.state == "done"


@pytest.mark.django_db
def test_an_unforeseen_error_is_a_plain_sentence_for_people_and_a_traceback_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    job = ask("stumbles")
    drain()
    job.refresh_from_db()
    assert job.state == "failed"
    assert "retry" in job.error
    assert "Traceback" not in job.error
    assert "ZeroDivisionError: division by zero" in caplog.text


@pytest.mark.django_db
def test_a_batch_is_drained_alone() -> None:
    mine, other = queue.new_batch(), queue.new_batch()
    queue.enqueue_all(
        Request("greets", {"name": name}, batch=batch) for name, batch in (("A", other), ("B", mine))
    )
    assert drain(batch=mine) == 1
    assert set(Job.objects.filter(state="waiting").values_list("batch", flat=True)) == {other}


@pytest.mark.django_db
def test_a_job_whose_lease_ran_out_is_taken_up_and_the_first_holder_may_write_nothing() -> None:
    job = ask("greets", name="Dr. Hoo")
    first = claimed()
    assert queue.claim(["greets"]) is None
    run_out(job)
    second = claimed()
    assert second.attempt == 2
    writes: tuple[Callable[[], None], ...] = (
        lambda: queue.renew(first),
        lambda: queue.show_progress(first, 1, 2),
        lambda: queue.finish(first, {}),
        lambda: queue.fail(first, "no"),
        lambda: queue.release(first),
    )
    for write in writes:
        with pytest.raises(LostClaim):
            write()
    with pytest.raises(LostClaim), queue.held(first):
        Institution.objects.create(name="written under a lost claim")
    assert not Institution.objects.exists()
    queue.finish(second, {"by": "second"})
    job.refresh_from_db()
    assert (job.state, job.report) == ("done", {"by": "second"})


@pytest.mark.django_db
def test_a_job_lost_three_times_needs_attention_and_can_be_retried() -> None:
    job = ask("greets", name="Dr. Hoo")
    for _ in range(queue.ATTEMPTS):
        claimed()
        run_out(job)
    assert drain() == 0
    job.refresh_from_db()
    assert job.state == "needs attention"
    assert "broken off each time" in job.error
    assert queue.retry(job.pk)
    drain()
    job.refresh_from_db()
    assert (job.state, job.error, job.attempts) == ("done", "", 1)


@pytest.mark.django_db
def test_only_what_ended_badly_is_retried_and_only_what_is_open_is_stopped() -> None:
    done, waiting = ask("greets", name="A"), ask("greets", name="B")
    queue.finish(claimed(), {})
    assert not queue.retry(done.pk)
    assert not queue.stop(done.pk)
    assert not queue.retry(waiting.pk)
    assert queue.stop(waiting.pk)
    assert drain() == 0
    assert queue.retry(waiting.pk)
    assert drain() == 1


@pytest.mark.django_db
def test_what_a_stopped_job_was_writing_is_refused() -> None:
    job = ask("greets", name="A")
    claim = claimed()
    queue.stop(job.pk)
    run(claim)
    job.refresh_from_db()
    assert (job.state, job.report) == ("stopped", {})


@pytest.mark.django_db
def test_work_broken_off_by_a_person_is_given_back_unspent(settings: Any) -> None:
    settings.JOB_KINDS = {"breaks_off": f"{HERE}.breaks_off"}
    job = ask("breaks_off")
    with pytest.raises(KeyboardInterrupt):
        drain()
    job.refresh_from_db()
    assert (job.state, job.attempts, job.claim) == ("waiting", 0, "")


def breaks_off(claim: Claim) -> Mapping[str, Any]:
    raise KeyboardInterrupt


@pytest.mark.django_db
def test_a_worker_leaves_the_rest_of_a_large_batch_to_the_next_message() -> None:
    queue.enqueue_all(Request("greets", {"name": "A"}) for _ in range(3))
    assert drain(seconds=0) == 1
    assert drain() == 2


@pytest.mark.django_db(transaction=True)
def test_no_job_is_claimed_by_two() -> None:
    jobs = {job.pk for job in queue.enqueue_all(Request("greets", {"name": "A"}) for _ in range(60))}

    def claim_all(_: int) -> list[int]:
        try:
            return [claim.job for claim in iter(lambda: queue.claim(["greets"]), None)]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        taken = [job for one in pool.map(claim_all, range(4)) for job in one]
    assert sorted(taken) == sorted(jobs)


@pytest.mark.django_db(transaction=True)
def test_work_longer_than_its_lease_keeps_its_claim(settings: Any) -> None:
    settings.JOB_LEASE = 0.3
    job = ask("takes_long")
    worker = threading.Thread(target=drain_apart)
    worker.start()
    while worker.is_alive():
        assert drain(["takes_long"]) == 0 or not worker.is_alive()
        time.sleep(0.05)
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("done", 1)
    assert Institution.objects.get().name == "by attempt 1"


@pytest.fixture
def messages() -> Callable[[], list[str]]:
    """The queues that were woken, as the messages that lie in the broker's folder tell."""
    folder = Path(settings.REGESTA_HOME) / "broker" / "messages"

    def lying() -> list[str]:
        return sorted(path.name.split(".")[1] for path in folder.glob("*.msg"))

    for path in folder.glob("*.msg"):
        path.unlink()
    return lying


@pytest.mark.django_db(transaction=True)
def test_a_transaction_sends_one_message_a_queue_and_only_when_it_is_through(
    messages: Callable[[], list[str]],
) -> None:
    with transaction.atomic():
        for _ in range(5):
            ask("greets", name="A")
            wake.wake(wake.INDEXING)
        assert messages() == []
    assert messages() == ["indexing", "long"]
    with transaction.atomic():
        ask("greets", name="B")
        transaction.set_rollback(True)
    assert messages() == ["indexing", "long"]


@pytest.mark.django_db(transaction=True)
def test_the_job_is_there_when_its_message_is_sent() -> None:
    waiting: list[int] = []

    def count(**_: object) -> None:
        waiting.append(Job.objects.filter(state="waiting").count())

    before_task_publish.connect(count)
    try:
        job = ask("refuses")
        drain()
        queue.retry(job.pk)
    finally:
        before_task_publish.disconnect(count)
    assert waiting == [1, 1]


@pytest.mark.django_db(transaction=True)
def test_bulk_work_sends_a_message_at_its_beginning_and_one_at_its_end(
    messages: Callable[[], list[str]],
) -> None:
    with wake.gathered():
        for _ in range(50):
            wake.wake(wake.INDEXING)
        assert messages() == ["indexing"]
    assert messages() == ["indexing", "indexing"]


@pytest.fixture
def hung_broker() -> Iterator[str]:
    """A Redis that takes connections and never answers."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(16)
        yield f"redis://127.0.0.1:{listening.getsockname()[1]}/0"


@pytest.mark.django_db(transaction=True)
def test_a_save_with_a_hung_broker_takes_under_a_second(
    hung_broker: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The one time that is asserted: it is what a person would wait."""
    monkeypatch.setattr(wake, "_quiet_until", 0.0)
    monkeypatch.setitem(app.conf, "broker_url", hung_broker)
    monkeypatch.setitem(app.conf, "broker_transport", None)
    monkeypatch.setitem(app.conf, "broker_transport_options", {})
    import_module("kombu.transport.redis")  # a site that has saved before has loaded it
    begun = time.monotonic()
    ask("greets", name="A")
    assert time.monotonic() - begun < 1.0
    for _ in range(4):
        ask("greets", name="A")
    assert caplog.text.count("The broker does not answer") == 1
    assert drain() == 5
