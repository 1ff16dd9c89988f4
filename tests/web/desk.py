"""The desk for tests: the seeds as drafts that wait for an archivist, and people of every rank."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from catalog.domain.description import AnyStatement, Description, Title, decode
from catalog.ingest.intake import take_in_path
from catalog.jobs.run import drain
from catalog.models import Record, User
from catalog.records.authorities import load_authorities

SEEDS = Path(__file__).parents[2] / "seeds"
AUTHORITIES = Path(__file__).parents[2] / "catalog/domain/data/authorities.json"
NAMES = {"treaty": "000", "communiqué": "001", "estimate": "002", "cable": "003", "meeting": "004"}
ALL = (
    *("view_record", "change_record", "add_record", "delete_record"),
    *("publish_record", "publish_unapproved_record", "approve_record", "add_job", "view_job"),
)


@pytest.fixture(scope="module")
def drafts(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, int]]:
    """The ids of the five documents as ingest leaves them; what a test changes is rolled back."""
    with django_db_blocker.unblock():
        yield described_seeds()
        call_command("flush", interactive=False, verbosity=0)


def described_seeds() -> dict[str, int]:
    """The five documents through the real ingest, by a short name."""
    load_authorities(AUTHORITIES)
    for name in sorted(SEEDS.glob("*.txt")):
        take_in_path(name)
    drain(("ingest",))
    documents = Record.objects.filter(level="item")
    by_file = {one.file_rows.get().file.name[:3]: one.pk for one in documents}
    return {short: by_file[number] for short, number in NAMES.items()}


def archivist(rank: int = 30, *leaves: str, name: str = "archivist") -> Client:
    """A signed-in browser of a member of staff who may do what is named, or everything to records."""
    user = User.objects.create_user(name, rank=rank, is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=leaves or ALL))
    client = Client()
    client.force_login(user)
    return client


def address(page: str, *names: Any) -> str:
    return reverse(f"admin:catalog_record_{page}", args=names)


def text_of(client: Client, where: str, status: int = 200, **headers: str) -> str:
    """The page at an address, with its entities resolved."""
    answer = client.get(where, headers=headers)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return unescape(answer.content.decode())


def described(pk: int) -> Description:
    return decode(bytes(Record.objects.get(pk=pk).snapshot))


def first(pk: int, kind: type[AnyStatement] = Title) -> AnyStatement:
    return described(pk).of(kind)[0]


def post(client: Client, where: str, **said: Any) -> Any:
    return client.post(where, said)


def post_by_htmx(client: Client, where: str, **said: Any) -> str:
    """The piece of a page that htmx gets."""
    answer = client.post(where, said, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    return answer.content.decode()


def form_of(html: str) -> dict[str, str]:
    """What a browser would send of the one form with class fields in a page, unchanged."""
    form = html.split('class="fields', 1)[1].split("</form>", 1)[0]
    said: dict[str, str] = {}
    for tag in re.findall(r"<input\b[^>]*>", form):
        attributes = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        ticked = "checked" in tag or attributes.get("type") != "checkbox"
        if "name" in attributes and ticked:
            said[attributes["name"]] = unescape(attributes.get("value", "on" if "checkbox" in tag else ""))
    for name, words in re.findall(r'<textarea name="(\w+)"[^>]*>\n?(.*?)</textarea>', form, re.DOTALL):
        said[name] = unescape(words)
    for name, options in re.findall(r'<select name="(\w+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        said[name] = unescape(chosen[1] if chosen else re.findall(r'<option value="([^"]*)"', options)[0])
    return said
