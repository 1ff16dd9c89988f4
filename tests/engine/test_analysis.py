"""Words are cut, folded and stemmed the same way by both engines."""

from pathlib import Path

import pytest

from catalog.search.elastic_client import client
from catalog.search.embedded_schema import words
from catalog.search.engine import Engine
from catalog.search.state import ready
from catalog.search.values import folded

pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("using", ["elasticsearch"], indirect=True)]

SEEDS = Path(__file__).parent.parent.parent / "seeds"
CUT = [
    "U.S.S.R. Ch'en’s don't e.g. 2:00 P.M. 14/16 Sept. 1,234.5 10.5.",
    "NIE-58 CIA-RDP79R01012A001800010001-2 a_b _c x2.y 3a.b 1.5.2.a",
    "周恩来 こんにちは カタカナー 旅順 Лю́йшунь Чжоу Эньлай",
    "l’été Müller ﬁne Łódź ß Ærø №5 ½ treaties,naval bases; «кавычки»",
    "(sic) [sic] {x} a@b.c https://www.cia.gov/readingroom/document/cia-rdp79r01012a",
]
STEMMED_APART = 0.005
"""The share of words of the seeds that the two stemmers and cutters may treat differently."""


def cut_by_elasticsearch(place: str, text: str) -> list[str]:
    answer = client().indices.analyze(index=place, analyzer="words", text=text)
    return [one["token"] for one in answer["tokens"]]


@pytest.mark.parametrize("text", CUT)
def test_what_archivists_write_is_cut_alike(using: Engine, text: str) -> None:
    place = _index(using)
    assert words().analyze(folded(text)) == cut_by_elasticsearch(place, folded(text))


def test_the_seeds_are_cut_alike(using: Engine) -> None:
    place = _index(using)
    differing = total = 0
    for path in sorted(SEEDS.glob("*.txt")):
        for line in folded(path.read_text(encoding="utf-8")).splitlines():
            for start in range(0, len(line), 5000):
                ours = words().analyze(line[start : start + 5000])
                theirs = cut_by_elasticsearch(place, line[start : start + 5000])
                total += len(theirs)
                differing += len(set(ours) ^ set(theirs))
    assert total > 10_000
    assert differing / total < STEMMED_APART


def _index(using: Engine) -> str:
    from django.conf import settings

    return ready(using, settings.ELASTICSEARCH_INDEX).place
