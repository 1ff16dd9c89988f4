"""What is secret from the beginning: indexed as it is, and found by those alone who may see it."""

import msgspec

from catalog.domain.change import Replace, SetPublicationBasis
from catalog.domain.description import (
    Abstract,
    Access,
    Agent,
    Date,
    Form,
    Identifier,
    Note,
    Place,
    Provenance,
    Subject,
    Text,
    Title,
)
from catalog.models import Accession
from catalog.records.accessions import keep_accession
from catalog.records.authorities import Name, create_authority
from catalog.records.publish import publish, withdraw
from catalog.records.workflow import comment
from tests.database.records import ARCHIVIST, institution, kept_text
from tests.end_to_end.secrets_late import put_what_is_taken_back
from tests.end_to_end.vault import Vault, dated, file_of, on_line

STAFF_ONLY = Access(description="staff")
READING_ROOM_ONLY = Access(description="reading room")
CLOSED_MATERIAL = Access(material="closed")
SECRET_YEAR = 1811


def build() -> Vault:
    """The whole catalogue, to be indexed."""
    vault = Vault()
    vault.put("fonds", "Open fonds", level="fonds")
    _drafts_and_decisions(vault)
    _hidden_descriptions(vault)
    _authorities(vault)
    _closed_material(vault)
    _closed_parts(vault, _whole(vault))
    _work(vault)
    put_what_is_taken_back(vault)
    return vault


def _work(vault: Vault) -> None:
    """What staff say to each other of an open record, and the terms of the accession that it names."""
    vault.put(
        "accessioned",
        "Open, with an accession",
        Provenance(element="accession", value="2026/14", state="accepted"),
        under="fonds",
    )
    public_id = vault.records["accessioned"].public_id
    comment(public_id, vault.secret("comment", 20, searched=False), author=ARCHIVIST)
    terms = vault.secret("accessionterms", 20, searched=False)
    accession = Accession(number="2026/14", institution=institution(), terms=terms)
    keep_accession(accession, author=ARCHIVIST)


def _drafts_and_decisions(vault: Vault) -> None:
    secret = vault.secret
    vault.put(
        "draft",
        secret("drafttitle", 20),
        dated(str(SECRET_YEAR)),
        Form(value=secret("draftform", 20), state="accepted"),
        Identifier(value=secret("draftcode", 20), role="reference code", state="accepted"),
        under="fonds",
        text=kept_text(f"Only\n{secret('drafttext', 20)}\n"),
        kept_as_draft=True,
    )
    open_statements = (
        dated("1952"),
        Title(
            value=secret("rejected", 20, searched=False),
            title_kind="variant",
            state="rejected",
            decided_by="E. Archivist",
        ),
        Subject(name=secret("proposedsubject", 20)),
        Form(value=secret("proposedform", 20)),
        Date(edtf="1812", role="created", primary=True, earliest="1812-01-01", latest="1812-12-31"),
        Agent(name=secret("proposedagent", 20), role="author", as_given=secret("proposedasgiven", 20)),
        Note(note_kind="internal", value=secret("internal", 20), state="accepted"),
        Abstract(
            value="An open abstract", state="accepted", decided_by=secret("decider", 20, searched=False)
        ),
    )
    accessed = Access(authority=secret("accessauthority", 20, searched=False))
    vault.put("open", "Open document", *open_statements, under="fonds", access=accessed)
    vault.change("open", SetPublicationBasis(basis=secret("basis", 20, searched=False)))
    _proposed_instead(vault)


def _proposed_instead(vault: Vault) -> None:
    """A record whose proposed title, code and date would stand before the accepted ones."""
    secret = vault.secret
    vault.put(
        "retitled",
        "Titre parallèle",
        Title(value=secret("proposedtitle", 20), title_kind="formal"),
        Identifier(value=secret("proposedcode", 20), role="reference code"),
        under="fonds",
    )
    parallel = vault.statement("retitled", "Titre")
    vault.change(
        "retitled",
        Replace(id=parallel.id, statement=Title(value="Titre parallèle", title_kind="parallel")),
    )
    vault.relate("related to retitled", "retitled")


def _hidden_descriptions(vault: Vault) -> None:
    secret = vault.secret
    vault.put(
        "staff",
        secret("stafftitle", 20),
        dated("1813"),
        Note(note_kind="scope", value=secret("staffnote", 20), state="accepted"),
        under="fonds",
        access=STAFF_ONLY,
        text=kept_text(f"Only\n{secret('stafftext', 20)}\n"),
        files=(
            file_of(
                secret("staffcontent", 20, searched=False), secret("stafffile", 20, searched=False) + ".txt"
            ),
        ),
    )
    vault.relate("related to staff", "staff")
    vault.put("reading room", secret("readingtitle", 10), under="fonds", access=READING_ROOM_ONLY)
    vault.put("hidden fonds", secret("hiddenfonds", 20), level="fonds", access=STAFF_ONLY)
    vault.put("below hidden", secret("belowhidden", 20), under="hidden fonds")
    vault.put("hidden series", secret("hiddenseries", 20), level="series", under="fonds", access=STAFF_ONLY)
    vault.put("withdrawn", secret("withdrawntitle", 20), under="fonds")
    withdraw(
        vault.records["withdrawn"].public_id,
        author=ARCHIVIST,
        reason=secret("withdrawnwhy", 20, searched=False),
    )


def _authorities(vault: Vault) -> None:
    secret = vault.secret
    hidden = create_authority(
        "person",
        secret("authorityheading", 20),
        [Name(secret("authorityname", 20))],
        source=secret("authoritysource", 20, searched=False),
    )
    proposed = create_authority("place", secret("proposedplace", 20), [Name(secret("proposedplacename", 20))])
    unused = create_authority("person", secret("unusedheading", 20, searched=False))
    vault.put(
        "by hidden author",
        "Seen by staff",
        Agent(name=hidden.heading, authority=hidden.public_id, role="author", state="accepted"),
        under="fonds",
        access=STAFF_ONLY,
    )
    vault.put(
        "at proposed place",
        "Open, place proposed",
        Place(name=proposed.heading, authority=proposed.public_id),
        under="fonds",
    )
    assert unused.seen_from == 20


def _closed_material(vault: Vault) -> None:
    secret = vault.secret
    for name, rank, material in (("closed", 30, "closed"), ("room", 10, "reading room only")):
        vault.put(
            f"{name} material",
            "Described in public",
            Agent(
                name="Described person",
                role="author",
                as_given=secret(f"{name}asgiven", rank),
                state="accepted",
                evidence=on_line(
                    2,
                    secret(f"{name}quote", rank, searched=False),
                    secret(f"{name}doubt", rank, searched=False),
                ),
            ),
            Note(
                note_kind="footnote",
                value=secret(f"{name}footnote", rank),
                label="1",
                state="accepted",
                evidence=on_line(3, "read there"),
            ),
            Note(note_kind="footnote", value=secret(f"{name}addednote", rank), label="2", state="accepted"),
            under="fonds",
            access=msgspec.convert({"material": material}, Access),
            text=kept_text(f"First\n{secret(f'{name}text', rank)}\nThird\n"),
            files=(
                file_of(
                    secret(f"{name}content", rank, searched=False),
                    secret(f"{name}file", rank, searched=False) + ".txt",
                ),
            ),
        )


def _whole(vault: Vault) -> Text:
    """A document that stands open but for the lines of its parts."""
    secret = vault.secret
    text = kept_text(
        f"Open line\nOuter line\n{secret('parttext', 30)}\nOuter again\n"
        f"{secret('staffparttext', 20)}\nOpen end\n"
    )
    vault.put(
        "whole",
        "Open document with closed parts",
        Agent(
            name="Named in the part",
            role="mentioned",
            as_given=secret("partasgiven", 30),
            state="accepted",
            evidence=on_line(3, secret("partquote", 30, searched=False)),
        ),
        Note(
            note_kind="footnote",
            value=secret("partfootnote", 30),
            state="accepted",
            evidence=on_line(3, "read there"),
        ),
        under="fonds",
        text=text,
        files=(
            file_of(
                secret("partcontent", 30, searched=False), secret("partfile", 30, searched=False) + ".txt"
            ),
        ),
        kept_as_draft=True,
    )
    return text


def _closed_parts(vault: Vault, text: Text) -> None:
    """A closed part within an open one, and a part that only staff know of."""
    lines = {"outer": (2, 4), "inner": (3, 3), "staff part": (5, 5)}
    own = {
        name: msgspec.structs.replace(text, first_line=first, last_line=last)
        for name, (first, last) in lines.items()
    }
    vault.put("outer", "Outer part", under="whole", level="part", text=own["outer"])
    vault.put("inner", "Inner part", under="outer", level="part", text=own["inner"], access=CLOSED_MATERIAL)
    vault.put(
        "staff part",
        vault.secret("staffparttitle", 20),
        under="whole",
        level="part",
        text=own["staff part"],
        access=STAFF_ONLY,
    )
    publish(vault.records["whole"].public_id, author=ARCHIVIST)
    vault.relate("related to staff part", "staff part")
