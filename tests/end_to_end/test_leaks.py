"""What a reader may not see is told nowhere: every rank at every address of the site, on both engines.

Each secret is a word that stands nowhere else. The index is asked while it is up to date, and again
while the worker that would tell it of what was taken back is stopped.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

import pytest
from django.test import Client

from catalog.domain.disclosure import PUBLIC, RANKS, STAFF
from catalog.models import Record, User
from catalog.search.engine import Engine
from tests.database.records import aged
from tests.end_to_end.outputs import OUTPUTS, addresses, routes
from tests.end_to_end.secrets_kept import SECRET_YEAR, build
from tests.end_to_end.secrets_late import LATE, take_back
from tests.end_to_end.vault import Vault, word
from tests.engine.catalogue import index

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static_files")]
NOTHING = tuple(word(f"nothing{letter}") for letter in "abcdef")
"""Words of no record; as many are asked for at once as are tried for a correction."""
SEARCHES = (
    ("/search/", "q"),
    ("/api/v1/records/", "q"),
    *(("/api/v1/records/", facet) for facet in ("agent", "place", "subject", "form")),
)
LOOKED_UP = (("/records/by-code/", "code"), ("/people-and-places/", "q"))
"""Where a reader may ask for words: for any of several at once, and for one alone."""


class Reader(NamedTuple):
    """``name`` is for whoever reads why a test failed."""

    name: str
    rank: int
    client: Client

    def told(self, address: str) -> str:
        """All that an address tells: body and headers."""
        response = self.client.get(address)
        assert response.status_code != 500, address
        headers = " ".join(f"{name}: {value}" for name, value in response.headers.items())
        return f"{headers}\n{_body(response)}"


@pytest.fixture
def readers() -> list[Reader]:
    """Whoever signs in has every permission: what is seen is a matter of rank alone."""
    made = [Reader("nobody signed in", 0, Client())]
    for rank in RANKS:
        client = Client()
        client.force_login(User.objects.create_superuser(f"reader {rank}", rank=rank))
        made.append(Reader(f"rank {rank}", rank, client))
    return made


@pytest.fixture
def vault(using: Engine) -> Vault:
    """Built, indexed, and then much of it taken back, of which the index knows nothing."""
    made = build()
    index()
    take_back(made)
    aged()
    return made


def test_every_address_of_the_site_is_asked() -> None:
    assert set(OUTPUTS) == routes()


def test_nothing_is_told_below_its_rank_and_everything_above(
    vault: Vault, readers: list[Reader], using: Engine
) -> None:
    # What is read from the database is the same with either engine, and asked with one.
    index_alone = using.name != "embedded"
    for reader in readers:
        told = everything_told(reader, of_index_alone=index_alone)
        assert leaks(vault, reader, told) == {}, reader.name
        assert index_alone or untold(vault, reader, told) == [], reader.name
    index()
    for reader in readers:
        told = everything_told(reader, of_index_alone=True)
        assert leaks(vault, reader, told) == {}, reader.name


def test_no_question_betrays_a_word_below_its_rank(vault: Vault, readers: list[Reader]) -> None:
    for looked_up in (True, False):
        for reader in readers:
            assert betrayed(vault, reader, looked_up=looked_up) == [], reader.name
            years = {one["year"] for one in searched(reader, "")["years"]}
            assert (SECRET_YEAR in years) == (reader.rank >= STAFF), reader.name
            assert reader.rank >= STAFF or years == {1952}, reader.name
        index()
    for reader in readers:
        assert unfound(vault, reader) == [], reader.name


@pytest.mark.usefixtures("using")
def test_what_was_open_was_found_until_it_was_taken_back() -> None:
    """Or else the tests above would pass without any exclusion."""
    build()
    index()
    public = Reader("public", PUBLIC, Client())
    assert [name for name in LATE if not searched(public, word(name))["count"]] == []


def everything_told(reader: Reader, *, of_index_alone: bool) -> dict[str, str]:
    """What this reader is told, by address."""
    return {one: reader.told(one) for one in addresses(of_index_alone=of_index_alone)}


def leaks(vault: Vault, reader: Reader, told: dict[str, str]) -> dict[str, list[str]]:
    """The words, and the ids of records, that an address tells although the reader may not see them."""
    hidden = [one for one, rank in vault.secrets.items() if rank > reader.rank]
    unseen = Record.objects.filter(seen_from__gt=reader.rank)
    hidden_ids = list(unseen.values_list("public_id", flat=True))
    # Harvesters are told of what was public that it is gone: by its id alone.
    never_public = list(unseen.filter(was_public=False).values_list("public_id", flat=True))
    found = {}
    for address, text in told.items():
        ids = never_public if address.startswith("/oai") else hidden_ids
        # What was asked with may come back: it was known before.
        leaked = [one for one in (*hidden, *ids) if one in text and one not in address]
        if leaked:
            found[address] = leaked
    return found


def untold(vault: Vault, reader: Reader, told: dict[str, str]) -> list[str]:
    """The words that the reader may see and that no address tells: the test could not fail for them."""
    everything = "\n".join(told.values())
    return [one for one, rank in vault.secrets.items() if rank <= reader.rank and one not in everything]


def unfound(vault: Vault, reader: Reader) -> list[str]:
    """The words in the index that the reader may see and that no search finds."""
    mine = (one for one in sorted(vault.searched) if vault.secrets[one] <= reader.rank)
    return [one for one in mine if not searched(reader, one)["count"]]


def betrayed(vault: Vault, reader: Reader, *, looked_up: bool) -> list[tuple[str, str]]:
    """The words, and where they were asked for, that are answered in another way than some of no record."""
    hidden = [one for one, rank in vault.secrets.items() if rank > reader.rank]
    asked = [(*one, words) for one in SEARCHES for words in batched(hidden, len(NOTHING))]
    if looked_up:
        asked += [(*one, [word]) for one in LOOKED_UP for word in hidden]
    nothing = cache(lambda path, name, number: answered(reader, path, name, NOTHING[:number]))
    return [
        (f"{path}?{name}=", " ".join(words))
        for path, name, words in asked
        if answered(reader, path, name, words) != nothing(path, name, len(words))
    ]


def batched(words: Sequence[str], size: int) -> list[Sequence[str]]:
    return [words[start : start + size] for start in range(0, len(words), size)]


def answered(reader: Reader, path: str, name: str, words: Sequence[str]) -> tuple[int, str]:
    """Status and body, without the words that were asked for and what is new in every answer."""
    response = reader.client.get(path, {name: " OR ".join(words) if name == "q" else words})
    body = re.sub("|".join(words), "…", response.content.decode())
    return response.status_code, re.sub(r'<title>[^<]*|nonce="[^"]*"|value="[A-Za-z0-9]{64}"', "", body)


def searched(reader: Reader, words: str) -> dict[str, Any]:
    """The answer of the API to a search."""
    response = reader.client.get("/api/v1/records/", {"q": words})
    assert response.status_code == 200, response.content
    answer: dict[str, Any] = response.json()
    return answer


def _body(response: Any) -> str:
    content: bytes = response.getvalue() if response.streaming else response.content
    return content.decode(errors="replace")
