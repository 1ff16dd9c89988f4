"""One's own account: the second step and its codes, sessions, lock-out; and what administrators may give."""

import base64
import hashlib
import hmac
import re
import struct
import time

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from catalog.models import User

pytestmark = pytest.mark.django_db
PASSWORD = "a long password"


@pytest.fixture(autouse=True)
def _quick_and_alone(settings: Settings) -> None:
    """How often a code was tried is counted in the cache, which outlives a test; and what makes a password
    hard to guess takes half a second each time.
    """
    cache.clear()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def anna() -> User:
    return User.objects.create_user("anna", password=PASSWORD, rank=20, is_staff=True)


def signing_in(client: Client, password: str = PASSWORD, **headers: str) -> int:
    said = {"username": "anna", "password": password, "next": "/account/"}
    return client.post("/sign-in/", said, headers=headers).status_code


def code_of(key: str, at: float) -> str:
    """RFC 6238 with the parameters that authenticator apps take for granted."""
    digest = hmac.new(base64.b32decode(key), struct.pack(">Q", int(at) // 30), hashlib.sha1).digest()
    start = digest[-1] & 0xF
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def with_second_step(client: Client) -> list[str]:
    """Sets the second step up as a person does, and gives the recovery codes."""
    asked = client.get(reverse("mfa_activate_totp"))
    assert asked.headers["Location"].startswith(reverse("account_reauthenticate"))
    page = client.post(asked.headers["Location"], {"password": PASSWORD}, follow=True)
    key = re.search(r"<code>([A-Z2-7]+)</code>", page.content.decode())
    assert key
    assert b'src="data:image/svg+xml' in page.content
    wrong = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert "Incorrect code" in wrong.content.decode()
    page = client.post(reverse("mfa_activate_totp"), {"code": code_of(key[1], time.time())}, follow=True)
    return re.findall(r"<li><code>(\w+)</code>", page.content.decode())


def test_whoever_has_a_second_step_is_not_signed_in_without_it(anna: User) -> None:
    client = Client()
    signing_in(client)
    codes = with_second_step(client)
    assert len(codes) == 10
    other = Client()
    assert signing_in(other) == 302
    assert other.get("/account/").status_code == 302
    assert other.get("/admin/").status_code == 302
    assert "Incorrect code" in other.post("/sign-in/code/", {"code": "123"}).content.decode()
    answer = other.post("/sign-in/code/", {"code": codes[0]})
    assert answer.headers["Location"] == "/account/"
    assert other.get("/admin/").status_code == 200
    third = Client()
    signing_in(third)
    assert "Incorrect code" in third.post("/sign-in/code/", {"code": codes[0]}).content.decode()
    assert third.get("/admin/").status_code == 302


def test_a_desk_that_asks_for_a_second_step_opens_only_with_one(anna: User, settings: Settings) -> None:
    settings.DESK_NEEDS_SECOND_STEP = True
    client = Client()
    signing_in(client)
    assert client.get("/admin/").headers["Location"] == "/account/"
    assert "Set it up here first" in client.get("/account/").content.decode()
    with_second_step(client)
    assert client.get("/admin/").status_code == 200


def test_a_name_is_locked_out_after_wrong_passwords_for_that_address_alone(anna: User) -> None:
    client, elsewhere = Client(REMOTE_ADDR="192.0.2.1"), Client(REMOTE_ADDR="192.0.2.2")
    assert [signing_in(client, "wrong") for _ in range(8)][-1] == 429
    locked = client.post("/sign-in/", {"username": "anna", "password": PASSWORD})
    assert locked.status_code == 429
    assert "Too many attempts" in locked.content.decode()
    assert signing_in(elsewhere) == 302
    boss = User.objects.create_superuser("boss", rank=30)
    desk = Client()
    desk.force_login(boss)
    chosen = {"_selected_action": [anna.pk], "action": "let_in"}
    desk.post(reverse("admin:catalog_user_changelist"), chosen)
    assert signing_in(client) == 302


def test_a_person_sees_where_they_are_signed_in_and_ends_it(anna: User) -> None:
    here, there, forgotten = (Client(headers={"User-Agent": f"Browser {one}"}) for one in "ABC")
    for client in (here, there, forgotten):
        signing_in(client)
    page = here.get("/account/").content.decode()
    assert all(f"Browser {one}" in page for one in "ABC")
    session = re.search(r'Browser B.*?name="session" value="(\d+)"', page, re.DOTALL)
    assert session
    here.post(reverse("end-sessions"), {"session": session[1]})
    assert there.get("/account/").status_code == 302
    assert forgotten.get("/account/").status_code == 200
    stranger = Client()
    stranger.force_login(User.objects.create_user("stranger"))
    stranger.post(reverse("end-sessions"))
    assert forgotten.get("/account/").status_code == 200
    here.post(reverse("end-sessions"))
    assert forgotten.get("/account/").status_code == 302
    assert here.get("/account/").status_code == 200


def test_a_new_password_signs_the_person_out_elsewhere(anna: User) -> None:
    here, there = Client(), Client()
    signing_in(here)
    signing_in(there)
    new = {"new_password1": "another long one", "new_password2": "another long one"}
    assert here.post("/account/password/", {"old_password": PASSWORD, **new}).status_code == 302
    assert here.get("/account/").status_code == 200
    assert there.get("/account/").status_code == 302


def test_an_administrator_gives_no_more_than_they_have(anna: User) -> None:
    boss = User.objects.create_user("boss", rank=20, is_staff=True)
    boss.groups.set(Group.objects.filter(name="Administrator"))
    above = User.objects.create_user("above", rank=30)
    client = Client()
    client.force_login(boss)
    page = client.get(reverse("admin:catalog_user_change", args=[anna.pk])).content.decode()
    assert '<option value="20"' in page
    assert '<option value="30"' not in page
    assert 'name="is_superuser"' not in page
    said = {"username": "anna", "rank": 30, "is_superuser": "on", "is_active": "on"}
    client.post(reverse("admin:catalog_user_change", args=[anna.pk]), said)
    anna.refresh_from_db()
    assert (anna.rank, anna.is_superuser) == (20, False)
    password = reverse("admin:auth_user_password_change", args=[above.pk])
    assert client.post(password, {"password1": PASSWORD, "password2": PASSWORD}).status_code == 403
    Authenticator.objects.create(user=above, type="totp", data={})
    chosen = {"_selected_action": [above.pk, anna.pk], "action": "take_off_second_step"}
    client.post(reverse("admin:catalog_user_changelist"), chosen)
    assert Authenticator.objects.filter(user=above).exists()


def test_pages_of_the_account_are_under_the_strict_policy(anna: User) -> None:
    client = Client()
    signing_in(client)
    for page in ("/account/", "/account/password/", "/account/confirm/"):
        assert "unsafe" not in client.get(page).headers["Content-Security-Policy"], page
    assert "unsafe" not in Client().get("/sign-in/").headers["Content-Security-Policy"]
