"""Review of a record: what is doubtful first, several statements at once, and the next one that waits."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.domain.change import Replace
from catalog.domain.description import (
    Agent,
    AnyStatement,
    Classification,
    ClassificationEvent,
    Date,
    Evidence,
    Identifier,
    Marking,
    Note,
    Relation,
    Rights,
    Title,
)
from catalog.models import Job, Record, Revision
from catalog.records.change import change
from catalog.records.together import may_accept_together, offered_together
from tests.database.records import ARCHIVIST, item
from tests.web.desk import address, archivist, described, first, form_of, post, post_by_htmx, text_of
from tests.web.desk import drafts as drafts

pytestmark = pytest.mark.django_db
FEW = 18
"""Those of the page of a record, what waits next (three sorts), and what is published with it."""


def read(basis: str = "stated", doubt: str = "", confidence: float = 1.0) -> Evidence:
    return Evidence(
        file="0" * 64,
        first_line=1,
        last_line=1,
        quote="words",
        basis=basis,  # type: ignore[arg-type]
        confidence=confidence,
        recogniser="general",
        doubt=doubt,
    )


ONE_BY_ONE: list[AnyStatement] = [
    Classification(level="Secret", evidence=read()),
    ClassificationEvent(act="released", evidence=read()),
    Marking(value="EYES ONLY", evidence=read()),
    Rights(value="All rights reserved", evidence=read()),
    Relation(relation="references", cited="NIE 58", evidence=read()),
    Agent(name="Zhou Enlai", role="author", authority="abc", evidence=read()),
    Date(edtf="2013-01-02", role="released", evidence=read()),
    Note(note_kind="access", value="Open", evidence=read()),
    Title(value="Cable", evidence=read("derived")),
    Title(value="Cable", evidence=read("inferred")),
    Title(value="Cable", evidence=read(doubt="The line is broken.")),
    Title(value="Cable", evidence=read(confidence=0.5)),
    Title(value="Cable", evidence=read(), state="rejected"),
    Title(value="Cable"),
]


@pytest.mark.parametrize("one", ONE_BY_ONE, ids=lambda one: type(one).__name__)
def test_what_opens_closes_links_or_was_not_stated_is_accepted_one_by_one(one: AnyStatement) -> None:
    assert not may_accept_together(one)


def test_what_is_stated_is_accepted_by_field_and_nothing_else(drafts: dict[str, int]) -> None:
    client, pk = archivist(), drafts["cable"]
    offered = offered_together(described(pk))
    assert offered["Title"] == 1
    before = {one.id: one for one in described(pk).statements}
    every = [*offered, "Classification", "Rights"]
    answer = post(client, address("accept_stated", pk), expected_revision=1, field=every)
    assert answer.headers["Location"] == address("review", pk)
    changed = [before[one.id] for one in described(pk).statements if one.state == "accepted"]
    assert len(changed) == sum(offered.values())
    assert all(may_accept_together(one) for one in changed)
    assert {one.state for one in described(drafts["treaty"]).statements} == {"proposed"}
    assert "Accepted together: " in Revision.objects.get(record=pk, number=2).reason


def test_only_the_ticked_fields_are_accepted(drafts: dict[str, int]) -> None:
    client, pk = archivist(), drafts["cable"]
    post(client, address("accept_stated", pk), expected_revision=1, field=["Title"])
    assert {type(one) for one in described(pk).statements if one.state == "accepted"} == {Title}


def test_several_are_not_accepted_over_what_another_changed(drafts: dict[str, int]) -> None:
    client, pk = archivist(), drafts["cable"]
    theirs = Replace(id=first(pk).id, statement=Title(value="The other's title"))
    public_id = Record.objects.get(pk=pk).public_id
    change(public_id, [theirs], expected_revision=1, author=ARCHIVIST)
    answer = post(client, address("accept_stated", pk), expected_revision=1, field=["Archival number"])
    fields = list(offered_together(described(pk)))
    answer = post(client, address("accept_stated", pk), expected_revision=1, field=fields)
    assert answer.status_code == 409
    assert "The other&#x27;s title" in answer.content.decode()
    assert Record.objects.get(pk=pk).revision == 2


def test_the_doubtful_stand_first_with_what_is_doubtful() -> None:
    sure = Title(value="Sure title", evidence=read())
    doubtful = Note(note_kind="general", value="Odd note", evidence=read(doubt="The year is torn off."))
    judged = Identifier(value="J-1", evidence=read("inferred"))
    record = item("Letter", sure, judged, doubtful, text="words\nmore words")
    page = text_of(archivist(), address("review", record.pk))
    places = [
        page.index(one) for one in ("Doubtful", "Odd note", "torn off", "J-1", "Sure title", ">Letter<")
    ]
    assert places[:2] == sorted(places[:2])
    assert places[1:5] == sorted(places[1:5])
    assert page.rindex(">Letter<") > places[4]


def test_each_statement_leads_to_its_line_and_back(drafts: dict[str, int]) -> None:
    pk = drafts["cable"]
    page = text_of(archivist(), address("review", pk))
    for one in described(pk).statements:
        if one.evidence:
            line = one.evidence.first_line
            assert f'href="{address("review", pk)}?line={line}#line-{line}"' in page
    backward = re.findall(r'class="number" href="#(statement-\w+)"', page)
    assert backward
    assert all(f'id="{one}"' in page for one in backward)


def test_the_page_costs_the_same_for_two_statements_and_for_two_hundred() -> None:
    client, counts = archivist(), []
    for number in (2, 200):
        notes = [Note(note_kind="general", value=f"Note {one}", state="proposed") for one in range(number)]
        record = item("Letter", *notes, text="Dear Sir\nYours")
        with CaptureQueriesContext(connection) as queries:
            text_of(client, address("review", record.pk))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= FEW


def test_words_of_the_text_become_a_statement_of_the_chosen_kind(drafts: dict[str, int]) -> None:
    client, pk = archivist(), drafts["meeting"]
    asked = address("add_statement", pk) + "?kind=date:concurred&words=10+July+1945&page=review"
    form = form_of(text_of(client, asked))
    assert (form["edtf"], form["role"], form["as_given"]) == ("10 July 1945", "concurred", "10 July 1945")
    assert post(client, address("add_statement", pk), **form).headers["Location"] == address("review", pk)
    added = described(pk).statements[-1]
    assert isinstance(added, Date)
    assert (added.edtf, added.role, added.as_given) == ("1945-07-10", "concurred", "10 July 1945")
    note = form_of(text_of(client, address("add_statement", pk) + "?kind=note:scope&words=All+of+it"))
    assert (note["note_kind"], note["value"]) == ("scope", "All of it")


def test_what_is_decided_on_the_page_leads_back_to_it(drafts: dict[str, int]) -> None:
    client, pk = archivist(), drafts["cable"]
    title = first(pk)
    where = address("accept", pk, title.id)
    answer = post(client, where, expected_revision=1, page="review")
    assert answer.headers["Location"] == f"{address('review', pk)}#statement-{title.id}"
    stale = post(client, where, expected_revision=1, page="review")
    assert stale.status_code == 409
    assert 'id="review"' in stale.content.decode()
    row = post_by_htmx(client, where, expected_revision=2, page="review")
    assert f"{address('review', pk)}?line=" in row
    said = {"kind": "subject", "name": "Mongolia", "expected_revision": Record.objects.get(pk=pk).revision}
    added = post_by_htmx(client, address("add_statement", pk), page="review", **said)
    assert '<ul id="decided-rows" hx-swap-oob="beforeend">' in added


def test_publishing_goes_on_to_the_next_of_the_same_batch(drafts: dict[str, int]) -> None:
    client = archivist()
    Job.objects.update(batch="")
    numbers = ("001", "004")
    for number in numbers:
        Job.objects.filter(title__startswith=number).update(batch="one batch")
    pk, following = drafts["meeting"], drafts["communiqué"]
    refused = post(client, address("publish_and_next", pk), expected_revision=1)
    assert refused.status_code == 400
    assert "has no accepted title" in refused.content.decode()
    post(client, address("accept", pk, first(pk).id), expected_revision=1)
    answer = post(client, address("publish_and_next", pk))
    assert answer.headers["Location"] == address("review", following)
    assert described(pk).status == "published"


def test_a_part_is_published_with_its_document(drafts: dict[str, int]) -> None:
    client = archivist()
    part = Record.objects.filter(level="part").first()
    assert part is not None
    assert part.document is not None
    assert "Publish the document and go on" in text_of(client, address("review", part.pk))
    for record in Record.objects.filter(path__startswith=part.document.path):
        post(client, address("accept", record.pk, first(record.pk).id), expected_revision=record.revision)
    basis = {"basis": "Released in 2013", "expected_revision": 2, "reason": ""}
    post(client, address("publish", part.document.pk), **basis)
    assert described(part.pk).status == "published"
    assert "Publish the document" not in text_of(client, address("review", part.pk))
