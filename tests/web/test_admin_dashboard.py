"""The first page of the desk, and records as other ranks see them."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from catalog.domain.change import SetAccess
from catalog.domain.description import Access
from catalog.models import Job, Record, StoredFile
from catalog.records.change import change
from catalog.records.quality import count_all
from tests.database.records import ARCHIVIST, collection, internal, item, published
from tests.web.desk import ALL, address, archivist, text_of
from tests.web.desk import drafts as drafts

pytestmark = pytest.mark.django_db
INDEX = "/admin/"
FEW = 20
"""Session, user, permissions (two), records (five), quality, jobs, files, drafts, what waits, what stands
still (two); the frame's own."""
EVERYTHING = (*ALL, "view_storedfile", "change_job")


def figures(client: Client) -> dict[str, tuple[int, str]]:
    """(how many, where the list is) by group and words."""
    found: dict[str, tuple[int, str]] = {}
    for group in text_of(client, INDEX).split("<section")[1:]:
        title = re.search(r"<h2[^>]*>(.*?)</h2>", group)
        links = re.findall(r'href="([^"]*)"[^>]*><span class="count">(\d+)</span> (.*?)</a>', group)
        found |= {f"{title and title[1]}: {words}": (int(count), where) for where, count, words in links}
    return found


def listed(client: Client, where: str) -> int:
    """How many the list behind a number holds."""
    answer = client.get(unescape(where))
    assert answer.status_code == 200
    context = answer.context
    return int(context["cl"].result_count) if "cl" in context else int(context["jobs"].paginator.count)


def test_each_number_is_that_of_the_list_it_leads_to(drafts: dict[str, int]) -> None:
    client = archivist(30, *EVERYTHING)
    Job.objects.filter(title__startswith="003").update(state="failed", error="The disk was full.")
    Job.objects.create(kind="headings", title="Lüshun")
    StoredFile.objects.filter(name__startswith="001").update(state="damaged")
    published(collection())
    count_all()
    told = figures(client)
    assert told["Records: Drafts"][0] == 5
    assert told["Records: With proposed statements"][0] == 5
    assert told["Records: Not yet in the index as they are"][0] == 6
    assert told["Inbox: Failed"][0] == 1
    assert told["Other work: Waiting"][0] == 1
    assert told["Kept files: Damaged"][0] == 1
    assert told["Quality: Lacks: extent"][0] == 1
    assert {name: count for name, (count, _where) in told.items()} == {
        name: listed(client, where) for name, (_count, where) in told.items()
    }


def test_the_first_page_costs_the_same_for_five_records_and_for_fifty(drafts: dict[str, int]) -> None:
    client, counts = archivist(30, *EVERYTHING), []
    for more in (0, 45):
        for number in range(more):
            item(f"Letter {number}")
        with CaptureQueriesContext(connection) as queries:
            text_of(client, INDEX)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= FEW


def test_nobody_is_told_numbers_of_what_they_may_not_open(drafts: dict[str, int]) -> None:
    assert set(figures(archivist(30, "view_job", name="worker"))) == {
        name for name in figures(archivist(30, *EVERYTHING)) if name.startswith(("Inbox", "Other work"))
    }
    page = text_of(archivist(10, *EVERYTHING, name="reader"), INDEX)
    assert 'class="count"' not in page
    assert "Cable" not in page


def test_a_record_is_seen_as_each_rank_sees_it(drafts: dict[str, int]) -> None:
    shelf = published(collection())
    letter = published(item("Letter", internal("Ask the family"), parent=shelf, text="Dear Sir"))
    closed = SetAccess(access=Access(material="closed"))
    change(letter.public_id, [closed], expected_revision=letter.revision, author=ARCHIVIST)
    keeper = archivist(30)
    public, staff, leave = (text_of(keeper, address("see_as", letter.pk, one)) for one in (0, 20, 30))
    assert "Ask the family" not in public
    assert "Ask the family" in staff
    assert ["Dear Sir" in one for one in (public, staff, leave)] == [False, False, True]
    draft = text_of(keeper, address("see_as", drafts["cable"], 0))
    assert "nobody sees the record" in draft
    assert "Zhou Enlai" not in draft


def test_nobody_sees_as_a_rank_above_their_own(drafts: dict[str, int]) -> None:
    pk = drafts["cable"]
    cataloguer = archivist(20)
    assert cataloguer.get(address("see_as", pk, 30)).status_code == 403
    assert address("see_as", pk, 30) not in text_of(cataloguer, address("see_as", pk, 20))
    assert archivist(30, name="keeper").get(address("see_as", pk, 15)).status_code == 404


def test_what_is_indexed_is_no_longer_counted_as_behind(drafts: dict[str, int]) -> None:
    Record.objects.filter(pk=drafts["cable"]).update(
        indexed_version=Record.objects.get(pk=drafts["cable"]).version
    )
    client = archivist()
    assert figures(client)["Records: Not yet in the index as they are"][0] == 4
    page = text_of(client, reverse("admin:catalog_record_changelist") + "?indexed=no")
    assert "Cable, Zhou" not in page


def test_work_that_nothing_takes_up_is_told_in_words(drafts: dict[str, int]) -> None:
    client, now = archivist(30, *EVERYTHING), timezone.now()
    long_ago = now - timedelta(minutes=10)
    waiting = Job.objects.create(kind="headings", title="Lüshun")
    Record.objects.update(indexed_version=F("version"))
    assert "not running" not in text_of(client, INDEX)
    Job.objects.filter(pk=waiting.pk).update(created_at=long_ago)
    assert "the worker for long jobs is not running" in text_of(client, INDEX)
    Job.objects.create(kind="ingest", state="running", claimed_until=now + timedelta(minutes=1))
    assert "not running" not in text_of(client, INDEX)
    Record.objects.filter(pk=drafts["cable"]).update(indexed_version=0, updated_at=long_ago)
    assert "the worker for indexing is not running" in text_of(client, INDEX)


def test_quality_is_not_shown_as_none_before_it_was_counted(drafts: dict[str, int]) -> None:
    page = text_of(archivist(30, *EVERYTHING), INDEX)
    assert "It has not been counted yet" in page
    assert "Lacks: " not in page
