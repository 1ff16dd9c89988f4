"""A finding aid as a page: front matter, description of the whole, list of what it holds (DACS 1, ISAD(G)).

Written as escaped strings, one entry after the other, so that a collection of any size passes through.
"""

from collections.abc import Iterable, Iterator
from html import escape
from typing import NamedTuple

from catalog.domain.description import (
    Abstract,
    Agent,
    Container,
    Description,
    Extent,
    Language,
    Note,
    Provenance,
    Rights,
    Statement,
    Subject,
)
from catalog.domain.vocabularies import CREATOR_ROLES, LEVELS, MATERIAL_ACCESS, NOTE_KINDS
from catalog.domain.wording import label, primary_date, reference_code, title_of, words

FRONT_NOTES = (
    *("history", "scope", "arrangement", "access", "use", "physical", "finding aids", "acquisition"),
    *("custodial history", "appraisal", "accruals", "processing", "originals", "copies", "related"),
    *("separated", "publication", "general", "preferred citation"),
)
"""The notes that a finding aid tells, in the order in which DACS has them; footnotes belong to texts."""
_HEADINGS = 6
_HEAD = (
    '<thead><tr><th scope="col">Container</th><th scope="col">Title</th><th scope="col">Date</th>'
    '<th scope="col">Extent</th></tr></thead>'
)


class Entry(NamedTuple):
    """One record of the tree as a reader sees it; ``depth`` is 0 for the whole, ``address`` its web page.

    ``holds`` tells that others stand under it: such a record is a heading of the list and not a row.
    """

    depth: int
    description: Description
    address: str
    holds: bool


class Front(NamedTuple):
    """What stands on the first page beside the description of the whole."""

    institution: str
    made_on: str
    seen_by: str


def front_matter(whole: Entry, front: Front) -> str:
    """The title page and the description of the whole."""
    one = whole.description
    facts = [(name, value) for name, value in _facts(one, front) if value]
    told = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in facts)
    return (
        f'<header class="front"><p class="institution">{escape(front.institution)}</p>'
        f"<h1>{escape(title_of(one))}</h1><p>Finding aid, made on {escape(front.made_on)}"
        f"{escape(front.seen_by)}</p>"
        f'<p class="soft"><a href="{escape(whole.address)}">{escape(whole.address)}</a></p></header>'
        f'<section class="summary"><h2>Summary</h2><dl>{told}</dl></section>{_notes(one, 2)}'
        "<h2>What it holds</h2>"
    )


def entries_as_html(entries: Iterable[Entry]) -> Iterator[str]:
    """The list of what the whole holds: a heading for what holds others, a row of a table for what does not.

    Each string may be followed by any other: tables are opened and closed within.
    """
    rows: list[str] = []
    for entry in entries:
        if not entry.holds:
            rows.append(_row(entry))
            continue
        if rows:
            yield _table(rows)
            rows = []
        yield _heading(entry)
    if rows:
        yield _table(rows)


def _facts(one: Description, front: Front) -> Iterator[tuple[str, str]]:
    date = primary_date(one)
    creators = [f"{agent.name} ({label(agent)})" for agent in one.of(Agent) if agent.role in CREATOR_ROLES]
    yield "Repository", front.institution
    yield "Reference code", reference_code(one)
    yield "Level", one.level_label or LEVELS.get(one.level, one.level)
    yield "Dates", words(date) if date else ""
    yield "Extent", _joined(one.of(Extent))
    yield "Creators", "; ".join(creators)
    yield "Languages", _joined(language for language in one.of(Language) if language.role == "text")
    yield (
        "Access",
        ": ".join(part for part in (MATERIAL_ACCESS[one.access.material], one.access.reason) if part),
    )
    yield "Rights", _joined(one.of(Rights))
    yield "Subjects", _joined(one.of(Subject))
    yield "Source", _joined(of for of in one.of(Provenance) if of.element in ("source note", "accession"))


def _notes(one: Description, level: int) -> str:
    told = [("Abstract", abstract.value) for abstract in one.of(Abstract)]
    by_kind = {kind: [note.value for note in one.of(Note) if note.note_kind == kind] for kind in FRONT_NOTES}
    told += [(NOTE_KINDS[kind].label, value) for kind, values in by_kind.items() for value in values]
    return "".join(
        f"<section><h{level}>{escape(name)}</h{level}>{_paragraphs(value)}</section>" for name, value in told
    )


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(one)}</p>" for one in text.split("\n") if one.strip())


def _heading(entry: Entry) -> str:
    one, level = entry.description, min(entry.depth + 1, _HEADINGS)
    date = primary_date(one)
    beside = [_level(one), reference_code(one), words(date) if date else "", _joined(one.of(Extent))]
    about = escape(" · ".join(part for part in beside if part))
    return (
        f'<section class="held"><h{level}><a href="{escape(entry.address)}">{escape(title_of(one))}</a>'
        f"</h{level}>"
        f'<p class="soft">{about}</p>{_notes(one, min(level + 1, _HEADINGS))}</section>'
    )


def _level(one: Description) -> str:
    return one.level_label or LEVELS.get(one.level, one.level)


def _table(rows: list[str]) -> str:
    return f'<table class="held">{_HEAD}<tbody>{"".join(rows)}</tbody></table>'


def _row(entry: Entry) -> str:
    one = entry.description
    date, code = primary_date(one), reference_code(one)
    scope = [note.value for note in one.of(Note) if note.note_kind == "scope"]
    below = "".join(f'<span class="soft">{escape(part)}</span>' for part in (code, *scope) if part)
    containers = escape(", ".join(words(container).capitalize() for container in one.of(Container)))
    return (
        f'<tr><td>{containers}</td><th scope="row"><a href="{escape(entry.address)}">'
        f"{escape(title_of(one))}</a>{below}</th><td>{escape(words(date)) if date else ''}</td>"
        f"<td>{escape(_joined(one.of(Extent)))}</td></tr>"
    )


def _joined(statements: Iterable[Statement]) -> str:
    return "; ".join(words(one) for one in statements)  # type: ignore[arg-type]  # each is one of AnyStatement
