"""Lines end where the archive says they end, and no character breaks an encoder."""

import json

from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from catalog.domain.text import clean, lines_of, sha256_of

ANY_TEXT = st.text(alphabet=st.characters(codec=None))


def test_lines_end_at_three_ends_only() -> None:
    assert lines_of("one\ntwo\r\nthree\rfour") == ["one", "two", "three", "four"]
    assert lines_of("one\x0ctwo\x0bthree\u2028four\x85five") == ["one\x0ctwo\x0bthree\u2028four\x85five"]


def test_an_ended_last_line_is_followed_by_none_and_empty_lines_count() -> None:
    assert lines_of("") == []
    assert lines_of("\n") == [""]
    assert lines_of("one\n\n") == ["one", ""]
    assert lines_of("one\n\rtwo") == ["one", "", "two"]


@given(st.lists(st.text(alphabet=st.characters(exclude_characters="\r\n"), min_size=1)))
def test_lines_joined_are_the_lines_again(lines: list[str]) -> None:
    for end in ("\n", "\r\n", "\r"):
        assert lines_of(end.join(lines)) == lines
        assert lines_of("".join(line + end for line in lines)) == lines


@given(ANY_TEXT)
@example("\x00\x0b\ud800\udfff\ufffe\uffff\x1b")
def test_what_is_clean_can_be_written_by_every_encoder(text: str) -> None:
    cleaned = clean(text)
    element = etree.Element("text")
    element.text = cleaned
    assert element.text == cleaned
    assert json.loads(json.dumps(cleaned).encode()) == cleaned
    assert cleaned.encode().decode() == cleaned
    assert clean(cleaned) == cleaned


def test_clean_leaves_everything_else() -> None:
    assert clean("Lüshun\t旅順\r\n\U0001f4dc\x85") == "Lüshun\t旅順\r\n\U0001f4dc\x85"
    assert clean("a\x00b\x0cc") == "abc"


def test_sha256_is_that_of_the_standard() -> None:
    assert sha256_of(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
