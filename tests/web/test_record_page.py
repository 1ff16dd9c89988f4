"""The record page: what a reader, a member of staff and a browser that comes back get."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from catalog.domain.change import Add, Replace, SetAccess
from catalog.domain.description import Access, Agent, Description, File, Identifier, Note, Relation, Title
from catalog.models import Record, User
from catalog.records.change import change
from catalog.records.publish import withdraw
from catalog.records.save import create
from tests.database.records import (
    ARCHIVIST,
    accepted_title,
    collection,
    evidence,
    institution,
    internal,
    item,
    part,
    published,
)

pytestmark = pytest.mark.django_db
FEW = 11
"""Session, user, the record, the titles of others, its text; a collection's children, its count; what says
something of it, its place in a folder, how many lie there; whether it has a finding aid.
"""


def page(client: Client, public_id: str, status: int = 200) -> str:
    answer = client.get(f"/records/{public_id}/")
    assert answer.status_code == status
    return unescape(answer.content.decode())


def words_of(html: str) -> str:
    """The page as it is read: without tags, white space as one blank."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def staff(rank: int = 20) -> Client:
    client = Client()
    client.force_login(
        User.objects.create_user(f"rank{rank}", password="long enough", rank=rank, is_staff=True)
    )
    return client


def test_a_statement_leads_to_its_line_its_quote_and_how_it_was_read(
    client: Client, seeds: dict[str, str]
) -> None:
    html = page(client, seeds["cable"])
    said = words_of(html)
    assert "Cable, Zhou Enlai to Chairman Mao [Zedong] and the Central Committee" in said
    assert "Line 7 of 003_7c852c27abd1f4aa.txt · stated" in said
    assert 'id="l7"' in html
    assert 'href="#l7"' in html


def test_the_areas_stand_in_the_archivists_order(client: Client, seeds: dict[str, str]) -> None:
    headings = re.findall(r'<h2 id="heading-(\w+)"', page(client, seeds["estimate"]))
    assert headings == ["identity", "context", "content", "access", "provenance", "notes", "control"]


def test_a_classified_document_says_how_it_was_opened(client: Client, seeds: dict[str, str]) -> None:
    assert "Secret, released in full 2 January 2013" in words_of(page(client, seeds["estimate"]))


def test_footnotes_lead_to_their_text_and_back(client: Client, seeds: dict[str, str]) -> None:
    html = page(client, seeds["cable"])
    line = re.search(r'<p id="l30".*?</p>', html, re.DOTALL)
    assert line
    call = re.search(r'href="#(foot-\w+)" id="(call-\w+)"', line[0])
    assert call
    note = re.search(rf'<p id="l88".*?<a id="{call[1]}" href="#{call[2]}"', html, re.DOTALL)
    assert note
    assert "[1] A revised draft of the exchange of letters" in words_of(html)


def test_parts_are_linked_and_their_pages_lead_back(client: Client, seeds: dict[str, str]) -> None:
    linked = re.search(r'aria-labelledby="parts".*?</section>', page(client, seeds["cable"]), re.DOTALL)
    assert linked
    first = re.findall(r'href="/records/(\w+)/"', linked[0])[0]
    assert f'href="/records/{seeds["cable"]}/"' in page(client, first)


def test_a_collection_lists_what_stands_in_it(client: Client, seeds: dict[str, str]) -> None:
    said = words_of(page(client, seeds["HOO"]))
    assert "Record of a Meeting Between T. V. Soong and V. M. Molotov" in said
    assert "Within 1 record" in said


def test_children_are_walked_page_by_page(client: Client) -> None:
    above = published(collection())
    for number in range(60):
        published(item(f"Letter {number:02}", parent=above))
    first = page(client, above.public_id)
    following = re.search(r'href="(\?after=\d+)#within"', first)
    assert following
    second = client.get(f"/records/{above.public_id}/{following[1]}").content.decode()
    listed = [re.findall(r"Letter \d\d", html) for html in (first, second)]
    assert [len(listed[0]), len(listed[1])] == [50, 10]
    assert sorted(listed[0] + listed[1]) == [f"Letter {number:02}" for number in range(60)]


def test_the_citation_is_the_sources_or_else_an_archival_note(client: Client, seeds: dict[str, str]) -> None:
    assert "History and Public Policy Program Digital Archive, Zhonggong" in words_of(
        page(client, seeds["cable"])
    )
    built = words_of(page(client, seeds["estimate"]))
    assert (
        "10 September 1952, CIA-RDP79R01012A001800010001-2, job 79R01012A, box 18, folder 1, sequence 1, "
        "General CIA Records, CIA FOIA (foia.cia.gov), Regesta Reading Room." in built
    )


def test_nothing_in_a_description_is_markup(client: Client) -> None:
    hostile = published(
        item("<script>alert(1)</script>", Note(note_kind="general", value="<b>", state="accepted"))
    )
    html = client.get(f"/records/{hostile.public_id}/").content.decode()
    assert "<script>alert" not in html
    assert "&lt;b&gt;" in html


def test_an_address_that_is_a_script_is_no_link(client: Client) -> None:
    made = published(item("Letter", Identifier(value="javascript:alert(1)", scheme="URI", state="accepted")))
    assert 'href="javascript' not in page(client, made.public_id)


def test_a_draft_is_for_staff_and_says_so(client: Client) -> None:
    draft = item("Letter", Agent(name="Zhou Enlai", role="author"))
    page(client, draft.public_id, 404)
    said = words_of(page(staff(), draft.public_id))
    assert "Draft: only staff see this record." in said
    assert "Zhou Enlai proposed" in said


def test_what_was_public_is_gone_and_what_never_was_is_unknown(client: Client) -> None:
    shown, kept = published(item("Shown once")), item("Never shown")
    withdraw(shown.public_id, author=ARCHIVIST, reason="Returned to its owner")
    gone = page(client, shown.public_id, 410)
    assert "no longer public" in gone
    assert "Shown once" not in gone
    assert "Returned to its owner" not in gone
    unknown = page(client, "0" * 9, 404)
    assert page(client, kept.public_id, 404) == unknown.replace("0" * 9, kept.public_id)


def test_a_record_of_the_reading_room_that_is_withdrawn_was_never_public(client: Client) -> None:
    made = published(item("For readers here", access=Access(description="reading room")))
    withdraw(made.public_id, author=ARCHIVIST, reason="Returned")
    page(client, made.public_id, 404)


def test_the_reading_room_is_a_network(client: Client, settings: Any) -> None:
    made = published(item("For readers here", access=Access(description="reading room")))
    settings.READING_ROOM_NETWORKS = ["10.1.0.0/16", "2001:db8::/32"]
    address = f"/records/{made.public_id}/"
    assert client.get(address, REMOTE_ADDR="10.1.2.3").status_code == 200
    assert client.get(address, REMOTE_ADDR="2001:db8::7").status_code == 200
    assert client.get(address, REMOTE_ADDR="10.2.0.1").status_code == 404
    assert client.get(address, REMOTE_ADDR="10.2.0.1", HTTP_X_FORWARDED_FOR="10.1.2.3").status_code == 404


def test_a_relation_to_what_is_not_seen_is_neither_named_nor_counted(client: Client) -> None:
    hidden = item("A secret reply")
    relation = Relation(relation="has_reply", target=hidden.public_id, state="accepted")
    made = published(item("Letter", relation))
    html = page(client, made.public_id)
    assert hidden.public_id not in html
    assert "Is answered by" not in html
    assert "A secret reply" in page(staff(), made.public_id)


def test_internal_notes_and_who_accepted_are_for_staff(client: Client) -> None:
    made = published(item("Letter", internal("Ask the family first")))
    assert "Ask the family" not in page(client, made.public_id)
    assert "Ask the family" in page(staff(), made.public_id)


def test_the_lines_of_a_closed_part_are_withheld(client: Client) -> None:
    text = "Open words\nClosed words\nOpen again"
    whole = item("Letter", text=text)
    part("Enclosure", whole, 2, 2, text, access=Access(material="closed"))
    published(whole)
    html = page(client, whole.public_id)
    assert "Closed words" not in html
    assert "Line 2 is withheld." in html
    assert "Open again" in html


def test_a_page_takes_a_constant_number_of_queries(
    seeds: dict[str, str], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    signed_in = staff()
    for name in ("cable", "estimate", "HOO"):
        with django_assert_max_num_queries(FEW):
            page(signed_in, seeds[name])


def test_a_browser_that_has_the_page_gets_no_second_one(client: Client, seeds: dict[str, str]) -> None:
    address = f"/records/{seeds['cable']}/"
    etag = client.get(address)["ETag"]
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304
    assert staff().get(address, headers={"If-None-Match": etag}).status_code == 200
    record = Record.objects.get(public_id=seeds["cable"])
    change(
        record.public_id,
        [Add(statement=Note(note_kind="general", value="Seen"))],
        expected_revision=record.revision,
        author=ARCHIVIST,
    )
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 200


def test_what_staff_write_among_themselves_moves_nothing_that_readers_can_see(client: Client) -> None:
    first, last = published(item("First letter")), published(item("Last letter"))
    Record.objects.filter(pk=last.pk).update(oai_datestamp=last.created_at + timedelta(hours=1))
    address = f"/records/{first.public_id}/"
    before, at_home = client.get(address)["ETag"], records_named(client.get("/"))
    record = Record.objects.get(pk=first.pk)
    change(
        first.public_id,
        [Add(statement=internal("Ask the family"))],
        expected_revision=record.revision,
        author=ARCHIVIST,
    )
    assert client.get(address)["ETag"] == before
    assert records_named(client.get("/")) == at_home
    assert at_home.index(last.public_id) < at_home.index(first.public_id)


def records_named(answer: Any) -> list[str]:
    """The ids of the records that a page leads to, in their order."""
    return re.findall(r'href="/records/(\w+)/"', answer.content.decode())


def test_the_etag_changes_with_the_name_of_another_record(client: Client) -> None:
    other = published(item("First name"))
    made = published(
        item("Letter", Relation(relation="references", target=other.public_id, state="accepted"))
    )
    address = f"/records/{made.public_id}/"
    etag = client.get(address)["ETag"]
    withdraw(other.public_id, author=ARCHIVIST, reason="Returned")
    again = client.get(address, headers={"If-None-Match": etag})
    assert again.status_code == 200
    assert b"First name" not in again.content


@pytest.mark.parametrize(
    "typed", [str.upper, lambda one: f"{one[:4]}-{one[4:]}", lambda one: one.replace("0", "O")]
)
def test_an_id_as_people_type_it_leads_to_its_record(client: Client, typed: Any) -> None:
    made = published(item("Letter"))
    wanted = typed(made.public_id)
    answer = client.get(f"/records/{wanted}/", follow=True)
    assert answer.status_code == 200
    assert answer.request["PATH_INFO"] == f"/records/{made.public_id}/"


def test_codes_lead_to_records_also_former_ones(client: Client) -> None:
    former = Identifier(value="Hoo 6/9", role="former reference code", state="accepted")
    now = Identifier(value="HOO-0609", role="reference code", state="accepted")
    made = published(item("Letter", now, former))
    for code in ("HOO-0609", "Hoo 6/9"):
        answer = client.get("/records/by-code/", {"code": code})
        assert answer["Location"] == f"/records/{made.public_id}/"
    missing = client.get("/records/by-code/", {"code": "HOO-9999"})
    assert missing.status_code == 404
    assert "“HOO-9999”" in missing.content.decode()


def test_a_code_of_a_draft_leads_nowhere(client: Client) -> None:
    item("Letter", Identifier(value="HOO-0610", role="reference code", state="accepted"))
    assert client.get("/records/by-code/", {"code": "HOO-0610"}).status_code == 404


def test_a_title_that_is_changed_is_shown_at_once(client: Client, seeds: dict[str, str]) -> None:
    record = Record.objects.get(public_id=seeds["meeting"])
    title = re.search(r'<dt>Title</dt>\s*<dd id="s-(\w+)"', page(client, record.public_id))
    assert title
    change(
        record.public_id,
        [Replace(id=title[1], statement=Title(value="Notes of a meeting"))],
        expected_revision=record.revision,
        author=ARCHIVIST,
    )
    assert "<h1>Notes of a meeting</h1>" in page(client, record.public_id)


def test_closing_the_material_takes_text_quotes_and_file_away(client: Client, seeds: dict[str, str]) -> None:
    record = Record.objects.get(public_id=seeds["cable"])
    change(
        record.public_id,
        [SetAccess(access=Access(material="closed", reason="At the donor's wish"))],
        expected_revision=record.revision,
        author=ARCHIVIST,
    )
    html = page(client, record.public_id)
    assert "Yesterday evening" not in html
    assert "/files/" not in html
    assert "At the donor's wish" in html
    assert "Yesterday evening" in page(staff(30), record.public_id)


def test_a_file_is_served_as_a_download_under_a_safe_name(client: Client, seeds: dict[str, str]) -> None:
    address = re.search(r'href="(/records/\w+/files/\w+)"', page(client, seeds["treaty"]))
    assert address
    answer = client.get(address[1])
    assert answer["Content-Disposition"] == 'attachment; filename="000_02b63002aa3a3b0e.txt"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"COMMUNIQU" in answer.getvalue()


def test_a_file_is_served_only_through_its_record(client: Client, seeds: dict[str, str]) -> None:
    address = re.search(r"/files/(\w+)", page(client, seeds["treaty"]))
    assert address
    assert client.get(f"/records/{seeds['cable']}/files/{address[1]}").status_code == 404
    assert client.get(f"/records/{seeds['cable']}/files/..%2F..%2Fsecret-key").status_code == 404


def test_a_name_with_path_parts_is_made_safe(client: Client, seeds: dict[str, str]) -> None:
    digest = Record.objects.get(public_id=seeds["treaty"]).source_sha256 or ""
    named = File(sha256=digest, name='../../a"b\r\nX: y.txt', media_type="text/html", size=1)
    description = Description(level="item", statements=(accepted_title("Letter"),), files=(named,))
    made = create(description, institution=institution(), author=ARCHIVIST)
    answer = staff().get(f"/records/{made.public_id}/files/{digest}")
    assert answer["Content-Disposition"].startswith("attachment")
    assert ".." not in answer["Content-Disposition"]
    assert "X" not in answer.headers


def test_evidence_without_text_names_no_line_of_the_page(client: Client) -> None:
    said = Note(note_kind="general", value="Seen", state="accepted", evidence=evidence(3, "Seen by him"))
    html = page(client, published(item("Letter", said)).public_id)
    assert "Line 3 of the text" in html
    assert 'href="#l3"' not in html
