"""Accessions: entered at the desk, chosen at upload, stated in what came with them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from catalog.domain.description import Provenance
from catalog.jobs.run import drain
from catalog.models import Accession, Record
from catalog.records.institutions import own_institution
from tests.web.desk import address, archivist, described, post, text_of

pytestmark = pytest.mark.django_db
MAY = (
    *("view_accession", "add_accession", "change_accession"),
    *("view_record", "change_record", "add_job", "view_job"),
)
LETTER = b"LETTER FROM THE CONSUL IN DAIREN TO THE DEPARTMENT\n\nSeptember 3, 1951\n\nThe Consul reports.\n"


def said(number: str) -> dict[str, object]:
    return {
        "number": number,
        "institution": own_institution().pk,
        "received_on": "2026-02-03",
        "source": "The consul's family",
        "terms": "qztermszq",
        "extent": "3 boxes",
        "note": "",
    }


@pytest.mark.django_db(transaction=True)
def test_what_is_uploaded_with_an_accession_names_it_and_leads_to_it() -> None:
    client = archivist(20, *MAY)
    assert post(client, reverse("admin:catalog_accession_add"), **said("2026/14")).status_code == 302
    accession = Accession.objects.get()
    letter = SimpleUploadedFile("letter.txt", LETTER)
    answer = post(client, address("upload"), uploads=letter, under="", accession=accession.pk)
    assert answer.status_code == 302
    drain(("ingest",))
    record = Record.objects.get(level="item")
    stated = [one for one in described(record.pk).of(Provenance) if one.element == "accession"]
    told = [(one.value, one.state, one.decided_by) for one in stated]
    assert told == [("2026/14", "accepted", "archivist")]
    page_of_accession = reverse("admin:catalog_accession_change", args=[accession.pk])
    assert f'<a href="{page_of_accession}">2026/14</a>' in text_of(client, address("change", record.pk))
    html = text_of(client, page_of_accession)
    assert "?accession=2026%2F14" in html
    assert ">1 file</a>" in html
    assert record.title in text_of(client, address("changelist") + "?accession=2026%2F14")
    assert record.title not in text_of(client, address("changelist") + "?accession=2026%2F15")


def test_a_number_is_given_once_in_an_institution_however_it_is_written() -> None:
    client = archivist(20, *MAY)
    add = reverse("admin:catalog_accession_add")
    post(client, add, **said("2026/14"))
    refused = post(client, add, **said("2026-14"))
    assert "has an accession of this number already" in refused.content.decode()
    assert "qztermszq" in refused.content.decode()
    assert Accession.objects.count() == 1
