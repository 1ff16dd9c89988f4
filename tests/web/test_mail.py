"""Mail about kept searches: through a server, into a folder, and to others when one address is refused."""

import socket
from collections.abc import Iterator
from datetime import timedelta
from email.message import Message
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as MessageHandler
from django.utils import timezone

from catalog.models import SavedSearch, User
from catalog.search.sync import sync_pending
from catalog.web.alerts import send_alerts
from tests.database.records import item, published

pytestmark = pytest.mark.django_db


class Postbox(MessageHandler):
    """Keeps what it is sent, and takes nothing for refused@…"""

    def __init__(self) -> None:
        super().__init__()
        self.taken: list[Message] = []

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        if address.startswith("refused@"):
            return "550 No such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    def handle_message(self, message: Message) -> None:
        self.taken.append(message)


@pytest.fixture
def postbox() -> Iterator[tuple[Postbox, int]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    box = Postbox()
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    yield box, port
    server.stop()


@pytest.fixture
def kept() -> list[SavedSearch]:
    """Of two readers, with something new for both."""
    published(item("Letter of Zhou Enlai — 周恩来"))
    while sync_pending():
        pass
    readers = [
        User.objects.create_user(name, email=f"{name}@example.org", rank=10) for name in ("refused", "reader")
    ]
    yesterday = timezone.now() - timedelta(days=1)
    return [
        SavedSearch.objects.create(
            user=one, name="Letters", query="q=letter", key=one.username, by_mail=True, told_until=yesterday
        )
        for one in readers
    ]


def test_a_mail_server_takes_what_is_new_and_what_it_refuses_is_told_again(
    kept: list[SavedSearch], postbox: tuple[Postbox, int], settings: Any
) -> None:
    box, settings.EMAIL_PORT = postbox
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.DEFAULT_FROM_EMAIL = "127.0.0.1", "archive@example.org"
    assert send_alerts() == 1
    (told,) = box.taken
    assert (told["To"], told["From"]) == ("reader@example.org", "archive@example.org")
    body = told.get_payload(decode=True)
    assert isinstance(body, bytes)
    assert "周恩来" in body.decode()
    untold, done = (SavedSearch.objects.get(pk=one.pk) for one in kept)
    assert untold.told_until == kept[0].told_until
    assert done.told_until > kept[1].told_until


def test_mail_may_be_put_into_a_folder(kept: list[SavedSearch], tmp_path: Path, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    assert send_alerts() == 2
    assert sum(one.read_text().count("example.org\nDate:") for one in tmp_path.iterdir()) == 2


def test_while_no_server_answers_nothing_is_lost(kept: list[SavedSearch], settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    assert send_alerts() == 0
    assert SavedSearch.objects.get(pk=kept[1].pk).told_until == kept[1].told_until
