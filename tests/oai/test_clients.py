"""Harvesters of others take every record over HTTP and hear of what was withdrawn."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from oaipmh.client import Client as Oaipmh
from oaipmh.metadata import MetadataRegistry, oai_dc_reader
from oaipmh_scythe import Scythe
from sickle import Sickle

from catalog.models import Record
from catalog.records.publish import withdraw
from tests.database.records import ARCHIVIST, aged
from tests.oai.loss import Server, prepare

RECORDS = 150
Taken = Iterator[tuple[str, bool]]
"""The identifier of each record, and whether it is deleted."""


def by_oaipmh(address: str) -> Taken:
    registry = MetadataRegistry()
    registry.registerReader("oai_dc", oai_dc_reader)
    for header, metadata, _ in Oaipmh(address, registry).listRecords(metadataPrefix="oai_dc"):
        assert header.isDeleted() or metadata.getField("title")
        yield header.identifier(), header.isDeleted()


def by_sickle(address: str) -> Taken:
    for record in Sickle(address).ListRecords(metadataPrefix="oai_dc"):
        yield record.header.identifier, record.header.deleted


def by_scythe(address: str) -> Taken:
    with Scythe(address) as scythe:
        for record in scythe.list_records(metadata_prefix="mods"):
            header: Any = getattr(record, "header")  # noqa: B009  # answers as they came have none
            yield header.identifier, header.deleted


def by_http_oai(address: str) -> Taken:
    """Perl's HTTP::OAI, as Debian has it."""
    script = (
        "use HTTP::OAI; my $h = HTTP::OAI::Harvester->new(baseURL => $ARGV[0]); $h->Identify;"
        "my $r = $h->ListRecords(metadataPrefix => 'oai_dc', onRecord => sub { my $one = shift;"
        "die 'no metadata' unless $one->is_deleted or $one->metadata->dom;"
        "print $one->identifier, ' ', $one->is_deleted ? 1 : 0, qq(\\n) });"
        "die $r->message if $r->is_error"
    )
    done = subprocess.run(["perl", "-e", script, address], capture_output=True, text=True, check=True)
    for line in done.stdout.splitlines():
        identifier, deleted = line.split()
        yield identifier, deleted == "1"


def clients() -> list[Callable[[str], Taken]]:
    """Those that are installed here: Perl's is tried where it is."""
    found: list[Callable[[str], Taken]] = [by_oaipmh, by_sickle, by_scythe]
    perl = shutil.which("perl")
    if perl and not subprocess.run([perl, "-MHTTP::OAI", "-e", "1"], capture_output=True).returncode:
        found.append(by_http_oai)
    return found


@pytest.mark.django_db(transaction=True)
def test_other_harvesters_take_everything(server: Server) -> None:
    prepare(RECORDS)
    gone = Record.objects.filter(level="item").order_by("pk")[3]
    withdraw(gone.public_id, author=ARCHIVIST, reason="Mistake")
    aged()
    known = Record.objects.filter(was_public=True).values_list("public_id", "seen_from")
    expected = {(f"oai:regesta.invalid:{one}", seen_from > 0) for one, seen_from in known}
    server.wait()
    for client in clients():
        taken = list(client(f"{server.address}/oai"))
        assert len(taken) == len(expected), client.__name__
        assert set(taken) == expected, client.__name__
