"""The page of one record: what it shows, and one statement at a time."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.domain.change import Replace
from catalog.domain.description import Agent, Date, Identifier, Note, Title
from catalog.models import Record
from catalog.records.authorities import Name, create_authority
from catalog.records.change import change
from tests.database.records import ARCHIVIST, item
from tests.web.desk import address, archivist, described, first, form_of, post, post_by_htmx, text_of
from tests.web.desk import drafts as drafts

pytestmark = pytest.mark.django_db
FEW = 11
"""Session, user, permissions (two), the record, the titles of others, its text; the frame's own."""


def test_the_page_costs_the_same_for_two_statements_and_for_two_hundred() -> None:
    client, counts = archivist(), []
    for number in (2, 200):
        notes = [Note(note_kind="general", value=f"Note {one}", state="proposed") for one in range(number)]
        record = item("Letter", *notes, text="Dear Sir\nYours")
        with CaptureQueriesContext(connection) as queries:
            page = text_of(client, address("change", record.pk))
        assert page.count('class="statement ') == number + 1
        counts.append(len(queries))
    assert counts[0] == counts[1] <= FEW


def test_statements_stand_in_the_order_of_the_areas_with_their_evidence(drafts: dict[str, int]) -> None:
    page = text_of(archivist(), address("change", drafts["cable"]))
    wanted = ["1. Identity", "2. Context", "3. Content", "4. Conditions", "6. Notes", "Add a statement"]
    places = [page.index(one) for one in wanted]
    assert places == sorted(places)
    assert "Counted from 1952-08-28" in page
    assert f'href="{address("change", drafts["cable"])}?line=5#line-5"' in page
    assert 'id="line-5" class="read"' in page
    assert "August 28, 1952" in page


def test_a_row_opens_as_a_form_and_is_saved_alone_as_one_change(drafts: dict[str, int]) -> None:
    client, pk = archivist(), drafts["cable"]
    date = first(pk, Date)
    form = form_of(text_of(client, address("statement", pk, date.id)))
    before = described(pk)
    answer = post(client, address("statement", pk, date.id), **form | {"edtf": "29 August 1952"})
    assert answer.status_code == 302
    after = described(pk)
    changed = [one for one, other in zip(after.statements, before.statements, strict=True) if one != other]
    assert [(one.id, one.state, one.decided_by) for one in changed] == [(date.id, "accepted", "archivist")]
    assert changed[0] == first(pk, Date)
    assert changed[0].evidence == date.evidence
    assert Record.objects.get(pk=pk).revision == 2


def test_htmx_gets_the_row_the_head_and_the_new_revision(drafts: dict[str, int]) -> None:
    client, pk = archivist(), drafts["cable"]
    title = first(pk)
    said = {"value": "A cable", "title_kind": "supplied", "expected_revision": 1}
    html = post_by_htmx(client, address("statement", pk, title.id), **said)
    assert f'id="statement-{title.id}"' in html
    assert "<html" not in html
    assert '<h2 class="record-title">A cable</h2>' in html
    assert 'id="expected-revision" name="expected_revision" value="2" hx-swap-oob="true"' in html


@pytest.mark.parametrize(("act", "state"), [("accept", "accepted"), ("reject", "rejected"), ("remove", None)])
def test_a_statement_is_accepted_rejected_or_removed(
    drafts: dict[str, int], act: str, state: str | None
) -> None:
    client, pk = archivist(), drafts["treaty"]
    number = first(pk, Identifier)
    assert post(client, address(act, pk, number.id), expected_revision=1).status_code == 302
    held = [one.state for one in described(pk).statements if one.id == number.id]
    assert held == ([state] if state else [])


def test_a_statement_is_added_by_its_kind(drafts: dict[str, int]) -> None:
    client, pk = archivist(), drafts["meeting"]
    create_authority("person", "Zhukov, Georgy", [Name("Жуков, Георгий")])
    assert "Office" in text_of(client, address("add_statement", pk) + "?kind=agent")
    said = {"kind": "agent", "name": "Zhukov", "role": "participant", "authority": "Георгий Жуков"}
    html = post_by_htmx(client, address("add_statement", pk), expected_revision=1, **said)
    assert '<ul id="area-2-rows" hx-swap-oob="beforeend">' in html
    added = described(pk).statements[-1]
    assert isinstance(added, Agent)
    assert (added.name, added.as_given, added.state) == ("Zhukov, Georgy", "Zhukov", "accepted")


def test_an_authority_that_is_not_there_or_not_one_is_told_beside_its_field(drafts: dict[str, int]) -> None:
    client, pk = archivist(), drafts["meeting"]
    for heading in ("Wang Wei (1699–1759)", "Wang Wei (painter)"):
        create_authority("person", heading, [Name("Wang Wei")])
    said = {"kind": "agent", "name": "Wang", "role": "author", "expected_revision": 1}
    none = post(client, address("add_statement", pk), authority="Nobody At All", **said)
    assert none.status_code == 400
    assert "No authority bears the name" in none.content.decode()
    several = post(client, address("add_statement", pk), authority="Wang Wei", **said).content.decode()
    assert "Wang Wei (painter)" in several
    assert 'value="Wang"' in several


def test_the_second_of_two_people_is_told_and_loses_nothing(drafts: dict[str, int]) -> None:
    client, pk = archivist(), drafts["cable"]
    record, title = Record.objects.get(pk=pk), first(pk)
    theirs = Replace(id=title.id, statement=Title(value="The other's title"))
    change(record.public_id, [theirs], expected_revision=1, author=ARCHIVIST)
    mine = {"value": "My own title", "title_kind": "supplied"}
    where = address("statement", pk, title.id)
    told = post(client, where, expected_revision=1, **mine)
    html = told.content.decode()
    assert told.status_code == 409
    assert "Somebody saved this record while you worked on it" in html
    assert "The other&#x27;s title" in html
    assert "My own title</textarea>" in html
    assert described(pk).of(Title)[0].value == "The other's title"
    again = post(client, where, **form_of(html))
    assert again.status_code == 302
    assert described(pk).of(Title)[0].value == "My own title"


def test_a_decision_on_what_another_changed_is_told_as_well(drafts: dict[str, int]) -> None:
    client, pk = archivist(), drafts["cable"]
    record, title = Record.objects.get(pk=pk), first(pk)
    theirs = Replace(id=title.id, statement=Title(value="The other's title"))
    change(record.public_id, [theirs], expected_revision=1, author=ARCHIVIST)
    html = post_by_htmx(client, address("reject", pk, title.id), expected_revision=1)
    assert "Somebody saved this record" in html
    assert described(pk).of(Title)[0].state == "accepted"
    assert post(client, address("reject", pk, title.id), expected_revision=1).status_code == 409


def test_words_for_a_statement_that_another_removed_are_kept(drafts: dict[str, int]) -> None:
    client, pk = archivist(), drafts["cable"]
    title = first(pk)
    post(client, address("remove", pk, title.id), expected_revision=1)
    said = {"kind": "title", "value": "My own title", "title_kind": "formal", "expected_revision": 2}
    html = post(client, address("statement", pk, title.id), **said).content.decode()
    assert "There is no statement" in html
    assert "My own title</textarea>" in html


def test_a_date_is_read_while_it_is_typed(drafts: dict[str, int]) -> None:
    client = archivist()
    assert "28 August 1952" in text_of(client, address("date_reading") + "?edtf=Aug.+28,+1952")
    assert "1952-08-28" in text_of(client, address("date_reading") + "?edtf=Aug.+28,+1952")
    assert "no date that can be read" in text_of(client, address("date_reading") + "?date=soon")


def test_a_long_text_is_shown_in_stretches_around_the_line_that_is_asked_for() -> None:
    record = item("Ledger", text="\n".join(f"entry {number}" for number in range(1, 2501)))
    client = archivist()
    assert "entry 1000<" in text_of(client, address("change", record.pk))
    page = text_of(client, address("change", record.pk) + "?line=2400")
    assert "entry 2500<" in page
    assert "entry 1000<" not in page
    assert "lines 2001–2500 of 2500" in page
