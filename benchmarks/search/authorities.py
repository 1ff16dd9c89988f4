"""Generated authorities for benchmarks, written straight into rows."""

import random

from django.db import transaction

from benchmarks.search.catalogue import BATCH, vocabulary
from catalog.domain.names import direct, matching_key
from catalog.models import Authority, AuthorityName


def fill_authorities(count: int) -> None:
    """As many persons of two names each, seen by everybody."""
    chance, words = random.Random(5), vocabulary()
    for start in range(1, count + 1, BATCH):
        people, names = [], []
        for number in range(start, min(start + BATCH, count + 1)):
            family, given = chance.choice(words).capitalize(), chance.choice(words).capitalize()
            heading = f"{family}, {given} {number}"
            people.append(
                Authority(pk=number, public_id=f"a{number:08d}", kind="person", heading=heading, seen_from=0)
            )
            for form in (heading, f"{given} {family}"):
                key, written_key = matching_key(direct(form)), matching_key(form)
                names.append(AuthorityName(authority_id=number, form=form, key=key, written_key=written_key))
        with transaction.atomic():
            Authority.objects.bulk_create(people)
            AuthorityName.objects.bulk_create(names)
