"""What is done to a record as a whole, its history, and records made by hand."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from catalog.domain.change import SetAccess
from catalog.domain.description import Access, Identifier, Title
from catalog.files.store import open_file
from catalog.models import Institution, Record
from catalog.records.change import change
from tests.database.records import ARCHIVIST, collection, item, part, published
from tests.web.desk import address, archivist, described, first, post, text_of
from tests.web.desk import drafts as drafts

pytestmark = pytest.mark.django_db


def test_a_record_is_published_and_withdrawn_with_its_parts(drafts: dict[str, int]) -> None:
    client, pk = archivist(), drafts["cable"]
    refused = post(client, address("publish", pk), basis="", reason="", expected_revision=1)
    assert refused.status_code == 400
    assert "has no accepted title" in refused.content.decode()
    for record in Record.objects.filter(path__startswith=f"{pk}/"):
        post(client, address("accept", record.pk, first(record.pk).id), expected_revision=record.revision)
    assert post(client, address("publish", pk), basis="", reason="Reviewed").status_code == 302
    documents = Record.objects.filter(path__startswith=f"{pk}/")
    assert {one.status for one in documents} == {"published"}
    without_reason = post(client, address("withdraw", pk), reason="")
    assert without_reason.status_code == 400
    assert "This field is required" in without_reason.content.decode()
    assert post(client, address("withdraw", pk), reason="A name must be protected").status_code == 302
    assert {one.status for one in documents.all()} == {"withdrawn"}
    assert "A name must be protected" in text_of(client, address("history", pk))


def test_what_was_classified_is_published_on_a_stated_basis(drafts: dict[str, int]) -> None:
    client, pk = archivist(), drafts["estimate"]
    for record in Record.objects.filter(path__startswith=f"{pk}/"):
        post(client, address("accept", record.pk, first(record.pk).id), expected_revision=1)
    classified = [one for one in described(pk).statements if type(one).__name__ == "Classification"]
    revision = Record.objects.get(pk=pk).revision
    post(client, address("accept", pk, classified[0].id), expected_revision=revision)
    refused = post(client, address("publish", pk), basis="", reason="")
    assert "was classified" in refused.content.decode()
    basis = {"basis": "Released by the agency on 2 January 2013", "reason": ""}
    answer = post(client, address("publish", pk), expected_revision=revision + 1, **basis)
    assert answer.status_code == 302, answer.content.decode()
    assert described(pk).status == "published"


def test_access_is_set_and_closes_the_text_to_those_below(drafts: dict[str, int]) -> None:
    client, pk = archivist(), drafts["cable"]
    said = {"description": "public", "material": "closed", "reason": "Third persons", "reason_code": "P1"}
    said |= {"authority": "The archivist", "decided_on": "2026-01-31", "review_on": "", "opens_on": ""}
    wrong = post(client, address("access", pk), expected_revision=1, **said | {"review_on": "next year"})
    assert "Enter a valid date" in wrong.content.decode()
    assert post(client, address("access", pk), expected_revision=1, **said).status_code == 302
    assert described(pk).access.decided_on == "2026-01-31"
    assert Record.objects.get(pk=pk).text_from == 30
    assert "Third persons" in text_of(client, address("change", pk))


def test_a_conflict_of_access_keeps_what_was_chosen(drafts: dict[str, int]) -> None:
    client, pk = archivist(), drafts["cable"]
    record = Record.objects.get(pk=pk)
    closed = SetAccess(access=Access(material="closed"))
    change(record.public_id, [closed], expected_revision=1, author=ARCHIVIST)
    said = {"description": "staff", "material": "open", "reason": "My own reason", "expected_revision": 1}
    html = post(client, address("access", pk), **said).content.decode()
    assert "Somebody saved this record" in html
    assert 'value="My own reason"' in html
    assert '<option value="staff" selected>' in html


def test_a_record_is_moved_by_code_and_given_another_level(drafts: dict[str, int]) -> None:
    client, pk = archivist(), drafts["meeting"]
    shelf = collection("Victor Hoo Collection")
    add = {"kind": "identifier", "value": "HOO", "role": "reference code", "expected_revision": 1}
    post(client, address("add_statement", shelf.pk), **add)
    assert post(client, address("move", pk), under="HOO", reason="").status_code == 302
    assert Record.objects.get(pk=pk).parent_id == shelf.pk
    nowhere = post(client, address("move", pk), under="NOWHERE", reason="").content.decode()
    assert "No record has the code or identifier “NOWHERE”" in nowhere
    under_a_document = post(client, address("move", shelf.pk), under=Record.objects.get(pk=pk).public_id)
    assert "is a document" in under_a_document.content.decode()
    post(client, address("level", pk), level="file", label="", expected_revision=2)
    assert described(pk).level == "file"
    assert 'value="part"' not in text_of(client, address("level", pk))


def test_a_draft_is_deleted_and_what_was_public_is_not(drafts: dict[str, int]) -> None:
    client, pk = archivist(), drafts["cable"]
    assert "Delete this draft" in text_of(client, address("delete", pk))
    assert Record.objects.filter(pk=pk).exists()
    assert post(client, address("delete", pk)).status_code == 302
    assert not Record.objects.filter(path__startswith=f"{pk}/").exists()
    public = published(collection())
    assert "Withdraw the record instead" in post(client, address("delete", public.pk)).content.decode()


def test_files_are_attached_by_hand(drafts: dict[str, int]) -> None:
    client, shelf = archivist(), collection()
    scan = SimpleUploadedFile("../../scan.png", b"\x89PNG\r\n\x1a\n" + bytes(40))
    list_of = SimpleUploadedFile("list.txt", b"box 1\nbox 2\n")
    answer = post(client, address("attach", shelf.pk), uploads=[scan, list_of], expected_revision=1)
    assert answer.status_code == 302, answer.content.decode()
    files = described(shelf.pk).files
    assert [(one.name, one.media_type) for one in files] == [
        ("scan.png", "image/png"),
        ("list.txt", "text/plain"),
    ]
    with open_file(files[1].sha256) as stream:
        assert stream.read() == b"box 1\nbox 2\n"
    assert "scan.png" in text_of(client, address("change", shelf.pk))


def test_a_record_is_made_by_hand_with_its_place(drafts: dict[str, int]) -> None:
    client, shelf = archivist(), collection("Victor Hoo Collection")
    assert shelf.public_id in text_of(client, address("add") + f"?under={shelf.public_id}")
    said = {"level": "series", "title": "Diaries", "title_kind": "supplied", "reference_code": "HOO-2"}
    answer = post(client, address("add"), under=shelf.public_id, **said)
    made = Record.objects.get(reference_code="HOO-2")
    assert answer.headers["Location"] == address("change", made.pk)
    assert (made.parent_id, made.status, made.title) == (shelf.pk, "draft", "Diaries")
    assert {one.decided_by for one in described(made.pk).statements} == {"archivist"}
    again = post(client, address("add"), under=shelf.public_id, **said).content.decode()
    assert "has the reference code HOO-2" in again
    assert 'value="Diaries"' in again
    homeless = post(client, address("add"), **said | {"reference_code": ""}).content.decode()
    assert "Choose the institution" in homeless
    other = Institution.objects.create(name="Hoover Institution Library")
    top = {**said, "reference_code": "", "title": "Papers", "institution": other.pk}
    post(client, address("add"), **top)
    assert Record.objects.get(title="Papers").institution == other


def test_the_history_tells_who_did_what_and_one_can_go_back(drafts: dict[str, int]) -> None:
    client, pk = archivist(), drafts["cable"]
    title = first(pk)
    said = {"value": "A cable", "title_kind": "supplied", "expected_revision": 1}
    post(client, address("statement", pk, title.id), **said)
    page = text_of(client, address("history", pk) + "?before=1&after=2")
    assert "From revision 1 to 2" in page
    assert "Changed: Title" in page
    assert (
        "<del>Cable, Zhou Enlai to Chairman Mao [Zedong] and the Central Committee (proposed)</del>" in page
    )
    assert "<ins>A cable (accepted)</ins>" in page
    stale = post(client, address("restore", pk, 1), expected_revision=1)
    assert stale.status_code == 409
    assert post(client, address("restore", pk, 1), expected_revision=2).status_code == 302
    assert described(pk).of(Title)[0] == title
    assert "Restored revision 1" in text_of(client, address("history", pk))


def test_a_part_has_neither_place_nor_publication_of_its_own(drafts: dict[str, int]) -> None:
    client = archivist()
    text = "Letter\nAnnex\nTable"
    annex = part("Annex", item("Letter", text=text), 2, 3, text)
    page = text_of(client, address("change", annex.pk))
    for hidden in ("publish", "move", "level", "delete"):
        assert address(hidden, annex.pk) not in page
    assert "stays with its document" in post(client, address("move", annex.pk), under="").content.decode()
    assert not described(annex.pk).of(Identifier)
