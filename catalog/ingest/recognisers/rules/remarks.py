"""What is noted of a text: illegible passages, readings marked sic, headings, dates that disagree."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from catalog.domain.dates import FoundDate
from catalog.domain.description import Contents, Note
from catalog.ingest.statements import Said, Span, Voice, date_in, one_line

_ILLEGIBLE = re.compile(
    r"\[\s?(?:[\w ]{1,20} )?(?:illegible|undecipherable|unreadable)(?: [\w ]{1,20})?\]", re.I
)
_SIC = re.compile(r"\[sic[!.]?\]", re.IGNORECASE)
_HEADING = re.compile(r"^[ \t]*(?P<number>[IVX]{1,5})\.[ \t]+(?P<title>[A-Z][^\n]{2,120})$", re.MULTILINE)
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_YEAR = re.compile(r"[12]\d{3}\b")
_DAY = re.compile(rf"\b(?:(?:{_MONTH}) \d{{1,2}}, |\d{{1,2}} (?:{_MONTH}) )$")
_WHAT = re.compile(r"\b(?:agreement|treaty|convention|protocol|pact|communiqué)\b")
_IN_WHAT = ("agree", "treaty", "convent", "proto", "pact", "commun")
_LONGEST_DAY, _NEAR = 20, 110
_MOST_SIC = 5
_BEFORE_SIC = 40


def said(voice: Voice) -> Iterator[Said]:
    """All that is noted of the text itself."""
    text = voice.document.text
    folded = text.casefold() if "[" in text else ""
    if "[" in folded and ("illegible" in folded or "undecipherable" in folded or "unreadable" in folded):
        yield from _illegible(voice)
    if "[sic" in folded:
        yield from _sic(voice)
    if "II. " in text:
        yield from _contents(voice)
    yield from _discrepancies(voice)


def _illegible(voice: Voice) -> Iterator[Said]:
    found = list(_ILLEGIBLE.finditer(voice.document.text))
    if found:
        at = Span(found[0].start(), found[0].end())
        passages = "One passage is" if len(found) == 1 else f"{len(found)} passages are"
        yield voice.says(
            Note, at, note_kind="textual", basis="derived", value=f"{passages} marked illegible."
        )


def _sic(voice: Voice) -> Iterator[Said]:
    text = voice.document.text
    for found in islice(_SIC.finditer(text), _MOST_SIC):
        before = text.rfind(" ", max(found.start() - _BEFORE_SIC, 0), max(found.start() - 1, 0)) + 1
        before = before or found.start()
        words = one_line(text[before : found.end()])
        yield voice.says(
            Note, Span(before, found.end()), note_kind="textual", value=f"So in the text: {words}"
        )


def _contents(voice: Voice) -> Iterator[Said]:
    """Headings with roman numbers that count up from I; fewer than three are no table."""
    counted: list[re.Match[str]] = []
    for found in _HEADING.finditer(voice.document.text):
        if len(counted) < len(_ROMAN) and found["number"] == _ROMAN[len(counted)]:
            counted.append(found)
    if len(counted) < 3:
        return
    for found in counted:
        at = Span(found.start("number"), found.end("title"))
        yield voice.says(Contents, at, value=one_line(found["title"]), number=found["number"])


def _discrepancies(voice: Voice) -> Iterator[Said]:
    """One kind of instrument dated the same day of two different years: both dates stay, and are doubted."""
    days: dict[tuple[str, str], dict[str, FoundDate]] = defaultdict(dict)
    for what, span in _instruments(voice.document.text):
        dated = date_in(voice.document, span)
        if dated and len(dated.parsed.edtf) == 10:
            year, day = dated.parsed.edtf[:4], dated.parsed.edtf[5:]
            days[what, day].setdefault(year, dated)
    for (what, _), years in days.items():
        if len(years) == 2:
            yield from _disagreeing(voice, what, sorted(years.values(), key=lambda dated: dated.start))


def _instruments(text: str) -> Iterator[tuple[str, Span]]:
    """The full dates that follow the name of an instrument within their sentence."""
    for year in _YEAR.finditer(text):
        start = max(year.start() - _LONGEST_DAY, 0)
        day = _DAY.search(text[start : year.start()])
        if not day:
            continue
        before = text[max(start + day.start() - _NEAR, 0) : start + day.start()]
        sentence = before[max(before.rfind("."), before.rfind("\n")) + 1 :].lower()
        if not any(mark in sentence for mark in _IN_WHAT):
            continue
        named = _WHAT.findall(sentence)
        if named:
            yield named[-1], Span(start + day.start(), year.end())


def _disagreeing(voice: Voice, what: str, dates: list[FoundDate]) -> Iterator[Said]:
    lines = [voice.document.line_at(dated.start) for dated in dates]
    value = (
        f"The text dates an instrument of this kind ({what}) {one_line(dates[0].text)} on line {lines[0]} and"
        f" {one_line(dates[1].text)} on line {lines[1]}: one of the two years may be an error."
    )
    doubt = "The same day of two years: whether one instrument is meant is not said."
    at = Span(dates[1].start, dates[1].end)
    yield voice.says(
        Note, at, note_kind="discrepancy", value=value, basis="inferred", confidence=0.6, doubt=doubt
    )
    for dated in dates:
        yield voice.dates(dated, "related_document", doubt=doubt)
