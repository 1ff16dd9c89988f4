"""Whatever stands in a record or in a question is text on every page of the search, on both engines."""

from html.parser import HTMLParser
from urllib.parse import urlencode

import pytest
from django.test import Client

from catalog.domain.description import (
    Abstract,
    Agent,
    Classification,
    ClassificationEvent,
    Description,
    Identifier,
    Place,
)
from catalog.records.authorities import Name, create_authority
from catalog.records.save import create
from catalog.search.engine import Engine
from tests.database.records import (
    ARCHIVIST,
    accepted_title,
    collection,
    institution,
    item,
    part,
    published,
)
from tests.engine.catalogue import dated, form, holder, index, note, subject

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static_files")]


def hostile(word: str) -> str:
    """A word among all that may end text, an attribute, an element or a comment."""
    return f"{word} \"'><xq xq=1>&lt;xq&gt; <mark>stored</mark></script><!-- {word}"


WORDS = ("title", "text", "annexed", "annex", "noted", "alias of person", "58", "is:part annex", "titel")
CHOSEN = ("form", "agent", "place", "subject", "classification", "repository")


class Page(HTMLParser):
    """What of a page is no text: elements and attributes that no template has, comments, what is marked."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.foreign: list[str] = []
        self.marked: list[str] = []
        self.is_marked = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.is_marked = tag == "mark"
        self.foreign += [one for one in (tag, *(name for name, _value in attrs)) if one.startswith("xq")]

    def handle_endtag(self, tag: str) -> None:
        self.is_marked = False

    def handle_comment(self, data: str) -> None:
        self.foreign.append(data)

    def handle_data(self, data: str) -> None:
        if self.is_marked:
            self.marked.append(data)


def test_nothing_of_a_record_or_a_question_is_markup(client: Client, using: Engine) -> None:
    fonds, series = _catalogue()
    asked = [{"q": one} for one in ("", *WORDS, hostile("question"))]
    asked += [{one: hostile(one), "q": "titel"} for one in CHOSEN] + [{one: hostile(one)} for one in CHOSEN]
    asked += [{"collection": fonds}, {"collection": series, "from": "1952", "subject": hostile("subject")}]
    pages = [f"/search/?{urlencode(one)}" for one in asked]
    pages += [f"/search/facet/{one}/?find={one}" for one in CHOSEN]
    pages += [f"/suggest/?q={one}" for one in ("tit", "ali", "58")]
    marked = set()
    for address in pages:
        page = Page(client.get(address).content.decode())
        assert page.foreign == [], address
        marked.update(page.marked)
    assert {"title", "text", "annexed", "noted"} <= marked
    assert "stored" not in marked


def _catalogue() -> tuple[str, str]:
    """A document in a series of a fonds, all of it hostile; gives the ids of fonds and series."""
    known = {
        kind: create_authority(kind, hostile(kind), [Name(f"Alias of {kind}")])
        for kind in ("person", "place")
    }
    sender = Agent(name=hostile("agent"), role="sender", state="accepted")
    person, place = (one.public_id for one in known.values())
    fonds = published(collection(hostile("fonds")))
    described = Description(level="series", statements=(accepted_title(hostile("series")),))
    series = create(described, institution=institution(), parent=fonds, author=ARCHIVIST)
    published(series)
    text = f"first\n{hostile('text')}\n{hostile('annexed')}"
    document = item(
        hostile("title"),
        dated("1952", "1952-01-01", "1952-12-31"),
        sender,
        Agent(name=known["person"].heading, authority=person, role="recipient", state="accepted"),
        Place(name=known["place"].heading, authority=place, state="accepted"),
        Identifier(value=hostile("NIE-58"), role="registration number", state="accepted"),
        Classification(level=hostile("classification"), state="accepted"),
        ClassificationEvent(act="released", decision_code=hostile("code"), state="accepted"),
        Abstract(value=hostile("abstract"), state="accepted"),
        *(subject(hostile("subject")), form(hostile("form")), holder(hostile("repository"))),
        note(hostile("noted")),
        parent=series,
        text=text,
    )
    part(hostile("annex"), document, 3, 3, text)
    published(document)
    index()
    return fonds.public_id, series.public_id
