"""The closed lists of the catalogue. Keys stand in snapshots and never change; labels are for people.

Labels are English msgids: the doors translate them when they show them.
"""

from typing import NamedTuple

LEVELS: dict[str, str] = {
    "collection": "Collection",
    "fonds": "Fonds",
    "recordgrp": "Record group",
    "subgrp": "Subgroup",
    "subfonds": "Subfonds",
    "class": "Class",
    "series": "Series",
    "subseries": "Subseries",
    "file": "File",
    "item": "Item",
    "otherlevel": "Other level",
    "part": "Part",
}
"""EAD's levels of description, and part: an annex, an exchanged note or a reply under its document."""

AGGREGATE_LEVELS = frozenset(LEVELS) - {"item", "part"}
COLLECTION_LEVELS = frozenset({"collection", "fonds", "recordgrp", "subgrp", "subfonds"})

DATE_ROLES: dict[str, str] = {
    "created": "Written",
    "signed": "Signed",
    "issued": "Issued",
    "event": "Took place",
    "concurred": "Concurred",
    "entered_into_force": "Entered into force",
    "registered": "Registered",
    "received": "Received",
    "released": "Released",
    "reviewed": "Reviewed",
    "declassified": "Declassified",
    "downgraded": "Downgraded",
    "source_record_created": "Source's record made",
    "source_published": "Source published",
    "related_document": "Related document",
    "mentioned": "Mentioned",
    "deadline": "Deadline",
    "forecast": "Forecast",
    "temporal_coverage": "Period covered",
}
PRIMARY_DATE_ROLES = ("created", "signed", "issued", "event")
"""In the order in which one is taken as primary where the source names none."""


class AgentRole(NamedTuple):
    """``relator`` is the MARC relator code, empty where there is none."""

    label: str
    relator: str = ""


AGENT_ROLES: dict[str, AgentRole] = {
    "creator": AgentRole("Creator", "cre"),
    "author": AgentRole("Author", "aut"),
    "sender": AgentRole("From", "crp"),
    "recipient": AgentRole("To", "rcp"),
    "signatory": AgentRole("Signed by", "sgn"),
    "participant": AgentRole("Participant", "spk"),
    "delegate": AgentRole("Delegate"),
    "contracting_party": AgentRole("Contracting party"),
    "registering_party": AgentRole("Registered by"),
    "concurring": AgentRole("Concurring"),
    "dissenting": AgentRole("Dissenting"),
    "issuer": AgentRole("Issued by", "isb"),
    "drafter": AgentRole("Drafted by", "aud"),
    "publisher": AgentRole("Publisher", "pbl"),
    "editor": AgentRole("Editor", "edt"),
    "translator": AgentRole("Translated by", "trl"),
    "contributor": AgentRole("Contributed by", "ctb"),
    "funder": AgentRole("Supported by", "fnd"),
    "mentioned": AgentRole("Mentioned"),
}
CREATOR_ROLES = ("creator", "author", "sender", "issuer", "drafter", "contracting_party")

PLACE_ROLES: dict[str, str] = {
    "subject": "About",
    "place_of_signature": "Signed at",
    "place_of_writing": "Written at",
    "place_of_event": "Took place at",
    "place_of_publication": "Published at",
    "mentioned": "Mentioned",
}


class RelationKind(NamedTuple):
    """``inverse`` is the relation seen from the other record; ``term`` the Dublin Core term."""

    label: str
    inverse: str
    term: str


RELATIONS: dict[str, RelationKind] = {
    "references": RelationKind("Cites", "is_referenced_by", "references"),
    "is_referenced_by": RelationKind("Is cited by", "references", "isReferencedBy"),
    "replies_to": RelationKind("Replies to", "has_reply", "relation"),
    "has_reply": RelationKind("Is answered by", "replies_to", "relation"),
    "is_version_of": RelationKind("Is a version of", "has_version", "isVersionOf"),
    "has_version": RelationKind("Has the version", "is_version_of", "hasVersion"),
    "is_draft_of": RelationKind("Is a draft of", "has_draft", "isVersionOf"),
    "has_draft": RelationKind("Has the draft", "is_draft_of", "hasVersion"),
    "is_translation_of": RelationKind("Is a translation of", "has_translation", "isVersionOf"),
    "has_translation": RelationKind("Has the translation", "is_translation_of", "hasVersion"),
    "replaces": RelationKind("Replaces", "is_replaced_by", "replaces"),
    "is_replaced_by": RelationKind("Is replaced by", "replaces", "isReplacedBy"),
    "is_copy_of": RelationKind("Is a copy of", "has_copy", "isFormatOf"),
    "has_copy": RelationKind("Has the copy", "is_copy_of", "hasFormat"),
    "related": RelationKind("Is related to", "related", "relation"),
}


class NoteKind(NamedTuple):
    """Where a note stands in ISAD(G), DACS and EAD."""

    label: str
    isad: str
    dacs: str
    ead: str


NOTE_KINDS: dict[str, NoteKind] = {
    "scope": NoteKind("Scope and content", "3.3.1", "3.1", "scopecontent"),
    "history": NoteKind("Administrative or biographical history", "3.2.2", "2.7", "bioghist"),
    "custodial history": NoteKind("Custodial history", "3.2.3", "5.1", "custodhist"),
    "acquisition": NoteKind("Immediate source of acquisition", "3.2.4", "5.2", "acqinfo"),
    "appraisal": NoteKind("Appraisal and destruction", "3.3.2", "5.3", "appraisal"),
    "accruals": NoteKind("Accruals", "3.3.3", "5.4", "accruals"),
    "arrangement": NoteKind("System of arrangement", "3.3.4", "3.2", "arrangement"),
    "access": NoteKind("Conditions governing access", "3.4.1", "4.1", "accessrestrict"),
    "use": NoteKind("Conditions governing reproduction and use", "3.4.2", "4.4", "userestrict"),
    "physical": NoteKind("Physical characteristics", "3.4.4", "4.2", "phystech"),
    "finding aids": NoteKind("Finding aids", "3.4.5", "4.6", "otherfindaid"),
    "originals": NoteKind("Existence and location of originals", "3.5.1", "6.1", "originalsloc"),
    "copies": NoteKind("Existence and location of copies", "3.5.2", "6.2", "altformavail"),
    "related": NoteKind("Related material", "3.5.3", "6.3", "relatedmaterial"),
    "separated": NoteKind("Separated material", "3.5.3", "6.3", "separatedmaterial"),
    "publication": NoteKind("Publication note", "3.5.4", "6.4", "bibliography"),
    "processing": NoteKind("Archivist's note", "3.7.1", "8.1", "processinfo"),
    "preferred citation": NoteKind("Preferred citation", "3.6.1", "7.1", "prefercite"),
    "footnote": NoteKind("Footnote", "3.6.1", "7.1", "note"),
    "textual": NoteKind("Note on the text", "3.6.1", "7.1", "note"),
    "discrepancy": NoteKind("Discrepancy", "3.6.1", "7.1", "note"),
    "general": NoteKind("Note", "3.6.1", "7.1", "odd"),
    "internal": NoteKind("Internal note", "3.6.1", "7.1", "note"),
}

LANGUAGES: dict[str, str] = {
    "ara": "Arabic",
    "ces": "Czech",
    "deu": "German",
    "ell": "Greek",
    "eng": "English",
    "fas": "Persian",
    "fra": "French",
    "heb": "Hebrew",
    "hin": "Hindi",
    "hun": "Hungarian",
    "ita": "Italian",
    "jpn": "Japanese",
    "kor": "Korean",
    "lat": "Latin",
    "mon": "Mongolian",
    "nld": "Dutch",
    "pol": "Polish",
    "por": "Portuguese",
    "ron": "Romanian",
    "rus": "Russian",
    "spa": "Spanish",
    "srp": "Serbian",
    "swe": "Swedish",
    "tur": "Turkish",
    "ukr": "Ukrainian",
    "vie": "Vietnamese",
    "zho": "Chinese",
}
"""ISO 639-3 codes that forms offer first; any other code of three letters is kept and shown as it is."""

LANGUAGE_ROLES: dict[str, str] = {"text": "Text", "original": "Original", "authentic": "Authentic text"}
TITLE_KINDS: dict[str, str] = {
    "formal": "Formal title",
    "supplied": "Supplied title",
    "parallel": "Parallel title",
    "variant": "Variant title",
}
IDENTIFIER_ROLES: dict[str, str] = {
    "reference code": "Reference code",
    "former reference code": "Former reference code",
    "registration number": "Registration number",
    "identifier": "Identifier",
}
MATERIAL_ACCESS: dict[str, str] = {
    "open": "Open",
    "reading room only": "In the reading room only",
    "by permission": "By permission",
    "closed": "Closed",
}
DESCRIPTION_VISIBILITY: dict[str, str] = {
    "public": "Public",
    "reading room": "Reading room",
    "staff": "Staff",
}
CLASSIFICATION_ACTS: dict[str, str] = {
    "classified": "Classified",
    "reviewed": "Reviewed",
    "downgraded": "Downgraded",
    "declassified": "Declassified",
    "released": "Released",
    "withheld": "Withheld",
}
BASES: dict[str, str] = {"stated": "Stated", "derived": "Derived", "inferred": "Inferred"}
STATES: dict[str, str] = {"proposed": "Proposed", "accepted": "Accepted", "rejected": "Rejected"}
