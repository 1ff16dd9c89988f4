"""Writing over the API: by token or session, against the revision that was read, never more than one sees."""

import json
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from catalog.domain.change import Replace
from catalog.domain.description import Title
from catalog.models import Job, Record, Token, User
from catalog.records.change import change
from catalog.records.tokens import make_token
from tests.database.records import ARCHIVIST, collection, internal, item, published

pytestmark = pytest.mark.django_db
LEAVES = ("add_record", "change_record", "publish_record", "publish_unapproved_record", "add_job")


def archivist(rank: int = 20, leaves: tuple[str, ...] = LEAVES) -> User:
    user = User.objects.create_user(f"archivist {rank} {len(leaves)}", rank=rank, is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=leaves))
    return user


def by_token(user: User, scope: str = "publish") -> Client:
    text = make_token(user, "a program", scope, 30)[1]
    return Client(headers={"Authorization": f"Bearer {text}"})


def send(client: Client, method: str, address: str, said: Any, **headers: str) -> Any:
    body = said if isinstance(said, str | bytes) else json.dumps(said)
    return client.generic(method, address, body, content_type="application/json", headers=headers)


def address_of(record: Record, *further: str) -> str:
    return "/".join(("/api/v1/records", record.public_id, *further, ""))


@pytest.fixture
def program() -> Client:
    return by_token(archivist())


def title(words: str) -> dict[str, str]:
    return {"kind": "title", "value": words}


def renamed(words: str, statement: str) -> dict[str, Any]:
    return {"changes": [{"type": "replace", "id": statement, "statement": title(words)}], "reason": "Test"}


def test_a_record_is_made_changed_published_and_withdrawn(program: Client, client: Client) -> None:
    above = published(collection())
    date = {"kind": "date", "edtf": "1952-08-28", "role": "created", "primary": True}
    sent = {"level": "item", "parent": above.public_id, "statements": [title("Cable"), date]}
    made = send(program, "POST", "/api/v1/records/", sent)
    assert made.status_code == 201, made.content
    where = urlsplit(made["Location"]).path
    told = made.json()
    assert (told["status"], told["date"]["words"], told["revision"]) == ("draft", "28 August 1952", 1)
    assert client.get(where).status_code == 404
    statement = told["statements"][0]["statement"]
    assert (statement["state"], statement["decided_by"]) == ("accepted", "archivist 20 5")
    said = send(program, "PATCH", where, renamed("Telegram", statement["id"]), **{"If-Match": made["ETag"]})
    assert (said.status_code, said.json()["title"]) == (200, "Telegram")
    assert send(program, "POST", f"{where}publish/", {}).json()["status"] == "published"
    assert client.get(where).json()["title"] == "Telegram"
    gone = send(program, "POST", f"{where}withdraw/", {"reason": "Personal data"})
    assert gone.json()["status"] == "withdrawn"
    assert client.get(where).status_code == 410


def test_what_others_saved_meanwhile_is_told_and_nothing_is_lost(program: Client) -> None:
    made = published(item("Cable"))
    read = program.get(address_of(made))
    statement = read.json()["statements"][0]["statement"]["id"]
    change(
        made.public_id,
        [Replace(id=statement, statement=Title(value="Telegram"))],
        expected_revision=made.revision,
        author=ARCHIVIST,
    )
    late = send(
        program, "PATCH", address_of(made), renamed("Letter", statement), **{"If-Match": read["ETag"]}
    )
    assert late.status_code == 412
    (told,) = late.json()["differences"]
    assert (told["act"], told["before"]["value"], told["after"]["value"]) == ("changed", "Cable", "Telegram")
    assert program.get(address_of(made)).json()["title"] == "Telegram"


@pytest.mark.parametrize(("tag", "status"), [("", 428), ('"abc"', 412), ("*", 412), ('"r1.xyz"', 412)])
def test_a_change_names_what_it_read(program: Client, tag: str, status: int) -> None:
    made = published(item("Cable"))
    headers = {"If-Match": tag} if tag else {}
    said = send(program, "PATCH", address_of(made), renamed("x", "y"), **headers)
    assert said.status_code == status
    assert said.json()["detail"].endswith(".")


def test_what_is_not_seen_cannot_be_named_and_is_not_lost() -> None:
    made = published(item("Cable", internal("Ask Moscow")))
    note = next(
        one["statement"]["id"]
        for one in by_token(archivist()).get(address_of(made)).json()["statements"]
        if one["statement"]["kind"] == "note"
    )
    reader = by_token(User.objects.create_user("reader", rank=10))
    sent = {"changes": [{"type": "remove", "id": note}]}
    assert send(reader, "PATCH", address_of(made), sent, **{"If-Match": '"x"'}).status_code == 403
    assert "Ask Moscow" not in reader.get(address_of(made)).content.decode()


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ("{", "truncated"),
        ('{"level": "item", "shelf": 3}', "shelf"),
        ('{"level": 3}', "$.level"),
        ('{"level": "item", "statements": [{"kind": "smell", "value": "x"}]}', "smell"),
        ('{"level": "item", "statements": [{"kind": "title", "value": "x", "colour": "red"}]}', "colour"),
        ('{"statements": []}', "level"),
        ("[]", "array"),
        (b"\xff\xfe", "read"),
    ],
)
def test_what_is_wrong_is_named(program: Client, sent: str | bytes, says: str) -> None:
    answer = send(program, "POST", "/api/v1/records/", sent)
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    told = answer.json()
    assert (told["status"], told["title"]) == (400, "Bad Request")
    assert says in told["detail"]


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"level": "shelf"}, "level"),
        ({"level": "item", "parent": "zzzzzzzzz"}, "zzzzzzzzz"),
        ({"level": "part", "statements": [title("x")]}, "document"),
        ({"level": "item", "statements": [{"kind": "date", "edtf": "yesterday", "role": "created"}]}, "."),
        ({"level": "item", "statements": [{"kind": "identifier", "value": "9" * 201}]}, "200"),
        (
            {
                "level": "item",
                "statements": [{"kind": "classification event", "act": "released", "date": "x"}],
            },
            "not a date",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(program: Client, sent: Any, says: str) -> None:
    answer = send(program, "POST", "/api/v1/records/", sent)
    assert answer.status_code == 422
    assert says in answer.json()["detail"]


def test_characters_that_no_database_keeps_and_places_that_are_none_are_taken_in_their_stead(
    program: Client,
) -> None:
    said = {"level": "item", "statements": [title("A\x00c\x1bable")], "reason": "By\x00hand"}
    made = send(program, "POST", "/api/v1/records/", said)
    assert (made.status_code, made.json()["title"]) == (201, "Acable")
    address, tag = urlsplit(made["Location"]).path, made["ETag"]
    added = [{"type": "add", "statement": title(f"No. {at}"), "at": at} for at in (10**30, -(10**30))]
    answer = send(program, "PATCH", address, {"changes": added, "reason": "\x00"}, **{"If-Match": tag})
    order = [one["words"] for one in answer.json()["statements"]]
    assert (order[0][4], order[1], order[2][4]) == ("-", "Acable", "1")
    half = send(program, "POST", "/api/v1/records/", {**said, "statements": [title("A\ud800cable")]})
    assert (half.status_code, "surrogate" in half.json()["detail"]) == (400, True), half.json()


def test_a_huge_body_and_another_type_are_refused(program: Client) -> None:
    assert send(program, "POST", "/api/v1/records/", '"' + "x" * 3_000_000 + '"').status_code == 413
    said = program.post("/api/v1/records/", "level=item", content_type="application/x-www-form-urlencoded")
    assert said.status_code == 415


@pytest.mark.parametrize(
    ("scope", "leaves", "rank", "status"),
    [
        ("read", LEAVES, 20, 403),
        ("write", LEAVES, 20, 201),
        ("publish", (), 20, 403),
        ("write", LEAVES, 10, 403),
    ],
)
def test_scope_permission_and_rank_bound_what_a_token_does(
    scope: str, leaves: tuple[str, ...], rank: int, status: int
) -> None:
    program = by_token(archivist(rank, leaves), scope)
    assert send(program, "POST", "/api/v1/records/", {"level": "fonds"}).status_code == status


def test_publishing_takes_a_token_that_may_publish() -> None:
    made = item("Draft")
    assert send(by_token(archivist(), "write"), "POST", address_of(made, "publish"), {}).status_code == 403


def test_only_the_digest_of_a_token_is_kept_and_it_ends() -> None:
    token, text = make_token(archivist(), "a program", "read", 30)
    assert text not in str(Token.objects.filter(pk=token.pk).values_list())
    program = Client(headers={"Authorization": f"Bearer {text}"})
    draft = item("Draft")
    assert program.get(address_of(draft)).status_code == 200
    Token.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    ended = program.get(address_of(draft))
    assert (ended.status_code, ended["WWW-Authenticate"]) == (401, "Bearer")


def test_a_session_needs_the_mark_against_forgery() -> None:
    user, strict = archivist(), Client(enforce_csrf_checks=True)
    strict.force_login(user)
    assert send(strict, "POST", "/api/v1/records/", {"level": "fonds"}).status_code == 403
    strict.get("/sign-in/")
    mark = strict.cookies["csrftoken"].value
    assert (
        send(strict, "POST", "/api/v1/records/", {"level": "fonds"}, **{"X-CSRFToken": mark}).status_code
        == 201
    )


def test_nobody_writes_unknown(client: Client) -> None:
    answer = send(client, "POST", "/api/v1/records/", {"level": "fonds"})
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")


def test_files_are_sent_and_their_jobs_asked_for(program: Client) -> None:
    above = published(collection())
    sent = {"file": [SimpleUploadedFile("a.txt", b"A letter of 1952\n")], "under": above.public_id}
    answer = program.post("/api/v1/uploads/", sent)
    assert answer.status_code == 202, answer.content
    (job,) = answer.json()["jobs"]
    assert (job["state"], job["title"]) == ("waiting", "a.txt")
    again = program.get(f"/api/v1/jobs/{job['id']}/")
    assert again.json()["self"].endswith(f"/api/v1/jobs/{job['id']}/")
    other = by_token(archivist(30, ()))
    assert other.get(f"/api/v1/jobs/{job['id']}/").status_code == 404
    assert Job.objects.get().payload["under"] == above.public_id
    assert program.post("/api/v1/uploads/", {}).status_code == 400


def test_place_and_past_are_told(program: Client, client: Client) -> None:
    above = published(collection())
    made = [published(item(f"Letter {number}", parent=above)) for number in range(3)]
    told = client.get(address_of(above, "children")).json()
    assert [one["title"] for one in told["results"]] == ["Letter 0", "Letter 1", "Letter 2"]
    assert [one["id"] for one in client.get(address_of(made[0], "ancestors")).json()["results"]] == [
        above.public_id
    ]
    assert client.get(address_of(made[0], "relations")).json() == {
        "results": [],
        "inverse": [],
        "next": None,
    }
    assert client.get(address_of(made[0], "revisions")).status_code == 401
    past = program.get(address_of(made[0], "revisions")).json()["results"]
    assert [one["number"] for one in past] == [2, 1]
    first = program.get(address_of(made[0], "revisions", "1")).json()
    assert first["description"]["status"] == "draft"


def test_less_or_more_of_an_answer_is_asked_for(client: Client) -> None:
    made = published(item("Letter", text="First line\nSecond\n"))
    assert client.get(address_of(made) + "?fields=id,title").json() == {
        "id": made.public_id,
        "title": "Letter",
    }
    lines = client.get(address_of(made) + "?include=text&fields=lines").json()["lines"]
    assert lines[1] == {"number": 2, "words": "Second"}
    for wrong in ("?fields=colour", "?include=smell", "?colour=red"):
        answer = client.get(address_of(made) + wrong)
        assert answer.status_code == 400
        assert (
            wrong.split("=")[-1].split("?")[-1] in answer.json()["detail"]
            or "colour" in answer.json()["detail"]
        )


def test_who_asks_too_often_waits(client: Client, settings: Any) -> None:
    settings.API_RATE_LIMIT = 2
    answers = [client.get("/api/v1/authorities/", REMOTE_ADDR="192.0.2.7") for _ in range(3)]
    assert [one.status_code for one in answers][1:] in ([200, 429], [200, 200])
    assert answers[0]["RateLimit-Limit"] == "2"
    if answers[2].status_code == 429:
        assert 0 < int(answers[2]["Retry-After"]) <= 60
        assert answers[2].json()["status"] == 429


def test_scripts_of_other_sites_read_and_do_not_write(client: Client) -> None:
    made = published(item("Letter"))
    answer = client.get(address_of(made), headers={"Origin": "https://elsewhere.example"})
    assert answer["Access-Control-Allow-Origin"] == "*"
    asked = client.options(address_of(made), headers={"Origin": "https://elsewhere.example"})
    assert asked.status_code == 204
    assert "PATCH" not in asked["Access-Control-Allow-Methods"]


def test_long_answers_are_compressed(client: Client) -> None:
    made = published(item("Letter", text="line\n"))
    answer = client.get(address_of(made), headers={"Accept-Encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    again = client.get(address_of(made), headers={"Accept-Encoding": "gzip", "If-None-Match": answer["ETag"]})
    assert again.status_code == 304
