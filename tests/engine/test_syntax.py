"""How what people type is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.search.syntax import All, AnyOf, Node, Not, TooManyWords, Words, parse


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
]


@pytest.mark.parametrize(("text", "tree"), READ)
def test_what_is_typed_is_read_as_it_is_meant(text: str, tree: Node) -> None:
    assert parse(text).tree == tree


@pytest.mark.parametrize("text", ['treaty "series', "(treaty", "treaty)", "treaty AND AND x", "() treaty"])
def test_what_cannot_be_read_becomes_plain_words_and_says_so(text: str) -> None:
    parsed = parse(text)
    assert isinstance(parsed.tree, All)
    assert "treaty" in {one.text for one in parsed.tree.parts if isinstance(one, Words)}
    assert parsed.message


def depth(tree: Node) -> int:
    match tree:
        case Words():
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
