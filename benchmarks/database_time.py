"""The time of the processor that PostgreSQL takes for us."""

from pathlib import Path


def server_time() -> float:
    """Seconds of the processor in the server's process for our connection, its parallel helpers left out; 0
    where there is none on this machine, as with SQLite.
    """
    from django.db import connection

    if connection.vendor != "postgresql":
        return 0.0
    connection.ensure_connection()
    told = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    return int(told.read_text().split()[0]) / 1e9 if told.exists() else 0.0
