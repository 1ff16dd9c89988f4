"""Authorities, institutions and people at the desk."""

import pytest
from django.test import Client
from django.urls import reverse

from catalog.models import Authority, Institution, Job, User
from catalog.records.authorities import Name, create_authority
from tests.web.desk import archivist, text_of
from tests.web.desk import drafts as drafts

pytestmark = pytest.mark.django_db
LEAVES = (
    *("view_authority", "change_authority", "add_authority"),
    *("view_authorityname", "change_authorityname", "add_authorityname", "delete_authorityname"),
)
LIST = reverse("admin:catalog_authority_changelist")


def said_of(
    heading: str, *names: str, kind: str = "person", held: Authority | None = None
) -> dict[str, object]:
    rows = list(held.names.order_by("pk")) if held else []
    said: dict[str, object] = {"kind": kind, "heading": heading, "dates": "", "source": ""}
    said |= {"names-TOTAL_FORMS": len(rows) + len(names), "names-INITIAL_FORMS": len(rows)}
    for number, row in enumerate(rows):
        said |= {f"names-{number}-id": row.pk, f"names-{number}-authority": row.authority_id}
        said |= {f"names-{number}-form": row.form, f"names-{number}-system": row.system}
    for number, name in enumerate(names, len(rows)):
        said |= {f"names-{number}-form": name, f"names-{number}-system": "Wade-Giles"}
    return said


def client() -> Client:
    return archivist(20, *LEAVES)


def test_an_authority_is_made_with_its_names_and_found_by_any_of_them() -> None:
    desk = client()
    answer = desk.post(reverse("admin:catalog_authority_add"), said_of("Zhu De", "Chu Teh"))
    assert answer.status_code == 302, answer.content.decode()
    made = Authority.objects.get(heading="Zhu De")
    assert len(made.public_id) == 9
    assert {one.form for one in made.names.all()} == {"Zhu De", "Chu Teh"}
    assert {one.key for one in made.names.all()} == {"zhu de", "chu teh"}
    assert "Zhu De" in text_of(desk, LIST + "?q=chu+t")
    assert "Zhu De" not in text_of(desk, LIST + "?q=Molotov")


def test_a_heading_that_another_authority_has_is_refused_beside_the_form() -> None:
    create_authority("person", "Zhu De")
    answer = client().post(reverse("admin:catalog_authority_add"), said_of("Zhu De"))
    assert "Another authority of this kind has this heading" in answer.content.decode()


def test_a_renamed_authority_keeps_its_former_heading_and_its_records_follow(drafts: dict[str, int]) -> None:
    held = Authority.objects.filter(statement_rows__isnull=False, kind="person").distinct()[0]
    former, public_id = held.heading, held.public_id
    where = reverse("admin:catalog_authority_change", args=[held.pk])
    answer = client().post(where, said_of("Another heading", "A new name", held=held))
    assert answer.status_code == 302, answer.content.decode()
    renamed = Authority.objects.get(pk=held.pk)
    assert (renamed.heading, renamed.public_id) == ("Another heading", public_id)
    assert {former, "Another heading", "A new name"} <= {one.form for one in renamed.names.all()}
    assert Job.objects.filter(kind="headings").count() == 1


def test_a_name_is_taken_away() -> None:
    held = create_authority("person", "Zhu De", [Name("Chu Teh"), Name("Wrong")])
    said = said_of("Zhu De", held=held)
    rows = list(held.names.order_by("pk").values_list("form", flat=True))
    said[f"names-{rows.index('Wrong')}-DELETE"] = "on"
    client().post(reverse("admin:catalog_authority_change", args=[held.pk]), said)
    assert {one.form for one in held.names.all()} == {"Zhu De", "Chu Teh"}


def test_institutions_and_people_are_looked_after() -> None:
    User.objects.create_superuser("root", rank=30)
    root = Client()
    root.force_login(User.objects.get(username="root"))
    said = {"name": "Hoover Institution Archives", "isil": "US-CSt-H", "country": "US", "contact": ""}
    assert root.post(reverse("admin:catalog_institution_add"), said).status_code == 302
    assert Institution.objects.get(isil="US-CSt-H").name == "Hoover Institution Archives"
    passwords = {"password1": "a-good-long-word-9", "password2": "a-good-long-word-9"}
    made = root.post(
        reverse("admin:catalog_user_add"),
        {"username": "new", "rank": 20, "usable_password": "true", **passwords},
    )
    assert made.status_code == 302, made.content.decode()
    new = User.objects.get(username="new")
    assert (new.rank, new.is_staff) == (20, False)
    page = text_of(root, reverse("admin:catalog_user_change", args=[new.pk]))
    assert "What this person sees" in page
    assert text_of(root, reverse("admin:catalog_user_changelist")).count("Staff") > 0
    assert text_of(root, reverse("admin:auth_group_changelist"))
    assert text_of(root, reverse("admin:index"))
