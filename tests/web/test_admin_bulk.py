"""Many records changed together at the desk: chosen in the list, looked at, done, undone."""

import re
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalog.domain.description import Access, Form, Language, Note, Subject
from catalog.jobs.run import drain
from catalog.models import Job, Record
from tests.database.records import collection, item, published
from tests.web.desk import address, archivist, described, text_of

pytestmark = pytest.mark.django_db
SET_LANGUAGE = {"code": "English", "role": "text", "reason": "The file is in English"}


def letters(count: int) -> list[Record]:
    shelf = published(collection())
    return [published(item(f"Letter {number}", parent=shelf)) for number in range(count)]


def asked(what: str, **chosen: str) -> str:
    return f"{address('bulk')}?{urlencode({**chosen, 'what': what})}"


def hidden(html: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', html)
    assert found
    return found[1]


def chosen_in_the_list(client: Client, records: list[Record], across: str = "0") -> str:
    """Where the list leads to."""
    answer = client.post(
        f"{address('changelist')}?level=item",
        {
            "action": "change_together",
            "_selected_action": [one.pk for one in records],
            "select_across": across,
            "index": "0",
        },
    )
    assert answer.status_code == 302
    return str(answer.headers["Location"])


def test_what_is_ticked_is_looked_at_changed_and_put_back() -> None:
    first, second, third = letters(3)
    client = archivist()
    where = chosen_in_the_list(client, [first, second])
    assert "Change 2 records together" in text_of(client, where)
    where = f"{where}&what=set%3Alanguage"
    preview = client.post(where, SET_LANGUAGE)
    html = preview.content.decode()
    assert preview.status_code == 200
    assert html.count("<ins>English (accepted)</ins>") == 2
    assert described(first.pk).of(Language) == ()
    done = client.post(where, {**SET_LANGUAGE, "asked_at": hidden(html, "asked_at"), "go": "1"})
    drain()
    assert [described(one.pk).of(Language)[0].code for one in (first, second)] == ["eng", "eng"]
    assert described(third.pk).of(Language) == ()
    page = text_of(client, done.headers["Location"])
    assert "2 records changed." in page
    job = Job.objects.get(kind="bulk edit")
    undone = client.post(address("bulk_undo", job.pk))
    drain()
    assert "2 records changed." in text_of(client, undone.headers["Location"])
    assert described(first.pk).of(Language) == ()


def test_a_whole_filtered_list_is_changed_and_what_is_refused_is_told() -> None:
    records = letters(30)
    client = archivist()
    where = chosen_in_the_list(client, records[:1], across="1")
    assert "ids" not in where
    html = text_of(client, where)
    assert "Change 30 records together" in html
    words = {"find": "Letter", "by": "", "reason": "Test"}
    page = client.post(f"{where}&what=words%3Atitle", words).content.decode()
    assert "Next page of the preview" in page
    assert page.count("<tr>") == 26
    second = client.post(f"{where}&what=words%3Atitle", {**words, "after": hidden(page, "after")})
    assert second.content.decode().count("<tr>") == 6
    remove = {"role": "", "value": "", "reason": "Test"}
    refused = client.post(asked("remove:note", level="item"), remove).content.decode()
    assert "Nothing to change." in refused


def test_what_cannot_be_changed_stands_in_the_preview_with_its_reason() -> None:
    record = published(item("Letter", Subject(name="Peking", state="accepted")))
    client = archivist()
    gone = client.post(
        asked("words:title", ids=str(record.pk)), {"find": "Letter", "by": "", "reason": "Test"}
    )
    assert "There are no words in this statement" in gone.content.decode()
    assert client.get(asked("add:language", ids="9" * 30)).status_code == 404
    wrong = client.post(asked("add:language"), {**SET_LANGUAGE, "code": "Klingon language"})
    assert wrong.status_code == 400
    assert "three letters" in wrong.content.decode()


def test_nobody_is_shown_what_their_rank_does_not_see() -> None:
    footnote = Note(note_kind="footnote", value="Named by the agent", state="accepted", label="1")
    record = item("Report", footnote, access=Access(material="closed"))
    words = {"find": "agent", "by": "source", "role": "", "reason": "Test"}
    where = asked("words:note", ids=str(record.pk))
    assert "Named by the agent" in archivist(30, name="keeper").post(where, words).content.decode()
    assert "Named by the agent" not in archivist(20, name="cataloguer").post(where, words).content.decode()


def test_a_preview_and_the_list_cost_the_same_for_few_and_for_many() -> None:
    client = archivist(20)
    where, counts = asked("add:form", level="item"), []
    letters(1)
    for more in (0, 20):
        letters(more) if more else None
        with CaptureQueriesContext(connection) as queries:
            client.post(where, {"value": "Letter", "reason": "Test"})
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({"form": "cable"}, ["Cable"]),
        ({"missing": "form"}, ["Letter"]),
        ({"from": "1950", "to": "1952"}, []),
        ({"under": "nothing"}, []),
    ],
)
def test_the_list_takes_what_is_typed_and_chosen(chosen: dict[str, str], found: list[str]) -> None:
    item("Cable", Form(value="Cable", state="accepted"))
    item("Letter")
    answer = archivist().get(f"{address('changelist')}?{urlencode(chosen)}")
    assert answer.status_code == 200
    assert [one.title for one in answer.context["cl"].result_list] == found
