"""How what people type is read."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.search.days import day_keys, overlapping
from catalog.search.syntax import TooManyWords, parse
from catalog.search.tree import All, AnyOf, Beginning, Between, Like, Node, Not, Valued, Words


def words(*texts: str, field: str = "") -> tuple[Words, ...]:
    return tuple(Words(one, field) for one in texts)


READ = [
    ("", All()),
    ("  ", All()),
    ("treaty", Words("treaty")),
    ("port arthur", All(words("port", "arthur"))),
    ('"port arthur"', Words("port arthur")),
    ("a OR b c", All((AnyOf(words("a", "b")), Words("c")))),
    ("a b OR c", All((Words("a"), AnyOf(words("b", "c"))))),
    ("a OR b -c", All((AnyOf(words("a", "b")), Not(Words("c"))))),
    ("a AND b", All(words("a", "b"))),
    ("-(a b)", Not(All(words("a", "b")))),
    ('-title:"a b"', Not(Words("a b", "title"))),
    ("agent:(a OR b)", AnyOf(words("a", "b", field="agents"))),
    ("place:周恩来", Words("周恩来", "places")),
    ("foo:bar", All(words("foo", "bar"))),
    ("2:00 P.M.", All(words("2:00", "P.M."))),
    ("Treaty [sic]", All(words("Treaty", "[sic]"))),
    ("China -- Port Arthur", All(words("China", "Port", "Arthur"))),
    ("September 14/16", All(words("September", "14/16"))),
    ("NIE-58", AnyOf((Words("NIE-58"), Words("nie58", "numbers")))),
    ("NIE - 58", All(words("NIE", "58"))),
    ("title:NIE-58", Words("NIE-58", "title")),
    ("En-lai", Words("En-lai")),
    ("https://www.cia.gov/a?b=(c)", All(words("https://www.cia.gov/a?b=", "c"))),
    ("and or not", All(words("and", "or", "not"))),
    ("...", AnyOf()),
    ("negotiat*", Beginning("negotiat")),
    ("title:(negotiat* OR peace)", AnyOf((Beginning("negotiat", "title"), Words("peace", "title")))),
    ("-agent:stal*", Not(Beginning("stal", "agents"))),
    ("rdp79r01012a…", Beginning("rdp79r01012a")),
    ("*treaty", Words("*treaty")),
    ("tr*ty", Words("tr*ty")),
    ("a*", Words("a*")),
    ("chou~ en~1", All((Like("chou"), Like("en")))),
    ("~chou", Words("~chou")),
    ("classification:secret", Valued("classification", ("Secret",))),
    ('classification:"top secret"', Valued("classification", ("Top Secret",))),
    ("has:text", Valued("has_text", ("yes",))),
    ("has:maps", All(words("has", "maps"))),
    ("update:1950", All(words("update", "1950"))),
]


@pytest.mark.parametrize(("text", "tree"), READ)
def test_what_is_typed_is_read_as_it_is_meant(text: str, tree: Node) -> None:
    assert parse(text).tree == tree


@pytest.mark.parametrize("text", ['treaty "series', "(treaty", "treaty)", "treaty AND AND x", "(-) treaty)"])
def test_what_cannot_be_read_becomes_plain_words_and_says_so(text: str) -> None:
    parsed = parse(text)
    assert isinstance(parsed.tree, All)
    assert "treaty" in {one.text for one in parsed.tree.parts if isinstance(one, Words)}
    assert parsed.message


def test_a_star_that_is_not_the_end_of_a_word_is_said() -> None:
    assert "end of a word" in parse("tre*ty").message
    assert "end of a word" in parse("*treaty").message
    assert [parse(text).message for text in ("treat*", "*treaty*", "treaty (?)")] == ["", "", ""]


def depth(tree: Node) -> int:
    match tree:
        case Words() | Beginning() | Like() | Valued() | Between():
            return 0
        case Not(part=part):
            return 1 + depth(part)
        case All(parts=parts) | AnyOf(parts=parts):
            return 1 + max(map(depth, parts), default=0)


@given(st.text(st.sampled_from('ab1 "()-:ORANDNOT title:[]*~\\/^周é\u0301.\x00\ud800'), max_size=80))
def test_any_writing_gives_a_shallow_tree_or_is_too_long(text: str) -> None:
    try:
        tree = parse(text).tree
    except TooManyWords:
        return
    assert depth(tree) < 80


@given(st.text(max_size=60))
def test_a_phrase_is_kept_whole(text: str) -> None:
    plain = "".join(one for one in text if one.isalpha())
    if plain:
        assert parse(f'"{plain} x"').tree == Words(f"{plain} x")


def test_what_is_no_date_is_read_as_words_and_said() -> None:
    parsed = parse("treaty date:9999-99")
    assert parsed.tree == All(words("treaty", "date", "9999-99"))
    assert "“9999-99” is no date" in parsed.message


DAYS = st.dates(date(1940, 1, 1), date(1960, 12, 31))


@given(DAYS, DAYS, DAYS, DAYS)
def test_two_spans_share_a_number_where_they_share_a_day(a: date, b: date, c: date, d: date) -> None:
    (first, last), (begin, end) = sorted((a, b)), sorted((c, d))
    keys = day_keys(first.isoformat(), last.isoformat())
    found = any(low <= key <= high for low, high in overlapping(begin, end) for key in keys)
    assert found == (first <= end and begin <= last)
