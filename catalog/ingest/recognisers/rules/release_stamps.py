"""Stamps of a release in the margin: the day, and the number that the released copy bears."""

import re
from collections.abc import Iterator

from catalog.domain.classification import release_decision
from catalog.domain.dates import parse_date
from catalog.domain.description import ClassificationEvent, Identifier
from catalog.ingest.recognisers.rules import short_days
from catalog.ingest.recognisers.rules.places import fold
from catalog.ingest.statements import Said, Span, Voice, date_in

_STAMP = re.compile(
    r"\s[Ff]or [Rr]elease[:,]?\s{0,3}(?:on |@ ?\d\d-Yr )?"
    r"(?P<day>\d{1,2} [A-Z][a-z]{2,8} \d{4}|(?:19|20)\d\d ?/ ?\d\d ?/ ?\d\d|\d{1,2}/\d{1,2}/(?:19|20)\d\d)"
    r"(?:\s{0,3}:\s{0,3}(?P<number>(?:CIA|NSA|DIA)-RDP[0-9A-Z]{2,3}-?[0-9A-Z-]{16,22}-\d)(?!\d))?"
)
_DECLASSIFIED = re.compile(
    r"\S{12}\s{1,3}(?:(?i:per|by|on)\s)?[^\n]{0,40}?(?:Date:?\s{0,3}|\bon )(?=\d|[A-Z][a-z]+ \d)"
)
# By ing, NARA, Date 4-12-94: the archivist's initials, the archives, the day, under the authority.
_BY_ARCHIVES = re.compile(
    r"\b(?:B[yYv]|BY)[ \t:_]{1,6}[^\n,]{0,20}?[,.]?[ \t]{0,6}N ?A ?R ?[AS]\b[,.]?[ \t]{0,6}(?:D(?:ate"
    r"|ATE)[:.]?)?[ \t_]{0,8}"
    r"(?=\d|[A-Z][a-z]+ \d)"
)
# NLJ 92-231, NLK-01-115: the case by which a presidential library reviewed a paper.
_REVIEW = re.compile(r"\b(?P<case>(?:NL[CEFJKNRT]|MR|NLC|LBJ)[ -]\d{2,4}-\d{1,4}(?:-\d{1,3}){0,3})\b")
_MARKS = ("elease", "eclassified", "ECLASSIFI", "RELEASE", "Case N")
# Case No. F-2016-07743 Doc No. C17980027 Date: 07/31/2017: what the State Department prints over and under
# each page that it releases on request, with the decision stamped beside it.
_REQUEST = re.compile(
    r"Case No\.? (?P<case>[A-Z]{1,2}-\d{4}-\d{4,6}),? Doc No\.? (?P<number>C\d{6,9})"
    r"(?:,? Date:? (?P<day>\d{1,2}[/ ]\d{1,2}[/ ]\d{4}))?"
)
# The FBI's stamp on what its guide declassifies.
_GUIDE = re.compile(
    r"DECLASSIFICATION AUTHORITY DERIVED FROM:?\s+FBI AUTOMATIC DEC[A-Z ]{10,24} GUIDE\s+DATE:? ?"
    r"(?P<day>\d\d-\d\d-(?:19|20)\d\d)"
)
_DECISION = re.compile(r"\b(?:RELEASED? IN (?:FULL|PART)|DENIED IN FULL)\b")
_HEAD, _UNDER_STAMP = 3000, 300


def said(voice: Voice) -> Iterator[Said]:
    """The first stamp that can be read whole; a family's own field of the release goes before it."""
    text = voice.document.text
    if not any(mark in text for mark in _MARKS):
        return
    yield from _of_a_request(voice)
    # The word before is often misread: Approved, Approve', WEived.
    begins = fold(text).find(" for release")
    stamp = _STAMP.search(text, begins) if begins >= 0 else None
    stamped = parse_date(stamp["day"].replace(" /", "/").replace("/ ", "/")) if stamp else None
    if stamp and stamped:
        at = Span(stamp.start("day"), stamp.end("day"))
        yield voice.says(ClassificationEvent, at, act="released", date=stamped.edtf, confidence=0.8)
        if stamp["number"]:
            number = Span(stamp.start("number"), stamp.end("number"))
            yield voice.says(
                Identifier,
                number,
                value=stamp["number"],
                role="registration number",
                scheme="CIA document number",
                confidence=0.8,
            )
    guide = _GUIDE.search(text)
    by_guide = parse_date(guide["day"].replace("-", "/"), month_first=True) if guide else None
    if guide and by_guide:
        at = Span(guide.start("day"), guide.end("day"))
        yield voice.says(ClassificationEvent, at, act="declassified", date=by_guide.edtf, confidence=0.8)
        return
    begins = fold(text).find("declassified")
    archives = _BY_ARCHIVES.search(text, begins, begins + _UNDER_STAMP) if begins >= 0 else None
    if archives:
        yield from _by_archives(voice, begins, archives.end())
        return
    found = _declassified(text)
    dated = date_in(voice.document, Span(found.end(), found.end() + 20)) if found else None
    if found and dated:
        at = Span(dated.start, dated.end)
        yield voice.says(ClassificationEvent, at, act="declassified", date=dated.parsed.edtf, confidence=0.7)


def _of_a_request(voice: Voice) -> Iterator[Said]:
    """The number, the case, the decision and the day of a document that was asked for."""
    text = voice.document.text
    begins = text.find("Case No")
    found = _REQUEST.match(text, begins) if begins >= 0 else None
    if not found:
        return
    number = Span(found.start("number"), found.end("number"))
    yield voice.says(
        Identifier,
        number,
        value=found["number"],
        role="registration number",
        scheme="Department of State document number",
    )
    case = Span(found.start("case"), found.end("case"))
    yield voice.says(Identifier, case, value=found["case"], scheme="request case number")
    decision = _DECISION.search(text, 0, _HEAD)
    known = release_decision(decision.group()) if decision else None
    day = parse_date(found["day"].replace(" ", "/"), month_first=True) if found["day"] else None
    if decision or day:
        at = decision or found
        yield voice.says(
            ClassificationEvent,
            Span(at.start(), at.end()),
            act=known.act if known else "released",
            extent=known.extent if known else "",
            date=day.edtf if day else "",
            decision_code=decision.group() if decision else "",
            case_number=found["case"],
        )


def _by_archives(voice: Voice, begins: int, end: int) -> Iterator[Said]:
    """The day and the case of a declassification that the National Archives stamped."""
    near = Span(end, end + 20)
    dated = date_in(voice.document, near) or short_days.of_a_stamp(voice.document, near)
    case = _REVIEW.search(voice.document.text, begins, end)
    if case:
        at = Span(case.start("case"), case.end("case"))
        yield voice.says(Identifier, at, value=case["case"], scheme="declassification case number")
    if dated and len(dated.parsed.edtf) == 10:
        at = Span(dated.start, dated.end)
        yield voice.says(
            ClassificationEvent,
            at,
            act="declassified",
            date=dated.parsed.edtf,
            case_number=case["case"] if case else "",
            confidence=0.7,
        )


def _declassified(text: str) -> re.Match[str] | None:
    """The first "Declassified" that is followed by its day."""
    folded = fold(text)
    begins = folded.find("declassified")
    while begins >= 0:
        found = _DECLASSIFIED.match(text, begins)
        if found:
            return found
        begins = folded.find("declassified", begins + 1)
    return None
