"""Rows: integrity, foreign keys and admin queries. They are written from the snapshot by catalog/records."""

from catalog.models.accession import Accession, AccessionBatch
from catalog.models.audit import AuditLine, Expunction
from catalog.models.authority import Authority, AuthorityName, AuthorityRelation
from catalog.models.desk import QualityCount, SavedFilter, Template
from catalog.models.file import RecordFile, StoredFile, Text
from catalog.models.finding_aid import FindingAid
from catalog.models.folder import FolderPlace
from catalog.models.index import Exclusion, IndexState
from catalog.models.institution import Institution
from catalog.models.job import Job
from catalog.models.likeness import TextSketch
from catalog.models.oai import HarvestSet, Provider, SetMember, WrittenRecord
from catalog.models.record import Record
from catalog.models.revision import Revision
from catalog.models.saved_search import SavedSearch
from catalog.models.statement import StatementRow
from catalog.models.step import Step
from catalog.models.stored_result import StoredResult
from catalog.models.token import Token
from catalog.models.user import User

__all__ = [
    "Accession",
    "AccessionBatch",
    "AuditLine",
    "Authority",
    "AuthorityName",
    "AuthorityRelation",
    "Exclusion",
    "Expunction",
    "FindingAid",
    "FolderPlace",
    "HarvestSet",
    "IndexState",
    "Institution",
    "Job",
    "Provider",
    "QualityCount",
    "Record",
    "RecordFile",
    "Revision",
    "SavedFilter",
    "SavedSearch",
    "SetMember",
    "StatementRow",
    "Step",
    "StoredFile",
    "StoredResult",
    "Template",
    "Text",
    "TextSketch",
    "Token",
    "User",
    "WrittenRecord",
]
