"""The declaration of the fields as a tantivy schema, words cut as Elasticsearch's standard tokenizer does."""

from functools import cache

from tantivy import Filter, Schema, SchemaBuilder, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

from catalog.search.fields import FIELDS, Field

WORDS = "words"
PLAIN = "plain"
RAW = "raw"

# UAX #29: an ideograph or a hiragana sign is a word; letters, digits and _ run on; a point, colon or
# apostrophe between two letters, or a point, comma or semicolon between two digits, does not end a word.
_LETTER = r"[\p{Alphabetic}\p{M}\p{Cf}--[\p{Han}\p{Hiragana}\p{Katakana}]]"
_KATAKANA = r"[\p{Katakana}\u{30FC}]"
WORD = (
    r"[\p{Han}\p{Hiragana}]\p{M}*"
    rf"|(?:\p{{Pc}}*(?:{_LETTER}+(?:[.:'’·․‧]{_LETTER}+)*|\p{{Nd}}+(?:[.,;'’\u{{2044}}]\p{{Nd}}+)*|{_KATAKANA}+)\p{{Pc}}*)+"
)


@cache
def words() -> TextAnalyzer:
    """Cuts, lowers, folds and stems, for indexing and for queries alike."""
    return (
        TextAnalyzerBuilder(Tokenizer.regex(WORD))
        .filter(Filter.lowercase())
        .filter(Filter.ascii_fold())
        .filter(Filter.stemmer("english"))
        .build()
    )


@cache
def plain() -> TextAnalyzer:
    """As ``words``, not stemmed."""
    cut = TextAnalyzerBuilder(Tokenizer.regex(WORD))
    return cut.filter(Filter.lowercase()).filter(Filter.ascii_fold()).build()


@cache
def schema() -> Schema:
    """The schema of every index of the embedded engine."""
    builder = SchemaBuilder()
    for one in FIELDS:
        _add(builder, one)
    return builder.build()


def _add(builder: SchemaBuilder, one: Field) -> None:
    match one.kind:
        case "words":
            builder.add_text_field(one.name, stored=one.shown, tokenizer_name=WORDS)
            builder.add_text_field(one.plain, tokenizer_name=PLAIN, index_option="basic")
        case "value":
            builder.add_text_field(
                one.name, stored=one.shown, fast=one.counted, tokenizer_name=RAW, index_option="basic"
            )
        case "text order":
            builder.add_text_field(one.name, fast=True, tokenizer_name=RAW, index_option="basic")
        case "order":
            builder.add_integer_field(one.name, fast=True)
        case "number":
            builder.add_integer_field(one.name, stored=one.shown, indexed=True, fast=one.counted)
