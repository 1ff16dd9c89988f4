"""Rows: integrity, foreign keys and admin queries. They are written from the snapshot by catalog/records."""

from catalog.models.authority import Authority, AuthorityName, AuthorityRelation
from catalog.models.file import RecordFile, StoredFile, Text
from catalog.models.index import Exclusion, IndexState
from catalog.models.institution import Institution
from catalog.models.job import Job
from catalog.models.record import Record
from catalog.models.revision import Revision
from catalog.models.statement import StatementRow
from catalog.models.user import User

__all__ = [
    "Authority",
    "AuthorityName",
    "AuthorityRelation",
    "Exclusion",
    "IndexState",
    "Institution",
    "Job",
    "Record",
    "RecordFile",
    "Revision",
    "StatementRow",
    "StoredFile",
    "Text",
    "User",
]
