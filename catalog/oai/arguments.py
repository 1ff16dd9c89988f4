"""The arguments of a request, checked as OAI-PMH 2.0 (2.7.1, 3.6) asks."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from django.http import QueryDict
from django.utils.translation import gettext as _


class OaiError(Exception):
    """One of the protocol's errors: its code and a sentence that says what to do."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


class Allowed(NamedTuple):
    """The arguments of a verb."""

    required: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()
    resumed: bool = False


_SELECTIVE = frozenset({"from", "until", "set"})
VERBS: Mapping[str, Allowed] = {
    "Identify": Allowed(),
    "ListMetadataFormats": Allowed(optional=frozenset({"identifier"})),
    "ListSets": Allowed(resumed=True),
    "ListIdentifiers": Allowed(frozenset({"metadataPrefix"}), _SELECTIVE, resumed=True),
    "ListRecords": Allowed(frozenset({"metadataPrefix"}), _SELECTIVE, resumed=True),
    "GetRecord": Allowed(frozenset({"identifier", "metadataPrefix"})),
}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SECOND = re.compile(_DAY.pattern + r"T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_SET_SPEC = re.compile(r"[A-Za-z0-9\-_.!~*'()]+(:[A-Za-z0-9\-_.!~*'()]+)*")
FIRST = datetime(1, 1, 1, tzinfo=UTC)


class Span(NamedTuple):
    """From when until before when, as asked; None is open."""

    start: datetime | None
    before: datetime | None


def read_arguments(given: QueryDict) -> dict[str, str]:
    """The arguments of one verb, each once. Raises OaiError (badVerb, badArgument)."""
    repeated = [name for name, values in given.lists() if len(values) > 1]
    verb = given.get("verb", "")
    if "verb" in repeated or verb not in VERBS:
        verbs = ", ".join(VERBS)
        raise OaiError("badVerb", _("Name one verb of these, once: %(verbs)s.") % {"verbs": verbs})
    if repeated:
        names = {"names": ", ".join(repeated)}
        raise OaiError("badArgument", _("Give each argument once: %(names)s.") % names)
    found = {name: values[0] for name, values in given.lists() if name != "verb"}
    _check_names(verb, found)
    return {"verb": verb, **found}


def _check_names(verb: str, found: Mapping[str, str]) -> None:
    allowed = VERBS[verb]
    if allowed.resumed and "resumptionToken" in found:
        if len(found) > 1:
            sentence = _("Send resumptionToken alone: it holds all other arguments.")
            raise OaiError("badArgument", sentence)
        return
    unknown = sorted(set(found) - allowed.required - allowed.optional)
    missing = sorted(one for one in allowed.required if not found.get(one))
    if unknown:
        told = {"verb": verb, "names": ", ".join(unknown)}
        raise OaiError("badArgument", _("%(verb)s does not take: %(names)s. Leave that out.") % told)
    if missing:
        told = {"verb": verb, "names": ", ".join(missing)}
        raise OaiError("badArgument", _("%(verb)s needs: %(names)s.") % told)


def read_span(found: Mapping[str, str]) -> Span:
    """What from and until say. Raises OaiError (badArgument)."""
    start, until = found.get("from"), found.get("until")
    if start is not None and until is not None and len(start) != len(until):
        raise OaiError("badArgument", _("Give from and until alike: both as days or both as times."))
    first, last = _time(start), _time(until)
    if first is not None and last is not None and first > last:
        raise OaiError("badArgument", _("from is later than until. Change one of them."))
    if last is None or until is None:
        return Span(first, None)
    reaches = timedelta(days=1) if _DAY.fullmatch(until) else timedelta(seconds=1)
    # The last day of the calendar has no day behind it.
    return Span(first, last + reaches if last < datetime.max.replace(tzinfo=UTC) - reaches else None)


def read_set(found: Mapping[str, str]) -> str:
    """The setSpec asked for, empty where there is none. Raises OaiError (badArgument)."""
    spec = found.get("set")
    if spec is not None and not _SET_SPEC.fullmatch(spec):
        raise OaiError("badArgument", _("That is no setSpec. ListSets lists those that there are."))
    return spec or ""


def _time(written: str | None) -> datetime | None:
    if written is None:
        return None
    try:
        if _DAY.fullmatch(written):
            return datetime.fromisoformat(written).replace(tzinfo=UTC)
        if _SECOND.fullmatch(written):
            return datetime.fromisoformat(written)
    except ValueError:
        pass  # a day that no calendar has is refused like any other
    raise OaiError("badArgument", _("Write dates as 2026-01-31 or 2026-01-31T23:59:59Z."))
