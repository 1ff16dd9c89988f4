"""Authorities, institutions and people at the desk."""

import pytest
from django.test import Client
from django.urls import reverse

from catalog.admin.authority_merge import LISTED
from catalog.domain.description import Place
from catalog.jobs.run import drain
from catalog.models import Authority, Institution, Job, User
from catalog.records.authorities import Name, create_authority
from catalog.records.queries import records_naming
from catalog.records.unlinked_names import names_waiting
from tests.database.records import item
from tests.web.desk import archivist, text_of
from tests.web.desk import drafts as drafts

pytestmark = pytest.mark.django_db
LEAVES = ("view_authority", "change_authority", "add_authority")
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
    related = list(held.relations.order_by("pk")) if held else []
    said |= {"relations-TOTAL_FORMS": len(related) + 1, "relations-INITIAL_FORMS": len(related)}
    for number, one in enumerate(related):
        said |= {f"relations-{number}-id": one.pk, f"relations-{number}-authority": one.authority_id}
        said |= {f"relations-{number}-relation": one.relation, f"relations-{number}-other": one.other_id}
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


def test_authorities_are_related_to_those_that_one_sees() -> None:
    family, hidden = create_authority("family", "Zhu"), create_authority("person", "Nobody may know")
    Authority.objects.filter(pk=hidden.pk).update(seen_from=30)
    held = create_authority("person", "Zhu De")
    where = reverse("admin:catalog_authority_change", args=[held.pk])
    desk = client()
    for other, status in ((hidden, 200), (family, 302)):
        said = said_of("Zhu De", held=held) | {
            "relations-0-relation": "member",
            "relations-0-other": other.pk,
        }
        assert desk.post(where, said).status_code == status
    assert [(one.relation, one.other) for one in held.relations.all()] == [("member", family)]
    assert "Nobody may know" not in text_of(desk, where)


def test_an_authority_is_merged_after_a_look_at_what_would_change_and_parted_again(
    drafts: dict[str, int],
) -> None:
    merged = Authority.objects.filter(statement_rows__isnull=False, kind="person").distinct()[0]
    kept = create_authority("person", "The one that is kept")
    desk = client()
    where = reverse("admin:catalog_authority_merge", args=[kept.pk])
    asked = desk.post(where, {"merged": merged.heading})
    assert "becomes “The one that is kept”" in asked.content.decode()
    assert Authority.objects.filter(merged_into=kept).count() == 0
    assert desk.post(where, {"merged": merged.heading, "sure": "on"}).status_code == 302
    drain()
    assert Authority.objects.get(merged_into=kept) == merged
    assert records_naming(kept, 30).exists()
    page = text_of(desk, reverse("admin:catalog_authority_change", args=[kept.pk]))
    assert "Used in" in page
    assert "Part again" in page
    assert desk.get(reverse("authority", args=[merged.public_id])).headers["Location"] == reverse(
        "authority", args=[kept.public_id]
    )
    assert merged.heading not in text_of(desk, reverse("authorities"))
    parting = reverse("admin:catalog_authority_part", args=[kept.pk])
    assert desk.post(parting, {"merged": merged.public_id}).status_code == 302
    drain()
    assert not records_naming(kept, 30).exists()
    assert records_naming(merged, 30).exists()


def test_an_authority_that_many_records_name_leads_to_all_of_them() -> None:
    held = create_authority("place", "Qiqihar")
    for number in range(LISTED + 1):
        item(f"A map, sheet {number}", Place(name="Qiqihar", authority=held.public_id))
    page = text_of(client(), reverse("admin:catalog_authority_change", args=[held.pk]))
    assert f"All {LISTED + 1} records" in page
    assert reverse("authority", args=[held.public_id]) in page
    assert page.count("A map, sheet") == LISTED


def test_what_cannot_be_merged_is_told_beside_the_form() -> None:
    kept, place = create_authority("person", "Zhu De"), create_authority("place", "Qiqihar")
    where = reverse("admin:catalog_authority_merge", args=[kept.pk])
    desk = client()
    said = {"Zhu De": "into itself", "Qiqihar": "No authority bears the name", "": "This field is required"}
    for name, sentence in said.items():
        answer = desk.post(where, {"merged": name, "sure": "on"})
        assert (answer.status_code, sentence in answer.content.decode()) == (400, True), name
    assert place.merged_into is None


def test_a_name_that_waits_is_linked_by_a_choice_or_by_typing(drafts: dict[str, int]) -> None:
    desk, waiting = client(), reverse("admin:catalog_authority_waiting")
    link = reverse("admin:catalog_authority_link_name")
    name = names_waiting("agent", 20, 0, 1)[0]
    authority = create_authority("person", "Somebody who was found out")
    assert name.name in text_of(desk, waiting)
    refused = desk.post(link, {"kind": "agent", "key": name.key, "typed": "No such name"}, follow=True)
    assert "No authority bears the name “No such name”" in refused.content.decode()
    said = {"kind": "agent", "key": name.key, "authority": authority.public_id}
    assert "Linked." in desk.post(link, said, follow=True).content.decode()
    drain()
    assert records_naming(authority, 20).count() == name.records
    assert name.key not in {one.key for one in names_waiting("agent", 20, 0, 500)}


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
