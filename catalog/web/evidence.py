"""Where a statement was read, in words."""

from typing import NamedTuple

from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from catalog.domain.description import AnyStatement, Description, Evidence

SURE = 0.8
"""Below this confidence a reading is shown as doubtful even where no doubt was put in words."""


class Reading(NamedTuple):
    """The evidence of one statement as a page shows it. ``line`` is 0 where the page has no such line."""

    short: str
    long: str
    line: int
    quote: str
    as_given: str
    how: tuple[str, ...]
    doubt: str


def reading_of(statement: AnyStatement, description: Description) -> Reading | None:
    """The line, the quote and how it was read; None where the statement was not read from a file."""
    where = statement.evidence
    if where is None:
        return None
    text = description.text
    has_line = text is not None and text.first_line <= where.first_line <= text.last_line
    given = statement.as_given if statement.as_given.strip() not in where.quote else ""
    return Reading(
        short=_short(where),
        long=_long(where, description),
        line=where.first_line if has_line else 0,
        quote=where.quote,
        as_given=given,
        how=_how(statement, where),
        doubt=where.doubt or (_("The reading is not sure.") if where.confidence < SURE else ""),
    )


def _short(where: Evidence) -> str:
    if where.first_line == where.last_line:
        return _("l. %(line)d") % {"line": where.first_line}
    return _("ll. %(first)d–%(last)d") % {"first": where.first_line, "last": where.last_line}


def _long(where: Evidence, description: Description) -> str:
    names = {one.sha256: one.name for one in description.files}
    name = names.get(where.file) or _("the text")
    if where.first_line == where.last_line:
        return _("Line %(line)d of %(name)s") % {"line": where.first_line, "name": name}
    return _("Lines %(first)d–%(last)d of %(name)s") % {
        "first": where.first_line,
        "last": where.last_line,
        "name": name,
    }


def _how(statement: AnyStatement, where: Evidence) -> tuple[str, ...]:
    basis = {
        "stated": _("stated"),
        "derived": _("derived from what is stated"),
        "inferred": _("inferred by judgement"),
    }[where.basis]
    return tuple(one for one in (basis, _read_by(where), decision(statement)) if one)


def _read_by(where: Evidence) -> str:
    if not where.recogniser:
        return ""
    if not where.version:
        return _("read by the rules for %(rules)s") % {"rules": where.recogniser}
    return _("read by the rules for %(rules)s, version %(version)d") % {
        "rules": where.recogniser,
        "version": where.version,
    }


def decision(statement: AnyStatement) -> str:
    """Whether the statement is accepted, by whom and when, as far as this reader may know."""
    words = {"accepted": _("accepted"), "proposed": _("proposed"), "rejected": _("rejected")}[statement.state]
    if statement.decided_by and statement.state != "proposed":
        words = _("%(decision)s by %(name)s") % {"decision": words, "name": statement.decided_by}
    at = parse_datetime(statement.decided_at) if statement.decided_at else None
    if at is not None and statement.state != "proposed":
        words = _("%(decision)s, %(day)s") % {"decision": words, "day": date_format(at, "j F Y")}
    return words
