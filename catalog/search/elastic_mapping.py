"""The declaration of the fields as an Elasticsearch mapping."""

from elasticsearch.dsl import Keyword, Long, Mapping, Text, analyzer, token_filter

from catalog.search.fields import FIELDS, Field

STEMS = token_filter("stems", type="stemmer", language="porter2")
WORDS = analyzer("words", tokenizer="standard", filter=["lowercase", "asciifolding", STEMS])
PLAIN = analyzer("plain", tokenizer="standard", filter=["lowercase", "asciifolding"])


def mapping() -> Mapping:
    """Strict: a value of a field that is not declared is refused."""
    made = Mapping()
    made.meta("dynamic", "strict")
    for one in FIELDS:
        made.field(one.name, _property(one))
    return made


def _property(one: Field) -> Text | Keyword | Long:
    match one.kind:
        case "words":
            # Offsets let long texts be highlighted without cutting them into words again.
            plain = Text(analyzer=PLAIN, index_options="docs", norms=False)
            return Text(analyzer=WORDS, index_options="offsets", fields={"plain": plain})
        case "value":
            return Keyword(doc_values=one.counted or one.shown)
        case "text order":
            return Keyword(index=False)
        case "order":
            return Long(index=False)
        case "number":
            return Long(doc_values=one.counted)
