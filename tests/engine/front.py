"""A server on the loopback address before Elasticsearch that can refuse, be lost, and tell who signed in."""

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

LOST = 0
"""In place of a status: the connection is closed without an answer."""


class Front(ThreadingHTTPServer):
    """``refusals`` are the statuses that the next bulk requests are answered with; others are passed on."""

    daemon_threads = True

    def __init__(self, behind: str, tls: ssl.SSLContext | None = None) -> None:
        super().__init__(("127.0.0.1", 0), _Passed)
        self.behind = urlsplit(behind).netloc
        self.refusals: list[int] = []
        self.bulks = self.searches = 0
        self.signed_in: set[str] = set()
        self.address = f"http://127.0.0.1:{self.server_port}"
        if tls:
            self.socket = tls.wrap_socket(self.socket, server_side=True)
            self.address = f"https://localhost:{self.server_port}"


class _Passed(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Front

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.signed_in.add(self.headers.get("Authorization", ""))
        self.server.searches += "search" in self.path
        if self.path.startswith("/_bulk"):
            self.server.bulks += 1
            if self.server.refusals:
                self._refuse(self.server.refusals.pop(0))
                return
        self._pass(body)

    do_POST = do_PUT = do_DELETE = do_HEAD = do_GET  # noqa: N815  # as the library calls them

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is to be logged."""

    def _refuse(self, status: int) -> None:
        self.close_connection = True
        if status != LOST:
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.send_header("Connection", "close")
            self.end_headers()

    def _pass(self, body: bytes) -> None:
        connection = HTTPConnection(self.server.behind)
        kept = {name: self.headers[name] for name in ("Content-Type", "Accept") if name in self.headers}
        connection.request(self.command, self.path, body, kept)
        answer = connection.getresponse()
        said = answer.read()
        self.send_response(answer.status)
        for name in ("Content-Type", "X-Elastic-Product"):
            if value := answer.getheader(name):
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)
        connection.close()


@contextmanager
def front_of(behind: str, tls: ssl.SSLContext | None = None) -> Iterator[Front]:
    """The server, running until the end."""
    with Front(behind, tls) as front:
        thread = threading.Thread(target=front.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield front
        finally:
            front.shutdown()
            thread.join()
