"""The page that says what can be typed in the search box, each example a search of its own."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from catalog.search.query import Query
from catalog.search.syntax import DEEPEST, MOST_WORDS
from catalog.web.search_address import address

Example = tuple[Sequence[str], str]
"""Searches as they are typed, and what they find."""

SECTIONS: Sequence[tuple[str, Sequence[Example]]] = (
    (
        gettext_noop("Words"),
        (
            (("naval base",), gettext_noop("both words, in any form of them, with or without accents")),
            (('"naval base"',), gettext_noop("the words side by side")),
            (("treaty OR pact",), gettext_noop("one of the words, or both")),
            (("treaty -friendship",), gettext_noop("the first word without the second")),
            (("(treaty OR pact) railway",), gettext_noop("parentheses keep together what belongs together")),
            (("negotiat*", "rdp79r01012a…"), gettext_noop("words that begin so")),
            (("freindship~",), gettext_noop("words that are written almost so")),
            (("U.S.S.R.", "co-operation"), gettext_noop("a word also in its other spelling")),
        ),
    ),
    (
        gettext_noop("Where the words stand"),
        (
            (("title:treaty", 'title:"naval base"'), gettext_noop("in the title")),
            (("agent:stalin",), gettext_noop("in the name of a person or body")),
            (('place:"Port Arthur"',), gettext_noop("in the name of a place")),
            (("subject:relations",), gettext_noop("in a subject")),
            (("text:railway",), gettext_noop("in the text of the document")),
            (("note:registered",), gettext_noop("in what else is said of the record")),
            (("container:6",), gettext_noop("in the box, folder or reel")),
            (("is:part protocol",), gettext_noop("in an annex, a reply or another part of a document")),
        ),
    ),
    (
        gettext_noop("Numbers"),
        (
            (("NIE 58", "nie-58"), gettext_noop("a number, however the record writes it")),
            (("number:58",), gettext_noop("a word or figure of a number")),
        ),
    ),
    (
        gettext_noop("Dates"),
        (
            (("date:1950", "date:1950-02"), gettext_noop("a date in that year or month")),
            (("date:1950-02..1952",), gettext_noop("a date in a span; either end can be left out")),
            (("date:<=1945-07-10", 'date:"10 July 1945"'), gettext_noop("until a day, or on it")),
            (("released:>2010",), gettext_noop("released after a year")),
        ),
    ),
    (
        gettext_noop("Other"),
        (
            (("classification:secret",), gettext_noop("classified so when it was made")),
            (("classification:none",), gettext_noop("without a marked classification")),
            (("has:text",), gettext_noop("with a text that you can search")),
        ),
    ),
)


def search_help(request: HttpRequest) -> HttpResponse:
    """It shows nothing of any record, so it is the same for everybody."""
    sections = [
        (_(heading), [([(one, address(Query(words=one))) for one in typed], _(said)) for typed, said in rows])
        for heading, rows in SECTIONS
    ]
    shown = {"sections": sections, "most_words": MOST_WORDS, "deepest": DEEPEST}
    return render(request, "search_help.html", shown)
