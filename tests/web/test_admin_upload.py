"""Files that come in by the desk, their jobs, and the store."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from catalog.domain.change import SetAccess
from catalog.domain.description import Access
from catalog.files.fixity import check
from catalog.files.store import path_of
from catalog.jobs.queue import claim
from catalog.jobs.run import drain
from catalog.models import Job, Record, StoredFile
from catalog.records.change import change
from tests.database.records import ARCHIVIST, collection
from tests.web.desk import SEEDS, address, archivist, post, text_of
from tests.web.desk import drafts as drafts

pytestmark = pytest.mark.django_db
JOBS = reverse("admin:catalog_job_changelist")
FILES = reverse("admin:catalog_storedfile_changelist")


def upload(client: Client, *names: str, under: str = "") -> str:
    """Uploads seeds by their number, or a name with words of its own; the address of the batch."""
    files = [
        SimpleUploadedFile(name, next(SEEDS.glob(f"{name}*")).read_bytes())
        if name.isdigit()
        else SimpleUploadedFile(name, b"")
        for name in names
    ]
    answer = client.post(address("upload"), {"uploads": files, "under": under})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"])


def test_many_files_are_uploaded_to_a_place_and_their_batch_is_shown() -> None:
    client, shelf = archivist(), collection()
    batch = upload(client, "000", "003", "nothing.txt", under=shelf.public_id)
    page = text_of(client, batch)
    assert page.count(">Waiting</span>") == 3
    assert 'hx-trigger="every 2s"' in page
    drain(("ingest",))
    page = text_of(client, batch)
    assert 'hx-trigger="every 2s"' not in page
    assert "The file is empty" in page
    assert page.count("Open the record") == 2
    assert [one.parent_id for one in Record.objects.filter(level="item")] == [shelf.pk, shelf.pk]
    made = Record.objects.filter(level="item").first()
    assert made is not None
    assert made.revisions.get().author_name == "archivist"


def test_a_file_that_is_catalogued_makes_no_second_record(drafts: dict[str, int]) -> None:
    client = archivist()
    batch = upload(client, "003")
    drain(("ingest",))
    assert "Catalogued already as" in text_of(client, batch)
    assert Record.objects.filter(level="item").count() == 5


def test_an_upload_without_files_or_to_nowhere_is_told() -> None:
    client = archivist()
    html = client.post(address("upload"), {"under": "NOWHERE"}).content.decode()
    assert "Choose one file or more" in html
    assert "No record has the code or identifier “NOWHERE”" in html
    assert not Job.objects.filter(created_by__username="archivist").exists()


def test_a_job_that_failed_is_retried_and_one_that_waits_is_stopped() -> None:
    client = archivist(30, "view_job", "change_job", "add_job")
    upload(client, "000", "nothing.txt")
    whole, empty = Job.objects.filter(created_by__username="archivist").order_by("pk")
    post(client, reverse("admin:catalog_job_stop", args=[whole.pk]))
    drain(("ingest",))
    page = text_of(client, JOBS)
    assert "Stopped before it was described" in page
    assert "The file is empty" in page
    for job in (whole, empty):
        post(client, reverse("admin:catalog_job_retry", args=[job.pk]))
    drain(("ingest",))
    whole.refresh_from_db()
    empty.refresh_from_db()
    assert (whole.state, empty.state) == (Job.State.DONE, Job.State.FAILED)
    assert text_of(client, JOBS + "?state=failed").count('<th scope="row"') == 1


def test_a_running_job_shows_how_far_it_is() -> None:
    client = archivist()
    upload(client, "000")
    claimed = claim(("ingest",))
    assert claimed is not None
    Job.objects.filter(pk=claimed.job).update(progress=3, total=7)
    page = text_of(client, JOBS)
    assert '<progress value="3" max="7"' in page
    assert "3 / 7" in page


def test_the_store_lists_names_and_fixity_and_nothing_can_be_written_there(drafts: dict[str, int]) -> None:
    client = archivist(30, "view_storedfile", "change_storedfile", "delete_storedfile", "add_storedfile")
    file = StoredFile.objects.get(name__startswith="003")
    path_of(file.sha256).chmod(0o600)
    path_of(file.sha256).write_bytes(b"other bytes")
    check()
    page = text_of(client, FILES + "?state__exact=damaged")
    assert file.name in page
    assert "1 result" in page
    assert str(path_of(file.sha256).parent) not in page
    assert client.get(reverse("admin:catalog_storedfile_add")).status_code == 403
    delete = reverse("admin:catalog_storedfile_delete", args=[file.pk])
    assert client.post(delete, {"post": "yes"}).status_code == 403


def test_closed_material_is_named_neither_among_files_nor_among_jobs(drafts: dict[str, int]) -> None:
    record = Record.objects.get(pk=drafts["cable"])
    closed = SetAccess(access=Access(material="closed"))
    change(record.public_id, [closed], expected_revision=1, author=ARCHIVIST)
    shelf = collection("Closed series")
    change(shelf.public_id, [closed], expected_revision=1, author=ARCHIVIST)
    with_leave = archivist(30, "view_storedfile", "view_job", "add_job", name="keeper")
    upload(with_leave, "secret-diary.txt", under=shelf.public_id)
    without = archivist(20, "view_storedfile", "view_job", name="cataloguer")
    for where in (FILES, JOBS):
        assert "003_" in text_of(with_leave, where)
        page = text_of(without, where)
        assert "003_" not in page
        assert "secret-diary" not in page
        assert "004_" in page
