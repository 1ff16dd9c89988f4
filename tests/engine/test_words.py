"""What words find: the same records on both engines."""

import pytest

from catalog.models import Authority, Record
from catalog.records.authorities import Name, create_authority
from catalog.search.engine import Engine
from tests.database.records import item, published
from tests.engine.catalogue import (
    PUBLIC,
    STAFF,
    agent,
    asked,
    ids,
    index,
    note,
    place,
    the_catalogue,
)

pytestmark = pytest.mark.django_db

FOUND = [
    ("", "hoo meeting estimate treaty undated"),
    ("port arthur", "meeting"),
    ("PORT ARTHUR", "meeting"),
    ('"naval base"', "meeting"),
    ('"base naval"', ""),
    ('"keep Dairen. Stalin"', "meeting"),
    ("bases", "meeting estimate"),
    ("treaties", "estimate treaty"),
    ("treaty OR meeting", "meeting estimate treaty"),
    ("treaty -friendship", "estimate"),
    ("treaty NOT friendship", "estimate"),
    ("-treaty", "hoo meeting undated"),
    ("(treaty OR meeting) (moscow OR stalin)", "meeting treaty"),
    ("-(treaty OR meeting)", "hoo undated"),
    ("treaty friendship OR railway", "estimate treaty"),
    ("title:treaty", "treaty"),
    ("text:treaty", "estimate"),
    ('title:"mutual assistance"', "treaty"),
    ("agent:stalin", "meeting"),
    ("agent:soong -agent:stalin", ""),
    ("place:(moscow OR arthur)", "meeting treaty"),
    ("subject:relations", "meeting estimate"),
    ("number:58", "estimate"),
    ("container:6", "meeting"),
    ('container:"box 6"', "meeting"),
    ("note:registered", "treaty"),
    ("NIE 58", "estimate"),
    ("NIE-58", "estimate"),
    ("NIE - 58", "estimate"),
    ("nie58", "estimate"),
    ("rdp79r01012a001800010001", "estimate"),
    ("ciardp79r01012a001800010001-2", "estimate"),
    ("number:C.I.A.-RDP79R01012A001800010001-2", "estimate"),
    ("N.I.E.-58", "estimate"),
    ("number:NIE-85", ""),
    ("Lüshunkou", "meeting"),
    ("lushunkou", "meeting"),
    ("Lu\u0308shunkou", "meeting"),
    ("周恩来", "undated"),
    ("恩来", "undated"),
    ("周来", ""),
    ("T. V. Soong", "meeting"),
    ("harbors", ""),
    ("unknown:treaty", ""),
    ("treaty [series]", "treaty"),
    ("relatio*", "meeting estimate"),
    ("negotiat*", ""),
    ("CHANGCH*", "estimate"),
    ("title:relatio*", "estimate"),
    ("rdp79r01*", "estimate"),
    ("rdp79r01012a…", "estimate"),
    ("lüshun*", "meeting"),
    ("周*", "undated"),
    ("tre* -text:tre*", "treaty"),
    ("*treaty", "estimate treaty"),
    ("freindship~", "treaty"),
    ("agent:stallin~", "meeting"),
    ("xx~", ""),
    ("date:1950", "treaty"),
    ("Date:1950", "treaty"),
    ("date:[1950 TO 1952]", "estimate treaty"),
    ("date:[* TO 1945]", "meeting"),
    ("Title:treaty", "treaty"),
    ("treaty (?)", "estimate treaty"),
    ("U.S.S.R.", "estimate"),
    ("date:1952", "estimate treaty"),
    ("date:1950-01", ""),
    ("date:1950-02", "treaty"),
    ("date:1950-02-13", ""),
    ("date:1945-07-10", "meeting"),
    ('date:"10 July 1945"', "meeting"),
    ("date:194X", "meeting"),
    ("date:1950-02..1952", "estimate treaty"),
    ("date:..1950", "meeting treaty"),
    ("date:1952-10..", "treaty"),
    ("date:>1952-09", "treaty"),
    ("date:>=1952-09", "estimate treaty"),
    ("date:<1950-02-14", "meeting"),
    ("date:<=1950-02-14", "meeting treaty"),
    ("date:>9999-12-31", ""),
    ("date:1953..1940", ""),
    ("released:>2010", "estimate"),
    ("released:<2010", ""),
    ("released:2011-03", "estimate"),
    ("-date:1952", "hoo meeting undated"),
    ("date:1950 OR date:1945", "meeting treaty"),
    ("classification:secret", "estimate"),
    ("classification:S", "estimate"),
    ('classification:"top secret"', ""),
    ("classification:none", "hoo meeting treaty undated"),
    ("classification:harbour", ""),
    ("has:text", "meeting estimate"),
    ("treaty -has:text", "treaty"),
    ("has:harbour", ""),
]


def named(records: dict[str, Record], names: str) -> set[int]:
    return {records[name].pk for name in names.split()}


def test_words_find_the_same_records(using: Engine) -> None:
    records = the_catalogue()
    by_id = {record.pk: name for name, record in records.items()}
    for words, names in FOUND:
        results = asked(words)
        assert {by_id[one] for one in ids(results)} == set(names.split()), words
        assert results.count == len(results.hits), words


def test_before_there_is_an_index_nothing_is_found(using: Engine) -> None:
    assert asked("treaty") == asked("treaty", page=2)
    assert asked("treaty").count == 0


def test_a_name_finds_what_bears_another_name_of_the_same_place(using: Engine) -> None:
    records = the_catalogue()
    other = published(item("The railway at Lushun", place("Lüshun")))
    index()
    create_authority("place", "Lüshunkou", [Name("Lüshun"), Name("Port Arthur"), Name("旅順")])
    Authority.objects.update(seen_from=PUBLIC)
    results = asked("Port Arthur")
    assert ids(results) == {records["meeting"].pk, other.pk}
    assert set(results.names_added) == {"Lüshunkou", "Lüshun", "旅順"}
    assert [(one.typed, one.headings) for one in results.also_searched] == [("Port Arthur", ("Lüshunkou",))]
    assert ids(asked("lushun -railway")) == {records["meeting"].pk}
    assert ids(asked('place:"port arthur"')) == {records["meeting"].pk, other.pk}
    alone = asked("Port Arthur", names=False)
    assert ids(alone) == {records["meeting"].pk}
    assert alone.also_searched == ()


def test_a_word_finds_its_other_spellings(using: Engine) -> None:
    pointed = published(item("Ch'en Yi", text="The P.R.C. has M-48 tanks and nonmilitary co-operation."))
    plain = published(item("Chen Yi", text="The PRC has M48 tanks and non-military cooperation."))
    index()
    for words in ("Chen Yi", "Ch'en", "PRC", "P.R.C.", "m48", "M-48", "cooperation", "co-operation"):
        assert ids(asked(words)) == {pointed.pk, plain.pk}, words
    assert ids(asked("-PRC")) == set()
    assert ids(asked("non-military")) == ids(asked("nonmilitary")) == {pointed.pk, plain.pk}
    assert asked("chen").hits[0].marked | asked("chen").hits[1].marked == {"Chen", "Ch'en"}


def test_a_chinese_name_is_known_by_its_syllables(using: Engine) -> None:
    the_catalogue()
    create_authority("person", "Zhou Enlai", [Name("Chou En-lai"), Name("周恩来")])
    create_authority("place", "Lüshunkou", [Name("Lüshun"), Name("Port Arthur")])
    Authority.objects.update(seen_from=PUBLIC)
    assert ids(asked("Chou En lai")) == ids(asked("chou en-lai")) != set()
    assert [one.typed for one in asked("Chou En lai railway").also_searched] == ["Chou En lai"]
    assert ids(asked('agent:"Chou En lai"')) == ids(asked("agent:周恩来")) != set()
    bare = published(item("The railway at Lüshun, by Zhou Enlai"))
    index()
    for words in ("Lu shun", "Lü-shun", "Lushun", "Zhou En-lai", "Zhou Enlai"):
        assert bare.pk in ids(asked(words)), words


def test_the_longest_name_in_the_words_is_the_one_that_is_meant(using: Engine) -> None:
    the_catalogue()
    create_authority("corporate body", "Chinese Changchun Railway", [Name("Chinese Eastern Railway")])
    create_authority("place", "Changchun", [Name("Hsinking")])
    Authority.objects.update(seen_from=PUBLIC)
    assert asked("chinese changchun railway").names_added == ("Chinese Eastern Railway",)
    assert asked("the changchun line").names_added == ("Hsinking",)


def test_names_of_an_authority_that_readers_may_not_know_of_are_not_searched(using: Engine) -> None:
    hidden = published(item("A paper", agent("Agent Orange")))
    index()
    create_authority("person", "Orange, Agent", [Name("Codename Lemon"), Name("Agent Orange")])
    Authority.objects.update(seen_from=STAFF)
    assert asked("Codename Lemon", PUBLIC).also_searched == ()
    assert ids(asked("Codename Lemon", PUBLIC)) == set()
    assert ids(asked("Codename Lemon", STAFF)) == {hidden.pk}


def test_marked_words_are_escaped_and_come_from_the_text(using: Engine) -> None:
    published(item("On <i>bases</i>", note("x < y"), text="one line\nthe naval base <b>here</b>"))
    index()
    marks = asked("base").hits[0].highlights
    assert "&lt;i&gt;<mark>bases</mark>" in marks["title"][0].html
    assert "<mark>base</mark> &lt;b&gt;here" in marks["text"][0].html
    assert asked("").hits[0].highlights == {}


def test_words_are_marked_also_deep_in_a_long_text(using: Engine) -> None:
    text = "nothing of note. " * 5000 + "The torpedoes were late. " + "The end. " * 3000
    published(item("A long report", text=text))
    index()
    assert "<mark>torpedoes</mark>" in asked("torpedo").hits[0].highlights["text"][0].html


def test_what_begins_so_and_what_is_like_it_is_marked(using: Engine) -> None:
    the_catalogue()
    assert "<mark>Changchun</mark>" in asked("changch*").hits[0].highlights["text"][0].html
    assert "<mark>Friendship</mark>" in asked("freindship~").hits[0].highlights["title"][0].html


def test_a_phrase_is_marked_as_a_phrase(using: Engine) -> None:
    published(item("The naval talks and a base", text="Base pay. The Lushun Naval\nBase was naval ground."))
    published(item("旅順海軍基地", text="旅順の海軍"))
    index()
    create_authority("place", "Lüshunkou", [Name("Lushun Naval Base"), Name("旅順")])
    Authority.objects.update(seen_from=PUBLIC)
    hits = {hit.public_id: hit.highlights for hit in asked("Lüshunkou").hits}
    texts = sorted(marked["text"][0].html.removeprefix("Base pay. ") for marked in hits.values())
    assert texts == ["<mark>旅順</mark>の海軍", "The <mark>Lushun Naval\nBase</mark> was naval ground."]
    titles = [one.html for marked in hits.values() for one in marked.get("title", ())]
    assert titles == ["<mark>旅順</mark>海軍基地"]
    assert "title" not in asked('"naval base"').hits[0].highlights


def test_marks_are_whole_words_as_the_reader_sees_them(using: Engine) -> None:
    text = "I don't see T. V. at Łódź, at 2 p.m. The Chargé d’Affaires left Lushun (Port Arthur)."
    published(item("A report", text=text))
    index()
    create_authority("place", "Lüshunkou", [Name("Lushun Port"), Name("Port Arthur")])
    Authority.objects.update(seen_from=PUBLIC)
    for words, marked in {
        "t. v.": {"T", "V"},
        "lodz": {"Łódź"},
        "d'affaires": {"d’Affaires"},
        '"port arthur"': {"Lushun (Port Arthur"},
    }.items():
        assert asked(words).hits[0].marked == marked, words


def test_several_passages_are_shown_with_the_most_of_the_search_first(using: Engine) -> None:
    away = "Nothing to see in this sentence of the report. " * 12
    published(item("Report", text=f"A harbour. {away}The parties left the harbour in 1950. {away}End."))
    index()
    passages = [one.html for one in asked("harbour party").hits[0].highlights["text"]]
    assert len(passages) == 2
    assert "<mark>parties</mark> left the <mark>harbour</mark>" in passages[0]
    assert "A <mark>harbour</mark>" in passages[1]
