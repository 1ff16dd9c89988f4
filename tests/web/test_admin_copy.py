"""Descriptions copied, templates, and filters that are kept under a name."""

from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from catalog.domain.description import (
    Access,
    Agent,
    Date,
    Form,
    Identifier,
    Language,
    Note,
    Title,
)
from catalog.models import Record, SavedFilter, Template, User
from tests.database.records import collection, evidence, item, published
from tests.web.desk import address, archivist, described, text_of

pytestmark = pytest.mark.django_db


def cable() -> Record:
    return item(
        "Cable to Belgrade",
        Identifier(value="1976BELGRA05540", state="accepted"),
        Form(value="Cable", state="accepted", evidence=evidence(1, "CABLE"), as_given="CABLE"),
        Form(value="Telegram", evidence=evidence(2, "TELEGRAM")),
        Language(code="eng", state="accepted"),
        Date(edtf="1976", role="created", primary=True, state="accepted"),
        Note(note_kind="internal", value="Ask the donor", state="accepted"),
        Note(note_kind="footnote", value="Words of the text", state="accepted"),
        Agent(name="Kissinger, Henry", role="author", state="accepted"),
        access=Access(material="closed", reason="Third persons"),
    )


def test_a_copy_is_a_draft_that_takes_over_what_is_ticked_and_never_what_tells_a_record_apart() -> None:
    source, shelf = cable(), published(collection())
    client = archivist()
    page = text_of(client, address("copy", source.pk))
    assert "Never taken over" in page
    said = {"kinds": ["title", "form", "language", "note", "agent"], "under": shelf.public_id}
    answer = client.post(address("copy", source.pk), said)
    made = Record.objects.get(pk=int(answer.headers["Location"].split("/")[-3]))
    copied = described(made.pk)
    assert (made.status, made.parent, copied.access, copied.files) == ("draft", shelf, Access(), ())
    assert [type(one) for one in copied.statements] == [Title, Form, Language, Agent]
    form = copied.of(Form)[0]
    assert (form.value, form.evidence, form.as_given, form.decided_by) == ("Cable", None, "", "archivist")
    assert not {one.id for one in copied.statements} & {one.id for one in described(source.pk).statements}
    nowhere = client.post(address("copy", source.pk), {"kinds": ["title"], "under": "nothing"})
    assert nowhere.status_code == 400


def test_records_are_begun_from_a_template() -> None:
    source, client = cable(), archivist()
    kept = client.post(
        address("keep_as_template", source.pk), {"name": "Cable", "kinds": ["form", "language"]}
    )
    page = text_of(client, kept.headers["Location"])
    assert "Form: Cable; Language: English" in page
    said = {
        "level": "item",
        "title": "A cable",
        "title_kind": "supplied",
        "under": published(collection()).public_id,
    }
    made = client.post(kept.headers["Location"], said)
    assert made.status_code == 302
    begun = described(Record.objects.latest("pk").pk)
    assert [one.value for one in begun.of(Form)] == ["Cable"]
    assert begun.of(Language)[0].state == "accepted"
    again = client.post(address("keep_as_template", source.pk), {"name": "Cable", "kinds": ["form"]})
    assert "There is a template “Cable” already" in again.content.decode()
    client.post(address("remove_template", Template.objects.get().pk))
    assert not Template.objects.exists()


def list_of(client: Client, **chosen: str) -> str:
    return text_of(client, f"{address('changelist')}?{urlencode(chosen)}")


def test_a_filter_is_kept_for_oneself_or_for_all() -> None:
    published(collection())
    mine, theirs = archivist(), archivist(name="colleague")
    assert "Keep what the list is narrowed to" in list_of(mine, status__exact="published")
    query = urlencode({"status__exact": "published", "from": "1952", "nonsense": "1"})
    mine.post(address("save_filter"), {"name": "Published", "query": query})
    mine.post(address("save_filter"), {"name": "Fifties", "query": "from=1950&to=1959", "shared": "on"})
    assert SavedFilter.objects.get(name="Published").query == "status__exact=published&from=1952"
    assert "?status__exact=published&from=1952" in list_of(mine)
    page = list_of(theirs)
    assert "Fifties" in page
    assert "Published</a>" not in page
    shared = SavedFilter.objects.get(name="Fifties").pk
    assert theirs.post(address("remove_filter", shared)).status_code == 404
    mine.post(address("remove_filter", shared))
    assert "Fifties" not in list_of(theirs)
    assert mine.post(address("save_filter"), {"name": "", "query": ""}).status_code == 302
    assert SavedFilter.objects.count() == 1


def test_who_may_not_add_records_is_offered_neither_copy_nor_template() -> None:
    source = cable()
    client = archivist(30, "view_record", "change_record", name="without")
    assert User.objects.get().user_permissions.count() == 2
    assert Permission.objects.filter(codename="add_record").exists()
    assert address("copy", source.pk) not in text_of(client, address("change", source.pk))
    assert client.get(address("copy", source.pk)).status_code == 403
