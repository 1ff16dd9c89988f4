"""Numbers by which others know a document, each with the name of its scheme, found in a text."""

import re
from collections.abc import Iterator

import msgspec

CREST = "CIA-ESDN"
JFK = "JFK Assassination Records Collection record number"
TREATY_SERIES = "United Nations Treaty Series"
STATE_CABLE = "Department of State document number"
NIE = "National Intelligence Estimate"
URL = "URI"


class FoundNumber(msgspec.Struct, frozen=True):
    """A number in a text: half-open offsets, the text's own words, the number as its scheme writes it."""

    start: int
    end: int
    text: str
    value: str
    scheme: str


class CrestNumber(msgspec.Struct, frozen=True):
    """The parts of a CREST number: the records job (79R01012A), box, folder, document in the folder."""

    job: str
    box: int
    folder: int
    sequence: int


# OCR parts the blocks of a number with a space.
_CREST = (
    r"(?P<crest>(?P<agency>CIA|NSA|DIA)-RDP(?P<job>[0-9]{2}[A-Z-][0-9]{5}[A-Z])\s?"
    r"(?P<box>[0-9]{4})\s?(?P<folder>[0-9]{4})\s?(?P<sequence>[0-9]{4})-(?P<last>[0-9]))(?![0-9])"
)
_FORMS = (
    r"(?P<url>https?://[^\s<>\"“”\[\]]{3,2000})",
    _CREST,
    r"(?P<jfk>[0-9]{3}-[0-9]{5}-[0-9]{5})(?![0-9-])",
    r"(?P<estimate>(?P<kind>SNIE|NIE)\s?[-–—?.]?\s?(?P<number>[0-9]{1,3}(?:[-/][0-9]{1,3}){0,3}))(?![0-9])",
    r"(?P<cable>(?:19[6-9][0-9]|200[0-9])[A-Z]{3,12}[0-9]{5})(?![0-9])",
    r"(?P<series>(?P<volume>[0-9]{1,4})\s(?P<name>UNTS|U\.N\.T\.S\.)\s(?P<page>[0-9]{1,4}))(?![0-9])",
)
_NUMBERS = re.compile("|".join(_FORMS))
# What a number can begin with: few places of a text, found without trying the forms at each.
_BEGINS = re.compile(
    r"[hCDNS0-9](?<![^\W_].)"
    r"(?=ttps?:|IA-RDP|SA-RDP|IE|NIE|[0-9]{2}-[0-9]{5}|[0-9]{3}[A-Z]|[0-9]{0,3}\sU)",
    re.DOTALL,
)
_CREST_ALONE = re.compile(_CREST, re.IGNORECASE)
_TREATY = re.compile(
    r"(?:(?:Registration\s)?No\.?\s?)?(?P<number>(?:I{1,2}-)?[1-9][0-9]{0,5})\.?", re.IGNORECASE
)
_URL_TAIL = re.compile(r"[.,;:!?'’”*_|]+$")


def find_numbers(text: str) -> Iterator[FoundNumber]:
    """The numbers of the schemes of this module in a text, in order.

    A treaty's registration number is not among them: alone it is only a number (see treaty_number).
    """
    end = 0
    for begun in _BEGINS.finditer(text):
        found = _NUMBERS.match(text, begun.start()) if begun.start() >= end else None
        if not found:
            continue
        start, end = found.span()
        if found["url"]:
            address = _trimmed(found["url"])
            yield FoundNumber(start, start + len(address), address, address, URL)
        else:
            yield FoundNumber(start, end, found.group(), *_value(found))


def crest_number(text: str) -> CrestNumber | None:
    """The parts of a CREST number (CIA-RDP79R01012A001800010001-2), or None for another form."""
    found = _CREST_ALONE.fullmatch(text.strip())
    if not found:
        return None
    return CrestNumber(
        job=found["job"].upper(),
        box=int(found["box"]),
        folder=int(found["folder"]),
        sequence=int(found["sequence"]),
    )


def treaty_number(text: str) -> str:
    """The registration number of a treaty (No. 3107: 3107; I-3107), or "" where the text is none."""
    found = _TREATY.fullmatch(text.strip())
    return found["number"].upper() if found else ""


def _value(found: re.Match[str]) -> tuple[str, str]:
    if found["crest"]:
        return re.sub(r"\s", "", found["crest"]), CREST
    if found["jfk"]:
        return found["jfk"], JFK
    if found["estimate"]:
        return f"{found['kind']}-{found['number']}", NIE
    if found["cable"]:
        return found["cable"], STATE_CABLE
    return f"{found['volume']} UNTS {found['page']}", TREATY_SERIES


def _trimmed(address: str) -> str:
    """The address without the punctuation of the sentence around it; a bracket stays where it was opened."""
    while True:
        shorter = _URL_TAIL.sub("", address)
        if shorter.endswith(")") and shorter.count("(") < shorter.count(")"):
            shorter = shorter[:-1]
        if shorter == address:
            return address
        address = shorter
