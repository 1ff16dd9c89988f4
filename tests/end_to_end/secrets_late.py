"""What was open, and is taken back while the index knows nothing of it."""

import msgspec

from catalog.domain.change import Reject, Remove, Replace, SetAccess
from catalog.domain.description import Abstract, Access, Agent, Subject
from catalog.records.move import move
from catalog.records.publish import publish, withdraw
from tests.database.records import ARCHIVIST, kept_text
from tests.end_to_end.vault import Vault, dated, on_line, word

LATE = {
    "latetitle": 20,
    "latetext": 30,
    "lateasgiven": 30,
    "lateseries": 20,
    "latechild": 20,
    "latechildtext": 30,
    "latemoved": 20,
    "latemovedchild": 20,
    "laterejected": 20,
    "lateremoved": 20,
    "lateredacted": 20,
    "lateparttext": 30,
    "lateparttitle": 20,
}
"""Names of words that everybody may see at first, with the rank that may see them in the end."""
ONLY_IN_HISTORY = ("laterejected", "lateremoved", "lateredacted")


def put_what_is_taken_back(vault: Vault) -> None:
    """Open as yet: ``take_back`` takes these back when the index has them."""
    text = kept_text(f"First\n{word('latetext')}\nThird\n")
    quoted = Agent(
        name="Late person",
        role="author",
        as_given=word("lateasgiven"),
        state="accepted",
        evidence=on_line(2, "there"),
    )
    vault.put("late draft", word("latetitle"), dated("1814"), under="fonds")
    vault.put("late closed", "Closed too late", quoted, under="fonds", text=text)
    vault.put("late series", word("lateseries"), level="series", under="fonds")
    vault.put("below late series", word("latechild"), dated("1815"), under="late series")
    vault.put("late series closed", "Series closed too late", level="series", under="fonds")
    child = kept_text(f"First\n{word('latechildtext')}\n")
    vault.put("below closed", "Child closed too late", under="late series closed", text=child)
    vault.put("late moved", word("latemoved"), level="series", under="fonds")
    vault.put("below moved", word("latemovedchild"), under="late moved")
    vault.put(
        "late statements",
        "Open, statements taken back",
        Subject(name=word("laterejected"), state="accepted"),
        Subject(name=word("lateremoved"), state="accepted"),
        under="fonds",
    )
    redacted = Abstract(value=word("lateredacted"), state="accepted")
    vault.put("late redacted", "Open, a name taken out", redacted, under="fonds")
    whole = kept_text(f"Open\n{word('lateparttext')}\n")
    vault.put("late whole", "Open with a part", under="fonds", text=whole, kept_as_draft=True)
    vault.put(
        "late part",
        word("lateparttitle"),
        under="late whole",
        level="part",
        text=msgspec.structs.replace(whole, first_line=2, last_line=2),
    )
    publish(vault.records["late whole"].public_id, author=ARCHIVIST)


def take_back(vault: Vault) -> None:
    """Takes back what was public, all at once; nothing tells the index."""
    withdraw(vault.records["late draft"].public_id, author=ARCHIVIST, reason="Personal data")
    vault.change("late closed", SetAccess(access=Access(material="closed")))
    vault.change("late series", SetAccess(access=Access(description="staff")))
    vault.change("late series closed", SetAccess(access=Access(material="closed")))
    move(vault.records["late moved"].public_id, vault.records["hidden series"].public_id, author=ARCHIVIST)
    for name, act in (("laterejected", Reject), ("lateremoved", Remove)):
        vault.change("late statements", act(id=vault.statement("late statements", word(name)).id))
    redacted = vault.statement("late redacted", word("lateredacted"))
    vault.change("late redacted", Replace(id=redacted.id, statement=Abstract(value="An open abstract")))
    vault.change("late part", SetAccess(access=Access(description="staff", material="closed")))
    vault.secrets |= {word(name): rank for name, rank in LATE.items()}
    vault.searched |= {word(name) for name in LATE if name not in ONLY_IN_HISTORY}
