"""The language of a text: as the document states it, else detected from a sample."""

import re
from collections.abc import Iterator
from functools import cache

from lingua import Language as Detected
from lingua import LanguageDetector, LanguageDetectorBuilder

CODES = {
    "arabic": "ara",
    "bulgarian": "bul",
    "chinese": "zho",
    "mandarin": "zho",
    "czech": "ces",
    "danish": "dan",
    "dutch": "nld",
    "english": "eng",
    "french": "fra",
    "german": "deu",
    "greek": "ell",
    "hebrew": "heb",
    "hungarian": "hun",
    "italian": "ita",
    "japanese": "jpn",
    "korean": "kor",
    "mongolian": "mon",
    "norwegian": "nor",
    "persian": "fas",
    "polish": "pol",
    "portuguese": "por",
    "romanian": "ron",
    "russian": "rus",
    "serbian": "srp",
    "serbo-croatian": "hbs",
    "slovak": "slk",
    "spanish": "spa",
    "swedish": "swe",
    "turkish": "tur",
    "ukrainian": "ukr",
    "vietnamese": "vie",
    "russe": "rus",
    "chinois": "zho",
    "anglais": "eng",
    "français": "fra",
    "espagnol": "spa",
}
NAMES = re.compile(rf"\b(?:{'|'.join(CODES)})\b", re.IGNORECASE)
_LANGUAGES = (
    Detected.ENGLISH,
    Detected.FRENCH,
    Detected.GERMAN,
    Detected.SPANISH,
    Detected.ITALIAN,
    Detected.RUSSIAN,
    Detected.POLISH,
    Detected.CHINESE,
    Detected.JAPANESE,
    Detected.KOREAN,
)
_LETTERS = re.compile(r"[^\W\d_]+")
_SAMPLE = 250
# Small words that no other of these languages writes so; where they abound nobody needs a model.
_ENGLISH = frozenset(
    ["the", "of", "and", "to", "that", "this", "with", "by", "which", "was", "were", "for", "be"]
)
_OTHERS = frozenset(
    ["de", "la", "le", "les", "des", "et", "el", "los", "y", "der", "die", "und", "das", "il", "di"]
)
_ABOUND, _FEW = 0.08, 0.02


def named(text: str) -> Iterator[tuple[str, int, int]]:
    """The languages that a text names: code and offsets."""
    for found in NAMES.finditer(text):
        yield CODES[found.group().casefold()], found.start(), found.end()


def detected(text: str) -> str:
    """The ISO 639-3 code of the language that a sample is in; empty where it is too short to tell."""
    words = _LETTERS.findall(text[: _SAMPLE * 4])
    small = [word.lower() for word in words]
    english = sum(word in _ENGLISH for word in small) > len(words) * _ABOUND
    if english and len(words) > 12 and sum(word in _OTHERS for word in small) <= len(words) * _FEW:
        return "eng"
    sample = " ".join(words)[:_SAMPLE]
    if len(sample) < 20 and not re.search(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]{4}", sample):
        return ""
    language = _detector().detect_language_of(sample)
    return language.iso_code_639_3.name.lower() if language else ""


@cache
def _detector() -> LanguageDetector:
    # Built when first needed: the models take a fifth of a second to load.
    return LanguageDetectorBuilder.from_languages(*_LANGUAGES).build()
