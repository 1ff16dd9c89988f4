"""One statement as a page shows it: its words, where they lead, and how it was read."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.domain import wording
from catalog.domain.classification import release_decision
from catalog.domain.description import (
    Agent,
    AnyStatement,
    Classification,
    ClassificationEvent,
    Date,
    Description,
    Identifier,
    Note,
    Place,
    Provenance,
    Relation,
    Rights,
    Subject,
    Title,
)
from catalog.domain.vocabularies import LANGUAGES
from catalog.records.queries import RecordView, Reference
from catalog.web.evidence import Reading, reading_of


class Shown(NamedTuple):
    """``url`` is empty where the words lead nowhere; ``detail`` is set small behind them.

    ``same`` holds further statements that say the same in the same words, read elsewhere.
    """

    words: str
    label: str = ""
    id: str = ""
    url: str = ""
    detail: str = ""
    state: str = "accepted"
    note_label: str = ""
    reading: Reading | None = None
    same: tuple["Shown", ...] = ()


def shown(statement: AnyStatement, record: RecordView) -> Shown | None:
    """The statement for this reader; None for a relation to a record that the reader does not see."""
    words = _words(statement, record.others)
    if not words:
        return None
    return Shown(
        words=words,
        label=_label(statement),
        id=statement.id,
        url=_url(statement, record.others),
        detail=_detail(statement),
        state=statement.state,
        note_label=statement.label if isinstance(statement, Note) else "",
        reading=reading_of(statement, record.description),
    )


def together(entries: Iterable[Shown]) -> tuple[Shown, ...]:
    """Entries that say the same in the same words as one, in the order in which they are first said."""
    said: dict[tuple[str, ...], list[Shown]] = {}
    for one in entries:
        said.setdefault((one.words, one.url, one.detail, one.state, one.note_label), []).append(one)
    return tuple(first._replace(same=tuple(rest)) for first, *rest in said.values())


def standing(description: Description) -> tuple[AnyStatement, ...]:
    """The statements that nobody rejected."""
    return tuple(one for one in description.statements if one.state != "rejected")


def _label(statement: AnyStatement) -> str:
    """The archivist's name; people and places that are only mentioned stand apart."""
    match statement:
        case Agent(role="mentioned"):
            return _("People and bodies mentioned")
        case Place(role="mentioned"):
            return _("Places mentioned")
    return _(wording.label(statement))


def _words(statement: AnyStatement, others: Mapping[str, Reference]) -> str:
    if isinstance(statement, Relation):
        other = others.get(statement.target)
        return other.title if other else statement.cited
    if isinstance(statement, ClassificationEvent):
        return _event(statement)
    return wording.words(statement)


def _event(event: ClassificationEvent) -> str:
    """The date, and what was decided where the code's meaning is known."""
    decision = release_decision(event.decision_code)
    extent = {"full": _("in full"), "part": _("in part")}.get(event.extent, "")
    date = wording.words(ClassificationEvent(act=event.act, date=event.date))
    told = [date, _(decision.label) if decision else extent, event.authority]
    return ", ".join(one for one in told if one) or event.decision_code


def _url(statement: AnyStatement, others: Mapping[str, Reference]) -> str:
    match statement:
        case Agent() | Place() | Subject() | Provenance() if statement.authority:
            return reverse("authority", args=[statement.authority])
        case Relation(target=target) if target in others:
            return reverse("record", args=[target])
        case Rights(uri=uri) if uri:
            return _web_address(uri)
        case Provenance(value=value) | Identifier(value=value):
            return _web_address(value)
    return ""


def _web_address(text: str) -> str:
    """The text where it is an address that a browser may be sent to: never javascript: or data:."""
    return text if text.startswith(("https://", "http://")) and not any(map(str.isspace, text)) else ""


def _detail(statement: AnyStatement) -> str:
    match statement:
        case Title(language=code) if code not in ("", "eng"):
            return _(LANGUAGES.get(code, code))
        case Title(title_kind="supplied"):
            return _("supplied")
        case Identifier(scheme=scheme):
            return scheme
        case Agent(office=office, side=side):
            return ", ".join(one for one in (office, side) if one)
        case Classification(code=code) if code:
            return _("marked %(code)s") % {"code": code}
        case ClassificationEvent():
            return _event_detail(statement)
        case Date(calendar=calendar):
            return calendar
        case Rights(value=value, holder=holder, contact=contact):
            return ", ".join(one for one in (holder, contact) if one and one != value)
    return ""


def _event_detail(event: ClassificationEvent) -> str:
    case = _("case %(number)s") % {"number": event.case_number} if event.case_number else ""
    exemption = _("exemption %(code)s") % {"code": event.exemption} if event.exemption else ""
    return ", ".join(one for one in (event.decision_code, exemption, case) if one)
