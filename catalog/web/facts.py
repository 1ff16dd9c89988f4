"""The few facts that a reader looks for first, and a record in one line of a list."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from catalog.domain import wording
from catalog.domain.classification import release_decision
from catalog.domain.description import (
    Abstract,
    Agent,
    AnyStatement,
    Classification,
    ClassificationEvent,
    Container,
    Description,
    Form,
    Identifier,
    Note,
    Place,
)
from catalog.domain.vocabularies import LEVELS
from catalog.records.queries import RecordView
from catalog.web.record_address import record_address
from catalog.web.shown import Shown, shown, standing, together

_AGENT_FACTS = (
    "sender",
    "recipient",
    "author",
    "creator",
    "contracting_party",
    "issuer",
    "signatory",
    "participant",
)
_MOST = 3


class Fact(NamedTuple):
    """``more`` says how many further values stand in the areas below."""

    label: str
    entries: tuple[Shown, ...]
    more: int = 0


class Summary(NamedTuple):
    """A record in a list; ``within`` are the addresses and titles of the records above it."""

    address: str
    title: str
    form: str
    date: str
    agents: str
    number: str
    seal: str
    abstract: str
    within: tuple[tuple[str, str], ...]
    status: str

    @property
    def meta(self) -> SafeString:
        """What stands in small letters about a title, in HTML: a page of results has twenty of them."""
        told = (capfirst(self.form), self.date, self.agents, self.number)
        spans = [f"<span>{escape(one)}</span>" for one in told if one]
        if self.seal:
            spans.append(f'<span class="seal">{escape(self.seal)}</span>')
        return SafeString("".join(spans))


def facts(record: RecordView) -> tuple[Fact, ...]:
    """Date, agents, places, number, containers and classification; what the record lacks is left out."""
    statements = standing(record.description)
    date = wording.primary_date(record.description)
    groups: list[tuple[str, Sequence[AnyStatement]]] = [("", [date] if date else [])]
    groups += _agent_groups(statements)
    places = [one for one in statements if isinstance(one, Place) and one.role != "mentioned"]
    groups.append((_("Places"), places))
    groups.append(("", [one for one in statements if _is_number(one)]))
    groups.append((_("Containers"), [one for one in statements if isinstance(one, Container)]))
    groups.append(("", [one for one in statements if isinstance(one, Classification)]))
    found = (_fact(label, group, record) for label, group in groups)
    return tuple(one for one in found if one.entries)


def summary(record: RecordView) -> Summary:
    """What a list says of the record, all of it from what this reader sees."""
    description = record.description
    statements = standing(description)
    date = wording.primary_date(description)
    number = next((one for one in statements if _is_number(one)), None)
    form = wording.preferred(description.of(Form))
    return Summary(
        address=record_address(record.public_id),
        title=wording.title_of(description),
        form=(form.value if form else "") or _(LEVELS.get(description.level, description.level)),
        date=wording.words(date) if date else "",
        agents=_agents_in_short(statements),
        number=wording.words(number) if number else "",
        seal=seal(description),
        abstract=_abstract(statements),
        within=tuple((record_address(one.public_id), one.title) for one in record.ancestors),
        status=description.status,
    )


def seal(description: Description) -> str:
    """The level that the document bore and how it was opened: Secret, released in full 2 January 2013."""
    level = wording.preferred(tuple(one for one in description.of(Classification) if not one.current))
    opened = wording.preferred(
        tuple(one for one in description.of(ClassificationEvent) if one.act in ("released", "declassified"))
    )
    if level is None and opened is None:
        return ""
    return ", ".join(one for one in (level.level if level else "", _opened(opened) if opened else "") if one)


def _opened(event: ClassificationEvent) -> str:
    decision = release_decision(event.decision_code)
    extent = {"full": _("released in full"), "part": _("released in part")}.get(event.extent, "")
    said = extent or (_(decision.label) if decision else _(wording.label(event)).lower())
    return f"{said} {wording.words(ClassificationEvent(act=event.act, date=event.date))}".strip()


def _agent_groups(statements: Iterable[AnyStatement]) -> list[tuple[str, Sequence[AnyStatement]]]:
    """Agents by role; one who was named in an earlier role is not named again."""
    agents = [one for one in statements if isinstance(one, Agent)]
    named: set[str] = set()
    groups: list[tuple[str, Sequence[AnyStatement]]] = []
    for role in _AGENT_FACTS:
        group = [one for one in agents if one.role == role and one.name not in named]
        named.update(one.name for one in group)
        if group:
            groups.append(("", group))
    return groups[:3]


def _is_number(statement: AnyStatement) -> bool:
    return isinstance(statement, Identifier) and statement.role in ("registration number", "reference code")


def _fact(label: str, group: Sequence[AnyStatement], record: RecordView) -> Fact:
    ordered = together(one for one in (shown(statement, record) for statement in group) if one)
    label = label or (ordered[0].label if ordered else "")
    return Fact(label, ordered[:_MOST], max(0, len(ordered) - _MOST))


def _agents_in_short(statements: Iterable[AnyStatement]) -> str:
    """From → to for a letter or cable; else those who made it, at most three of them."""
    agents = [one for one in statements if isinstance(one, Agent)]
    senders = _names(agents, ("sender",)) or _names(agents, ("author", "creator", "issuer"))
    recipients = _names(agents, ("recipient",))
    if senders and recipients:
        return f"{senders} → {recipients}"
    return senders or _names(agents, ("contracting_party", "signatory")) or _names(agents, ("participant",))


def _names(agents: Iterable[Agent], roles: Sequence[str]) -> str:
    names = list(dict.fromkeys(one.name for one in agents if one.role in roles))
    return "; ".join(names[:_MOST]) + ("; …" if len(names) > _MOST else "")


def _abstract(statements: Sequence[AnyStatement]) -> str:
    """The abstract, else what an archivist wrote of scope and content."""
    abstract = wording.preferred(tuple(one for one in statements if isinstance(one, Abstract)))
    scope = wording.preferred(
        tuple(one for one in statements if isinstance(one, Note) and one.note_kind == "scope")
    )
    return abstract.value if abstract else scope.value if scope else ""
