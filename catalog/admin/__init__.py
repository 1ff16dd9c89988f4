"""The archivist's desk. Django looks here for what the admin shows."""

from catalog.admin.accessions import AccessionAdmin
from catalog.admin.audit import AuditAdmin
from catalog.admin.authorities import AuthorityAdmin
from catalog.admin.files import StoredFileAdmin
from catalog.admin.institutions import InstitutionAdmin
from catalog.admin.jobs import JobAdmin
from catalog.admin.people import PermissionGroupAdmin, PersonAdmin
from catalog.admin.record_list import RecordAdmin

__all__ = [
    "AccessionAdmin",
    "AuditAdmin",
    "AuthorityAdmin",
    "InstitutionAdmin",
    "JobAdmin",
    "PermissionGroupAdmin",
    "PersonAdmin",
    "RecordAdmin",
    "StoredFileAdmin",
]
